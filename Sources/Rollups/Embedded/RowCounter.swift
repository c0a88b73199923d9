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

  private enum Cell {
    case skipped
    /// The index of a text column.
    case text(Int)
    case day
    /// A day or count that only filters look at, by the index of its value.
    case otherDay
    case count
    case otherCount
  }

  /// Texts of a column with what filters say of each.
  private struct TextColumn {
    var table = InternTable()
    var tests: [(texts: Set<String>, areWanted: Bool)] = []
    var passes: [Bool] = []
    var index = 0
  }

  /// The most bytes that a row may have.
  static let rowLimit = 16 << 20

  private let plan: RollupPlan
  private let cells: [Cell]
  private let mayBeEmpty: [Bool]
  private let eraCount: Int
  private var texts: [TextColumn] = []
  private let nameText: Int
  private let organisationText: Int?
  /// Filters over counts and days, in the columns' order.
  private let numberTests: [(column: Int, numbers: [Int], comparison: Rollup.Comparison)]
  private let hasNumberTests: Bool
  private let take: Rollup.Take
  private var pairs: [UInt64: Int] = [:]
  private var pairTexts: [(name: Int, organisation: Int)] = []
  /// For each name and era the index of the subject; -1 when it is left out, -2 while nobody has asked.
  private var meanings: [Int32] = []
  private var scratch: [UInt8] = []

  private(set) var subjects: [Subject] = []
  private var subjectIndices: [Subject: Int32] = [:]
  private(set) var groups = GroupTable()
  private(set) var days: DayTable
  private(set) var isSumTooLarge = false

  /// How much of its memory depends on the history: groups, and the names that lead to them.
  var size: Int { max(groups.count, texts[nameText].table.count, pairTexts.count) }

  init(_ plan: RollupPlan) {
    self.plan = plan
    eraCount = plan.join.eraCount
    days = DayTable(plan)
    mayBeEmpty = plan.spec.columns.map(\.mayBeEmpty)
    var columns: [Int: TextColumn] = [plan.nameColumn: TextColumn()]
    if let organisation = plan.organisationColumn { columns[organisation] = TextColumn() }
    for filter in plan.filters {
      guard case .texts(let wanted, let areWanted) = filter.test else { continue }
      columns[filter.column, default: TextColumn()].tests.append((Set(wanted), areWanted))
    }
    let order = columns.keys.sorted()
    texts = order.map { columns[$0]! }
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

  /// Reads the row at `start` and counts it.
  ///
  /// - Parameter isFinal: whether nothing comes behind `bytes`.
  mutating func readRow(in bytes: Span<UInt8>, from start: Int, isFinal: Bool) -> Outcome {
    var position = start
    var column = 0
    var day = 0
    var count: Int?
    var passes = true
    while true {
      var end = column < cells.count ? quickly(column, at: position, in: bytes, &day, &count, &passes) : -1
      if end >= 0 {
        if end + 1 >= bytes.count, !isFinal { return .incomplete }
        column += 1
        if bytes[end] == UInt8(ascii: ",") {
          position = end + 1
          continue
        }
        guard column == cells.count else { return .problem(.cellCount(column), start..<end) }
        note(day: day, count: count, passes: passes)
        return .next(lineBreakEnd(at: end, in: bytes))
      }
      var inner: Range<Int>
      var isElsewhere = false
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        switch quotedCell(at: position, in: bytes, isFinal: isFinal) {
        case .failure(let stop): return stop.outcome
        case .success(let cell): (end, inner, isElsewhere) = (cell.end, cell.inner, cell.isInScratch)
        }
      } else {
        let comma = UInt8(ascii: ",")
        end = firstIndex(of: comma, 0x0A, 0x0D, UInt8(ascii: "\""), from: position, in: bytes)
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

  /// Takes a cell that is as those before it let expect: without quotes, its end found by reading it. Gives that end, where
  /// a comma or line break stands, or -1 when somebody has to look closer.
  @inline(__always)
  private mutating func quickly(
    _ column: Int, at position: Int, in bytes: Span<UInt8>, _ day: inout Int, _ count: inout Int?, _ passes: inout Bool
  ) -> Int {
    switch cells[column] {
    case .text(let text):
      guard let (index, end) = texts[text].table.guess(after: texts[text].index, at: position, in: bytes),
        index < texts[text].passes.count
      else { return -1 }
      texts[text].index = index
      if !texts[text].passes[index] { passes = false }
      return end
    case .day:
      guard !hasNumberTests, let index = days.guess(at: position, in: bytes) else { return -1 }
      day = index
      return position + 10
    case .count:
      guard !hasNumberTests else { return -1 }
      var value = 0
      var index = position
      while index < bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit <= 9 else { break }
        value = value &* 10 &+ Int(digit)
        index += 1
      }
      guard index < bytes.count, index > position, index - position <= 18,
        bytes[index] == UInt8(ascii: ",") || bytes[index].isBreak
      else { return -1 }
      count = value
      return index
    case .skipped, .otherDay, .otherCount: return -1
    }
  }

  /// Takes what the row needs from a cell; the problem when it isn't what the column holds.
  @inline(__always)
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
      guard let index = days.index(of: range, in: bytes) else { return .notDay(column: column) }
      day = index
      if hasNumberTests { test(column, days.days[index].number, &passes) }
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

  @inline(__always)
  private mutating func takeText(
    _ text: Int, _ column: Int, _ range: Range<Int>, in bytes: Span<UInt8>, _ passes: inout Bool
  ) -> RowProblem.Kind? {
    let index = texts[text].table.index(of: range, in: bytes)
    if index == texts[text].passes.count {
      guard judge(text, index) else { return .notText(column: column) }
    }
    texts[text].index = index
    if !texts[text].passes[index] { passes = false }
    return nil
  }

  /// Puts a new text before the filters; false when it isn't text.
  @inline(never)
  private mutating func judge(_ column: Int, _ index: Int) -> Bool {
    let text = texts[column].table.text(index)
    texts[column].passes.append(
      texts[column].tests.allSatisfy { test in text.map { test.texts.contains($0) == test.areWanted } ?? false })
    return text != nil
  }

  @inline(never)
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

  @inline(__always)
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

  @inline(__always)
  private mutating func note(day index: Int, count: Int?, passes: Bool) {
    guard days.note(index, passes: passes) else { return }
    var name = texts[nameText].index
    if let organisationText { name = pair(name, texts[organisationText].index) }
    let place = name * eraCount + days.days[index].era
    while meanings.count <= place { meanings.append(-2) }
    if meanings[place] == -2 { meanings[place] = meaning(of: name, in: days.days[index].era) }
    let subject = meanings[place]
    guard subject >= 0 else { return }
    let isFine = groups.add(
      subject: Int(subject), period: days.days[index].period, day: days.days[index].number, value: count, taking: take)
    if !isFine { isSumTooLarge = true }
  }

  private mutating func pair(_ name: Int, _ organisation: Int) -> Int {
    let key = UInt64(name) << 32 | UInt64(organisation)
    if let index = pairs[key] { return index }
    pairTexts.append((name, organisation))
    pairs[key] = pairTexts.count - 1
    return pairTexts.count - 1
  }

  /// Asks the ledger, once for each name and era.
  @inline(never)
  private mutating func meaning(of name: Int, in era: Int) -> Int32 {
    var text = name
    var organisation: String?
    if let organisationText {
      text = pairTexts[name].name
      organisation = texts[organisationText].table.text(pairTexts[name].organisation)
    }
    guard let written = texts[nameText].table.text(text),
      let subject = plan.join.subject(
        of: written, organisation: organisation?.isEmpty == true ? nil : organisation, in: era)
    else { return -1 }
    if let known = subjectIndices[subject] { return known }
    subjects.append(subject)
    let index = Int32(subjects.count - 1)
    subjectIndices[subject] = index
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
