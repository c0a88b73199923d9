import Diagnostics
import Metrics
import Pages
import Records
import TestSupport
import Testing

/// What moved between two editions, in short.
@Suite struct ChangesTests {
  private static func files(_ rating: String) -> [String: String] {
    [
      "Input/models/m.yaml": """
      - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
      - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, licence: proprietary, source: board}
      """,
      "Input/scores/s.csv": """
      model,organisation,benchmark,vintage,value,source
      R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
      o1,OpenAI,arena,2025-01-29,"\(rating)",board

      """,
      "Input/metrics/m.yaml": """
      {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
      """,
    ]
  }

  private static func page(before: String, after: String) async -> String {
    func edition(_ rating: String) -> (facts: EditionFacts, records: RecordIndex, day: Day) {
      let corpus = corpus(with: files(rating)).corpus
      let figures = Metrics.figures(of: corpus).figures
      return (
        EditionFacts(figures: figures, verdicts: [], corpus: corpus), RecordIndex(of: corpus, figures: figures),
        corpus.asOf
      )
    }
    let (old, new) = (edition(before), edition(after))
    let changes = Comparison.changes(from: old.facts, old.records, to: new.facts, new.records, isOtherDay: false)
    let past = PastEdition(id: "2025-01-29-a", day: "2025-01-29", previousDay: nil, facts: old.facts, changes: nil)
    let history = History(past: [past], day: "2025-02-01", facts: new.facts, changes: changes)
    let made = await OnePageSite(
      "## What moved\n\n{{ changes form=short top=5 }}\n\n## Next\n\nText.", files: files(after), history: history)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made.page
  }

  @Test func aFigureThatMovedIsALineWithItsCause() async {
    let page = await Self.page(before: "1377 [1372, 1382]", after: "1398 [1393, 1403]")
    #expect(
      page.contains("- The gap: from 19 points (9 to 29) to 40 points (30 to 50). Cause: our correction."),
      "\(page)")
  }

  @Test func whereNothingMovedNoLineStands() async {
    let page = await Self.page(before: "1377 [1372, 1382]", after: "1377 [1372, 1382]")
    #expect(!page.contains("The gap: from"), "\(page)")
    #expect(page.contains("## Next"))
  }
}
