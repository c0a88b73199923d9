import Glibc

/// The picture of a scatter chart while it is drawn.
struct ScatterPlot {
  private let chart: ScatterChart
  private let layout: ChartLayout
  private let height: Double
  private let plot: Box
  private let yTicks: [(value: Double, label: String)]
  private let yPart: (Double) -> Double
  private let xTicks: [Double]
  private let xPart: (Double) -> Double
  private var writer: SVGWriter
  private var words: SVGWriter
  private var labels: LabelPlacement

  init(_ chart: ScatterChart, _ layout: ChartLayout) {
    self.chart = chart
    self.layout = layout
    writer = SVGWriter(layout)
    words = SVGWriter(layout)
    height = chart.height.units(in: layout)
    let shown = chart.items.filter { !$0.isMinor }
    let lows = chart.items.map(\.y) + shown.compactMap(\.low) + [chart.limits?.y].compactMap(\.self)
    let highs = chart.items.map(\.y) + shown.compactMap(\.high) + [chart.limits?.y].compactMap(\.self)
    let (low, high) = (lows.min() ?? 0, highs.max() ?? 1)
    if chart.isUprightLogarithmic {
      // Lines of numbers need half of the room that numbers side by side do.
      let scale = LogTicks(covering: low, high, width: (height - 76) * 2)
      yTicks = scale.values.map { ($0, ScatterChart.tickText($0, chart.format)) }
      yPart = scale.part
    } else {
      let scale = Ticks.covering(
        low - (high - low) * 0.04, high + (high - low) * 0.07, count: layout == .mini ? 3...5 : 4...7, snaps: false)
      let format = chart.format.forTicks(every: scale.step)
      yTicks = scale.values.map { ($0, format.text($0)) }
      yPart = { ($0 - scale.low) / (scale.high - scale.low) }
    }
    let tickRoom = yTicks.map { TextStyle.tick.room(for: $0.label) }.max() ?? 0
    plot = Box(
      left: (tickRoom + 7).rounded(.up), top: 30, right: layout.width - (layout == .wide ? 12 : 6), bottom: height - 46)
    let xs = chart.items.map(\.x) + [chart.limits?.x].compactMap(\.self)
    let (least, most) = (xs.min() ?? 1, xs.max() ?? 1)
    if chart.isLogarithmic {
      let scale = LogTicks(covering: least, most, width: plot.width)
      xTicks = scale.values
      xPart = scale.part
    } else {
      let scale = Ticks.covering(
        min(0, least), most + (most - min(0, least)) * 0.03, count: layout == .wide ? 4...7 : 3...5, snaps: false)
      xTicks = scale.values
      xPart = { ($0 - scale.low) / (scale.high - scale.low) }
    }
    labels = LabelPlacement(
      frame: Box(left: plot.left + 2, top: plot.top - 13, right: layout.width, bottom: plot.bottom - 1))
    drawAxes()
  }

  private func x(_ value: Double) -> Double { plot.left + xPart(value) * plot.width }
  private func y(_ value: Double) -> Double { plot.bottom - yPart(value) * plot.height }

  private mutating func drawAxes() {
    let title = TextStyle.axisTitle.fitted(chart.axisTitle, to: layout.width)
    writer.text(title, .axisTitle, x: 0, y: 14)
    labels.reserve(TextBlock(title, .axisTitle).box(x: 0, y: 14, anchor: .start))
    for tick in yTicks {
      writer.line("grid", Stroke(x1: plot.left, y1: y(tick.value), x2: plot.right, y2: y(tick.value)))
    }
    for tick in yTicks {
      writer.text(tick.label, .tick, x: plot.left - 7, y: y(tick.value) + 4, anchor: .end)
    }
    for value in xTicks {
      writer.line("axis", Stroke(x1: x(value), y1: plot.bottom, x2: x(value), y2: plot.bottom + 5))
    }
    writer.line("axis", Stroke(x1: plot.left, y1: plot.bottom, x2: plot.right, y2: plot.bottom))
    var free = -Double.infinity
    for value in xTicks {
      let text = ScatterChart.tickText(value, chart.xFormat)
      let half = TextStyle.tick.room(for: text) / 2
      let middle = min(max(x(value), half), layout.width - half)
      guard middle - half > free else { continue }
      writer.text(text, .tick, x: middle, y: plot.bottom + 18, anchor: .middle)
      free = middle + half + 6
    }
    let level = TextStyle.axisTitle.fitted(chart.xTitle, to: layout.width)
    writer.text(level, .axisTitle, x: layout.width, y: plot.bottom + 38, anchor: .end)
  }

  mutating func drawLimits() {
    guard let limits = chart.limits else { return }
    let right = limits.x.map { x($0) } ?? plot.right
    let bottom = limits.y.map { y($0) } ?? plot.bottom
    writer.rect("hole", Box(left: plot.left, top: plot.top, right: right, bottom: bottom), title: limits.text)
    if limits.x != nil { limit(Stroke(x1: right, y1: plot.top, x2: right, y2: plot.bottom)) }
    if limits.y != nil { limit(Stroke(x1: plot.left, y1: bottom, x2: plot.right, y2: bottom)) }
  }

  private mutating func limit(_ stroke: Stroke) {
    writer.line("brk", stroke)
    labels.avoid(stroke, cost: LabelPlacement.Cost.line)
  }

  private func radius(_ item: ScatterChart.Item) -> Double {
    item.isMinor ? 1.9 : layout == .wide ? 4 : 3.4
  }

  /// The groups that have a frontier of their own, with the class of its line.
  private var frontiers: [(items: [ScatterChart.Item], classes: String, mark: Mark)] {
    switch chart.frontier {
    case .none: []
    case .whole: [(chart.items, "par", .ink)]
    case .perMark:
      [Mark.us, .china, .other, .ink].compactMap { mark in
        let own = chart.items.filter { $0.mark == mark }
        return own.isEmpty ? nil : (own, mark.lineClass, mark)
      }
    }
  }

  mutating func drawFrontier() {
    for group in frontiers {
      let best = Frontier.positions(of: group.items.map { ($0.x, $0.y) }).map { group.items[$0] }
      let end = chart.frontier == .whole ? plot.right : nil
      let corners = Frontier.steps(best.map { (x($0.x), y($0.y)) }, to: end)
      guard corners.count > 1 else { continue }
      writer.path(group.classes, SVGWriter.polyline(corners))
      for (one, next) in zip(corners, corners.dropFirst()) {
        labels.avoid(Stroke(x1: one.x, y1: one.y, x2: next.x, y2: next.y), cost: LabelPlacement.Cost.line)
      }
    }
  }

  mutating func drawItems() {
    // What doesn't pass lies under what does.
    for item in chart.items.filter(\.isMinor) { draw(item) }
    let intervals = chart.items.filter { !$0.isMinor }.compactMap { item -> (classes: String, stroke: Stroke)? in
      guard let low = item.low, let high = item.high, low < high else { return nil }
      return ("iv iv-\(item.mark.suffix)", Stroke(x1: x(item.x), y1: y(low), x2: x(item.x), y2: y(high)))
    }
    writer.lines(intervals)
    for line in intervals { labels.avoid(line.stroke, cost: LabelPlacement.Cost.mark) }
    for item in chart.items where !item.isMinor { draw(item) }
  }

  private mutating func draw(_ item: ScatterChart.Item) {
    let (x, y, radius) = (x(item.x), y(item.y), radius(item))
    writer.mark(
      item.mark, x: x, y: y, radius: radius, isHollow: item.isHollow, classes: item.isMinor ? " dim" : "",
      title: item.title)
    if item.isMinor {
      // A name may lie over what isn't selected: it has paper around its letters.
      labels.avoid(Stroke(x1: x - radius, y1: y, x2: x + radius, y2: y), cost: LabelPlacement.Cost.minor)
    } else {
      labels.avoid(Box(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius))
    }
  }

  mutating func writeLabels() {
    writeFrontierWords()
    guard layout != .mini else { return }
    let best = Set(
      frontiers.flatMap { group in
        Frontier.positions(of: group.items.map { ($0.x, $0.y) }).map { group.items[$0].title }
      })
    let named = chart.items.filter { $0.label != nil }.enumerated().sorted { one, other in
      func rank(_ item: ScatterChart.Item) -> Int { item.isBold ? 0 : best.contains(item.title) ? 1 : 2 }
      return (rank(one.element), one.offset) < (rank(other.element), other.offset)
    }
    for (_, item) in named.prefix(mostNames) {
      let block = TextBlock(item.label ?? "", .label(item.mark, isBold: item.isBold), link: item.link)
      let target = LabelPlacement.Target(
        x: x(item.x), y: y(item.y), radius: radius(item), top: item.isMinor ? nil : item.high.map { y($0) },
        bottom: item.isMinor ? nil : item.low.map { y($0) })
      let place = labels.place(block, at: target, prefer: [.left, .above, .right, .below], isEssential: item.isBold)
      if let place { write(block, place) }
    }
    if let limits = chart.limits, !limits.text.isEmpty { writeLimitWords(limits) }
  }

  /// Beside what isn't selected few names can be told from each other; else room alone limits them.
  private var mostNames: Int {
    layout == .wide ? chart.items.contains(where: \.isMinor) ? 12 : 30 : chart.items.contains(where: \.isMinor) ? 5 : 8
  }

  private mutating func writeLimitWords(_ limits: ScatterChart.Limits) {
    let right = limits.x.map { x($0) } ?? plot.right
    let bottom = limits.y.map { y($0) } ?? plot.bottom
    let block = TextBlock(limits.text, .noteOverLines)
    var places: [(x: Double, y: Double, anchor: TextAnchor, price: Double)] = []
    for (index, y) in stride(from: plot.top + 15, to: bottom, by: 14).enumerated() {
      places.append((plot.left + 6, y, .start, Double(index) * 3))
      places.append((right - 5, y, .end, Double(index) * 3 + 1))
    }
    if let place = labels.take(block, among: places, limit: 60) { write(block, place) }
  }

  private mutating func writeFrontierWords() {
    if chart.frontier == .whole, !chart.frontierText.isEmpty, layout != .mini,
      let top = chart.items.map(\.y).max()
    {
      let block = TextBlock(chart.frontierText, .noteOverLines)
      let places = [-6.0, 15].map { (x: plot.right, y: y(top) + $0, anchor: TextAnchor.end, price: $0 > 0 ? 6.0 : 0) }
      if let place = labels.take(block, among: places, limit: 70) { write(block, place) }
    }
    guard chart.frontier == .perMark else { return }
    for group in frontiers {
      guard let name = chart.markNames.first(where: { $0.mark == group.mark })?.name,
        let last = Frontier.positions(of: group.items.map { ($0.x, $0.y) }).last
      else { continue }
      let item = group.items[last]
      let block = TextBlock(name, .label(group.mark, isBold: true))
      let target = LabelPlacement.Target(x: x(item.x), y: y(item.y), radius: radius(item))
      let place = labels.place(block, at: target, prefer: [.above, .left, .right, .below], isEssential: true)
      if let place { write(block, place) }
    }
  }

  private mutating func write(_ block: TextBlock, _ place: LabelPlacement.Place) {
    if let leader = place.leader { words.line("lead", leader) }
    words.block(block, x: place.x, y: place.y, anchor: place.anchor)
  }

  func picture(id: String) -> String {
    var whole = writer
    whole.append(words)
    let ends = (xTicks.first ?? 0, xTicks.last ?? 0)
    let across =
      chart.isLogarithmic
      ? ChartScale.Axis.logarithmic(ends) { x($0) } : ChartScale.Axis(ends) { x($0) }
    let heights = (yTicks.first?.value ?? 0, yTicks.last?.value ?? 0)
    let isUpright = chart.isUprightLogarithmic
    let up = isUpright ? ChartScale.Axis.logarithmic(heights) { y($0) } : ChartScale.Axis(heights) { y($0) }
    // A logarithm upwards alone has no form of its own: such a picture isn't read back.
    let form: ChartScale.Form? = isUpright ? (chart.isLogarithmic ? .logs : nil) : chart.isLogarithmic ? .log : .plane
    return whole.picture(
      of: chart, layout, id: id, height: height,
      scale: layout == .mini ? nil : form.flatMap { ChartScale($0, [across, up]) })
  }
}
