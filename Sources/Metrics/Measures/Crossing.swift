import Diagnostics
package import Records

/// When one series passed another for good.
///
/// - Shape: one point `crossing` for each source, or one for the two series; low and high are the ends of the time in
///   which it must have happened.
/// - Unit: years, as a decimal: 2025.5 is the middle of 2025. The words `after` and `by` have the dates.
/// - Formula: of the dates on which both were observed, the last on which the follower wasn't ahead, and the next one:
///   the crossing lies from the first day of the one through the last day of the other. The value is the middle.
///   Dates that others published are taken at their precision.
/// - Missing: a date on which only one was observed isn't used. A follower that was ahead from the first date crossed
///   at an unknown time before it: `high` alone. One that isn't ahead on the last date hasn't crossed: no value.
/// - Source: interval censoring; the event is known to lie between two inspections and no more.
package enum Crossing {
  package struct Observation: Sendable {
    package var at: PartialDate
    package var leader: Double
    package var follower: Double

    package init(at: PartialDate, leader: Double, follower: Double) {
      self.at = at
      self.leader = leader
      self.follower = follower
    }
  }

  package enum Outcome: Sendable, Equatable {
    /// The follower isn't ahead on the last date.
    case notYet
    /// It was ahead whenever anyone looked, first on this date.
    case before(PartialDate)
    case between(PartialDate, PartialDate)
  }

  /// Observations in any order; `nil` without any.
  package static func outcome(of observations: [Observation]) -> Outcome? {
    let sorted = observations.sorted { $0.at < $1.at }
    guard let first = sorted.first else { return nil }
    guard let behind = sorted.lastIndex(where: { $0.follower <= $0.leader }) else { return .before(first.at) }
    return behind + 1 < sorted.count ? .between(sorted[behind].at, sorted[behind + 1].at) : .notYet
  }

  /// The time in which it happened, in years; `nil` for one that hasn't.
  package static func years(of outcome: Outcome) -> (value: Double?, low: Double?, high: Double)? {
    switch outcome {
    case .notYet: return nil
    case .before(let date): return (nil, nil, year(after: date.last))
    case .between(let behind, let ahead):
      let (low, high) = (year(at: behind.first), year(after: ahead.last))
      return ((low + high) / 2, low, high)
    }
  }

  /// The beginning of a day as a decimal year.
  package static func year(at day: Day) -> Double {
    let year = day.components.year
    guard let first = Day(year: year, month: 1, day: 1), let next = Day(year: year + 1, month: 1, day: 1) else {
      return Double(year)
    }
    return Double(year) + Double(day.number - first.number) / Double(next.number - first.number)
  }

  private static func year(after day: Day) -> Double { year(at: Day(number: day.number + 1)) }
}

extension Crossing {
  /// From dates that sources give, from rows of two parts, or from the series of another figure.
  ///
  /// - Parameter other: the figure that `series` names.
  static func figure(
    _ metric: Metric, _ corpus: Corpus, over other: Figure?, on lastDay: Day
  ) -> (figure: Figure, findings: [Finding]) {
    if let other { return (observed(metric, pairs(in: other, metric), rows: other.rows, other.coverage), []) }
    let isReported = metric.value.flatMap { name in
      Corpus.kinds.first { $0.name == metric.of }?.field(name)?.shape == .date ? name : nil
    }
    let (count, findings) = Count.reading(metric, in: corpus, needsAlike: isReported == nil)
    if let field = isReported { return (reported(metric, count, field), findings) }
    var pairs: [PartialDate: (leader: Double?, follower: Double?, rows: [Int])] = [:]
    for (index, item) in count.items.enumerated() {
      guard let date = item.date, let value = item.value?.value, let key = item.keys.first else { continue }
      if key == metric.leader { pairs[date, default: (nil, nil, [])].leader = value }
      if key == metric.follower { pairs[date, default: (nil, nil, [])].follower = value }
      if key == metric.leader || key == metric.follower { pairs[date]!.rows.append(index) }
    }
    let single = pairs.filter { $0.value.leader == nil || $0.value.follower == nil }.keys.sorted()
    let paired = Set(pairs.filter { $0.value.leader != nil && $0.value.follower != nil }.values.flatMap(\.rows))
    let observations = "They make \(counted(pairs.count - single.count, "observation")) of both"
    let coverage = count.coverage(
      metric,
      unused: (count.items.indices.filter { !paired.contains($0) }, "of a date of one of the two alone, or of neither"),
      further: [observations]
        + (single.isEmpty ? [] : ["Only one of the two was observed at \(listed(single.map { $0.words() }))"]))
    let complete = pairs.compactMap { date, pair in
      pair.leader.flatMap { leader in
        pair.follower.map { (Observation(at: date, leader: leader, follower: $0), pair.rows) }
      }
    }
    return (observed(metric, complete, rows: count.items.map(\.row), coverage), findings)
  }

  private static func pairs(in other: Figure, _ metric: Metric) -> [(Observation, [Int])] {
    let points = other.series.filter { $0.words["period"] != "incomplete" && metric.covers($0.at) }
    let dates = Dictionary(grouping: points, by: \.at)
    return dates.keys.sorted().compactMap { date in
      let both = [metric.leader, metric.follower].map { part in dates[date]!.first { $0.part == part } }
      guard let leader = both[0]?.value, let follower = both[1]?.value else { return nil }
      return (Observation(at: date, leader: leader, follower: follower), both.flatMap { $0?.rows ?? [] })
    }
  }

  private static func observed(
    _ metric: Metric, _ pairs: [(observation: Observation, rows: [Int])], rows: [Figure.Row],
    _ coverage: Figure.Coverage
  ) -> Figure {
    var figure = Figure(metric, coverage: coverage)
    figure.rows = rows
    let sorted = pairs.sorted { $0.observation.at < $1.observation.at }
    for (observation, rows) in sorted {
      for (part, value) in [(metric.leader, observation.leader), (metric.follower, observation.follower)] {
        figure.series.append(Figure.Point(at: observation.at, part: part ?? "", value: value, rows: rows))
      }
    }
    figure.interval = "Bounds: the two dates between which it must have happened; nobody looked in between."
    guard let outcome = outcome(of: sorted.map(\.observation)), let last = sorted.last?.observation.at else {
      return figure
    }
    figure.n = sorted.count
    figure.asOf = last
    switch outcome {
    case .notYet:
      figure.words["crossed"] = "no"
      figure.interval = "None: it hadn’t happened when last looked at."
    case .before(let date):
      (figure.words["crossed"], figure.words["by"]) = ("yes", date.description)
    case .between(let after, let by):
      (figure.words["crossed"], figure.words["after"], figure.words["by"]) = ("yes", after.description, by.description)
    }
    if let years = years(of: outcome) { (figure.value, figure.low, figure.high) = years }
    return figure
  }

  private static func reported(_ metric: Metric, _ count: Count, _ field: String) -> Figure {
    var dates: [(date: PartialDate, source: String, row: Figure.Row)] = []
    var without: [Int] = []
    for (index, (item, record)) in zip(count.items, count.records).enumerated() {
      guard let date = record[field].date else {
        without.append(index)
        continue
      }
      dates.append((date, record["source"].word ?? "", item.row))
    }
    dates.sort { ($0.date, $0.source) < ($1.date, $1.source) }
    var figure = Figure(
      metric,
      coverage: count.coverage(
        metric, unused: (without, "it gives no date of a crossing"),
        further: without.isEmpty ? [] : ["\(counted(without.count, "row")) without a date"]))
    figure.interval =
      "Bounds: from the first day of the earliest date that a source gives through the last of the latest."
    for (date, source, row) in dates {
      let (low, high) = (year(at: date.first), year(after: date.last))
      figure.series.append(
        Figure.Point(
          at: date, part: source, value: (low + high) / 2, low: low, high: high, n: 1, rows: [figure.rows.count]))
      figure.rows.append(row)
    }
    guard let first = dates.map(\.date.first).min(), let last = dates.map(\.date.last).max() else { return figure }
    (figure.low, figure.high) = (year(at: first), year(after: last))
    figure.value = (year(at: first) + year(after: last)) / 2
    figure.n = dates.count
    figure.asOf = dates.last?.date
    figure.words["crossed"] = "yes"
    figure.words["after"] = dates.first?.date.description
    figure.words["by"] = dates.last?.date.description
    return figure
  }
}
