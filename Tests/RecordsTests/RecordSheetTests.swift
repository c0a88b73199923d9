import Diagnostics
import Records
import TestSupport
import Testing

/// Rows of CSV files, which are read column by column and kept as columns.
@Suite struct RecordSheetTests {
  private static let header = "model,organisation,benchmark,vintage,value,votes,run-by,source\n"

  private func scores(_ rows: String) -> (corpus: Corpus, findings: [Finding]) {
    corpus(with: ["Input/scores/s.csv": Self.header + rows])
  }

  @Test func aRowSaysWhatAMappingOfTheSameFieldsSays() throws {
    let csv = scores("R1,\"Deep, Seek\",arena,2026-03-01,\"1400 [1390, 1410]\",1200,independent,board\n").corpus
    let yaml = corpus(with: [
      "Input/scores/s.yaml": """
      model: R1
      organisation: Deep, Seek
      benchmark: arena
      vintage: 2026-03-01
      value: 1400 [1390, 1410]
      votes: 1200
      run-by: independent
      source: board
      """
    ]).corpus
    let (row, mapping) = (try #require(csv.records(of: "scores").first), try #require(yaml.records(of: "scores").first))
    #expect(row.fields.map { [$0.name, "\($0.value)"] } == mapping.fields.map { [$0.name, "\($0.value)"] })
    let (left, right) = (try #require(csv.scores.first), try #require(yaml.scores.first))
    #expect(left.publishedName == right.publishedName)
    #expect(left.publishedOrganisation == right.publishedOrganisation)
    #expect(left.benchmark == right.benchmark)
    #expect(left.vintage == right.vintage)
    #expect(left.value == right.value)
    #expect(left.value == Quantity(value: 1400, low: 1390, high: 1410))
    #expect(left.votes == 1200)
    #expect(right.votes == 1200)
    #expect(left.runBy == .independent)
    #expect(right.runBy == .independent)
    #expect((left.licenceLabel, left.scale, left.runOn) == (nil, nil, nil))
  }

  @Test func fieldsOfARowKnowWhereTheyStand() throws {
    let text = Self.header + "R1,,arena,2026-03-01,1400,,,board\nO1,,arena,2026-03-01,1410,,,board\n"
    let row = try #require(corpus(with: ["Input/scores/s.csv": text]).corpus.records(of: "scores").last)
    #expect(row.id == "Input/scores/s.csv:row-2")
    #expect((row.place.line, row.place.lineAndColumn.column) == (3, 1))
    #expect(row.place(of: "value").map { [$0.line, $0.lineAndColumn.column] } == [3, 22])
    #expect(row.place(of: "votes") == nil)
    #expect(row.fields.first { $0.name == "votes" }?.place == nil)
    #expect(row.fields.first { $0.name == "value" }?.place == row.place(of: "value"))
  }

  @Test func aRowIsFoundByItsName() {
    let read = scores("R1,,arena,2026-03-01,1400,,,board\n\nO1,,arena,2026-03-01,1410,,,board\n").corpus
    #expect(read.record("scores", "Input/scores/s.csv:row-2")?["model"] == .text("O1"))
    for name in ["3", "0", "02", "+2", "2 ", "-2", "", "18446744073709551617"].map({ "Input/scores/s.csv:row-\($0)" })
      + ["Input/scores/s.csv-row-2", "Input/scores/s.csv:row2", "row-1", ":row-1", "-", ""]
    {
      #expect(read.record("scores", name) == nil, "\(name)")
    }
    #expect(read.record("prices", "Input/scores/s.csv:row-1") == nil)
  }

  @Test func rowsWithIDsAreFoundByThem() {
    let read = corpus(with: [
      "Input/models/m.csv": "id,name,developer,weights,source\nr2,R2,deepseek,open,board\nr1,R1,deepseek,open,board\n"
    ]).corpus
    #expect(read.records(of: "models").map(\.id) == ["r1", "r2"])
    #expect(read.record("models", "r2")?["name"] == .text("R2"))
    #expect(read.record("models", "r3") == nil)
  }

  @Test func everyWrongCellIsNamedAndItsRowKeptOut() {
    let (read, findings) = scores(
      """
      R1,,arena,2026-03-01,high,,,board
      O1,,arena,2026-03-01,1410,,,board
      R1,,arena,2026-13-01,high,,,board
      R1,,,2026-03-01,1400,,,board

      """)
    #expect(
      findings.filter { $0.severity == .error }.map { "\($0.place?.line ?? 0): \($0.headline)" } == [
        "2: 'high' isn't a number", "4: the calendar has no day '2026-13-01'", "4: 'high' isn't a number",
        "5: the record lacks 'benchmark'",
      ])
    #expect(read.scores.map(\.publishedName) == ["O1"])
    #expect(read.records(of: "scores").map(\.id) == ["Input/scores/s.csv:row-2"])
  }

  @Test func aReferenceToNothingIsNamedInEveryRowThatHasIt() {
    let (_, findings) = scores(
      """
      R1,,arna,2026-03-01,1400,,,board
      O1,,arena,2026-03-01,1410,,,board
      O1,,arna,2026-03-01,1410,,,bord

      """)
    #expect(
      findings.filter { $0.code == "unknown-reference" }.map { "\($0.place?.line ?? 0): \($0.headline)" } == [
        "2: benchmarks has no record 'arna'", "4: benchmarks has no record 'arna'",
        "4: sources has no record 'bord'",
      ])
  }

  @Test func anEmptyRowIsSaidAndCounts() {
    let (read, findings) = scores(",,,,,,,\nO1,,arena,2026-03-01,1410,,,board\n")
    #expect(findings.map(line(of:)).filter { $0.contains("without anything") }.count == 1)
    #expect(read.records(of: "scores").map(\.id) == ["Input/scores/s.csv:row-2"])
  }

  /// Text such as `unknown` means that something is missing, but in quotes it is text.
  @Test func wordsInQuotesAreText() {
    let read = scores("unknown,,arena,2026-03-01,1400,,,board\n\"unknown\",,arena,2026-03-02,1,,,board\n").corpus
    #expect(read.records(of: "scores").map { $0["model"] } == [.missing(.unknown), .text("unknown")])
  }

  @Test func rowsThatSayTheSameAreFoundAmongManyFiles() {
    let row = "O1,,arena,2026-03-01,1410,,,board\n"
    let found = corpus(with: [
      "Input/scores/a.csv": Self.header + row + "O1,,arena,2026-03-02,1410,,,board\n",
      "Input/scores/b.csv": Self.header + row,
    ]).findings.filter { $0.code == "repeated-row" }
    #expect(found.map(\.place?.file.path) == ["Input/scores/b.csv"])
    #expect(found.first?.related.first?.place.file.path == "Input/scores/a.csv")
  }

  /// Bytes are read as numbers without being decoded first.
  @Test(arguments: [
    "1", "0.5", "+2", "1e3", ".5", "5.", "1432 [1426, 1438]", "1432.5 [1426.1, 1438.9]", "11..14", "1432 ± 6", "1,5",
    "1432 [1426,1438]", "1432[1426, 1438]", "1432 [1426, 1438", "1432 [, 1438]", "1 [1, 1]", "1  [1, 1]", "unknown",
    "1432 [1438, 1426]", "1432 [1433, 1438]", "1e999", "0x10", "nan", "[1, 2]", " 1", "1 [1, 2] ",
  ])
  func aCellHoldsTheQuantityThatItsTextHolds(text: String) {
    let read = scores("O1,,arena,2026-03-01,\"\(text)\",,,board\n").corpus
    let type = FieldType<Quantity>.number()
    let expected = try? type.parse(text).get()
    #expect(read.scores.first?.value == expected)
  }
}
