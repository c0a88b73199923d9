package import Diagnostics
package import Records

/// A spec that can be carried out: its columns found, the values of its filters read.
package struct RollupPlan: Sendable {
  package enum Test: Sendable {
    case texts([String], areWanted: Bool)
    /// Counts, or days since 1970-01-01.
    case numbers([Int], Rollup.Comparison)
  }

  package struct RowFilter: Sendable {
    package let column: Int
    package let test: Test
  }

  package let spec: Rollup
  package let join: NameJoin
  package let nameColumn: Int
  package let organisationColumn: Int?
  package let dayColumn: Int
  package let countColumn: Int
  package let filters: [RowFilter]
  /// The days that are counted, since 1970-01-01.
  package let days: ClosedRange<Int>

  /// The plan and what is wrong with the spec; no plan when an error is among that.
  package static func make(_ spec: Rollup, _ corpus: Corpus) -> (plan: RollupPlan?, findings: [Finding]) {
    var reading = SpecReading(spec)
    let name = reading.column(spec.nameColumn, .text, at: spec.nameColumnPlace)
    let organisation = spec.organisationColumn.flatMap {
      reading.column($0, .text, at: spec.organisationColumnPlace, isNeeded: false)
    }
    let day = reading.column(spec.dayColumn, .day, at: spec.dayColumnPlace)
    let count = reading.column(spec.countColumn, .count, at: spec.countColumnPlace)
    let filters = spec.filters.compactMap { reading.filter($0) }
    reading.checkColumns()
    reading.checkInputs()
    reading.checkDays()
    guard reading.findings.isEmpty, let name, let day, let count else { return (nil, reading.findings) }
    let calendar = NameJoin(spec, corpus)
    let plan = RollupPlan(
      spec: spec, join: calendar, nameColumn: name, organisationColumn: organisation, dayColumn: day,
      countColumn: count, filters: filters,
      days: (spec.from?.first.number ?? Day(year: 1, month: 1, day: 1)!.number)...(spec.to?.last.number
        ?? Day(year: 9999, month: 12, day: 31)!.number))
    return (plan, [])
  }
}

/// A spec while it is put to the test.
private struct SpecReading {
  let spec: Rollup
  var findings: [Finding] = []

  init(_ spec: Rollup) { self.spec = spec }

  /// The position of a column that must hold what is said.
  ///
  /// - Parameter isNeeded: whether no row can do without; a count may be one that nobody knows.
  mutating func column(_ name: String, _ content: Rollup.Content, at place: Place, isNeeded: Bool = true) -> Int? {
    guard let index = position(of: name, at: place) else { return nil }
    guard spec.columns[index].content == content else {
      findings.append(
        Finding(
          .error, "unfit-column",
          "column '\(name)' holds a \(spec.columns[index].content.rawValue), not a \(content.rawValue)",
          at: place, hint: "name another column, or give it the type \(content.rawValue)",
          related: [.init("declared here", at: spec.columns[index].place)]))
      return nil
    }
    if isNeeded, content != .count, spec.columns[index].mayBeEmpty {
      findings.append(
        Finding(
          .error, "unfit-column", "column '\(name)' may be empty, and a row without it can't be counted", at: place,
          hint: "leave out 'may-be-empty' there", related: [.init("declared here", at: spec.columns[index].place)]))
      return nil
    }
    return index
  }

  private mutating func position(of name: String, at place: Place) -> Int? {
    if let index = spec.columns.firstIndex(where: { $0.name == name }) { return index }
    let names = spec.columns.map(\.name)
    let meant = nearMiss(of: name, among: names).map { "did you mean '\($0)'?" }
    findings.append(
      Finding(
        .error, "unfit-column", "'\(name)' is none of the columns", at: place,
        hint: meant ?? "the columns are \(names.joined(separator: ", "))"))
    return nil
  }

  mutating func filter(_ filter: Rollup.Filter) -> RollupPlan.RowFilter? {
    guard let column = position(of: filter.column, at: filter.place) else { return nil }
    let content = spec.columns[column].content
    if content == .text {
      guard filter.comparison == .isOneOf || filter.comparison == .isNone else {
        findings.append(
          Finding(
            .error, "unfit-filter",
            "'\(filter.comparison.rawValue)' compares counts and days, and '\(filter.column)' holds text",
            at: filter.place, hint: "use is or is-not"))
        return nil
      }
      return .init(column: column, test: .texts(filter.values, areWanted: filter.comparison == .isOneOf))
    }
    let numbers = filter.values.map { content == .count ? countValue(of: $0) : dayNumber(of: $0) }
    guard !numbers.contains(nil) else {
      let wrong = zip(filter.values, numbers).first { $0.1 == nil }!.0
      findings.append(
        Finding(
          .error, "unfit-filter", "'\(wrong)' isn't a \(content.rawValue), as '\(filter.column)' holds",
          at: filter.place,
          hint: content == .count ? "write digits only" : "write a day, as 2026-07-21"))
      return nil
    }
    if filter.comparison == .atLeast || filter.comparison == .atMost, numbers.count != 1 {
      findings.append(
        Finding(
          .error, "unfit-filter", "'\(filter.comparison.rawValue)' takes one value", at: filter.place, hint: nil))
      return nil
    }
    return .init(column: column, test: .numbers(numbers.compactMap(\.self), filter.comparison))
  }

  mutating func checkColumns() {
    var first: [String: Place] = [:]
    for column in spec.columns {
      if let earlier = first[column.name] {
        findings.append(
          Finding(
            .error, "duplicate-column", "column '\(column.name)' is declared twice", at: column.place,
            hint: "delete or rename one", related: [.init("first declared here", at: earlier)]))
      } else {
        first[column.name] = column.place
      }
    }
  }

  mutating func checkInputs() {
    for input in spec.inputs where !HistoryPath.isSafe(input) {
      findings.append(
        Finding(
          .error, "unfit-input", "'\(input)' could leave the folder of histories", at: spec.inputsPlace,
          hint: "write a path below it without '..', '\\' and '{', as hub/*.csv"))
    }
  }

  mutating func checkDays() {
    if let from = spec.from, let to = spec.to, from.first > to.last {
      findings.append(
        Finding(
          .error, "dates-out-of-order", "'from' \(from) comes after 'to' \(to)", at: spec.place, hint: "exchange them"))
    }
    for gap in spec.gaps where gap.from.first > gap.to.last {
      findings.append(
        Finding(
          .error, "dates-out-of-order", "'from' \(gap.from) comes after 'to' \(gap.to)", at: gap.place,
          hint: "exchange them"))
    }
  }
}

/// A whole number from zero, of eighteen digits at most.
func countValue(of text: String) -> Int? {
  guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return Int(text)
}

/// Days since 1970-01-01 of a day written as 2026-07-21.
func dayNumber(of text: String) -> Int? {
  guard let date = PartialDate(text), date.precision == .day else { return nil }
  return date.first.number
}
