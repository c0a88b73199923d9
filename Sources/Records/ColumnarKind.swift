import Diagnostics

/// A kind with very many rows: its records are views into the columns of their file, made when somebody asks for them.
protocol ColumnarKind: RecordKind {
  /// The fields, each a column.
  associatedtype Columns: Sendable

  /// Asks the reader for one column after the other, as `init(reading:)` of other kinds does for values.
  static func columns(reading fields: inout FieldReader) -> Columns

  /// - Parameter names: what the names in it mean; `nil` as long as nobody has resolved them.
  init(_ columns: Columns, _ record: Record, _ names: ResolvedNames?)
}

extension ColumnarKind {
  package init(reading fields: inout FieldReader) {
    let columns = Self.columns(reading: &fields)
    let record = Record(kind: Self.kind, id: fields.idFromPlace(), place: fields.place, fields: fields.fields)
    self.init(columns, record, nil)
  }

  /// What makes a record of a row, with what its names mean.
  static func rowMaker(of sheet: RecordSheet) -> @Sendable (_ row: Int, _ names: ResolvedNames?) -> Self {
    var reader = FieldReader(sheet)
    let columns = Self.columns(reading: &reader)
    return { row, names in Self(columns, Record(row: row, of: sheet), names) }
  }

  package static func maker(of sheet: RecordSheet) -> (Int) -> Self {
    let make = rowMaker(of: sheet)
    return { make($0, nil) }
  }
}
