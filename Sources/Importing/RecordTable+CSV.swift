import Diagnostics
import Reading
import Records

extension RecordTable {
  /// The file as it will be written: columns in the order of the kind's fields, those that no row needs left out.
  func csv(of kind: KindDescription) -> String {
    let columns = kind.fields.filter { field in
      field.isRequired || rows.contains { !($0[field.name] ?? "").isEmpty }
    }
    var lines = [columns.map(\.name)]
    lines += rows.sorted(by: isOrdered).map { row in columns.map { row[$0.name] ?? "" } }
    return lines.map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
  }

  /// Quotes what CSV needs in quotes, and text that would otherwise be read as a missing value.
  private func cell(_ text: String) -> String {
    let isSpecial = text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
    let isBlank = text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ")
    guard isSpecial || isBlank || text.utf8.first == UInt8(ascii: "#") else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The rows that an earlier import wrote, or an analyst has changed since; those of other sources aren't counted.
  static func rows(in file: SourceFile) -> [Row] {
    guard let table = CSVTable.read(file).table else { return [] }
    return (0..<table.rowCount).map { row in
      var fields: Row = [:]
      for (column, name) in table.header.enumerated() {
        let text = table.cell(row: row, column: column).text
        if !text.isEmpty { fields[name.text] = text }
      }
      return fields
    }
  }
}
