import Diagnostics
import Records

/// Each part's share of a counted whole, period by period.
///
/// - Shape: one point for each period and part, periods ascending, parts in declared order; `n` is the whole. The
///   headline is the `leader`'s part, or else the first declared one, in the latest period that is over.
/// - Unit: a fraction from 0 through 1; a period's points, the unattributed one among them, add up to 1.
/// - Reads: what `tally` reads, and `leader`.
/// - Bounds: low gives the unattributed records wholly away, high wholly in. They hold what could be known, and
///   aren't a confidence interval. The unattributed part itself has none.
/// - Missing: a period in which nothing was counted has no points. Absent is never zero.
/// - Source: worst-case bounds for missing classes (Manski, *Partial Identification*, chapter 1).
package enum Share {
  package struct Bounded: Sendable, Equatable {
    package var value: Double
    /// `nil` for the unattributed part.
    package var low: Double?
    package var high: Double?

    package init(value: Double, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// The share of every part in one period; empty when nothing was counted.
  ///
  /// - Parameter counts: for each part in its order.
  package static func shares(of counts: [Int], parts: [Tally.Part], axes: [Axis]) -> [Bounded] {
    let whole = counts.reduce(0, +)
    guard whole > 0 else { return [] }
    func isUnattributed(_ part: Tally.Part) -> Bool {
      zip(axes, part.keys).contains { $0.unattributed == $1 }
    }
    return zip(parts, counts).map { part, count in
      let value = Double(count) / Double(whole)
      guard !isUnattributed(part) else { return Bounded(value: value) }
      let possible = zip(parts, counts).filter { other, _ in
        zip(axes, zip(part.keys, other.keys)).allSatisfy { axis, keys in
          keys.1 == keys.0 || keys.1 == axis.unattributed
        }
      }
      let high = possible.reduce(0) { $0 + $1.1 }
      return Bounded(value: value, low: value, high: Double(high) / Double(whole))
    }
  }

  static func figure(_ metric: Metric, _ corpus: Corpus) -> (figure: Figure, findings: [Finding]) {
    let (count, findings) = Count.reading(metric, in: corpus)
    let (items, axes) = (count.items, count.axes)
    let result = Tally.result(of: items, axes: axes, every: metric.period)
    let lastKnownDay = corpus.lastKnownDay
    var figure = Figure(metric, coverage: result.coverage(of: count, metric))
    figure.words["by"] = metric.by.joined(separator: ",")
    figure.words["headline"] = metric.leader ?? result.parts.first?.id
    for period in result.periods {
      let whole = period.items.reduce(0) { $0 + $1.count }
      let shares = shares(of: period.items.map(\.count), parts: result.parts, axes: axes)
      let isOver = period.at.last <= lastKnownDay
      for (index, share) in shares.enumerated() {
        let part = result.parts[index]
        let first = figure.rows.count
        figure.rows += period.items[index].map { items[$0].row }
        var point = Figure.Point(
          at: period.at, part: part.id, value: share.value, low: share.low, high: share.high, n: whole,
          rows: Array(first..<figure.rows.count))
        point.extras["count"] = Double(period.items[index].count)
        for (axis, key) in zip(axes, part.keys) { point.words[axis.name] = key }
        if !isOver { point.words["period"] = "incomplete" }
        figure.series.append(point)
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    return (figure, findings)
  }
}
