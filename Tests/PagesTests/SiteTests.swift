import Diagnostics
import Metrics
import Pages
import Records
import TestSupport
import Testing

@Suite struct SiteTests {
  private static let shell = """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title><slot name="title"/></title></head>
    <body><main><slot name="main"/></main></body></html>
    """

  private static let page = """
    ---
    title: "{record.name}"
    description: A model.
    for: models
    ---

    By {{ record.developer }}.

    {{ facts columns="developer, released, weights, licence" }}
    """

  /// The site of the small input with one page and some files more.
  private func site(_ page: String, at path: String = "index.md", with files: [String: String] = [:]) async -> Site {
    let models = """
      - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
      - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, licence: proprietary, source: board}
      """
    let scores = """
      model,benchmark,vintage,value,source
      R1,arena,2025-01-29,"1358 [1349, 1366]",board
      o1,arena,2025-01-29,"1377 [1372, 1382]",board

      """
    let metric = """
      {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
      """
    let input = [
      "Input/models/m.yaml": models, "Input/scores/s.csv": scores, "Input/metrics/m.yaml": metric,
    ].merging(files) { $1 }
    let (corpus, findings) = corpus(with: input)
    #expect(findings.filter { $0.severity == .error }.map(line(of:)) == [])
    return await Site.make(
      figures: Metrics.figures(of: corpus).figures, corpus: corpus, verdicts: [],
      templates: [
        SourceFile(path: "Templates/site.html", text: Self.shell),
        SourceFile(path: "Templates/pages/\(path)", text: page),
      ], findings: [], asOf: Day(year: 2025, month: 2, day: 1)!)
  }

  private func text(_ site: Site, _ path: String) -> String {
    site.files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "no \(path)"
  }

  private func page(_ body: String) -> String { "---\ntitle: Test\ndescription: A test.\n---\n\n# Test\n\n\(body)\n" }

  @Test func bothFormsCarryTheSameNumber() async {
    let made = await site(page("The gap is {{ gap }}, {{ gap.when }}."))
    #expect(made.findings.isEmpty)
    #expect(text(made, "index.html").contains("19 points"))
    #expect(text(made, "index.html").contains("(9 to 29)"))
    #expect(text(made, "index.md").contains("19 points (9 to 29), on 29 January 2025."))
  }

  @Test func whatARecordSaysStaysText() async {
    let hostile = """
      - {id: r1, name: "<script>alert(1)</script> & *bold* [x](javascript:y)", developer: deepseek,
         weights: open, source: board}
      """
    let made = await site(
      Self.page, at: "model.md",
      with: ["Input/models/m.yaml": hostile, "Input/scores/s.csv": "model,benchmark,vintage,value,source\n"])
    let html = text(made, "models/r1.html")
    #expect(!html.contains("<script>alert"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; *bold* [x](javascript:y)"))
    #expect(!html.contains("href=\"javascript"))
  }

  @Test func aSentenceGoesWhenItsTestFails() async {
    let made = await site(
      page(
        """
        {{ sentence "China leads." if="gap.high < 0" else="China doesn't lead." }}

        {{ sentence "America leads by {gap.lead}." if="gap.low > 0" else="No lead." }}
        """))
    #expect(made.findings.isEmpty)
    let html = text(made, "index.html")
    #expect(html.contains("China doesn't lead."))
    #expect(!html.contains("China leads."))
    #expect(html.contains("America leads by"))
  }

  @Test func aFailedSentenceWithNothingToSayOtherwiseIsAFinding() async {
    let made = await site(page("{{ sentence \"China leads.\" if=\"gap.high < 0\" }}"))
    #expect(
      made.findings.map(line(of:)) == [
        """
        Templates/pages/index.md:8:1: error: the sentence's test fails, and there is nothing to say otherwise; \
        add else="…", or change the words
        """
      ])
  }

  @Test(arguments: [
    ("{{ gapp }}", "neither a component nor a figure is called 'gapp'; did you mean 'gap'?"),
    ("{{ gap.hihg }}", "figures have no part 'hihg'; did you mean 'high'?"),
    ("{{ tabel models columns=\"name\" }}", "no component 'tabel'; did you mean 'table'?"),
    ("{{ table models colums=\"name\" }}", "'table' has no argument 'colums'; did you mean 'columns'?"),
    ("{{ table models columns=\"nmae\" }}", "models have no field 'nmae'; did you mean 'name'?"),
  ])
  func everyUnknownNameIsAFindingWithTheNearest(body: String, expected: String) async {
    let made = await site(page(body))
    #expect(made.findings.contains { line(of: $0).hasSuffix("error: " + expected) }, "\(made.findings.map(line(of:)))")
    #expect(made.findings.allSatisfy { $0.area == .pages })
  }

  @Test func aChartHasBothLayoutsItsDataAndItsSource() async {
    let made = await site(page("## Gap\n\n{{ chart gap }}"))
    #expect(made.findings.isEmpty)
    let html = text(made, "index.html")
    #expect(html.contains("class=\"chart wide\""))
    #expect(html.contains("class=\"chart narrow\""))
    #expect(html.contains("href=\"data/gap.csv\""))
    #expect(html.contains("A board"))
    #expect(text(made, "data/gap.csv").contains("2025-01-29,difference,19,"))
  }

  @Test func aDownloadCanNotBecomeAFormula() async {
    let hostile = "- {id: r1, name: \"=1+1\", developer: deepseek, weights: open, source: board}\n"
    let made = await site(
      page("x"), with: ["Input/models/m.yaml": hostile, "Input/scores/s.csv": "model,benchmark,vintage,value,source\n"])
    #expect(text(made, "data/models.csv").contains("r1,'=1+1,"))
  }

  /// Marks that only placeholders use, quotes without end, a chart of what a figure doesn't have: once each of them
  /// ended the program.
  @Test(arguments: [
    "{{ sentence \"\u{E000}7\u{E001}\" }}", String(repeating: "> ", count: 100_000) + "x",
    String(repeating: "*a **b ", count: 20_000), String(repeating: "[", count: 50_000), "{{ chart gap form=columns }}",
    String(repeating: "- ", count: 50_000) + "x",
  ])
  func hostilePagesAreMadeOrGiveFindings(body: String) async {
    let made = await site(page(body))
    #expect(made.files.contains { $0.path == "index.html" } || !made.findings.isEmpty)
  }

  @Test func quotesWithoutEndAreAFinding() async {
    let made = await site(page(String(repeating: "> ", count: 200) + "x"))
    #expect(made.findings.map(\.headline).contains("Markdown nested more than 100 deep"))
  }
}
