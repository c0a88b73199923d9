import Diagnostics
import Reading

/// What somebody makes of the fields of many records: of each different value of a file's column once, however many rows
/// have it.
package struct MadeOfValues<Made> {
  private let make: (Record.Field) -> Made
  /// The sheet of the record looked at last: rows of one file come one after the other.
  private var sheet: RecordSheet?
  /// By position of the field, then by different value; `nil` for a field that nobody asked for.
  private var columns: [[Made]?] = []

  /// - Parameter make: what becomes of a field; of a row it is told whether somebody wrote it, but not exactly where.
  package init(_ make: @escaping (Record.Field) -> Made) { self.make = make }

  /// What is made of the field at a position of the schema.
  package mutating func of(_ record: Record, at position: Int) -> Made {
    guard let (sheet, row) = record.row else { return make(record.fields[position]) }
    take(sheet)
    if columns[position] == nil { columns[position] = made(of: sheet.fields[position], in: sheet) }
    return columns[position]![sheet.fields[position].index(in: row)]
  }

  /// Gives what is made of each field of a record, in the order of the schema.
  package mutating func each(of record: Record, _ use: (Int, Made) -> Void) {
    guard record.row != nil else {
      for (position, field) in record.fields.enumerated() { use(position, make(field)) }
      return
    }
    for position in 0..<record.fieldCount { use(position, of(record, at: position)) }
  }

  private mutating func take(_ sheet: RecordSheet) {
    guard self.sheet !== sheet else { return }
    self.sheet = sheet
    columns = Array(repeating: nil, count: sheet.fields.count)
  }

  private func made(of field: FieldColumn, in sheet: RecordSheet) -> [Made] {
    (0..<field.valueCount).map { index in
      make(
        Record.Field(
          name: field.name, value: field.value(at: index),
          place: field.isWritten(at: index) ? Place(sheet.rows.file) : nil))
    }
  }
}
