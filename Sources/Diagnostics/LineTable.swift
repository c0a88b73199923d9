/// Where the lines of a file begin, and the column asked for last: the next is mostly near it, even on a line of megabytes.
struct LineTable {
  /// Behind the byte order mark, on the first line.
  private let starts: [Int]
  private var last: (line: Int, offset: Int, column: Int)

  init(of bytes: [UInt8]) {
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      // A line ends with a line feed, or with a carriage return that none follows.
      if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) { starts.append(index) }
    }
    self.starts = starts
    last = (1, starts[0], 1)
  }

  /// The 1-based line that holds an offset.
  func line(at offset: Int) -> Int {
    // The first line that begins behind the offset.
    var (low, high) = (1, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The bytes of a line, without its line end.
  func range(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The 1-based line and column of an offset; columns are Unicode scalars.
  mutating func lineAndColumn(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let start = starts[line - 1]
    guard offset > start else { return (line, 1) }
    let isNear = last.line == line && abs(offset - last.offset) < offset - start
    let (origin, column) = isNear ? (last.offset, last.column) : (start, 1)
    let between = bytes[min(origin, offset)..<max(origin, offset)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    last = (line, offset, offset < origin ? column - between : column + between)
    return (line, last.column)
  }
}
