package import Diagnostics

/// A CSV file as columns, for tables of millions of rows: numbers, names of which each is kept once, and other text.
///
/// Rows with too many or too few cells, or that can't be told apart, are findings and aren't in the columns. One pass
/// over the bytes; beside them it takes eight bytes for a number or text and four for a name.
package struct CSVColumns: Sendable {
  /// What the cells of a column are.
  package enum Form: Sendable {
    /// Decimal numbers.
    case number
    /// Few texts, many times over: ids, sources, days.
    case name
    /// Text that is hardly ever the same.
    case text
  }

  package enum Column: Sendable {
    /// What is empty, or no number, isn't a number here either.
    case numbers([Double])
    /// For each row an index into the names, which stand in the order in which they come first.
    case names(indices: [UInt32], names: [String])
    case texts(TextColumn)
  }

  /// Text as it stands in the file; decoded when somebody asks for it.
  package struct TextColumn: Sendable {
    let file: SourceFile
    let cells: [CellRange]

    package var count: Int { cells.count }

    package subscript(row: Int) -> String {
      let bytes = file.bytes
      return cells[row].text(in: bytes.span)
    }
  }

  /// A cell of a column of numbers that holds something else.
  package struct WrongCell: Sendable {
    package var column: Int
    package var row: Int
    package var cell: CSVTable.Cell
  }

  package let header: [CSVTable.Cell]
  package let columns: [Column]
  package let rowCount: Int
  /// At most as many as one file may have findings.
  package let wrongCells: [WrongCell]

  /// The columns of a file and everything that is wrong with it; none when there is no header to read it by.
  ///
  /// - Parameter form: What each column is, by its name.
  package static func read(
    _ file: SourceFile, form: (String) -> Form
  ) -> (columns: CSVColumns?, findings: [Finding]) {
    let limit = CSVTable.sizeLimit
    guard file.bytes.count <= limit else { return (nil, [.tooLarge(file, limit: limit)]) }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: 0)
    guard check.isReadable else { return (nil, check.findings.all) }
    var reader = CSVReader(file: file, start: check.hasMark ? 3 : 0, findings: check.findings)
    let array = file.bytes
    let bytes = array.span
    guard let header = reader.readHeader(in: bytes) else { return (nil, reader.findings.all) }
    var builders = header.map { ColumnBuilder(form($0.text)) }
    var rowCount = 0
    var wrong: [WrongCell] = []
    var block = CellBlock(columns: header.count)
    let start = reader.position
    while reader.readRows(into: &block, in: bytes) {
      // By now it can be told how many rows there are, to a few in a hundred.
      if rowCount == 0 {
        let expected = block.rowCount * (bytes.count - start) / (reader.position - start)
        for column in builders.indices { builders[column].reserve(expected + expected / 16 + block.rowCount) }
      }
      for column in builders.indices {
        for row in builders[column].append(column, of: block, in: bytes) where wrong.count < FindingList.limit {
          let cell = block.cells[row * header.count + column]
          wrong.append(WrongCell(column: column, row: rowCount + row, cell: CSVTable.cell(cell, in: file)))
        }
      }
      rowCount += block.rowCount
    }
    // Cell by cell in the order of the file, whatever the blocks were.
    wrong.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    let columns = builders.map { $0.column(of: file) }
    return (CSVColumns(header: header, columns: columns, rowCount: rowCount, wrongCells: wrong), reader.findings.all)
  }
}

/// One column while it is read: of its lists one is filled.
private struct ColumnBuilder {
  private let form: CSVColumns.Form
  private var numbers: [Double] = []
  private var indices: [UInt32] = []
  private var names = NameTable()
  private var texts: [CellRange] = []

  init(_ form: CSVColumns.Form) { self.form = form }

  mutating func reserve(_ count: Int) {
    switch form {
    case .number: numbers.reserveCapacity(count)
    case .name: indices.reserveCapacity(count)
    case .text: texts.reserveCapacity(count)
    }
  }

  /// Takes a column of the block; returns the rows of the block whose cells aren't what the column holds.
  mutating func append(_ column: Int, of block: CellBlock, in bytes: Span<UInt8>) -> [Int] {
    let cells = block.cells.span
    var wrong: [Int] = []
    var index = column
    switch form {
    case .name:
      names.appendIndices(of: column, of: block, in: bytes, to: &indices)
    case .text:
      let start = texts.count
      texts.append(contentsOf: repeatElement(CellRange(0..<0, isQuoted: false), count: block.rowCount))
      var output = texts.mutableSpan
      for row in 0..<block.rowCount {
        output[start + row] = cells[index]
        index += block.columnCount
      }
    case .number:
      let start = numbers.count
      numbers.append(contentsOf: repeatElement(.nan, count: block.rowCount))
      var output = numbers.mutableSpan
      for row in 0..<block.rowCount {
        let text = cells[index].inner
        index += block.columnCount
        if let number = decimalNumber(text, in: bytes) {
          output[start + row] = number
        } else if !text.isEmpty {
          wrong.append(row)
        }
      }
    }
    return wrong
  }

  func column(of file: SourceFile) -> CSVColumns.Column {
    switch form {
    case .number: return .numbers(numbers)
    case .text: return .texts(CSVColumns.TextColumn(file: file, cells: texts))
    case .name:
      let bytes = file.bytes
      return .names(indices: indices, names: names.cells.map { $0.text(in: bytes.span) })
    }
  }
}
