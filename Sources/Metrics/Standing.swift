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
    var first: [String: Standing] = [:]
    for board in boards {
      let new = board.standings(better) { first[$0] == nil }
      first.merge(new) { earlier, _ in earlier }
    }
    var latest: [String: Standing] = [:]
    for board in boards.reversed() {
      let new = board.standings(better) { latest[$0] == nil }
      guard !new.isEmpty else { continue }
      let releases = Lag.Releases(of: board.ratings, better)
      for (model, standing) in new {
        var standing = standing
        standing.lag = Lag.behind(standing.own, among: releases, on: board, better)
        latest[model] = standing
      }
    }
    return first.reduce(into: [:]) { both, entry in
      both[entry.key] = (entry.value, latest[entry.key] ?? entry.value)
    }
  }
}

extension Board {
  /// Where those of our models stand on the board that are asked for, by their ids.
  fileprivate func standings(
    _ better: Benchmark.Direction, ofModels isWanted: (String) -> Bool
  ) -> [String: Standing] {
    var rows: [String: Int] = [:]
    for (position, rating) in ratings.enumerated() {
      guard let model = rating.model, isWanted(model) else { continue }
      if let other = rows[model], !rating.isBetter(than: ratings[other], better) { continue }
      rows[model] = position
    }
    guard !rows.isEmpty, let best = ratings.min(by: { $0.isBetter(than: $1, better) }) else { return [:] }
    return rows.mapValues { position in
      let own = ratings[position]
      return Standing(
        own: own, best: best,
        behind: own.row == best.row ? nil : Gap.difference(leader: best, follower: own, better: better))
    }
  }
}
