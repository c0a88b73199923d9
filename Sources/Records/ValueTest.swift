/// A question about one field of many records, put only once to each different value that a file has of it.
package struct ValueTest {
  private enum Answer {
    case unasked, no, yes
  }

  private let position: Int
  private let test: (Value) -> Bool
  /// By the number of the sheet, what is known of each of its different values.
  private var answers: [Int: [Answer]] = [:]
  private var sheet: RecordSheet?
  private var answersOfSheet: [Answer] = []

  /// - Parameter position: where the field stands in the schema.
  package init(ofFieldAt position: Int, _ test: @escaping (Value) -> Bool) {
    self.position = position
    self.test = test
  }

  /// Those that pass of some records, which are given by their positions; in the same order.
  package mutating func passing(_ positions: [Int], of records: [Record]) -> [Int] {
    positions.filter { passes(records[$0]) }
  }

  private mutating func passes(_ record: Record) -> Bool {
    guard let (own, row) = record.row else { return test(record.value(at: position)) }
    let field = own.fields[position]
    if own !== sheet { turn(to: own, field.valueCount) }
    let index = field.index(in: row)
    if answersOfSheet[index] == .unasked { answersOfSheet[index] = test(field.value(at: index)) ? .yes : .no }
    return answersOfSheet[index] == .yes
  }

  /// Records of several files may stand among each other.
  private mutating func turn(to other: RecordSheet, _ valueCount: Int) {
    if let sheet { answers[sheet.number] = answersOfSheet }
    sheet = other
    answersOfSheet = answers.removeValue(forKey: other.number) ?? Array(repeating: .unasked, count: valueCount)
  }
}
