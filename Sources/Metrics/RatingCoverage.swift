import Records

/// Sorts out which rows of a benchmark a figure compares, and says it in a sentence.
struct RatingCoverage {
  private var used: [Figure.Row] = []
  private var withoutInterval = 0
  private var otherCountries = Figure.LeftOut("of another country")
  private var unknownMakers = Figure.LeftOut("nobody knows its maker, or the maker’s country")
  private var otherWeights: Figure.LeftOut
  private var unknownWeights = Figure.LeftOut("nobody told whether its weights are open")
  private let history: BoardHistory
  private let openness: Metric.Openness

  init(of history: BoardHistory, blocs: [String], _ openness: Metric.Openness) {
    self.history = history
    self.openness = openness
    otherWeights = Figure.LeftOut(openness == .open ? "its weights aren’t open" : "its weights are open")
    let sides = blocs.map { Side($0) }
    for board in history.boards {
      let fates = board.groups.map { Self.fate(of: $0, sides, openness) }
      for index in board.ratings.indices {
        let row = board.ratings[index].row
        switch fates[board.groupOfRating[index]] {
        case .used:
          used.append(row)
          if board.ratings[index].low == nil || board.ratings[index].high == nil { withoutInterval += 1 }
        case .otherCountry: otherCountries.add(row)
        case .unknownMaker: unknownMakers.add(row)
        case .otherWeights: otherWeights.add(row)
        case .unknownWeights: unknownWeights.add(row)
        }
      }
    }
  }

  private enum Fate {
    case used, otherCountry, unknownMaker, otherWeights, unknownWeights
  }

  private static func fate(of group: Board.Group, _ sides: [Side], _ openness: Metric.Openness) -> Fate {
    guard sides.contains(where: { $0.bloc == nil || $0.bloc == group.bloc }) else {
      return group.bloc == nil ? .unknownMaker : .otherCountry
    }
    let isAsked = openness.admits(group.weights) && sides.contains { $0.admits(group.bloc, group.weights) }
    return isAsked ? .used : group.weights == .unknown ? .unknownWeights : .otherWeights
  }

  /// - Parameter further: sentences about points that couldn't be made.
  func coverage(_ further: [String]) -> Figure.Coverage {
    let reasons = [
      (otherCountries, "of other countries"), (unknownMakers, "whose maker or its country isn't known"),
      (otherWeights, openness == .open ? "without open weights" : "with open weights"),
      (unknownWeights, "whose weights nobody told open or closed"), (history.ranges, "that give a range only"),
      (history.excluded, "that aren’t asked for"),
      (history.outranked, "that a source which ranks higher contradicts"),
    ]
    var sentences = ["\(counted(used.count, "row")) of \(counted(history.boards.count, "board")) compared"]
    let named = reasons.filter { $0.0.count > 0 }.map { "\(grouped($0.0.count)) \($0.1)" }
    if !named.isEmpty { sentences[0] += "; left out \(listed(named))" }
    if used.isEmpty {
      sentences[0] = "No row answers the question" + (named.isEmpty ? "" : ": \(listed(named)) left out")
    }
    if withoutInterval > 0 {
      sentences.append("\(counted(withoutInterval, "row")) \(withoutInterval == 1 ? "has" : "have") no interval")
    }
    if !history.quarantined.isEmpty { sentences.append("\(counted(history.quarantined.count, "row")) quarantined") }
    sentences += further
    return Figure.Coverage(
      used: used.count, leftOut: reasons.reduce(0) { $0 + $1.0.count }, quarantined: history.quarantined.count,
      note: sentences.joined(separator: ". ") + ".",
      evidence: Figure.Evidence(used: used, leftOut: reasons.map(\.0), quarantined: history.quarantined))
  }
}

/// `1 row`, `2,378 rows`.
func counted(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

/// A whole number with a comma between thousands.
func grouped(_ number: Int) -> String {
  var digits = String(number.magnitude)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return (number < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
}

/// `a`, `a and b`, `a, b and c`; at most ten are named.
func listed(_ names: [String]) -> String {
  guard names.count > 1 else { return names.first ?? "" }
  guard names.count <= 10 else { return names.prefix(10).joined(separator: ", ") + " and \(names.count - 10) more" }
  return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
}
