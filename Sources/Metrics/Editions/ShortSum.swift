/// A short sum of some text: FNV-1a with 64 bits. It tells a record that changed from one that didn't; what is
/// published is proven by SHA-256.
struct ShortSum {
  private(set) var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(bytes: [UInt8]) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Every text ends with a byte that no text holds, so that no two run together.
  mutating func add(_ text: String) {
    var bytes: [UInt8] = []
    Self.append(text, to: &bytes)
    add(bytes: bytes)
  }

  /// Appends a text as it is summed.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0xFF)
  }

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

  /// Adds to each of many sums one of a few texts.
  ///
  /// - Parameters:
  ///   - append: appends the bytes of a text.
  ///   - numbers: which text, one for each sum; `nil` adds the first to all.
  ///   - range: the sums that are added to; `nil` for all.
  static func add<Text>(
    _ texts: [Text], at numbers: [UInt32]?, to sums: inout [ShortSum], _ range: Range<Int>? = nil,
    appending append: (Text, inout [UInt8]) -> Void
  ) {
    // All texts behind each other, so that nothing is held and let go for each sum.
    var bytes: [UInt8] = []
    var ends = [0]
    ends.reserveCapacity(texts.count + 1)
    for text in texts {
      append(text, &bytes)
      ends.append(bytes.count)
    }
    guard !bytes.isEmpty else { return }
    guard numbers != nil else { return add(bytes, toAll: range ?? sums.indices, of: &sums) }
    for (offset, position) in (range ?? sums.indices).enumerated() {
      let number = numbers.map { Int($0[offset]) } ?? 0
      var state = sums[position].state
      for index in ends[number]..<ends[number + 1] { state = (state ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
      sums[position].state = state
    }
  }

  /// Adds the same bytes to many sums. Four at a time, since each step of a sum waits for the one before.
  private static func add(_ bytes: [UInt8], toAll range: Range<Int>, of sums: inout [ShortSum]) {
    var states = sums.mutableSpan
    var position = range.lowerBound
    while position + 4 <= range.upperBound {
      var (a, b) = (states[position].state, states[position + 1].state)
      var (c, d) = (states[position + 2].state, states[position + 3].state)
      for byte in bytes {
        a = (a ^ UInt64(byte)) &* 0x100_0000_01B3
        b = (b ^ UInt64(byte)) &* 0x100_0000_01B3
        c = (c ^ UInt64(byte)) &* 0x100_0000_01B3
        d = (d ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      (states[position].state, states[position + 1].state) = (a, b)
      (states[position + 2].state, states[position + 3].state) = (c, d)
      position += 4
    }
    while position < range.upperBound {
      states[position].add(bytes: bytes)
      position += 1
    }
  }
}
