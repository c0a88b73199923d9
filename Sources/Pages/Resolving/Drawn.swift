import Diagnostics
import Metrics
import Records

/// What the title of a chart of records may say of what is drawn: `drawn.count`, `drawn.most`, `drawn.china.most.value`.
enum DrawnName: Sendable {
  enum Count: String, Sendable, CaseIterable {
    case count
    /// Of rules: those that are in force on the edition's day, and the others.
    case inForce = "in-force"
    case notInForce = "not-in-force"
  }

  enum Which: String, Sendable, CaseIterable {
    /// In the order of the chart.
    case first, second, last
    /// By value.
    case most, least
    /// By day.
    case newest, oldest
  }

  enum Part: String, Sendable, CaseIterable {
    case name
    /// With its unit, and without.
    case value, number
    /// The day, and the same with its preposition.
    case day, when
  }

  case count(Count, bloc: String?)
  case one(Which, Part, bloc: String?)

  static let known: [String] = Count.allCases.map(\.rawValue) + Which.allCases.map(\.rawValue)

  /// Reads what stands behind `drawn.`; `nil` when it says nothing that a chart knows.
  init?(_ steps: [String], blocs: [String]) {
    var steps = steps[...]
    var bloc: String?
    if let first = steps.first, blocs.contains(first) {
      bloc = first
      steps.removeFirst()
    }
    guard let word = steps.popFirst() else { return nil }
    if let count = Count(rawValue: word), steps.isEmpty {
      self = .count(count, bloc: bloc)
    } else if let which = Which(rawValue: word),
      let part = steps.isEmpty ? .name : Part(rawValue: steps[steps.startIndex]),
      steps.count < 2
    {
      self = .one(which, part, bloc: bloc)
    } else {
      return nil
    }
  }
}

/// The records that a chart draws, as its title speaks of them.
struct Drawn: Sendable {
  struct Item: Sendable {
    var name: String
    var bloc: String?
    /// What is compared; `nil` where only bounds are known, or nothing.
    var value: Double?
    /// The most that it can be.
    var high: Double?
    /// The least.
    var low: Double?
    /// The value as it stands in a sentence, and without its unit.
    var text: String
    var digits: String
    var date: PartialDate?
    var isInForce = false
  }

  /// In the order of the chart.
  var items: [Item]

  /// - Missing: `nil` when nothing drawn answers, when a record of which only bounds are known may be the one, and for a
  ///   name when two are first by the same number.
  func answer(_ name: DrawnName) -> FigurePart.Answer? {
    switch name {
    case .count(let count, let bloc):
      let number = of(bloc).count { count == .count || $0.isInForce == (count == .inForce) }
      return .number([.text(NumberFormat.count(number))], Double(number))
    case .one(let which, let part, let bloc):
      let found = found(which, of(bloc))
      guard let item = found.first, part != .name || found.count == 1 else { return nil }
      switch part {
      case .name: return .words([.text(item.name)])
      case .value: return item.value.map { .number([.text(item.text)], $0) }
      case .number: return item.value.map { .number([.text(item.digits)], $0) }
      case .day: return item.date.map { .date([.text(NumberFormat.date($0))], $0) }
      case .when: return item.date.map { .date([.text(NumberFormat.when($0))], $0) }
      }
    }
  }

  private func of(_ bloc: String?) -> [Item] { bloc.map { id in items.filter { $0.bloc == id } } ?? items }

  private func found(_ which: DrawnName.Which, _ items: [Item]) -> [Item] {
    switch which {
    case .first: Array(items.prefix(1))
    case .second: Array(items.dropFirst().prefix(1))
    case .last: Array(items.suffix(1))
    case .most:
      Self.all(items, by: \.value) {
        $0 > $1
      } rivalled: {
        $1.value == nil && ($1.high ?? -.infinity) >= $0
      }
    case .least:
      Self.all(items, by: \.value) {
        $0 < $1
      } rivalled: {
        $1.value == nil && ($1.low ?? .infinity) <= $0
      }
    case .newest:
      Self.all(items, by: \.date) {
        $0.first > $1.first
      } rivalled: { _, _ in
        false
      }
    case .oldest:
      Self.all(items, by: \.date) {
        $0.first < $1.first
      } rivalled: { _, _ in
        false
      }
    }
  }

  /// Those that come before all others by the same number; none when another may come before them.
  private static func all<Key: Equatable>(
    _ items: [Item], by key: (Item) -> Key?, before: (Key, Key) -> Bool, rivalled: (Key, Item) -> Bool
  ) -> [Item] {
    let keys = items.compactMap(key)
    guard let first = keys.first else { return [] }
    let best = keys.reduce(first) { before($1, $0) ? $1 : $0 }
    return items.contains { rivalled(best, $0) } ? [] : items.filter { key($0) == best }
  }
}

extension RecordDrawing {
  /// What the title may say of the records that are drawn.
  var drawn: Drawn {
    // Two fields are two numbers: the second is the one that a title compares.
    let isPair = roles[.low] != nil && roles[.value] == nil
    return Drawn(
      items: records.compactMap { record in
        let share = number(.successes, record).flatMap { successes in number(.n, record).map { successes / $0 } }
        let value = share ?? (isPair ? number(.high, record) : number(.value, record))
        let bounds = bounds(record)
        let from = date(.from, record)
        let date = date(.at, record) ?? date(.seen, record) ?? date(.announced, record) ?? from
        guard value != nil || bounds != nil || date != nil else { return nil }
        let isOver = self.date(.to, record).map { $0.first <= site.asOf } ?? false
        return Drawn.Item(
          name: name(record), bloc: site.index.bloc(of: record), value: value, high: bounds?.high, low: bounds?.low,
          text: value.map { share == nil ? unit.text($0) : NumberFormat.percent($0) } ?? "",
          digits: value.map { share == nil ? unit.number($0) : NumberFormat.percent($0) } ?? "", date: date,
          isInForce: !isOver && from.map { $0.first <= site.asOf } ?? false)
      })
  }
}
