import Diagnostics
import Reading

/// A CSV file of upstream's, whose columns go by several names over the years.
struct UpstreamTable {
  private let table: CSVTable
  private let columns: [String: Int]

  var rowCount: Int { table.rowCount }
  var header: [String] { table.header.map(\.text) }

  /// - Parameter needs: for each column that must be there, all its names.
  /// - Returns: `nil` with findings when the file can't be read by these columns.
  init?(_ file: SourceFile, needs: [[String]], in intake: inout Intake) {
    let (table, wrong) = CSVTable.read(file.withoutControlCharacters)
    intake.findings += wrong.map { $0.judged(in: file) }
    guard let table, !wrong.contains(where: { $0.judged(in: file).severity == .error }) else { return nil }
    self.table = table
    columns = Dictionary(table.header.enumerated().map { ($1.text, $0) }) { first, _ in first }
    for names in needs where !names.contains(where: { columns[$0] != nil }) {
      let wanted = names.map { "'\($0)'" }.joined(separator: " or ")
      intake.findings.append(
        .unlikeFormat("the header lacks \(wanted)", at: table.header.first?.place ?? Place(file)))
      return nil
    }
  }

  /// The text under the first of the names that the header has; `nil` when the cell is empty.
  func text(_ row: Int, _ names: String...) -> String? {
    for name in names {
      guard let column = columns[name] else { continue }
      let text = table.cell(row: row, column: column).text
      return text.isEmpty ? nil : text
    }
    return nil
  }

  /// A number, perhaps with a percent or dollar sign or commas between thousands; `nil` for an empty cell.
  func number(_ row: Int, _ names: String..., in intake: inout Intake) -> Double? {
    for name in names {
      guard let column = columns[name] else { continue }
      let cell = table.cell(row: row, column: column)
      let plain = cell.text.filter { $0 != "," && $0 != "%" && $0 != "$" && $0 != " " }
      guard !plain.isEmpty else { return nil }
      if let number = Double(plain), number.isFinite { return number }
      intake.findings.append(.unlikeFormat("'\(cell.text)' in '\(name)' isn't a number", at: cell.place))
      return nil
    }
    return nil
  }

  func place(ofRow row: Int) -> Place { table.place(ofRow: row) }
}

extension SourceFile {
  /// The same with spaces for control characters and byte order marks inside, which hand-copied cells hold; every other
  /// byte stays in its place.
  fileprivate var withoutControlCharacters: SourceFile {
    var plain = bytes
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { plain[index] = 0x20 }
      if index > 0, byte == 0xEF, bytes[index...].starts(with: [0xEF, 0xBB, 0xBF]) {
        plain.replaceSubrange(index..<index + 3, with: [0x20, 0x20, 0x20])
      }
    }
    return plain == bytes ? self : SourceFile(path: path, bytes: plain)
  }
}

extension Finding {
  /// A flaw of a CSV file as an importer sees it: a bad row in the middle is left out, one at the end means that the file
  /// was cut off.
  fileprivate func judged(in file: SourceFile) -> Finding {
    var judged = self
    switch code {
    case "missing-cell" where isAtEnd(of: file):
      judged.code = "cut-export"
      judged.headline = "the file ends in the middle of a row"
      judged.hint = "fetch it again"
    case "missing-cell", "extra-cell":
      judged.severity = .warning
      judged.effect = .kept
      judged.hint = "the row is left out"
    case "comment-line", "duplicate-column", "unnamed-column":
      judged.severity = .note
      judged.effect = .kept
    default: break
    }
    return judged
  }

  private func isAtEnd(of file: SourceFile) -> Bool {
    guard let place else { return false }
    return file.bytes[min(place.end, file.bytes.count)...].allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }
  }
}
