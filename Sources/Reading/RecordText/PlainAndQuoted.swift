import Diagnostics

// Plain and quoted scalars, on one line or several.

extension RecordParser {
  /// Refuses a character that plain text can't begin with.
  mutating func checkPlainStart(inFlow: Bool, in bytes: Span<UInt8>) throws(Stop) {
    let first = bytes[position]
    switch first {
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"), UInt8(ascii: "]"), UInt8(ascii: "}"), .comma,
      UInt8(ascii: "|"), UInt8(ascii: ">"), .hash:
      throw stop(
        "reserved-character", "text that begins with '\(Character(Unicode.Scalar(first)))'", position..<position + 1,
        hint: "quote it")
    case .dash, UInt8(ascii: "?"):
      let next = byte(position + 1, in: bytes)
      if inFlow, isGap(position + 1, in: bytes) || next.isFlowMark {
        throw stop(
          "reserved-character", "'\(Character(Unicode.Scalar(first)))' alone inside brackets",
          position..<position + 1, hint: "quote it; items inside brackets are separated by commas")
      }
    default: break
    }
  }

  /// The plain text from `position` to the end of its line, a comment, a `: `, or inside brackets one of their marks.
  /// Leaves `position` at what ended it.
  mutating func plainLine(inFlow: Bool, in bytes: Span<UInt8>) -> Range<Int> {
    let start = position
    var index = start
    scan: while index < bytes.count {
      if inFlow {
        while index < bytes.count, !bytes[index].mayEndFlowText { index += 1 }
      } else {
        index = firstIndex(of: .lineFeed, .carriageReturn, .colon, .hash, from: index, in: bytes)
      }
      if index == bytes.count { break }
      let byte = bytes[index]
      switch byte {
      case .lineFeed, .carriageReturn: break scan
      case .colon:
        if isGap(index + 1, in: bytes) || (inFlow && bytes[index + 1].isFlowMark) { break scan }
      case .hash:
        if index > start, bytes[index - 1].isBlank { break scan }
      default:
        if inFlow, byte.isFlowMark { break scan }
      }
      index += 1
    }
    position = index
    while index > start, bytes[index - 1].isBlank { index -= 1 }
    return start..<index
  }

  /// Adds the lines that continue the plain text at `index` of the tape; they stand further right than `parent`.
  mutating func continuePlain(_ index: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    while true {
      skipToContent(in: bytes)
      if isAtEnd(in: bytes) || sawComment || column <= parent || isAtMarker(in: bytes) { return }
      let line = plainLine(inFlow: false, in: bytes)
      if byte(position, in: bytes) == .colon { throw keyInsideText(line, in: bytes) }
      extend(index, to: line.upperBound)
    }
  }

  /// Reports a key in a line that would continue plain text, and goes back to its start.
  private mutating func keyInsideText(_ key: Range<Int>, in bytes: Span<UInt8>) -> Stop {
    if key.isEmpty {
      report(
        "bad-indentation", "': ' without a key inside the text of the line above", position..<position + 1,
        hint: "write the key in front of it, or quote the text")
    } else {
      report(
        "bad-indentation", "key '\(excerpt(key, in: bytes))' stands inside the text of the line above", key,
        hint: "line it up with the key above, or quote the text")
    }
    position = key.lowerBound
    return Stop(isAtKey: true)
  }

  /// Reads quoted text, whose further lines stand further right than `parent`; leaves `position` behind it.
  mutating func readQuoted(parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let start = position
    let line = lineStart
    let quote = bytes[start]
    var needsDecoding = false
    position += 1
    let escape: UInt8 = quote == .quote ? .backslash : quote
    while true {
      position = firstIndex(of: quote, escape, .lineFeed, .carriageReturn, from: position, in: bytes)
      guard position < bytes.count else { break }
      let byte = bytes[position]
      if byte == quote {
        position += 1
        if quote == .quote || self.byte(position, in: bytes) != quote {
          append(quote == .quote ? .doubleQuoted : .singleQuoted, start..<position)
          tape[tape.count - 1].needsDecoding = needsDecoding
          return
        }
        needsDecoding = true
        position += 1
      } else if byte == .backslash {
        needsDecoding = true
        checkEscape(in: bytes)
      } else {
        needsDecoding = true
        guard continuesQuoted(parent: parent, in: bytes) else { break }
      }
    }
    (position, lineStart) = (start, line)
    throw stop(
      "unclosed-quote", "quote that isn't closed: \(excerpt(start..<bytes.count, in: bytes))", start..<start + 1,
      hint: "close it; further lines of quoted text are indented further than its key")
  }

  /// Moves over the line break to the next text; false when that no longer belongs to the quoted text.
  private mutating func continuesQuoted(parent: Int, in bytes: Span<UInt8>) -> Bool {
    while position < bytes.count {
      if bytes[position].isBreak {
        position = lineBreakEnd(at: position, in: bytes)
        lineStart = position
        hasTab = false
      } else if bytes[position] == .space {
        position += 1
      } else if bytes[position] == .tab {
        if !hasTab { column = position - lineStart }
        hasTab = true
        position += 1
      } else {
        if !hasTab { column = position - lineStart }
        if column <= parent || isAtMarker(in: bytes) {
          if hasTab { reportTab(in: bytes) }
          return false
        }
        return true
      }
    }
    return false
  }

  /// Moves behind the escape at `position`; reports one that stands for nothing, or for a control character.
  private mutating func checkEscape(in bytes: Span<UInt8>) {
    let start = position
    let letter = byte(start + 1, in: bytes)
    position += 1
    guard position < bytes.count, !letter.isBreak else { return }
    position += 1
    guard let digits = hexDigits(ofEscape: letter) else {
      if let scalar = simpleEscape(letter) {
        refuseControl(scalar, at: start..<position)
      } else {
        while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
        report(
          "bad-escape", "escape '\(text(start..<position, in: bytes))' stands for nothing", start..<position,
          hint: "write \\\\ for a backslash, or use single quotes")
      }
      return
    }
    var value: UInt32 = 0
    let end = position + digits
    while position < end, let digit = hexValue(byte(position, in: bytes)) {
      value = value << 4 | UInt32(digit)
      position += 1
    }
    if position == end, let scalar = Unicode.Scalar(value) {
      refuseControl(scalar, at: start..<position)
    } else {
      report(
        "bad-escape", "escape '\(text(start..<position, in: bytes))' isn't a character", start..<position,
        hint: "\(text(start..<start + 2, in: bytes)) takes \(digits) hexadecimal digits of a Unicode character")
    }
  }

  private mutating func refuseControl(_ scalar: Unicode.Scalar, at range: Range<Int>) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85: return
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF:
      report(
        "control-character", "escape for control character U+\(hexadecimal(scalar.value, digits: 4))", range,
        hint: "pages can't hold it; leave it out")
    default: return
    }
  }
}
