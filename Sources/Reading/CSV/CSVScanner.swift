/// Finds where each cell of a CSV file starts and ends. Copies, decodes and allocates nothing.
///
/// Input: UTF-8, RFC 4180 quoting, any line end. Output: byte ranges into that same input.
struct CSVScanner {
  enum Problem: Error, Equatable {
    /// A quote inside a cell that doesn't begin with one, at this byte.
    case strayQuote(Int)
    /// Something other than a comma or a line end behind the closing quote, at this byte.
    case textBehindQuote(Int)
    /// The quote at this byte isn't closed.
    case unclosedQuote(Int)
  }

  enum Ending {
    case comma, line, file
  }

  /// Where the next cell starts.
  private(set) var position: Int
  /// The next one given is the first at or behind `position`.
  private var marks: CSVMarks

  init(from start: Int) {
    position = start
    marks = CSVMarks(from: start)
  }

  /// The cell at `position`, and what ends it; moves behind that. After a problem `position` stays at the cell, and a
  /// line has to be skipped.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>) throws(Problem) -> (cell: CellRange, ending: Ending) {
    let start = position
    let end = marks.next(in: bytes)
    guard end < bytes.count else {
      position = end
      return (CellRange(start..<end, isQuoted: false), .file)
    }
    if bytes[end] == .comma {
      position = end + 1
      return (CellRange(start..<end, isQuoted: false), .comma)
    }
    if bytes[end] == .quote {
      guard end == start else { throw .strayQuote(end) }
      return try nextQuoted(in: bytes)
    }
    endLine(at: end, in: bytes)
    return (CellRange(start..<end, isQuoted: false), .line)
  }

  /// The same for a cell whose opening quote, at `position`, was the last mark.
  private mutating func nextQuoted(in bytes: Span<UInt8>) throws(Problem) -> (cell: CellRange, ending: Ending) {
    let start = position
    var end: Int
    while true {
      end = marks.next(in: bytes)
      guard end < bytes.count else { throw .unclosedQuote(start) }
      guard bytes[end] == .quote else { continue }
      end += 1
      // A doubled quote is one quote inside the cell.
      guard end < bytes.count, bytes[end] == .quote else { break }
      _ = marks.next(in: bytes)
    }
    let cell = CellRange(start..<end, isQuoted: true)
    guard end < bytes.count else {
      position = end
      return (cell, .file)
    }
    if bytes[end] == .comma {
      position = marks.next(in: bytes) + 1
      return (cell, .comma)
    }
    guard bytes[end].isBreak else { throw .textBehindQuote(end) }
    endLine(at: marks.next(in: bytes), in: bytes)
    return (cell, .line)
  }

  /// Moves behind the line break at `index`, which was the last mark.
  private mutating func endLine(at index: Int, in bytes: Span<UInt8>) {
    position = lineBreakEnd(at: index, in: bytes)
    if position > index + 1 { _ = marks.next(in: bytes) }
  }

  /// Moves to the start of the line behind the one that holds `offset`.
  mutating func skipLine(of offset: Int, in bytes: Span<UInt8>) {
    position = offset
    while position < bytes.count, !bytes[position].isBreak { position += 1 }
    if position < bytes.count { position = lineBreakEnd(at: position, in: bytes) }
    marks.move(to: position)
  }

  /// Moves over empty lines; true when something is left.
  @inline(__always)
  mutating func skipEmptyLines(in bytes: Span<UInt8>) -> Bool {
    while position < bytes.count, bytes[position].isBreak { position = marks.next(in: bytes) + 1 }
    return position < bytes.count
  }
}
