/// A column of a sheet: its texts, and for each row which of them it holds.
///
/// Each different text is kept once. Where nearly every row has one of its own, as in columns of ids or of long numbers, a
/// text is kept for each row instead: a table of such texts would be as long, and would leave the nearer memory.
struct SheetColumn: Sendable {
  let indices: ShortIndices
  /// Where each text first stands, or that of each row. Text in quotes differs from the same text without.
  let cells: [CellRange]
}

/// A column while its file is read.
struct SheetColumnReader {
  /// So many rows are looked at before texts are taken not to repeat; a shorter column keeps each different text once.
  static let rowsLookedAt = 8192

  private let expectedRows: Int
  private var rowCount = 0
  private var names = NameTable()
  private var indices: IndexList
  /// The text of each row, once it is told that they don't repeat.
  private var cells: [CellRange]?
  private var isTold = false

  /// - Parameter expectedRows: how many rows the file has, to a few in a hundred.
  init(expectedRows: Int) {
    self.expectedRows = expectedRows
    indices = IndexList(room: expectedRows)
  }

  /// Takes in one of a block's columns.
  ///
  /// - Parameter scratch: holds nothing before or after.
  mutating func read(_ column: Int, of block: CellBlock, in bytes: Span<UInt8>, _ scratch: inout IndexScratch) {
    if !isTold, rowCount >= Self.rowsLookedAt {
      isTold = true
      if !repeats { keepEachRow() }
    }
    rowCount += block.rowCount
    if cells != nil {
      block.appendCells(ofColumn: column, to: &cells!)
    } else {
      names.readIndices(of: column, of: block, in: bytes, into: &scratch)
      indices.append(scratch.indices, count: block.rowCount, below: names.count)
    }
  }

  /// The column as it is kept.
  var column: SheetColumn {
    if let cells { return SheetColumn(indices: .rows, cells: cells) }
    return SheetColumn(indices: indices.indices, cells: names.cells)
  }

  /// Whether rows find their text in the table often enough for it to be worth while: half of them have so far, or three
  /// in four will, as far as what has been read lets one expect.
  private var repeats: Bool {
    let (rows, texts) = (Double(rowCount), Double(names.count))
    if texts <= rows / 2 { return true }
    // Rows that draw their texts from so many at random would have drawn one again just as often.
    let drawnFrom = rows * rows / (2 * max(rows - texts, 0.5))
    return drawnFrom < Double(expectedRows) / 4
  }

  private mutating func keepEachRow() {
    let texts = names.cells
    let indices = indices.indices
    var cells: [CellRange] = []
    cells.reserveCapacity(expectedRows)
    for row in 0..<rowCount { cells.append(texts[indices[row]]) }
    self.cells = cells
    names = NameTable()
    self.indices = IndexList(room: 0)
  }
}
