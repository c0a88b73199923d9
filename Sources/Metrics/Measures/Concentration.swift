import Diagnostics
import Records

/// How much of a whole few hold.
///
/// - Shape: for each period a point for each of `herfindahl`, `gini` and `top`; the headline is the one that
///   `statistic` names. `n` is the number of holders.
/// - Unit: fractions from 0 through 1. A Herfindahl index of 1/m is that of m equal holders; both are given.
/// - Formula: Herfindahl and Hirschman, the sum of the squared shares; Gini, Σ (2i − n − 1) xᵢ ÷ (n Σ x) over holdings
///   in ascending order; top, the share of the k largest.
/// - Bounds: shares are of the whole, the part that nobody is known to hold among it. Value and low split that part among
///   very many, high gives it to the largest holder. Where records are counted, those that no period has for want of a
///   date are put into this one, or left out, where that moves the answer most. Gini is of the known holders alone and has
///   no bounds: how many hold the rest isn't known.
/// - Missing: a holder without a number is left out; coverage counts it. Holders of zero count for Gini alone.
/// - Source: Herfindahl, *Concentration in the US steel industry* (1950); Hirschman, *The paternity of an index*,
///   American Economic Review 54 (1964); Gini, *Variabilità e mutabilità* (1912).
package enum Concentration {
  package struct Answer: Sendable, Equatable {
    package var herfindahl: Estimate
    package var gini: Double
    package var top: Estimate
    /// How many equal holders would have this Herfindahl index.
    package var equalHolders: Double { 1 / herfindahl.value }
    package var holders: Int
  }

  /// - Parameters:
  ///   - holdings: one number for each holder, none below zero.
  ///   - rest: what nobody is known to hold, in the same unit.
  ///   - top: how many of the largest count together.
  /// - Returns: `nil` when nobody holds anything.
  package static func answer(of holdings: [Double], rest: Double = 0, top count: Int = 3) -> Answer? {
    let sorted = holdings.sorted()
    let held = sorted.reduce(0, +)
    guard let largest = sorted.last, held > 0 else { return nil }
    let whole = held + rest
    let squares = sorted.reduce(0) { $0 + ($1 / whole) * ($1 / whole) }
    let toLargest = ((largest + rest) / whole) * ((largest + rest) / whole) - (largest / whole) * (largest / whole)
    let leading = sorted.suffix(count).reduce(0, +)
    return Answer(
      herfindahl: Estimate(value: squares, low: squares, high: squares + toLargest),
      gini: gini(of: sorted, sum: held),
      top: Estimate(value: leading / whole, low: leading / whole, high: (leading + rest) / whole), holders: sorted.count
    )
  }

  private static func gini(of sorted: [Double], sum: Double) -> Double {
    let n = Double(sorted.count)
    let weighted = sorted.enumerated().reduce(0) { $0 + (2 * Double($1.offset + 1) - n - 1) * $1.element }
    return weighted / (n * sum)
  }
}

extension Concentration {
  static func figure(_ metric: Metric, _ corpus: Corpus, on lastDay: Day) -> (figure: Figure, findings: [Finding]) {
    let (count, findings) = Count.reading(metric, in: corpus)
    let result = Tally.result(of: count, metric, on: lastDay)
    let statistic = metric.statistic ?? .herfindahl
    let top = metric.top ?? 3
    let sums = metric.value != nil
    var figure = Figure(metric, coverage: result.coverage(of: count, metric))
    figure.words["headline"] = statistic.rawValue
    var hasRest = false
    for period in result.periods {
      let amounts = period.items.map { members in
        sums ? Metric.Statistic.sum(of: members.compactMap { count.items[$0].value?.value }) : Double(members.count)
      }
      func isKnown(_ index: Int) -> Bool { result.parts[index].keys.first != count.axes.first?.unattributed }
      // A part that nobody is in isn't a holder of this period.
      let held = amounts.indices.filter { isKnown($0) && !period.items[$0].isEmpty }
      let known = Metric.Statistic.sum(of: amounts)
      let rest = max(0, (metric.whole ?? known) - held.reduce(0) { $0 + amounts[$1] })
      guard var answer = answer(of: held.map { amounts[$0] }, rest: rest, top: top) else { continue }
      if rest > 0 { hasRest = true }
      let floating = sums ? [] : result.floatingByPart(of: count, in: period.at, metric)
      let open = floating.reduce(0) { $0 + $1.count }
      if open > 0 {
        let holders = amounts.indices.map { Holder(count: Int(amounts[$0]), floating: floating[$0].count) }
        answer.widen(
          to: amounts.indices.filter(isKnown).map { holders[$0] },
          rest: amounts.indices.filter { !isKnown($0) }.reduce(into: Holder(count: 0, floating: 0)) { rest, index in
            rest.count += holders[index].count
            rest.floating += holders[index].floating
          }, top: top)
      }
      let rows = period.items.flatMap(\.self).map { count.items[$0].row }
      let first = figure.rows.count
      figure.rows += rows
      let leading = held.sorted {
        amounts[$0] == amounts[$1] ? result.parts[$0].id < result.parts[$1].id : amounts[$0] > amounts[$1]
      }
      for (part, estimate) in answer.estimates {
        var point = Figure.Point(
          at: period.at, part: part, value: estimate.value, low: estimate.low, high: estimate.high, n: answer.holders,
          labels: leading.prefix(top).map { result.parts[$0].id }, rows: Array(first..<figure.rows.count))
        point.extras["equal-holders"] = answer.equalHolders
        point.extras["top-counted"] = Double(top)
        if open > 0 { point.extras["undated"] = Double(open) }
        if metric.every != .whole, period.at.last > lastDay { point.words["period"] = "incomplete" }
        figure.series.append(point)
      }
    }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    let ways = [
      hasRest || figure.extras["undated"] == nil
        ? "the unattributed part split among very many, and given to the largest" : nil,
      figure.extras["undated"].map { _ in
        "records that no period has for want of a date put into this one where they move it most"
      },
    ]
    figure.interval =
      figure.low == nil
      ? "None: how many hold the unattributed part isn’t known."
      : "Bounds, not a confidence interval: \(ways.compactMap(\.self).joined(separator: "; "))."
    return (figure, findings)
  }
}

extension Concentration.Answer {
  /// Takes bounds that hold what floats.
  fileprivate mutating func widen(to holders: [Concentration.Holder], rest: Concentration.Holder, top: Int) {
    if let bounds = Concentration.herfindahlBounds(of: holders, rest: rest) {
      (herfindahl.low, herfindahl.high) = (bounds.low, bounds.high)
    }
    if let bounds = Concentration.topBounds(of: holders, rest: rest, top: top) {
      (self.top.low, self.top.high) = (bounds.low, bounds.high)
    }
  }

  fileprivate var estimates: [(String, Estimate)] {
    [("herfindahl", herfindahl), ("gini", Estimate(value: gini)), ("top", top)]
  }
}
