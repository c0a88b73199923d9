package import Records

/// Everything rated on one benchmark in one vintage.
package struct Board: Sendable {
  package let vintage: PartialDate
  package let ratings: [Rating]
  /// Ranks that the table has and our copy of it lacks, from 1 for the best; ascending.
  package var missingRanks: [Int]
  /// The ratings by bloc and weights. There are few groups, and whoever asks for a side's best asks them.
  let groups: [Group]
  /// For each rating the position of its group.
  let groupOfRating: [Int]

  /// The ratings of one bloc with weights of one kind.
  struct Group: Sendable {
    let bloc: String?
    let weights: Weights
    var count = 0
    /// Positions of the best rating where higher is better, and where lower is.
    var highest: Int
    var lowest: Int
  }

  package init(vintage: PartialDate, ratings: [Rating], missingRanks: [Int] = []) {
    self.vintage = vintage
    self.ratings = ratings
    self.missingRanks = missingRanks.sorted()
    (groups, groupOfRating) = Self.grouped(ratings)
  }

  private static func grouped(_ ratings: [Rating]) -> (groups: [Group], groupOfRating: [Int]) {
    var groups: [Group] = []
    var groupOfRating: [Int] = []
    groupOfRating.reserveCapacity(ratings.count)
    for index in ratings.indices {
      let position =
        groups.firstIndex { $0.weights == ratings[index].weights && $0.bloc == ratings[index].bloc } ?? groups.count
      if position == groups.count {
        groups.append(
          Group(bloc: ratings[index].bloc, weights: ratings[index].weights, highest: index, lowest: index))
      } else {
        let value = ratings[index].value
        // Equal values are rare, and told apart by more than them.
        let (highest, lowest) = (groups[position].highest, groups[position].lowest)
        let (most, least) = (ratings[highest].value, ratings[lowest].value)
        if value > most || value == most && ratings[index].isBetter(than: ratings[highest], .higher) {
          groups[position].highest = index
        }
        if value < least || value == least && ratings[index].isBetter(than: ratings[lowest], .lower) {
          groups[position].lowest = index
        }
      }
      groups[position].count += 1
      groupOfRating.append(position)
    }
    return (groups, groupOfRating)
  }

  /// Sorts rows into boards, vintages ascending.
  package static func boards(of ratings: [Rating]) -> [Board] {
    var positions: [PartialDate: Int] = [:]
    var tables: [(vintage: PartialDate, ratings: [Rating])] = []
    var last: Int?
    for rating in ratings {
      // Rows of one table stand together in its file.
      let known = last.flatMap { tables[$0].vintage == rating.vintage ? $0 : nil } ?? positions[rating.vintage]
      let position = known ?? tables.count
      if known == nil {
        positions[rating.vintage] = position
        tables.append((rating.vintage, []))
      }
      tables[position].ratings.append(rating)
      last = position
    }
    return tables.sorted { $0.vintage < $1.vintage }.map { Board(vintage: $0.vintage, ratings: $0.ratings) }
  }

  /// The best row of a side among the models that count, and how many of these there are.
  func best(
    of side: Side, _ openness: Metric.Openness, _ better: Benchmark.Direction
  ) -> (rating: Rating, count: Int)? {
    var best: Int?
    var count = 0
    for group in groups where side.admits(group.bloc, group.weights) && openness.admits(group.weights) {
      count += group.count
      let own = better == .higher ? group.highest : group.lowest
      if let best, !ratings[own].isBetter(than: ratings[best], better) { continue }
      best = own
    }
    return best.map { (ratings[$0], count) }
  }

  /// Whether a side has a model among those that count.
  func has(_ side: Side, _ openness: Metric.Openness) -> Bool {
    groups.contains { side.admits($0.bloc, $0.weights) && openness.admits($0.weights) }
  }

  /// Positions of the ratings whose bloc and weights pass a test; ascending.
  func positions(where isAsked: (_ bloc: String?, _ weights: Weights) -> Bool) -> [Int] {
    let asked = groups.map { isAsked($0.bloc, $0.weights) }
    return ratings.indices.filter { asked[groupOfRating[$0]] }
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
  /// What models of each bloc are called, as in "the best American model".
  package var adjectives: [String: String] = [:]
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
