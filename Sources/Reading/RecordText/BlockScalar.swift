import Diagnostics

// Literal and folded text.

extension RecordParser {
  private struct Header {
    var chomping = TapeItem.Chomping.clip
    /// How much further than its parent the text is indented, when the header says so.
    var indentation: Int?
  }

  /// Reads `|` or `>` text, whose lines stand further right than `parent`; moves to the next line with text behind it.
  mutating func readBlockScalar(parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let start = position
    let header = try readHeader(in: bytes)
    var indentation = header.indentation.map { max(parent, 0) + $0 }
    var widestBlank = 0..<0
    while position < bytes.count {
      lineStart = position
      if isAtMarker(in: bytes) { break }
      var index = position
      while byte(index, in: bytes) == .space { index += 1 }
      let spaces = index - lineStart
      let isBlank = index == bytes.count || bytes[index].isBreak
      if isBlank {
        if indentation == nil, spaces > widestBlank.count { widestBlank = lineStart..<index }
      } else if let indentation {
        if spaces < indentation { break }
      } else {
        if spaces <= parent { break }
        indentation = spaces
        if widestBlank.count > spaces {
          report(
            "bad-indentation", "blank line with more spaces than the text below it", widestBlank,
            hint: "delete the spaces, or say how far the text is indented: '|2'")
        }
      }
      position = lineEnd(from: index, in: bytes)
      guard position < bytes.count else { break }
      position = lineBreakEnd(at: position, in: bytes)
      lineStart = position
    }
    try finishBlockScalar(start..<position, indentation ?? widestBlank.count, header, isFolded: bytes[start] != 0x7C)
    refuseTabbedBlank(in: bytes)
    skipToContent(in: bytes)
  }

  private mutating func finishBlockScalar(
    _ range: Range<Int>, _ indentation: Int, _ header: Header, isFolded: Bool
  ) throws(Stop) {
    guard let indentation = UInt16(exactly: indentation) else {
      throw stop(
        "too-deep", "text indented by \(indentation) spaces", range.lowerBound..<range.lowerBound + 1,
        hint: "indent it by two")
    }
    append(isFolded ? .folded : .literal, range)
    tape[tape.count - 1].detail = header.chomping.rawValue
    tape[tape.count - 1].indentation = indentation
  }

  /// Reads what stands behind `|` or `>` on its line, and moves to the line below.
  private mutating func readHeader(in bytes: Span<UInt8>) throws(Stop) -> Header {
    let start = position
    var header = Header()
    var hasChomping = false
    position += 1
    while position < bytes.count {
      let mark = bytes[position]
      if !hasChomping, mark == .dash || mark == UInt8(ascii: "+") {
        header.chomping = mark == .dash ? .strip : .keep
        hasChomping = true
      } else if header.indentation == nil, mark >= UInt8(ascii: "1"), mark <= UInt8(ascii: "9") {
        header.indentation = Int(mark - UInt8(ascii: "0"))
      } else {
        break
      }
      position += 1
    }
    let end = position
    skipBlanks(in: bytes)
    if byte(position, in: bytes) == .hash, position > end { skipLine(in: bytes) }
    guard isAtEnd(in: bytes) || bytes[position].isBreak else {
      let range = position..<lineEnd(from: position, in: bytes)
      throw stop(
        "unexpected-text",
        "text behind '\(text(start..<end, in: bytes))' on its line: '\(excerpt(range, in: bytes))'", range,
        hint: "begin the text on the next line, indented; quote text that begins with '|' or '>'")
    }
    if !isAtEnd(in: bytes) { position = lineBreakEnd(at: position, in: bytes) }
    lineStart = position
    return header
  }

  /// A line of blanks with a tab, too far left to belong to the text, belongs to nothing.
  private mutating func refuseTabbedBlank(in bytes: Span<UInt8>) {
    var index = position
    while byte(index, in: bytes) == .space { index += 1 }
    guard byte(index, in: bytes) == .tab else { return }
    let tab = index
    while byte(index, in: bytes).isBlank { index += 1 }
    guard index == bytes.count || bytes[index].isBreak else { return }
    report("tab-indentation", "tab in the indentation", tab..<tab + 1, hint: "indent by spaces")
  }
}
