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
