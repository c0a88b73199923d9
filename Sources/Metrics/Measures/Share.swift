import Diagnostics
import Records

/// Each part's share of a counted whole, period by period.
///
/// - Shape: one point for each period and part, periods ascending, parts in declared order; `n` is the whole. The
///   headline is the `leader`'s part, or else the first declared one, in the latest period that is over.
/// - Unit: a fraction from 0 through 1; a period's points, the unattributed one among them, add up to 1.
/// - Reads: what `tally` reads, `leader`, and `whole`: what the numbers are parts of, where rows don't hold all of it;
///   the rest is unattributed.
/// - Bounds: low gives the unattributed records wholly away, high wholly in. A record that no period has for want of a
///   date may be of any that it could be of: low puts those of other parts in, high those of the part. They hold
///   what could be known, and aren't a confidence interval. The unattributed part itself has none, nor has anything where
///   the rows tell one part of the whole alone: of the rest nothing is known, which bounds would make look like knowledge.
/// - Missing: a period in which nothing was counted has no points. Absent is never zero.
/// - Source: worst-case bounds for missing classes (Manski, *Partial Identification*, chapter 1).
package enum Share {
  /// The share of every part in one period; empty when nothing was counted.
  ///
  /// - Parameters:
  ///   - counts: for each part in its order.
  ///   - floating: for each part what may be of this period or of another.
  package static func shares(
    of counts: [Double], floating: [Double]? = nil, parts: [Tally.Part], axes: [Axis]
  ) -> [Estimate] {
    let floating = floating ?? counts.map { _ in 0 }
    let allFloating = floating.reduce(0, +)
    let whole = counts.reduce(0, +)
    guard whole > 0 else { return [] }
    func isUnattributed(_ part: Tally.Part) -> Bool {
      zip(axes, part.keys).contains { $0.unattributed == $1 }
    }
    return parts.indices.map { index in
      let (part, count) = (parts[index], counts[index])
      guard !isUnattributed(part) else { return Estimate(value: count / whole) }
      let possible = parts.indices.filter { other in
        zip(axes, zip(part.keys, parts[other].keys)).allSatisfy { axis, keys in
          keys.1 == keys.0 || keys.1 == axis.unattributed
        }
      }
      let own = possible.reduce(0) { $0 + counts[$1] }
      let floatingIn = possible.reduce(0) { $0 + floating[$1] }
      return Estimate(
        value: count / whole, low: count / (whole + allFloating - floating[index]),
        high: (own + floatingIn) / (whole + floatingIn))
    }
  }

  static func figure(_ metric: Metric, _ corpus: Corpus, on lastDay: Day) -> (figure: Figure, findings: [Finding]) {
    var (count, findings) = Count.reading(metric, in: corpus, needsAlike: metric.value != nil)
    if metric.whole != nil { count.makeRoomForTheRest() }
    let axes = count.axes
    let result = Tally.result(of: count, metric, on: lastDay)
    var figure = Figure(metric, coverage: result.coverage(of: count, metric))
    figure.words["by"] = metric.by.joined(separator: ",")
    figure.words["headline"] = metric.leader ?? result.parts.first?.id
    let rest = result.parts.firstIndex { $0.keys.first == axes.first?.unattributed }
    let (isCount, whole, every) = (metric.choices.value == nil, metric.choices.whole, metric.choices.every)
    for period in result.periods {
      var amounts = period.items.map { members in
        isCount
          ? Double(members.count)
          : Metric.Statistic.sum(of: members.compactMap { count.items[$0].value?.value })
      }
      if let whole, let rest { amounts[rest] += max(0, whole - amounts.reduce(0, +)) }
      let n = period.items.reduce(0) { $0 + $1.count }
      guard n > 0 else { continue }
      let open = result.floating(of: count, in: period.at, metric)
      var floating = period.items.map { _ in 0.0 }
      for index in open {
        guard let part = result.parts.firstIndex(where: { $0.keys == count.items[index].keys }) else { continue }
        floating[part] += isCount ? 1 : count.items[index].value?.value ?? 0
      }
      let isOver = every == .whole || period.at.last <= lastDay
      let isOnePartAlone = whole != nil && period.items.count { !$0.isEmpty } == 1
      for (index, share) in shares(of: amounts, floating: floating, parts: result.parts, axes: axes).enumerated() {
        let part = result.parts[index]
        let first = figure.rows.count
        figure.rows += period.items[index].map { count.items[$0].row }
        var point = Figure.Point(
          at: period.at, part: part.id, value: share.value, low: share.low, high: share.high, n: n,
          rows: Array(first..<figure.rows.count))
        if isOnePartAlone {
          (point.low, point.high) = (nil, nil)
          point.words["bounds"] = "none"
        }
        point.extras["count"] = amounts[index]
        if !open.isEmpty { point.extras["undated"] = Double(open.count) }
        for (axis, key) in zip(axes, part.keys) { point.words[axis.name] = key }
        if !isOver { point.words["period"] = "incomplete" }
        figure.series.append(point)
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    if figure.denominator == nil, let date = figure.asOf {
      let whole = figure.series.filter { $0.at == date }.reduce(0) { $0 + ($1.extras["count"] ?? 0) }
      let noun = metric.value?.replacing("-", with: " ") ?? metric.of ?? "records"
      figure.denominator = "\(Quantity.text(of: whole)) \(noun), \(date)"
    }
    guard figure.words["bounds"] == nil else {
      figure.interval = "None: the rows tell one part of the whole alone, and nothing of the rest."
      return (figure, findings)
    }
    figure.interval =
      "Bounds, not a confidence interval: the unattributed part given wholly away, and given wholly to it"
      + (figure.extras["undated"] == nil
        ? "." : "; records that no period has for want of a date put into this one where they move it most.")
    return (figure, findings)
  }
}

extension Count {
  /// Gives the first axis a place for what the rows don't hold.
  fileprivate mutating func makeRoomForTheRest() {
    guard !axes.isEmpty, !axes[0].keys.contains(axes[0].unattributed) else { return }
    axes[0].keys.append(axes[0].unattributed)
  }
}
