import Diagnostics

// Sequences and mappings in brackets.

extension RecordParser {
  /// Reads a collection in brackets, whose lines stand further right than `parent`; leaves `position` behind it.
  mutating func readFlow(parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let (start, line) = (position, lineStart)
    do throws(Stop) {
      try readFlowCollection(parent: parent, in: bytes)
    } catch {
      (position, lineStart) = (start, line)
      throw error
    }
  }

  private mutating func readFlowCollection(parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let start = position
    try enter(at: start..<start + 1)
    defer { depth -= 1 }
    let isMapping = bytes[start] == UInt8(ascii: "{")
    let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    let mark = keys.mark
    defer { keys.close(mark) }
    let collection = open(isMapping ? .mapping : .sequence, at: start)
    position += 1
    while true {
      try skipInFlow(opening: start, parent: parent, in: bytes)
      if bytes[position] == closing { break }
      if bytes[position] == .comma {
        throw stop("missing-item", "comma with nothing in front of it", position..<position + 1, hint: "delete it")
      }
      if isMapping {
        try readFlowEntry(opening: start, mark: mark, parent: parent, in: bytes)
      } else {
        try readFlowItem(opening: start, parent: parent, in: bytes)
      }
      try skipInFlow(opening: start, parent: parent, in: bytes)
      if bytes[position] == closing { break }
      guard bytes[position] == .comma else {
        if bytes[position] == UInt8(ascii: "]") || bytes[position] == UInt8(ascii: "}") {
          throw otherBracket(opening: start, in: bytes)
        }
        let range = position..<lineEnd(from: position, in: bytes)
        throw stop(
          "missing-comma", "no comma in front of '\(excerpt(range, in: bytes))'", position..<position + 1,
          hint: "put a comma between items, and quote text with brackets, commas or ': ' in it")
      }
      position += 1
    }
    position += 1
    close(collection, at: position)
  }

  /// An item of `[…]`: a value, or `key: value` for a mapping of one entry.
  private mutating func readFlowItem(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let first = tape.count
    let isExplicit = try refuseQuestionMark(opening: opening, parent: parent, in: bytes)
    let line = lineStart
    try readFlowValue(opening: opening, parent: parent, in: bytes)
    let isFullLine = lineStart == line
    try skipInFlow(opening: opening, parent: parent, in: bytes)
    guard isAtFlowColon(behind: tape[first], in: bytes) else { return }
    try checkKey(first, onOneLine: isExplicit || (isFullLine && lineStart == line), in: bytes)
    let mark = keys.mark
    defer { keys.close(mark) }
    let mapping = wrapLast(in: .mapping)
    noteKey(tape.count - 1, mark: mark, in: bytes)
    try readFlowEntryValue(opening: opening, parent: parent, in: bytes)
    close(mapping)
  }

  /// An entry of `{…}`; without a colon its value is empty.
  private mutating func readFlowEntry(opening: Int, mark: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let key = tape.count
    try refuseQuestionMark(opening: opening, parent: parent, in: bytes)
    try readFlowValue(opening: opening, parent: parent, in: bytes)
    try skipInFlow(opening: opening, parent: parent, in: bytes)
    try checkKey(key, onOneLine: true, in: bytes)
    noteKey(key, mark: mark, in: bytes)
    if isAtFlowColon(behind: tape[key], in: bytes) {
      try readFlowEntryValue(opening: opening, parent: parent, in: bytes)
    } else {
      append(.plain, tape[key].bytes.upperBound..<tape[key].bytes.upperBound)
    }
  }

  /// Reports a `?` at `position` and moves behind it; the entry is read on as if it weren't there.
  @discardableResult
  private mutating func refuseQuestionMark(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) -> Bool {
    guard bytes[position] == UInt8(ascii: "?"), isGap(position + 1, in: bytes) else { return false }
    _ = explicitKey()
    position += 1
    try skipInFlow(opening: opening, parent: parent, in: bytes)
    return true
  }

  private mutating func readFlowEntryValue(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    position += 1
    let behind = position
    try skipInFlow(opening: opening, parent: parent, in: bytes)
    let next = bytes[position]
    if next == .comma || next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
      append(.plain, behind..<behind)
    } else {
      try readFlowValue(opening: opening, parent: parent, in: bytes)
    }
  }

  /// Behind quotes a colon needs no space; behind brackets neither, but that would be a key we refuse anyway.
  private func isAtFlowColon(behind item: TapeItem, in bytes: Span<UInt8>) -> Bool {
    guard bytes[position] == .colon else { return false }
    return item.kind != .plain || isGap(position + 1, in: bytes) || byte(position + 1, in: bytes).isFlowMark
  }

  private mutating func readFlowValue(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let behind = position
    while refuseProperty(in: bytes) { try skipInFlow(opening: opening, parent: parent, in: bytes) }
    switch bytes[position] {
    case .quote, .apostrophe: try readQuoted(parent: parent, in: bytes)
    case UInt8(ascii: "["), UInt8(ascii: "{"): try readFlowCollection(parent: parent, in: bytes)
    case UInt8(ascii: "*"): refuseAlias(in: bytes)
    case .comma, UInt8(ascii: "]"), UInt8(ascii: "}"):
      // Nothing behind an anchor, a tag or a question mark; a bracket of the wrong kind otherwise.
      guard position > behind || findings.last?.code == "complex-key" else {
        throw otherBracket(opening: opening, in: bytes)
      }
      append(.plain, behind..<behind)
    default: try readFlowPlain(opening: opening, parent: parent, in: bytes)
    }
  }

  /// Reports the closing bracket at `position`.
  private mutating func otherBracket(opening: Int, in bytes: Span<UInt8>) -> Stop {
    stop(
      "unclosed-bracket", "'\(Character(Unicode.Scalar(bytes[position])))' closes a bracket of another kind",
      position..<position + 1, hint: "the one open is '\(Character(Unicode.Scalar(bytes[opening])))'")
  }

  private mutating func readFlowPlain(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    try checkPlainStart(inFlow: true, in: bytes)
    let index = tape.count
    append(.plain, plainLine(inFlow: true, in: bytes))
    while byte(position, in: bytes).isBreak {
      try skipInFlow(opening: opening, parent: parent, in: bytes)
      if sawComment || bytes[position].isFlowMark { return }
      let line = plainLine(inFlow: true, in: bytes)
      if line.isEmpty { return }
      extend(index, to: line.upperBound)
    }
  }

  /// Moves to the next text inside the brackets that opened at `opening`.
  @inline(__always)
  private mutating func skipInFlow(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    // Mostly there is one space or none, and the line goes on.
    let next = byte(position, in: bytes) == .space ? position + 1 : position
    if byte(next, in: bytes) > .space, bytes[next] != .hash, position != lineStart {
      (hasTab, sawComment) = (false, false)
      position = next
      return
    }
    try skipFurtherInFlow(opening: opening, parent: parent, in: bytes)
  }

  private mutating func skipFurtherInFlow(opening: Int, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let crossed = skipToContent(in: bytes)
    guard !isAtEnd(in: bytes), !(crossed && isAtMarker(in: bytes)) else {
      let bracket = Character(Unicode.Scalar(bytes[opening]))
      throw stop(
        "unclosed-bracket", "'\(bracket)' that isn't closed", opening..<opening + 1,
        hint: "close it with '\(bracket == "{" ? "}" : "]")', or quote text that begins with '\(bracket)'")
    }
    guard crossed, column <= parent else { return }
    if hasTab {
      reportTab(in: bytes)
      throw Stop()
    }
    let range = position..<lineEnd(from: position, in: bytes)
    report(
      "bad-indentation", "line inside brackets no further in than their key: '\(excerpt(range, in: bytes))'", range,
      hint: "indent it further, or close the bracket above")
    // A closing bracket that stands too far left is plain enough to go on.
    if bytes[position] != UInt8(ascii: "]"), bytes[position] != UInt8(ascii: "}") { throw Stop() }
  }
}
