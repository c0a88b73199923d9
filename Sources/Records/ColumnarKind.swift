import Diagnostics

/// A kind with very many rows: its records are views into the columns of their file, and take as much memory as three
/// pointers.
protocol ColumnarKind: RecordKind {
  /// The fields, each a column.
  associatedtype Columns: Sendable

  /// Asks the reader for one column after the other, as `init(reading:)` of other kinds does for values.
  static func columns(reading fields: inout FieldReader) -> Columns

  init(_ columns: Columns, _ record: Record)
}

extension ColumnarKind {
  package init(reading fields: inout FieldReader) {
    let columns = Self.columns(reading: &fields)
    let record = Record(kind: Self.kind, id: fields.idFromPlace(), place: fields.place, fields: fields.fields)
    self.init(columns, record)
  }

  package static func maker(of sheet: RecordSheet) -> (Int) -> Self {
    var reader = FieldReader(sheet)
    let columns = Self.columns(reading: &reader)
    return { row in Self(columns, Record(row: row, of: sheet)) }
  }
}
