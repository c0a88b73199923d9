import Diagnostics
import Foundation
import Pages
import Records
import TestSupport
import Testing

/// What helps to read, find and cite a page, for people and for machines.
@Suite struct ReadingAidsTests {
  private static let files = [
    "Input/report.yaml": smallInput["Input/report.yaml"]! + "\nbase-address: https://example.org/site\n",
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, url: https://example.org/board, licence: CC BY 4.0, redistribution: yes}
    - {id: closed, title: A closed board, seen: full-text, redistribution: no}
    """,
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, source: board}
    - {id: o1, name: o1, developer: openai, weights: closed, source: board}
    """,
    "Input/scores/s.csv": """
    model,benchmark,vintage,value,source
    R1,arena,2026-01-15,"1400 [1390, 1410]",board
    o1,arena,2026-01-15,"1380 [1370, 1390]",board
    o1,arena,2026-01-16,1381,closed
    """,
    "Input/metrics/m.yaml": """
    {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: One board., method: m, benchmark: arena,
     leader: us, follower: china}
    """,
  ]

  private static let model =
    "---\ntitle: \"{record.name}\"\nlabel: Models\ndescription: d\nfor: models\nkicker: Model\nunder: index.html\n---\n\n"
    + "Words.\n\n## Alone\n\n{{ facts columns=\"weights\" }}\n"

  private static let index =
    "---\ntitle: Everything\nlabel: All\ndescription: All that we hold.\nnavigation: themes\n---\n\n# Everything\n\n"
    + "## The gap\n\n{{ chart gap form=dots }}\n\n## The board\n\n{{ table models columns=\"name, rating\" }}\n"

  private func made() async -> OnePageSite {
    let made = await OnePageSite(
      Self.index, files: Self.files, asOf: Day(year: 2026, month: 2, day: 1)!, beside: ["model.md": Self.model])
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made
  }

  @Test func aPageOfSeveralSectionsListsThem() async {
    let made = await made()
    #expect(
      made.text("index.html").contains(
        "<h2 id=\"toc-h\">On this page</h2><ol><li><a href=\"#the-gap\">The gap</a></li><li><a href=\"#the-board\">"),
      "\(made.text("index.html"))")
    #expect(!made.text("models/r1.html").contains("On this page"))
  }

  @Test func aPageLeadsBackToThoseAboveIt() async {
    let made = await made()
    #expect(
      made.text("models/r1.html").contains(
        "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol><li><a href=\"../index.html\">Home</a></li>"),
      "\(made.text("models/r1.html"))")
    #expect(made.text("models/r1.md").hasPrefix("[Home](../index.md) › "), "\(made.text("models/r1.md"))")
    #expect(!made.text("index.html").contains("Breadcrumb"))
  }

  @Test func aPageSaysHowToCiteItWithItsEdition() async {
    let made = await made()
    let address = "edition of 1 February 2026, https://example.org/site/models/r1.html"
    #expect(made.text("models/r1.md").hasSuffix("To cite this page: “R1”, Test, \(address)\n"))
  }

  @Test func aChartSaysWhatNotToConcludeInBothForms() async {
    let made = await made()
    #expect(made.text("index.html").contains("<p class=\"dont\"><b>Do not conclude.</b> One board.</p>"))
    #expect(made.page.contains("**Do not conclude.** One board."))
  }

  @Test func everyPageHasATwinAndTheTextForLanguageModelsLeadsToIt() async {
    let made = await made()
    let paths = Set(made.site.files.map(\.path))
    for path in paths where path.hasSuffix(".html") { #expect(paths.contains(path.dropLast(5) + ".md"), "\(path)") }
    let text = made.text("llms.txt")
    #expect(text.contains("Edition of 1 February 2026."), "\(text)")
    #expect(text.contains("- [All](index.md): All that we hold.\n"), "\(text)")
    #expect(text.contains("[figures.json](data/figures.json)"))
  }

  @Test func searchKnowsEveryPageAndTheSectionsOfThoseThatAreOne() async {
    let text = await made().text("search.js")
    #expect(text.contains("[\"index\",\"Everything\",\"The gap The board\"]"), "\(text)")
    #expect(text.contains("\"models\":[\n[\"o1\",\"o1\"],\n[\"r1\",\"R1\"]]"), "\(text)")
  }

  @Test func dataCarryTheirCitationAndTheLicencesOfTheirSources() async throws {
    let made = await made()
    func json(_ path: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(made.text(path).utf8)) as? [String: Any])
    }
    let citation = "“Scores”, Test, edition of 1 February 2026, https://example.org/site/data/scores.json"
    let scores = try json("data/scores.json")
    #expect(scores["citation"] as? String == citation)
    #expect(
      scores["sources"] as? [[String: String]] == [
        ["source": "board", "title": "A board", "url": "https://example.org/board", "licence": "CC BY 4.0"]
      ])
    let package = try json("datapackage.json")
    #expect((package["citation"] as? String)?.hasPrefix("“Data”, Test, edition of 1 February 2026") == true)
    let resources = try #require(package["resources"] as? [[String: Any]])
    let resource = try #require(resources.first { $0["name"] as? String == "scores" })
    #expect(
      resource["sources"] as? [[String: String]] == [
        ["title": "A board", "path": "https://example.org/board", "licence": "CC BY 4.0"]
      ])
  }
}
