import Diagnostics

// Block sequences and block mappings: what the indentation tells.

extension RecordParser {
  /// What a block value stands behind, which decides what it may be.
  enum Context {
    /// Nothing, at the first text of a document.
    case document
    /// `---` on the same line.
    case marker
    /// `-`: a collection may begin on the same line.
    case item
    /// `key:`: a sequence may stand as far left as the key.
    case value
  }

  /// Reads the value that stands behind `position`, in lines that stand further right than `parent`.
  mutating func readBlock(_ context: Context, parent: Int, in bytes: Span<UInt8>) throws(Stop) {
    let behindMark = position
    var isOwnLine = context == .document || skipToContent(in: bytes)
    var startColumn = column
    while true {
      guard !isAtEnd(in: bytes), !(isOwnLine && isAtMarker(in: bytes)) else {
        return append(.plain, behindMark..<behindMark)
      }
      if isOwnLine, column <= parent {
        if context == .value, column == parent, !hasTab, isAtDash(in: bytes) {
          return try readSequence(column: column, in: bytes)
        }
        return append(.plain, behindMark..<behindMark)
      }
      guard refuseProperty(in: bytes) else { break }
      if skipToContent(in: bytes) {
        isOwnLine = true
        startColumn = column
      }
    }
    let mayOpen = isOwnLine || context == .item
    switch bytes[position] {
    case .dash where isGap(position + 1, in: bytes):
      guard mayOpen else { throw misplacedItem() }
      try refuseTabIndentation(in: bytes)
      try readSequence(column: startColumn, in: bytes)
    case UInt8(ascii: "?") where isGap(position + 1, in: bytes):
      guard mayOpen else { throw explicitKey() }
      try refuseTabIndentation(in: bytes)
      try readMapping(column: startColumn, key: nil, in: bytes)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      try readBlockScalar(parent: parent, in: bytes)
    default:
      try readScalarOrMapping(column: startColumn, parent: parent, mayOpen: mayOpen, in: bytes)
    }
  }

  /// A scalar, a collection in brackets, or a block mapping that has one of them as its first key.
  private mutating func readScalarOrMapping(
    column: Int, parent: Int, mayOpen: Bool, in bytes: Span<UInt8>
  ) throws(Stop) {
    let first = tape.count
    let line = lineStart
    let isTabbed = hasTab
    let isPlain = try readInline(parent: parent, in: bytes)
    let end = position
    skipBlanks(in: bytes)
    if byte(position, in: bytes) == .colon, isGap(position + 1, in: bytes) {
      try checkKey(first, onOneLine: lineStart == line, in: bytes)
      guard mayOpen else { throw nestedMapping(key: first, in: bytes) }
      hasTab = isTabbed
      if isTabbed { position = tape[first].bytes.lowerBound }
      try refuseTabIndentation(in: bytes)
      return try readMapping(column: column, key: first, in: bytes)
    }
    position = end
    if isPlain {
      try continuePlain(first, parent: parent, in: bytes)
    } else {
      try finishLine(behind: tape[first], in: bytes)
    }
  }

  /// Reads quoted text, brackets, or one line of plain text; leaves `position` behind it. True for plain text.
  private mutating func readInline(parent: Int, in bytes: Span<UInt8>) throws(Stop) -> Bool {
    switch bytes[position] {
    case .quote, .apostrophe:
      try readQuoted(parent: parent, in: bytes)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      try readFlow(parent: parent, in: bytes)
    case UInt8(ascii: "*"):
      refuseAlias(in: bytes)
    default:
      try checkPlainStart(inFlow: false, in: bytes)
      append(.plain, plainLine(inFlow: false, in: bytes))
      return true
    }
    return false
  }

  /// A block mapping whose first key is the last item of the tape, at `key`, while `position` is at its colon; or one
  /// without a `key`, while `position` is at a `?`.
  private mutating func readMapping(column: Int, key: Int?, in bytes: Span<UInt8>) throws(Stop) {
    try enter(at: key.map { tape[$0].bytes } ?? position..<position + 1)
    defer { depth -= 1 }
    let mark = keys.mark
    defer { keys.close(mark) }
    let mapping: Int
    if key != nil {
      mapping = wrapLast(in: .mapping)
    } else {
      mapping = open(.mapping, at: position)
      skipComplexKey(column: column, in: bytes)
      guard readNextKey(of: mapping, column: column, in: bytes) else { return close(mapping) }
    }
    repeat {
      noteKey(tape.count - 1, mark: mark, in: bytes)
      position += 1
      let value = tape.count
      do throws(Stop) {
        try readBlock(.value, parent: column, in: bytes)
      } catch {
        replace(from: value)
        recover(to: column, in: bytes)
      }
    } while readNextKey(of: mapping, column: column, in: bytes)
    close(mapping)
  }

  /// Reads the mapping's next key, up to its colon; false when the mapping has ended.
  private mutating func readNextKey(of mapping: Int, column: Int, in bytes: Span<UInt8>) -> Bool {
    let skipped = skippedLines
    defer { if skippedLines > skipped { tape[mapping].isCutShort = true } }
    while isInCollection(at: column, in: bytes) {
      if byte(position, in: bytes) == UInt8(ascii: "?"), isGap(position + 1, in: bytes) {
        skipComplexKey(column: column, in: bytes)
        continue
      }
      let key = tape.count
      do throws(Stop) {
        try readKey(column: column, in: bytes)
        return true
      } catch {
        tape.removeLast(tape.count - key)
        skippedLines += 1
        recover(to: column, in: bytes)
      }
    }
    return false
  }

  private mutating func readKey(column: Int, in bytes: Span<UInt8>) throws(Stop) {
    while refuseProperty(in: bytes) { skipBlanks(in: bytes) }
    let key = tape.count
    let line = lineStart
    switch byte(position, in: bytes) {
    case .dash where isGap(position + 1, in: bytes): throw misplacedItem()
    case 0, .lineFeed, .carriageReturn: append(.plain, position..<position)
    default: _ = try readInline(parent: column, in: bytes)
    }
    skipBlanks(in: bytes)
    guard byte(position, in: bytes) == .colon, isGap(position + 1, in: bytes) else {
      throw missingColon(behind: tape[key], in: bytes)
    }
    try checkKey(key, onOneLine: lineStart == line, in: bytes)
  }

  /// Reports the `?` at `position` and moves behind what it marks, to the next entry of the mapping.
  private mutating func skipComplexKey(column: Int, in bytes: Span<UInt8>) {
    _ = explicitKey()
    repeat {
      recover(to: column, in: bytes)
    } while !isAtEnd(in: bytes) && self.column == column && !isAtMarker(in: bytes)
      && (byte(position, in: bytes) == .colon || byte(position, in: bytes) == .dash) && isGap(position + 1, in: bytes)
  }

  /// A block sequence; `position` is at its first dash.
  private mutating func readSequence(column: Int, in bytes: Span<UInt8>) throws(Stop) {
    try enter(at: position..<position + 1)
    defer { depth -= 1 }
    let sequence = open(.sequence, at: position)
    var goesOn = true
    while goesOn {
      position += 1
      let item = tape.count
      do throws(Stop) {
        try readBlock(.item, parent: column, in: bytes)
      } catch {
        replace(from: item)
        recover(to: column, in: bytes)
      }
      let skipped = skippedLines
      goesOn = isInCollection(at: column, in: bytes) && isAtDash(in: bytes)
      if skippedLines > skipped, tape[item].isContainer { tape[item].isCutShort = true }
    }
    close(sequence)
  }

  /// True when a line of the collection at `column` has been reached; lines that stand wrong are reported and left out.
  private mutating func isInCollection(at column: Int, in bytes: Span<UInt8>) -> Bool {
    while true {
      if isAtEnd(in: bytes) || self.column < column || isAtMarker(in: bytes) { return false }
      if hasTab {
        reportTab(in: bytes)
      } else if self.column > column {
        reportIndentation(column: column, in: bytes)
      } else {
        return true
      }
      skippedLines += 1
      recover(to: column, in: bytes)
    }
  }

  /// Notes that what stands behind the document's value may have belonged to it, and to the last of its items.
  mutating func cutShort(_ root: Int) {
    guard tape[root].isContainer else { return }
    tape[root].isCutShort = true
    guard tape[root].kind == .sequence else { return }
    var (child, last) = (root + 1, root)
    while child < tape.count { (last, child) = (child, Int(tape[child].next)) }
    if tape[last].isContainer { tape[last].isCutShort = true }
  }
}

// MARK: - Keys

extension RecordParser {
  /// Refuses what can't be a key: text over several lines, very long text. Brackets are reported and left out.
  mutating func checkKey(_ key: Int, onOneLine: Bool, in bytes: Span<UInt8>) throws(Stop) {
    let item = tape[key]
    if item.isContainer {
      _ = complexKey(at: item.bytes)
      replace(from: key)
    }
    guard onOneLine else {
      throw stop(
        "multi-line-key", "key over several lines: '\(excerpt(item.bytes, in: bytes))'", item.bytes,
        hint: "write the key on one line, or quote the text if it isn't a key")
    }
    if item.bytes.count > RecordText.keyLimit {
      throw stop(
        "too-large", "key of \(item.bytes.count) bytes; the limit is \(RecordText.keyLimit)", item.bytes,
        hint: "quote the text if it isn't a key")
    }
  }

  /// Keeps the key in mind and reports it when its mapping has it already, or when it is `<<`.
  mutating func noteKey(_ key: Int, mark: Int, in bytes: Span<UInt8>) {
    let item = tape[key]
    if item.bytes.count == 2, item.kind == .plain, bytes[item.bytes.lowerBound] == UInt8(ascii: "<"),
      bytes[item.bytes.lowerBound + 1] == UInt8(ascii: "<")
    {
      report(
        "merge-key", "merge key '<<'", item.bytes, hint: "write the fields out; quote it if '<<' is meant as a name")
    }
    if let earlier = keys.insert(key, of: tape, mark: mark, in: bytes) {
      findings.append(
        Finding(
          .error, "duplicate-key", "key '\(scalarText(of: item, in: bytes))' stands twice in one mapping",
          at: Place(file, item.bytes), hint: "delete one, or begin another record with '---' or '- '",
          related: [.init("first given here", at: Place(file, tape[earlier].bytes))]))
    }
  }

  /// Puts the last item of the tape into a container that starts where it does; returns the container's index.
  mutating func wrapLast(in kind: TapeItem.Kind) -> Int {
    let index = tape.count - 1
    var item = tape[index]
    item.next = UInt32(truncatingIfNeeded: tape.count + 1)
    tape[index] = TapeItem(kind, item.bytes, next: tape.count)
    tape.append(item)
    return index
  }

  /// Replaces what was read of a value by one item that says it can't be read.
  private mutating func replace(from index: Int) {
    let start = index < tape.count ? tape[index].bytes.lowerBound : position
    tape.removeLast(tape.count - index)
    append(.unreadable, start..<start)
  }
}

// MARK: - What is refused

extension RecordParser {
  private mutating func misplacedItem() -> Stop {
    stop(
      "misplaced-item", "'- ' where no sequence can begin", position..<position + 1,
      hint: "begin the sequence on the next line, indented; quote the text if no sequence is meant")
  }

  mutating func complexKey(at range: Range<Int>) -> Stop {
    stop(
      "complex-key", "key that is a collection, not text", range,
      hint: "give the key a name in words, followed by ': '")
  }

  /// Reports the `?` at `position`.
  mutating func explicitKey() -> Stop {
    stop("complex-key", "key marked with '?'", position..<position + 1, hint: "write 'key: value'")
  }

  private mutating func nestedMapping(key: Int, in bytes: Span<UInt8>) -> Stop {
    let item = tape[key]
    return stop(
      "nested-mapping", "second ': ' on one line, behind '\(excerpt(item.bytes, in: bytes))'", position..<position + 1,
      hint: "quote the value if the colon belongs to its text, or begin a mapping on the next line")
  }

  private mutating func missingColon(behind item: TapeItem, in bytes: Span<UInt8>) -> Stop {
    let line = item.bytes.lowerBound..<lineEnd(from: item.bytes.lowerBound, in: bytes)
    let text = text(item.bytes, in: bytes)
    let hint =
      if text.contains(":\u{A0}") {
        "the space behind the colon is a no-break space, U+00A0: write a plain one"
      } else if text.contains("：") {
        "'：' is a full-width colon: write ': '"
      } else if text.utf8.contains(.colon) {
        "put a space behind the colon"
      } else {
        "write 'key: value', or indent the line to continue the one above"
      }
    return stop("missing-colon", "no ': ' behind the key in '\(excerpt(line, in: bytes))'", item.bytes, hint: hint)
  }

  private mutating func reportIndentation(column: Int, in bytes: Span<UInt8>) {
    let end = lineEnd(from: position, in: bytes)
    report(
      "bad-indentation",
      "line indented by \(self.column) where its collection is by \(column): '\(excerpt(position..<end, in: bytes))'",
      position..<end, hint: "line it up with the entries above")
  }

  mutating func refuseTabIndentation(in bytes: Span<UInt8>) throws(Stop) {
    guard hasTab else { return }
    reportTab(in: bytes)
    throw Stop()
  }

  /// Reports the first tab of the blanks in front of `position`.
  mutating func reportTab(in bytes: Span<UInt8>) {
    var start = position
    while start > lineStart, bytes[start - 1].isBlank { start -= 1 }
    while start < position, bytes[start] != .tab { start += 1 }
    var end = start
    while end < position, bytes[end] == .tab { end += 1 }
    report("tab-indentation", "tab in the indentation", start..<end, hint: "indent by spaces")
  }

  /// Reports the alias at `position`, takes it for text and moves behind it.
  mutating func refuseAlias(in bytes: Span<UInt8>) {
    let start = position
    while !isGap(position, in: bytes), !bytes[position].isFlowMark { position += 1 }
    report(
      "alias", "alias '\(excerpt(start..<position, in: bytes))'", start..<position,
      hint: "write the value out, or quote text that begins with '*'")
    append(.plain, start..<position)
  }

  /// Reports an anchor or a tag at `position` and moves behind it; false when there is none.
  mutating func refuseProperty(in bytes: Span<UInt8>) -> Bool {
    let mark = byte(position, in: bytes)
    guard mark == UInt8(ascii: "&") || mark == UInt8(ascii: "!") else { return false }
    let start = position
    let isVerbatim = byte(position + 1, in: bytes) == UInt8(ascii: "<")
    while !isGap(position, in: bytes), isVerbatim || !bytes[position].isFlowMark { position += 1 }
    let name = excerpt(start..<position, in: bytes)
    if mark == UInt8(ascii: "&") {
      report("anchor", "anchor '\(name)'", start..<position, hint: "give what it names an id, and use that")
    } else {
      report("tag", "tag '\(name)'", start..<position, hint: "delete it: the field's type says how a value is read")
    }
    return true
  }
}
