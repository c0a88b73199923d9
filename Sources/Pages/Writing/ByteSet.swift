/// Some of all bytes: those that a text can't have as they are. Asking whether a text has one takes a step a byte.
struct ByteSet: Sendable {
  /// A bit for each byte, 64 a number.
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      let bit = UInt64(1) << UInt64(byte & 63)
      switch byte >> 6 {
      case 0: bits.0 |= bit
      case 1: bits.1 |= bit
      case 2: bits.2 |= bit
      default: bits.3 |= bit
      }
    }
  }

  func contains(_ byte: UInt8) -> Bool {
    let part =
      switch byte >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return part >> UInt64(byte & 63) & 1 != 0
  }

  /// Whether a text has none of them.
  func isDisjoint(with text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices where contains(bytes[index]) { return false }
    return true
  }
}
