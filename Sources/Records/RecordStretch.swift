import Diagnostics
import Reading

/// Records of a kind that stand one behind the other: rows of one file, or one record that was written field by field.
///
/// Whoever makes something of all records makes it of a column's different values, and asks only then which row has
/// which of them.
package struct RecordStretch: Sendable {
  /// Where they stand among the records of the kind.
  package let positions: Range<Int>
  private let form: Form

  private enum Form: Sendable {
    case rows(RecordSheet, Rows)
    case written(Record)
  }

  /// Rows of a file.
  private enum Rows: Sendable {
    /// Each the next one, from this on.
    case following(Int)
    case some([UInt32])
  }

  fileprivate init(_ positions: Range<Int>, rows: [UInt32], of sheet: RecordSheet) {
    self.positions = positions
    let isFollowing = zip(rows, rows.dropFirst()).allSatisfy { $1 == $0 &+ 1 }
    form = .rows(sheet, isFollowing ? .following(Int(rows[0])) : .some(rows))
  }

  fileprivate init(_ position: Int, _ record: Record) {
    positions = position..<position + 1
    form = .written(record)
  }

  /// All records of a kind, in their order.
  static func all(_ records: [Record]) -> [RecordStretch] {
    var stretches: [RecordStretch] = []
    var sheet: RecordSheet?
    var rows: [UInt32] = []
    func end(before position: Int) {
      if let sheet { stretches.append(RecordStretch(position - rows.count..<position, rows: rows, of: sheet)) }
      sheet = nil
      rows.removeAll(keepingCapacity: true)
    }
    for (position, record) in records.enumerated() {
      guard let (own, row) = record.row else {
        end(before: position)
        stretches.append(RecordStretch(position, record))
        continue
      }
      if own !== sheet {
        end(before: position)
        sheet = own
      }
      rows.append(UInt32(truncatingIfNeeded: row))
    }
    end(before: records.count)
    return stretches
  }

  /// The record that was written field by field; `nil` for rows.
  package var written: Record? { if case .written(let record) = form { record } else { nil } }

  /// The sheet that the rows are of; `nil` for a record that was written field by field.
  var sheet: RecordSheet? { if case .rows(let sheet, _) = form { sheet } else { nil } }

  /// Which sheet that is among all of a run; `nil` for a record that was written field by field.
  package var sheetNumber: Int? { sheet?.number }

  /// How many different values the field at a position of the schema has.
  package func valueCount(at position: Int) -> Int { sheet?.fields[position].valueCount ?? 1 }

  var fieldCount: Int {
    switch form {
    case .rows(let sheet, _): sheet.fields.count
    case .written(let record): record.fieldCount
    }
  }

  /// The different values of the field at a position of the schema, and for each row which of them it has, `nil` where
  /// there is no more than one.
  package func values(at position: Int) -> (values: [Value], indices: [UInt32]?) {
    (differentValues(at: position), indices(at: position))
  }

  /// The same without the rows.
  func differentValues(at position: Int) -> [Value] {
    switch form {
    case .written(let record): [record.value(at: position)]
    case .rows(let sheet, _): sheet.fields[position].allValues
    }
  }

  /// The same without the values.
  func indices(at position: Int) -> [UInt32]? {
    switch form {
    case .written: nil
    case .rows(let sheet, let rows): indices(rows, of: sheet.fields[position])
    }
  }

  /// The same, of two fields: each pair of values that a record has, once.
  func eachPair(at first: Int, _ second: Int, _ use: (Value, Value) -> Void) {
    let (values, indices) = self.values(at: first)
    let (others, otherIndices) = self.values(at: second)
    guard indices != nil || otherIndices != nil else { return use(values[0], others[0]) }
    var seen: Set<UInt64> = []
    var last: UInt64?
    for offset in 0..<positions.count {
      let (index, other) = (indices?[offset] ?? 0, otherIndices?[offset] ?? 0)
      let pair = UInt64(index) << 32 | UInt64(other)
      // Rows that say the same mostly follow each other.
      guard pair != last else { continue }
      last = pair
      if seen.insert(pair).inserted { use(values[Int(index)], others[Int(other)]) }
    }
  }

  private func indices(_ rows: Rows, of field: FieldColumn) -> [UInt32]? {
    guard field.valueCount > 1 else { return nil }
    switch rows {
    case .following(let first): return field.indices.numbers(in: first..<first + positions.count)
    case .some(let rows): return rows.map { UInt32(truncatingIfNeeded: field.index(in: Int($0))) }
    }
  }

  /// Of numbers for all rows of the sheet those of its own.
  func own<Number>(of numbers: [Number]) -> [Number] {
    switch form {
    case .written: []
    case .rows(_, .following(let first)): Array(numbers[first..<first + positions.count])
    case .rows(_, .some(let rows)): rows.map { numbers[Int($0)] }
    }
  }

  /// The row of its sheet that a record is. Only of rows.
  func row(at position: Int) -> Int {
    switch form {
    case .written: preconditionFailure("only rows have numbers")
    case .rows(_, .following(let first)): first + position - positions.lowerBound
    case .rows(_, .some(let rows)): Int(rows[position - positions.lowerBound])
    }
  }

  /// The positions of records one behind the other that say the same in some fields, given by their positions in the schema.
  func runs(at fields: [Int]) -> [Range<Int>] {
    let columns = fields.compactMap { indices(at: $0) }
    guard !columns.isEmpty else { return [positions] }
    var runs: [Range<Int>] = []
    var start = 0
    for offset in 1..<positions.count + 1 {
      if offset < positions.count, columns.allSatisfy({ $0[offset] == $0[offset - 1] }) { continue }
      runs.append(positions.lowerBound + start..<positions.lowerBound + offset)
      start = offset
    }
    return runs
  }

  /// Gives each row with its position.
  func eachRow(_ use: (_ row: Int, _ position: Int) -> Void) {
    switch form {
    case .written: break
    case .rows(_, .following(let first)):
      for position in positions { use(first + position - positions.lowerBound, position) }
    case .rows(_, .some(let rows)):
      for (row, position) in zip(rows, positions) { use(Int(row), position) }
    }
  }

  /// The same with each value as a field, of which it is told whether somebody wrote them, but not exactly where.
  package func column(at position: Int) -> (values: [Record.Field], indices: [UInt32]?) {
    guard case .rows(let sheet, let rows) = form else { return (written.map { [$0.fields[position]] } ?? [], nil) }
    let field = sheet.fields[position]
    let place = Place(sheet.rows.file)
    let values = field.allValues.map { value in
      let isAbsent = if case .missing(.absent) = value { true } else { false }
      return Record.Field(name: field.name, value: value, place: isAbsent ? nil : place)
    }
    return (values, indices(rows, of: field))
  }
}

extension Corpus {
  /// For each record of a stretch which records had their names resolved together with it; -1 for one without names.
  package func resolutions(of stretch: RecordStretch) -> [Int32] {
    if let record = stretch.written { return [meanings[record] ?? -1] }
    let count = stretch.positions.count
    return stretch.sheet.flatMap { meanings[$0] }.map { stretch.own(of: $0) } ?? Array(repeating: -1, count: count)
  }

  /// The positions of the records of a kind whose value in a field passes a test, which is put once to each different
  /// value of a file; ascending.
  package func positions(of kind: String, whereFieldAt field: Int, _ test: (Value) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      if let last = found.last, last.upperBound == range.lowerBound {
        found[found.count - 1] = last.lowerBound..<range.upperBound
      } else {
        found.append(range)
      }
    }
    for stretch in stretches(of: kind) {
      let (values, indices) = stretch.values(at: field)
      let passes = values.map(test)
      guard let indices else {
        if passes[0] { add(stretch.positions) }
        continue
      }
      for (index, position) in zip(indices, stretch.positions) where passes[Int(index)] { add(position..<position + 1) }
    }
    return found
  }
}
