import Diagnostics

/// Whether bytes are text at all: UTF-8 without control characters.
enum TextCheck {
  struct Result {
    var findings = FindingList()
    /// False when nothing sensible can be read from the file.
    var isReadable = true
    /// True when the file begins with a byte order mark.
    var hasMark = false
  }

  /// - Parameter lineSeparatorsUntil: In front of this offset U+0085, U+2028 and U+2029 are refused as well, which some
  ///   YAML readers take for line breaks and others don't.
  static func findings(in file: SourceFile, lineSeparatorsUntil record: Int) -> Result {
    let array = file.bytes
    let bytes = array.span
    var result = Result()
    result.hasMark = hasByteOrderMark(bytes)
    if let other = otherFormat(of: bytes) {
      result.findings.append(.notText(file, other))
      result.isReadable = false
      return result
    }
    var index = result.hasMark ? 3 : 0
    while true {
      index = skipPlainBytes(from: index, in: bytes)
      guard index < bytes.count else { return result }
      guard let (scalar, length) = decode(at: index, in: bytes) else {
        result.findings.append(.notUTF8(file, at: index))
        result.isReadable = false
        return result
      }
      if isRefused(scalar, lineSeparatorsToo: index < record) {
        result.findings.append(.controlCharacter(scalar, at: Place(file, index..<index + length)))
        // Only binary files hold the character NUL, and one finding says enough about those.
        if scalar == "\0" {
          result.isReadable = false
          return result
        }
      }
      index += length
    }
  }

  /// What a file is that isn't UTF-8, where its first bytes tell.
  private static func otherFormat(of bytes: Span<UInt8>) -> String? {
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): return "UTF-32"
    case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): return "UTF-16"
    case (0, 1..., 0, 1...), (1..., 0, 1..., 0): return "UTF-16"
    case (0x50, 0x4B, 3, 4): return "an archive or a workbook"
    default: return nil
    }
  }

  static func hasByteOrderMark(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  /// Moves over ASCII that needs no second look, eight bytes at a step.
  ///
  /// `SIMD16` came to 25 MB/s here, since its masks don't become single instructions; this to 2,000.
  private static func skipPlainBytes(from start: Int, in bytes: Span<UInt8>) -> Int {
    var index = start
    while true {
      while index + 8 <= bytes.count {
        // Eight bytes from `index` lie within the span: the loop's condition says so.
        let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard marks(of: word) == 0 else { break }
        index += 8
      }
      // A tab or carriage return among the eight is passed here, and the rest goes on by eight.
      let end = min(index + 8, bytes.count)
      guard index < end else { return index }
      while index < end {
        let byte = bytes[index]
        guard byte < 0x7F, byte >= 0x20 || byte.isBreak || byte == .tab else { return index }
        index += 1
      }
    }
  }

  /// The top bit of each byte that is neither printable ASCII nor a line feed.
  private static func marks(of word: UInt64) -> UInt64 {
    let top: UInt64 = 0x8080_8080_8080_8080
    let rest = word & ~top
    let atLeastSpace = rest &+ 0x6060_6060_6060_6060
    let exceptLineFeed = (rest ^ 0x0A0A_0A0A_0A0A_0A0A) &+ ~top
    let exceptDelete = (rest ^ 0x7F7F_7F7F_7F7F_7F7F) &+ ~top
    return (word | (~atLeastSpace & exceptLineFeed) | ~exceptDelete) & top
  }

  /// The scalar at `index` and its length in bytes; `nil` when the bytes there aren't UTF-8.
  private static func decode(at index: Int, in bytes: Span<UInt8>) -> (Unicode.Scalar, Int)? {
    let first = bytes[index]
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  private static func isRefused(_ scalar: Unicode.Scalar, lineSeparatorsToo: Bool) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F: true
    case 0x85: lineSeparatorsToo
    case 0x80...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: true
    case 0x2028, 0x2029: lineSeparatorsToo
    // They turn the direction of what follows, so that a page reads otherwise than its record.
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Finding {
  fileprivate static func notUTF8(_ file: SourceFile, at index: Int) -> Finding {
    let byte = hexadecimal(UInt32(file.bytes[index]), digits: 2)
    return Finding(
      .error, "not-utf8", "byte 0x\(byte) isn't UTF-8", at: Place(file, index..<index + 1),
      hint: "save the file as UTF-8")
  }

  fileprivate static func notText(_ file: SourceFile, _ format: String) -> Finding {
    Finding(
      .error, "not-utf8", "file is \(format), not UTF-8", at: Place(file, 0..<1),
      hint: format.hasPrefix("UTF") ? "save the file as UTF-8" : "export a table of it as CSV, in UTF-8")
  }

  fileprivate static func controlCharacter(_ scalar: Unicode.Scalar, at place: Place) -> Finding {
    Finding(
      .error, "control-character", "control character U+\(hexadecimal(scalar.value, digits: 4))", at: place,
      hint: scalar == "\0" ? "is this a text file?" : "delete it, or write a space or line break instead")
  }
}

/// Upper-case digits, with zeros in front up to `digits` of them.
package func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
