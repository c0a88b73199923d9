import Diagnostics
import Reading

/// The rows of one CSV file as records of a kind: a record is a sheet and the number of a row.
///
/// Values are made when somebody asks for them. What the different texts of a column come to is read once.
package final class RecordSheet: Sendable {
  let kind: String
  /// Which sheet it is among all of a run.
  let number: Int
  let rows: CSVSheet
  /// In the order of the schema.
  let fields: [FieldColumn]
  /// The same as their types.
  private let typed: [any AnyObject & Sendable]
  /// True when nothing is to be said of any cell, so that no row needs to be looked at for it.
  let isClean: Bool

  /// - Parameter columns: every field of the kind, in the order of the schema.
  init(_ kind: String, number: Int, rows: CSVSheet, columns: FieldReader.Columns) {
    fields = columns.general
    typed = columns.typed
    self.kind = kind
    self.number = number
    self.rows = rows
    isClean = fields.allSatisfy(\.isClean)
  }

  /// A field typed as the schema types it.
  func field<Parsed>(_ position: Int, as type: Parsed.Type) -> TypedColumn<Parsed> {
    guard let column = typed[position] as? TypedColumn<Parsed> else {
      preconditionFailure("fields are asked for in the order of the schema")
    }
    return column
  }

  /// Where a field of a row stands; `nil` for one that wasn't written.
  func place(of field: FieldColumn, row: Int) -> Place? {
    guard let column = field.column, field.isWritten(at: field.index(in: row)) else { return nil }
    return rows.place(row: row, column: column)
  }

  /// Rows with something in them.
  var writtenRows: [Int] {
    guard !rows.emptyRows.isEmpty else { return Array(0..<rows.rowCount) }
    let empty = Set(rows.emptyRows)
    return (0..<rows.rowCount).filter { !empty.contains($0) }
  }

  /// What a row of a kind without ids of its own is called: where it stands.
  static func id(ofRow row: Int, in path: String) -> String { "\(path):row-\(row + 1)" }

  /// The row that such an id names.
  static func row(named id: String) -> (path: String, row: Int)? {
    // From the end, byte by byte: most names are none of these, and are asked for by the hundred thousand.
    let bytes = id.utf8
    guard let dash = bytes.lastIndex(of: UInt8(ascii: "-")) else { return nil }
    let digits = bytes[bytes.index(after: dash)...]
    let words = bytes[...dash]
    guard let first = digits.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      words.suffix(5).elementsEqual(":row-".utf8), let number = Int(Substring(digits))
    else { return nil }
    return (String(Substring(words.dropLast(5))), number - 1)
  }
}
