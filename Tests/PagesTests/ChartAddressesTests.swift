import Diagnostics
import Pages
import Records
import TestSupport
import Testing

/// Where the labels of charts and the rows of tables lead.
@Suite struct ChartAddressesTests {
  private static let files = [
    "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2025-04-01}\n",
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, total-parameters: 671, source: board}
    - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
    o1,OpenAI,arena,2025-01-29,"1377 [1372, 1382]",board
    R1,DeepSeek,arena,2025-02-28,"1400 [1395, 1405]",board
    o1,OpenAI,arena,2025-02-28,"1380 [1375, 1385]",board

    """,
    "Input/metrics/m.yaml": """
    - {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
    - {id: parts, title: Parts, measure: share, of: models, by: [bloc], every: half, leader: china, unit: fraction, version: 1,
       caveat: c, method: m, denominator: all models}
    - {id: counts, title: Counts, measure: tally, of: models, by: [bloc], every: half, leader: china, unit: models, version: 1,
       caveat: c, method: m}
    - {id: more-parts, title: More parts, measure: share, of: models, by: [bloc], every: half, leader: us, unit: fraction,
       version: 1, caveat: c, method: m, denominator: all models}
    - {id: other-gap, title: Another gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
    """,
  ]

  private static func page(for kind: String, _ body: String) -> String {
    "---\ntitle: A page\ndescription: A page.\nfor: \(kind)\n---\n\n# A page\n\n\(body)\n"
  }

  private static let others = [
    "figure.md": page(for: "figures", "{{ chart figure }}"),
    "model.md": page(for: "models", "{{ facts columns=\"total-parameters\" }}\n\n{{ places }}"),
    "source.md": page(for: "sources", "{{ files }}"),
  ]

  private func made(_ template: String) async -> OnePageSite {
    let made = await OnePageSite(template, files: Self.files, beside: Self.others)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made
  }

  @Test func labelsOfTwoFiguresInOnePictureLeadEachToItsOwn() async {
    let page = await made("{{ chart gap form=dots also=\"other-gap\" names=\"One; Other\" }}").text("index.html")
    for figure in ["gap", "other-gap"] {
      let links = page.ranges(of: "<a href=\"figures/\(figure).html#at-2025-02-28\"><text").count
      #expect(links == 2, "one in the wide picture, one in the narrow one: \(page)")
    }
    #expect(!page.contains("class=\"pic\""), "a link inside of a link is none")
    #expect(page.contains("href=\"figures/gap.html\">Trail</a>"))
  }

  @Test func onItsOwnPageALabelLeadsToTheRow() async {
    let page = await made("Nothing.").text("figures/gap.html")
    #expect(page.contains("<a href=\"#at-2025-02-28\"><text"), "\(page)")
    #expect(page.contains("<tr id=\"at-2025-02-28\">"))
  }

  @Test func aSmallPictureLeadsToItsFigureAsAWhole() async {
    let page = await made("{{ chart gap form=dots size=mini }}").text("index.html")
    #expect(page.contains("class=\"pic\" href=\"figures/gap.html\""), "\(page)")
    #expect(!page.contains("#at-2025-02-28\"><text"))
  }

  /// So one click on it, and one on the label there, lead each of its numbers to its observation.
  @Test(arguments: [
    (figure: "gap", form: "dots", labels: "(?!axt|tick)"), ("counts", "columns", "(?!axt)"),
    ("parts", "areas", "(?!axt|tick)"),
  ])
  func everyNumberOfASmallPictureIsALabelOfTheFiguresOwnPage(
    _ picture: (figure: String, form: String, labels: String)
  ) async throws {
    let made = await made("{{ chart \(picture.figure) form=\(picture.form) size=mini }}")
    let small = try #require(made.text("index.html").firstMatch(of: /class="pic"[^>]*>((?s).*?)<\/svg>/)).output.1
    let words = try Regex("<text class=\"\(picture.labels)[^>]*>([^<]*)</text>", as: (Substring, Substring).self)
    func numbers(_ label: Substring) -> Set<String> {
      // Halves of years and years stand under the columns.
      guard !label.hasPrefix("H"), !label.hasPrefix("20") else { return [] }
      return Set(label.matches(of: /[\d.,]*\d%?/).map { String($0.output) })
    }
    let shown = small.matches(of: words).reduce(into: Set<String>()) { $0.formUnion(numbers($1.output.1)) }
    let page = made.text("figures/\(picture.figure).html")
    let leading = page.matches(of: /<a href="#at-[^"]*"><text[^>]*>([^<]*)<\/text>/).reduce(into: Set<String>()) {
      $0.formUnion(numbers($1.output.1))
    }
    #expect(!shown.isEmpty && shown.isSubset(of: leading), "\(shown.sorted()), and there \(leading.sorted())")
  }

  @Test func labelsOfASmallPictureOfSeveralFiguresLeadEachToItsOwn() async {
    let page = await made("{{ chart parts also=more-parts form=shares size=mini names=\"One, Other\" }}").text(
      "index.html")
    #expect(!page.contains("class=\"pic\""), "one of the figures would have no link")
    for figure in ["parts", "more-parts"] {
      #expect(page.contains("<a href=\"figures/\(figure).html"), "\(figure): \(page)")
    }
  }

  @Test func aSmallPictureOfRecordsHasLabelsThatLeadToTheirFacts() async {
    let page = await made(
      "{{ chart models form=ranges name=name value=total-parameters where=\"total-parameters\" title=\"Sizes\" size=mini }}"
    ).text("index.html")
    #expect(page.contains("<a href=\"models/r1.html#total-parameters\"><text"), "\(page)")
  }

  @Test func aRecordsLabelLeadsToTheFact() async {
    let page = await made(
      "{{ chart models form=ranges name=name value=total-parameters where=\"total-parameters\" title=\"Sizes\" }}"
    ).text("index.html")
    #expect(page.contains("<a href=\"models/r1.html#total-parameters\"><text"), "\(page)")
  }

  @Test func aRowWithoutAPageLeadsToItsFileAndSaysItsLine() async {
    let site = await made("{{ table scores columns=\"model, value, source\" sort=\"vintage, model\" }}")
    #expect(
      site.text("index.html").contains("<a href=\"sources/board.html#in-s\">A board</a>, line\u{A0}2"),
      "\(site.text("index.html"))")
    let source = site.text("sources/board.html")
    #expect(source.contains("<tr id=\"in-s\"><th scope=\"row\"><code>Input/scores/s.csv</code></th>"), "\(source)")
    #expect(source.contains("2–5"))
  }

  @Test func whereATableNamesNoSourceItsLastColumnSaysTheRow() async {
    let page = await made("{{ table scores columns=\"model, value\" sort=\"vintage, model\" }}").text("index.html")
    #expect(page.contains("<a href=\"sources/board.html#in-s\">s</a>, line\u{A0}2"), "\(page)")
  }

  @Test func aLabelOfARowWithoutAPageLeadsToItsFile() async {
    let page = await made(
      "{{ chart scores form=lines name=model value=value at=vintage group=model title=\"Ratings\" }}"
    ).text("index.html")
    #expect(page.contains("<a href=\"sources/board.html#in-s\"><text"), "\(page)")
  }

  @Test func withoutPagesOfSourcesThatListFilesNothingLeadsThere() async {
    let page = await OnePageSite("{{ table scores columns=\"model, value, source\" }}", files: Self.files).text(
      "index.html")
    #expect(!page.contains("#in-s"))
    #expect(!page.contains("line 2"))
  }
}
