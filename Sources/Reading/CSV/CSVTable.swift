package import Diagnostics

/// A CSV file whose first row names the columns (RFC 4180).
///
/// Holds the positions of its cells, eight bytes each; a cell's text is decoded when somebody asks for it. Rows with too
/// many or too few cells, or that can't be told apart, are findings and aren't in the table.
package struct CSVTable: Sendable {
  package struct Cell: Sendable {
    package var text: String
    /// From the first character or quote through the last.
    package var place: Place
    package var isQuoted: Bool
  }

  /// The most bytes that a file may have.
  package static let sizeLimit = 1 << 30

  package let file: SourceFile
  package let header: [Cell]
  /// Row by row, as many a row as the header has.
  let cells: [CellRange]

  package var rowCount: Int { cells.count / header.count }

  /// The cell at a row and column, both counted from 0 and the header left out.
  package func cell(row: Int, column: Int) -> Cell {
    precondition(column >= 0 && column < header.count, "a column of the header")
    return Self.cell(cells[row * header.count + column], in: file)
  }

  /// A row's first cell with something in it: most often the one that names the row.
  package func place(ofRow row: Int) -> Place {
    let cells = cells[row * header.count..<(row + 1) * header.count]
    let first = cells.first { !$0.bytes.isEmpty } ?? cells[cells.startIndex]
    return Place(file, first.bytes)
  }

  static func cell(_ range: CellRange, in file: SourceFile) -> Cell {
    let bytes = file.bytes
    return Cell(text: range.text(in: bytes.span), place: Place(file, range.bytes), isQuoted: range.isQuoted)
  }
}

/// Where a cell stands in its file, quotes included.
struct CellRange: Sendable, Equatable {
  private static let quotedBit: UInt32 = 1 << 31

  private let start: UInt32
  private let endAndQuoted: UInt32

  init(_ range: Range<Int>, isQuoted: Bool) {
    start = UInt32(truncatingIfNeeded: range.lowerBound)
    endAndQuoted = UInt32(truncatingIfNeeded: range.upperBound) | (isQuoted ? Self.quotedBit : 0)
  }

  var isQuoted: Bool { endAndQuoted & Self.quotedBit != 0 }
  var bytes: Range<Int> { Int(start)..<Int(endAndQuoted & ~Self.quotedBit) }

  /// The bytes without the quotes around them.
  @inline(__always)
  var inner: Range<Int> {
    let quote = Int(endAndQuoted &>> 31)
    let (first, end) = (Int(start) &+ quote, Int(endAndQuoted & ~Self.quotedBit) &- quote)
    return first..<max(first, end)
  }

  /// The text without its quotes, doubled ones inside made single.
  func text(in bytes: Span<UInt8>) -> String {
    guard isQuoted else { return Reading.text(self.bytes, in: bytes) }
    let inner = inner
    guard inner.contains(where: { bytes[$0] == .quote }) else { return Reading.text(inner, in: bytes) }
    var output: [UInt8] = []
    output.reserveCapacity(inner.count)
    var index = inner.lowerBound
    while index < inner.upperBound {
      output.append(bytes[index])
      index += bytes[index] == .quote ? 2 : 1
    }
    return String(decoding: output, as: UTF8.self)
  }
}
