import Reading
import Records

/// Reads rows and counts them: what one worker holds. Nothing in it grows with the rows.
struct RowCounter {
  enum Outcome {
    /// The row ends beyond the bytes that are there.
    case incomplete
    /// The next row begins here.
    case next(Int)
    case problem(RowProblem.Kind, Range<Int>)
  }

  enum Cell {
    case skipped
    /// The index of a text column.
    case text(Int)
    case day
    /// A day or count that only filters look at, by the index of its value.
    case otherDay
    case count
    case otherCount
  }

  /// What is to be said of a row for one of its texts.
  enum Verdict: UInt8 {
    case passes
    /// The column's filters don't let it pass.
    case isLeftOut
    /// Its bytes are no text; each row that has it is told, whoever reads it.
    case isNotText
  }

  /// The most bytes that a row may have.
  static let rowLimit = 16 << 20

  /// What the fast way through needs as well.
  struct Tables {
    var texts = InternTable()
    /// For each text what is to be said of its rows.
    var verdicts: [Verdict] = []
    /// For each text the one that came behind it in its column the last time that it wasn't the one expected. Histories name
    /// the same models day by day, or the same model row by row.
    var successors: [UInt32] = []
    /// For each text column the text that the row before had; -1 in front of the first.
    var lasts: [Int] = []
    /// For each name the organisation that stood beside it last, and the index of both together.
    var pairs: [(organisation: Int, pair: Int)] = []
    /// For each name and era the index of the subject; -1 when it is left out, -2 while nobody has asked.
    var meanings: [Int32] = []
    var groups = GroupCounts()
    var days: DayTable
    var isSumTooLarge = false
  }

  private let plan: RollupPlan
  let cells: [Cell]
  private let mayBeEmpty: [Bool]
  let eraCount: Int
  /// The texts that filters want or don't want, for each text column.
  private let textTests: [[(texts: Set<String>, areWanted: Bool)]]
  let nameText: Int
  let organisationText: Int?
  /// Filters over counts and days, in the columns' order.
  private let numberTests: [(column: Int, numbers: [Int], comparison: Rollup.Comparison)]
  let hasNumberTests: Bool
  let take: Rollup.Take
  var tables: Tables
  private var pairs: [UInt64: Int] = [:]
  private var pairTexts: [(name: Int, organisation: Int)] = []
  /// For each era the meanings of names of which the publisher decides.
  private var publisherMeanings: [[String: Int32]]
  private var scratch: [UInt8] = []

  private var subjects: [Subject] = []
  /// For each the index that it has among those of all workers.
  private var mergedSubjects: [Int] = []
  private var subjectIndices: [Subject: Int32] = [:]

  var days: [DayTable.Day] { tables.days.days }
  var isSumTooLarge: Bool { tables.isSumTooLarge }

  /// How many names it holds.
  var nameCount: Int { max(tables.texts.count, pairTexts.count) }
  /// How many groups are closed and not yet handed over.
  var closedCount: Int { tables.groups.closed.count }
  /// How many groups it holds at most.
  var groupCount: Int { closedCount + tables.groups.open.count }

  /// Closes all groups.
  mutating func closeGroups() {
    if !tables.groups.close(taking: take) { tables.isSumTooLarge = true }
  }

  /// Hands the closed groups over to what all workers come to.
  mutating func handOver(to merger: inout TallyMerger) {
    for subject in subjects[mergedSubjects.count...] { mergedSubjects.append(merger.index(of: subject)) }
    tables.groups.closed.forEach { merger.add(mergedSubjects[$0], $1, $2) }
    tables.groups.closed = GroupTable()
  }

  init(_ plan: RollupPlan) {
    self.plan = plan
    eraCount = plan.join.eraCount
    publisherMeanings = Array(repeating: [:], count: plan.join.eraCount)
    mayBeEmpty = plan.spec.columns.map(\.mayBeEmpty)
    var columns: [Int: [(texts: Set<String>, areWanted: Bool)]] = [plan.nameColumn: []]
    if let organisation = plan.organisationColumn { columns[organisation] = [] }
    for filter in plan.filters {
      guard case .texts(let wanted, let areWanted) = filter.test else { continue }
      columns[filter.column, default: []].append((Set(wanted), areWanted))
    }
    let order = columns.keys.sorted()
    textTests = order.map { columns[$0]! }
    tables = Tables(lasts: order.map { _ in -1 }, days: DayTable(plan))
    nameText = order.firstIndex(of: plan.nameColumn)!
    organisationText = plan.organisationColumn.flatMap { order.firstIndex(of: $0) }
    numberTests = plan.filters.compactMap { filter in
      guard case .numbers(let numbers, let comparison) = filter.test else { return nil }
      return (filter.column, numbers, comparison)
    }
    hasNumberTests = !numberTests.isEmpty
    take = plan.spec.take
    cells = plan.spec.columns.enumerated().map { index, column in
      if let text = order.firstIndex(of: index) { return .text(text) }
      switch column.content {
      case .text: return .skipped
      case .day: return index == plan.dayColumn ? .day : .otherDay
      case .count: return index == plan.countColumn ? .count : .otherCount
      }
    }
  }

  /// Reads the row at `start` and counts it, whatever it is like.
  ///
  /// - Parameter isFinal: whether nothing comes behind `bytes`.
  mutating func readRow(in bytes: Span<UInt8>, from start: Int, isFinal: Bool) -> Outcome {
    var position = start
    var column = 0
    var day = 0
    var count: Int?
    var passes = true
    while true {
      var end: Int
      var inner: Range<Int>
      var isElsewhere = false
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        switch quotedCell(at: position, in: bytes, isFinal: isFinal) {
        case .failure(let stop): return stop.outcome
        case .success(let cell): (end, inner, isElsewhere) = (cell.end, cell.inner, cell.isInScratch)
        }
      } else {
        end = Self.markIndex(from: position, in: bytes)
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") { return .problem(.strayQuote, end..<end + 1) }
        inner = position..<end
      }
      if end + 1 >= bytes.count, !isFinal { return .incomplete }
      if column < cells.count {
        let problem: RowProblem.Kind?
        if isElsewhere {
          let cell = scratch
          problem = take(column, inner, in: cell.span, &day, &count, &passes)
        } else {
          problem = take(column, inner, in: bytes, &day, &count, &passes)
        }
        if let problem { return .problem(problem, position..<end) }
      }
      column += 1
      guard end < bytes.count, bytes[end] == UInt8(ascii: ",") else {
        guard column == cells.count else { return .problem(.cellCount(column), start..<end) }
        note(day: day, count: count, passes: passes)
        return .next(end < bytes.count ? lineBreakEnd(at: end, in: bytes) : end)
      }
      position = end + 1
    }
  }

  /// Where the next mark stands, or the end.
  @inline(__always)
  static func markIndex(from start: Int, in bytes: Span<UInt8>) -> Int {
    firstIndex(of: UInt8(ascii: ","), 0x0A, 0x0D, UInt8(ascii: "\""), from: start, in: bytes)
  }

  /// Takes what the row needs from a cell; the problem when it isn't what the column holds.
  private mutating func take(
    _ column: Int, _ range: Range<Int>, in bytes: Span<UInt8>, _ day: inout Int, _ count: inout Int?,
    _ passes: inout Bool
  ) -> RowProblem.Kind? {
    if range.isEmpty {
      guard mayBeEmpty[column] else { return .emptyCell(column: column) }
      if case .text(let text) = cells[column] { return takeText(text, column, range, in: bytes, &passes) }
      if hasNumberTests { test(column, nil, &passes) }
      return nil
    }
    switch cells[column] {
    case .skipped: return nil
    case .text(let text): return takeText(text, column, range, in: bytes, &passes)
    case .day:
      guard let index = tables.days.index(of: range, in: bytes) else { return .notDay(column: column) }
      day = index
      if hasNumberTests { test(column, tables.days.days[index].number, &passes) }
    case .count:
      guard let value = number(range, in: bytes) else { return .notCount(column: column) }
      count = value
      if hasNumberTests { test(column, value, &passes) }
    case .otherCount:
      guard let value = number(range, in: bytes) else { return .notCount(column: column) }
      if hasNumberTests { test(column, value, &passes) }
    case .otherDay:
      guard let number = dayNumber(of: String(decoding: copy(range, of: bytes), as: UTF8.self)) else {
        return .notDay(column: column)
      }
      if hasNumberTests { test(column, number, &passes) }
    }
    return nil
  }

  private mutating func takeText(
    _ text: Int, _ column: Int, _ range: Range<Int>, in bytes: Span<UInt8>, _ passes: inout Bool
  ) -> RowProblem.Kind? {
    let index = tables.texts.index(of: range, in: bytes, column: text)
    if index == tables.verdicts.count {
      tables.successors.append(UInt32(truncatingIfNeeded: index))
      tables.verdicts.append(verdict(on: index, textTests[text]))
    }
    guard tables.verdicts[index] != .isNotText else { return .notText(column: column) }
    let last = tables.lasts[text]
    if last >= 0, last != index { tables.successors[last] = UInt32(truncatingIfNeeded: index) }
    tables.lasts[text] = index
    if tables.verdicts[index] == .isLeftOut { passes = false }
    return nil
  }

  private func verdict(on index: Int, _ tests: [(texts: Set<String>, areWanted: Bool)]) -> Verdict {
    guard tables.texts.isKept(index) else { return .isNotText }
    guard !tests.isEmpty, let written = tables.texts.text(index) else { return .passes }
    return tests.allSatisfy { $0.texts.contains(written) == $0.areWanted } ? .passes : .isLeftOut
  }

  private func test(_ column: Int, _ value: Int?, _ passes: inout Bool) {
    for test in numberTests where test.column == column {
      let holds =
        switch test.comparison {
        case .isOneOf: value.map { test.numbers.contains($0) } ?? false
        case .isNone: value.map { !test.numbers.contains($0) } ?? true
        case .atLeast: value.map { $0 >= test.numbers[0] } ?? false
        case .atMost: value.map { $0 <= test.numbers[0] } ?? false
        }
      if !holds { passes = false }
    }
  }

  private func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard range.count <= 18 else { return nil }
    var value = 0
    for index in range {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  // MARK: - A row that is whole

  private mutating func note(day index: Int, count: Int?, passes: Bool) {
    guard tables.days.note(index, passes: passes) else { return }
    let day = tables.days.days[index]
    var name = tables.lasts[nameText]
    if let organisationText { name = pair(name, tables.lasts[organisationText]) }
    let place = name * eraCount + day.era
    while tables.meanings.count <= place { tables.meanings.append(-2) }
    if tables.meanings[place] == -2 { tables.meanings[place] = meaning(of: name, in: day.era) }
    let subject = tables.meanings[place]
    guard subject >= 0 else { return }
    let isFine = tables.groups.add(
      subject: Int(subject), period: day.period, day: day.number, value: count, taking: take)
    if !isFine { tables.isSumTooLarge = true }
  }

  private mutating func pair(_ name: Int, _ organisation: Int) -> Int {
    let key = UInt64(name) << 32 | UInt64(organisation)
    let index = pairs[key] ?? pairTexts.count
    if index == pairTexts.count {
      pairTexts.append((name, organisation))
      pairs[key] = index
    }
    while tables.pairs.count <= name { tables.pairs.append((-1, -1)) }
    tables.pairs[name] = (organisation, index)
    return index
  }

  /// Asks the ledger, once for each name, or for each publisher where nothing else of a name decides, and each era.
  private mutating func meaning(of name: Int, in era: Int) -> Int32 {
    var text = name
    var organisation: String?
    if organisationText != nil {
      text = pairTexts[name].name
      organisation = tables.texts.text(pairTexts[name].organisation).flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let written = tables.texts.text(text) else { return -1 }
    let publisher = plan.join.publisherName(of: written, organisation: organisation)
    if let publisher, let known = publisherMeanings[era][publisher] { return known }
    let meaning = plan.join.subject(of: written, organisation: organisation, in: era).map { index(of: $0) } ?? -1
    if let publisher { publisherMeanings[era][publisher] = meaning }
    return meaning
  }

  private mutating func index(of subject: Subject) -> Int32 {
    if let known = subjectIndices[subject] { return known }
    subjects.append(subject)
    let index = Int32(subjects.count - 1)
    subjectIndices[subject] = index
    tables.groups.addSubject()
    return index
  }
}

// MARK: - Cells in quotes

extension RowCounter {
  private struct Stop: Error {
    var outcome: Outcome
  }

  private mutating func quotedCell(
    at start: Int, in bytes: Span<UInt8>, isFinal: Bool
  ) -> Result<(end: Int, inner: Range<Int>, isInScratch: Bool), Stop> {
    let quote = UInt8(ascii: "\"")
    let firstOther: UInt8 = plan.spec.hasLineBreaks ? quote : 0x0A
    let secondOther: UInt8 = plan.spec.hasLineBreaks ? quote : 0x0D
    var index = start + 1
    var doubled: [Int] = []
    while true {
      index = firstIndex(of: quote, firstOther, secondOther, quote, from: index, in: bytes)
      guard index < bytes.count else {
        return .failure(Stop(outcome: isFinal ? .problem(.unclosedQuote, start..<start + 1) : .incomplete))
      }
      guard bytes[index] == quote else {
        return .failure(Stop(outcome: .problem(.lineBreak, start..<index)))
      }
      // Whether the quote ends the cell the next byte tells.
      if index + 1 == bytes.count, !isFinal { return .failure(Stop(outcome: .incomplete)) }
      guard index + 1 < bytes.count, bytes[index + 1] == quote else { break }
      doubled.append(index)
      index += 2
    }
    let end = index + 1
    guard end == bytes.count || bytes[end] == UInt8(ascii: ",") || bytes[end].isBreak else {
      return .failure(Stop(outcome: .problem(.textBehindQuote, end..<end + 1)))
    }
    guard !doubled.isEmpty else { return .success((end, start + 1..<index, false)) }
    scratch.removeAll(keepingCapacity: true)
    var from = start + 1
    for place in doubled {
      scratch += copy(from..<place + 1, of: bytes)
      from = place + 2
    }
    scratch += copy(from..<index, of: bytes)
    return .success((end, 0..<scratch.count, true))
  }
}

/// The bytes of a range.
func copy(_ range: Range<Int>, of bytes: Span<UInt8>) -> [UInt8] {
  var copy: [UInt8] = []
  copy.reserveCapacity(range.count)
  for index in range { copy.append(bytes[index]) }
  return copy
}
