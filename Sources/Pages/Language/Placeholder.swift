import Diagnostics

/// What stands between `{{` and `}}` in a page, as written.
struct Placeholder: Sendable {
  /// A word or quoted text, without its quotes, and where it stands.
  struct Token: Sendable {
    var text: String
    var place: Place
    var isQuoted: Bool
  }

  struct Named: Sendable {
    var key: Token
    var value: Token
  }

  /// The whole, braces included.
  var place: Place
  /// A component's name, or a figure with or without a part: `arena-gap.win-rate`.
  var name: Token
  var positional: [Token]
  var named: [Named]
}

/// The body of a page with its placeholders taken out.
struct PlaceholderText: Sendable {
  /// The body, where each placeholder is `U+E000 NUMBER U+E001`, which Markdown leaves alone.
  var markdown: [UInt8]
  var placeholders: [Placeholder]
  /// As written, for code, where placeholders are shown and not resolved.
  var originals: [String]
  var findings: [Finding]
  /// Where in the file each line of `markdown` begins.
  private var lineStarts: [Int]

  static let opening: Unicode.Scalar = "\u{E000}"
  static let closing: Unicode.Scalar = "\u{E001}"
  private static let openingBytes = Array("\u{E000}".utf8)
  private static let closingBytes = Array("\u{E001}".utf8)

  /// Scans `range` of the file once. `\{{` stands for two braces.
  init(_ file: SourceFile, _ range: Range<Int>) {
    markdown = []
    placeholders = []
    originals = []
    findings = []
    lineStarts = [range.lowerBound]
    let bytes = file.bytes
    let brace = UInt8(ascii: "{")
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      let isPair = index + 1 < range.upperBound && bytes[index] == brace && bytes[index + 1] == brace
      if byte == UInt8(ascii: "\\"), index + 2 < range.upperBound, bytes[index + 1] == brace, bytes[index + 2] == brace
      {
        markdown += [brace, brace]
        index += 3
      } else if isPair {
        var lexer = PlaceholderLexer(file: file, start: index, position: index + 2, limit: range.upperBound)
        let placeholder = lexer.placeholder()
        findings += lexer.findings
        if let placeholder {
          markdown += Self.openingBytes + Array(String(placeholders.count).utf8) + Self.closingBytes
          placeholders.append(placeholder)
          originals.append(String(decoding: bytes[index..<lexer.position], as: UTF8.self))
        }
        index = lexer.position
      } else if byte == 0xEE, index + 2 < range.upperBound, bytes[index + 1] == 0x80, bytes[index + 2] < 0x82 {
        findings.append(
          Finding(
            .error, "private-use-character", "private-use character in a page", at: Place(file, index..<index + 3),
            hint: "remove it; U+E000 and U+E001 mark placeholders", area: .pages))
        index += 3
      } else {
        markdown.append(byte)
        index += 1
        if byte == UInt8(ascii: "\n") { lineStarts.append(index) }
      }
    }
  }

  /// The place of a 1-based line of `markdown`.
  func place(ofLine line: Int, in file: SourceFile) -> Place {
    guard lineStarts.indices.contains(line - 1) else { return Place(file) }
    let start = lineStarts[line - 1]
    let end = file.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? file.bytes.count
    return Place(file, start..<end)
  }
}

/// Reads one placeholder, from behind its opening braces.
private struct PlaceholderLexer {
  let file: SourceFile
  let start: Int
  var position: Int
  let limit: Int
  var findings: [Finding] = []

  init(file: SourceFile, start: Int, position: Int, limit: Int) {
    self.file = file
    self.start = start
    self.position = position
    self.limit = limit
  }

  /// `nil` after a finding; `position` is then behind what can't be used.
  mutating func placeholder() -> Placeholder? {
    var tokens: [Placeholder.Token] = []
    var named: [Placeholder.Named] = []
    while true {
      skipSpace()
      if isAtEnd {
        position += 2
        break
      }
      guard position < limit, let token = token(endsAtEquals: true) else { return unclosed() }
      guard position < limit, file.bytes[position] == UInt8(ascii: "="), !token.isQuoted else {
        if !named.isEmpty {
          report("misplaced-argument", "'\(token.text)' stands behind named arguments", token.place, "put it first")
        }
        tokens.append(token)
        continue
      }
      position += 1
      guard position < limit, !isAtEnd, !isSpace(file.bytes[position]), let value = self.token(endsAtEquals: false)
      else {
        report("missing-value", "argument '\(token.text)' has no value", token.place, "write \(token.text)=\"…\"")
        continue
      }
      if named.contains(where: { $0.key.text == token.text }) {
        report("duplicate-argument", "argument '\(token.text)' given twice", token.place, nil)
      }
      named.append(Placeholder.Named(key: token, value: value))
    }
    let place = Place(file, start..<position)
    guard let name = tokens.first else {
      report("empty-placeholder", "placeholder without a name", place, nil)
      return nil
    }
    return Placeholder(place: place, name: name, positional: Array(tokens.dropFirst()), named: named)
  }

  private var isAtEnd: Bool {
    position + 1 < limit && file.bytes[position] == UInt8(ascii: "}") && file.bytes[position + 1] == UInt8(ascii: "}")
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func skipSpace() {
    while position < limit, isSpace(file.bytes[position]) { position += 1 }
  }

  private mutating func token(endsAtEquals: Bool) -> Placeholder.Token? {
    let first = position
    if file.bytes[position] == UInt8(ascii: "\"") {
      var text: [UInt8] = []
      position += 1
      while position < limit, file.bytes[position] != UInt8(ascii: "\"") {
        let isEscape = file.bytes[position] == UInt8(ascii: "\\") && position + 1 < limit
        if isEscape, [UInt8(ascii: "\""), UInt8(ascii: "\\")].contains(file.bytes[position + 1]) { position += 1 }
        text.append(file.bytes[position])
        position += 1
      }
      guard position < limit else { return nil }
      position += 1
      let place = Place(file, first + 1..<position - 1)
      return Placeholder.Token(text: String(decoding: text, as: UTF8.self), place: place, isQuoted: true)
    }
    while position < limit, !isAtEnd, !isSpace(file.bytes[position]) {
      let byte = file.bytes[position]
      if endsAtEquals && byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\"") { break }
      position += 1
    }
    guard position > first else {
      // A lone `=` where a word should be: taken as a word, which no component knows.
      position += 1
      return Placeholder.Token(
        text: String(decoding: file.bytes[first..<position], as: UTF8.self), place: Place(file, first..<position),
        isQuoted: true)
    }
    return Placeholder.Token(
      text: String(decoding: file.bytes[first..<position], as: UTF8.self), place: Place(file, first..<position),
      isQuoted: false)
  }

  private mutating func unclosed() -> Placeholder? {
    position = min(start + 2, limit)
    report(
      "unclosed-placeholder", "'{{' without '}}'", Place(file, start..<position), "close it, or write \\{{ for braces")
    return nil
  }

  private mutating func report(_ code: String, _ headline: String, _ place: Place, _ hint: String?) {
    findings.append(Finding(.error, code, headline, at: place, hint: hint, area: .pages))
  }
}
