import Crypto

/// A SHA-256 sum in hexadecimal digits, as `sha256sum` prints it.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(of bytes: [UInt8]) {
    self.init(SHA256.hash(data: bytes))
  }

  fileprivate init(_ sum: SHA256.Digest) {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in sum {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    description = String(decoding: text, as: UTF8.self)
  }

  /// `nil` when the text isn't 64 hexadecimal digits.
  init?(_ text: Substring) {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard text.utf8.count == 64, text.utf8.allSatisfy(isDigit) else { return nil }
    description = String(text)
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
