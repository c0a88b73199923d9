package import Records

/// How many months the follower's best model came after a model of the leader rated at least as high.
///
/// Read sideways from two release-date frontiers of one vintage: the release of the follower's best model, minus the
/// first release of a leader's model that the same board rates at least as high.
///
/// - Shape: one point `difference` for each vintage, ascending; labels are the leader's and the follower's model.
/// - Unit: months of 30.4375 days. Negative when the leader reached that rating later than the follower.
/// - Reads: `benchmark`, `openness`, `leader`, `follower`.
/// - Bounds: from the precision of all dates, and from which of the leader's models are surely, and which may be, rated at
///   least as high: those whose difference to the follower is at least zero at the lower, or at the upper, end of its 95%
///   interval, each end made of both ratings' own (Zou and Donner, *Construction of confidence limits about effect
///   measures*, Statistics in Medicine 27, 2008). They bound the answer under these choices and aren't a confidence interval. A date of a month or longer
///   counts as its middle; first is the model that was certainly out first, and a vaguer date widens the bounds alone.
///   A lag of less than a week has zero between its bounds: releases are dated no better, so neither came first.
/// - One-sided: where no leader's model is rated so high, the follower was never passed: `lead-at-least`, from its
///   release to the vintage, is a lower bound of its lead. Then value and `low` are missing and `high` is minus that
///   lead, or the lag behind those that may be rated so high. Where none surely is, `low` alone is missing.
/// - Missing: when the follower's best model has no release date the vintage has no point. A leader's model without
///   date can't be first; had it a date, the lag could only be longer, so where one may be rated so high there is no
///   `high`. Coverage counts both, and names the ranks that our copy of a board lacks.
/// - Source: horizontal distance of frontiers, as Epoch AI reads it; one vintage only, models on that board only.
package enum Lag {
  package static let daysOfMonth = 30.4375

  package struct Answer: Sendable {
    package var follower: Rating
    /// The first of the leader's models rated at least as high; `nil` when there is none.
    package var leader: Rating?
    package var months: Double?
    package var low: Double?
    package var high: Double?
    /// The months were the follower's own rating at the lower, or at the upper, end of its interval, all others as they
    /// stand; `nil` where its rating has no interval, or none of the leader's dated models is rated so high.
    package var atLow: Double?
    package var atHigh: Double?
    /// Months for which the follower certainly led, where no leader's model is rated so high.
    package var leadAtLeast: Double?
    /// Leader's models rated at least as high whose release nobody dated.
    package var undatedLeaders: Int
  }

  package enum Outcome: Sendable {
    case answer(Answer)
    /// One bloc has no model on the board.
    case absent
    /// The follower's best model has no release date.
    case undated(Rating)
  }

  package static func outcome(
    on board: Board, leader: String, follower: String, openness: Metric.Openness,
    better: Benchmark.Direction = .higher
  ) -> Outcome {
    let (leading, following) = (Side(leader), Side(follower))
    guard let best = board.best(of: following, openness, better)?.rating,
      board.best(of: leading, openness, better) != nil
    else { return .absent }
    let leaders = Releases(
      of: board.positions { leading.admits($0, $1) && openness.admits($1) }.map { board.ratings[$0] }
        .filter { $0.scale == best.scale }, better)
    return answer(of: best, against: leaders, on: board, better) { _ in true }.map { .answer($0) } ?? .undated(best)
  }

  /// How long after the first model of anybody's came a model that the board rates no higher.
  ///
  /// - Parameter releases: those of all on the board.
  /// - Missing: `nil` when the model has no release date. Where no other dated model is rated so high, `months` is.
  static func behind(
    _ model: Rating, among releases: Releases, on board: Board, _ better: Benchmark.Direction
  ) -> Answer? {
    answer(of: model, against: releases, on: board, better) { other in
      other.scale == model.scale && (other.model == nil || other.model != model.model) && other.row != model.row
    }
  }

  private static func answer(
    of best: Rating, against leaders: Releases, on board: Board, _ better: Benchmark.Direction,
    countingOnly isIn: (Rating) -> Bool
  ) -> Answer? {
    guard let released = best.released else { return nil }
    // What is rated high is asked first: of most it settles the matter.
    let earliest = leaders.earliest(possiblyReaching: best) { mayReach($0, best, better) && isIn($0) }
    let central = leaders.first(reaching: best.value) { $0.reaches(best.value, better) && isIn($0) }
    var answer = Answer(
      follower: best, leader: central?.rating,
      undatedLeaders: leaders.undatedCount(possiblyReaching: best) { mayReach($0, best, better) && isIn($0) })
    func lag(at end: Double?) -> Double? {
      end.flatMap { end in leaders.first(reaching: end) { $0.reaches(end, better) && isIn($0) } }
        .map { (released.middle - $0.released.middle) / daysOfMonth }
    }
    answer.atLow = lag(at: best.low)
    answer.atHigh = lag(at: best.high)
    let isOpenAbove = answer.undatedLeaders > 0
    answer.high = isOpenAbove ? nil : earliest.map { months(from: $0, to: released.last) }
    if let central {
      answer.months = (released.middle - central.released.middle) / daysOfMonth
      answer.low = leaders.first(reaching: best.value) { surelyReaches($0, best, better) && isIn($0) }
        .map { months(from: $0.released.last, to: released.first) }
    } else {
      // Who led can't be told where a leader's model of no date may be rated so high.
      guard !isOpenAbove else { return answer }
      let lead = max(0, months(from: released.last, to: board.vintage.first))
      answer.leadAtLeast = lead
      answer.high = max(-lead, answer.high ?? -lead)
    }
    return answer
  }

  /// Whether the difference to the follower's model is at least zero at the lower end of its 95% interval.
  static func surelyReaches(_ rating: Rating, _ best: Rating, _ better: Benchmark.Direction) -> Bool {
    let (own, its) = better == .higher ? (rating.low, best.high) : (rating.high, best.low)
    return lead(of: rating, over: best, better) >= reach(rating.value, own, best.value, its)
  }

  /// Whether it is so at the upper end.
  static func mayReach(_ rating: Rating, _ best: Rating, _ better: Benchmark.Direction) -> Bool {
    let (own, its) = better == .higher ? (rating.high, best.low) : (rating.low, best.high)
    return lead(of: rating, over: best, better) >= -reach(rating.value, own, best.value, its)
  }

  private static func lead(of rating: Rating, over best: Rating, _ better: Benchmark.Direction) -> Double {
    better == .higher ? rating.value - best.value : best.value - rating.value
  }

  /// How far the end of a difference's interval lies from it; a rating without an end is taken as exact.
  private static func reach(_ first: Double, _ end: Double?, _ second: Double, _ otherEnd: Double?) -> Double {
    let (a, b) = (first - (end ?? first), second - (otherEnd ?? second))
    return (a * a + b * b).squareRoot()
  }

  /// How well a release is dated: what is announced on one day may be downloaded, or listed, on another.
  package static let daysOfRelease = 7

  /// Whether a lag is shorter than releases are dated.
  static func isWithinReleases(_ months: Double) -> Bool { abs(months) * daysOfMonth < Double(daysOfRelease) - 1e-6 }

  package static func months(from: Day, to: Day) -> Double { Double(to.number - from.number) / daysOfMonth }
}

extension PartialDate {
  /// Days since 1970-01-01, at the middle of the date.
  fileprivate var middle: Double { Double(first.number + last.number) / 2 }
}

extension Lag {
  static func figure(_ metric: Metric, _ history: BoardHistory) -> Figure {
    guard let leader = metric.leader, let follower = metric.follower else {
      return Figure(
        metric, coverage: .init(used: 0, leftOut: 0, quarantined: 0, note: "The metric names no two blocs."))
    }
    let (leading, following) = (Side(leader), Side(follower))
    var points: [Figure.Point] = []
    var rows: [Figure.Row] = []
    var undated: [String] = []
    var absent: [PartialDate] = []
    for board in history.boards {
      let outcome = outcome(
        on: board, leader: leader, follower: follower, openness: metric.openness, better: history.better)
      switch outcome {
      case .absent: absent.append(board.vintage)
      case .undated(let best): undated.append("\(board.vintage.words()) (\(best.name))")
      case .answer(let answer):
        let used = [answer.leader, answer.follower].compactMap(\.self)
        var point = point(answer, at: board.vintage)
        let compared = board.positions { bloc, weights in
          (leading.admits(bloc, weights) || following.admits(bloc, weights)) && metric.openness.admits(weights)
        }
        point.n = compared.count { board.ratings[$0].released != nil }
        point.rows = Array(rows.count..<(rows.count + used.count))
        rows += used.map(\.row)
        points.append(point)
      }
    }
    var further = datedModels(history, metric.openness, [leader, follower])
    if !undated.isEmpty {
      further.append("No lag where the follower’s best model has no release date: \(listed(undated))")
    }
    for board in history.boards where !board.missingRanks.isEmpty {
      further.append(
        "Our copy of the board of \(board.vintage.words()) lacks the ranks \(listed(board.missingRanks.map(String.init)))"
      )
    }
    if !absent.isEmpty {
      further.append("No lag where a bloc has no such model: \(listed(absent.map { $0.words() }))")
    }
    let coverage = RatingCoverage(of: history, blocs: [leader, follower], metric.openness)
    var figure = Figure(metric, coverage: coverage.coverage(further))
    figure.series = points
    figure.rows = rows
    figure.words["leader"] = leader
    figure.words["follower"] = follower
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    let undatedLeaders = Int(figure.extras["undated-leaders"] ?? 0)
    figure.interval =
      undatedLeaders > 0
      ? "\(figure.low == nil ? "None" : "A lower bound alone"): \(counted(undatedLeaders, "model")) of the leader that "
        + "may be rated as high \(undatedLeaders == 1 ? "has" : "have") no release date, with which the lag could only be longer."
      : "Bounds, not a confidence interval: from the precision of the dates, and from who is rated as high at either end of "
        + "the difference’s 95% interval."
    return figure
  }

  private static func point(_ answer: Answer, at vintage: PartialDate) -> Figure.Point {
    var point = Figure.Point(
      at: vintage, part: "difference", value: answer.months, low: answer.low, high: answer.high,
      labels: [answer.leader?.name, answer.follower.name].compactMap(\.self))
    point.words["follower-model"] = answer.follower.name
    point.words["follower-record"] = answer.follower.model
    point.words["follower-released"] = answer.follower.released?.description
    point.words["leader-model"] = answer.leader?.name
    point.words["leader-record"] = answer.leader?.model
    point.words["leader-released"] = answer.leader?.released?.description
    point.words["scale"] = answer.follower.scale
    // A bound that is the value itself says nothing.
    if point.high == nil, point.low == point.value { point.low = nil }
    // Who came first can't be told where days differ by less than they are known.
    if let value = point.value, isWithinReleases(value) {
      (point.low, point.high) = (point.low.map { min($0, 0) }, point.high.map { max($0, 0) })
    }
    point.words["bound"] =
      answer.undatedLeaders > 0
      ? "open-above" : answer.months == nil ? "at-most" : answer.low == nil ? "open-below" : "both"
    point.extras["undated-leaders"] = Double(answer.undatedLeaders)
    point.extras["lead-at-least"] = answer.leadAtLeast
    point.extras["at-low"] = answer.atLow
    point.extras["at-high"] = answer.atHigh
    return point
  }

  private static func datedModels(
    _ history: BoardHistory, _ openness: Metric.Openness, _ blocs: [String]
  ) -> [String] {
    guard let board = history.boards.last else { return [] }
    let sides = blocs.map { Side($0) }
    let counted = board.ratings.filter { rating in
      sides.contains { $0.admits(rating) } && openness.admits(rating.weights)
    }
    let undated = counted.count { $0.released == nil }
    return [
      "Of \(grouped(counted.count)) models on the board of \(board.vintage.words()), \(grouped(undated)) have no release date"
    ]
  }
}
