package import Diagnostics

/// Reads JSON (RFC 8259) into the same nodes as record text, each with its place.
///
/// Numbers, `true`, `false` and `null` are plain scalars, so that a number keeps the digits it was written with.
package enum JSONText {
  /// The value of a file; `nil` when it isn't JSON, and the finding says where and why.
  ///
  /// Time and memory are linear in the file's size.
  ///
  /// - Parameter limit: how many bytes a file may have.
  package static func read(
    _ file: SourceFile, limit: Int = RecordText.sizeLimit
  ) -> (value: Node?, findings: [Finding]) {
    guard file.bytes.count <= limit else { return (nil, [.tooLarge(file, limit: limit)]) }
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: 0)
    guard check.isReadable else { return (nil, check.findings.all) }
    let bytes = file.bytes
    var parser = JSONParser(position: check.hasMark ? 3 : 0)
    do throws(JSONProblem) {
      try parser.readDocument(in: bytes.span)
      return (Node(tape: RecordTape(file: file, items: parser.items), index: 0), check.findings.all)
    } catch {
      return (nil, check.findings.all + [.notJSON(error, in: file)])
    }
  }
}

private struct JSONProblem: Error {
  var bytes: Range<Int>
  var headline: String
}

extension Finding {
  fileprivate static func notJSON(_ problem: JSONProblem, in file: SourceFile) -> Finding {
    let isCut = problem.bytes.lowerBound >= file.bytes.count
    return Finding(
      .error, "not-json", problem.headline, at: Place(file, problem.bytes),
      hint: isCut
        ? "the file looks cut off: fetch it again" : "JSON has no comments and no commas behind the last value")
  }
}

/// Appends the items of one document to a tape.
private struct JSONParser {
  var position: Int
  private(set) var items: [TapeItem] = []

  init(position: Int) { self.position = position }

  mutating func readDocument(in bytes: Span<UInt8>) throws(JSONProblem) {
    try readValue(depth: 0, in: bytes)
    skipBlanks(in: bytes)
    guard position == bytes.count else {
      throw JSONProblem(bytes: position..<position + 1, headline: "text behind the end of the JSON value")
    }
  }

  private mutating func skipBlanks(in bytes: Span<UInt8>) {
    while position < bytes.count, bytes[position].isBlank || bytes[position].isBreak { position += 1 }
  }

  private func expected(_ what: String, in bytes: Span<UInt8>) -> JSONProblem {
    guard position < bytes.count else {
      return JSONProblem(bytes: bytes.count..<bytes.count, headline: "the file ends where \(what) should be")
    }
    return JSONProblem(bytes: position..<position + 1, headline: "\(what) should be here")
  }

  private mutating func readValue(depth: Int, in bytes: Span<UInt8>) throws(JSONProblem) {
    skipBlanks(in: bytes)
    guard position < bytes.count else { throw expected("a value", in: bytes) }
    switch bytes[position] {
    case UInt8(ascii: "{"): try readContainer(.mapping, until: UInt8(ascii: "}"), depth: depth, in: bytes)
    case UInt8(ascii: "["): try readContainer(.sequence, until: UInt8(ascii: "]"), depth: depth, in: bytes)
    case .quote: try readString(in: bytes)
    default: try readWord(in: bytes)
    }
  }

  private mutating func readContainer(
    _ kind: TapeItem.Kind, until end: UInt8, depth: Int, in bytes: Span<UInt8>
  ) throws(JSONProblem) {
    let start = position
    guard depth < RecordText.depthLimit else {
      throw JSONProblem(bytes: start..<start + 1, headline: "values nested more than \(RecordText.depthLimit) deep")
    }
    let index = items.count
    items.append(TapeItem(kind, start..<start, next: 0))
    position += 1
    skipBlanks(in: bytes)
    if position < bytes.count, bytes[position] == end {
      position += 1
    } else {
      while true {
        if kind == .mapping { try readKey(in: bytes) }
        try readValue(depth: depth + 1, in: bytes)
        skipBlanks(in: bytes)
        guard position < bytes.count, bytes[position] == .comma || bytes[position] == end else {
          throw expected(kind == .mapping ? "',' or '}'" : "',' or ']'", in: bytes)
        }
        position += 1
        if bytes[position - 1] == end { break }
      }
    }
    items[index] = TapeItem(kind, start..<position, next: items.count)
  }

  private mutating func readKey(in bytes: Span<UInt8>) throws(JSONProblem) {
    skipBlanks(in: bytes)
    guard position < bytes.count, bytes[position] == .quote else { throw expected("a name in quotes", in: bytes) }
    try readString(in: bytes)
    skipBlanks(in: bytes)
    guard position < bytes.count, bytes[position] == .colon else { throw expected("':'", in: bytes) }
    position += 1
  }

  private mutating func readString(in bytes: Span<UInt8>) throws(JSONProblem) {
    let start = position
    var hasEscapes = false
    position += 1
    while true {
      position = firstIndex(of: .quote, .backslash, .lineFeed, .carriageReturn, from: position, in: bytes)
      guard position < bytes.count, !bytes[position].isBreak else {
        throw expected("the quote that ends the text", in: bytes)
      }
      if bytes[position] == .quote { break }
      hasEscapes = true
      try checkEscape(in: bytes)
    }
    position += 1
    var item = TapeItem(.doubleQuoted, start..<position, next: items.count + 1)
    item.needsDecoding = hasEscapes
    items.append(item)
  }

  private mutating func checkEscape(in bytes: Span<UInt8>) throws(JSONProblem) {
    position += 1
    guard position < bytes.count else { throw expected("an escape", in: bytes) }
    switch bytes[position] {
    case .quote, .backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard position < bytes.count, hexValue(bytes[position]) != nil else {
          throw expected("a hexadecimal digit", in: bytes)
        }
        position += 1
      }
    default: throw expected("an escape that JSON has", in: bytes)
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func readWord(in bytes: Span<UInt8>) throws(JSONProblem) {
    let start = position
    while position < bytes.count, !bytes[position].isBlank, !bytes[position].isBreak, !bytes[position].isFlowMark {
      position += 1
    }
    let word = text(start..<position, in: bytes)
    guard ["true", "false", "null"].contains(word) || isNumber(word) else {
      position = start
      throw expected("a value", in: bytes)
    }
    items.append(TapeItem(.plain, start..<position, next: items.count + 1))
  }

  private func isNumber(_ word: String) -> Bool {
    guard let first = word.utf8.first, first == .dash || (0x30...0x39).contains(first) else { return false }
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || byte == .dash || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
        || byte | 0x20 == UInt8(ascii: "e")
    }
    return isPlain && Double(word) != nil
  }
}
