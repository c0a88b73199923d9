import Diagnostics

// Documents and what stands between them.

extension RecordParser {
  mutating func readStream(in bytes: Span<UInt8>) {
    // False behind a document that neither `---` nor `...` has ended.
    var mayBegin = true
    while true {
      skipToContent(in: bytes)
      guard !isAtEnd(in: bytes) else { return }
      if isAtMarker(in: bytes) {
        mayBegin = readMarker(in: bytes)
      } else if mayBegin, position == lineStart, bytes[position] == UInt8(ascii: "%") {
        refuseDirective(in: bytes)
      } else if mayBegin {
        readDocument(.document, in: bytes)
        mayBegin = false
      } else {
        let end = lineEnd(from: position, in: bytes)
        if let root = roots.last { cutShort(root) }
        report(
          "unexpected-text", "text behind the end of the record: '\(excerpt(position..<end, in: bytes))'",
          position..<end,
          hint: isAtNoBreakSpace(in: bytes)
            ? "indent it by plain spaces: it begins with a no-break space, U+00A0; what follows isn't read"
            : "line it up with the record's first line, or begin another record with '---'; what follows isn't read")
        recover(to: -1, in: bytes)
      }
    }
  }

  private func isAtNoBreakSpace(in bytes: Span<UInt8>) -> Bool {
    byte(position, in: bytes) == 0xC2 && byte(position + 1, in: bytes) == 0xA0
  }

  /// Reads `---` and the document behind it, or `...`. True when a document without a mark may follow.
  private mutating func readMarker(in bytes: Span<UInt8>) -> Bool {
    let isStart = bytes[position] == .dash
    let marker = position..<position + 3
    position += 3
    if isStart {
      readDocument(.marker, in: bytes)
      return false
    }
    do throws(Stop) {
      try finishLine(behind: TapeItem(.plain, marker, next: 0), in: bytes)
    } catch {
      skipLine(in: bytes)
    }
    return true
  }

  private mutating func refuseDirective(in bytes: Span<UInt8>) {
    let range = position..<lineEnd(from: position, in: bytes)
    report(
      "directive", "directive '\(excerpt(range, in: bytes))'", range,
      hint: "delete the line: record text is YAML 1.2 without directives")
    skipLine(in: bytes)
  }

  /// How often a document is tried anew: that bounds the time that brackets and quotes without end can take.
  private static let attemptLimit = 20

  /// Reads one document. Where its first line can't be read, the rest is tried on its own, up to a limit.
  private mutating func readDocument(_ context: Context, in bytes: Span<UInt8>) {
    let root = tape.count
    roots.append(root)
    var context = context
    for _ in 0..<Self.attemptLimit {
      do throws(Stop) {
        return try readBlock(context, parent: -1, in: bytes)
      } catch {
        tape.removeLast(tape.count - root)
        if !error.isAtKey { recover(to: Int.max, in: bytes) }
        if isAtEnd(in: bytes) || isAtMarker(in: bytes) { break }
        context = .document
      }
    }
    append(.unreadable, position..<position)
    refuseRest(in: bytes)
  }

  /// Reports that the rest of the document isn't read, and moves to the next marker or the end.
  private mutating func refuseRest(in bytes: Span<UInt8>) {
    guard !isAtEnd(in: bytes), !isAtMarker(in: bytes) else { return }
    report(
      "too-many-findings", "rest of the record, which isn't read: \(Self.attemptLimit) times it couldn't begin",
      position..<lineEnd(from: position, in: bytes), hint: "mend what is in front of it and run again")
    recoverToMarker(in: bytes)
  }

  private mutating func recoverToMarker(in bytes: Span<UInt8>) {
    while !isAtEnd(in: bytes), !isAtMarker(in: bytes) { recover(to: -1, in: bytes) }
  }

  /// Ends a line behind a value: only a comment may follow. Moves to the next line with text.
  mutating func finishLine(behind item: TapeItem, in bytes: Span<UInt8>) throws(Stop) {
    guard !skipToContent(in: bytes), !isAtEnd(in: bytes) else { return }
    let range = position..<lineEnd(from: position, in: bytes)
    let behind =
      switch item.kind {
      case .singleQuoted, .doubleQuoted: "the closing quote"
      case .sequence, .mapping: "the closing bracket"
      default: "'\(excerpt(item.bytes, in: bytes))'"
      }
    let hint: String? =
      switch bytes[position] {
      case .hash: "put a space in front of a comment"
      case .colon: "put a space behind the colon"
      default: item.kind == .doubleQuoted ? "write \\\" for a quote inside quotes" : nil
      }
    throw stop(
      "unexpected-text", "text behind \(behind): '\(excerpt(range, in: bytes))'", range,
      hint: item.kind == .singleQuoted && hint == nil ? "write '' for an apostrophe inside single quotes" : hint)
  }
}
