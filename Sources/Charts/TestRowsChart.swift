/// Results of several on each test: a row for each test, a mark for each result, its number over it and who it is under it.
///
/// - Shape: rows and marks in the caller's order; labels follow their marks from left to right.
/// - Drawn: a thin thread from the least to the greatest of a row; intervals as bars. Hollow: as the caption says.
/// - Missing: a test without results has its name and no marks.
package struct TestRowsChart: Chart {
  package struct Mark: Sendable {
    package var value: Double
    package var low: Double?
    package var high: Double?
    package var mark: Charts.Mark
    package var isHollow: Bool
    /// True for what the page is about: its label is bold.
    package var isOwn: Bool
    /// Whose result it is, such as a model, or who ran it.
    package var label: String
    /// The number as it is written over the mark; empty to write it in the chart's format.
    package var words: String
    package var title: String
    /// Where its number leads, as an address seen from the page.
    package var link: String?

    package init(
      value: Double, low: Double? = nil, high: Double? = nil, mark: Charts.Mark, isHollow: Bool = false,
      isOwn: Bool = false, label: String, words: String = "", title: String, link: String? = nil
    ) {
      precondition(
        value.isFinite && low?.isFinite ?? true && high?.isFinite ?? true, "a mark's numbers are finite")
      self.value = value
      self.low = low
      self.high = high
      self.mark = mark
      self.isHollow = isHollow
      self.isOwn = isOwn
      self.label = label
      self.words = words
      self.title = title
      self.link = link
    }
  }

  package struct Row: Sendable {
    package var name: String
    package var marks: [Mark]

    package init(name: String, marks: [Mark]) {
      self.name = name
      self.marks = marks
    }
  }

  package var title: String
  package var axisTitle: String
  package var rows: [Row]
  package var format: NumberFormat
  package var startsAtZero: Bool

  package init(
    title: String, axisTitle: String, rows: [Row], format: NumberFormat = NumberFormat(), startsAtZero: Bool = true
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.rows = rows
    self.format = format
    self.startsAtZero = startsAtZero
  }

  package var summary: String {
    Summary.sentences(
      rows.map { row in
        let results = row.marks.map { mark in
          guard mark.words.isEmpty else { return "\(mark.label) \(mark.words)" }
          let format = format.supporting(mark.low, mark.high)
          let interval = mark.low.flatMap { low in mark.high.map { " (\(format.interval(low, $0)))" } } ?? ""
          return "\(mark.label) \(format.spoken(mark.value))\(interval)"
        }
        return "\(row.name): \(results.isEmpty ? "no result" : results.joined(separator: ", "))"
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard rows.contains(where: { !$0.marks.isEmpty }) else { return SVGWriter.empty(self, layout, id: id) }
    var plot = TestRowsPlot(self, layout)
    plot.draw()
    return plot.picture(id: id)
  }
}

/// The picture of results by test while it is drawn.
private struct TestRowsPlot {
  /// A text and where it stands: the middle it would like, and the one it has.
  private struct Label {
    var text: String
    var style: TextStyle
    var wanted: Double
    var middle: Double
    var level: Int
    var link: String?
  }

  /// What a row writes over its marks and under them, and how high it is.
  private struct Line {
    var name: [String]
    var over: [Label]
    var under: [Label]
    var marksAt: Double
    var height: Double
  }

  private static let levelHeight = 14.0
  private static let radius = 4.4
  private static let nameStyle = TextStyle.label(.ink, isBold: true)

  private let chart: TestRowsChart
  private let layout: ChartLayout
  private let scale: RowScale
  private let left: Double
  private let right: Double
  private let top: Double
  private var lines: [Line] = []
  private var writer: SVGWriter

  init(_ chart: TestRowsChart, _ layout: ChartLayout) {
    self.chart = chart
    self.layout = layout
    writer = SVGWriter(layout)
    let values = chart.rows.flatMap { $0.marks.flatMap { [$0.value, $0.low, $0.high].compactMap(\.self) } }
    scale = RowScale.linear(values, startsAtZero: chart.startsAtZero, layout: layout, format: chart.format)
    let titles = TextStyle.axisTitle.wrapped(chart.axisTitle, to: layout.width)
    top = Double(max(1, titles.count)) * TextBlock.lineHeight + 10
    // A narrow picture has the names over the rows and its whole width for the marks.
    let most = layout == .wide ? layout.width * 0.28 : layout.width
    let names = chart.rows.map { row in
      Self.nameStyle.wrapped(row.name, to: most).map { Self.nameStyle.fitted($0, to: most) }
    }
    let room = names.flatMap(\.self).map { Self.nameStyle.room(for: $0) }.max() ?? 0
    left = layout == .wide ? (room + 14).rounded(.up) : 10
    right = layout.width - 18
    for (index, title) in titles.enumerated() {
      let text = TextStyle.axisTitle.fitted(title, to: layout.width)
      writer.text(text, .axisTitle, x: 0, y: 14 + Double(index) * TextBlock.lineHeight)
    }
    for (row, name) in zip(chart.rows, names) { lines.append(line(row, name)) }
  }

  private func x(_ value: Double) -> Double { left + scale.part(value) * (right - left) }

  private func line(_ row: TestRowsChart.Row, _ name: [String]) -> Line {
    let sorted = row.marks.enumerated().sorted { ($0.element.value, $0.offset) < ($1.element.value, $1.offset) }
      .map(\.element)
    let over = spread(
      sorted.map { mark in
        let words = mark.words.isEmpty ? chart.format.supporting(mark.low, mark.high).text(mark.value) : mark.words
        return (words, .label(mark.mark, isBold: mark.isOwn), mark)
      })
    let under = spread(sorted.map { ($0.label, .label($0.mark), $0) })
    let head = layout == .wide ? 0 : Double(name.count) * TextBlock.lineHeight
    let above = Double((over.map(\.level).max() ?? 0) + 1) * Self.levelHeight + 6
    let below = Double((under.map(\.level).max() ?? 0) + 1) * Self.levelHeight + 8
    let own = layout == .wide ? Double(name.count) * TextBlock.lineHeight + 8 : 0
    return Line(
      name: name, over: over, under: under, marksAt: head + above, height: max(head + above + below + 12, own))
  }

  /// Labels beside each other in the order of their marks; on as few levels as hold them, each no farther from its mark
  /// than it must be.
  private func spread(_ wanted: [(text: String, style: TextStyle, mark: TestRowsChart.Mark)]) -> [Label] {
    let most = layout.width - left
    let texts = wanted.map { $0.style.fitted($0.text, to: most) }
    let widths = zip(wanted, texts).map { $0.style.room(for: $1) + 8 }
    let middles = wanted.map { x($0.mark.value) }
    let range = (left - (layout == .wide ? 6 : 10))...layout.width
    for levels in 1...max(1, wanted.count) {
      var placed = middles
      for level in 0..<levels {
        let own = stride(from: level, to: wanted.count, by: levels).map(\.self)
        let found = LabelPlacement.column(own.map { middles[$0] }, heights: own.map { widths[$0] }, within: range)
        for (index, middle) in zip(own, found) { placed[index] = middle }
      }
      let fits = (0..<levels).allSatisfy { level in
        stride(from: level, to: wanted.count, by: levels).reduce(0) { $0 + widths[$1] }
          <= range.upperBound - range.lowerBound
      }
      let farthest = zip(placed, middles).map { ($0 - $1).magnitude }.max() ?? 0
      guard fits, farthest < 60 || levels == wanted.count || levels > 2 else { continue }
      return wanted.indices.map { index in
        Label(
          text: texts[index], style: wanted[index].style, wanted: middles[index], middle: placed[index],
          level: index % levels, link: wanted[index].mark.link)
      }
    }
    return []
  }

  mutating func draw() {
    let bottom = top + lines.reduce(0) { $0 + $1.height }
    drawScale(to: bottom)
    var y = top
    for (row, line) in zip(chart.rows, lines) {
      draw(row, line, at: y)
      y += line.height
    }
  }

  private mutating func drawScale(to bottom: Double) {
    let ticks = scale.ticks(right - left)
    for tick in ticks {
      writer.line(
        tick.isOrigin ? "axis" : "grid", Stroke(x1: x(tick.position), y1: top, x2: x(tick.position), y2: bottom))
    }
    var free = -Double.infinity
    for tick in ticks {
      let half = TextStyle.tick.room(for: tick.label) / 2
      let middle = min(max(x(tick.position), half), layout.width - half)
      guard middle - half > free else { continue }
      writer.text(tick.label, .tick, x: middle, y: bottom + 16, anchor: .middle)
      free = middle + half + 6
    }
  }

  private mutating func draw(_ row: TestRowsChart.Row, _ line: Line, at top: Double) {
    let y = top + line.marksAt
    let block = TextBlock(line.name.map { TextBlock.Line(text: $0, style: Self.nameStyle) })
    if layout == .wide {
      writer.block(block, x: left - 14, y: y - block.height / 2 + block.ascent, anchor: .end)
    } else {
      writer.block(block, x: 0, y: top + block.ascent, anchor: .start)
    }
    let places = row.marks.map { x($0.value) }
    if let first = places.min(), let last = places.max(), first < last {
      writer.line("thread", Stroke(x1: first, y1: y, x2: last, y2: y))
    }
    // A label on a farther level is led to its mark, behind those between them.
    for label in line.over where label.level > 0 {
      let end = y - 8 - Double(label.level) * Self.levelHeight
      writer.line("lead", Stroke(x1: label.wanted, y1: y - Self.radius - 1, x2: label.middle, y2: end))
    }
    for label in line.under where label.level > 0 {
      let end = y + 9 + Double(label.level) * Self.levelHeight
      writer.line("lead", Stroke(x1: label.wanted, y1: y + Self.radius + 1, x2: label.middle, y2: end))
    }
    writer.lines(
      row.marks.compactMap { mark in
        guard let low = mark.low, let high = mark.high, low < high else { return nil }
        return ("iv iv-\(mark.mark.suffix)", Stroke(x1: x(low), y1: y, x2: x(high), y2: y))
      })
    for mark in row.marks {
      writer.mark(
        mark.mark, x: x(mark.value), y: y, radius: Self.radius, isHollow: mark.isHollow, title: mark.title)
    }
    for label in line.over {
      write(label, y: y - 9 - Double(label.level) * Self.levelHeight)
    }
    for label in line.under {
      write(label, y: y + 18 + Double(label.level) * Self.levelHeight)
    }
  }

  private mutating func write(_ label: Label, y: Double) {
    let (middle, level) = (label.middle, y)
    writer.linked(to: label.link) { $0.text(label.text, label.style, x: middle, y: level, anchor: .middle) }
  }

  func picture(id: String) -> String {
    let height = top + lines.reduce(0) { $0 + $1.height } + 22
    let ticks = scale.ticks(right - left).map(\.position)
    let axis = ChartScale.Axis((ticks.first ?? 0, ticks.last ?? 0)) { x($0) }
    return writer.picture(of: chart, layout, id: id, height: height, scale: ChartScale(.rows, [axis]))
  }
}
