import Diagnostics
import Foundation
import Pages
import Records
import TestSupport
import Testing

/// The line under a table: of which days its data are, and where they come from.
@Suite struct DataDaysTests {
  private static let files = [
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, retrieved: 2026-01-31}
    - {id: other, title: Another, seen: full-text, retrieved: 2026-01-20}
    - {id: third, title: A third, seen: full-text}
    """,
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, source: board}
    - {id: o1, name: o1, developer: openai, weights: closed, source: other}
    - {id: o2, name: o2, developer: openai, weights: closed, source: third}
    """,
    "Input/scores/s.csv": """
    model,benchmark,vintage,value,source
    R1,arena,2026-01-15,1400,board
    o1,arena,2026-01-15,1380,board
    o2,arena,2026-01-08,1370,board
    """,
    "Input/prices/p.csv": """
    model,provider,input,output,valid-from,observed,source
    R1,first-party,1,2,2025-02-03,2026-01-05,other
    o1,first-party,1,2,2025-03-04,,other
    o2,first-party,1,2,2099-03-04,,other
    """,
    "Input/metrics/m.yaml": """
    {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
     leader: us, follower: china}
    """,
  ]

  /// What stands under the table, in both forms.
  private func line(_ template: String) async -> String {
    let made = await OnePageSite(template, files: Self.files, asOf: Day(year: 2026, month: 2, day: 1)!)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    let html = made.text("index.html")
    #expect(html.components(separatedBy: "<p class=\"small gap-s\">").count == 2, "\(html)")
    let lines = made.page.split(separator: "\n")
    let last = lines.lastIndex { $0.hasPrefix("|") } ?? -1
    return lines.dropFirst(last + 1).first.map(String.init) ?? "nothing"
  }

  @Test func boardsBehindWhatIsShownHaveTheirDay() async {
    #expect(
      await line("{{ table models where=\"weights = open\" columns=\"name, rating\" }}")
        == "Source: A board. Data as of 15 January 2026.")
    #expect(
      await line("{{ table models where=\"rating\" columns=\"name, rating, source\" }}")
        == "Data of 8 January 2026 to 15 January 2026.")
  }

  @Test func whereNoDayIsKnownTheReadingOfTheSourceHasOne() async {
    #expect(
      await line("{{ table models where=\"weights = open\" columns=\"name, weights\" }}")
        == "Source: A board, read on 31 January 2026.")
    #expect(
      await line("{{ table models where=\"name != o2\" columns=\"name, weights\" }}")
        == "Sources: Another; A board, read up to 31 January 2026.")
    #expect(
      await line("{{ table models columns=\"name, weights\" }}")
        == "Three sources, named where the rows lead, read up to 31 January 2026.")
  }

  @Test func whereNobodyNotedWhenItWasReadTheEditionHasOne() async {
    #expect(
      await line("{{ table models where=\"name = o2\" columns=\"name, weights, source\" }}")
        == "As recorded on 1 February 2026.")
  }

  @Test func aDaySeenComesBeforeTheFirstOfAPriceAndWhatIsToComeDoesntCount() async {
    #expect(
      await line("{{ table prices columns=\"model, input, source\" }}")
        == "Data of 4 March 2025 to 5 January 2026.")
  }

  @Test func aTableOfWordsHasADayWhereItQuotesAFigure() async {
    #expect(await line("| A | B |\n|---|---|\n| gap | {{ gap }} |\n") == "Data as of 15 January 2026.")
    let made = await OnePageSite("| A | B |\n|---|---|\n| one | two |\n", files: Self.files)
    #expect(!made.page.contains("Data as of") && !made.page.contains("As recorded"))
  }

  @Test func noTableIsForgottenOfAKindOrOfFigures() async {
    let made = await OnePageSite(
      "{{ table models columns=\"name\" }}\n\n{{ metrics }}\n\n{{ outcomes }}\n\n{{ ages }}\n", files: Self.files)
    #expect(tablesWithoutDay(in: made.text("index.html")) == [])
  }

  @Test func aTableWithoutItsDayIsFound() {
    let table = "<table><caption class=\"vh\">Models</caption><tbody></tbody></table>"
    #expect(tablesWithoutDay(in: "\(table)\n<p>Words.</p>") == ["Models"])
    #expect(tablesWithoutDay(in: "\(table)\n<p class=\"small gap-s\">12 rows. Data as of 1 May 2026.</p>") == [])
    #expect(tablesWithoutDay(in: "<details><summary>Table of 3 rows</summary>\(table)</details>\(table)") == ["Models"])
  }
}
