package import Diagnostics
import Reading

/// One record as its kind's schema reads it: every field's typed value with its place.
///
/// The kinds' own types (`Model`, `Score`, …) are what metrics use; this general form serves everything that treats
/// all kinds alike: tables, downloads, pages of a record, trails. A row of a CSV file is no more than its number in the
/// file: names and values are made each time they are asked for.
package struct Record: Sendable {
  package struct Field: Sendable {
    package let name: String
    package let value: Value
    /// `nil` for a field that wasn't written.
    package let place: Place?
    /// The fields of each mapping, for a field that holds mappings; its value is an empty list then.
    package let entries: [[Field]]

    package init(name: String, value: Value, place: Place?, entries: [[Field]] = []) {
      self.name = name
      self.value = value
      self.place = place
      self.entries = entries
    }
  }

  /// Which record it is.
  package struct Key: Sendable, Hashable {
    package let kind: String
    package let id: String

    package init(kind: String, id: String) {
      self.kind = kind
      self.id = id
    }
  }

  /// A record that was written field by field.
  private final class Written: Sendable {
    let kind: String
    let id: String
    let place: Place
    let fields: [Field]

    init(kind: String, id: String, place: Place, fields: [Field]) {
      self.kind = kind
      self.id = id
      self.place = place
      self.fields = fields
    }
  }

  private enum Form: Sendable {
    case written(Written)
    case row(RecordSheet, UInt32)
  }

  private let form: Form

  package init(kind: String, id: String, place: Place, fields: [Field]) {
    form = .written(Written(kind: kind, id: id, place: place, fields: fields))
  }

  init(row: Int, of sheet: RecordSheet) { form = .row(sheet, UInt32(truncatingIfNeeded: row)) }

  /// The folder's name, such as `models`.
  package var kind: String {
    switch form {
    case .written(let written): written.kind
    case .row(let sheet, _): sheet.kind
    }
  }

  /// Unique within the kind. Rows of CSV kinds without an id of their own have `FILE:row-NUMBER`.
  package var id: String {
    switch form {
    case .written(let written): return written.id
    case .row(let sheet, let row):
      if let first = sheet.fields.first, first.name == "id", case .text(let id) = first.value(in: Int(row)) {
        return id
      }
      return RecordSheet.id(ofRow: Int(row), in: sheet.rows.file.path)
    }
  }

  package var place: Place {
    switch form {
    case .written(let written): written.place
    case .row(let sheet, let row): sheet.rows.place(ofRow: Int(row))
    }
  }

  /// The file that it stands in.
  package var file: SourceFile {
    switch form {
    case .written(let written): written.place.file
    case .row(let sheet, _): sheet.rows.file
    }
  }

  /// In the order of the schema, every field of it once. Made anew each time: to read one, ask for it alone.
  package var fields: [Field] {
    switch form {
    case .written(let written): written.fields
    case .row(let sheet, let row):
      sheet.fields.map { field in
        Field(name: field.name, value: field.value(in: Int(row)), place: sheet.place(of: field, row: Int(row)))
      }
    }
  }

  /// Of a row whose id is its place: its number in the file, the first of which is 1. `nil` for other records.
  package var rowNumber: Int? {
    guard case .row(let sheet, let row) = form, sheet.fields.first?.name != "id" else { return nil }
    return Int(row) + 1
  }

  package var fieldCount: Int {
    switch form {
    case .written(let written): written.fields.count
    case .row(let sheet, _): sheet.fields.count
    }
  }

  package var key: Key { Key(kind: kind, id: id) }

  /// The value of a field, or absent when the kind has no such field.
  package subscript(name: String) -> Value {
    value(of: name) ?? .missing(.absent)
  }

  /// The value of a field; `nil` when the kind has no such field.
  package func value(of name: String) -> Value? {
    switch form {
    case .written(let written): written.fields.first { $0.name == name }?.value
    case .row(let sheet, let row): sheet.fields.first { $0.name == name }?.value(in: Int(row))
    }
  }

  /// The value of the field at a position of the schema.
  package func value(at position: Int) -> Value {
    switch form {
    case .written(let written): written.fields[position].value
    case .row(let sheet, let row): sheet.fields[position].value(in: Int(row))
    }
  }

  /// Which sheet a row is of, and which of the different values of that sheet's column it has in the field at a position
  /// of the schema: rows with the same numbers say the same. `nil` for a record that was written field by field.
  package func valueNumber(at position: Int) -> (sheet: Int, value: Int)? {
    guard case .row(let sheet, let row) = form else { return nil }
    return (sheet.number, sheet.fields[position].index(in: Int(row)))
  }

  /// The first of some records of a kind whose value in the field at a position of the schema isn't that of the first.
  package static func firstUnlike(among records: [Record], at position: Int) -> Record? {
    guard let value = records.first?.value(at: position) else { return nil }
    // What stands in a column as the same is the same.
    var known: (sheet: RecordSheet, index: Int)?
    for record in records {
      if case .row(let sheet, let row) = record.form {
        let index = sheet.fields[position].index(in: Int(row))
        if let known, known.sheet === sheet, known.index == index { continue }
        guard sheet.fields[position].value(at: index) == value else { return record }
        known = (sheet, index)
      } else if record.value(at: position) != value {
        return record
      }
    }
    return nil
  }

  /// Where a field was written; `nil` where it wasn't.
  package func place(of name: String) -> Place? {
    switch form {
    case .written(let written): written.fields.first { $0.name == name }?.place
    case .row(let sheet, let row):
      sheet.fields.first { $0.name == name }.flatMap { sheet.place(of: $0, row: Int(row)) }
    }
  }

  /// Whether it stands in front of another: files by their paths, then by position.
  func stands(before other: Record) -> Bool {
    if case (.row(let sheet, let row), .row(let otherSheet, let otherRow)) = (form, other.form), sheet === otherSheet {
      return row < otherRow
    }
    return file === other.file ? place < other.place : file.path < other.file.path
  }

  /// Its row in a sheet; `nil` for a record that was written field by field.
  var row: (sheet: RecordSheet, number: Int)? {
    if case .row(let sheet, let row) = form { (sheet, Int(row)) } else { nil }
  }
}

extension Record: Hashable {
  package static func == (left: Record, right: Record) -> Bool {
    switch (left.form, right.form) {
    case (.row(let one, let row), .row(let other, let otherRow)): one === other && row == otherRow
    case (.written(let one), .written(let other)):
      one === other || (one.id, one.kind, one.place) == (other.id, other.kind, other.place)
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch form {
    case .written(let written): hasher.combine(written.id)
    case .row(let sheet, let row):
      hasher.combine(ObjectIdentifier(sheet))
      hasher.combine(row)
    }
  }
}
