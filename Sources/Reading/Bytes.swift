extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let dash = UInt8(ascii: "-")

  var isBlank: Bool { self == .space || self == .tab }
  @inlinable package var isBreak: Bool { self == 0x0A || self == 0x0D }
  /// `[`, `]`, `{`, `}` and `,`, which end a plain scalar inside brackets.
  var isFlowMark: Bool {
    switch self {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), .comma: true
    default: false
    }
  }
}

extension UInt8 {
  /// A line end, a flow mark, a colon or a hash: what can end plain text inside brackets. A look into a table of bits,
  /// which costs less than nine comparisons.
  @inline(__always)
  var mayEndFlowText: Bool {
    // `\n`, `\r`, `#`, `,` and `:` below 64; `[`, `]`, `{` and `}` from there on.
    let low: UInt64 = 1 << 0x0A | 1 << 0x0D | 1 << 0x23 | 1 << 0x2C | 1 << 0x3A
    let high: UInt64 = 1 << 0x1B | 1 << 0x1D | 1 << 0x3B | 1 << 0x3D
    return self < 128 && ((self < 64 ? low : high) &>> UInt64(self & 63)) & 1 != 0
  }
}

/// The offset behind the line break at `index`: `\n`, `\r` or both together.
@inlinable
package func lineBreakEnd(at index: Int, in bytes: Span<UInt8>) -> Int {
  let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
  return index + (isPair ? 2 : 1)
}

/// The first place from `start` on where one of four bytes stands, or the end; looks at eight bytes at a step.
@inlinable @inline(__always)
package func firstIndex(
  of first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8, from start: Int, in bytes: Span<UInt8>
) -> Int {
  let low: UInt64 = 0x0101_0101_0101_0101
  let (a, b, c, d) = (low &* UInt64(first), low &* UInt64(second), low &* UInt64(third), low &* UInt64(fourth))
  var index = start
  while index + 8 <= bytes.count {
    // Eight bytes from `index` lie within the span: the loop's condition says so.
    let word = wholeWord(at: index, in: bytes)
    let found = zeroBytes(word ^ a) | zeroBytes(word ^ b) | zeroBytes(word ^ c) | zeroBytes(word ^ d)
    if found != 0 { return index + found.trailingZeroBitCount >> 3 }
    index += 8
  }
  while index < bytes.count {
    let byte = bytes[index]
    if byte == first || byte == second || byte == third || byte == fourth { return index }
    index += 1
  }
  return index
}

/// The top bit of each byte that is zero; of those above the first such byte perhaps others too.
@inlinable @inline(__always)
package func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

/// Eight bytes from `index`, the first in the lowest place; they must be there, for nobody asks.
@inlinable @inline(__always)
package func wholeWord(at index: Int, in bytes: Span<UInt8>) -> UInt64 {
  UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
}

/// Up to eight bytes from `index`, the first in the lowest place and zeros above the last.
@inlinable @inline(__always)
package func word(at index: Int, _ count: Int, in bytes: Span<UInt8>) -> UInt64 {
  if index &+ 8 <= bytes.count {
    // Eight bytes from `index`, which a range of the file began, lie within the span: the condition says so.
    let word = wholeWord(at: index, in: bytes)
    let unwanted = UInt64(truncatingIfNeeded: 64 &- 8 &* min(max(count, 0), 8))
    return unwanted == 64 ? 0 : word & (~0 &>> unwanted)
  }
  var word: UInt64 = 0
  for offset in 0..<min(max(count, 0), 8) { word |= UInt64(bytes[index + offset]) << (8 &* UInt64(offset)) }
  return word
}
