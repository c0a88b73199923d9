import Diagnostics

/// Whether an id can name a file on any system without leaving its folder.
///
/// Windows keeps a few names for devices, with any ending.
package func isSafeID(_ text: String) -> Bool {
  func isLetterOrDigit(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
  guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= 100, text.utf8.last != 0x2E else {
    return false
  }
  let stem = text.prefix { $0 != "." }
  let isDevice =
    ["con", "prn", "aux", "nul"].contains(stem)
    || (stem.utf8.count == 4 && ["com", "lpt"].contains(stem.prefix(3)) && stem.last?.isNumber == true)
  return !isDevice && !text.contains("..")
    && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E }
}

/// What a cell lists: its parts between semicolons, without blanks around them.
func listedTexts(in text: String) -> [String] { text.split(separator: ";").map(trimmed).filter { !$0.isEmpty } }

private func trimmed(_ text: Substring) -> String {
  var text = text
  while text.first == " " { text.removeFirst() }
  while text.last == " " { text.removeLast() }
  return String(text)
}

/// True for text that one pair of typographic quotes encloses: a word processor has put them where plain ones were meant.
func isInTypographicQuotes(_ text: String) -> Bool {
  // The first byte of each of them in UTF-8: most text is done with here.
  guard text.utf8.first == 0xE2, let first = text.first, let last = text.last, text.count > 1 else { return false }
  let inner = text.dropFirst().dropLast()
  return "“„‘‚".contains(first) && "”“’‘".contains(last) && !inner.contains { "“”„".contains($0) }
}

extension Finding {
  static func typographicQuotes(of text: String, at place: Place) -> Finding {
    Finding(
      .warning, "typographic-quotes", "quotes that belong to the value \(text)", at: place,
      hint: "delete them; where they are meant, put the whole value in plain quotes")
  }
}
