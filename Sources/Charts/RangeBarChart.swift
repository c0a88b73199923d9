/// Ranges as bars, a row for each thing: disputed values, places over many weightings, prices from … to.
///
/// - Shape: rows in the caller's order, which should be that of the values.
/// - Drawn: a 2.5 px bar from low to high. Hollow ends when sources conflict; a filled mark at `value` when there is
///   one, and a short upright stroke at `median`. A row whose ends are one number is a single mark.
/// - Missing: a range of which no one knows the middle has no middle. A row without a range says `words` alone.
package struct RangeBarChart: Chart {
  package enum Ends: Sendable {
    /// Nothing but the bar.
    case plain
    /// Sources conflict.
    case hollow
    /// A hollow lower and a filled upper end, as for the price in and the price out; each says its number, unless the
    /// row has words.
    case hollowToFilled
  }

  package struct Row: Sendable {
    package var name: String
    package var mark: Mark
    package var low: Double?
    package var high: Double?
    package var value: Double?
    package var median: Double?
    package var ends: Ends
    package var isHollow: Bool
    package var isBold: Bool
    /// The value in words, written at the end of the bar.
    package var words: String
    /// Set in a column at the right edge, under the chart's `columnTitle`.
    package var columnText: String
    package var title: String
    /// Where its numbers lead, or its name where it writes none, as an address seen from the page.
    package var link: String?

    package init(
      name: String, mark: Mark, low: Double?, high: Double?, value: Double? = nil, median: Double? = nil,
      ends: Ends = .plain, isHollow: Bool = false, isBold: Bool = false, words: String = "", columnText: String = "",
      title: String, link: String? = nil
    ) {
      precondition((low == nil) == (high == nil) && (low ?? 0) <= (high ?? 0), "a range has both ends, in order")
      self.name = name
      self.mark = mark
      self.low = low
      self.high = high
      self.value = value
      self.median = median
      self.ends = ends
      self.isHollow = isHollow
      self.isBold = isBold
      self.words = words
      self.columnText = columnText
      self.title = title
      self.link = link
    }
  }

  /// A line across all rows, measured and named, such as the ceiling of a rule.
  package struct Limit: Sendable {
    package var value: Double
    package var text: String

    package init(value: Double, text: String) {
      self.value = value
      self.text = text
    }
  }

  package var title: String
  package var axisTitle: String
  package var rows: [Row]
  package var limits: [Limit]
  package var columnTitle: String
  package var format: NumberFormat
  package var startsAtZero: Bool

  package init(
    title: String, axisTitle: String, rows: [Row], limits: [Limit] = [], columnTitle: String = "",
    format: NumberFormat = NumberFormat(), startsAtZero: Bool = true
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.rows = rows
    self.limits = limits
    self.columnTitle = columnTitle
    self.format = format
    self.startsAtZero = startsAtZero
  }

  package var summary: String {
    let parts = rows.map { row in
      guard let low = row.low, let high = row.high else { return "\(row.name): \(row.words)" }
      let format = format.supporting(low, high)
      // What reads as one number is no range.
      let isOne = format.spoken(low) == format.spoken(high)
      let range = isOne ? format.spoken(low) : "\(format.spoken(low)) to \(format.spoken(high))"
      if isOne { return "\(row.name): \(row.value.map { format.spoken($0) } ?? range)" }
      return "\(row.name): " + (row.value.map { "\(format.spoken($0)), range \(range)" } ?? range)
    }
    return Summary.sentences(parts + limits.map { "\($0.text): \(format.spoken($0.value))" })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let values = rows.flatMap { [$0.low, $0.high, $0.value, $0.median].compactMap(\.self) } + limits.map(\.value)
    guard !values.isEmpty else { return SVGWriter.empty(self, layout, id: id) }
    let scale = RowPlot.scale(values, startsAtZero: startsAtZero, layout: layout, format: format)
    let column = rows.map { TextStyle.tick.room(for: $0.columnText) }.max() ?? 0
    let columnRoom = column > 0 ? max(column, TextStyle.tick.room(for: columnTitle)) + 14 : 0
    var plot = RowPlot(
      layout, axisTitle: axisTitle, rows: rows.map { plotRow($0, column: column > 0) },
      low: scale.low, high: scale.high, endRoom: columnRoom, ends: column > 0 ? [] : rows.map { end(of: $0) },
      foot: limits.isEmpty ? 0 : Double(limits.count) * 15 + 3
    ) { _ in scale.ticks }
    drawLimits(in: &plot)
    for (index, row) in rows.enumerated() { draw(row, index, column: column > 0, in: &plot) }
    if column > 0, !columnTitle.isEmpty {
      let title = TextStyle.axisTitle.wrapped(axisTitle, to: layout.width)
      let isFree =
        TextStyle.axisTitle.room(for: title.last ?? "") + TextStyle.tick.room(for: columnTitle) + 8 < layout.width
      if isFree {
        plot.writer.text(columnTitle, .tick, x: layout.width, y: plot.plot.top - 6, anchor: .end)
      }
    }
    let ends = scale.ticks.map(\.position)
    return plot.writer.picture(
      of: self, layout, id: id, height: plot.height,
      scale: ChartScale(.rows, [ChartScale.Axis((ends.first ?? 0, ends.last ?? 0)) { plot.x($0) }]))
  }

  private func drawLimits(in plot: inout RowPlot) {
    for limit in limits {
      let x = plot.x(limit.value)
      plot.writer.line("brk", Stroke(x1: x, y1: plot.plot.top - 2, x2: x, y2: plot.plot.bottom))
    }
    // Names stand under the rows, the one farthest right in the highest line: a name on its left crosses no other's line.
    let sorted = limits.sorted { $0.value > $1.value }
    for (index, limit) in sorted.enumerated() {
      let x = plot.x(limit.value)
      let text = TextStyle.note.fitted(limit.text, to: plot.layout.width)
      let room = TextStyle.note.room(for: text)
      let left = x + 5 + room <= plot.layout.width ? x + 5 : max(0, x - 5 - room)
      let line = limits.count - 1 - index
      plot.writer.text(text, .noteOverLines, x: left, y: plot.plot.bottom - 5 - Double(line) * 15)
    }
  }

  private func plotRow(_ row: Row, column: Bool) -> RowPlot.Row {
    let hasNumbers = column ? !row.columnText.isEmpty : !row.words.isEmpty || row.ends == .hollowToFilled
    return RowPlot.Row(name: row.name, mark: row.mark, isBold: row.isBold, link: hasNumbers ? nil : row.link)
  }

  /// Where a row's bar ends, and the room for what is written behind it.
  private func end(of row: Row) -> (value: Double, room: Double) {
    let isPair = row.words.isEmpty && row.ends == .hollowToFilled && row.low != row.high
    let words = isPair ? row.high.map { format.text($0) } ?? "" : row.words
    guard let end = [row.high, row.value].compactMap(\.self).max(), !words.isEmpty else { return (-.infinity, 0) }
    return (end, TextStyle.label(row.mark).room(for: words) + 15)
  }

  private func draw(_ row: Row, _ index: Int, column: Bool, in plot: inout RowPlot) {
    let y = plot.y(index)
    let radius = plot.layout == .mini ? 3.4 : 4.2
    if column {
      let style: TextStyle = row.isBold ? .year : .tick
      let edge = plot.layout.width
      plot.writer.linked(to: row.columnText.isEmpty ? nil : row.link) {
        $0.text(row.columnText, style, x: edge, y: y + 4, anchor: .end)
      }
    }
    guard let low = row.low, let high = row.high else {
      if let value = row.value {
        plot.writer.mark(row.mark, x: plot.x(value), y: y, radius: radius, isHollow: row.isHollow, title: row.title)
        plot.writeEnd(
          row.words, .label(row.mark), row: index, left: plot.x(value) - radius, right: plot.x(value) + radius,
          link: row.link)
      } else if !row.words.isEmpty {
        plot.writeEnd(
          row.words, .noteOverLines, row: index, left: plot.plot.left, right: plot.plot.left, link: row.link)
      }
      return
    }
    let (left, right) = (plot.x(low), plot.x(high))
    let isPoint = low == high
    if !isPoint { plot.writer.bar(row.mark, Stroke(x1: left, y1: y, x2: right, y2: y), title: row.title) }
    switch row.ends {
    case .plain where isPoint && row.value == nil:
      plot.writer.mark(row.mark, x: left, y: y, radius: radius, isHollow: row.isHollow, title: row.title)
    case .plain: break
    case .hollow, .hollowToFilled:
      let isFilled = row.ends == .hollowToFilled
      if !isPoint { plot.writer.mark(row.mark, x: left, y: y, radius: radius, isHollow: true, title: row.title) }
      plot.writer.mark(row.mark, x: right, y: y, radius: radius, isHollow: !isFilled, title: row.title)
    }
    if let value = row.value {
      plot.writer.mark(row.mark, x: plot.x(value), y: y, radius: radius, isHollow: row.isHollow, title: row.title)
    }
    if let median = row.median {
      plot.writer.line("stated", Stroke(x1: plot.x(median), y1: y - 5, x2: plot.x(median), y2: y + 5))
    }
    if row.words.isEmpty, row.ends == .hollowToFilled, !isPoint, !column {
      plot.writeBothEnds(
        format.text(low), format.text(high), .label(row.mark), row: index, left - radius, right + radius, link: row.link
      )
    } else if !row.words.isEmpty, !column {
      plot.writeEnd(
        row.words, .label(row.mark), row: index, left: left - radius - 1, right: right + radius + 1, link: row.link)
    }
  }
}

extension SVGWriter {
  /// A thick bar; with a title, as everything that stands for a value.
  mutating func bar(_ mark: Mark, _ stroke: Stroke, title: String) {
    path("iv2 iv-\(mark.suffix)", Self.polyline([(stroke.x1, stroke.y1), (stroke.x2, stroke.y2)]), title: title)
  }
}
