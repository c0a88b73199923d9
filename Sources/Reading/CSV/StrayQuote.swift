import Diagnostics

// Quotes that stand wrong in a cell, and how the cell should be written.

extension Finding {
  /// - Parameter start: Where the cell begins, which has no quote there.
  static func strayQuote(at index: Int, inCellAt start: Int, of file: SourceFile) -> Finding {
    let bytes = file.bytes
    let hint =
      bytes[start..<index].allSatisfy(\.isBlank)
      ? "delete the blanks in front of the quote"
      : "put the whole cell in quotes and double each one inside: \(quoted(start, around: index, in: bytes.span))"
    return Finding(
      .error, "stray-quote", "quote inside a cell that doesn't begin with one", at: Place(file, index..<index + 1),
      hint: hint)
  }

  /// A cell that would go on over line ends up to a quote that can't be its last: its own was forgotten.
  static func unclosedQuote(at start: Int, beforeQuoteAt index: Int, of file: SourceFile) -> Finding {
    Finding(
      .error, "unclosed-quote", "quote that isn't closed where its cell ends", at: Place(file, start..<start + 1),
      hint: "close it; double a quote that belongs to the text",
      related: [.init("the next quote has text behind it", at: Place(file, index..<index + 1))])
  }

  /// - Parameters:
  ///   - index: Where the text behind the closing quote begins.
  ///   - start: Where the cell begins, with its opening quote.
  static func textBehindQuote(at index: Int, inCellAt start: Int, of file: SourceFile) -> Finding {
    let bytes = file.bytes
    let cell = quoted(start, around: index - 1, in: bytes.span)
    return Finding(
      .error, "stray-quote", "text behind the closing quote of a cell", at: Place(file, index..<index + 1),
      hint: "double each quote inside the cell: \(cell), or end it with a comma behind the quote")
  }
}

/// The cell at `start` as it should be written, if its quotes belong to its text; of a long one what is near `index`,
/// where the first wrong quote stands.
private func quoted(_ start: Int, around index: Int, in bytes: Span<UInt8>) -> String {
  var inner = start..<likelyEnd(from: index, in: bytes)
  if bytes[start] == .quote {
    let closes = inner.count > 2 && inner.upperBound - 1 > index && bytes[inner.upperBound - 1] == .quote
    inner = start + 1..<inner.upperBound - (closes ? 1 : 0)
  }
  var part = max(inner.lowerBound, index - 30)..<min(inner.upperBound, index + 30)
  while part.lowerBound > inner.lowerBound, bytes[part.lowerBound] & 0xC0 == 0x80 {
    part = part.lowerBound - 1..<part.upperBound
  }
  while part.upperBound < inner.upperBound, bytes[part.upperBound] & 0xC0 == 0x80 {
    part = part.lowerBound..<part.upperBound + 1
  }
  let isWhole = (part.lowerBound == inner.lowerBound, part.upperBound == inner.upperBound)
  var output = isWhole.0 ? "\"" : "\"…"
  var position = part.lowerBound
  while position < part.upperBound {
    let next = min(firstIndex(of: .quote, .quote, .quote, .quote, from: position, in: bytes), part.upperBound)
    output += text(position..<next, in: bytes)
    guard next < part.upperBound else { break }
    output += "\"\""
    // Those doubled already are one.
    position = next + (next + 1 < part.upperBound && bytes[next + 1] == .quote ? 2 : 1)
  }
  return output + (isWhole.1 ? "\"" : "…\"")
}

/// Where a cell with a wrong quote at `index` most likely ends: at a comma, unless that stands inside a quotation, or at
/// the end of the line.
private func likelyEnd(from index: Int, in bytes: Span<UInt8>) -> Int {
  var index = index
  while true {
    index = firstIndex(of: .comma, .lineFeed, .carriageReturn, .quote, from: index, in: bytes)
    guard index < bytes.count, bytes[index] == .quote else { return index }
    // A quotation opens behind a blank; a quote behind a digit means inches.
    if index > 0, bytes[index - 1].isBlank || bytes[index - 1] == UInt8(ascii: "(") {
      let closing = firstIndex(of: .quote, .lineFeed, .carriageReturn, .quote, from: index + 1, in: bytes)
      if closing < bytes.count, bytes[closing] == .quote { index = closing }
    }
    index += 1
  }
}
