import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

@testable import Pages

/// What a claim's test asks, in words.
@Suite struct TestWordsTests {
  private static let files = [
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, source: board}
    - {id: o1, name: o1, developer: openai, weights: closed, source: board}
    """,
    "Input/rules/r.yaml": """
    - {id: us-cap, title: A cap on exports of chips, short: The cap, jurisdiction: US, kind: export-control,
       threshold: 50, threshold-unit: percent, announced: 2026-01-13, source: board, confidence: primary}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2026-01-29,"1358 [1349, 1366]",board
    o1,OpenAI,arena,2026-01-29,"1377 [1372, 1382]",board
    """,
    "Input/metrics/m.yaml": """
    - {id: gap, title: Gap of the best, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
    - {id: part, title: The part of each, measure: share, of: scores, by: [bloc], every: whole, leader: china,
       unit: fraction, version: 1, caveat: c, method: m, denominator: all rows}
    - {id: rows, title: Rows, measure: tally, of: scores, by: [source], every: whole, unit: rows, version: 1, caveat: c,
       method: m}
    - {id: caps, title: Caps, measure: tally, of: rules, by: [rule], every: whole, unit: rules, version: 1, caveat: c,
       method: m}
    """,
  ]

  private static let site = Task {
    let (corpus, _) = TestSupport.corpus(with: files)
    let figures = Metrics.figures(of: corpus).figures
    return SiteContext(
      index: await SiteIndex(corpus), figures: figures, verdicts: [:], asOf: corpus.asOf, findings: [], holdings: [],
      routes: Routes(), figurePositions: [:],
      history: History(day: "", facts: EditionFacts(figures: figures, verdicts: [], corpus: corpus), changes: nil))
  }

  @Test(arguments: [
    ("gap >= 10", "Gap of the best is at least 10 points"),
    ("gap >= 10 points at 2026-01", "Gap of the best in January 2026 is at least 10 points"),
    ("gap = 40 ± 5 points", "Gap of the best is between 35 and 45 points"),
    ("gap != 40 ± 5", "Gap of the best isn’t between 35 and 45 points"),
    ("gap covers 39", "the interval of Gap of the best holds 39 points"),
    (
      "gap.low > 0 and gap.win-rate < 60%",
      "the lower bound of Gap of the best is above 0 points, and the expected win rate of Gap of the best is below 60%"
    ),
    ("gap.verdict = tie", "the verdict of Gap of the best is a tie"),
    (
      "gap < 1 at 2026-01 within 170 days",
      "Gap of the best in January 2026, or up to 170 days before, is below 1 point"
    ),
    ("part.china < part.us", "The part of each, China, is below The part of each, United States"),
    ("part.china > 0.5", "The part of each, China, is above 50%"),
    ("part.china > 50%", "The part of each, China, is above 50%"),
    ("'rows[board] = 1'", "Rows, A board, is 1 row"),
    ("not gap > 0 or gap", "it isn’t so that Gap of the best is above 0 points, or Gap of the best has a value"),
  ])
  func aTestReadsAsASentence(_ test: String, _ words: String) async throws {
    let bare = test.hasPrefix("'") ? String(test.dropFirst().dropLast()) : test
    let place = Place(SourceFile(path: "a", text: bare), 0..<bare.utf8.count)
    #expect(TestWords(await Self.site.value)(bare, at: place)?.plainText == words)
  }

  @Test func aPartIsCalledByTheShortNameOfItsRuleOrTheTitleOfItsSource() async {
    let site = await Self.site.value
    #expect(site.partName("us-cap") == "The cap")
    #expect(site.partName("board") == "A board")
    #expect(site.partName("china/non-commercial") == "China, non-commercial")
    #expect(site.partName("r1/CN") == "R1, China")
  }

  @Test(arguments: [
    ("fp8", "FP8"), ("fp4", "FP4"), ("osi-approved", "OSI approved"), ("spdx", "SPDX"),
    ("total-parameters", "Total parameters"),
    ("n", "Trials"), ("memory-bandwidth", "Memory bandwidth"),
  ])
  func aFieldIsCalledInWordsWithItsCapitals(_ field: String, _ words: String) {
    #expect(field.words == words)
  }

  @Test func unitsReadAsSpoken() {
    #expect(Unit("billions of parameters").text(310) == "310 billion parameters")
    #expect(Unit("chips").supporting(33, 38).text(33, isTable: true) == "33 chips")
    #expect(Unit("fraction").supporting(0.235, 0.79).shown(0.235) == 24)
    #expect(Unit("fraction").shown(0.2349) == 23.5)
    #expect(Unit("fraction").number(0.57, isTable: true) == "57%")
  }
}
