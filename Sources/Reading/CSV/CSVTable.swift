package import Diagnostics

/// A CSV file as RFC 4180 describes it: a header and rows of as many cells.
///
/// Any line end, a byte order mark, and quotes around commas, quotes and line breaks. Holds where each cell lies;
/// text is decoded when it is asked for.
package struct CSVTable: Sendable {
  package struct Cell: Sendable {
    package var text: String
    /// The cell with its quotes.
    package var place: Place
    package var isQuoted: Bool
  }

  package let header: [Cell]
  private let file: SourceFile
  private let spans: [CSVSpan]
  private let columnCount: Int

  package var rowCount: Int { spans.count / columnCount - 1 }

  package func cell(row: Int, column: Int) -> Cell {
    CSVTable.cell(spans[(row + 1) * columnCount + column], in: file)
  }

  package func place(ofRow row: Int) -> Place {
    let first = spans[(row + 1) * columnCount]
    return Place(file, first.start..<spans[(row + 2) * columnCount - 1].end)
  }

  private static func cell(_ span: CSVSpan, in file: SourceFile) -> Cell {
    Cell(text: span.text(in: file.bytes), place: Place(file, span.start..<span.end), isQuoted: span.isQuoted)
  }
}

/// Where one cell lies, its quotes included.
struct CSVSpan {
  var start: Int
  var end: Int
  var isQuoted: Bool

  func text(in bytes: [UInt8]) -> String {
    guard isQuoted else { return String(decoding: bytes[start..<end], as: UTF8.self) }
    let inner = bytes[(start + 1)..<(end - 1)]
    guard inner.contains(.quote) else { return String(decoding: inner, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(inner.count)
    var index = inner.startIndex
    while index < inner.endIndex {
      text.append(inner[index])
      index += inner[index] == .quote ? 2 : 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension CSVTable {
  /// Reads a table, or says why it can't be one. A row with too many or too few cells is a finding and left out.
  package static func read(_ file: SourceFile) -> (table: CSVTable?, findings: [Finding]) {
    let check = TextCheck.findings(in: file, lineSeparatorsToo: false)
    guard check.isReadable else { return (nil, check.findings) }
    var findings = check.findings
    var spans: [CSVSpan] = []
    var columnCount = 0
    let bytes = file.bytes
    var index = check.hasMark ? 3 : 0
    while index < bytes.count {
      if bytes[index].isBreak {
        index = lineBreakEnd(at: index, in: bytes.span)
        continue
      }
      let rowStart = spans.count
      var problem: Finding?
      repeat {
        let (span, wrong) = readCell(at: index, of: file, in: bytes.span)
        spans.append(span)
        problem = problem ?? wrong
        index = span.end
        guard index < bytes.count, bytes[index] == .comma else { break }
        index += 1
      } while true
      if index < bytes.count { index = lineBreakEnd(at: index, in: bytes.span) }
      let count = spans.count - rowStart
      if columnCount == 0 { columnCount = count }
      if let wrong = problem ?? arity(of: spans[rowStart...], expected: columnCount, in: file) {
        findings.append(wrong)
        spans.removeSubrange(rowStart...)
        if rowStart == 0 { return (nil, findings) }
      }
    }
    guard columnCount > 0 else {
      let empty = Finding(
        .error, "missing-header", "the file is empty", at: Place(file), hint: "begin with a line of field names")
      return (nil, findings + [empty])
    }
    let header = spans[..<columnCount].map { cell($0, in: file) }
    return (CSVTable(header: header, file: file, spans: spans, columnCount: columnCount), findings)
  }

  /// The cell that begins at `start`, through the byte before the comma or line break behind it.
  private static func readCell(at start: Int, of file: SourceFile, in bytes: Span<UInt8>) -> (CSVSpan, Finding?) {
    var index = start
    guard index < bytes.count, bytes[index] == .quote else {
      var stray: Int?
      while index < bytes.count, bytes[index] != .comma, !bytes[index].isBreak {
        if bytes[index] == .quote, stray == nil { stray = index }
        index += 1
      }
      let span = CSVSpan(start: start, end: index, isQuoted: false)
      return (span, stray.map { .strayQuote(at: Place(file, $0..<$0 + 1)) })
    }
    index += 1
    while index < bytes.count {
      if bytes[index] != .quote {
        index += 1
      } else if index + 1 < bytes.count, bytes[index + 1] == .quote {
        index += 2
      } else {
        break
      }
    }
    guard index < bytes.count else {
      let span = CSVSpan(start: start, end: bytes.count, isQuoted: false)
      return (span, .unclosedQuote(at: Place(file, start..<start + 1)))
    }
    index += 1
    let span = CSVSpan(start: start, end: index, isQuoted: true)
    guard index < bytes.count, bytes[index] != .comma, !bytes[index].isBreak else { return (span, nil) }
    while index < bytes.count, bytes[index] != .comma, !bytes[index].isBreak { index += 1 }
    let whole = CSVSpan(start: start, end: index, isQuoted: false)
    return (whole, .strayQuote(at: Place(file, span.end - 1..<span.end)))
  }

  private static func arity(of row: ArraySlice<CSVSpan>, expected: Int, in file: SourceFile) -> Finding? {
    guard row.count != expected, let first = row.first, let last = row.last else { return nil }
    let code = row.count < expected ? "missing-cell" : "extra-cell"
    let cells = row.count == 1 ? "1 cell" : "\(row.count) cells"
    return Finding(
      .error, code, "the row has \(cells), the header \(expected)", at: Place(file, first.start..<last.end),
      hint: row.count < expected
        ? "write a comma for each cell that is left empty" : "put quotes around a cell that holds a comma")
  }
}

extension Finding {
  fileprivate static func strayQuote(at place: Place) -> Finding {
    Finding(
      .error, "stray-quote", "a quote inside a cell", at: place,
      hint: "put quotes around the whole cell and double those inside it")
  }

  fileprivate static func unclosedQuote(at place: Place) -> Finding {
    Finding(
      .error, "unclosed-quote", "the quote that opens here is never closed", at: place,
      hint: "close it, or double it if it belongs to the text")
  }
}
