package import Records

extension Figure {
  /// A figure that has no answer yet: the metric's words, and what is missing.
  init(_ metric: Metric, coverage: Coverage) {
    self.init(
      id: metric.id, title: metric.title, unit: metric.unit, measure: metric.measure.rawValue,
      version: metric.version, caveat: metric.caveat, method: metric.method, coverage: coverage)
    theme = metric.theme
    denominator = metric.denominator
  }

  /// The observation that stands for the whole figure on a day: of all parts the one that answers the question.
  ///
  /// - Parameter day: takes the latest observation that is over by the end of this date; `nil` takes the latest of
  ///   all, but for periods that are still going on.
  /// - Returns: the part that `words` calls `headline`; where it calls none, for `gap` and `lag` the difference, for
  ///   `frontier` the best of all blocs, for `tally` the total of the period under the part `total`.
  package func headline(at day: PartialDate?) -> Point? {
    var candidates = observations(at: day)
    let over = candidates.filter { $0.words["period"] != "incomplete" }
    if day == nil, !over.isEmpty { candidates = over }
    if let wanted = words["headline"] { return candidates.last { $0.part == wanted } }
    switch measure {
    case "gap", "lag": return candidates.last { $0.part == "difference" }
    case "tally":
      guard var total = candidates.last else { return nil }
      let parts = candidates.filter { $0.at == total.at }
      total.part = "total"
      total.value = parts.reduce(0) { $0 + ($1.value ?? 0) }
      let hasBounds = parts.contains { $0.low != nil || $0.high != nil }
      total.low = hasBounds ? parts.reduce(0) { $0 + ($1.low ?? $1.value ?? 0) } : nil
      total.high = hasBounds ? parts.reduce(0) { $0 + ($1.high ?? $1.value ?? 0) } : nil
      if parts.contains(where: { $0.value == nil }) { total.value = nil }
      total.n = parts.reduce(0) { $0 + ($1.n ?? 0) }
      total.rows = parts.flatMap(\.rows)
      let undated = parts.reduce(0) { $0 + ($1.extras["undated"] ?? 0) }
      total.extras["undated"] = undated > 0 ? undated : nil
      for name in axisNames { total.words[name] = nil }
      if Set(parts.map(\.dated)).count > 1 { total.words["dated"] = nil }
      return total
    default:
      guard let latest = candidates.last?.at else { return nil }
      let isLowerBetter = words["better"] == "lower"
      return candidates.filter { $0.at == latest }.reduce(nil) { best, point in
        guard let bestValue = best?.value else { return point }
        guard let value = point.value else { return best }
        return (isLowerBetter ? value < bestValue : value > bestValue) ? point : best
      }
    }
  }

  /// The latest observation of one part that is over by the end of the date; of all when `nil`.
  package func latest(_ part: String, at day: PartialDate? = nil) -> Point? {
    observations(at: day).last { $0.part == part }
  }

  private func observations(at day: PartialDate?) -> [Point] {
    guard let day else { return series }
    return series.filter { $0.at.last <= day.last }
  }

  /// What a tally or share is split by.
  private var axisNames: [String] { words["by"].map { $0.split(separator: ",").map(String.init) } ?? [] }

  /// Where in the series its own answer stands: a period that goes on is answered for on a day of it.
  package var headlineDate: PartialDate? {
    guard let asOf else { return series.last?.at }
    return series.last { $0.at == asOf }?.at ?? series.last { $0.dated == asOf }?.at ?? asOf
  }

  /// Makes an observation the figure's own answer.
  mutating func takeHeadline(from point: Point) {
    value = point.value
    low = point.low
    high = point.high
    n = point.n ?? 0
    asOf = point.dated
    extras.merge(point.extras) { _, new in new }
    words.merge(point.words) { _, new in new }
    words["dated"] = nil
    let isInterval = ["frontier", "gap", "trend", "ratio"].contains(measure)
    level = isInterval && low != nil && high != nil ? 0.95 : nil
  }
}
