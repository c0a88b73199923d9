package import Diagnostics

extension CSVTable {
  /// The table of a file and everything that is wrong with it; no table when there is no header to read it by.
  ///
  /// Empty lines are passed over. Time and memory are linear in the file's size.
  package static func read(_ file: SourceFile) -> (table: CSVTable?, findings: [Finding]) {
    guard file.bytes.count <= sizeLimit else { return (nil, [.tooLarge(file, limit: sizeLimit)]) }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: 0)
    guard check.isReadable else { return (nil, check.findings) }
    var reader = CSVReader(file: file, start: check.hasMark ? 3 : 0, findings: check.findings)
    let bytes = file.bytes
    let table = reader.read(in: bytes.span)
    return (table, reader.findings)
  }
}

/// Reads rows, and reports and leaves out those that aren't as the header says.
private struct CSVReader {
  let file: SourceFile
  var scanner: CSVScanner
  var findings: [Finding]
  var cells: [CellRange] = []
  private var unclosedQuotes = 0

  init(file: SourceFile, start: Int, findings: [Finding]) {
    self.file = file
    self.findings = findings
    scanner = CSVScanner(from: start)
  }

  mutating func read(in bytes: Span<UInt8>) -> CSVTable? {
    skipComments(in: bytes)
    guard scanner.skipEmptyLines(in: bytes) else {
      findings.append(.missingHeader(file))
      return nil
    }
    guard let width = readRow(in: bytes) else { return nil }
    let header = cells.map { CSVTable.cell($0, in: file) }
    checkHeader(header)
    cells.removeAll(keepingCapacity: true)
    cells.reserveCapacity(bytes.count / 8)
    while scanner.skipEmptyLines(in: bytes) {
      let row = cells.count
      guard let count = readRow(in: bytes) else {
        cells.removeLast(cells.count - row)
        continue
      }
      if count != width {
        findings.append(.arity(of: cells[row...], header: header, in: file))
        cells.removeLast(count)
      }
    }
    return CSVTable(file: file, header: header, cells: cells)
  }

  /// Appends the cells of a row and returns how many; `nil` when the row can't be told apart.
  private mutating func readRow(in bytes: Span<UInt8>) -> Int? {
    let first = cells.count
    do throws(CSVScanner.Problem) {
      while true {
        let (cell, ending) = try scanner.next(in: bytes)
        cells.append(cell)
        if ending != .comma { return cells.count - first }
      }
    } catch {
      report(error, in: bytes)
      return nil
    }
  }

  private mutating func report(_ problem: CSVScanner.Problem, in bytes: Span<UInt8>) {
    switch problem {
    case .strayQuote(let index):
      findings.append(
        Finding(
          .error, "stray-quote", "quote inside a cell that doesn't begin with one", at: Place(file, index..<index + 1),
          hint: "put the whole cell in quotes and double the one inside: \"5\"\" disk\""))
      scanner.skipLine(of: index, in: bytes)
    case .textBehindQuote(let index):
      findings.append(
        Finding(
          .error, "stray-quote", "text behind the closing quote of a cell", at: Place(file, index..<index + 1),
          hint: "double a quote inside quotes; end the cell with a comma"))
      scanner.skipLine(of: index, in: bytes)
    case .unclosedQuote(let index):
      findings.append(
        Finding(
          .error, "unclosed-quote", "quote that isn't closed before the file ends", at: Place(file, index..<index + 1),
          hint: "close it; double a quote that belongs to the text"))
      // What follows is tried once more line by line; after a second one nothing sure can be said.
      unclosedQuotes += 1
      scanner.skipLine(of: unclosedQuotes < 2 ? index : bytes.count, in: bytes)
    }
  }

  private mutating func skipComments(in bytes: Span<UInt8>) {
    let start = scanner.position
    var end = start
    while scanner.position < bytes.count, bytes[scanner.position] == .hash || bytes[scanner.position].isBreak {
      let line = scanner.position
      scanner.skipLine(of: line, in: bytes)
      if bytes[line] == .hash { end = scanner.position }
    }
    guard end > start else { return }
    while end > start, bytes[end - 1].isBreak { end -= 1 }
    findings.append(
      Finding(
        .error, "comment-line", "comment in front of the header: CSV has none", at: Place(file, start..<end),
        hint: "delete the lines that begin with '#'"))
  }

  private mutating func checkHeader(_ header: [CSVTable.Cell]) {
    var first: [String: Place] = [:]
    for cell in header {
      if cell.text.isEmpty {
        findings.append(
          Finding(.warning, "unnamed-column", "column without a name", at: cell.place, hint: "name or delete it"))
      } else if let earlier = first[cell.text] {
        findings.append(
          Finding(
            .error, "duplicate-column", "column '\(cell.text)' stands twice in the header", at: cell.place,
            hint: "delete or rename one", related: [.init("first named here", at: earlier)]))
      } else {
        first[cell.text] = cell.place
      }
    }
  }
}

extension Finding {
  fileprivate static func missingHeader(_ file: SourceFile) -> Finding {
    Finding(
      .error, "missing-header", "empty file where a header should name the columns", at: Place(file),
      hint: "write the header, or delete the file")
  }

  fileprivate static func arity(
    of row: ArraySlice<CellRange>, header: [CSVTable.Cell], in file: SourceFile
  ) -> Finding {
    let last = row[row.endIndex - 1].bytes
    let headline = "row of \(row.count) \(row.count == 1 ? "cell" : "cells") where the header has \(header.count)"
    if row.count < header.count {
      let missing = header[row.count...].prefix(3).map { "'\($0.text)'" }.joined(separator: ", ")
      return Finding(
        .error, "missing-cell", headline, at: Place(file, last),
        hint: "no cells for \(missing)\(header.count - row.count > 3 ? " …" : ""); write an empty cell as ',,'")
    }
    let extra = row[row.startIndex + header.count].bytes.lowerBound..<last.upperBound
    return Finding(
      .error, "extra-cell", headline, at: Place(file, extra), hint: "put a cell with a comma in it in quotes")
  }
}
