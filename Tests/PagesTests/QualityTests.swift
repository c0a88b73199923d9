import Diagnostics
import Pages
import Records
import TestSupport
import Testing

@Suite struct QualityTests {
  private let files = [
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, expected-every-days: 30, stops-after-days: 90}
    - {id: other, title: Another board, seen: full-text}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2026-01-31,1400,board
    X,OpenAI,arena,2026-01-31,99999,board
    Y,OpenAI,arena,2026-01-31,1300,other
    """,
    "Input/models/m.yaml": "{id: r1, name: R1, developer: deepseek, weights: open, source: board}\n",
  ]

  @Test func aRowThatIsKeptOutIsListedWithItsReason() async {
    let made = await OnePageSite("{{ quarantine }}", files: files)
    #expect(
      made.page.contains(
        """
        | `Input/scores/s.csv:3` | Scores | 99,999 lies outside the scale of Arena, 0 to 3000. `outside-scale` \
        | No figure. | The row is kept out of every figure; correct it, or the benchmark’s range |
        """), "\(made.page)")
    #expect(await OnePageSite("{{ quarantine }}").page.contains("No row is kept out of the figures."))
  }

  /// A row of a score that lies outside its scale, and two gaps that it would move; one of them is a headline.
  private let keptOut = [
    "Input/report.yaml": smallInput["Input/report.yaml"]! + "\nheadlines: [gap]\n",
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, source: board}
    - {id: x, name: X, developer: openai, weights: closed, source: board}
    - {id: y, name: Y, developer: openai, weights: closed, source: board}
    """,
    "Input/scores/s.csv": """
    model,benchmark,vintage,value,source
    R1,arena,2026-01-31,1400,board
    X,arena,2026-01-31,3010,board
    Y,arena,2026-01-31,1430,other
    """,
    "Input/metrics/m.yaml": """
    - {id: a-gap, title: A closed gap, measure: gap, benchmark: arena, leader: us, follower: china, openness: all,
       unit: points, version: 1, method: A difference., caveat: One board., question: How far?}
    - {id: gap, title: The gap, measure: gap, benchmark: arena, leader: us, follower: china, unit: points, version: 1,
       method: A difference., caveat: One board., question: How far?}
    """,
  ]

  @Test func aRowThatIsKeptOutIsPricedInEveryFigureHeadlinesFirst() async {
    let made = await OnePageSite("{{ quarantine }}", files: files.merging(keptOut) { $1 })
    #expect(
      made.page.contains(
        "The gap, a headline: 30.0 points, with it 1,610.0 points. · A closed gap: 30.0 points, with it 1,610.0 points."
      ),
      "\(made.page)")
  }

  @Test func theFiguresPageSaysWhatItWouldBeWithTheRowAndWhatTheRowSays() async {
    let page = "---\ntitle: F\ndescription: F.\nfor: figures\n---\n\n# F\n\n{{ rows figure use=quarantined }}\n"
    let made = await OnePageSite(page, named: "figure.md", files: files.merging(keptOut) { $1 })
    let text = made.text("figures/gap.md")
    #expect(text.contains("| X | 3010 |") || text.contains("| X | 3,010 |"), "\(text)")
    #expect(text.contains("With it the answer would be 1,610.0 points."), "\(text)")
  }

  @Test func rowsAreCountedByWhatBecameOfThem() async {
    let made = await OnePageSite("{{ outcomes }}", files: files, asOf: Day(year: 2026, month: 3, day: 10))
    #expect(made.page.contains("| Scores | 3 | 2 | 0 | 1 | 0 |"), "\(made.page)")
    // The board is due, and the warning points at its record.
    #expect(made.page.contains("| Sources | 2 | 1 | 1 | 0 | 0 |"), "\(made.page)")
  }

  @Test func freshnessTellsDaysAndNotAges() async {
    let made = await OnePageSite("{{ freshness }}", files: files, asOf: Day(year: 2026, month: 3, day: 10))
    #expect(
      made.page.contains("| A board | 31 Jan 2026 | 3 Mar 2026 | 1 May 2026 | **a newer one is due** |"), "\(made.page)"
    )
    #expect(!made.page.contains("Another board"))
  }

  @Test func findingsStandUnderTheirCode() async {
    let made = await OnePageSite("{{ findings }}", files: files, asOf: Day(year: 2026, month: 3, day: 10))
    #expect(
      made.page.contains(
        "| `stale-source` | warning | 1 | The newest fact of A board is of 31 January 2026, 38 days old"))
    #expect(await OnePageSite("{{ findings }}").page.contains("The checks have nothing to say."))
  }

  @Test func unresolvedNamesStandByTheirSource() async {
    let made = await OnePageSite("{{ unresolved }}", files: files)
    #expect(made.page.contains("| Y | model | OpenAI | Another board | 1 | `Input/scores/s.csv:4` |"), "\(made.page)")
    #expect(!made.page.contains("| R1 |"))
  }
}
