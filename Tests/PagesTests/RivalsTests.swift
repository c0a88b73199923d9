import Diagnostics
import Pages
import TestSupport
import Testing

/// Questions with all published answers side by side, ours among them.
@Suite struct RivalsTests {
  private static let files = [
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    r1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
    o1,OpenAI,arena,2025-01-29,"1377 [1372, 1382]",board
    r1,DeepSeek,arena,2025-02-28,"1370 [1365, 1375]",board
    o1,OpenAI,arena,2025-02-28,"1380 [1375, 1385]",board
    """,
    "Input/metrics/m.yaml": """
    - {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: As counted., benchmark: arena,
       leader: us, follower: china}
    - {id: part, title: The part, measure: share, of: scores, by: [bloc], every: whole, leader: china, unit: fraction,
       version: 1, caveat: c, method: As shared., denominator: all rows}
    """,
    "Input/rivals/r.yaml": """
    - id: distance
      question: How far apart?
      why: They count differently.
      figures: [gap, part]
      answers:
        - {value: 30, unit: points, as-of: 2025-01, source: board, publisher: Others}
        - {value: 99, unit: points, as-of: 2025-01-31, source: board, publisher: Computed here, figure: gap}
    - id: unasked
      question: What else?
      why: Nobody says.
      answers:
        - {words: nothing, unit: at all, as-of: 2025, source: board}
    """,
  ]

  private func rows(_ template: String) async -> [String] {
    let made = await OnePageSite(template, files: Self.files)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made.page.split(separator: "\n").filter { $0.hasPrefix("| ") }.map(String.init)
  }

  @Test func eachOfOurFiguresHasARowThatSaysWhatItCounts() async {
    let rows = await rows("{{ rivals distance }}")
    #expect(
      rows.filter { $0.hasPrefix("| Parallax") } == [
        "| Parallax | 10 points (3 to 17), 28 Feb 2025 | The gap | The gap |",
        "| Parallax | 50%, 28 Feb 2025 | all rows | The part |",
      ])
  }

  /// The value in the record is what was worked out by hand; the figure's own observation is never out of date.
  @Test func answerOfOursIsTheObservationOfItsTime() async {
    let rows = await rows("{{ rivals distance }}")
    #expect(rows.contains { $0.hasPrefix("| Computed here | 19 points (9 to 29), 29 Jan 2025 |") }, "\(rows)")
    #expect(!rows.contains { $0.contains("99") })
  }

  @Test func listOfQuestionsNamesOurAnswersAndWhereWeHaveNone() async {
    let rows = await rows("{{ rivals }}")
    #expect(rows.contains { $0.contains("10 points (3 to 17), 28 Feb 2025; 50%, 28 Feb 2025") }, "\(rows)")
    #expect(rows.contains { $0.contains("no figure of ours") }, "\(rows)")
  }

  private func rivalPage(_ id: String) async -> String {
    let front = "---\ntitle: \"{record.question}\"\ndescription: d\nfor: rivals\n---\n\n"
    let made = await OnePageSite(front + "{{ rivals }}\n", named: "rival.md", files: Self.files)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made.text("rivals/\(id).md")
  }

  /// Our gap of 10 points, or 3 to 17, and the 30 of others: the title has the ends of what is drawn; the share of ours is in another unit.
  @Test func answersInOneUnitAreDrawnOnOneAxis() async {
    let page = await rivalPage("distance")
    #expect(page.contains("Two answers, from 3 to 30 points"), "\(page)")
    #expect(page.contains("The gap: 10, range 3 to 17. Others, January 2025: 30."), "\(page)")
  }

  @Test func theTitleKeepsTheDigitsThatWerePublished() async {
    let front = "---\ntitle: \"{record.question}\"\ndescription: d\nfor: rivals\n---\n\n"
    let cost = """
      - id: cost
        question: What did it cost?
        why: Runs differ.
        answers:
          - {value: 0.294, unit: million US dollars, as-of: 2025, source: board, publisher: One}
          - {value: 5.576, unit: million US dollars, as-of: 2025, source: board, publisher: Two}
      """
    let made = await OnePageSite(
      front + "{{ rivals }}\n", named: "rival.md", files: Self.files.merging(["Input/rivals/c.yaml": cost]) { $1 })
    let page = made.text("rivals/cost.md")
    #expect(page.contains("Two answers, from 0.294 to 5.576 million US dollars"), "\(page)")
  }

  /// Its own row on the question's page, where file, line and reading stand; in a table elsewhere the number leads there.
  @Test func aPublishedAnswerLeadsToTheLineThatItStandsAt() async throws {
    let front = "---\ntitle: \"{record.question}\"\ndescription: d\nfor: rivals\n---\n\n"
    let other = "---\ntitle: Other\ndescription: d\npath: other.html\n---\n\n# Other\n\n{{ rivals distance }}\n"
    let figure = "---\ntitle: A\ndescription: d\nfor: figures\n---\n\n{{ chart figure }}\n"
    let made = await OnePageSite(
      front + "{{ rivals }}\n", named: "rival.md", files: Self.files, beside: ["other.md": other, "figure.md": figure])
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    let page = made.text("rivals/distance.html")
    let row = try #require(page.firstMatch(of: /<tr id="answer-1">.*/)).output
    #expect(row.contains("<code>Input/rivals/r.yaml:6</code>"), "\(row)")
    #expect(row.contains("read on") || row.contains("day of reading not recorded"), "\(row)")
    #expect(page.contains("<a href=\"#answer-1\"><text"), "the label of what others published: \(page)")
    #expect(page.contains("<a href=\"../figures/gap.html\"><text"), "the label of ours: \(page)")
    #expect(made.text("other.html").contains("<a class=\"n\" href=\"rivals/distance.html#answer-1\">30 points</a>"))
  }

  @Test func wordsAloneAreNotDrawn() async {
    #expect(await rivalPage("unasked").contains("Answers") == false)
    #expect(await rivalPage("unasked").contains("answers, from") == false)
  }
}
