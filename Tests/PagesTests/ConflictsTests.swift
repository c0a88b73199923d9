import Diagnostics
import Pages
import TestSupport
import Testing

@Suite struct ConflictsTests {
  private static let files = [
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, retrieved: 2026-11-01}
    - {id: list, title: A list, seen: excerpt}
    - {id: digest, title: A digest, seen: excerpt}
    - {id: third, title: A third, seen: excerpt}
    - {id: rumour, title: A rumour, seen: secondary-mention}
    """,
    "Input/models/m.yaml": """
    - {id: v4, name: V4, developer: deepseek, weights: open, total-parameters: 1600, source: board}
    - {id: v5, name: V5, developer: deepseek, weights: open, source: board}
    """,
    "Input/disputes/d.csv": """
    of,record,field,says,as-of,source,reason
    models,v4,total-parameters,861.6,2026-05-12,list,It counts packed values.
    models,v4,trained-on,abacuses,,rumour,
    """,
    "Input/prices/p.csv": """
    model,provider,input,output,observed,source
    V4,first-party,1.74,3.48,2026-07-20,list
    V4,first-party,0.435,0.87,2026-07-01,third
    V4,first-party,0.435,0.87,2026-07-02,digest
    """,
  ]

  private let perModel =
    "---\ntitle: \"{record.name}\"\ndescription: D\nfor: models\n---\n\n## Disputed\n\n{{ conflicts }}\n"

  @Test func everyAnswerStandsWithWhoGivesItAndWhyTheFirstComesFirst() async {
    let made = await OnePageSite("{{ conflicts }}", files: Self.files)
    #expect(made.site.findings.map(line(of:)) == [])
    let rows = made.page.split(separator: "\n").filter { $0.hasPrefix("| V4") }
    #expect(
      rows == [
        """
        | V4: total parameters | **1,600 billion** A board · 861.6 billion A list, 12 May 2026 \
        | Our record counts. · 861.6 billion: It counts packed values. |
        """,
        """
        | V4: price by its maker | **$0.435 in, $0.87 out** A digest, 2 Jul 2026; A third, 1 Jul 2026 \
        · $1.74 in, $3.48 out A list, 20 Jul 2026 | Our figures use it on 20 July 2026. |
        """,
        "| V4: trained on | **not known** our record · abacuses A rumour | Our record counts. |",
      ], "those of which nobody says more than that our record counts stand last")
  }

  /// Two lists of July say 0.435, one 1.74; in August the maker asks for 1.32, as it says itself.
  @Test func ofPricesTheOneThatFiguresUseComesFirst() async {
    let made = await OnePageSite(
      "{{ conflicts }}",
      files: Self.files.merging([
        "Input/prices/p.csv": """
        model,provider,input,output,valid-from,observed,source
        V4,first-party,1.74,3.48,,2026-07-20,board
        V4,first-party,0.435,0.87,,2026-07-01,third
        V4,first-party,0.435,0.87,,2026-07-02,digest
        V4,first-party,1.32,3.96,2026-10-16,,list
        V4,host,3,4,,2026-07-02,digest
        V4,host,5,6,,2026-07-20,rumour
        """
      ]) { $1 })
    let rows = made.page.split(separator: "\n").filter { $0.contains("price") }
    #expect(
      rows == [
        """
        | V4: price by its maker | **$0.435 in, $0.87 out** A digest, 2 Jul 2026; A third, 1 Jul 2026 · $1.74 in, $3.48 out \
        A board, 20 Jul 2026 | Our figures use it on 20 July 2026. Now they use $1.32 in, $3.96 out. |
        """,
        """
        | V4: price at host | **$5.00 in, $6.00 out** A rumour, 20 Jul 2026 · $3.00 in, $4.00 out A digest, 2 Jul 2026 \
        | Our figures use it on 20 July 2026. |
        """,
      ])
  }

  @Test func aRecordsPageHasItsOwnAndOneWithoutAnyLeavesTheSectionOut() async {
    let made = await OnePageSite(perModel, named: "model.md", files: Self.files)
    #expect(made.text("models/v4.md").contains("## Disputed"))
    #expect(made.text("models/v4.md").contains("| Total parameters | **1,600 billion**"))
    #expect(!made.text("models/v5.md").contains("## Disputed"))
  }

  @Test func aSourcesPageShowsWhereItDisagrees() async {
    let template =
      "---\ntitle: \"{record.title}\"\ndescription: D\nfor: sources\n---\n\n## Disputed\n\n{{ conflicts }}\n"
    let made = await OnePageSite(template, named: "source.md", files: Self.files)
    #expect(made.text("sources/rumour.md").contains("abacuses"))
    #expect(!made.text("sources/rumour.md").contains("861.6"))
  }
}
