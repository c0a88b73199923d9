/// One group of stacked columns inside its part of the picture.
struct StackedColumns {
  private let chart: StackedColumnChart
  private let group: StackedColumnChart.Group
  private let box: Box
  private let hatching: String
  private let baseline: Double
  private let perUnit: Double
  private let pitch: Double
  private let columnWidth: Double

  /// - Parameter highest: the largest total of all groups, so that they share a scale.
  init(_ chart: StackedColumnChart, _ group: StackedColumnChart.Group, in box: Box, highest: Double, hatching: String) {
    self.chart = chart
    self.group = group
    self.box = box
    self.hatching = hatching
    baseline = box.bottom - Self.foot
    perUnit = highest > 0 ? Self.room(in: box.height) / highest : 0
    let bold = TextStyle.plain(.ink, isBold: true)
    // Of one class alone the total over the column says all that its name would.
    let names =
      chart.classes.count < 2 ? [] : Self.names(chart, group).map { bold.room(for: "\($0.text) \($0.number)") }
    let labelRoom = names.max().map { min($0 + 8, box.width * 0.45) } ?? 0
    pitch = min((box.width - labelRoom) / Double(group.columns.count), 64)
    columnWidth = min(pitch * 0.72, 44)
  }

  /// For periods and years under the columns, and as much for the heading and totals over them.
  private static let foot = 42.0

  /// How high the highest column may be.
  static func room(in height: Double) -> Double { height - 2 * foot }

  func draw(in writer: inout SVGWriter) {
    let heading = TextStyle.plain(group.mark, isBold: true)
    writer.text(heading.fitted(group.heading, to: box.width), heading, x: box.left, y: box.top + 14)
    for (index, column) in group.columns.enumerated() {
      guard let counts = column.counts else {
        // Not counted: a mark on the axis, not a column of no height.
        writer.rect("hole", columnBox(index, from: 0, to: 0, least: 14), title: "\(column.name): not counted")
        continue
      }
      drawColumn(column, counts, at: index, in: &writer)
    }
    let end = box.left + pitch * Double(group.columns.count)
    writer.line("axis", Stroke(x1: box.left, y1: baseline, x2: end, y2: baseline))
    drawTotals(in: &writer)
    drawPeriods(in: &writer)
    drawNames(from: end, in: &writer)
  }

  private func centre(_ index: Int) -> Double { box.left + pitch * (Double(index) + 0.5) }

  private func columnBox(_ index: Int, from low: Double, to high: Double, least: Double = 0) -> Box {
    let x = centre(index)
    return Box(
      left: x - columnWidth / 2, top: min(baseline - high * perUnit, baseline - least), right: x + columnWidth / 2,
      bottom: baseline - low * perUnit)
  }

  private func drawColumn(
    _ column: StackedColumnChart.Column, _ counts: [Double], at index: Int, in writer: inout SVGWriter
  ) {
    let total = counts.reduce(0, +)
    var low = 0.0
    for one in chart.stacking where counts[one] > 0 {
      let part = columnBox(index, from: low, to: low + counts[one])
      low += counts[one]
      let name = chart.classes[one].name
      let title = "\(column.name): \(name) \(chart.format.text(counts[one])) of \(chart.format.text(total))"
      writer.rect(Self.fillClass(chart.classes[one].fill, group.mark), part, title: title)
      if chart.classes[one].fill == .unknown { writer.rect("hx", part, fill: hatching, title: title) }
    }
  }

  static func fillClass(_ fill: StackedColumnChart.Fill, _ mark: Mark) -> String {
    let colour = mark == .us || mark == .china ? "f-\(mark.suffix)" : "pt-\(mark.suffix)"
    switch fill {
    case .strong: return colour
    case .middle: return "\(colour) q3"
    case .light: return "\(colour) q2"
    case .white, .unknown: return "f-none"
    }
  }

  private func drawTotals(in writer: inout SVGWriter) {
    let texts = group.columns.map { $0.counts.map { chart.format.text($0.reduce(0, +)) } }
    let widest = texts.compactMap { $0.map { TextStyle.tick.room(for: $0) } }.max() ?? 0
    for (index, text) in texts.enumerated() {
      guard let text, widest + 2 <= pitch || index == texts.count - 1 else { continue }
      let total = group.columns[index].counts?.reduce(0, +) ?? 0
      // A number wider than its column ends with the column, clear of the names beside it.
      let isWide = TextStyle.tick.room(for: text) > pitch
      writer.linked(to: group.columns[index].link) {
        $0.text(
          text, .tick, x: isWide ? centre(index) + pitch / 2 : centre(index), y: baseline - total * perUnit - 6,
          anchor: isWide ? .end : .middle)
      }
    }
  }

  private func drawPeriods(in writer: inout SVGWriter) {
    let widest = group.columns.map { TextStyle.tick.room(for: $0.label) }.max() ?? 0
    if widest + 4 <= pitch {
      for (index, column) in group.columns.enumerated() where !column.label.isEmpty {
        writer.text(column.label, .tick, x: centre(index), y: baseline + 15, anchor: .middle)
      }
    }
    // Years whose columns stand together share one number; where it needs more room than they have, it is left out.
    var start = 0
    var free = -Double.infinity
    while start < group.columns.count {
      let year = group.columns[start].year
      let end = group.columns[start...].firstIndex { $0.year != year } ?? group.columns.count
      let x = (centre(start) + centre(end - 1)) / 2
      let half = TextStyle.year.room(for: year) / 2
      if !year.isEmpty, x - half > free, x - half >= 0 {
        writer.text(year, .year, x: x, y: baseline + 31, anchor: .middle)
        free = x + half + 4
      }
      start = end
    }
  }

  /// The classes that occur in the group, with their counts in the last counted column.
  private static func names(
    _ chart: StackedColumnChart, _ group: StackedColumnChart.Group
  ) -> [(text: String, number: String, index: Int, count: Double)] {
    let last = group.columns.last { $0.counts != nil }?.counts ?? []
    return chart.stacking.filter { one in group.columns.contains { ($0.counts?[one] ?? 0) > 0 } }
      .map { (chart.classes[$0].name, chart.format.text(last[$0]), $0, last[$0]) }
  }

  private func drawNames(from end: Double, in writer: inout SVGWriter) {
    guard chart.classes.count > 1 else { return }
    let names = Self.names(chart, group)
    var low = 0.0
    let wanted = names.map { name in
      let middle = baseline - (low + name.count / 2) * perUnit
      low += name.count
      return middle
    }
    let middles = LabelPlacement.column(
      wanted, heights: names.map { _ in TextBlock.lineHeight }, within: (box.top + 20)...(baseline + 2))
    let link = group.columns.last { $0.counts != nil }?.link
    for (name, middle) in zip(names, middles) {
      let isStrong = chart.classes[name.index].fill == .strong
      let style = TextStyle.plain(isStrong ? group.mark : .ink, isBold: isStrong)
      // Where room is short the name is cut, never the number.
      let room = box.right - end - 4 - style.room(for: " \(name.number)")
      let text = "\(style.fitted(name.text, to: room)) \(name.number)"
      writer.linked(to: link) { $0.text(text, style, x: end + 4, y: middle + 4.5) }
    }
  }
}
