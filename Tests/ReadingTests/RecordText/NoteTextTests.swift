import Diagnostics
import Reading
import Testing

@Suite struct NoteTextTests {
  private static func read(_ text: String) -> (note: Note?, findings: [Finding]) {
    NoteText.read(SourceFile(path: "Input/notes/test.md", text: text))
  }

  private static func keys(of note: Note?) -> [String?] { note?.front?.entries?.map(\.key.text) ?? [] }

  @Test(arguments: ["---\nid: a\n---\nText\n", "\u{FEFF}---\r\nid: a\r\n--- \r\nText\n", "---\rid: a\r---\rText\n"])
  func bodyStandsBehindTheSecondLineOfDashes(text: String) {
    let (note, findings) = Self.read(text)
    #expect(findings.isEmpty)
    #expect(Self.keys(of: note) == ["id"])
    #expect(note?.body == "Text\n")
  }

  @Test func fileWithoutFrontMatterIsAllBody() {
    let (note, findings) = Self.read("Text\n---\n")
    #expect(findings.isEmpty)
    #expect(note?.front == nil)
    #expect(note?.body == "Text\n---\n")
  }

  /// One finding, and the fields are read: nothing that follows from it is said as well.
  @Test(arguments: [
    ("---\nid: a\ntitle: B\n\nText: one, [two\n", "\nText: one, [two\n"),
    ("---\nid: a\ntitle:\n  B\nA sentence without a key.\nid: c\n", "A sentence without a key.\nid: c\n"),
    ("---\nid: a\n# why\ntitle: B", ""),
  ])
  func frontMatterThatIsNotClosedIsOneFinding(text: String, body: String) {
    let (note, findings) = Self.read(text)
    #expect(
      findings == [
        Finding(
          .error, "unclosed-front-matter", "front matter that isn't closed",
          at: Place(SourceFile(path: "Input/notes/test.md", text: ""), 0..<3),
          hint: "write '---' on a line of its own behind it")
      ])
    #expect(Self.keys(of: note) == ["id", "title"])
    #expect(note?.body == body)
  }

  @Test func troubleInFrontMatterThatIsNotClosedIsSaidToo() {
    #expect(Self.read("---\nid: *a\n\nText\n").findings.map(\.code) == ["alias", "unclosed-front-matter"])
  }
}
