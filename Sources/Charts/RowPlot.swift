/// The plot of charts that give each thing a row: names on the left, one scale across, grid lines upright.
struct RowPlot {
  struct Row {
    var name: String
    var mark: Mark
    var isBold = false
    /// Where the name leads, as an address seen from the page.
    var link: String?
  }

  struct Tick {
    var position: Double
    var label: String
    var isYear = false
    /// The line that everything is measured from.
    var isOrigin = false
  }

  let layout: ChartLayout
  let height: Double
  let plot: Box
  let pitch: Double
  private let low: Double
  private let high: Double
  var writer: SVGWriter

  /// - Parameters:
  ///   - ticks: positions on the scale from `low` to `high`, ascending.
  ///   - endRoom: units kept free right of the plot.
  ///   - ends: where what a row shows ends on the scale, and the room that the words behind it take. The plot gives way
  ///     to them, up to half of its width.
  ///   - foot: units kept free under the last row for words.
  init(
    _ layout: ChartLayout, axisTitle: String, rows: [Row], low: Double, high: Double, endRoom: Double = 0,
    ends: [(value: Double, room: Double)] = [], foot: Double = 0, ticks: (_ width: Double) -> [Tick]
  ) {
    self.layout = layout
    writer = SVGWriter(layout)
    self.low = low
    self.high = high
    let styles = rows.map { TextStyle.plain($0.mark, isBold: $0.isBold) }
    let widest = zip(rows, styles).map { $1.room(for: $0.name) }.max() ?? 0
    let names = min(widest, layout.width * (layout == .wide ? 0.36 : 0.42))
    let lines = zip(rows, styles).map { row, style in
      let lines = style.wrapped(row.name, to: names)
      // What two lines don't hold ends in an ellipsis, never in the middle of a sentence.
      guard lines.count > 2 else { return lines.map { style.fitted($0, to: names) } }
      return [lines[0], style.fitted(lines.dropFirst().joined(separator: " "), to: names)]
    }
    pitch =
      layout == .mini
      ? min(26, max(15.5, 144 / Double(max(1, rows.count)))) : lines.contains { $0.count > 1 } ? 34 : 26
    let titles = axisTitle.isEmpty ? [] : TextStyle.axisTitle.wrapped(axisTitle, to: layout.width)
    let top = Double(max(1, titles.count)) * TextBlock.lineHeight + 8
    let left = (names + 10).rounded(.up)
    let most = layout.width - max(endRoom, 14) - left
    let wanted = ends.reduce(most) { width, end in
      let share = (end.value - low) / (high - low)
      return share > 0 ? min(width, (layout.width - left - end.room) / share) : width
    }
    plot = Box(
      left: left, top: top, right: left + max(wanted, most / 2),
      bottom: top + pitch * Double(rows.count) + foot)
    height = plot.bottom + 22
    for (index, title) in titles.enumerated() {
      let text = TextStyle.axisTitle.fitted(title, to: layout.width)
      writer.text(text, .axisTitle, x: 0, y: 14 + Double(index) * TextBlock.lineHeight)
    }
    draw(ticks(plot.width))
    for (index, (texts, style)) in zip(lines, styles).enumerated() where !texts.isEmpty {
      // In a low picture a second line would meet the next row.
      let shown = pitch < 30 ? [style.fitted(rows[index].name, to: names)] : Array(texts)
      let block = TextBlock(shown.map { TextBlock.Line(text: $0, style: style) }, link: rows[index].link)
      writer.block(block, x: plot.left - 10, y: y(index) - block.height / 2 + block.ascent, anchor: .end)
    }
  }

  func x(_ value: Double) -> Double { plot.left + (value - low) / (high - low) * plot.width }
  func y(_ row: Int) -> Double { plot.top + pitch * (Double(row) + 0.5) }

  private mutating func draw(_ ticks: [Tick]) {
    for tick in ticks {
      let x = x(tick.position)
      writer.line(tick.isOrigin ? "axis" : "grid", Stroke(x1: x, y1: plot.top, x2: x, y2: plot.bottom))
    }
    var free = -Double.infinity
    for tick in ticks {
      let x = x(tick.position)
      let style: TextStyle = tick.isYear ? .year : .tick
      let half = style.room(for: tick.label) / 2
      let inside = min(max(x, half), layout.width - half)
      guard !tick.label.isEmpty, inside - half > free else { continue }
      writer.text(tick.label, style, x: inside, y: plot.bottom + 16, anchor: .middle)
      free = inside + half + 6
    }
  }

  /// Words at the end of what a row shows from `left` to `right`: after it, before it, or over it, where there is room; in the
  /// lowest rows nowhere.
  mutating func writeEnd(
    _ text: String, _ style: TextStyle, row: Int, left: Double, right: Double, link: String? = nil
  ) {
    let room = style.room(for: text)
    let edge = layout.width
    let y = y(row)
    if right + 8 + room <= edge {
      writer.linked(to: link) { $0.text(text, style, x: right + 8, y: y + 4.5) }
    } else if left - 8 - room >= plot.left + 2 {
      writer.linked(to: link) { $0.text(text, style, x: left - 8, y: y + 4.5, anchor: .end) }
    } else if pitch >= 24 {
      let shown = style.fitted(text, to: edge - plot.left)
      let half = style.room(for: shown) / 2
      let middle = min(max((left + right) / 2, plot.left + half), edge - half)
      writer.linked(to: link) { $0.text(shown, style, x: middle, y: y - 6, anchor: .middle) }
    }
  }

  /// A number at each end of a bar; the lower one only where it is clear of the names.
  mutating func writeBothEnds(
    _ low: String, _ high: String, _ style: TextStyle, row: Int, _ left: Double, _ right: Double, link: String? = nil
  ) {
    let y = y(row) + 4.5
    if left - 6 - style.room(for: low) >= plot.left + 2 {
      writer.linked(to: link) { $0.text(low, style, x: left - 6, y: y, anchor: .end) }
    }
    guard right + 6 + style.room(for: high) <= layout.width else { return }
    writer.linked(to: link) { $0.text(high, style, x: right + 6, y: y) }
  }

  /// The ticks of a linear scale, and its ends: from zero when `startsAtZero`.
  static func scale(
    _ values: [Double], startsAtZero: Bool, layout: ChartLayout, format: NumberFormat
  ) -> (low: Double, high: Double, ticks: [Tick]) {
    let least = startsAtZero ? values.reduce(0, min) : values.min() ?? 0
    let most = startsAtZero ? values.reduce(0, max) : values.max() ?? 1
    let margin = startsAtZero ? 0 : (most - least) * 0.04
    let ticks = Ticks.covering(
      least - margin, most + margin, count: layout == .wide ? 4...7 : 3...5, snaps: startsAtZero)
    let written = format.forTicks(every: ticks.step)
    return (
      ticks.low, ticks.high,
      ticks.values.map { value in
        let text = value == 0 && format.prefix.isEmpty ? "0" + format.suffix : written.text(value)
        return Tick(position: value, label: text, isOrigin: value == 0)
      }
    )
  }
}
