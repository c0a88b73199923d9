package import Diagnostics

/// A Markdown file with record text in front of it, between two lines of `---`.
package struct Note: Sendable {
  /// The fields, or `nil` where the file has none in front.
  package var front: Node?
  package var body: String
  package var bodyPlace: Place
}

/// Reads notes: front matter and Markdown.
package enum NoteText {
  /// A note, or `nil` and the reason when the file isn't text.
  package static func read(_ file: SourceFile) -> (note: Note?, findings: [Finding]) {
    let check = TextCheck.findings(in: file, lineSeparatorsToo: false)
    guard check.isReadable else { return (nil, check.findings) }
    let bytes = file.bytes
    let start = check.hasMark ? 3 : 0
    guard let opening = fence(at: start, in: bytes.span) else {
      return (note(front: nil, file, bodyFrom: start), check.findings)
    }
    var index = opening
    while index < bytes.count {
      if let behind = fence(at: index, in: bytes.span) {
        // Cut behind the fields only, so that their places stay those of the file.
        let front = Array(bytes[..<index])
        let (documents, findings) = RecordText.read(SourceFile(path: file.path, bytes: front))
        return (note(front: documents.first, file, bodyFrom: behind), check.findings + findings)
      }
      index = nextLine(from: index, in: bytes.span)
    }
    let unclosed = Finding(
      .error, "unclosed-front-matter", "the front matter has no second line of '---'",
      at: Place(file, start..<start + 3),
      hint: "write '---' on a line of its own where the fields end")
    return (nil, check.findings + [unclosed])
  }

  private static func note(front: Node?, _ file: SourceFile, bodyFrom start: Int) -> Note {
    let body = String(decoding: file.bytes[start...], as: UTF8.self)
    return Note(front: front, body: body, bodyPlace: Place(file, start..<file.bytes.count))
  }

  /// The offset behind a line of `---` at `index`, or `nil` when another line stands there.
  private static func fence(at index: Int, in bytes: Span<UInt8>) -> Int? {
    guard index + 3 <= bytes.count, (index..<index + 3).allSatisfy({ bytes[$0] == .dash }) else { return nil }
    var end = index + 3
    while end < bytes.count, bytes[end].isBlank { end += 1 }
    if end == bytes.count { return end }
    return bytes[end].isBreak ? lineBreakEnd(at: end, in: bytes) : nil
  }

  private static func nextLine(from index: Int, in bytes: Span<UInt8>) -> Int {
    var index = index
    while index < bytes.count, !bytes[index].isBreak { index += 1 }
    return index < bytes.count ? lineBreakEnd(at: index, in: bytes) : index
  }
}
