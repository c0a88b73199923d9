package import Records

/// Everything rated on one benchmark in one vintage.
package struct Board: Sendable {
  package var vintage: PartialDate
  package var ratings: [Rating]
  /// Ranks that the table has and our copy of it lacks, from 1 for the best; ascending.
  package var missingRanks: [Int]

  package init(vintage: PartialDate, ratings: [Rating], missingRanks: [Int] = []) {
    self.vintage = vintage
    self.ratings = ratings
    self.missingRanks = missingRanks.sorted()
  }

  /// Sorts rows into boards, vintages ascending.
  package static func boards(of ratings: [Rating]) -> [Board] {
    var positions: [PartialDate: Int] = [:]
    var boards: [Board] = []
    for rating in ratings {
      if let position = positions[rating.vintage] {
        boards[position].ratings.append(rating)
      } else {
        positions[rating.vintage] = boards.count
        boards.append(Board(vintage: rating.vintage, ratings: [rating]))
      }
    }
    return boards.sorted { $0.vintage < $1.vintage }
  }

  /// The best row of a side among the models that count, and how many of these there are.
  func best(
    of side: Side, _ openness: Metric.Openness, _ better: Benchmark.Direction
  ) -> (rating: Rating, count: Int)? {
    var best: Rating?
    var count = 0
    for rating in ratings where side.admits(rating) && openness.admits(rating.weights) {
      count += 1
      if let current = best, !rating.isBetter(than: current, better) { continue }
      best = rating
    }
    return best.map { ($0, count) }
  }

  /// The row just before the first missing rank, where that rank lies between two rows: whoever has it is rated no better
  /// than this row. `nil` when no rank between them is missing.
  func ceiling(aheadOf first: Rating, _ second: Rating, _ better: Benchmark.Direction) -> Rating? {
    guard let missing = missingRanks.first, missing > 1, missing <= ratings.count else { return nil }
    // Up to the first missing rank a row's rank is its place.
    let complete = ratings.sorted { $0.isBetter(than: $1, better) }.prefix(missing - 1)
    let isBetween = complete.contains { $0.row == first.row } != complete.contains { $0.row == second.row }
    return isBetween ? complete.last : nil
  }
}

/// All boards of one benchmark, and the rows that couldn't be placed on one.
package struct BoardHistory: Sendable {
  package var benchmark: Benchmark?
  package var boards: [Board]
  /// Rows whose value is a range: a range has no best.
  package var ranges = Figure.LeftOut("gives a range only, which has no best")
  /// Rows that the metric's `where` or window leaves out.
  package var excluded = Figure.LeftOut("not asked for by the question’s choices", listing: Figure.LeftOut.listed)
  /// Rows that a source which ranks higher contradicts.
  package var outranked = Figure.LeftOut("a source that ranks higher says otherwise")
  package var quarantined: [Figure.KeptOut] = []
}

extension BoardHistory {
  package var better: Benchmark.Direction { benchmark?.better ?? .higher }
}
