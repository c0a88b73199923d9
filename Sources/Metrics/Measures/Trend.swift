import Diagnostics
import Glibc
import Records

/// How much a series rises or falls in a year, and whether that can be told from chance; or its mean over a window.
///
/// - Shape: one figure for one series; the observations it is drawn through are its points.
/// - Unit: the series' own, for each year of 365.25 days; of `growth` times a year; of `mean` the series' own.
/// - Reads: `series`, `part`, `since` and `until`, `every` (the last observation of each period alone), `repeats`,
///   `scales`, `statistic` (slope, growth, mean).
/// - Formula: the slope of Theil and Sen, the median of the slopes between all pairs of observations of different
///   dates. Its 95% interval is Sen's: the slopes of ranks (N ∓ 1.96 σ) ÷ 2, σ² being the variance of Kendall's score
///   corrected for ties. The p value is that of Mann and Kendall: the score S less one towards zero, over σ, against
///   the normal distribution, two-sided. Where both dates and values are tied, the interval leaves out the small joint
///   terms of the variance, as SciPy does. Of several scales only pairs of one scale are compared: scores and variances
///   of the scales add up, and the slopes within them are one list, as seasons are in the test of Hirsch, Slack and Smith.
///   Growth is ten to the power of the same slope through the logarithms, so its p value is that of the logarithms, which
///   is the same. A mean gives each observation the same weight; its ends are the means of the observations' own lower and
///   upper ends, as wide as if all erred together.
/// - Missing: an observation without value is left out, a period nobody measured leaves no trace. Fewer than five
///   observations, or all on one date, or so few pairs that Sen's ranks lie outside of them, give no slope; one that isn't
///   above zero no growth. An observation alone on its scale is in no pair. A mean has ends where all observations have
///   them.
/// - Source: Sen, *Estimates of the regression coefficient based on Kendall's tau*, JASA 63 (1968), 1379–1389; Mann,
///   *Nonparametric tests against trend*, Econometrica 13 (1945); Kendall, *Rank Correlation Methods* (1975); Hirsch,
///   Slack and Smith, *Techniques of trend analysis for monthly water quality data*, Water Resources Research 18 (1982),
///   107–121.
package enum Trend {
  package static let daysOfYear = 365.25
  /// With fewer observations no interval of Sen's can leave out either end.
  package static let fewest = 5

  package struct Observation: Sendable {
    package var at: Double
    package var value: Double
    /// Observations of two scales are never compared with each other.
    package var scale: String

    package init(at: Double, value: Double, scale: String = "") {
      self.at = at
      self.value = value
      self.scale = scale
    }
  }

  package struct Line: Sendable {
    /// In units of value for each unit of time.
    package var slope: Estimate
    /// Kendall's score: pairs that rise less pairs that fall.
    package var score: Int
    /// Of the score, if there were no trend.
    package var variance: Double
    /// Two-sided.
    package var p: Double
    /// How many pairs of observations were compared.
    package var pairs: Int
  }

  /// The slope through observations in any order, of pairs within one scale; `nil` when there are too few of them.
  ///
  /// Its cost grows with the square of their number.
  package static func line(through observations: [Observation]) -> Line? {
    guard observations.count >= fewest else { return nil }
    var slopes: [Double] = []
    var (score, single, joint) = (0, 0.0, 0.0)
    for scale in Dictionary(grouping: observations, by: \.scale).sorted(by: { $0.key < $1.key }).map(\.value) {
      let sorted = scale.sorted { ($0.at, $0.value) < ($1.at, $1.value) }
      slopes.reserveCapacity(slopes.count + sorted.count * (sorted.count - 1) / 2)
      for (index, later) in sorted.enumerated() {
        for earlier in sorted[..<index] where earlier.at < later.at {
          slopes.append((later.value - earlier.value) / (later.at - earlier.at))
          score += later.value > earlier.value ? 1 : later.value < earlier.value ? -1 : 0
        }
      }
      guard sorted.count > 1 else { continue }
      let (dates, values) = (Ties(sorted.map(\.at)), Ties(sorted.map(\.value)))
      single += singleVariance(sorted.count, dates, values)
      joint += jointVariance(sorted.count, dates, values)
    }
    slopes.sort()
    guard let median = Metric.Statistic.quantile(0.5, of: slopes),
      let slope = interval(around: median, slopes: slopes, variance: single)
    else { return nil }
    let variance = single + joint
    return Line(
      slope: slope, score: score, variance: variance, p: p(score: score, variance: variance), pairs: slopes.count)
  }

  /// `nil` where the ranks of the ends lie outside of the slopes: then no interval of 95% has them.
  private static func interval(around median: Double, slopes: [Double], variance: Double) -> Estimate? {
    let spread = Normal.quantile * variance.squareRoot()
    let count = Double(slopes.count)
    let low = Int(((count - spread) / 2).rounded(.toNearestOrEven)) - 1
    let high = Int(((count + spread) / 2).rounded(.toNearestOrEven))
    guard slopes.indices.contains(low), slopes.indices.contains(high) else { return nil }
    return Estimate(value: median, low: slopes[low], high: slopes[high])
  }

  /// The variance of Kendall's score, corrected for ties in dates and for ties in values.
  private static func singleVariance(_ count: Int, _ dates: Ties, _ values: Ties) -> Double {
    let n = Double(count)
    return (n * (n - 1) * (2 * n + 5) - dates.fives - values.fives) / 18
  }

  /// What is left of it where both are tied.
  private static func jointVariance(_ count: Int, _ dates: Ties, _ values: Ties) -> Double {
    let n = Double(count)
    let pairs = n * (n - 1)
    let triples = count > 2 ? dates.triples * values.triples / (9 * pairs * (n - 2)) : 0
    return 2 * dates.pairs * values.pairs / pairs + triples
  }

  private struct Ties {
    var pairs = 0.0
    var triples = 0.0
    var fives = 0.0

    init(_ numbers: [Double]) {
      let sorted = numbers.sorted()
      var start = 0
      while start < sorted.count {
        var end = start
        while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
        let size = Double(end - start)
        pairs += size * (size - 1) / 2
        triples += size * (size - 1) * (size - 2)
        fives += size * (size - 1) * (2 * size + 5)
        start = end
      }
    }
  }

  private static func p(score: Int, variance: Double) -> Double {
    guard score != 0, variance > 0 else { return 1 }
    return Normal.twoSided((abs(Double(score)) - 1) / variance.squareRoot())
  }

  /// The growth in times for each unit of time, of observations above zero; `nil` without a slope.
  package static func growth(through observations: [Observation]) -> Line? {
    guard observations.allSatisfy({ $0.value > 0 }),
      var line = line(
        through: observations.map { Observation(at: $0.at, value: log10($0.value), scale: $0.scale) })
    else { return nil }
    line.slope = Estimate(
      value: pow(10, line.slope.value), low: line.slope.low.map { pow(10, $0) },
      high: line.slope.high.map { pow(10, $0) })
    return line
  }

  /// The mean of observations, with the means of their own ends where all have both; `nil` without any.
  package static func mean(of observations: [Estimate]) -> Estimate? {
    func mean(_ numbers: [Double?]) -> Double? {
      let known = numbers.compactMap(\.self)
      return known.count == observations.count ? Metric.Statistic.mean.value(of: known) : nil
    }
    guard let value = mean(observations.map(\.value)) else { return nil }
    let (low, high) = (mean(observations.map(\.low)), mean(observations.map(\.high)))
    return low == nil || high == nil ? Estimate(value: value) : Estimate(value: value, low: low, high: high)
  }
}

/// The normal distribution, as far as intervals need it.
package enum Normal {
  /// The 97.5th percentile, for a two-sided interval of 95%.
  package static let quantile = 1.959963984540054
  /// The 95th percentile, for a two-sided interval of 90%.
  package static let quantileOf90 = 1.6448536269514722

  /// How often a standard normal number lies farther from zero.
  package static func twoSided(_ distance: Double) -> Double { erfc(abs(distance) / 2.0.squareRoot()) }
}

extension Trend {
  /// The trend of another figure's series.
  ///
  /// Observations of different scales are never joined: ratings of two vintages have nothing in common, and a difference
  /// is counted by the rules of its scale. A series of several is refused unless the metric keeps its `scales` apart,
  /// comparing within each, or answers for joining differences. With `every` only the last observation of each period
  /// counts, without `repeats` only the first of a run that shows the same models.
  static func figure(_ metric: Metric, over other: Figure) -> (figure: Figure, findings: [Finding]) {
    let part = metric.part ?? other.words["headline"] ?? "difference"
    var coverage = other.coverage
    var figure = Figure(metric, coverage: coverage)
    guard other.series.contains(where: { $0.part == part }) || other.series.isEmpty else {
      return (figure, [.unknownSeriesPart(part, of: other, metric)])
    }
    var points = other.series.filter {
      $0.part == part && $0.value != nil && $0.words["period"] != "incomplete" && metric.covers($0.at)
    }
    if metric.repeats == .leftOut { points = withoutRepeats(points) }
    if let precision = metric.every?.precision { points = thinned(points, toOneEach: precision) }
    let isJoined = part == "difference" && metric.scales == .joined
    if !isJoined, metric.scales != .apart, let first = points.first,
      let odd = points.first(where: { $0.words["scale"] != first.words["scale"] })
    {
      return (figure, [.unlikeSeries(first, odd, of: other, metric)])
    }
    coverage.note = "\(counted(points.count, "observation")) of \(other.id). " + coverage.note
    if !isJoined, metric.statistic != .mean {
      let sizes = Dictionary(grouping: points) { $0.words["scale"] ?? "" }.mapValues(\.count)
      let alone = points.count { sizes[$0.words["scale"] ?? ""] == 1 }
      if sizes.count > 1 {
        coverage.note =
          "\(counted(points.count - alone, "observation")) of \(other.id) on \(counted(sizes.count { $0.value > 1 }, "scale")), "
          + "compared within each; \(alone) alone on \(alone == 1 ? "its" : "their") scale. " + other.coverage.note
        points.removeAll { sizes[$0.words["scale"] ?? ""] == 1 }
        figure.words["scales"] = "apart"
      }
    }
    coverage.used = points.count
    // Observations are counted, as are those of the series that this question passes over; their rows are told in words.
    coverage.leftOut = other.series.count { $0.part == part } - points.count
    figure.coverage = coverage
    figure.series = points
    figure.rows = other.rows
    figure.asOf = points.last?.at
    figure.n = points.count
    figure.words["series"] = other.id
    figure.words["part"] = part
    if metric.statistic == .mean { figure.takeMean(of: points) } else { figure.takeLine(through: points, metric) }
    return (figure, [])
  }

  /// The first observation of each run that shows the same models on one scale: later ones measure the same again.
  private static func withoutRepeats(_ points: [Figure.Point]) -> [Figure.Point] {
    points.enumerated().filter { index, point in
      guard index > 0 else { return true }
      let before = points[index - 1]
      return point.labels != before.labels || point.words["scale"] != before.words["scale"]
    }.map(\.element)
  }

  /// The last observation of each period: neighbours that share much of what they were made from count as one.
  private static func thinned(
    _ points: [Figure.Point], toOneEach precision: PartialDate.Precision
  ) -> [Figure.Point] {
    var last: [PartialDate: Figure.Point] = [:]
    for point in points { last[PartialDate(point.at.last).enclosing(precision) ?? point.at] = point }
    return last.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension Figure {
  /// Answers with the slope or the growth through the observations.
  fileprivate mutating func takeLine(through points: [Point], _ metric: Metric) {
    let observations = points.map {
      Trend.Observation(
        at: Double($0.at.first.number + $0.at.last.number) / 2 / Trend.daysOfYear, value: $0.value ?? 0,
        scale: metric.scales == .apart ? $0.words["scale"] ?? "" : "")
    }
    let isGrowth = metric.statistic == .growth
    guard let line = isGrowth ? Trend.growth(through: observations) : Trend.line(through: observations) else {
      let hasNone = isGrowth && observations.contains { $0.value <= 0 }
      interval =
        hasNone
        ? "None: what isn’t above zero doesn’t grow."
        : observations.count < Trend.fewest
          ? "None: fewer than \(Trend.fewest) observations." : "None: too few pairs of observations of one scale."
      return
    }
    (value, low, high, level) = (line.slope.value, line.slope.low, line.slope.high, 0.95)
    extras["p"] = line.p
    extras["score"] = Double(line.score)
    let unmoved = isGrowth ? 1.0 : 0
    // Where ties make interval and test differ, both must tell it.
    let isTold = line.p < 0.05
    words["trend"] =
      isTold && (low ?? unmoved) > unmoved
      ? "rising" : isTold && (high ?? unmoved) < unmoved ? "falling" : "not-told-from-chance"
    interval =
      "Sen’s 95% interval\(words["scales"] == nil ? "" : " of the slopes within one scale"); it takes the observations as "
      + "independent, which a series seldom is."
  }

  /// Answers with the mean of the observations.
  fileprivate mutating func takeMean(of points: [Point]) {
    let mean = Trend.mean(
      of: points.compactMap { point in
        point.value.map { Estimate(value: $0, low: point.low, high: point.high) }
      })
    (value, low, high) = (mean?.value, mean?.low, mean?.high)
    interval =
      low == nil
      ? "None: not all observations have one, and they are all that there are, not a sample."
      : "The means of the observations’ own lower and upper ends, as wide as if all erred together."
  }
}

extension Finding {
  fileprivate static func unknownSeriesPart(_ part: String, of other: Figure, _ metric: Metric) -> Finding {
    let known = other.partNames
    return Finding(
      .error, "unknown-part", "'\(other.id)' has no part '\(part)', which '\(metric.id)' draws a trend through",
      at: metric.place,
      hint: nearMiss(of: part, among: known).map { "did you mean '\($0)'?" }
        ?? "its parts are \(known.joined(separator: ", "))")
  }

  fileprivate static func unlikeSeries(
    _ first: Figure.Point, _ odd: Figure.Point, of other: Figure, _ metric: Metric
  ) -> Finding {
    Finding(
      .error, "unlike-rows",
      "'\(metric.id)' joins two scales of '\(other.id)', '\(first.words["scale"] ?? "none")' of \(first.at) and "
        + "'\(odd.words["scale"] ?? "none")' of \(odd.at)",
      at: metric.place,
      hint: "keep within one scale with 'since' and 'until', or compare within each with 'scales: apart'")
  }
}
