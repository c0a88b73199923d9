import Diagnostics
import Records
import TestSupport
import Testing

/// One mistake is one finding: what follows from it isn't said as well, and what it would hide is.
@Suite struct CascadeTests {
  private static let model = "- id: r1\n  name: R1\n  developer: deepseek\n  weights: open\n  source: board\n"

  private static func lines(_ files: [String: String]) -> [String] {
    corpus(with: files).findings.filter { $0.severity > .note }.map(line(of:))
  }

  private static func codes(_ files: [String: String]) -> [String] {
    corpus(with: files).findings.filter { $0.severity > .note }.map(\.code)
  }

  /// Everything behind it is lost to the reader: neither its ids nor its fields are missed.
  @Test func keyFarTooFarLeftIsOneFinding() {
    let text = "- id: r1\n  name: R1\ndeveloper: deepseek\n  weights: open\n  source: board\n- id: r2\n"
    let aliases = "name,of,record,source\nR-2,model,r2,board\n"
    #expect(
      Self.lines(["Input/models/m.yaml": text, "Input/aliases/a.csv": aliases]) == [
        """
        Input/models/m.yaml:3:1: error: text behind the end of the record: 'developer: deepseek'; line it up with the \
        record's first line, or begin another record with '---'; what follows isn't read
        """
      ])
  }

  @Test(arguments: [
    ("- id: r1\n  name: R1\n developer: deepseek\n  weights: open\n  source: board\n", "bad-indentation"),
    ("- id: r1\n  name: R1\n\t developer: deepseek\n  weights: open\n  source: board\n", "tab-indentation"),
    ("- id: r1\n  name: R1\n  developer deepseek\n  weights: open\n  source: board\n", "missing-colon"),
  ])
  func fieldsBehindAWrongLineAreNotMissed(text: String, code: String) {
    #expect(Self.codes(["Input/models/m.yaml": text]) == [code])
  }

  @Test func aliasOfABrokenRecordFindsIt() {
    let text = Self.model + "  released: 3/4/2026\n"
    let aliases = "name,of,record,source\nR-1,model,r1,board\n"
    #expect(Self.codes(["Input/models/m.yaml": text, "Input/aliases/a.csv": aliases]) == ["bad-date"])
  }

  @Test func aliasOfNothingPointsAtTheId() {
    let aliases = "name,of,record,source\nR-1,model,r9,board\n"
    #expect(
      Self.lines(["Input/aliases/a.csv": aliases]) == [
        """
        Input/aliases/a.csv:2:11: error: models has no record 'r9'; correct the id, or add the record under Input/models/
        """
      ])
  }

  @Test func invisibleCharacterInAnIdIsNamed() {
    let aliases = "name,of,record,source\nDS,organisation,deep\u{200B}seek,board\n"
    #expect(
      Self.lines(["Input/aliases/a.csv": aliases]) == [
        """
        Input/aliases/a.csv:2:17: error: organisations has no record 'deep\u{200B}seek'; it holds the invisible character \
        U+200B: delete that
        """
      ])
  }

  @Test(arguments: ["unknown", "undisclosed", "\"unknown\""])
  func wordForWhatIsMissingIsNoId(id: String) {
    let text = Self.model.replacing("id: r1", with: "id: \(id)")
    let word = id.replacing("\"", with: "")
    #expect(
      Self.lines(["Input/models/m.yaml": text]) == [
        """
        Input/models/m.yaml:1:7: error: id '\(word)' would mean that there is none; \
        give the record a name of its own
        """
      ])
  }

  @Test func recordWithoutAnIdIsNotToldToWriteUnknown() {
    #expect(
      Self.lines(["Input/models/m.yaml": Self.model.replacing("id: r1\n  ", with: "")]) == [
        "Input/models/m.yaml:1:3: error: the record lacks 'id'; give the record a name of its own"
      ])
  }

  @Test(arguments: ["", "# nothing yet\n"])
  func fileWithoutARecordIsAFinding(text: String) {
    #expect(
      Self.lines(["Input/models/m.yaml": text]) == [
        "Input/models/m.yaml:1:1: error: file without a record; write one, or delete the file"
      ])
  }

  @Test func missingWordInQuotesIsToldToDropThem() {
    #expect(
      Self.lines(["Input/models/m.yaml": Self.model + "  released: \"unknown\"\n"]) == [
        "Input/models/m.yaml:6:13: error: date 'unknown' has none of the known forms; write unknown without quotes"
      ])
  }

  @Test func quotesOfAWordProcessorAreAWarning() {
    #expect(
      Self.lines(["Input/models/m.yaml": Self.model.replacing("R1", with: "“R1”")]) == [
        """
        Input/models/m.yaml:2:9: warning: quotes that belong to the value “R1”; \
        delete them; where they are meant, put the whole value in plain quotes
        """
      ])
  }

  @Test func emptyColumnsAndRowsAreOneWarningEach() {
    let aliases = "name,of,record,source,\nDeep Seek,organisation,deepseek,board,\n,,,,\n"
    #expect(
      Self.lines(["Input/aliases/a.csv": aliases]) == [
        "Input/aliases/a.csv:1:23: warning: column without a name; name or delete it",
        "Input/aliases/a.csv:3:1: warning: row without anything in it; delete the line",
      ])
  }

  @Test func rowThatAnotherSaysWordForWordIsAWarning() {
    let scores = "name,of,record,source,from,to\nDeep Seek,organisation,deepseek,board,2024,2025\n"
    let found = corpus(with: ["Input/aliases/a.csv": scores, "Input/aliases/a (1).csv": scores]).findings
      .filter { $0.code == "repeated-row" }
    #expect(
      found.map(line(of:)) == [
        "Input/aliases/a.csv:2:1: warning: row that says word for word what another says; delete one of them"
      ])
    #expect(found.first?.related.map(\.place.file.path) == ["Input/aliases/a (1).csv"])
  }
}
