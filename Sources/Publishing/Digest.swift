import Crypto

/// A SHA-256 sum; its text is in hexadecimal digits, as `sha256sum` prints it.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The sum's 32 bytes, the first one highest.
  private let words: SIMD4<UInt64>

  package init(of bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  fileprivate init(_ sum: SHA256.Digest) {
    var words = SIMD4<UInt64>()
    for (position, byte) in sum.enumerated() { words[position / 8] = words[position / 8] << 8 | UInt64(byte) }
    self.words = words
  }

  /// `nil` when the text isn't 64 hexadecimal digits, letters small.
  init?(_ text: some Collection<UInt8>) {
    guard text.count == 64 else { return nil }
    var words = SIMD4<UInt64>()
    for (position, byte) in text.enumerated() {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      words[position / 16] = words[position / 16] << 4 | UInt64(digit)
    }
    self.words = words
  }

  package var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return unsafe String(unsafeUninitializedCapacity: 64) { text in
      for position in 0..<64 {
        unsafe text[position] = digits[Int(words[position / 16] >> UInt64(60 - position % 16 * 4) & 15)]
      }
      return 64
    }
  }
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
