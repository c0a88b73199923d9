/// A short sum of some text: FNV-1a with 64 bits. It tells a record that changed from one that didn't; what is
/// published is proven by SHA-256.
struct ShortSum {
  private(set) var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(bytes: [UInt8]) {
    for byte in bytes { add(byte) }
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
    let range = range ?? sums.indices
    var states = sums.mutableSpan
    let (input, firsts) = (bytes.span, ends.span)
    func text(_ offset: Int) -> Range<Int> {
      let number = numbers.map { Int($0[offset]) } ?? 0
      return firsts[number]..<firsts[number + 1]
    }
    var offset = 0
    while offset + 4 <= range.count {
      let position = range.lowerBound + offset
      let (one, two, three, four) = (text(offset), text(offset + 1), text(offset + 2), text(offset + 3))
      var sums = FourSums(
        a: states[position], b: states[position + 1], c: states[position + 2], d: states[position + 3])
      let common = min(min(one.count, two.count), min(three.count, four.count))
      for index in 0..<common {
        sums.add(
          input[one.lowerBound &+ index], input[two.lowerBound &+ index], input[three.lowerBound &+ index],
          input[four.lowerBound &+ index])
      }
      sums.a.add(input, one.dropFirst(common))
      sums.b.add(input, two.dropFirst(common))
      sums.c.add(input, three.dropFirst(common))
      sums.d.add(input, four.dropFirst(common))
      (states[position], states[position + 1]) = (sums.a, sums.b)
      (states[position + 2], states[position + 3]) = (sums.c, sums.d)
      offset += 4
    }
    while offset < range.count {
      states[range.lowerBound + offset].add(input, text(offset))
      offset += 1
    }
  }

  private mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range { add(bytes[index]) }
  }

  @inline(__always)
  fileprivate mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// Four sums that grow together, since each step of one waits for its step before.
private struct FourSums {
  var a, b, c, d: ShortSum

  @inline(__always)
  mutating func add(_ toA: UInt8, _ toB: UInt8, _ toC: UInt8, _ toD: UInt8) {
    a.add(toA)
    b.add(toB)
    c.add(toC)
    d.add(toD)
  }
}
