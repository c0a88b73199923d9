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
    var findings = check.findings.all + parser.findings.all
    if parts.body == nil {
      findings.append(
        Finding(
          .error, "unclosed-front-matter", "front matter that isn't closed", at: Place(file, 0..<3),
          hint: "write '---' on a line of its own behind it"))
    }
    let body = (parts.body ?? bytes.count)..<bytes.count
    let front = parser.roots.first.map { Node(tape: tape, index: $0) }
    return (Note(front: front, body: text(body, in: bytes), bodyPlace: Place(file, body)), findings)
  }

  /// Where the front matter ends and where the body starts; `nil` without front matter.
  private static func parts(from start: Int, in bytes: Span<UInt8>) -> (front: Int, body: Int?)? {
    guard var line = behindMarker(at: start, in: bytes) else { return nil }
    while line < bytes.count {
      if let body = behindMarker(at: line, in: bytes) { return (line, body) }
      while line < bytes.count, !bytes[line].isBreak { line += 1 }
      if line < bytes.count { line = lineBreakEnd(at: line, in: bytes) }
    }
    return (bytes.count, nil)
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
