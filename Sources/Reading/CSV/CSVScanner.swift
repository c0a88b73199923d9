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

  init(from start: Int) { position = start }

  /// The cell at `position`, and what ends it; moves behind that.
  mutating func next(in bytes: Span<UInt8>) throws(Problem) -> (cell: CellRange, ending: Ending) {
    let start = position
    if start < bytes.count, bytes[start] == .quote { return try nextQuoted(in: bytes) }
    let index = firstIndex(of: .comma, .lineFeed, .carriageReturn, .quote, from: start, in: bytes)
    if index < bytes.count, bytes[index] == .quote { throw .strayQuote(index) }
    position = index
    return (CellRange(start..<index, isQuoted: false), skipEnding(in: bytes))
  }

  private mutating func nextQuoted(in bytes: Span<UInt8>) throws(Problem) -> (cell: CellRange, ending: Ending) {
    let start = position
    var index = start + 1
    while true {
      index = firstIndex(of: .quote, .quote, .quote, .quote, from: index, in: bytes)
      guard index < bytes.count else { throw .unclosedQuote(start) }
      index += 1
      // A doubled quote is one quote inside the cell.
      guard index < bytes.count, bytes[index] == .quote else { break }
      index += 1
    }
    guard index == bytes.count || bytes[index] == .comma || bytes[index].isBreak else {
      throw .textBehindQuote(index)
    }
    position = index
    return (CellRange(start..<index, isQuoted: true), skipEnding(in: bytes))
  }

  private mutating func skipEnding(in bytes: Span<UInt8>) -> Ending {
    guard position < bytes.count else { return .file }
    if bytes[position] == .comma {
      position += 1
      return .comma
    }
    position = lineBreakEnd(at: position, in: bytes)
    return .line
  }

  /// Moves to the start of the line behind the one that holds `offset`.
  mutating func skipLine(of offset: Int, in bytes: Span<UInt8>) {
    position = offset
    while position < bytes.count, !bytes[position].isBreak { position += 1 }
    if position < bytes.count { position = lineBreakEnd(at: position, in: bytes) }
  }

  /// Moves over empty lines; true when something is left.
  mutating func skipEmptyLines(in bytes: Span<UInt8>) -> Bool {
    while position < bytes.count, bytes[position].isBreak { position += 1 }
    return position < bytes.count
  }
}
