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
    while reader.readRow(in: bytes) {
      for column in builders.indices {
        let cell = reader.row[column]
        if !builders[column].append(cell, in: bytes), wrong.count < FindingList.limit {
          wrong.append(WrongCell(column: column, row: rowCount, cell: CSVTable.cell(cell, in: file)))
        }
      }
      rowCount += 1
      // By then it can be told how many rows there are, about.
      if rowCount == 1000 {
        let expected = bytes.count / (reader.position / rowCount) + rowCount
        for column in builders.indices { builders[column].reserve(expected) }
      }
    }
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

  /// False when the cell isn't what the column holds.
  mutating func append(_ cell: CellRange, in bytes: Span<UInt8>) -> Bool {
    switch form {
    case .name: indices.append(names.index(of: cell, in: bytes))
    case .text: texts.append(cell)
    case .number:
      let inner = cell.inner
      let number = decimalNumber(inner, in: bytes)
      numbers.append(number ?? .nan)
      return number != nil || inner.isEmpty
    }
    return true
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
