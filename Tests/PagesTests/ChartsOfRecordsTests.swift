import Diagnostics
import Foundation
import Pages
import Records
import TestSupport
import Testing

/// Charts of records, and what is wrong with a request for one.
@Suite struct ChartsOfRecordsTests {
  private static let files = [
    "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text}\n",
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, source: board}
    - {id: v3, name: V3, developer: deepseek, weights: open, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,scale,source
    R1,DeepSeek,arena,2026-01-31,1400,A,board
    R1,DeepSeek,arena,2026-02-28,1410,A,board
    R1,DeepSeek,arena,2026-03-31,1380,B,board
    V3,DeepSeek,arena,2026-01-31,1300,A,board
    """,
  ]

  private func model(_ id: String, _ arguments: String) async -> String {
    let page = "---\ntitle: A model\ndescription: A model.\nfor: models\n---\n\n# {{ record.name }}\n\n"
    let made = await OnePageSite(
      page + "{{ chart scores about=record form=lines name=model value=value at=vintage \(arguments) }}\n",
      named: "model.md", files: Self.files)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made.text("models/\(id).html")
  }

  @Test func aChartAboutARecordDrawsNothingOfOthers() async {
    let page = await model("r1", "group=model zero=no")
    #expect(page.contains("<title>R1: 1,410"), "\(page)")
    #expect(!page.contains("V3: 1,300"))
  }

  @Test func fewerDaysThanAskedForAreNoChart() async {
    #expect(await model("r1", "group=model days=3").contains("<svg"))
    #expect(await model("r1", "group=model days=4").contains("<svg") == false)
    #expect(await model("v3", "group=model days=2").contains("<svg") == false)
  }

  @Test func pointsOfAnotherSeriesAreNotJoined() async {
    // A line's path has one pen for each run of points that belong together; a point alone has none.
    func lengths(_ page: String) -> [Int] {
      page.components(separatedBy: "<path class=\"ln ln-").dropFirst().map {
        $0.prefix { $0 != ">" }.count { $0 == "L" }
      }
    }
    #expect(lengths(await model("r1", "group=model")).max() == 2)
    #expect(lengths(await model("r1", "group=model series=scale")).max() == 1)
  }

  @Test(arguments: [
    ("{drawn.most} is at {drawn.most.value}, of {drawn.count}", "Small is at 30, of four"),
    ("{drawn.least} has {drawn.least.value}", "Far has 9"),
    ("{drawn.us.most}, {drawn.china.most}, {drawn.first} and {drawn.last}", "Big, Small, Big and Small"),
    ("{drawn.newest} came {drawn.newest.when}", "Small came on 1 March 2025"),
    // Two came first by the same day: neither is the oldest, and the day is known.
    ("{drawn.oldest} came first", "Neither"),
    ("Since {drawn.oldest.day}", "Since 1 January 2024"),
    // A range that may be larger than all: nobody knows what is most.
    ("{drawn.most.value} at most", "Neither"),
  ])
  func aTitleSaysWhatIsDrawn(_ title: String, _ shown: String) async {
    let range = title.hasSuffix("at most") ? "20..40" : "20"
    let chips = [
      "Input/chips/c.csv": """
      id,name,organisation,country,released,tpp,source,confidence
      big,Big,Nvidia,US,2024-01-01,10,board,primary
      small,Small,Huawei,CN,2025-03-01,30,board,primary
      near,Near,Huawei,CN,2024-06-01,\(range),board,primary
      far,Far,Nvidia,US,2024-01-01,9,board,primary
      """
    ]
    let chart = "{{ chart chips form=ranges name=name value=tpp at=released title=\"\(title)\" else=Neither }}"
    let made = await OnePageSite(chart, files: Self.files.merging(chips) { $1 })
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    #expect(made.page.contains("**Figure 1. \(shown)**"), "\(made.page)")
  }

  @Test func aTitleCountsTheRulesInForce() async {
    let rules = [
      "Input/rules/r.yaml": """
      - {id: on, title: On, jurisdiction: US, kind: policy, announced: 2024-01-01, in-force: 2024-02-01, source: board,
         confidence: primary}
      - {id: over, title: Over, jurisdiction: US, kind: policy, announced: 2024-01-01, in-force: 2024-02-01,
         withdrawn: 2024-03-01, source: board, confidence: primary}
      - {id: told, title: Told, jurisdiction: US, kind: policy, announced: 2024-01-01, source: board,
         confidence: primary}
      """
    ]
    let made = await OnePageSite(
      "{{ chart rules form=timeline name=title announced=announced from=in-force to=withdrawn "
        + "title=\"{drawn.in-force} of {drawn.count} are in force, {drawn.not-in-force} not\" }}",
      files: Self.files.merging(rules) { $1 }, asOf: Day(year: 2026, month: 1, day: 1))
    #expect(made.page.contains("One of three are in force, two not"), "\(made.page)")
  }

  @Test func threeRulesOfTheSameDaysShareARow() async {
    func rule(_ id: String, _ label: String, _ dates: String) -> String {
      "- {id: \(id), title: T \(id), short: '\(label)', jurisdiction: US, kind: policy, \(dates), source: board, "
        + "confidence: primary}\n"
    }
    let once = "announced: 2025-01-13, withdrawn: 2025-05-13"
    let rules = [
      "Input/rules/r.yaml": rule("a", "Diffusion: tiers", once) + rule("b", "Other", "announced: 2025-02-01")
        + rule("c", "Diffusion: a cap", once) + rule("d", "Diffusion: weights", once)
        + rule("e", "Later", "announced: 2025-02-01, in-force: 2027-01-01")
    ]
    let chart = "form=timeline name=label announced=announced from=in-force to=withdrawn }}"
    let made = await OnePageSite(
      "{{ chart rules \(chart)", files: Self.files.merging(rules) { $1 }, asOf: Day(year: 2026, month: 1, day: 1))
    let page = made.text("index.html")
    #expect(
      page.contains(
        "Diffusion: 3 rules of 13 January 2025 (tiers; a cap; weights): announced 13 Jan 2025, "
          + "withdrawn 13 May 2025."))
    #expect(
      page.contains("Other: announced 1 Feb 2025. Later: announced 1 Feb 2025, in force from 1 Jan 2027.")
    )
    // The table has each of them.
    #expect(page.contains("Table of 5 rows"))
    // A rule of a day to come is filled nowhere.
    #expect(!page.contains("class=\"f-us\"") && !page.contains("class=\"pt-us\""))
    // On its own page a rule stands alone.
    let own = await OnePageSite(
      "---\ntitle: A rule\ndescription: A rule.\nfor: rules\n---\n\n# {{ record.title }}\n\n{{ chart rules \(chart)\n",
      named: "rule.md", files: Self.files.merging(rules) { $1 }, asOf: Day(year: 2026, month: 1, day: 1))
    #expect(own.text("rules/b.html").contains("3 rules of 13 January 2025"))
    #expect(!own.text("rules/c.html").contains("3 rules of 13 January 2025"))
    #expect(own.text("rules/c.html").contains("class=\"b t-us"))
  }

  @Test(arguments: [
    (
      "{{ chart scores about=all form=lines value=value at=vintage }}", "unknown-choice",
      "'about' can't be 'all'"
    ),
    ("{{ chart scores value=value }}", "missing-argument", "a chart of records needs 'form'"),
    ("{{ chart scores form=dots value=value }}", "unknown-choice", "records can't be drawn as 'dots'"),
    (
      "{{ chart scores form=ranges value=value limits=\"high: too high\" }}", "bad-number",
      "limit 'high: too high' isn't a number and its meaning"
    ),
    (
      "{{ sentence \"{drawn.most} leads.\" }}", "unknown-name", "'drawn' outside of a chart of records"
    ),
    (
      "{{ chart scores form=ranges value=value title=\"{drawn.mots}\" }}", "unknown-name", "a chart knows no 'mots'"
    ),
    ("{{ ages kinds=\"score\" }}", "unknown-template-kind", "no kind 'score'"),
    ("{{ note nobody }}", "unknown-note", "no note 'nobody'"),
  ])
  func whatIsWrongIsSaid(_ template: String, _ code: String, _ words: String) async {
    let findings = await OnePageSite(template, files: Self.files).site.findings.filter { $0.area == .pages }
    #expect(findings.map(\.code) == [code])
    #expect(findings.map(\.headline) == [words])
  }

  @Test func aNoteThatMayBeMissingLeavesItsSectionOut() async {
    let made = await OnePageSite(
      "## Conformance\n\n{{ note nobody optional=yes }}\n\n## Next\n\nText.", files: Self.files)
    #expect(made.site.findings.filter { $0.area == .pages }.isEmpty)
    #expect(!made.page.contains("Conformance"))
    #expect(made.page.contains("## Next"))
  }

  @Test func agesNameTheNewestDayAndTheNumberOfRecords() async {
    let made = await OnePageSite(
      "{{ ages kinds=\"scores\" }}", files: Self.files, asOf: Day(year: 2026, month: 3, day: 10))
    // A board of a later day than the edition's isn't the newest yet.
    #expect(made.page.contains("| Scores | 28 Feb 2026 | 4 |"), "\(made.page)")
  }
}
