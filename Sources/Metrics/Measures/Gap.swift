import Glibc
package import Records

/// The leader's frontier minus the follower's, board by board.
///
/// - Shape: for each vintage in which both blocs have a model, the two frontiers under the blocs' ids and their
///   `difference`, with the leader's and the follower's model as labels; vintages ascending. The headline is the
///   latest difference.
/// - Unit: the benchmark's. Positive when the leader is ahead, also on scales where lower is better.
/// - Reads: `benchmark`, `openness`, `leader`, `follower` (blocs, `open`, `closed`, or both as in `china/open`), `margin`.
/// - Formula: d = leader − follower; se = (high − low) / (2 × 1.959964) for each, of an interval cut off at 0 or 100
///   the longer side over 1.959964; interval
///   d ± 1.959964 √(se₁² + se₂²). On an Elo scale, win rate of the leader's model = 1 / (1 + 10^(−d/400)).
///   Verdict `tie` when the interval contains 0, else `leads` or `trails` for the leader. With a `margin` the word
///   `equivalent` is `yes` when the 90% interval lies within ± margin (Schuirmann, *A comparison of the two one-sided
///   tests procedure*, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987).
/// - Copies with holes: where our copy of a table lacks a rank between the two best, the model there may be of the one
///   behind. `least` is the difference if it is, and rated as high as the row just before the hole; the value, its
///   interval and verdict are those of the rows that are there.
/// - Missing: a vintage in which one bloc has no such model has no point, and coverage names it. Without both
///   intervals the difference has none, and no verdict. Rows of two scales are never subtracted.
/// - Source: difference of two independent normal estimates; the Elo expectation of Bradley and Terry on base 10
///   and 400 points. Ratings of one board share data, so the interval is a little too wide or too narrow.
package enum Gap {
  /// The normal quantile of a two-sided 95% interval.
  package static let quantile = 1.959964

  package struct Difference: Sendable, Equatable {
    package var value: Double
    package var standardError: Double?
    package var low: Double?
    package var high: Double?

    package init(value: Double, standardError: Double? = nil, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.standardError = standardError
      self.low = low
      self.high = high
    }

    /// `nil` without an interval.
    package var verdict: String? {
      guard let low, let high else { return nil }
      return low > 0 ? "leads" : high < 0 ? "trails" : "tie"
    }

    /// Whether the 90% interval lies within the margin on both sides of zero: two one-sided tests at 5%. `nil` without
    /// an interval. A tie alone doesn't show it: two models may be too badly measured to be told apart.
    package func isEquivalent(within margin: Double) -> Bool? {
      standardError.map { abs(value) + Normal.quantileOf90 * $0 < margin }
    }
  }

  package static func difference(
    leader: Rating, follower: Rating, better: Benchmark.Direction = .higher
  ) -> Difference {
    let value = better == .higher ? leader.value - follower.value : follower.value - leader.value
    guard let first = standardError(of: leader), let second = standardError(of: follower) else {
      return Difference(value: value)
    }
    let error = (first * first + second * second).squareRoot()
    return Difference(
      value: value, standardError: error, low: value - quantile * error, high: value + quantile * error)
  }

  /// From the width of the 95% interval; `nil` without one. A percentage whose interval was cut off at 0 or 100 has the
  /// error of its other side.
  package static func standardError(of rating: Rating) -> Double? {
    guard let low = rating.low, let high = rating.high else { return nil }
    return switch cut(of: rating.value, low, high) {
    case .low?: (high - rating.value) / quantile
    case .high?: (rating.value - low) / quantile
    case nil: (high - low) / (2 * quantile)
    }
  }

  enum End {
    case low, high
  }

  /// The end of a percentage's interval that was cut off at the end of the scale; `nil` for none.
  static func cut(of value: Double?, _ low: Double?, _ high: Double?) -> End? {
    guard let value, let low, let high else { return nil }
    let (below, above) = (value - low, high - value)
    return low == 0 && above > below ? .low : high == 100 && below > above ? .high : nil
  }

  /// How often the one ahead by so many Elo points is expected to be preferred, ties counted half: a fraction.
  package static func winRate(of difference: Double) -> Double { 1 / (1 + pow(10, -difference / 400)) }
}

extension Gap {
  package static func points(
    of boards: [Board], leader: String, follower: String, openness: Metric.Openness, benchmark: Benchmark?,
    margin: Double? = nil
  ) -> (points: [Figure.Point], rows: [Figure.Row], mixed: [PartialDate]) {
    let better = benchmark?.better ?? .higher
    var points: [Figure.Point] = []
    var rows: [Figure.Row] = []
    var mixed: [PartialDate] = []
    let (leading, following) = (Side(leader), Side(follower))
    for board in boards {
      guard let (first, firstCount) = board.best(of: leading, openness, better),
        let (second, secondCount) = board.best(of: following, openness, better)
      else { continue }
      guard first.scale == second.scale else {
        mixed.append(board.vintage)
        continue
      }
      let row = rows.count
      rows += [first.row, second.row]
      points.append(Frontier.point(of: first, in: leader, among: firstCount, row: row))
      points.append(Frontier.point(of: second, in: follower, among: secondCount, row: row + 1))
      var point = self.point(first, second, better: better, isElo: benchmark?.scale == .elo, margin: margin)
      if let ceiling = board.ceiling(aheadOf: first, second, better) {
        let isFirstAhead = first.isBetter(than: second, better)
        point.extras["least"] =
          difference(leader: isFirstAhead ? first : ceiling, follower: isFirstAhead ? ceiling : second, better: better)
          .value
        point.words["missing-ranks"] = listed(board.missingRanks.map(String.init))
      }
      point.n = firstCount + secondCount
      point.rows = [row, row + 1]
      if let verdict = point.words["verdict"] {
        point.words["ahead"] = verdict == "tie" ? "neither" : verdict == "leads" ? leader : follower
      }
      points.append(point)
    }
    return (points, rows, mixed)
  }

  private static func point(
    _ leader: Rating, _ follower: Rating, better: Benchmark.Direction, isElo: Bool, margin: Double?
  ) -> Figure.Point {
    let difference = difference(leader: leader, follower: follower, better: better)
    var point = Figure.Point(
      at: leader.vintage, part: "difference", value: difference.value, low: difference.low, high: difference.high,
      labels: [leader.name, follower.name])
    point.extras["standard-error"] = difference.standardError
    if isElo {
      point.extras["win-rate"] = winRate(of: difference.value)
      point.extras["win-rate-low"] = difference.low.map(winRate(of:))
      point.extras["win-rate-high"] = difference.high.map(winRate(of:))
    }
    point.words["verdict"] = difference.verdict
    if let margin, let isEquivalent = difference.isEquivalent(within: margin) {
      point.words["equivalent"] = isEquivalent ? "yes" : "no"
    }
    point.words["scale"] = leader.scale
    point.words["leader-model"] = leader.name
    point.words["follower-model"] = follower.name
    point.words["leader-record"] = leader.model
    point.words["follower-record"] = follower.model
    return point
  }

  static func figure(_ metric: Metric, _ history: BoardHistory) -> Figure {
    guard let leader = metric.leader, let follower = metric.follower else {
      return Figure(
        metric, coverage: .init(used: 0, leftOut: 0, quarantined: 0, note: "The metric names no two blocs."))
    }
    let (points, rows, mixed) = points(
      of: history.boards, leader: leader, follower: follower, openness: metric.openness,
      benchmark: history.benchmark, margin: metric.margin)
    var further = Frontier.absences(in: history, [leader, follower], metric.openness)
    if !mixed.isEmpty {
      further.append("Best rows of two scales, which can't be compared: \(listed(mixed.map { $0.words() }))")
    }
    for board in history.boards where !board.missingRanks.isEmpty {
      let ranks = board.missingRanks.map(String.init)
      further.append(
        "Our copy of the board of \(board.vintage.words()) lacks \(ranks.count == 1 ? "rank" : "ranks") \(listed(ranks))"
      )
    }
    let coverage = RatingCoverage(of: history, blocs: [leader, follower], metric.openness)
    var figure = Figure(metric, coverage: coverage.coverage(further))
    figure.series = points
    figure.rows = rows
    figure.words["leader"] = leader
    figure.words["follower"] = follower
    if let margin = metric.margin { figure.extras["margin"] = margin }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.interval =
      figure.level == nil
      ? "None: not both of the two rows have an interval, so no verdict either."
      : "95% interval of a difference of two estimates taken as independent."
    return figure
  }
}
