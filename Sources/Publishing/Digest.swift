import Crypto
import Diagnostics

/// A SHA-256 sum; its text is in hexadecimal digits, as `sha256sum` prints it.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  // The sum's 32 bytes, the first one highest. No SIMD vector: an async frame doesn't keep its alignment.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  package init(of bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  fileprivate init(_ sum: SHA256.Digest) {
    for byte in sum { shift(in: UInt64(byte), bits: 8) }
  }

  /// `nil` when the text isn't 64 hexadecimal digits, letters small.
  init?(_ text: some Collection<UInt8>) {
    guard text.count == 64 else { return nil }
    var word: UInt64 = 0
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39: word = word << 4 | UInt64(byte - 0x30)
      case 0x61...0x66: word = word << 4 | UInt64(byte - 0x61 + 10)
      default: return nil
      }
      switch index {
      case 15: first = word
      case 31: second = word
      case 47: third = word
      case 63: fourth = word
      default: break
      }
    }
  }

  private mutating func shift(in value: UInt64, bits: UInt64) {
    first = first << bits | second >> (64 - bits)
    second = second << bits | third >> (64 - bits)
    third = third << bits | fourth >> (64 - bits)
    fourth = fourth << bits | value
  }

  package var description: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    appendDigits(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  /// Appends the text.
  func appendDigits(to bytes: inout [UInt8]) {
    for word in [first, second, third, fourth] {
      for place in stride(from: UInt64(60), through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: word >> place) & 15
        bytes.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
      }
    }
  }

  /// Appends the sum's 32 bytes.
  func append(to bytes: inout [UInt8]) {
    for word in [first, second, third, fourth] {
      for place in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> place))
      }
    }
  }

  /// Its first half, where a short sum is enough.
  var words: (first: UInt64, second: UInt64) { (first, second) }
}

/// What an edition was made from, as one sum: two runs with equal fingerprints make equal editions.
///
/// Every part goes in with its length, so that no two lists of parts run together.
package struct Fingerprint {
  private var hasher = SHA256()

  package init() {}

  package mutating func add(_ bytes: [UInt8]) {
    hasher.update(data: Array("\(bytes.count):".utf8))
    hasher.update(data: bytes)
  }

  package mutating func add(_ text: String) {
    add(Array(text.utf8))
  }

  package var digest: Digest { Digest(hasher.finalize()) }
}
