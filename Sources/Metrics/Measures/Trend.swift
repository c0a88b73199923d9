import Diagnostics
import Glibc
import Records

/// How much a series rises or falls in a year, and whether that can be told from chance.
///
/// - Shape: one figure for one series; the observations it is drawn through are its points.
/// - Unit: the series' own, for each year of 365.25 days.
/// - Formula: the slope of Theil and Sen, the median of the slopes between all pairs of observations of different
///   dates. Its 95% interval is Sen's: the slopes of ranks (N ∓ 1.96 σ) ÷ 2, σ² being the variance of Kendall's score
///   corrected for ties. The p value is that of Mann and Kendall: the score S less one towards zero, over σ, against
///   the normal distribution, two-sided. Where both dates and values are tied, the interval leaves out the small joint
///   terms of the variance, as SciPy does.
/// - Missing: an observation without value is left out, a period nobody measured leaves no trace. Fewer than four
///   observations, or all on one date, give no slope.
/// - Source: Sen, *Estimates of the regression coefficient based on Kendall's tau*, JASA 63 (1968), 1379–1389; Mann,
///   *Nonparametric tests against trend*, Econometrica 13 (1945); Kendall, *Rank Correlation Methods* (1975).
package enum Trend {
  package static let daysOfYear = 365.25
  /// With fewer observations no interval of Sen's can leave out either end.
  package static let fewest = 4

  package struct Observation: Sendable {
    package var at: Double
    package var value: Double

    package init(at: Double, value: Double) {
      self.at = at
      self.value = value
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
  }

  /// The slope through observations in any order; `nil` when there are too few of them.
  ///
  /// Its cost grows with the square of their number.
  package static func line(through observations: [Observation]) -> Line? {
    let sorted = observations.sorted { ($0.at, $0.value) < ($1.at, $1.value) }
    guard sorted.count >= fewest else { return nil }
    var slopes: [Double] = []
    slopes.reserveCapacity(sorted.count * (sorted.count - 1) / 2)
    var score = 0
    for (index, later) in sorted.enumerated() {
      for earlier in sorted[..<index] where earlier.at < later.at {
        slopes.append((later.value - earlier.value) / (later.at - earlier.at))
        score += later.value > earlier.value ? 1 : later.value < earlier.value ? -1 : 0
      }
    }
    slopes.sort()
    guard let median = Metric.Statistic.quantile(0.5, of: slopes) else { return nil }
    let dates = Ties(sorted.map(\.at))
    let values = Ties(sorted.map(\.value))
    let single = singleVariance(sorted.count, dates, values)
    let variance = single + jointVariance(sorted.count, dates, values)
    return Line(
      slope: interval(around: median, slopes: slopes, variance: single), score: score, variance: variance,
      p: p(score: score, variance: variance))
  }

  private static func interval(around median: Double, slopes: [Double], variance: Double) -> Estimate {
    let spread = Normal.quantile * variance.squareRoot()
    let count = Double(slopes.count)
    let low = Int(((count - spread) / 2).rounded(.toNearestOrEven)) - 1
    let high = Int(((count + spread) / 2).rounded(.toNearestOrEven))
    return Estimate(value: median, low: slopes[max(low, 0)], high: slopes[min(high, slopes.count - 1)])
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
    return 2 * dates.pairs * values.pairs / pairs + dates.triples * values.triples / (9 * pairs * (n - 2))
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
  /// is counted by the rules of its scale. A metric that joins differences all the same says so with `alike`, which
  /// names what else its observations have in common, and is answerable for it. With `every` only the last observation of
  /// each period counts.
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
    if let precision = metric.every?.precision { points = thinned(points, toOneEach: precision) }
    if part != "difference" || metric.alike.isEmpty, let first = points.first,
      let odd = points.first(where: { $0.words["scale"] != first.words["scale"] })
    {
      return (figure, [.unlikeSeries(first, odd, of: other, metric)])
    }
    coverage.used = points.count
    coverage.note = "\(counted(points.count, "observation")) of \(other.id). " + coverage.note
    figure.coverage = coverage
    figure.series = points
    figure.rows = other.rows
    figure.asOf = points.last?.at
    figure.n = points.count
    figure.words["series"] = other.id
    figure.words["part"] = part
    let line = line(
      through: points.map {
        Observation(at: Double($0.at.first.number + $0.at.last.number) / 2 / daysOfYear, value: $0.value ?? 0)
      })
    guard let line else {
      figure.interval = "None: fewer than \(fewest) observations."
      return (figure, [])
    }
    (figure.value, figure.low, figure.high) = (line.slope.value, line.slope.low, line.slope.high)
    figure.level = 0.95
    figure.extras["p"] = line.p
    figure.extras["score"] = Double(line.score)
    figure.words["trend"] =
      (line.slope.low ?? 0) > 0 ? "rising" : (line.slope.high ?? 0) < 0 ? "falling" : "not-told-from-chance"
    figure.interval = "Sen’s 95% interval; it takes the observations as independent, which a series seldom is."
    return (figure, [])
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
      hint: "keep within one scale with 'since' and 'until'; 'alike' says what differences of several have in common")
  }
}
