import Records

/// What an engine counted, whichever it was.
package struct Tally: Sendable, Equatable {
  /// The counts of one subject in one period.
  package struct Group: Sendable, Equatable {
    /// Rows that passed the filters.
    package var rows = 0
    /// Those of them whose count is known.
    package var counted = 0
    /// The sum of all counts, or of those of the last day.
    package var value = 0
    /// The last day with a known count, since 1970-01-01.
    package var lastDay = Int.min

    package init(rows: Int = 0, counted: Int = 0, value: Int = 0, lastDay: Int = Int.min) {
      self.rows = rows
      self.counted = counted
      self.value = value
      self.lastDay = lastDay
    }
  }

  package struct Entry: Sendable, Equatable {
    /// Its index among the subjects.
    package var subject: Int
    package var period: Int
    package var group: Group
  }

  package struct DayRows: Sendable, Equatable {
    /// Since 1970-01-01.
    package var day: Int
    /// Rows of the day that the history has, before filters.
    package var rows: Int
    /// Rows that passed the filters.
    package var kept: Int
  }

  /// By their text.
  package let subjects: [Subject]
  /// By period, then by subject.
  package let entries: [Entry]
  /// By day.
  package let days: [DayRows]

  package var rowCount: Int { days.reduce(0) { $0 + $1.rows } }
  package var keptCount: Int { days.reduce(0) { $0 + $1.kept } }
  /// Rows that passed the filters and are given to nobody, because their names are left out.
  package var leftOutCount: Int { keptCount - entries.reduce(0) { $0 + $1.group.rows } }
}

extension Tally.Group {
  /// Counts one row; false when the sum has become too large.
  ///
  /// - Parameter value: `nil` for a count that nobody knows.
  @inline(__always)
  mutating func add(day: Int, value: Int?, taking take: Rollup.Take) -> Bool {
    rows += 1
    guard let value else { return true }
    counted += 1
    if day != lastDay {
      if take == .latest {
        if day > lastDay { (lastDay, self.value) = (day, value) }
        return true
      }
      if day > lastDay { lastDay = day }
    }
    let (sum, isTooLarge) = self.value.addingReportingOverflow(value)
    self.value = sum
    return !isTooLarge
  }

  /// Adds what another part of the history has of the same subject and period; false when the sum is too large.
  mutating func add(_ other: Tally.Group, taking take: Rollup.Take) -> Bool {
    rows += other.rows
    counted += other.counted
    if take == .latest {
      if other.lastDay < lastDay { return true }
      if other.lastDay > lastDay { value = 0 }
    }
    lastDay = max(lastDay, other.lastDay)
    let (sum, isTooLarge) = value.addingReportingOverflow(other.value)
    value = sum
    return !isTooLarge
  }
}

/// Puts together what several parts of a history come to.
struct TallyMerger {
  private let take: Rollup.Take
  private var subjects: [Subject] = []
  private var indices: [Subject: Int] = [:]
  private var groups = GroupTable()
  private(set) var isSumTooLarge = false

  init(taking take: Rollup.Take) { self.take = take }

  var groupCount: Int { groups.count }

  mutating func index(of subject: Subject) -> Int {
    if let index = indices[subject] { return index }
    subjects.append(subject)
    indices[subject] = subjects.count - 1
    return subjects.count - 1
  }

  mutating func add(_ subject: Int, _ period: Int, _ group: Tally.Group) {
    if !groups.add(subject: subject, period: period, group, taking: take) { isSumTooLarge = true }
  }

  /// All of it, in the order in which it is written: the order in which it was added makes no difference.
  func tally(days: [Tally.DayRows]) -> Tally {
    func order(_ subject: Subject) -> (String, String, String) {
      (subject.text, subject.kind.rawValue, subject.organisation ?? "")
    }
    let sorted = subjects.indices.sorted { order(subjects[$0]) < order(subjects[$1]) }
    var places = [Int](repeating: 0, count: subjects.count)
    for (place, index) in sorted.enumerated() { places[index] = place }
    var entries: [Tally.Entry] = []
    entries.reserveCapacity(groups.count)
    groups.forEach { entries.append(Tally.Entry(subject: places[$0], period: $1, group: $2)) }
    entries.sort { ($0.period, $0.subject) < ($1.period, $1.subject) }
    return Tally(
      subjects: sorted.map { subjects[$0] }, entries: entries, days: days.sorted { $0.day < $1.day })
  }
}
