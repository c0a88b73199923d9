/// Finds commas, quotes and line ends, sixty-four bytes at a step, and gives them one after the other.
///
/// What stands between them is never looked at again, and how long a cell is costs no wrong guess of the processor: in
/// cells of ten bytes that is most of the time a plain loop takes.
struct CSVMarks {
  /// Where the block begins that `found` is about.
  private var base: Int
  /// A bit for each byte of the block that is a mark and wasn't given yet.
  private var found: UInt64 = 0

  init(from start: Int) { base = start &- 64 }

  /// Goes on with the first mark at or behind `position`.
  mutating func move(to position: Int) { self = CSVMarks(from: position) }

  /// The next mark's place, or the end.
  @inline(__always)
  mutating func next(in bytes: Span<UInt8>) -> Int {
    while found == 0 {
      guard base < bytes.count &- 64 else { return bytes.count }
      base &+= 64
      found = Self.marks(from: base, in: bytes)
    }
    let index = base &+ found.trailingZeroBitCount
    found &= found &- 1
    return index
  }

  /// A bit for each of sixty-four bytes that is a mark.
  private static func marks(from start: Int, in bytes: Span<UInt8>) -> UInt64 {
    guard start + 64 <= bytes.count else {
      var marks: UInt64 = 0
      for index in start..<bytes.count where isMark(bytes[index]) { marks |= 1 << UInt64(index - start) }
      return marks
    }
    let first = bits(at: start, in: bytes) | bits(at: start &+ 8, in: bytes) &<< 8
    let second = bits(at: start &+ 16, in: bytes) &<< 16 | bits(at: start &+ 24, in: bytes) &<< 24
    let third = bits(at: start &+ 32, in: bytes) &<< 32 | bits(at: start &+ 40, in: bytes) &<< 40
    let fourth = bits(at: start &+ 48, in: bytes) &<< 48 | bits(at: start &+ 56, in: bytes) &<< 56
    return first | second | third | fourth
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte == .comma || byte == .quote || byte.isBreak }

  /// A bit for each of eight bytes that is a mark, the first in the lowest place.
  @inline(__always)
  private static func bits(at start: Int, in bytes: Span<UInt8>) -> UInt64 {
    // The caller has asked whether sixty-four bytes lie within the span.
    let word = wholeWord(at: start, in: bytes)
    let others =
      differing(word, from: .comma) & differing(word, from: .quote) & differing(word, from: .lineFeed)
      & differing(word, from: .carriageReturn)
    // Moves bit 8n to bit 56 + n.
    return (((~others & 0x8080_8080_8080_8080) &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// The top bit of each byte that isn't `mark`; the other bits mean nothing.
  @inline(__always)
  private static func differing(_ word: UInt64, from mark: UInt8) -> UInt64 {
    let difference = word ^ (0x0101_0101_0101_0101 &* UInt64(mark))
    return ((difference & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | difference
  }
}
