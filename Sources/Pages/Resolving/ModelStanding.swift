import Metrics
import Records

/// How far a model lies behind the best, as fields of `models`: on the latest board that rates it, and on the first.
enum ModelStanding {
  static let fields = [
    FieldCatalogue.Derived(
      name: "behind", explanation: "How far its latest rating lies behind the best of that board",
      value: { record, index in distance(index.standings[record.id]?.latest) },
      origins: { record, index in origins(index.standings[record.id]?.latest, index) }),
    FieldCatalogue.Derived(
      name: "standing", explanation: "The same in words",
      value: { record, index in words(index.standings[record.id]?.latest, index) },
      origins: { record, index in origins(index.standings[record.id]?.latest, index) }),
    FieldCatalogue.Derived(
      name: "first-rated", explanation: "The day of the first board that rates it, where that isn't its latest",
      value: { record, index in earlier(record, index).map { .date($0.own.vintage) } ?? .missing(.absent) },
      origins: { record, index in origins(earlier(record, index), index) }),
    FieldCatalogue.Derived(
      name: "behind-then", explanation: "How far it lay behind the best of that board",
      value: { record, index in distance(earlier(record, index)) },
      origins: { record, index in origins(earlier(record, index), index) }),
    FieldCatalogue.Derived(
      name: "standing-then", explanation: "The same in words",
      value: { record, index in words(earlier(record, index), index) },
      origins: { record, index in origins(earlier(record, index), index) }),
  ]

  /// The first board's standing, where another board rates the model since.
  private static func earlier(_ record: Record, _ index: SiteIndex) -> Standing? {
    guard let both = index.standings[record.id], both.first.own.vintage < both.latest.own.vintage else { return nil }
    return both.first
  }

  private static func distance(_ standing: Standing?) -> Value {
    guard let behind = standing?.behind else { return .missing(.absent) }
    return .number(Quantity(value: behind.value, low: behind.low, high: behind.high))
  }

  /// "83 points (73 to 92) behind the best, Gemini 4 Argon", "the best of the board".
  private static func words(_ standing: Standing?, _ index: SiteIndex) -> Value {
    guard let standing else { return .missing(.absent) }
    guard let behind = standing.behind else { return .text("the best of the board") }
    let unit = index.mainUnit
    let interval = unit.interval(behind.low, behind.high).map { " \($0)" } ?? ""
    let distance = "\(unit.text(behind.value))\(interval) behind the best, \(standing.best.name)"
    return .text(behind.verdict == "tie" ? distance + ", which is a tie" : distance)
  }

  private static func origins(_ standing: Standing?, _ index: SiteIndex) -> [Record] {
    guard let standing else { return [] }
    let ratings = standing.behind == nil ? [standing.own] : [standing.own, standing.best]
    return ratings.compactMap { index.score($0) }
  }
}
