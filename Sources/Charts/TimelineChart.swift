/// Spans of time, a row for each rule or release, with the days on a common axis.
///
/// - Filled: in force. Outlined: announced or issued only. The end of a span is its withdrawal; a span without an end
///   is open and reaches `now`, which is the right edge unless something begins later.
/// - A span too short to be seen as one is a mark at its beginning; before the span that follows at once it isn't drawn:
///   the description tells of it.
/// - Missing: a row without spans says `words` at the left of its row, such as "no date".
package struct TimelineChart: Chart {
  package struct Span: Sendable {
    /// Days since 1 January 1970.
    package var from: Int
    /// `nil`: still so on the day `now`.
    package var to: Int?
    package var isInForce: Bool
    package var title: String
    /// What it is and since when, as exactly as the day is known; made from the days else.
    package var words: String?

    package init(from: Int, to: Int?, isInForce: Bool, title: String, words: String? = nil) {
      precondition(to.map { $0 >= from } ?? true, "a span ends after it begins")
      self.from = from
      self.to = to
      self.isInForce = isInForce
      self.title = title
      self.words = words
    }
  }

  package struct Row: Sendable {
    package var name: String
    package var mark: Mark
    package var spans: [Span]
    package var words: String
    /// What the row stands for where that is more than one, written under its name where it is short and the picture wide.
    package var note: String
    /// The row of what the page is about: bold and tinted.
    package var isOwn: Bool
    /// Where its name leads, as an address seen from the page.
    package var link: String?

    package init(
      name: String, mark: Mark, spans: [Span], words: String = "", note: String = "", isOwn: Bool = false,
      link: String? = nil
    ) {
      self.name = name
      self.mark = mark
      self.spans = spans
      self.words = words
      self.note = note
      self.isOwn = isOwn
      self.link = link
    }
  }

  package var title: String
  package var axisTitle: String
  package var rows: [Row]
  /// The right edge; `nil` where all is over and the axis ends with the last span.
  package var now: Int?

  package init(title: String, axisTitle: String, rows: [Row], now: Int?) {
    self.title = title
    self.axisTitle = axisTitle
    self.rows = rows
    self.now = now
  }

  package var summary: String {
    Summary.sentences(
      rows.map { row in
        let spans = row.spans.map { span in
          if let words = span.words { return words }
          let start = CalendarDay(span.from).text
          let state = span.isInForce ? "in force" : "announced"
          return span.to.map { "\(state) from \(start) to \(CalendarDay($0).text)" } ?? "\(state) since \(start)"
        }
        let name = row.note.isEmpty ? row.name : "\(row.name) (\(row.note))"
        return "\(name): \(spans.isEmpty ? row.words : spans.joined(separator: ", "))"
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let days = rows.flatMap { $0.spans.flatMap { [$0.from, $0.to ?? now ?? $0.from] } } + [now].compactMap(\.self)
    guard !rows.isEmpty, let first = days.min(), let last = days.max() else {
      return SVGWriter.empty(self, layout, id: id)
    }
    // The scale begins with a month, so that a year's first tick isn't missed by days.
    var month = CalendarDay(first)
    month.day = 1
    let start = month.number
    let (low, high) = (Double(start), Double(max(last, start + 1)))
    let margin = (high - low) * 0.02
    let scale = RowScale(low: low - margin, high: now == nil ? high + margin : high) { width in
      let edges = now.map { [RowScale.Tick(position: Double($0), label: "now", isOrigin: true)] } ?? []
      let room = TextStyle.tick.room(for: "now") / 2 + 20
      let ticks = DateAxis(from: start, to: max(last, start + 1), width: width).ticks
        .filter { tick in
          !tick.label.isEmpty && edges.allSatisfy { abs($0.position - Double(tick.day)) / (high - low) * width > room }
        }
        .map { RowScale.Tick(position: Double($0.day), label: $0.label, isYear: $0.isYear) }
      return (ticks + edges).sorted { $0.position < $1.position }
    }
    var plot = RowPlot(
      layout, axisTitle: axisTitle,
      rows: rows.map { row in
        RowPlot.Row(
          name: row.name, mark: row.mark, isBold: row.isOwn,
          note: layout == .wide && row.note.count <= Self.longestNote ? row.note : "", isOwn: row.isOwn,
          link: row.link)
      }, scale: scale)
    for (index, row) in rows.enumerated() {
      for span in drawn(row.spans, in: plot) { draw(span, row.mark, index, in: &plot) }
      if row.spans.isEmpty, !row.words.isEmpty {
        plot.writeEnd(row.words, .noteOverLines, row: index, left: plot.plot.left, right: plot.plot.left)
      }
    }
    return plot.writer.picture(
      of: self, layout, id: id, height: plot.height,
      scale: layout == .mini ? nil : ChartScale(.spans, [ChartScale.Axis((low, high)) { plot.x($0) }]))
  }

  /// A longer one would be a paragraph beside a bar; the table has it.
  private static let longestNote = 60

  /// The least length of a span, in units: a shorter one is a sliver that nobody can tell from a fault of the print.
  private static let least = 6.0

  private func ends(of span: Span, in plot: RowPlot) -> (left: Double, right: Double) {
    (plot.x(Double(span.from)), plot.x(Double(span.to ?? max(now ?? span.from, span.from))))
  }

  /// The spans without slivers that run into the next one.
  private func drawn(_ spans: [Span], in plot: RowPlot) -> [Span] {
    spans.indices.filter { index in
      let (left, right) = ends(of: spans[index], in: plot)
      return right - left >= Self.least || index + 1 == spans.count || spans[index].to != spans[index + 1].from
    }.map { spans[$0] }
  }

  private func draw(_ span: Span, _ mark: Mark, _ row: Int, in plot: inout RowPlot) {
    let (left, right) = ends(of: span, in: plot)
    let y = plot.y(row)
    let half = min(5, plot.pitch * 0.28)
    guard right - left >= Self.least else {
      plot.writer.mark(mark, x: left, y: y, radius: 4, isHollow: !span.isInForce, title: span.title)
      return
    }
    let box = Box(left: left, top: y - half, right: right, bottom: y + half)
    let isBloc = mark == .us || mark == .china
    let filled = isBloc ? "f-\(mark.suffix)" : "pt-\(mark.suffix)"
    let outlined = isBloc ? "o-\(mark.suffix)" : "ho-\(mark.suffix)"
    plot.writer.rect(span.isInForce ? filled : outlined, box, title: span.title)
  }
}
