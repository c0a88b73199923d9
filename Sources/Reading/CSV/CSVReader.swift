package import Diagnostics

extension CSVTable {
  /// The table of a file and everything that is wrong with it; no table when there is no header to read it by.
  ///
  /// Empty lines are passed over. Time and memory are linear in the file's size.
  package static func read(_ file: SourceFile) -> (table: CSVTable?, findings: [Finding]) {
    guard file.bytes.count <= sizeLimit else { return (nil, [.tooLarge(file, limit: sizeLimit)]) }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: 0)
    guard check.isReadable else { return (nil, check.findings.all) }
    var reader = CSVReader(file: file, start: check.hasMark ? 3 : 0, findings: check.findings)
    let array = file.bytes
    let bytes = array.span
    guard let header = reader.readHeader(in: bytes) else { return (nil, reader.findings.all) }
    var cells: [CellRange] = []
    cells.reserveCapacity(bytes.count / 8)
    while reader.readRow(in: bytes) { cells.append(contentsOf: reader.row) }
    return (CSVTable(file: file, header: header, cells: cells), reader.findings.all)
  }
}

/// Reads rows, and reports and leaves out those that aren't as the header says.
struct CSVReader: ~Copyable {
  let file: SourceFile
  private(set) var findings: FindingList
  /// The cells of the row read last.
  private(set) var row: [CellRange] = []
  private var header: [CSVTable.Cell] = []
  private var scanner: CSVScanner
  private var unclosedQuotes = 0

  /// Where the next row begins.
  var position: Int { scanner.position }

  init(file: SourceFile, start: Int, findings: FindingList) {
    self.file = file
    self.findings = findings
    scanner = CSVScanner(from: start)
  }

  /// The names of the columns; `nil` with a finding when there are none.
  mutating func readHeader(in bytes: Span<UInt8>) -> [CSVTable.Cell]? {
    skipComments(in: bytes)
    guard scanner.skipEmptyLines(in: bytes) else {
      findings.append(.missingHeader(file))
      return nil
    }
    guard readCells(in: bytes) else { return nil }
    header = row.map { CSVTable.cell($0, in: file) }
    checkHeader(header)
    return header
  }

  /// Moves to the next row that is as the header says; false at the end.
  mutating func readRow(in bytes: Span<UInt8>) -> Bool {
    while scanner.skipEmptyLines(in: bytes) {
      guard readCells(in: bytes) else { continue }
      if row.count == header.count { return true }
      findings.append(.arity(of: row[...], header: header, in: file))
    }
    return false
  }

  /// Fills `row` with the cells of a line; false when they can't be told apart.
  private mutating func readCells(in bytes: Span<UInt8>) -> Bool {
    row.removeAll(keepingCapacity: true)
    do throws(CSVScanner.Problem) {
      while true {
        let (cell, ending) = try scanner.next(in: bytes)
        row.append(cell)
        if ending != .comma { return true }
      }
    } catch {
      report(error, in: bytes)
      return false
    }
  }

  private mutating func report(_ problem: CSVScanner.Problem, in bytes: Span<UInt8>) {
    switch problem {
    case .strayQuote(let index):
      findings.append(.strayQuote(at: index, inCellAt: scanner.position, of: file))
      scanner.skipLine(of: index, in: bytes)
    case .textBehindQuote(let index):
      findings.append(.textBehindQuote(at: index, inCellAt: scanner.position, of: file))
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
