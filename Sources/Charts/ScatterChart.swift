/// Two measures against each other, best at the top left: x is a price or a size, y a rating.
///
/// - Drawn: every item a mark; an ink step line through the frontier (nothing cheaper is as good), or a line for each
///   bloc; limits dotted with what they admit tinted; names where there is room, of bold items and the frontier first, at most
///   twelve among items outside a selection.
/// - Missing: an item without an interval has no bar. On a logarithmic axis values are above zero.
package struct ScatterChart: Chart {
  package enum FrontierKind: Sendable {
    case none
    /// One line in ink.
    case whole
    /// A line for each mark, named by `markNames`.
    case perMark
  }

  package struct Item: Sendable {
    package var x: Double
    package var y: Double
    package var low: Double?
    package var high: Double?
    package var mark: Mark
    /// Outside the selection: small and pale.
    package var isMinor: Bool
    package var isHollow: Bool
    package var isBold: Bool
    package var label: String?
    package var title: String
    /// Where its label leads, as an address seen from the page.
    package var link: String?

    /// What it is called: its label, or else what its title says before the numbers.
    var name: String {
      label ?? title.firstRange(of: ": ").map { String(title[..<$0.lowerBound]) } ?? title
    }

    package init(
      x: Double, y: Double, low: Double? = nil, high: Double? = nil, mark: Mark, isMinor: Bool = false,
      isHollow: Bool = false, isBold: Bool = false, label: String? = nil, title: String, link: String? = nil
    ) {
      precondition(x.isFinite && y.isFinite, "finite numbers")
      self.x = x
      self.y = y
      self.low = low
      self.high = high
      self.mark = mark
      self.isMinor = isMinor
      self.isHollow = isHollow
      self.isBold = isBold
      self.label = label
      self.title = title
      self.link = link
    }
  }

  /// Hard limits: at most this x, at least this y.
  package struct Limits: Sendable {
    package var x: Double?
    package var y: Double?
    package var text: String

    package init(x: Double?, y: Double?, text: String = "Inside the limits") {
      self.x = x
      self.y = y
      self.text = text
    }
  }

  package var title: String
  /// Of the upright axis, at the top left.
  package var axisTitle: String
  /// Of the level axis, at the bottom right.
  package var xTitle: String
  package var items: [Item]
  package var isLogarithmic: Bool
  /// The same of the upright axis, for values that span decades.
  package var isUprightLogarithmic: Bool
  package var xFormat: NumberFormat
  package var format: NumberFormat
  package var frontier: FrontierKind
  /// Written at the frontier's upper end.
  package var frontierText: String
  /// The names of the blocs whose frontiers are drawn.
  package var markNames: [(mark: Mark, name: String)]
  /// What the items are, as in "39 chips".
  package var noun: String
  package var limits: Limits?
  package var height: ChartHeight

  package init(
    title: String, axisTitle: String, xTitle: String, items: [Item], isLogarithmic: Bool = true,
    isUprightLogarithmic: Bool = false, xFormat: NumberFormat = NumberFormat(), format: NumberFormat = NumberFormat(),
    frontier: FrontierKind = .whole,
    frontierText: String = "", markNames: [(mark: Mark, name: String)] = [], noun: String = "items",
    limits: Limits? = nil,
    height: ChartHeight = .tall
  ) {
    precondition(!isLogarithmic || items.allSatisfy { $0.x > 0 }, "x above zero on a logarithmic axis")
    precondition(
      !isUprightLogarithmic || items.allSatisfy { min($0.y, $0.low ?? $0.y) > 0 }, "y above zero on a logarithmic axis")
    self.title = title
    self.axisTitle = axisTitle
    self.xTitle = xTitle
    self.items = items
    self.isLogarithmic = isLogarithmic
    self.isUprightLogarithmic = isUprightLogarithmic
    self.xFormat = xFormat
    self.format = format
    self.frontier = frontier
    self.frontierText = frontierText
    self.markNames = markNames
    self.noun = noun
    self.limits = limits
    self.height = height
  }

  package var summary: String {
    let best = Frontier.positions(of: items.map { ($0.x, $0.y) })
    let names = best.map { index in
      let item = items[index]
      return
        "\(item.name): \(format.spoken(item.y)) at \(Self.tickText(item.x, xFormat, rounding: false))"
    }
    let lowest = items.map(\.y).min() ?? 0
    let highest = items.map(\.y).max() ?? 0
    guard items.count > 1 else { return Summary.sentences(items.map(\.title)) }
    return Summary.sentences([
      "\(items.count) \(noun) from \(format.spoken(lowest)) to \(format.spoken(highest))",
      frontier == .none || names.isEmpty
        ? "" : "The best at each level, from left to right: \(names.joined(separator: "; "))",
    ])
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard !items.isEmpty else { return SVGWriter.empty(self, layout, id: id) }
    var plot = ScatterPlot(self, layout)
    plot.drawLimits()
    plot.drawFrontier()
    plot.drawItems()
    plot.writeLabels()
    return plot.picture(id: id)
  }

  /// "$0.10", "0.25" without prefix; a sum under one has two places.
  static func tickText(_ value: Double, _ format: NumberFormat, rounding: Bool = true) -> String {
    var written = rounding ? format.forTicks(every: value) : format
    if !format.prefix.isEmpty, written.decimals == 1 { written.decimals = 2 }
    return written.text(value)
  }
}
