import Charts
import Metrics
import Records

/// When something happened, by the sources that say so: a span for each on one axis of days.
extension FigureDrawing {
  /// Whether its observations are dates that sources give, and no values.
  var isOfReportedDates: Bool { figure.measure == "crossing" && figure.series.contains { $0.low != nil } }

  var reportedDates: any Chart {
    let rows = figure.series.map { point in
      TimelineChart.Row(
        name: sourceName(of: point), mark: .other, spans: [span(point.at.first, point.at.last, "\(title(of: point))")],
        link: addresses.flatMap { addresses in
          site.corpus.record(Source.kind, point.part).flatMap { addresses.fact("title", of: $0) }
        })
    }
    let first = figure.series.map(\.at.first).min()
    let last = figure.series.map(\.at.last).max()
    let all = first.flatMap { first in
      last.map { last in
        TimelineChart.Row(
          name: "Holding them all", mark: .other, spans: [span(first, last, "All sources", isFilled: false)])
      }
    }
    return TimelineChart(
      title: figure.title, axisTitle: "When it happened, by who says so",
      rows: rows + [all].compactMap(\.self), now: nil)
  }

  var reportedDatesTable: Table {
    Table(
      caption: "", columns: ["Source", "When, as it says"].map { Table.Column(title: [.text($0)]) },
      rows: figure.series.map { point in
        Table.Row(
          id: nil, cells: [[site.link(Source.kind, point.part)], [.text(NumberFormat.date(point.at))]])
      }, style: .stack)
  }

  private func span(_ first: Day, _ last: Day, _ name: String, isFilled: Bool = true) -> TimelineChart.Span {
    let (from, to) = (NumberFormat.date(first), NumberFormat.date(last))
    let words = first == last ? "on \(from)" : "between \(from) and \(to)"
    return TimelineChart.Span(
      from: first.number, to: last.number, isInForce: isFilled, title: "\(name): \(words)", words: words)
  }

  private func title(of point: Figure.Point) -> String { site.name(Source.kind, point.part) }

  /// Who publishes it, which is shorter than what it is called.
  private func sourceName(of point: Figure.Point) -> String {
    let publisher = site.corpus.source(point.part)?.publisher
    let isOnly = figure.series.count { site.corpus.source($0.part)?.publisher == publisher } == 1
    return publisher.flatMap { isOnly ? $0 : nil } ?? title(of: point)
  }
}
