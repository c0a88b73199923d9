/// Proportions as dots with the intervals that the caller computed, a row for each.
///
/// - Unit: fractions from 0 through 1, drawn as percent from 0% to 100%.
/// - n: with each row when `count` is given, else it belongs in the axis title. There is never a bar without n.
package struct ProportionChart: Chart {
  package struct Row: Sendable {
    package var name: String
    package var mark: Mark
    package var share: Double
    package var low: Double?
    package var high: Double?
    /// As in "17 of 23".
    package var count: String
    package var isHollow: Bool
    package var title: String
    /// Where its numbers lead, as an address seen from the page.
    package var link: String?

    package init(
      name: String, mark: Mark, share: Double, low: Double? = nil, high: Double? = nil, count: String = "",
      isHollow: Bool = false, title: String, link: String? = nil
    ) {
      let bounds = [share, low ?? share, high ?? share]
      precondition(bounds.allSatisfy { (0...1).contains($0) }, "fractions")
      self.name = name
      self.mark = mark
      self.share = share
      self.low = low
      self.high = high
      self.count = count
      self.isHollow = isHollow
      self.title = title
      self.link = link
    }

    /// "64% (50–76)", after "17 of 23: " when the row has its own n.
    var words: String {
      let format = NumberFormat()
      let interval =
        low.flatMap { low in high.map { " (\(format.supporting(low * 100, $0 * 100).interval(low * 100, $0 * 100)))" } }
        ?? ""
      return (count.isEmpty ? "" : count + ": ") + "\(format.text(share * 100))%" + interval
    }
  }

  package var title: String
  package var axisTitle: String
  package var rows: [Row]

  package init(title: String, axisTitle: String, rows: [Row]) {
    self.title = title
    self.axisTitle = axisTitle
    self.rows = rows
  }

  package var summary: String { Summary.sentences(rows.map { "\($0.name): \($0.words)" }) }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard !rows.isEmpty else { return SVGWriter.empty(self, layout, id: id) }
    let scale = RowScale(low: 0, high: 1) { _ in
      [0, 0.25, 0.5, 0.75, 1].map {
        RowScale.Tick(position: $0, label: NumberFormat(suffix: "%").text($0 * 100), isOrigin: $0 == 0)
      }
    }
    func ground(hasNotes: Bool) -> RowPlot {
      RowPlot(
        layout, axisTitle: axisTitle,
        rows: rows.map {
          .init(name: $0.name, mark: $0.mark, note: hasNotes ? $0.words : "", link: hasNotes ? $0.link : nil)
        }, scale: scale, endRoom: 20)
    }
    var plot = ground(hasNotes: false)
    let radius = layout == .mini ? 3.4 : 4.4
    func extent(_ row: Row) -> (left: Double, right: Double) {
      let x = plot.x(row.share)
      return (min(x - radius, row.low.map { plot.x($0) } ?? x), max(x + radius, row.high.map { plot.x($0) } ?? x))
    }
    // Where one has no room beside its mark, all stand under the names.
    let hasNotes = rows.contains { row in
      let (left, right) = extent(row)
      return !plot.hasRoom(for: row.words, .label(.ink), left: left, right: right)
    }
    if hasNotes { plot = ground(hasNotes: true) }
    for (index, row) in rows.enumerated() {
      let (x, y) = (plot.x(row.share), plot.y(index))
      if let low = row.low, let high = row.high {
        plot.writer.bar(row.mark, Stroke(x1: plot.x(low), y1: y, x2: plot.x(high), y2: y), title: row.title)
      }
      plot.writer.mark(row.mark, x: x, y: y, radius: radius, isHollow: row.isHollow, title: row.title)
      let (left, right) = extent(row)
      if !hasNotes { plot.writeEnd(row.words, .label(.ink), row: index, left: left, right: right, link: row.link) }
    }
    return plot.writer.picture(
      of: self, layout, id: id, height: plot.height,
      scale: layout == .mini ? nil : ChartScale(.rows, [ChartScale.Axis((0, 100)) { plot.x($0 / 100) }]))
  }
}
