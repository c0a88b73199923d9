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
    var block = CellBlock(columns: header.count)
    while reader.readRows(into: &block, in: bytes) { cells.append(contentsOf: block.cells.prefix(block.count)) }
    if !reader.findings.isEmpty, let conflict = Finding.conflict(in: file) { return (nil, [conflict]) }
    return (CSVTable(file: file, header: header, cells: cells), reader.findings.all)
  }
}

/// The cells of some rows, row by row: few enough to stay in the processor's nearest memory until they are used.
struct CellBlock {
  /// Those behind `count` mean nothing.
  fileprivate(set) var cells: [CellRange]
  fileprivate(set) var rowCount = 0
  let columnCount: Int

  var count: Int { rowCount * columnCount }

  init(columns: Int) {
    columnCount = columns
    cells = [CellRange](repeating: CellRange(0..<0, isQuoted: false), count: max(1, 2000 / columns) * columns)
  }
}

extension CellBlock {
  /// How many rows there are at most.
  var rowLimit: Int { cells.count / columnCount }

  /// Appends where each row begins, and notes those in which every cell is empty.
  func appendStarts(to starts: inout [UInt32], emptyRows: inout [Int]) {
    let cells = cells.span
    for row in 0..<rowCount {
      let (first, end) = (row * columnCount, (row + 1) * columnCount)
      var cell = first
      while cell < end, cells[cell].bytes.isEmpty { cell += 1 }
      if cell == end { emptyRows.append(starts.count) }
      starts.append(UInt32(truncatingIfNeeded: cells[first].bytes.lowerBound))
    }
  }

  /// Appends one of the columns to a list.
  func appendCells(ofColumn column: Int, to list: inout [CellRange]) {
    let start = list.count
    list.append(contentsOf: repeatElement(CellRange(0..<0, isQuoted: false), count: rowCount))
    let input = cells.span
    var output = list.mutableSpan
    for row in 0..<rowCount { output[start + row] = input[row * columnCount + column] }
  }
}

/// Reads rows, and reports and leaves out those that aren't as the header says.
struct CSVReader: ~Copyable {
  let file: SourceFile
  private(set) var findings: FindingList
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
    do throws(CSVScanner.Problem) {
      while true {
        let (cell, ending) = try scanner.next(in: bytes)
        header.append(CSVTable.cell(cell, in: file))
        if ending != .comma { break }
      }
    } catch {
      report(error, in: bytes)
      return nil
    }
    if let other = Finding.otherSeparator(in: header) {
      findings.append(other)
      return nil
    }
    checkHeader(header)
    return header
  }

  /// Fills the block with the next rows that are as the header says; false at the end.
  mutating func readRows(into block: inout CellBlock, in bytes: Span<UInt8>) -> Bool {
    let columns = block.columnCount
    var cells = block.cells.mutableSpan
    var filled = 0
    // In the loop it stays in registers.
    var scanner = scanner
    while filled < cells.count, scanner.skipEmptyLines(in: bytes) {
      do throws(CSVScanner.Problem) {
        var extra: CellRange?
        var count = 0
        while true {
          let (cell, ending) = try scanner.next(in: bytes)
          if count < columns { cells[filled + count] = cell } else if extra == nil { extra = cell }
          count += 1
          if ending == .comma { continue }
          if count == columns {
            filled += columns
          } else {
            findings.append(.arity(count, firstExtra: extra, last: cell, header: header, in: file))
          }
          break
        }
      } catch {
        self.scanner = scanner
        report(error, in: bytes)
        scanner = self.scanner
      }
    }
    self.scanner = scanner
    block.rowCount = filled / columns
    return filled > 0
  }

  private mutating func report(_ problem: CSVScanner.Problem, in bytes: Span<UInt8>) {
    switch problem {
    case .strayQuote(let index):
      findings.append(.strayQuote(at: index, inCellAt: scanner.position, of: file))
      scanner.skipLine(of: index, in: bytes)
    case .textBehindQuote(let index) where hasLineBreak(scanner.position..<index, in: bytes):
      // The quote that seems to close the cell opens another one, lines below: those in between are rows.
      findings.append(.unclosedQuote(at: scanner.position, beforeQuoteAt: index - 1, of: file))
      scanner.skipLine(of: scanner.position, in: bytes)
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

  private func hasLineBreak(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    firstIndex(of: .lineFeed, .carriageReturn, .lineFeed, .carriageReturn, from: range.lowerBound, in: bytes)
      < range.upperBound
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

  /// A header that is one cell with semicolons or tabs in it, as spreadsheets write them in many countries.
  fileprivate static func otherSeparator(in header: [CSVTable.Cell]) -> Finding? {
    guard header.count == 1, let cell = header.first, !cell.isQuoted else { return nil }
    let separators: [UInt8] = [UInt8(ascii: ";"), .tab]
    guard let offset = Array(cell.text.utf8).firstIndex(where: { separators.contains($0) }) else { return nil }
    let start = cell.place.start + offset
    let name = cell.place.file.bytes[start] == .tab ? "tabs" : "';'"
    return Finding(
      .error, "other-separator", "cells separated by \(name), where commas belong",
      at: Place(cell.place.file, start..<start + 1), hint: "export the table anew with commas, or replace them")
  }

  fileprivate static func arity(
    _ count: Int, firstExtra: CellRange?, last: CellRange, header: [CSVTable.Cell], in file: SourceFile
  ) -> Finding {
    let headline = "row of \(count) \(count == 1 ? "cell" : "cells") where the header has \(header.count)"
    if let firstExtra {
      return Finding(
        .error, "extra-cell", headline, at: Place(file, firstExtra.bytes.lowerBound..<last.bytes.upperBound),
        hint: "put a cell with a comma in it in quotes")
    }
    let missing = header[count...].prefix(3).map { "'\($0.text)'" }.joined(separator: ", ")
    return Finding(
      .error, "missing-cell", headline, at: Place(file, last.bytes),
      hint: "no cells for \(missing)\(header.count - count > 3 ? " …" : ""); write an empty cell as ',,'")
  }
}
