import Crypto
import Glibc
import Reading
import Records

/// A stretch of a file, the unit of work: rows that begin in it belong to it.
struct Stretch: Sendable {
  let file: Int
  let bytes: Range<Int>

  /// The files in stretches of so many bytes; an empty file has one, of a byte that isn't there.
  static func all(of files: [HistoryFile], size: Int) -> [Stretch] {
    files.enumerated().flatMap { index, file in
      stride(from: 0, to: max(file.size, 1), by: size).map { start in
        Stretch(file: index, bytes: start..<max(min(start + size, file.size), start + 1))
      }
    }
  }
}

/// What one stretch came to.
struct StretchOutcome: Sendable {
  /// How many line ends it has.
  var lines = 0
  var problems: [RowProblem] = []
  var sum: [UInt8] = []
}

/// Reads stretches through one buffer, which holds a block and the row that its end cuts.
struct HistoryReader: ~Copyable {
  private static let blockSize = 128 << 10
  private var buffer = [UInt8](repeating: 0, count: blockSize + blockSize / 4)

  init() {}

  /// Counts the rows of a stretch.
  ///
  /// - Parameter limit: The most problems that are kept.
  mutating func read(
    _ stretch: Stretch, of file: HistoryFile, into counter: inout RowCounter, _ plan: RollupPlan, limit: Int,
    hashes: Bool
  ) throws(RollupProblem) -> StretchOutcome {
    let descriptor = unsafe open(file.fullPath, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: file.path, cause: systemError()) }
    defer { close(descriptor) }
    var outcome = StretchOutcome()
    let hasLineBreaks = plan.spec.hasLineBreaks
    var sum = SHA256()
    // Where the buffer begins in the file. The byte before the stretch tells whether a row begins with it.
    var base = max(stretch.bytes.lowerBound - 1, 0)
    var filled = 0
    var position = 0
    var isAligned = stretch.bytes.lowerBound == 0
    var hasHeader = stretch.bytes.lowerBound != 0
    reading: while true {
      if filled + Self.blockSize > buffer.count {
        buffer += [UInt8](repeating: 0, count: buffer.count)
      }
      let got = try readBlock(descriptor, at: base + filled, to: filled, of: file)
      if hashes {
        let fresh = max(stretch.bytes.lowerBound, base + filled)..<min(stretch.bytes.upperBound, base + filled + got)
        if fresh.lowerBound < fresh.upperBound {
          unsafe buffer.withUnsafeBytes { bytes in
            let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[fresh.lowerBound - base..<fresh.upperBound - base])
            unsafe sum.update(bufferPointer: part)
          }
        }
      }
      filled += got
      let isFinal = got == 0 || base + filled >= file.size
      do {
        let bytes = buffer.span.extracting(0..<filled)
        if !isAligned {
          guard let start = endOfLine(from: 0, in: bytes, isFinal: isFinal) else {
            // Whoever has the row's beginning says that it is too long.
            if filled > RowCounter.rowLimit { break reading }
            continue
          }
          position = start
          isAligned = true
        }
        if !hasHeader {
          guard let end = header(in: bytes, isFinal, plan, &outcome) else {
            if filled > RowCounter.rowLimit || isFinal { break reading }
            continue
          }
          position = end
          hasHeader = true
        }
        let end = min(stretch.bytes.upperBound - base, filled)
        rows: while position < end {
          let known = counter.readKnownRows(in: bytes, from: position, to: end)
          outcome.lines += known.rowCount
          position = known.position
          guard position < end else { break rows }
          if bytes[position] <= 0x20, isBlank(position, in: bytes) {
            guard let next = endOfLine(from: position, in: bytes, isFinal: isFinal) else { break rows }
            outcome.lines += 1
            position = next
            continue
          }
          switch counter.readRow(in: bytes, from: position, isFinal: isFinal) {
          case .incomplete: break rows
          case .next(let next):
            outcome.lines += hasLineBreaks ? lineCount(position..<next, in: bytes) : 1
            position = next
          case .problem(let kind, let range):
            guard let next = endOfLine(from: max(position, range.upperBound), in: bytes, isFinal: isFinal) else {
              break rows
            }
            outcome.problems.append(problem(kind, range, row: position..<next, outcome.lines, in: bytes))
            outcome.lines += lineCount(position..<next, in: bytes)
            position = next
            if outcome.problems.count >= limit { break reading }
          }
        }
        if base + position >= stretch.bytes.upperBound || isFinal { break reading }
        guard filled - position <= RowCounter.rowLimit else {
          outcome.problems.append(
            problem(.tooLong, position..<position + 1, row: position..<filled, outcome.lines, in: bytes))
          break reading
        }
        // The row that the end cuts moves to the front.
      }
      let rest = Array(buffer[position..<filled])
      buffer.replaceSubrange(0..<rest.count, with: rest)
      base += position
      filled = rest.count
      position = 0
    }
    outcome.sum = Array(sum.finalize())
    return outcome
  }

  private mutating func readBlock(
    _ descriptor: Int32, at offset: Int, to place: Int, of file: HistoryFile
  ) throws(RollupProblem) -> Int {
    while true {
      let got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe pread(descriptor, bytes.baseAddress?.advanced(by: place), Self.blockSize, offset)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .unreadable(path: file.path, cause: systemError()) }
      return got
    }
  }

  /// Reads the header; where the first row begins, or `nil` when that can't be told yet.
  private func header(
    in bytes: Span<UInt8>, _ isFinal: Bool, _ plan: RollupPlan, _ outcome: inout StretchOutcome
  ) -> Int? {
    let start = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    guard let end = endOfLine(from: start, in: bytes, isFinal: isFinal) else { return nil }
    var last = end
    while last > start, bytes[last - 1].isBreak { last -= 1 }
    let line = String(decoding: copy(start..<last, of: bytes), as: UTF8.self)
    let names = line.split(separator: ",", omittingEmptySubsequences: false).map { name in
      name.count > 1 && name.first == "\"" && name.last == "\"" ? name.dropFirst().dropLast() : name
    }
    if names.map({ String($0) }) != plan.spec.columns.map(\.name) {
      outcome.problems.append(problem(.header, start..<last, row: start..<end, outcome.lines, in: bytes))
    }
    outcome.lines += 1
    return end
  }

  /// Where the next line begins; `nil` when its end isn't there yet.
  private func endOfLine(from start: Int, in bytes: Span<UInt8>, isFinal: Bool) -> Int? {
    let index = firstIndex(of: 0x0A, 0x0D, 0x0A, 0x0D, from: start, in: bytes)
    guard index < bytes.count else { return isFinal ? index : nil }
    // A line feed may follow.
    if bytes[index] == 0x0D, index + 1 == bytes.count, !isFinal { return nil }
    return lineBreakEnd(at: index, in: bytes)
  }

  /// Whether the line has blanks only; Spark passes over such lines as well.
  private func isBlank(_ start: Int, in bytes: Span<UInt8>) -> Bool {
    var index = start
    while index < bytes.count, bytes[index] <= 0x20 {
      if bytes[index].isBreak { return true }
      index += 1
    }
    return index == bytes.count && index > start
  }

  private func lineCount(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int {
    var count = 0
    var index = range.lowerBound
    while true {
      index = firstIndex(of: 0x0A, 0x0D, 0x0A, 0x0D, from: index, in: bytes)
      guard index < range.upperBound else { return count }
      count += 1
      index = lineBreakEnd(at: index, in: bytes)
    }
  }

  private func problem(
    _ kind: RowProblem.Kind, _ range: Range<Int>, row: Range<Int>, _ line: Int, in bytes: Span<UInt8>
  ) -> RowProblem {
    // Only so much of a row that nobody reads through is kept.
    let kept = row.lowerBound..<min(row.upperBound, row.lowerBound + 4096)
    var end = kept.upperBound
    while end > kept.lowerBound, bytes[end - 1].isBreak { end -= 1 }
    let start = min(range.lowerBound - row.lowerBound, end - row.lowerBound)
    let stop = max(start, min(range.upperBound - row.lowerBound, end - row.lowerBound))
    return RowProblem(
      kind: kind, line: line, row: copy(kept.lowerBound..<end, of: bytes), range: start..<stop)
  }
}
