/// The text that a scalar stands for: line breaks folded, escapes and doubled quotes resolved.
///
/// The item was checked when it was read, so nothing can be wrong here.
func scalarText(of item: TapeItem, in bytes: Span<UInt8>) -> String {
  switch item.kind {
  case .plain where !item.needsDecoding: return text(item.bytes, in: bytes)
  case .singleQuoted where !item.needsDecoding, .doubleQuoted where !item.needsDecoding:
    return text(item.bytes.lowerBound + 1..<item.bytes.upperBound - 1, in: bytes)
  case .sequence, .mapping, .unreadable: return ""
  default:
    var decoder = ScalarDecoder()
    switch item.kind {
    case .plain: decoder.fold(item.bytes, .plain, in: bytes)
    case .singleQuoted:
      decoder.fold(item.bytes.lowerBound + 1..<item.bytes.upperBound - 1, .singleQuoted, in: bytes)
    case .doubleQuoted:
      decoder.fold(item.bytes.lowerBound + 1..<item.bytes.upperBound - 1, .doubleQuoted, in: bytes)
    default: decoder.block(item, in: bytes)
    }
    return String(decoding: decoder.output, as: UTF8.self)
  }
}

/// The bytes as they stand.
func text(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
  let part = bytes.extracting(range)
  return unsafe part.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
}

private struct ScalarDecoder {
  enum Style {
    case plain, singleQuoted, doubleQuoted
  }

  var output: [UInt8] = []

  /// Plain and quoted scalars: blanks around a line break go, one break is a space, n breaks are n - 1.
  mutating func fold(_ range: Range<Int>, _ style: Style, in bytes: Span<UInt8>) {
    output.reserveCapacity(range.count)
    var index = range.lowerBound
    /// Everything before it is kept whatever follows: the end of the last escape, or of the line's text.
    var kept = 0
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == .lineFeed || byte == .carriageReturn {
        dropBlanks(downTo: kept)
        appendFolded(breaks: skipBreaks(&index, before: range.upperBound, in: bytes))
        kept = output.count
      } else if byte == .backslash, style == .doubleQuoted {
        index = escape(at: index, before: range.upperBound, in: bytes)
        kept = output.count
      } else if byte == .apostrophe, style == .singleQuoted {
        output.append(byte)
        index += 2
      } else {
        // Up to the next byte that means something, in one piece.
        let mark: UInt8 = style == .plain ? .lineFeed : style == .doubleQuoted ? .backslash : .apostrophe
        let next = firstIndex(of: .lineFeed, .carriageReturn, mark, mark, from: index + 1, in: bytes)
        append(index..<min(next, range.upperBound), in: bytes)
        index = min(next, range.upperBound)
      }
    }
  }

  private mutating func append(_ range: Range<Int>, in bytes: Span<UInt8>) {
    let part = bytes.extracting(range)
    unsafe part.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
  }

  private mutating func append(_ byte: UInt8, times count: Int) {
    for _ in 0..<count { output.append(byte) }
  }

  private mutating func appendFolded(breaks: Int) {
    if breaks == 1 { output.append(.space) } else { append(.lineFeed, times: breaks - 1) }
  }

  private mutating func dropBlanks(downTo kept: Int) {
    while output.count > kept, output[output.count - 1].isBlank { output.removeLast() }
  }

  /// Moves behind line breaks and the blanks between and behind them; returns how many breaks there were.
  private func skipBreaks(_ index: inout Int, before end: Int, in bytes: Span<UInt8>) -> Int {
    var breaks = 0
    while index < end {
      if bytes[index].isBlank {
        index += 1
      } else if bytes[index].isBreak {
        index = lineBreakEnd(at: index, in: bytes)
        breaks += 1
      } else {
        break
      }
    }
    return breaks
  }

  /// Appends what the escape at `index` stands for, and returns where it ends.
  private mutating func escape(at index: Int, before end: Int, in bytes: Span<UInt8>) -> Int {
    let letter = bytes[index + 1]
    if letter.isBreak {
      // The break itself is escaped; those behind it are kept.
      var next = index + 1
      let breaks = skipBreaks(&next, before: end, in: bytes)
      append(.lineFeed, times: breaks - 1)
      return next
    }
    if let digits = hexDigits(ofEscape: letter) {
      var value: UInt32 = 0
      var next = index + 2
      while next < min(end, index + 2 + digits), let digit = hexValue(bytes[next]) {
        value = value << 4 | UInt32(digit)
        next += 1
      }
      if let low = lowSurrogate(at: next, before: end, in: bytes), (0xD800...0xDBFF).contains(value) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        next += 6
      }
      append(Unicode.Scalar(value) ?? "\u{FFFD}")
      return next
    }
    append(simpleEscape(letter) ?? "\u{FFFD}")
    return index + 2
  }

  /// The second half of a character that JSON writes as two escapes; record text has none of these.
  private func lowSurrogate(at index: Int, before end: Int, in bytes: Span<UInt8>) -> UInt32? {
    guard index + 6 <= end, bytes[index] == .backslash, bytes[index + 1] == UInt8(ascii: "u") else { return nil }
    let digits = (index + 2..<index + 6).compactMap { hexValue(bytes[$0]) }
    let value = digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1) }
    return digits.count == 4 && (0xDC00...0xDFFF).contains(value) ? value : nil
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// Literal and folded scalars, by lines.
  mutating func block(_ item: TapeItem, in bytes: Span<UInt8>) {
    let end = item.bytes.upperBound
    var index = item.bytes.lowerBound
    while index < end, !bytes[index].isBreak { index += 1 }
    if index < end { index = lineBreakEnd(at: index, in: bytes) }
    output.reserveCapacity(end - index)
    let isFolded = item.kind == .folded
    /// Breaks seen since the last line with text.
    var breaks = 0
    var hasText = false
    var lastWasIndented = false
    var endsInBlanks = false
    while index < end {
      var start = index
      while start < end, start - index < item.indentation, bytes[start] == .space { start += 1 }
      var stop = start
      stop = min(end, firstIndex(of: .lineFeed, .carriageReturn, .lineFeed, .carriageReturn, from: stop, in: bytes))
      let isEmpty = stop == start
      if !isEmpty {
        let isIndented = bytes[start].isBlank
        if isFolded, hasText, !isIndented, !lastWasIndented {
          appendFolded(breaks: breaks)
        } else {
          append(.lineFeed, times: breaks)
        }
        append(start..<stop, in: bytes)
        (hasText, lastWasIndented, breaks) = (true, isIndented, 0)
      }
      index = stop
      if stop < end {
        breaks += 1
        index = lineBreakEnd(at: stop, in: bytes)
      } else {
        endsInBlanks = !isEmpty && (start..<stop).allSatisfy { bytes[$0] == .space }
      }
    }
    // A file that ends in a line of blanks which belong to the text ends that line too, as the test suite has it.
    if endsInBlanks { breaks += 1 }
    switch item.chomping {
    case .strip: break
    case .clip: if hasText, breaks > 0 { output.append(.lineFeed) }
    case .keep: append(.lineFeed, times: breaks)
    }
  }
}

// MARK: - Escapes

/// How many hexadecimal digits follow the letter of an escape, `nil` for other letters.
func hexDigits(ofEscape letter: UInt8) -> Int? {
  switch letter {
  case UInt8(ascii: "x"): 2
  case UInt8(ascii: "u"): 4
  case UInt8(ascii: "U"): 8
  default: nil
  }
}

func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// What `\n`, `\t` and the others with one letter stand for.
func simpleEscape(_ letter: UInt8) -> Unicode.Scalar? {
  switch letter {
  case UInt8(ascii: "0"): "\u{0}"
  case UInt8(ascii: "a"): "\u{7}"
  case UInt8(ascii: "b"): "\u{8}"
  case UInt8(ascii: "t"), .tab: "\t"
  case UInt8(ascii: "n"): "\n"
  case UInt8(ascii: "v"): "\u{B}"
  case UInt8(ascii: "f"): "\u{C}"
  case UInt8(ascii: "r"): "\r"
  case UInt8(ascii: "e"): "\u{1B}"
  case .space: " "
  case .quote: "\""
  case UInt8(ascii: "/"): "/"
  case .backslash: "\\"
  case UInt8(ascii: "N"): "\u{85}"
  case UInt8(ascii: "_"): "\u{A0}"
  case UInt8(ascii: "L"): "\u{2028}"
  case UInt8(ascii: "P"): "\u{2029}"
  default: nil
  }
}
