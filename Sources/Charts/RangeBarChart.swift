/// Ranges as bars, a row for each thing: disputed values, places over many weightings, prices from … to.
///
/// - Shape: rows in the caller's order, which should be that of the values.
/// - Drawn: a 2.5 px bar from low to high. Hollow ends when sources conflict; a filled mark at `value` when there is
///   one, and a short upright stroke at `median`. A row whose ends are one number is a single mark.
/// - Scale: from zero, where asked; logarithmic where `isLogarithmic` and every number is above zero.
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
    /// True when the interval contains zero and nobody leads: a grey hollow circle, whoever it favours.
    package var isTie: Bool
    package var isBold: Bool
    /// The row of what the page is about: bold and tinted.
    package var isOwn: Bool
    /// The value in words, written at the end of the bar.
    package var words: String
    /// Set in a column at the right edge, under the chart's `columnTitle`.
    package var columnText: String
    package var title: String
    /// Where its numbers lead, or its name where it writes none, as an address seen from the page.
    package var link: String?

    package init(
      name: String, mark: Mark, low: Double?, high: Double?, value: Double? = nil, median: Double? = nil,
      ends: Ends = .plain, isHollow: Bool = false, isTie: Bool = false, isBold: Bool = false, isOwn: Bool = false,
      words: String = "", columnText: String = "", title: String, link: String? = nil
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
      self.isTie = isTie
      self.isBold = isBold || isOwn
      self.isOwn = isOwn
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
  package var isLogarithmic: Bool
  /// True where the numbers are places, of which 1 is the first.
  package var isOfRanks: Bool
  /// Whether the column at the edge has what else stands beside the marks.
  private var hasValuesAtEdge = false

  package init(
    title: String, axisTitle: String, rows: [Row], limits: [Limit] = [], columnTitle: String = "",
    format: NumberFormat = NumberFormat(), startsAtZero: Bool = true, isLogarithmic: Bool = false,
    isOfRanks: Bool = false
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.rows = rows
    self.limits = limits
    self.columnTitle = columnTitle
    self.format = format
    self.startsAtZero = startsAtZero
    self.isLogarithmic = isLogarithmic
    self.isOfRanks = isOfRanks
  }

  package var summary: String {
    let parts = rows.map { row in
      guard let low = row.low, let high = row.high else {
        return row.words.isEmpty ? row.name : "\(row.name): \(row.words)"
      }
      // Two numbers of their own have all of their digits.
      let format = row.ends == .hollowToFilled ? format : format.supporting(low, high)
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
    let scale =
      isOfRanks
      ? RowScale.ranks(values)
      : isLogarithmic && values.allSatisfy { $0 > 0 }
        ? RowScale.logarithmic(values, format: format)
        : RowScale.linear(values, startsAtZero: startsAtZero, layout: layout, format: format)
    let column = rows.map { TextStyle.tick.room(for: $0.columnText) }.max() ?? 0
    let columnRoom = column > 0 ? max(column, TextStyle.tick.room(for: columnTitle)) + 14 : 0
    func ground(hasNotes: Bool) -> RowPlot {
      var plot = RowPlot(
        layout, axisTitle: axisTitle,
        rows: rows.map { plotRow($0, column: column > 0, hasNote: hasNotes) },
        scale: scale, endRoom: columnRoom, ends: column > 0 || hasNotes ? [] : rows.map { end(of: $0) },
        head: limits.isEmpty ? 0 : Double(limits.count) * TextBlock.lineHeight + 3)
      drawLimits(in: &plot)
      return plot
    }
    var plot = ground(hasNotes: false)
    // Where numbers beside the marks leave no room for these, they stand under the names.
    if layout == .mini, column == 0, !hasValuesAtEdge, rows.count > Self.mostRowsOfTwoLines,
      !rows.contains(where: isPair)
    {
      return withValuesAtEdge(isShort: true).svg(layout, id: id)
    }
    let hasNotes = column == 0 && (layout != .wide && plot.isCramped || rows.contains { !hasRoom(for: $0, in: plot) })
    if layout == .narrow, column == 0, !hasNotes, jumps(in: plot) { return withValuesAtEdge().svg(layout, id: id) }
    if hasNotes { plot = ground(hasNotes: true) }
    for (index, row) in rows.enumerated() {
      draw(row, index, column: column > 0, hasWords: column == 0 && !hasNotes, in: &plot)
    }
    if column > 0, !columnTitle.isEmpty {
      let title = TextStyle.axisTitle.wrapped(axisTitle, to: layout.width)
      let isFree =
        TextStyle.axisTitle.room(for: title.last ?? "") + TextStyle.tick.room(for: columnTitle) + 8 < layout.width
      if isFree {
        plot.writer.text(columnTitle, .tick, x: layout.width, y: plot.plot.top - 6, anchor: .end)
      }
    }
    let positions = scale.ticks(plot.plot.width).map(\.position)
    let ends = (positions.first ?? 0, positions.last ?? 0)
    let axis = scale.isLogarithmic ? .logarithmic(ends) { plot.x($0) } : ChartScale.Axis(ends) { plot.x($0) }
    return plot.writer.picture(
      of: self, layout, id: id, height: plot.height, scale: ChartScale(scale.isLogarithmic ? .logRows : .rows, [axis]))
  }

  private func drawLimits(in plot: inout RowPlot) {
    let named = limits.map { limit in
      let text = TextStyle.note.fitted(limit.text, to: plot.layout.width)
      let (x, room) = (plot.x(limit.value), TextStyle.note.room(for: text))
      let isRight = x + 5 + room <= plot.layout.width
      return (x: x, text: text, left: isRight ? x + 5 : max(0, x - 5 - room), isRight: isRight)
    }
    // Names stand over the rows, where reading begins, and a line starts beside its own. Those left of their line come
    // first, from the right; then those right of it, from the left: so few lines pass through another's name.
    let sorted = Self.leastStruck(
      named.filter { !$0.isRight }.sorted { $0.x > $1.x } + named.filter(\.isRight).sorted { $0.x < $1.x }
    ) { line, name in name.left - 2 < line.x && line.x < name.left + TextStyle.note.room(for: name.text) + 2 }
    for (index, limit) in sorted.enumerated() {
      let top = plot.plot.top + Double(index) * TextBlock.lineHeight
      plot.writer.line("brk", Stroke(x1: limit.x, y1: top, x2: limit.x, y2: plot.plot.bottom))
      plot.avoid(limit.x)
    }
    for (index, limit) in sorted.enumerated() {
      let y = plot.plot.top + 11 + Double(index) * TextBlock.lineHeight
      plot.writer.text(limit.text, .noteOverLines, x: limit.left, y: y)
    }
  }

  /// The order in which the fewest lines of those before strike the names of those behind them; the given one if it is as
  /// good as any. More than four stay as they are.
  private static func leastStruck<Name>(_ names: [Name], _ strikes: (_ line: Name, _ name: Name) -> Bool) -> [Name] {
    guard (2...4).contains(names.count) else { return names }
    func count(_ order: [Int]) -> Int {
      order.indices.reduce(0) { sum, index in
        sum + order[..<index].count { strikes(names[$0], names[order[index]]) }
      }
    }
    var orders = [[Int]()]
    for _ in names {
      orders = orders.flatMap { order in names.indices.filter { !order.contains($0) }.map { order + [$0] } }
    }
    let best = orders.min { count($0) < count($1) } ?? Array(names.indices)
    return best.map { names[$0] }
  }

  /// The words of a row, or both numbers of a pair.
  private func words(of row: Row) -> String {
    guard isPair(row), let low = row.low, let high = row.high else { return row.words }
    return format.interval(low, high)
  }

  /// Whether a row says its two numbers at the ends of its bar.
  private func isPair(_ row: Row) -> Bool {
    row.words.isEmpty && row.ends == .hollowToFilled && row.low != row.high
  }

  /// From where to where the marks of a row reach; the left edge where it has none.
  private func extent(of row: Row, in plot: RowPlot) -> (left: Double, right: Double) {
    let values = [row.low, row.value, row.high].compactMap(\.self).map { plot.x($0) }
    guard let left = values.min(), let right = values.max() else { return (plot.plot.left, plot.plot.left) }
    return (left - Self.reach, right + Self.reach)
  }

  /// From the middle of a mark to its edge and a little paper.
  private static let reach = 5.2

  private func hasRoom(for row: Row, in plot: RowPlot) -> Bool {
    let (left, right) = extent(of: row, in: plot)
    return isPair(row) || row.words.isEmpty
      || plot.hasRoom(for: row.words, .label(row.mark), left: left, right: right)
  }

  /// Whether limits push the words of some rows to the other side of their marks, so that no eye can run down them.
  private func jumps(in plot: RowPlot) -> Bool {
    guard !limits.isEmpty, !rows.contains(where: isPair) else { return false }
    let behind = rows.filter { !$0.words.isEmpty }.map { row in
      let (left, right) = extent(of: row, in: plot)
      return plot.standsBehind(row.words, .label(row.mark), left: left, right: right)
    }
    return Set(behind).count > 1
  }

  /// More rows than these have a line each in a small picture, with their numbers at its edge.
  private static let mostRowsOfTwoLines = 6

  /// The same with the words of all rows in a column at the right edge.
  ///
  /// - Parameter isShort: true for the value without its interval, which the bar shows.
  private func withValuesAtEdge(isShort: Bool = false) -> RangeBarChart {
    var chart = self
    chart.hasValuesAtEdge = true
    for index in rows.indices {
      let value = isShort ? rows[index].value.map { format.text($0) } : nil
      chart.rows[index].columnText = value ?? rows[index].words
      chart.rows[index].words = ""
    }
    return chart
  }

  private func plotRow(_ row: Row, column: Bool, hasNote: Bool) -> RowPlot.Row {
    let hasNumbers = column ? !row.columnText.isEmpty : !hasNote && !words(of: row).isEmpty
    return RowPlot.Row(
      name: row.name, mark: row.mark, isBold: row.isBold, note: hasNote ? words(of: row) : "", isOwn: row.isOwn,
      link: hasNumbers ? nil : row.link)
  }

  /// Where a row's bar ends, and the room for what is written behind it.
  private func end(of row: Row) -> (value: Double, room: Double) {
    let words = isPair(row) ? row.high.map { format.text($0) } ?? "" : row.words
    guard let end = [row.high, row.value].compactMap(\.self).max(), !words.isEmpty else { return (-.infinity, 0) }
    return (end, TextStyle.label(row.mark).room(for: words) + 15)
  }

  private func draw(_ row: Row, _ index: Int, column: Bool, hasWords: Bool, in plot: inout RowPlot) {
    let y = plot.y(index)
    let radius = plot.layout == .mini ? 3.4 : 4.2
    if column {
      let style: TextStyle = hasValuesAtEdge ? .number(row.mark) : row.isBold ? .year : .tick
      let edge = plot.layout.width
      plot.writer.linked(to: row.columnText.isEmpty ? nil : row.link) {
        $0.text(row.columnText, style, x: edge, y: y + 4, anchor: .end)
      }
    }
    if hasWords { write(row, index, in: &plot) }
    guard let low = row.low, let high = row.high else {
      if let value = row.value {
        plot.writer.mark(row.mark, x: plot.x(value), y: y, radius: radius, isHollow: row.isHollow, title: row.title)
      }
      return
    }
    let (left, right) = (plot.x(low), plot.x(high))
    let isPoint = low == high
    let mark = row.isTie ? Mark.other : row.mark
    // A small picture says it once, on the mark: its page is one of many, and the file beside it is read back.
    let isSaidByMark = plot.layout == .mini && row.value != nil
    if !isPoint {
      plot.writer.bar(mark, Stroke(x1: left, y1: y, x2: right, y2: y), title: isSaidByMark ? nil : row.title)
    }
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
      let x = plot.x(value)
      if row.isTie {
        plot.writer.tie(x: x, y: y, radius: radius, title: row.title)
      } else {
        plot.writer.mark(row.mark, x: x, y: y, radius: radius, isHollow: row.isHollow, title: row.title)
      }
    }
    if let median = row.median {
      plot.writer.line("stated", Stroke(x1: plot.x(median), y1: y - 5, x2: plot.x(median), y2: y + 5))
    }
  }

  private func write(_ row: Row, _ index: Int, in plot: inout RowPlot) {
    let (left, right) = extent(of: row, in: plot)
    if isPair(row), let low = row.low, let high = row.high {
      plot.writeBothEnds(format.text(low), format.text(high), .label(row.mark), row: index, left, right, link: row.link)
    } else if !row.words.isEmpty {
      let hasMark = row.low != nil || row.value != nil
      plot.writeEnd(
        row.words, hasMark ? .label(row.mark) : .noteOverLines, row: index, left: left, right: right, link: row.link)
    }
  }
}

extension SVGWriter {
  /// A thick bar; with a title, as everything that stands for a value.
  mutating func bar(_ mark: Mark, _ stroke: Stroke, title: String?) {
    path("iv2 iv-\(mark.suffix)", Self.polyline([(stroke.x1, stroke.y1), (stroke.x2, stroke.y2)]), title: title)
  }
}
