import Diagnostics

/// Reads record text in one pass and lists what it finds on a tape.
///
/// Holds positions only and borrows the bytes for each call. Functions that read a block value leave it at the first
/// character of the next line that has text, with that line's `column`; those for parts of a line, behind the part.
///
/// Not copyable, so that the compiler doesn't copy it around calls that only look.
struct RecordParser: ~Copyable {
  let file: SourceFile
  var tape: [TapeItem] = []
  /// Where the last value ends, brackets and quotes included.
  var valueEnd = 0
  /// The tape index of each document's value.
  var roots: [Int] = []
  var findings = FindingList()

  var position: Int
  /// Where the line of `position` starts.
  var lineStart: Int
  /// How many spaces the line of `position` starts with, once `skipToContent` has moved to a new line.
  var column = 0
  /// True when a tab stands between the line's start, or the last mark, and `position`.
  var hasTab = false
  /// True when `skipToContent` came past a comment.
  var sawComment = false
  /// How many lines were left out because nobody can tell what they belong to.
  var skippedLines = 0
  /// How many collections are open.
  var depth = 0
  /// What the keys of the open mappings are, to find those given twice.
  var keys = KeyList()

  /// The value can't be read further; the finding has been noted, `position` is on the line to go on behind.
  struct Stop: Error {
    /// True when `position` is at a key, with which a mapping could begin where it stands.
    var isAtKey = false
  }

  init(file: SourceFile, isMarked: Bool) {
    self.file = file
    position = isMarked ? 3 : 0
    lineStart = position
    // Prose in records comes to 30 bytes a value, collections in brackets to five. What isn't filled is never touched.
    tape.reserveCapacity(file.bytes.count / 5 + 16)
  }
}

// MARK: - Bytes

extension RecordParser {
  /// The byte at `index`, and zero behind the end: `TextCheck` has refused the character NUL.
  @inline(__always)
  func byte(_ index: Int, in bytes: Span<UInt8>) -> UInt8 {
    index < bytes.count ? bytes[index] : 0
  }

  /// True for a blank, a line break and the end.
  @inline(__always)
  func isGap(_ index: Int, in bytes: Span<UInt8>) -> Bool {
    let next = byte(index, in: bytes)
    return next <= .space
      && (next == .space || next == .lineFeed || next == 0 || next == .carriageReturn || next == .tab)
  }

  func isAtEnd(in bytes: Span<UInt8>) -> Bool { position >= bytes.count }

  /// True at `---` or `...` at the start of a line with a gap behind.
  func isAtMarker(in bytes: Span<UInt8>) -> Bool {
    guard position == lineStart else { return false }
    let mark = byte(position, in: bytes)
    guard mark == .dash || mark == UInt8(ascii: ".") else { return false }
    return byte(position + 1, in: bytes) == mark && byte(position + 2, in: bytes) == mark
      && isGap(position + 3, in: bytes)
  }

  func isAtDash(in bytes: Span<UInt8>) -> Bool {
    byte(position, in: bytes) == .dash && isGap(position + 1, in: bytes)
  }

  mutating func skipBlanks(in bytes: Span<UInt8>) {
    while position < bytes.count {
      let next = bytes[position]
      if next == .tab { hasTab = true } else if next != .space { return }
      position += 1
    }
  }

  mutating func skipLine(in bytes: Span<UInt8>) {
    position = lineEnd(from: position, in: bytes)
  }

  func lineEnd(from start: Int, in bytes: Span<UInt8>) -> Int {
    firstIndex(of: .lineFeed, .carriageReturn, .lineFeed, .carriageReturn, from: start, in: bytes)
  }

  /// Moves over blanks, comments and line breaks. True when it came to another line.
  @discardableResult
  mutating func skipToContent(in bytes: Span<UInt8>) -> Bool {
    hasTab = false
    sawComment = false
    var crossed = position == lineStart
    while position < bytes.count {
      switch bytes[position] {
      case .space: position += 1
      case .tab:
        if !hasTab { column = position - lineStart }
        hasTab = true
        position += 1
      case .lineFeed, .carriageReturn:
        position = lineBreakEnd(at: position, in: bytes)
        lineStart = position
        crossed = true
        hasTab = false
      case .hash where position == lineStart || bytes[position - 1].isBlank:
        sawComment = true
        skipLine(in: bytes)
      default:
        if !hasTab || !crossed { column = position - lineStart }
        return crossed
      }
    }
    column = 0
    return crossed
  }
}

// MARK: - The tape

extension RecordParser {
  mutating func append(_ kind: TapeItem.Kind, _ range: Range<Int>) {
    tape.append(TapeItem(kind, range, next: tape.count + 1))
    valueEnd = range.upperBound
  }

  /// Lets plain text, which is the last item, go on to the end of a further line.
  mutating func extend(_ index: Int, to end: Int) {
    tape[index].end = UInt32(truncatingIfNeeded: end)
    tape[index].needsDecoding = true
    valueEnd = end
  }

  /// Appends a container and returns its index, for `close`.
  mutating func open(_ kind: TapeItem.Kind, at start: Int) -> Int {
    append(kind, start..<start)
    return tape.count - 1
  }

  /// Ends a container where its last value ends, or at `end`.
  mutating func close(_ index: Int, at end: Int? = nil) {
    if let end { valueEnd = end }
    tape[index].end = UInt32(truncatingIfNeeded: valueEnd)
    tape[index].next = UInt32(truncatingIfNeeded: tape.count)
  }
}

// MARK: - Trouble

extension RecordParser {
  mutating func report(_ code: String, _ headline: String, _ range: Range<Int>, hint: String? = nil) {
    findings.append(Finding(.error, code, headline, at: Place(file, range), hint: hint))
  }

  mutating func stop(_ code: String, _ headline: String, _ range: Range<Int>, hint: String? = nil) -> Stop {
    report(code, headline, range, hint: hint)
    return Stop()
  }

  /// The text up to the end of the line, cut to a length that fits a headline.
  func excerpt(_ range: Range<Int>, in bytes: Span<UInt8>) -> String {
    var end = range.lowerBound
    while end < range.upperBound, !bytes[end].isBreak, end - range.lowerBound < 200 { end += 1 }
    let whole = text(range.lowerBound..<end, in: bytes)
    return whole.unicodeScalars.count <= 40 ? whole : String(whole.prefix(39)) + "…"
  }

  /// Moves to the next line with text that stands no further right than `column`, or to a marker or the end.
  mutating func recover(to column: Int, in bytes: Span<UInt8>) {
    skipLine(in: bytes)
    while true {
      skipToContent(in: bytes)
      if isAtEnd(in: bytes) || isAtMarker(in: bytes) { return }
      if self.column <= column, !hasTab { return }
      skipLine(in: bytes)
    }
  }

  mutating func enter(at range: Range<Int>) throws(Stop) {
    guard depth < RecordText.depthLimit else {
      throw stop(
        "too-deep", "collections nested more than \(RecordText.depthLimit) deep", range, hint: "give parts of it ids")
    }
    depth += 1
  }
}
