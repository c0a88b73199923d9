package import Diagnostics

/// A CSV file as columns in which each different text is kept once: for rows that are looked at again and again, and of
/// which any cell may be asked for its place. Only a long column whose texts hardly repeat keeps one for each row.
///
/// Beside the file's bytes a row takes four bytes, and as few for each cell as tell its column's texts apart: none where
/// all rows say the same, else one, two or four; eight where the column keeps a text for each row. Rows with too many or
/// too few cells, or that can't be told apart, are findings and aren't in the sheet.
package struct CSVSheet: Sendable {
  package let file: SourceFile
  package let header: [CSVTable.Cell]
  /// Where each row begins.
  private let starts: [UInt32]
  private let columns: [SheetColumn]
  /// Rows in which every cell is empty, ascending.
  package let emptyRows: [Int]

  package var rowCount: Int { starts.count }

  /// The sheet of a file and everything that is wrong with it; none when there is no header to read it by.
  ///
  /// Empty lines are passed over. Time and memory are linear in the file's size.
  package static func read(_ file: SourceFile) -> (sheet: CSVSheet?, findings: [Finding]) {
    let limit = CSVTable.sizeLimit
    guard file.bytes.count <= limit else { return (nil, [.tooLarge(file, limit: limit)]) }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: 0)
    guard check.isReadable else { return (nil, check.findings.all) }
    var reader = CSVReader(file: file, start: check.hasMark ? 3 : 0, findings: check.findings)
    let array = file.bytes
    let bytes = array.span
    guard let header = reader.readHeader(in: bytes) else { return (nil, reader.findings.all) }
    var columns: [SheetColumnReader] = []
    var starts: [UInt32] = []
    var emptyRows: [Int] = []
    var block = CellBlock(columns: header.count)
    var scratch = IndexScratch(rows: block.rowLimit)
    let start = reader.position
    while reader.readRows(into: &block, in: bytes) {
      // By now it can be told how many rows there are, to a few in a hundred.
      if columns.isEmpty {
        let expected = block.rowCount * (bytes.count - start) / (reader.position - start)
        let room = expected + expected / 16 + block.rowCount
        starts.reserveCapacity(room)
        columns = header.map { _ in SheetColumnReader(expectedRows: room) }
      }
      for column in columns.indices { columns[column].read(column, of: block, in: bytes, &scratch) }
      block.appendStarts(to: &starts, emptyRows: &emptyRows)
    }
    if !reader.findings.isEmpty, let conflict = Finding.conflict(in: file) { return (nil, [conflict]) }
    // Where there is no row, a column has no text.
    let read = columns.isEmpty ? header.map { _ in SheetColumnReader(expectedRows: 0) } : columns
    return (
      CSVSheet(file: file, header: header, starts: starts, columns: read.map(\.column), emptyRows: emptyRows),
      reader.findings.all
    )
  }
}

extension CSVSheet {
  /// How many texts a column keeps: its different ones, or those of all rows.
  package func textCount(ofColumn column: Int) -> Int { columns[column].cells.count }

  /// For each row which of the column's texts it holds.
  package func indices(ofColumn column: Int) -> ShortIndices { columns[column].indices }

  /// One of a column's texts.
  package func text(_ index: Int, ofColumn column: Int) -> (text: String, isQuoted: Bool) {
    let bytes = file.bytes
    let cell = columns[column].cells[index]
    return (cell.text(in: bytes.span), cell.isQuoted)
  }

  /// Where the bytes of one of a column's texts first stand, or those of a row, without quotes around them; `nil` where
  /// they aren't the text itself, for its quotes are doubled.
  package func plainBytes(_ index: Int, ofColumn column: Int) -> Range<Int>? {
    let cell = columns[column].cells[index]
    guard cell.isQuoted else { return cell.bytes }
    let bytes = file.bytes
    let inner = cell.inner
    return inner.contains { bytes[$0] == .quote } ? nil : inner
  }

  /// From the first character or quote of a cell through the last; both are counted from 0 and the header left out.
  package func place(row: Int, column: Int) -> Place {
    var place = Place(file)
    eachCell(ofRow: row) { index, cell in
      if index == column { place = Place(file, cell.bytes) }
      return index < column
    }
    return place
  }

  /// A row's first cell with something in it: most often the one that names the row.
  package func place(ofRow row: Int) -> Place {
    let start = Int(starts[row])
    var place = Place(file, start..<start)
    eachCell(ofRow: row) { _, cell in
      if !cell.bytes.isEmpty { place = Place(file, cell.bytes) }
      return cell.bytes.isEmpty
    }
    return place
  }

  /// The row that holds an offset: the last one that begins at or before it; `nil` in front of the first.
  package func row(at offset: Int) -> Int? {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// Looks at the cells of a row from its first on while `use` wants more.
  private func eachCell(ofRow row: Int, _ use: (Int, CellRange) -> Bool) {
    let array = file.bytes
    let bytes = array.span
    var scanner = CSVScanner(from: Int(starts[row]))
    for column in columns.indices {
      // A row of the sheet has been read before: it has no problem, and as many cells as the header.
      guard let cell = try? scanner.next(in: bytes).cell, use(column, cell) else { return }
    }
  }
}

/// Small whole numbers in as few bytes as the largest of them needs.
package enum ShortIndices: Sendable {
  case zeros
  /// Each is its own position.
  case rows
  case bytes([UInt8])
  case shorts([UInt16])
  case words([UInt32])

  /// The numbers at some positions.
  package func numbers(in range: Range<Int>) -> [UInt32] {
    switch self {
    case .zeros: Array(repeating: 0, count: range.count)
    case .rows: range.map { UInt32(truncatingIfNeeded: $0) }
    case .bytes(let indices): indices[range].map { UInt32($0) }
    case .shorts(let indices): indices[range].map { UInt32($0) }
    case .words(let indices): Array(indices[range])
    }
  }

  package subscript(position: Int) -> Int {
    switch self {
    case .zeros: 0
    case .rows: position
    case .bytes(let indices): Int(indices[position])
    case .shorts(let indices): Int(indices[position])
    case .words(let indices): Int(indices[position])
    }
  }
}
