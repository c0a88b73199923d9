import Diagnostics
import Records
import TestSupport
import Testing

@testable import Pages

/// Lists and tables of records, and words for what isn't in them.
@Suite struct ListsTests {
  private static let events = [
    "Input/events/e.yaml": """
    - {id: law, title: A law, date: 2025-03-01, kind: law, actor: Us, source: board, confidence: primary}
    - {id: ban, title: A ban, date: 2025-02-01, kind: ban, actor: Them, source: board, confidence: primary}
    """
  ]

  @Test func eventsAreThoseThatPassTheFilter() async {
    let all = await OnePageSite("{{ events }}", files: Self.events).page
    #expect(all.contains("A law") && all.contains("A ban"))
    let laws = await OnePageSite("{{ events where=\"kind = law\" }}", files: Self.events).page
    #expect(laws.contains("A law") && !laws.contains("A ban"))
  }

  @Test func eventsOfOneDayAreToldAsSuch() async {
    let files = [
      "Input/events/e.yaml": """
      - {id: a, title: A, date: 2025-03-01, kind: law, actor: Us, source: board, confidence: primary}
      - {id: b, title: B, date: 2025-03-01, kind: ban, actor: Them, source: board, confidence: primary}
      - {id: c, title: C, date: 2025-02, kind: ban, actor: Them, source: board, confidence: primary}
      - {id: d, title: D, date: 2025-02, kind: ban, actor: Them, source: board, confidence: primary}
      """
    ]
    let days = await OnePageSite("{{ events }}", files: files).page.split(separator: "\n").filter { $0.hasPrefix("| ") }
      .compactMap { $0.split(separator: "|").first.map { $0.dropFirst().dropLast() } }
    #expect(days.suffix(4) == ["1 Mar 2025", "the same day", "February 2025", "as above"])
  }

  @Test func misspelledFieldInAFilterOfEventsIsAFinding() async {
    let site = await OnePageSite("{{ events where=\"knid = law\" }}", files: Self.events).site
    #expect(
      site.findings.map(line(of:)) == [
        "Templates/pages/index.md:8:18: error: events have no field 'knid'; did you mean 'kind'?"
      ])
  }

  private static let models = [
    "Input/models/m.yaml": (1...14).map {
      "- {id: m\($0), name: M\($0), developer: deepseek, weights: open, source: board}"
    }.joined(separator: "\n")
  ]

  @Test func whatNobodyWroteHasAWordOfItsField() async {
    let page = await OnePageSite(
      "{{ table models columns=\"name, base-model, context\" top=2 }}",
      files: Self.models.merging([
        "Input/models/a.yaml":
          "- {id: a1, name: A1, developer: deepseek, weights: open, base-model: m1, context: 8000, source: board}"
      ]) { _, new in new })
    #expect(page.page.contains("| M1 | none named | not recorded |"), "\(page.page)")
    #expect(page.text("index.html").contains("<span class=\"out nil\">none named</span>"))
    #expect(SiteContext.word(for: .absent, field: "behind") == "none known")
    #expect(SiteContext.word(for: .unchecked, field: "behind") == "not read")
  }

  @Test func longTableSaysHowManyRowsItHas() async {
    let long = await OnePageSite("{{ table models columns=name }}", files: Self.models).page
    #expect(long.contains("\n14 rows. "))
    let short = await OnePageSite("{{ table models columns=name top=3 }}", files: Self.models).page
    #expect(short.contains("The first 3 of 14.") && !short.contains("14 rows"))
  }

  @Test func secondTableOfASectionShowsItsCaptionUnlessAHeadingDoes() async {
    let html = await OnePageSite(
      """
      ## Two

      {{ table models columns=name top=2 caption="The first two" }}

      {{ table models columns=name top=1 caption="The first" }}

      ## One

      {{ table models columns=name top=1 caption="Alone" }}

      ## Headed

      {{ table models columns=name top=2 caption="Some" }}

      ### Others

      {{ table models columns=name top=1 caption="Under a heading" }}
      """, files: Self.models
    ).text("index.html")
    #expect(html.contains("<caption>The first two</caption>") && html.contains("<caption>The first</caption>"))
    #expect(html.contains("<caption class=\"vh\">Alone</caption>"))
    #expect(html.contains("<caption>Some</caption>"))
    #expect(html.contains("<caption class=\"vh\">Under a heading</caption>"))
  }

  @Test func pricesStandInDollarsAndCents() async {
    let page = await OnePageSite(
      "{{ table prices columns=\"model, provider, input, output, cached-input\" }}",
      files: [
        "Input/models/m.yaml": "{id: r1, name: R1, developer: deepseek, weights: open, source: board}",
        "Input/prices/p.csv": """
        model,provider,input,output,cached-input,valid-from,source
        r1,first-party,0.5,2.19,0.003625,2025-01-20,board
        r1,novita-ai,2,10,,2025-01-20,board
        """,
      ]
    ).page
    #expect(page.contains("| its maker | $0.50 | $2.19 | $0.003625 |"))
    #expect(page.contains("| Novita AI | $2.00 | $10.00 | none listed |"))
  }

  @Test func dictionaryIsFoldedKindByKind() async {
    let site = await OnePageSite("{{ dictionary }}")
    #expect(
      site.text("index.html").contains(
        "<details id=\"kind-models\"><summary>models: a released model; 0 records</summary>"))
    #expect(site.page.contains("### models: a released model; 0 records"))
  }

  private static let claims = (1...6).map { number in
    """
    - {id: c\(number), seed: yes, order: \(number), statement: Claim \(number)., theme: performance, source: board,
       quoted: as good, confidence: primary, verdict: opinion, decided: 2026-01-01, caveat: Not all., method: By hand.,
       reason: Said once. Said twice. Said thrice.}

    """
  }.joined()

  @Test func theLedgerNumbersItsClaims() async {
    let page = await OnePageSite("{{ claims form=ledger }}", files: ["Input/claims/c.yaml": Self.claims]).page
    #expect(page.contains("| No. | Claim | Published | Ours | Verdict |"))
    #expect(page.contains("| 6 | "))
    // A few of them are no ledger.
    let few = await OnePageSite("{{ claims form=ledger top=2 }}", files: ["Input/claims/c.yaml": Self.claims]).page
    #expect(few.contains("| Claim | Published | Ours | Verdict |") && !few.contains("No."))
  }

  @Test func whatAClaimReadsStandsInTheOrderOfItsDays() async throws {
    let files = [
      "Input/scores/s.csv": """
      model,organisation,benchmark,vintage,value,source
      R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
      o1,OpenAI,arena,2025-01-29,"1377 [1372, 1382]",board
      R1,DeepSeek,arena,2025-03-29,"1410 [1405, 1415]",board
      o3,OpenAI,arena,2025-03-29,"1370 [1365, 1375]",board
      """,
      "Input/metrics/m.yaml": """
      - {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
         leader: us, follower: china}
      """,
      "Input/claims/c.yaml": """
      - id: c
        seed: yes
        statement: It changed hands.
        theme: performance
        source: board
        confidence: primary
        published: 7
        unit: billion US dollars
        test: gap < 0 at 2025-03 and gap > 0 at 2025-01
      """,
    ]
    let page = await OnePageSite("{{ claims form=ledger }}\n\n{{ claims form=entries }}", files: files, isJudged: true)
      .page
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| It changed hands") })
    #expect(row.contains("| $7 billion |"), "\(row)")
    #expect(
      row.contains(
        /19 points.* \(\d+–\d+\), 29 Jan 2025, then China ahead by .*40 points.* \(\d+–\d+\), 29 Mar 2025 \|/),
      "\(row)")
    // One by one there is room for words.
    #expect(page.contains(/The gap: .*19 points.* \(\d+ to \d+\), 29 January 2025, then China ahead by/), "\(page)")
  }

  @Test func oneByOneAClaimSaysFourThingsAndOnItsOwnPageAll() async {
    let one = "---\ntitle: A claim\ndescription: A claim.\nfor: claims\n---\n\n# {{ record.statement }}\n\n"
    let site = await OnePageSite(
      "{{ claims form=entries }}", files: ["Input/claims/c.yaml": Self.claims],
      beside: ["claim.md": one + "{{ claims form=entries of=record }}\n"])
    let names = ["As published", "First source", "Our figure", "What differs"]
    func terms(_ page: String) -> [String] {
      page.split(separator: "<dt>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }
    #expect(Array(terms(site.text("index.html")).prefix(4)) == names)
    #expect(terms(site.text("index.html")).count == 6 * 4)
    #expect(site.page.contains("Said once. Said twice.") && !site.page.contains("Said thrice."))
    #expect(site.page.contains("[In full, and since when](claims/c1.md)"), "\(site.page)")
    let own = site.text("claims/c1.html")
    for name in ["Source", "How measured", "Do not conclude", "Since when"] { #expect(terms(own).contains(name)) }
    #expect(own.contains("Said thrice."))
  }

  @Test func claimsAreCountedInASentenceByVerdict() async {
    let claims = """
      - {id: a, seed: yes, order: 1, statement: A., theme: performance, source: board, confidence: primary, verdict: opinion}
      - {id: b, seed: yes, order: 2, statement: B., theme: performance, source: board, confidence: primary, verdict: opinion}
      - {id: c, seed: yes, order: 3, statement: C., theme: performance, source: board, confidence: primary, verdict: superseded}
      """
    let site = await OnePageSite("Text: {{ verdicts }}", files: ["Input/claims/c.yaml": claims])
    #expect(site.page.contains("Text: Of 3 claims none holds as it stands and 3 can’t be tested."))
  }
}
