/// Where the lines of files start, counted once a file: thousands of findings may point into one.
final class LineIndex {
  private var starts: [ObjectIdentifier: [Int]] = [:]

  /// The 1-based line and column of an offset; columns are Unicode scalars.
  func lineAndColumn(of offset: Int, in file: SourceFile) -> (line: Int, column: Int) {
    let starts = lineStarts(of: file)
    let line = Self.line(of: offset, starts: starts)
    let start = contentStart(of: line, starts: starts, in: file)
    let end = min(offset, file.bytes.count)
    guard start < end else { return (line + file.firstLine, 1) }
    return (line + file.firstLine, file.bytes[start..<end].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) })
  }

  /// The bytes of the line with an offset, without its line end.
  func lineRange(of offset: Int, in file: SourceFile) -> Range<Int> {
    let starts = lineStarts(of: file)
    let line = Self.line(of: offset, starts: starts)
    let start = contentStart(of: line, starts: starts, in: file)
    var end = line + 1 < starts.count ? starts[line + 1] : file.bytes.count
    while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
    return start..<max(start, end)
  }

  /// Behind the byte order mark, on the first line.
  private func contentStart(of line: Int, starts: [Int], in file: SourceFile) -> Int {
    line == 0 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : starts[line]
  }

  private static func line(of offset: Int, starts: [Int]) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func lineStarts(of file: SourceFile) -> [Int] {
    if let known = starts[ObjectIdentifier(file)] { return known }
    var found = [0]
    let bytes = file.bytes
    for index in bytes.indices {
      let isBreak =
        bytes[index] == 0x0A
        || (bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
      if isBreak { found.append(index + 1) }
    }
    starts[ObjectIdentifier(file)] = found
    return found
  }
}
