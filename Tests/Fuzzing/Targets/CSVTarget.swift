import Diagnostics
import Reading

extension FuzzTarget {
  /// CSV as cells: each lies behind the one before it, inside the file, and its text is what its bytes say. The sheet of the
  /// same file says the same.
  static func csv(_ seeds: SeedFiles) -> FuzzTarget {
    FuzzTarget(
      name: "csv", seeds: seeds.ending(in: ".csv") + [Array("a,b\n1,\"2\"\n".utf8)],
      words: [",", "\"", "\"\"", "\",\"", "\"\n\"", "\",\n", "#", "# comment\n", ";", "model,", ",,,,"], weight: 12
    ) { bytes in
      let file = SourceFile(path: "Input/scores/test.csv", bytes: bytes)
      let (table, findings) = CSVTable.read(file)
      if let wrong = Fuzzing.complaint(about: findings) { return wrong }
      guard let table else { return findings.isEmpty ? "no table, and no finding" : nil }
      var end = 0
      for cell in table.header
        + (0..<table.rowCount).flatMap({ row in
          table.header.indices.map { table.cell(row: row, column: $0) }
        })
      {
        if let wrong = Fuzzing.complaint(about: cell.place) { return wrong }
        if cell.place.start < end { return "a cell begins at \(cell.place.start), before \(end), where another ends" }
        end = cell.place.end
        let written = String(decoding: bytes[cell.place.start..<cell.place.end], as: UTF8.self)
        let meant = cell.isQuoted ? "\"" + doubled(cell.text) + "\"" : cell.text
        if Array(written.utf8) != Array(meant.utf8) { return "the cell \(written) reads as '\(cell.text)'" }
      }
      return complaint(about: CSVSheet.read(file).sheet, besides: table)
    }
  }

  private static func complaint(about sheet: CSVSheet?, besides table: CSVTable) -> String? {
    guard let sheet, sheet.rowCount == table.rowCount else { return "the sheet has other rows than the table" }
    for column in table.header.indices {
      let indices = sheet.indices(ofColumn: column)
      for row in 0..<table.rowCount {
        let cell = table.cell(row: row, column: column)
        let (text, isQuoted) = sheet.text(indices[row], ofColumn: column)
        guard text == cell.text, isQuoted == cell.isQuoted, sheet.place(row: row, column: column) == cell.place else {
          return "the sheet has '\(text)' in row \(row) where the table has '\(cell.text)'"
        }
      }
    }
    return nil
  }

  private static func doubled(_ text: String) -> String {
    String(decoding: text.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }, as: UTF8.self)
  }
}
