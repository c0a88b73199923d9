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
      name: "months-behind",
      explanation: "Months from the first release that the same board rates at least as high to its own",
      value: { record, index in
        guard let lag = passed(record, index) else { return .missing(.absent) }
        return .number(Quantity(value: lag.months, low: lag.low, high: lag.high))
      },
      origins: { record, index in lagOrigins(record, index) }),
    FieldCatalogue.Derived(
      name: "first-as-good", explanation: "The first release that the same board rates at least as high",
      value: { record, index in passed(record, index)?.leader.map { .text($0.name) } ?? .missing(.absent) },
      origins: { record, index in lagOrigins(record, index) }),
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

  /// Where another model was rated as high before it.
  private static func passed(_ record: Record, _ index: SiteIndex) -> Lag.Answer? {
    guard let lag = index.standings[record.id]?.latest.lag, let months = lag.months, months > 0 else { return nil }
    return lag
  }

  private static func lagOrigins(_ record: Record, _ index: SiteIndex) -> [Record] {
    guard let lag = passed(record, index) else { return [] }
    return [lag.follower, lag.leader].compactMap(\.self).compactMap { index.score($0) }
  }

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
