import Diagnostics
package import Records

/// The best rating of each bloc in each vintage.
///
/// - Shape: one point for each vintage and bloc that has a model on the board; vintages ascending, blocs in the
///   report's order. The headline is the best of all in the latest vintage.
/// - Unit: the benchmark's, such as Arena points.
/// - Reads: `benchmark`, `openness`, `by` (`bloc` when it says nothing, `weights`, or both). Higher or lower is better as the benchmark says.
/// - Interval: the best model's own 95% interval, as published. It isn't an interval of the maximum: the best of many
///   is rated too high on average.
/// - Missing: a bloc without a model on the board has no point. A row whose maker, country or (where it matters)
///   openness isn't known can't be the best; coverage counts it. A row without interval can, and has none.
/// - Source: the maximum, as the Stanford AI Index draws it; ratings of different vintages are never compared.
package enum Frontier {
  package static func points(
    of boards: [Board], blocs: [String], openness: Metric.Openness, better: Benchmark.Direction = .higher
  ) -> (points: [Figure.Point], rows: [Figure.Row]) {
    var points: [Figure.Point] = []
    var rows: [Figure.Row] = []
    let sides = blocs.map { Side($0) }
    for board in boards {
      for side in sides {
        guard let (best, count) = board.best(of: side, openness, better) else { continue }
        points.append(point(of: best, in: side.name, among: count, row: rows.count))
        rows.append(best.row)
      }
    }
    return (points, rows)
  }

  static func point(of rating: Rating, in bloc: String, among count: Int, row: Int) -> Figure.Point {
    var words = ["model": rating.name, "published-name": rating.publishedName]
    words["record"] = rating.model
    words["scale"] = rating.scale
    return Figure.Point(
      at: rating.vintage, part: bloc, value: rating.value, low: rating.low, high: rating.high, n: count,
      labels: [rating.name], words: words, rows: [row])
  }

  static func figure(
    _ metric: Metric, _ history: BoardHistory, blocs: [String]
  ) -> (figure: Figure, findings: [Finding]) {
    let sides = Side.all(by: metric.by, blocs: blocs).map(\.name)
    let (points, rows) = points(
      of: history.boards, blocs: sides, openness: metric.openness, better: history.better)
    let coverage = RatingCoverage(of: history, blocs: sides, metric.openness)
    var figure = Figure(metric, coverage: coverage.coverage(absences(in: history, sides, metric.openness)))
    figure.interval =
      points.contains { $0.low != nil }
      ? "The best model’s own 95% interval, as published; the best of many is rated a little too high by luck."
      : "None: the board prints none."
    figure.series = points
    figure.rows = rows
    figure.words["better"] = history.better.rawValue
    if let latest = figure.headline(at: nil) {
      figure.takeHeadline(from: latest)
      figure.words["ahead"] = latest.part
      figure.n = points.filter { $0.at == latest.at }.reduce(0) { $0 + ($1.n ?? 0) }
    }
    return (figure, Finding.unplacedLeaders(metric, history, points))
  }

  /// Says which blocs have no model on which boards.
  static func absences(in history: BoardHistory, _ blocs: [String], _ openness: Metric.Openness) -> [String] {
    blocs.compactMap { bloc in
      let side = Side(bloc)
      let missing = history.boards.filter { !$0.has(side, openness) }.map { $0.vintage.words() }
      guard !missing.isEmpty else { return nil }
      let such = side.bloc.flatMap { history.adjectives[$0] } ?? bloc
      return "No such \(such) model on \(counted(missing.count, "board")): \(listed(missing))"
    }
  }
}

extension Board {
  /// Rows that nobody could place (maker, country or openness unknown) and that are better than the given one.
  fileprivate func unplaced(
    above best: Double, _ openness: Metric.Openness, _ better: Benchmark.Direction
  ) -> [Rating] {
    ratings.filter { rating in
      let isUnplaced = rating.bloc == nil || (openness != .all && rating.weights == .unknown)
      let mayCount = openness.admits(rating.weights) || rating.weights == .unknown
      return isUnplaced && mayCount && rating.value != best && rating.reaches(best, better)
    }
  }
}

extension Finding {
  /// A warning when rows that nobody could place are better than a bloc's best: the frontier may be another's.
  fileprivate static func unplacedLeaders(
    _ metric: Metric, _ history: BoardHistory, _ points: [Figure.Point]
  ) -> [Finding] {
    var names: [String] = []
    var first: Rating?
    let pointsOfBoard = Dictionary(grouping: points, by: \.at)
    for board in history.boards {
      let values = (pointsOfBoard[board.vintage] ?? []).compactMap(\.value)
      guard let worst = history.better == .higher ? values.min() : values.max() else { continue }
      for rating in board.unplaced(above: worst, metric.openness, history.better) {
        names.append("\(rating.publishedName) (\(board.vintage.words()))")
        first = first ?? rating
      }
    }
    guard let first else { return [] }
    return [
      Finding(
        .warning, "unplaced-leader",
        "\(counted(names.count, "row")) without known maker or openness \(names.count == 1 ? "is" : "are") rated above "
          + "a frontier of '\(metric.id)': \(listed(names))",
        at: first.row.place, hint: "add the maker or the model to the records, with an alias for its name")
    ]
  }
}
