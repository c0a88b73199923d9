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
    let numbered = NumberedModels(on: boards)
    var first: [Standing?] = Array(repeating: nil, count: numbered.ids.count)
    for (board, models) in zip(boards, numbered.ofRatings) {
      board.eachStanding(of: models, better, isWanted: { first[$0] == nil }) { first[$0] = $1 }
    }
    var latest: [Standing?] = Array(repeating: nil, count: numbered.ids.count)
    for (board, models) in zip(boards, numbered.ofRatings).reversed() {
      var releases: Lag.Releases?
      board.eachStanding(of: models, better, isWanted: { latest[$0] == nil }) { model, standing in
        let known = releases ?? Lag.Releases(of: board.ratings, better)
        releases = known
        var standing = standing
        standing.lag = Lag.behind(standing.own, among: known, on: board, better)
        latest[model] = standing
      }
    }
    var standings: [String: (first: Standing, latest: Standing)] = [:]
    standings.reserveCapacity(numbered.ids.count)
    for (model, id) in numbered.ids.enumerated() {
      if let first = first[model], let latest = latest[model] { standings[id] = (first, latest) }
    }
    return standings
  }
}

/// Our models on some boards, by numbers: those of a large board are asked for by each of many boards.
private struct NumberedModels {
  /// By number.
  private(set) var ids: [String] = []
  /// For each rating of each board the number of its model; `nil` where it is of none of ours.
  private(set) var ofRatings: [[Int?]] = []

  init(on boards: [Board]) {
    var numbers: [String: Int] = [:]
    // Ratings of one name are of one model.
    var known: [ObjectIdentifier: Int?] = [:]
    for board in boards {
      ofRatings.append(
        board.ratings.map { rating in
          if let number = known[rating.nameIdentity] { return number }
          let number = rating.model.map { id in numbers[id] ?? ids.count }
          if let id = rating.model, number == ids.count {
            numbers[id] = number
            ids.append(id)
          }
          known[rating.nameIdentity] = .some(number)
          return number
        })
    }
  }
}

extension Board {
  /// Gives where those of our models stand on the board that are asked for, in no order.
  ///
  /// - Parameter models: for each rating the number of its model.
  fileprivate func eachStanding(
    of models: [Int?], _ better: Benchmark.Direction, isWanted: (Int) -> Bool, _ use: (Int, Standing) -> Void
  ) {
    var rows: [Int: Int] = [:]
    for (position, model) in models.enumerated() {
      guard let model, isWanted(model) else { continue }
      if let other = rows[model], !ratings[position].isBetter(than: ratings[other], better) { continue }
      rows[model] = position
    }
    guard !rows.isEmpty, let best = ratings.min(by: { $0.isBetter(than: $1, better) }) else { return }
    for (model, position) in rows {
      let own = ratings[position]
      let behind = own.row == best.row ? nil : Gap.difference(leader: best, follower: own, better: better)
      use(model, Standing(own: own, best: best, behind: behind))
    }
  }
}
