import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct CSVOracleTests {
  /// Short texts of the characters that matter, so that every few of them meet.
  @Test(arguments: 0..<4)
  func fastReaderAgreesWithThePlainOneOnRandomText(seed: Int) {
    let pieces = [
      "a", "é", " ", ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", "#", "x,y\n", "\"q,\n\"", "\u{FEFF}a", ";",
    ]
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<10_000 {
      var text = (0..<random.below(random.oneIn(4) ? 120 : 24)).map { _ in random.pick(pieces) }.joined()
      // A byte order mark belongs at the start or nowhere.
      let hasMark = text.hasPrefix("\u{FEFF}")
      text = (hasMark ? "\u{FEFF}" : "") + text.replacing("\u{FEFF}", with: "")
      let bytes = Array(text.utf8)
      let (table, findings) = CSVTable.read(SourceFile(path: "a.csv", bytes: bytes))
      var ours = PlainCSV([])
      ours.header = table?.header.map(\.text)
      ours.rows = table?.texts ?? []
      ours.findings = findings.map { "\($0.code) \($0.place?.start ?? -1)" }
      let plain = PlainCSV(bytes)
      guard ours == plain else {
        Issue.record("seed \(seed): \(jsonText(text)) reads as \(ours), plainly as \(plain)")
        return
      }
    }
  }

  /// Tables as programs write them, where both must give back what was written.
  @Test func writtenTablesReadBackAsTheyWere() throws {
    var random = SeededGenerator(seed: 11)
    let texts = ["", "a", "1432", "it, too", "\"", "two\nlines", "é北", " x ", "\r\n", "say \"\"", "#"]
    for _ in 0..<500 {
      let width = 1 + random.below(5)
      let header = (0..<width).map { "c\($0)" }
      let rows = (0..<random.below(8)).map { _ in (0..<width).map { _ in random.pick(texts) } }
      let end = random.pick(["\n", "\r\n", "\r"])
      let text = ([header] + rows).map { row in
        row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + end
      }.joined()
      let (table, findings) = CSVTable.read(SourceFile(path: "a.csv", text: text))
      #expect(findings == [])
      #expect(try #require(table).texts == rows)
      #expect(PlainCSV(Array(text.utf8)).rows == rows)
    }
  }
}
