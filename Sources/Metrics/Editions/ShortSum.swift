/// A short sum of some text: FNV-1a with 64 bits. It tells a record that changed from one that didn't; what is
/// published is proven by SHA-256.
struct ShortSum {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(bytes: [UInt8]) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Every text ends with a byte that no text holds, so that no two run together.
  mutating func add(_ text: String) { add(bytes: Self.bytes(of: text)) }

  /// A text as it is summed.
  static func bytes(of text: String) -> [UInt8] { Array(text.utf8) + [0xFF] }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func of(_ text: String) -> String {
    var sum = ShortSum()
    sum.add(text)
    return sum.text
  }
}
