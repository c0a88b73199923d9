import Diagnostics
package import Records

/// Everything rated on one benchmark in one vintage.
package struct Board: Sendable {
  package var vintage: PartialDate
  package var ratings: [Rating]

  package init(vintage: PartialDate, ratings: [Rating]) {
    self.vintage = vintage
    self.ratings = ratings
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

  /// The best row of a bloc among the models that count, and how many of these there are.
  func best(
    of bloc: String, _ openness: Metric.Openness, _ better: Benchmark.Direction
  ) -> (rating: Rating, count: Int)? {
    var best: Rating?
    var count = 0
    for rating in ratings where rating.bloc == bloc && openness.admits(rating.weights) {
      count += 1
      if let current = best, !rating.isBetter(than: current, better) { continue }
      best = rating
    }
    return best.map { ($0, count) }
  }
}

/// All boards of one benchmark, and the rows that couldn't be placed on one.
package struct BoardHistory: Sendable {
  package var benchmark: Benchmark?
  package var boards: [Board]
  /// Rows whose value is a range: a range has no best.
  package var ranges: Int
  package var quarantined: Int
}

extension BoardHistory {
  /// Gathers the scores of one benchmark.
  package init(of benchmark: String, in corpus: Corpus) {
    var ratings: [Rating] = []
    var ranges = 0
    var files: Set<String> = []
    for score in corpus.scores where score.benchmark == benchmark {
      files.insert(score.place.file.path)
      guard let value = score.value.value else {
        ranges += 1
        continue
      }
      let model = corpus.model(score.model)
      ratings.append(
        Rating(
          vintage: score.vintage, value: value, low: score.value.low, high: score.value.high,
          bloc: corpus.bloc(of: score.organisation), weights: score.weights,
          name: model?.name ?? score.publishedName, publishedName: score.publishedName, model: score.model,
          released: model?.released, scale: score.scale,
          row: Figure.Row(kind: Score.kind, id: score.id, place: score.place)))
    }
    self.benchmark = corpus.benchmark(benchmark)
    boards = Board.boards(of: ratings)
    self.ranges = ranges
    // A quarantined row no longer says what it measured; its file does.
    quarantined = corpus.quarantined.count { $0.kind == Score.kind && files.contains($0.place.file.path) }
  }

  package var better: Benchmark.Direction { benchmark?.better ?? .higher }
}
