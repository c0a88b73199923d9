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
    return lines.map { $0.map { csvCell($0) }.joined(separator: ",") + "\n" }.joined()
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
