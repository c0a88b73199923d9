import Diagnostics
import Records
import TestSupport
import Testing

/// Records that are made when somebody asks for them.
@Suite struct RowListTests {
  private static let files = [
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, licence: mit, source: board}
    - {id: gpt-4o, name: GPT-4o, developer: openai, weights: unknown, source: board}
    """,
    "Input/scores/a.csv": """
    model,benchmark,vintage,value,source
    GPT-4o,arena,2025-01-29,1377,board
    ,,,,
    R1,arena,2025-01-30,1358,board
    nobody-knows,arena,2025-01-30,1200,board

    """,
    "Input/scores/b.csv": "model,benchmark,vintage,value,source\nR1,arena,2025-02-02,1360,board\n",
    "Input/scores/c.yaml": "{model: GPT-4o, benchmark: arena, vintage: 2025-03-01, value: 1380, source: board}",
  ]
  private static let records = corpus(with: files).corpus

  @Test func recordsStandAsTheirGeneralFormDoes() {
    let scores = Self.records.scores
    #expect(scores.map(\.record) == Self.records.records(of: Score.kind))
    #expect(scores.map(\.publishedName) == ["GPT-4o", "R1", "nobody-knows", "R1", "GPT-4o"])
    #expect(scores.map { $0.value.value } == [1377, 1358, 1200, 1360, 1380])
  }

  @Test func oneIsTheSameWhereverItIsAskedFor() {
    let scores = Self.records.scores
    #expect(scores.count == 5)
    #expect(scores.indices.map { scores[$0].id } == Array(scores).map(\.id))
    #expect(scores.indices.map { Self.records.score(at: $0).id } == Array(scores).map(\.id))
    #expect(scores.reversed().map(\.id) == Array(scores).map(\.id).reversed())
  }

  @Test func eachKnowsWhatItsNamesMean() {
    let scores = Self.records.scores
    #expect(scores.map(\.model) == ["gpt-4o", "r1", nil, "r1", "gpt-4o"])
    #expect(scores.map(\.organisation) == ["openai", "deepseek", nil, "deepseek", "openai"])
    #expect(scores.map(\.resolution) == scores.map { Self.records.resolution(of: $0.record) })
  }

  @Test func aRowPutBackStandsWhereItStoodAndKnowsWhatItsNamesMean() throws {
    var files = Self.files
    files["Input/scores/a.csv"] = files["Input/scores/a.csv"]!.replacing("1358", with: "13580")
    let without = corpus(with: files).corpus
    #expect(without.scores.map(\.publishedName) == ["GPT-4o", "nobody-knows", "R1", "GPT-4o"])
    let with = without.restoring(try #require(without.quarantined.first))
    #expect(with.scores.map(\.model) == Self.records.scores.map(\.model))
    #expect(with.scores.map(\.record) == with.records(of: Score.kind))
  }

  @Test func listWithoutRecordsIsEmpty() {
    #expect(Self.records.downloads.isEmpty)
    #expect(Array(Self.records.downloads).isEmpty)
  }

  @Test func wordsForNothingAndNothingAreResolvedTogether() {
    let read = corpus(with: [
      "Input/scores/s.csv": """
      model,organisation,benchmark,vintage,value,source
      A,,arena,2025-01-29,1377,board
      A,unknown,arena,2025-02-22,1378,board
      A,OpenAI,arena,2025-02-22,1378,board
      """
    ]).corpus
    let numbers = read.scores.map(\.resolution)
    #expect(numbers[0] == numbers[1])
    #expect(numbers[0] != numbers[2])
    #expect(read.unresolved.map(\.rows) == [3])
  }
}
