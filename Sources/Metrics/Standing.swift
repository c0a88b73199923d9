import Records

/// Where a model stands on a board: how far behind the best of it.
///
/// - Unit: the benchmark's; `behind` is never negative, whichever direction is better.
/// - Interval: that of a difference of two estimates taken as independent; none where either has none.
/// - Missing: the best itself is behind nobody. A model that the board lists under several names stands as the best of
///   them.
package struct Standing: Sendable {
  package var own: Rating
  package var best: Rating
  /// Best less own; `nil` for the best itself.
  package var behind: Gap.Difference?
  /// How long after the first model rated at least as high it came; of its latest board alone.
  package var lag: Lag.Answer?
}

extension BoardHistory {
  /// Where each of our models stands on the first and on the last board that rates it, by the model's id.
  package var standings: [String: (first: Standing, latest: Standing)] {
    var result: [String: (first: Standing, latest: Standing)] = [:]
    for board in boards {
      for (model, standing) in board.standings(better) {
        result[model, default: (standing, standing)].latest = standing
      }
    }
    let byVintage = Dictionary(boards.map { ($0.vintage, $0) }) { first, _ in first }
    return result.mapValues { first, latest in
      var latest = latest
      latest.lag = byVintage[latest.own.vintage].flatMap { Lag.behind(latest.own, on: $0, better) }
      return (first, latest)
    }
  }
}

extension Board {
  /// Where each of our models stands on the board, by its id.
  func standings(_ better: Benchmark.Direction) -> [String: Standing] {
    var rows: [String: Rating] = [:]
    var best: Rating?
    for rating in ratings {
      if best.map({ rating.isBetter(than: $0, better) }) ?? true { best = rating }
      guard let model = rating.model else { continue }
      if rows[model].map({ rating.isBetter(than: $0, better) }) ?? true { rows[model] = rating }
    }
    guard let best else { return [:] }
    return rows.mapValues { own in
      let isBest = own.row.id == best.row.id
      return Standing(
        own: own, best: best,
        behind: isBest ? nil : Gap.difference(leader: best, follower: own, better: better))
    }
  }
}
