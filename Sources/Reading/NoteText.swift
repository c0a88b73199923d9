package import Diagnostics

/// A Markdown file: front matter between two lines `---`, which is record text, and the body behind it.
package struct Note: Sendable {
  /// The front matter; `nil` where there is none.
  package var front: Node?
  package var body: String
  package var bodyPlace: Place
}

package enum NoteText {
  /// The note in a file and everything that is wrong with its front matter; no note when the file isn't text.
  ///
  /// Front matter that isn't closed is one finding: it is taken to end where text begins.
  package static func read(_ file: SourceFile) -> (note: Note?, findings: [Finding]) {
    guard file.bytes.count <= RecordText.sizeLimit else { return (nil, [.tooLarge(file, limit: RecordText.sizeLimit)]) }
    let array = file.bytes
    let bytes = array.span
    let hasMark = TextCheck.hasByteOrderMark(bytes)
    let parts = parts(from: hasMark ? 3 : 0, in: bytes)
    let check = TextCheck.findings(in: file, lineSeparatorsUntil: parts?.front ?? 0)
    guard check.isReadable else { return (nil, check.findings.all) }
    guard let parts else {
      let body = (hasMark ? 3 : 0)..<bytes.count
      return (Note(front: nil, body: text(body, in: bytes), bodyPlace: Place(file, body)), check.findings.all)
    }
    var parser = RecordParser(file: file, isMarked: hasMark)
    parser.readStream(in: bytes.extracting(0..<parts.front))
    let tape = RecordTape(file: file, items: parser.tape)
    var findings = check.findings
    findings.append(contentsOf: parser.findings)
    if !parts.isClosed {
      findings.append(
        Finding(
          .error, "unclosed-front-matter", "front matter that isn't closed", at: Place(file, 0..<3),
          hint: "write '---' on a line of its own behind it"))
    }
    let body = parts.body..<bytes.count
    let front = parser.roots.first.map { Node(tape: tape, index: $0) }
    return (Note(front: front, body: text(body, in: bytes), bodyPlace: Place(file, body)), findings.all)
  }

  /// Where the front matter ends and where the body starts; `nil` without front matter.
  private static func parts(from start: Int, in bytes: Span<UInt8>) -> (front: Int, body: Int, isClosed: Bool)? {
    guard let first = behindMarker(at: start, in: bytes) else { return nil }
    var line = first
    while line < bytes.count {
      if let body = behindMarker(at: line, in: bytes) { return (line, body, true) }
      line = nextLine(behind: line, in: bytes)
    }
    line = first
    while line < bytes.count, mayBeRecordText(at: line, in: bytes) { line = nextLine(behind: line, in: bytes) }
    return (line, line, false)
  }

  /// False for a line that is empty, or that begins at the left and has no key.
  private static func mayBeRecordText(at start: Int, in bytes: Span<UInt8>) -> Bool {
    if bytes[start].isBreak { return false }
    if bytes[start].isBlank || bytes[start] == .hash || bytes[start] == .dash { return true }
    var index = start
    while index < bytes.count, !bytes[index].isBreak {
      let isColon = bytes[index] == .colon
      index += 1
      if isColon, index == bytes.count || bytes[index].isBlank || bytes[index].isBreak { return true }
    }
    return false
  }

  private static func nextLine(behind start: Int, in bytes: Span<UInt8>) -> Int {
    let end = firstIndex(of: .lineFeed, .carriageReturn, .lineFeed, .carriageReturn, from: start, in: bytes)
    return end < bytes.count ? lineBreakEnd(at: end, in: bytes) : end
  }

  /// The start of the line behind a line `---`; `nil` where there is another line.
  private static func behindMarker(at start: Int, in bytes: Span<UInt8>) -> Int? {
    guard start + 3 <= bytes.count, bytes[start] == .dash, bytes[start + 1] == .dash, bytes[start + 2] == .dash else {
      return nil
    }
    var index = start + 3
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index < bytes.count else { return index }
    return bytes[index].isBreak ? lineBreakEnd(at: index, in: bytes) : nil
  }
}
