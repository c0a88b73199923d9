import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

/// A change of one record moves a figure, and the records behind it tell why.
@Suite struct ComparisonTests {
  private static let input: [String: String] = [
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
    - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, licence: proprietary, source: board}
    """,
    "Input/scores/s.csv": """
    model,benchmark,vintage,value,source
    o1,arena,2025-01-29,"1377 [1372, 1382]",board
    R1,arena,2025-01-29,"1358 [1349, 1366]",board

    """,
    "Input/sources/s.yaml": "{id: board, title: A board, retrieved: 2025-01-30, seen: full-text}",
    "Input/metrics/m.yaml": """
    {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
     leader: us, follower: china}
    """,
    "Input/claims/c.yaml": """
    {id: apart, theme: performance, statement: The US lead is clear., source: board, confidence: reported,
     test: gap.low > 0, reason: r}
    """,
  ]

  private static func edition(
    _ files: [String: String] = [:], asOf day: Day? = nil
  ) -> (facts: EditionFacts, records: RecordIndex) {
    let (corpus, findings) = corpus(with: input.merging(files) { $1 })
    #expect(findings.filter { $0.severity == .error }.map(line(of:)) == [])
    let figures = Metrics.figures(of: corpus, asOf: day).figures
    let verdicts = Verdicts.all(for: corpus, figures: figures).verdicts
    return (
      EditionFacts(figures: figures, verdicts: verdicts, corpus: corpus), RecordIndex(of: corpus, figures: figures)
    )
  }

  private static func changes(
    _ files: [String: String], from old: [String: String] = [:], isOtherDay: Bool = false
  ) -> EditionChanges {
    let (before, after) = (edition(old), edition(files))
    return Comparison.changes(
      from: before.facts, before.records, to: after.facts, after.records, isOtherDay: isOtherDay)
  }

  /// `gap: 19, now 40: our-correction [scores: …]`, and so on.
  private static func lines(_ changes: EditionChanges) -> [String] {
    func reasons(_ reasons: [EditionChanges.Reason]) -> String {
      reasons.map { "\($0.cause.rawValue) \($0.records)" }.joined(separator: ", ")
    }
    func value(_ figure: EditionFacts.Figure?) -> String { figure?.value.map { Quantity.text(of: $0) } ?? "none" }
    return changes.figures.map { "\($0.id): \(value($0.before)), now \(value($0.after)): \(reasons($0.reasons))" }
      + changes.verdicts.map {
        "\($0.id): \($0.before?.verdict ?? "none"), now \($0.after?.verdict ?? "none"): \(reasons($0.reasons))"
      }
      + changes.records.map {
        "\($0.kind) of \($0.source) \($0.change.rawValue), \($0.cause.rawValue): \($0.count) \($0.keys)"
      }
  }

  private static let scores = input["Input/scores/s.csv"]!

  @Test func sameRecordsChangeNothing() {
    #expect(Self.changes([:]).isEmpty)
  }

  @Test func orderAndPlaceOfRowsChangeNothing() {
    let moved = """
      model,benchmark,vintage,value,source
      R1,arena,2025-01-29,"1358 [1349, 1366]",board
      o1,arena,2025-01-29,"1377 [1372, 1382]",board

      """
    #expect(
      Self.changes(
        ["Input/scores/s.csv": "", "Input/scores/t.csv": moved].filter { $0.value != "" }
          .merging(["Input/scores/s.csv": "model,benchmark,vintage,value,source\n"]) { $1 }
      ).isEmpty)
  }

  @Test func laterBoardIsNewData() {
    let more =
      Self.scores + """
        o1,arena,2025-02-22,"1360 [1350, 1370]",board
        R1,arena,2025-02-22,"1361 [1351, 1371]",board

        """
    #expect(
      Self.lines(Self.changes(["Input/scores/s.csv": more])) == [
        "gap: 19, now -1: new-data [\"scores: R1 · arena · 2025-02-22\", \"scores: o1 · arena · 2025-02-22\"]",
        "apart: holds, now does-not-hold: new-data [\"scores: R1 · arena · 2025-02-22\", \"scores: o1 · arena · 2025-02-22\"]",
        "scores of board added, new-data: 2 [\"R1 · arena · 2025-02-22\", \"o1 · arena · 2025-02-22\"]",
      ])
  }

  @Test func valueThatDiffersWhileItsSourceWasNotReadAgainIsOurCorrection() {
    let corrected = Self.scores.replacing("1377 [1372, 1382]", with: "1387 [1382, 1392]")
    #expect(
      Self.lines(Self.changes(["Input/scores/s.csv": corrected])) == [
        "gap: 19, now 29: our-correction [\"scores: o1 · arena · 2025-01-29\"]",
        "scores of board changed, our-correction: 1 [\"o1 · arena · 2025-01-29\"]",
      ])
  }

  /// The best Chinese model has no date of release, so there is no lag; once it isn't the best any more, rows count that
  /// say what they said.
  @Test func rowThatGivesWayToOthersIsWhyTheyCount() {
    let lag = """
      {id: lag, title: The lag, measure: lag, unit: months, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
      """
    func files(_ rating: Int) -> [String: String] {
      [
        "Input/metrics/m.yaml": lag, "Input/claims/c.yaml": "[]",
        "Input/models/m.yaml": Self.input["Input/models/m.yaml"]!
          + "\n- {id: r0, name: R0, developer: deepseek, weights: open, licence: mit, source: board}\n",
        "Input/scores/s.csv": Self.scores + "R0,arena,2025-01-29,\(rating),board\n",
      ]
    }
    let (before, now) = (Self.edition(files(1370)), files(1300))
    let corpus = corpus(with: Self.input.merging(now) { $1 }).corpus
    let figures = Metrics.figures(of: corpus).figures
    let changes = Comparison.changes(
      from: before.facts, before.records, to: EditionFacts(figures: figures, verdicts: [], corpus: corpus),
      RecordIndex(of: corpus, figures: figures), isOtherDay: false,
      lookedAt: { id in figures.first { $0.id == id }.map { RecordIndex.lookedAt(by: $0, in: corpus) } ?? [] })
    #expect(changes.figures.map(\.id) == ["lag"])
    #expect(changes.figures.first?.before?.value == nil && changes.figures.first?.after?.value != nil)
    #expect(changes.figures.first?.reasons.map(\.cause) == [.ourCorrection])
    #expect(changes.figures.first?.reasons.first?.records == ["scores: R0 · arena · 2025-01-29"])
  }

  @Test func valueThatDiffersInASourceReadAgainIsAnUpstreamRevision() {
    let revised = Self.scores.replacing("1377 [1372, 1382]", with: "1387 [1382, 1392]")
    let source = "{id: board, title: A board, retrieved: 2025-02-03, seen: full-text}"
    #expect(
      Self.lines(Self.changes(["Input/scores/s.csv": revised, "Input/sources/s.yaml": source])) == [
        "gap: 19, now 29: upstream-revision [\"scores: o1 · arena · 2025-01-29\"]",
        "scores of board changed, upstream-revision: 1 [\"o1 · arena · 2025-01-29\"]",
        "sources of  changed, upstream-revision: 1 [\"board\"]",
      ])
  }

  @Test func rowThatIsGoneIsOurCorrection() {
    let more =
      Self.scores + "R1,arena,2025-02-22,\"1361 [1351, 1371]\",board\no1,arena,2025-02-22,\"1362 [1352, 1372]\",board\n"
    let lines = Self.lines(Self.changes([:], from: ["Input/scores/s.csv": more]))
    #expect(lines.first?.hasPrefix("gap: 1, now 19: our-correction [") == true, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("scores of board removed, our-correction: 2 ") })
  }

  @Test func higherVersionIsAChangedMethod() {
    let metric = Self.input["Input/metrics/m.yaml"]!.replacing("version: 1", with: "version: 2")
    #expect(
      Self.lines(Self.changes(["Input/metrics/m.yaml": metric])) == [
        "gap: 19, now 19: changed-method [\"metrics: gap\"]", "metrics of  changed, changed-method: 1 [\"gap\"]",
      ])
  }

  @Test func titleOfAMetricMovesNoFigure() {
    let metric = Self.input["Input/metrics/m.yaml"]!.replacing("The gap", with: "The distance")
    #expect(
      Self.lines(Self.changes(["Input/metrics/m.yaml": metric])) == ["metrics of  changed, changed-method: 1 [\"gap\"]"]
    )
  }

  @Test func countryOfALabIsAChangedIdentity() {
    let labs = """
      - {id: openai, name: OpenAI, country: US}
      - {id: deepseek, name: DeepSeek, country: US}
      """
    let changes = Self.changes(["Input/organisations/o.yaml": labs])
    #expect(changes.figures.first?.after?.value == nil)
    #expect(changes.figures.first?.reasons.map(\.cause) == [.changedIdentity])
    #expect(changes.records.allSatisfy { $0.cause == .changedIdentity })
    #expect(changes.records.map(\.kind) == ["models", "organisations", "scores"])
  }

  @Test func sameRecordsSeenFromAnotherDayMoveByPassingTime() {
    let early = Self.edition(asOf: PartialDate("2025-01-28")?.first)
    let late = Self.edition(asOf: PartialDate("2025-03-01")?.first)
    func lines(isOtherDay: Bool) -> [String] {
      Self.lines(
        Comparison.changes(from: early.facts, early.records, to: late.facts, late.records, isOtherDay: isOtherDay))
    }
    #expect(
      lines(isOtherDay: true) == [
        "gap: none, now 19: passing-time []", "apart: cannot-be-tested, now holds: passing-time []",
      ])
    #expect(lines(isOtherDay: false).first == "gap: none, now 19: changed-method []")
  }

  @Test func recordBehindAFigureIsTheCauseWhateverTheDay() {
    let corrected = Self.scores.replacing("1377 [1372, 1382]", with: "1387 [1382, 1392]")
    let changes = Self.changes(["Input/scores/s.csv": corrected], isOtherDay: true)
    #expect(changes.figures.map { $0.reasons.map(\.cause) } == [[.ourCorrection]])
  }

  @Test func newMetricIsAChangedMethodAndMovesNoOtherFigure() {
    let second = Self.input["Input/metrics/m.yaml"]!.replacing("id: gap", with: "id: gap-two")
    let changes = Self.changes(["Input/metrics/n.yaml": second])
    #expect(changes.figures.map(\.id) == ["gap-two"])
    #expect(changes.figures.first?.before == nil)
  }

  @Test func claimThatWasWordedAnewIsOurCorrection() {
    let claim = Self.input["Input/claims/c.yaml"]!.replacing("gap.low > 0", with: "gap.low > 100")
    let changes = Self.changes(["Input/claims/c.yaml": claim])
    #expect(changes.figures.isEmpty)
    #expect(changes.verdicts.map { $0.reasons.map(\.cause) } == [[.ourCorrection]])
  }

  @Test func manyRecordsAreCountedAndTheFirstNamed() {
    var more = Self.scores
    for day in 1...28 { more += "R1,arena,2024-02-\(day < 10 ? "0" : "")\(day),1200,board\n" }
    let short = Self.changes(["Input/scores/s.csv": more]).naming(atMost: 5)
    #expect(short.records.map(\.count) == [28])
    #expect(short.records.map(\.keys.count) == [5])
  }

  @Test func editionReadsBackAsItWasWritten() {
    let now = Self.edition()
    let changes = Self.changes(["Input/scores/s.csv": Self.scores.replacing("1358", with: "1357.25")])
    let edition = PastEdition(
      id: "2025-02-01-0123456789ab", day: "2025-02-01", previousDay: "2025-01-02", facts: now.facts, changes: changes)
    #expect(EditionJSON.edition(Array(EditionJSON.text(of: edition, previous: "x").utf8)) == edition)
    #expect(RecordIndexJSON.index(RecordIndexJSON.bytes(of: now.records)) == now.records)
    #expect(EditionJSON.edition(Array("{}".utf8)) == nil)
    #expect(RecordIndexJSON.index(Array("{}".utf8)) == nil)
  }

  @Test func withoutRecordsCausesAreThoseOfTheSteps() {
    let middle = ["Input/scores/s.csv": Self.scores.replacing("1377 [1372, 1382]", with: "1387 [1382, 1392]")]
    let last = [
      "Input/scores/s.csv": middle["Input/scores/s.csv"]!
        + "o1,arena,2025-02-22,1400,board\nR1,arena,2025-02-22,1380,board\n"
    ]
    let steps = [Self.changes(middle), Self.changes(last, from: middle)]
    let changes = Comparison.changes(
      from: Self.edition().facts, to: Self.edition(last).facts, by: steps, isOtherDay: true)
    #expect(changes.figures.map { $0.reasons.map(\.cause) } == [[.newData, .ourCorrection]])
    #expect(changes.records == steps.flatMap(\.records))
  }
}
