import Diagnostics
import Reading

/// Records of a kind that stand one behind the other: rows of one file, or one record that was written field by field.
///
/// Whoever makes something of all records makes it of a column's different values, and asks only then which row has
/// which of them.
package struct RecordStretch {
  /// Where they stand among the records of the kind.
  package let positions: Range<Int>
  private let form: Form

  private enum Form {
    case rows(RecordSheet, [UInt32])
    case written(Record)
  }

  fileprivate init(_ positions: Range<Int>, rows: [UInt32], of sheet: RecordSheet) {
    self.positions = positions
    form = .rows(sheet, rows)
  }

  fileprivate init(_ position: Int, _ record: Record) {
    positions = position..<position + 1
    form = .written(record)
  }

  /// The record that was written field by field; `nil` for rows.
  package var written: Record? { if case .written(let record) = form { record } else { nil } }

  var fieldCount: Int {
    switch form {
    case .rows(let sheet, _): sheet.fields.count
    case .written(let record): record.fieldCount
    }
  }

  /// The different values of the field at a position of the schema, and for each row which of them it has, `nil` where
  /// there is no more than one.
  package func values(at position: Int) -> (values: [Value], indices: [UInt32]?) {
    switch form {
    case .written(let record): ([record.value(at: position)], nil)
    case .rows(let sheet, let rows): (sheet.fields[position].allValues, indices(rows, of: sheet.fields[position]))
    }
  }

  private func indices(_ rows: [UInt32], of field: FieldColumn) -> [UInt32]? {
    field.valueCount > 1 ? rows.map { UInt32(truncatingIfNeeded: field.index(in: Int($0))) } : nil
  }

  /// The same with each value as a field, of which it is told whether somebody wrote them, but not exactly where.
  package func column(at position: Int) -> (values: [Record.Field], indices: [UInt32]?) {
    guard case .rows(let sheet, let rows) = form else { return (written.map { [$0.fields[position]] } ?? [], nil) }
    let field = sheet.fields[position]
    let values = (0..<field.valueCount).map { index in
      Record.Field(
        name: field.name, value: field.value(at: index),
        place: field.isWritten(at: index) ? Place(sheet.rows.file) : nil)
    }
    return (values, indices(rows, of: field))
  }
}

extension Corpus {
  /// All records of a kind, in the order of `records(of:)`.
  package func stretches(of kind: String) -> [RecordStretch] {
    var stretches: [RecordStretch] = []
    var sheet: RecordSheet?
    var rows: [UInt32] = []
    let records = records(of: kind)
    func end(before position: Int) {
      if let sheet { stretches.append(RecordStretch(position - rows.count..<position, rows: rows, of: sheet)) }
      sheet = nil
      rows = []
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
}
