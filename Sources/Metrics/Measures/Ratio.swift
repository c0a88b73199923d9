import Diagnostics
import Glibc
import Records

/// Proportions of counted trials, and how two of them compare: as a difference and as a ratio.
///
/// - Shape: a point for each group with its proportion, `n` its trials, dated by its latest row; then `difference` and
///   `relative-risk`, the leader's proportion in multiples of the follower's. Where the two sides are of different days,
///   the comparison is dated by the later one, and `dated` has both.
/// - Unit: a fraction from 0 through 1; a difference is in percentage points, from −100 through 100; a relative risk is
///   times. The functions of plain values give a difference as a fraction.
/// - Formula: Wilson's score interval; for a difference Newcombe's hybrid of two of them; for a relative risk Katz's
///   interval on the logarithm, √(1/a − 1/m + 1/c − 1/n) its standard error. All at 95%. Where all trials of a group
///   succeeded Katz's error knows nothing of it; then the interval is made of both Wilson intervals (Donner and Zou).
/// - Ranges: a row that gives its successes as a range has no value, and bounds: Wilson's at either end. Nothing is
///   compared with it.
/// - Missing: without trials there is no proportion. Where a source gives a rate and no trials, the rate stands without
///   interval. A relative risk needs a success in either group: against none it is infinite, and has no value here.
/// - Source: Wilson, *Probable inference*, JASA 22 (1927), 209–212; Newcombe, *Interval estimation for the difference
///   between independent proportions*, Statistics in Medicine 17 (1998), method 10; Katz et al., *Obtaining confidence
///   intervals for the risk ratio in cohort studies*, Biometrics 34 (1978), 469–474; Donner and Zou, *Closed-form
///   confidence intervals for functions of the normal mean and standard deviation*, Statistical Methods in Medical
///   Research 21 (2012), 347–359.
package enum Ratio {
  /// Successes among trials.
  package struct Trials: Sendable, Equatable {
    package var successes: Double
    package var count: Double

    /// - Parameter successes: from 0 through `count`.
    package init(successes: Double, of count: Double) {
      precondition(successes >= 0 && successes <= count, "no more successes than trials")
      self.successes = successes
      self.count = count
    }
  }

  /// The part of the trials that succeeded, with Wilson's interval; `nil` without trials.
  package static func proportion(of trials: Trials) -> Estimate? {
    let (k, n, z) = (trials.successes, trials.count, Normal.quantile)
    guard n > 0 else { return nil }
    let p = k / n
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    // Rounding must not push an end off the scale, nor past the value where nothing or all succeeded.
    return Estimate(
      value: p, low: k == 0 ? 0 : max(0, middle - reach), high: k == n ? 1 : min(1, middle + reach))
  }

  /// The first proportion less the second, with Newcombe's interval.
  package static func difference(_ first: Trials, _ second: Trials) -> Estimate? {
    guard let a = proportion(of: first), let b = proportion(of: second),
      let aLow = a.low, let aHigh = a.high, let bLow = b.low, let bHigh = b.high
    else { return nil }
    let value = a.value - b.value
    return Estimate(
      value: value, low: value - hypotenuse(a.value - aLow, bHigh - b.value),
      high: value + hypotenuse(aHigh - a.value, b.value - bLow))
  }

  private static func hypotenuse(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }

  /// How many times as large the first proportion is as the second, with Katz's interval; `nil` unless both had successes.
  package static func relativeRisk(_ first: Trials, _ second: Trials) -> Estimate? {
    guard first.successes > 0, second.successes > 0 else { return nil }
    let value = first.successes / first.count / (second.successes / second.count)
    guard first.successes < first.count, second.successes < second.count else { return ofIntervals(first, second) }
    let variance = 1 / first.successes - 1 / first.count + 1 / second.successes - 1 / second.count
    let reach = exp(Normal.quantile * variance.squareRoot())
    return Estimate(value: value, low: value / reach, high: value * reach)
  }

  /// A ratio with the interval that both proportions' own Wilson intervals give.
  private static func ofIntervals(_ first: Trials, _ second: Trials) -> Estimate? {
    guard let a = proportion(of: first), let b = proportion(of: second),
      let aLow = a.low, let aHigh = a.high, let bLow = b.low, let bHigh = b.high
    else { return nil }
    let product = a.value * b.value
    func end(_ own: Double, _ other: Double, _ sign: Double) -> Double {
      let (left, right) = (own * (2 * a.value - own), other * (2 * b.value - other))
      return (product + sign * max(0, product * product - left * right).squareRoot()) / right
    }
    return Estimate(value: a.value / b.value, low: end(aLow, bHigh, -1), high: end(aHigh, bLow, 1))
  }
}

extension Ratio {
  /// The trials of each part, added up where a part has several rows.
  fileprivate struct Group {
    var trials = Trials(successes: 0, of: 0)
    /// Published rates of rows without trials, as fractions.
    var rates: [Double] = []
    var rows: [Figure.Row] = []
    var date: PartialDate?
    /// Successes that were worked out from a rate.
    var derived = 0
    /// The fewest and the most successes of rows that give a range; their trials are in `trials` too.
    var range: (least: Double, most: Double)?
    /// Rows that tell a rate alone.
    var ratedRows: [Figure.Row] = []
  }

  static func figure(_ metric: Metric, _ corpus: Corpus) -> (figure: Figure, findings: [Finding]) {
    let (count, findings) = Count.reading(metric, in: corpus)
    let axis = count.axes.first
    var groups: [String: Group] = [:]
    var unused: [Int] = []
    for (index, (item, record)) in zip(count.items, count.records).enumerated() {
      if !groups[item.keys.first ?? "all", default: Group()].take(item, record, metric) { unused.append(index) }
    }
    let impossible = unused.count
    // A rate of nobody knows how many trials can't be added to trials.
    let besideTrials = Set(groups.values.flatMap { $0.trials.count > 0 ? $0.ratedRows : [] })
    unused += count.items.indices.filter { besideTrials.contains(count.items[$0].row) }
    let besides = besideTrials.count
    for name in groups.keys where groups[name]!.trials.count == 0 { groups[name]!.rows += groups[name]!.ratedRows }
    let ranged = groups.values.count { $0.range != nil }
    let further = [
      impossible == 0
        ? nil : "\(counted(impossible, "row")) with neither a rate nor trials, or more successes than trials",
      besides == 0 ? nil : "\(counted(besides, "row")) with a rate alone, beside rows of the same with trials",
      ranged == 0 ? nil : "\(ranged == 1 ? "1 gives" : "\(ranged) give") successes as a range, so bounds and no value",
    ].compactMap(\.self)
    var figure = Figure(
      metric,
      coverage: count.coverage(
        metric,
        unused: (unused.sorted(), "with neither a rate nor trials, or with a rate alone beside rows with trials"),
        further: further))
    let names = (axis?.keys ?? ["all"]).filter { !(groups[$0]?.rows.isEmpty ?? true) }
    for name in names {
      guard let group = groups[name], let date = group.date else { continue }
      var point = Figure.Point(at: date, part: name, value: nil, n: Int(group.trials.count), labels: [name])
      if let range = group.range {
        let ends = [range.least, range.most].map { proportion(of: Trials(successes: $0, of: group.trials.count)) }
        (point.low, point.high) = (ends[0]?.low, ends[1]?.high)
        point.words["interval"] = "Wilson’s at either end of the range that the source gives"
      } else if let estimate = proportion(of: group.trials) {
        (point.value, point.low, point.high) = (estimate.value, estimate.low, estimate.high)
        point.extras["successes"] = group.trials.successes
        if group.derived > 0 { point.words["successes"] = "worked out from the rate" }
      } else if let rate = group.rates.first, group.rates.count == 1 {
        point.value = rate
        point.n = nil
        point.words["interval"] = "none: the source gives no number of trials"
      }
      point.rows = Array(figure.rows.count..<(figure.rows.count + group.rows.count))
      figure.rows += group.rows
      figure.series.append(point)
    }
    if let leader = metric.leader, let follower = metric.follower, let first = groups[leader],
      let second = groups[follower]
    {
      figure.compare(first.trials, second.trials, first.rates, second.rates, leader, follower)
    }
    figure.series.sort { $0.at < $1.at }
    figure.words["headline"] =
      switch metric.statistic {
      case .difference?, .relativeRisk?: metric.statistic!.rawValue
      default: metric.leader ?? names.first
      }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.interval = interval(metric, figure)
    if figure.denominator == nil, figure.n > 0, metric.statistic != .relativeRisk {
      figure.denominator = "\(grouped(figure.n)) trials"
    }
    return (figure, findings)
  }

  private static func interval(_ metric: Metric, _ figure: Figure) -> String {
    if figure.low == nil { return "None: the sources give no numbers of trials, or no success to compare with." }
    return switch metric.statistic {
    case .difference?: "Newcombe’s 95% interval of a difference of proportions, all trials taken as independent."
    case .relativeRisk? where figure.series.contains { $0.value == 1 && $0.part != "relative-risk" }:
      "A 95% interval made of both proportions’ own (Wilson), all trials taken as independent: where all succeeded Katz’s "
        + "doesn’t hold."
    case .relativeRisk?: "Katz’s 95% interval on the logarithm of the relative risk, all trials taken as independent."
    default: "Wilson’s 95% score interval, all trials taken as independent."
    }
  }
}

extension Ratio.Group {
  /// Adds a row; false when it has neither trials nor a rate.
  fileprivate mutating func take(_ item: Counted, _ record: Record, _ metric: Metric) -> Bool {
    let trials = metric.trials.flatMap { record[$0].quantity?.value }
    let rate = item.value?.value.map { $0 / 100 }
    if let trials, let ends = Self.ends(record, item, trials, metric) {
      range = ((range?.least ?? self.trials.successes) + ends.least, (range?.most ?? self.trials.successes) + ends.most)
      self.trials.count += trials
      rows.append(item.row)
      date = max(date ?? item.date, item.date)
      return true
    }
    var successes = metric.successes.flatMap { record[$0].quantity?.value }
    if successes == nil, let rate, let trials {
      successes = (rate * trials).rounded()
      derived += 1
    }
    if let successes, let trials, successes <= trials {
      self.trials.successes += successes
      self.trials.count += trials
      if let known = range { range = (known.least + successes, known.most + successes) }
      rows.append(item.row)
    } else if let rate, trials == nil {
      rates.append(rate)
      ratedRows.append(item.row)
    } else {
      return false
    }
    date = max(date ?? item.date, item.date)
    return true
  }

  /// The ends of successes that are given as a range, or of the rate where no successes are; `nil` without a range, and
  /// where a single rate tells which of them it is.
  private static func ends(
    _ record: Record, _ item: Counted, _ trials: Double, _ metric: Metric
  ) -> (least: Double, most: Double)? {
    guard item.value?.value == nil else { return nil }
    let written = metric.successes.flatMap { record[$0].quantity }
    if let written {
      guard written.value == nil, let low = written.low, let high = written.high, high <= trials else { return nil }
      return (low, high)
    }
    guard let rate = item.value, rate.value == nil, let low = rate.low, let high = rate.high, high <= 100 else {
      return nil
    }
    return ((low / 100 * trials).rounded(), (high / 100 * trials).rounded())
  }

  private func max(_ left: PartialDate?, _ right: PartialDate?) -> PartialDate? {
    guard let left, let right else { return left ?? right }
    return left < right ? right : left
  }
}

extension Figure {
  /// Adds the difference and the relative risk of two groups; from published rates alone they have no interval.
  fileprivate mutating func compare(
    _ first: Ratio.Trials, _ second: Ratio.Trials, _ firstRates: [Double], _ secondRates: [Double],
    _ leader: String, _ follower: String
  ) {
    let sides = [leader, follower].compactMap { side in series.first { $0.part == side } }
    guard let at = sides.map(\.at).max() else { return }
    let areOfOneDay = Set(sides.map(\.at)).count == 1
    func value(_ part: String) -> Double? { series.first { $0.part == part }?.value }
    func point(_ part: String, _ estimate: Estimate?, _ plain: Double?) {
      guard let value = estimate?.value ?? plain else { return }
      var point = Point(
        at: at, part: part, value: value, low: estimate?.low, high: estimate?.high,
        n: sides.compactMap(\.n).reduce(0, +), labels: [leader, follower], rows: sides.flatMap(\.rows))
      if !areOfOneDay { point.words["dated"] = sides.map(\.at.description).joined(separator: " against ") }
      series.append(point)
    }
    guard sides.allSatisfy({ $0.value != nil }) else { return }
    let hasTrials = first.count > 0 && second.count > 0
    let (one, other) = (value(leader), value(follower))
    point(
      "difference", hasTrials ? Ratio.difference(first, second)?.inPercentagePoints : nil,
      one.flatMap { one in other.map { 100 * (one - $0) } })
    point(
      "relative-risk", hasTrials ? Ratio.relativeRisk(first, second) : nil,
      hasTrials ? nil : one.flatMap { one in other.flatMap { $0 > 0 ? one / $0 : nil } })
  }
}

extension Estimate {
  /// A difference of fractions as people say it.
  fileprivate var inPercentagePoints: Estimate {
    Estimate(value: 100 * value, low: low.map { 100 * $0 }, high: high.map { 100 * $0 })
  }
}
