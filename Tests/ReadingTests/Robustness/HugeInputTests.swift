import Diagnostics
import Foundation
import Reading
import Testing

/// Input that no person writes: always a result or findings, soon, and in memory in proportion to the file.
@Suite struct HugeInputTests {
  private static func read(_ text: String, repeated count: Int = 1, end: String = "") -> (Int, [Finding]) {
    let bytes = Array(repeatElement(Array(text.utf8), count: count).joined()) + end.utf8
    let (documents, findings) = RecordText.read(SourceFile(path: "Input/models/test.yaml", bytes: bytes))
    return (documents.count, findings)
  }

  @Test func emptyFilesAreNothingOrAFinding() {
    let empty = SourceFile(path: "Input/models/test.yaml", bytes: [])
    #expect(RecordText.read(empty).documents.isEmpty && RecordText.read(empty).findings.isEmpty)
    #expect(CSVTable.read(empty).findings.map(\.code) == ["missing-header"])
    #expect(NoteText.read(empty).note?.body == "")
  }

  @Test(arguments: [
    "\u{FEFF}", "\n", "\r", " ", "\t", "#", "---", "...", "-", "?", ":", "|", ">", "\"", "'", "[", "{", "%",
  ])
  func fileOfOneMarkGivesAResultOrFindings(mark: String) {
    for text in [mark, mark + "\n", mark + " ", mark + mark] {
      let bytes = Array(text.utf8)
      _ = RecordText.read(SourceFile(path: "Input/models/test.yaml", bytes: bytes))
      _ = NoteText.read(SourceFile(path: "Input/notes/test.md", bytes: bytes))
      let (table, findings) = CSVTable.read(SourceFile(path: "Input/scores/test.csv", bytes: bytes))
      #expect(table != nil || !findings.isEmpty)
    }
  }

  /// 100,000 collections inside each other: the stack doesn't grow with them.
  @Test(arguments: [
    ("[", "", "too-deep"), ("{a: ", "", "too-deep"), ("- ", "a\n", "too-deep"), ("[", "]", "too-deep"),
    ("? ", "a\n", "complex-key"),
    ("- ? - ", "a\n", "complex-key"), ("&a ", "b\n", "anchor"), ("!t ", "b\n", "tag"), ("a: [", "", "too-deep"),
  ])
  func hundredThousandLevelsOnOneLineAreAFinding(opening: String, end: String, code: String) {
    let (_, findings) = Self.read(opening, repeated: 100_000, end: end)
    #expect(findings.contains { $0.code == code }, "\(findings.prefix(3).map(\.summary))")
  }

  /// Each line stands one further right than the one above. A file may have 64 MiB, and 100,000 such lines take 5 GB.
  @Test func elevenThousandLevelsOfIndentationAreAFinding() {
    var text: [UInt8] = []
    for level in 0..<11_000 { text += [UInt8](repeating: 0x20, count: level) + Array("a:\n".utf8) }
    let (_, findings) = RecordText.read(SourceFile(path: "Input/models/test.yaml", bytes: text))
    #expect(findings.map(\.code).first == "too-deep")
    #expect(findings.count < 10)
  }

  @Test func hundredThousandLevelsInFrontMatterAreAFinding() {
    let text = "---\na: " + String(repeating: "[", count: 100_000) + "\n---\nbody"
    #expect(
      NoteText.read(SourceFile(path: "Input/notes/test.md", text: text)).findings.map(\.code).contains("too-deep"))
  }

  /// 64 MiB is the most that a file of record text may have.
  @Test(arguments: [("a", nil), ("[", "too-deep")])
  func oneLineOf64MebibytesIsReadOrAFinding(mark: Character, code: String?) {
    let bytes = [UInt8](repeating: mark.asciiValue ?? 0, count: RecordText.sizeLimit)
    let (documents, findings) = RecordText.read(SourceFile(path: "Input/models/test.yaml", bytes: bytes))
    #expect(findings.first?.code == code)
    #expect(code != nil || documents.first?.place.end == bytes.count)
  }

  @Test func oneByteMoreIsTooLarge() {
    let bytes = [UInt8](repeating: 0x61, count: RecordText.sizeLimit + 1)
    #expect(
      RecordText.read(SourceFile(path: "Input/models/test.yaml", bytes: bytes)).findings.map(\.headline)
        == ["file of 67108865 bytes; the limit is 67108864"])
  }

  @Test func csvOfOneLineOf16MebibytesIsRead() {
    let file = SourceFile(path: "Input/scores/test.csv", bytes: [UInt8](repeating: 0x61, count: 16 << 20))
    let (table, findings) = CSVTable.read(file)
    #expect(findings.isEmpty)
    #expect(table?.header.first?.text.utf8.count == 16 << 20)
  }

  @Test func unclosedQuotesOverMegabytesAreLookedThroughOnlyTwice() {
    let rows = String(repeating: "x,y\n", count: 200_000)
    let text = "a,b\n\"x,y\n" + rows + "z,\"\"\n" + rows + "\"\"\"x,y\n" + rows
    let (_, findings) = CSVTable.read(SourceFile(path: "Input/scores/test.csv", text: text))
    #expect(!findings.isEmpty && findings.count <= 4)
  }

  @Test func hundredThousandKeysAreRead() {
    let text = (0..<100_000).map { "key\($0): \($0)\n" }.joined()
    let (documents, findings) = RecordText.read(SourceFile(path: "Input/models/test.yaml", text: text))
    #expect(findings.isEmpty)
    #expect(documents.first?.entries?.count == 100_000)
  }

  /// What is wrong a million times takes the memory of ten thousand findings, and all of it is counted.
  @Test(arguments: [
    ("a: b\n", "duplicate-key", 24_999), ("- a\n\tb\n", "tab-indentation", 25_000),
    ("\u{1}", "control-character", 25_000),
    ("--- &a\n", "anchor", 25_000),
  ])
  func mistakesWithoutEndAreCountedAndNotKept(text: String, code: String, count: Int) {
    let (_, findings) = Self.read(text, repeated: 25_000)
    #expect(findings.prefix(FindingList.limit).allSatisfy { $0.code == code })
    #expect(findings.count == FindingList.limit + 1)
    #expect(FindingCounts(of: findings).errors == count)
  }

  /// A record that can't be read from its first line on is tried anew twenty times, not once for each of its lines.
  @Test func recordThatNeverBeginsIsTriedTwentyTimes() {
    let (_, findings) = Self.read("@\n", repeated: 25_000)
    #expect(findings.map(\.code) == [String](repeating: "reserved-character", count: 20) + ["too-many-findings"])
  }

  @Test func rowsThatAreAllWrongAreCountedAndNotKept() {
    let (table, findings) = CSVTable.read(
      SourceFile(path: "Input/scores/test.csv", text: "a,b\n" + String(repeating: "1\n", count: 50_000)))
    #expect(table?.rowCount == 0)
    #expect(findings.count == FindingList.limit + 1)
    #expect(findings.last?.headline == "40000 more findings in this file, which aren't listed")
  }
}
