import Diagnostics
import Metrics
import Pages
import Records
import TestSupport
import Testing

/// Charts of figures, and what pages quote of them, over three boards on which the lead passes from one country to the
/// other.
@Suite struct FigureChartsTests {
  private static let files = [
    "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2025-04-01}\n",
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
    - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, licence: proprietary, source: board}
    - {id: o3, name: o3, developer: openai, released: 2025-03-05, weights: closed, licence: proprietary, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
    o1,OpenAI,arena,2025-01-29,"1377 [1372, 1382]",board
    R1,DeepSeek,arena,2025-02-28,"1400 [1395, 1405]",board
    o1,OpenAI,arena,2025-02-28,"1380 [1375, 1385]",board
    R1,DeepSeek,arena,2025-03-29,"1410 [1405, 1415]",board
    o3,OpenAI,arena,2025-03-29,"1370 [1365, 1375]",board

    """,
    "Input/metrics/m.yaml": """
    - {id: gap, title: The gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
    - {id: other-gap, title: Another gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
       leader: us, follower: china}
    - {id: slope, title: The slope, measure: trend, series: gap, part: difference, min-rows: 3, unit: points a year,
       version: 1, caveat: c, method: m}
    - {id: open-share, title: Open share, measure: share, of: models, where: bloc = us, by: [weights], every: quarter,
       leader: open, unit: fraction, version: 1, caveat: c, method: m}
    """,
  ]

  /// Seven boards before them, on which the gap falls from 90 points to 30.
  private static let earlier = [
    "Input/scores/t.csv": "model,organisation,benchmark,vintage,value,source\n"
      + (1...7).map { month in
        let date = "2024-0\(month)-15"
        let rating = 1300 - 10 * (10 - month)
        return "R1,DeepSeek,arena,\(date),\"\(rating) [\(rating - 5), \(rating + 5)]\",board\n"
          + "o1,OpenAI,arena,\(date),\"1300 [1295, 1305]\",board\n"
      }.joined()
  ]

  private func made(_ template: String, with files: [String: String] = [:]) async -> OnePageSite {
    let made = await OnePageSite(template, files: Self.files.merging(files) { $1 })
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made
  }

  // MARK: Quoting

  @Test func theObservationBeforeIsQuotedFromTheSideOfWhoeverLedThen() async {
    let page = await made("It was {{ gap.before }} {{ gap.before-when }}, of {{ gap.before-leading-model }}.").page
    #expect(page.contains("It was 20 points (13 to 27) on 28 February 2025, of R1."), "\(page)")
  }

  @Test func aFallIsQuotedWithoutItsSign() async {
    let page = await made("It falls by {{ slope.fall }}.", with: Self.earlier).page
    #expect(page.contains("It falls by "), "\(page)")
    #expect(!page.contains("\u{2212}"))
  }

  @Test func theLeadersAnswerIsTheOneThatIsPreferred() async {
    // The Chinese model leads by 40 points: 1 / (1 + 10^(-40/400)) = 0.557.
    #expect(await made("Preferred {{ gap.win-rate }}.").page.contains("Preferred 56 times in 100."))
  }

  @Test func aFigureToQuoteSaysWhatStandsBehindIt() async {
    let page = await made("{{ rail \"gap, slope\" names=\"Gap; Slope\" }}", with: Self.earlier).page
    #expect(
      page.contains("- **Gap**: 40 points 33\u{2013}47. China ahead; its answer is preferred 56 times in 100"),
      "\(page)")
    #expect(page.contains("Falling: 10 boards since 15 January 2024."), "\(page)")
  }

  /// The gap goes up and down by twenty points, so its slope may as well rise as fall.
  private static let unclear = [
    "Input/scores/s.csv": "model,organisation,benchmark,vintage,value,source\n"
      + (1...8).map { month in
        let date = "2024-0\(month)-15"
        let rating = month.isMultiple(of: 2) ? 1290 : 1270
        return "R1,DeepSeek,arena,\(date),\"\(rating) [\(rating - 5), \(rating + 5)]\",board\n"
          + "o1,OpenAI,arena,\(date),\"1300 [1295, 1305]\",board\n"
      }.joined()
  ]

  @Test func aSlopeThatMayRiseOrFallIsQuotedByItsBoundsAlone() async throws {
    let page = await made("{{ rail slope names=Slope }}", with: Self.unclear).page
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("- **Slope**") })
    #expect(
      line.wholeMatch(of: /- \*\*Slope\*\*: between \[?−\d+ and \d+ points a year.*No trend can be told from chance.*/)
        != nil, "\(line)")
  }

  @Test func aTrailAwayFromItsFigureNamesTheRowsAndTheLastThreeObservations() async throws {
    let made = await OnePageSite(
      "{{ trail gap }}", files: Self.files.merging(Self.earlier) { $1 },
      beside: ["figure.md": "---\ntitle: A\ndescription: d\nfor: figures\n---\n\n{{ trail figure }}\n"])
    let lines = made.page.split(separator: "\n")
    let rows = lines.filter { $0.contains("The rows behind it") }.joined()
    #expect(
      rows.contains("United States: o3, 1,370 (1,365 to 1,375)") && rows.contains("China: R1, 1,410 (1,405 to 1,415)"),
      "\(rows)")
    #expect(rows.split(separator: "A board").count == 3, "each row once: \(rows)")
    let earlier = try #require(lines.first { $0.contains("Earlier values") })
    #expect(earlier.contains("28 February 2025") && earlier.contains("29 January 2025"), "\(earlier)")
    #expect(earlier.contains("15 July 2024") && !earlier.contains("15 June 2024"), "\(earlier)")
    #expect(earlier.contains("all 10"), "\(earlier)")
    let own = made.text("figures/gap.md")
    #expect(!own.contains("Earlier values") && !own.contains("The rows behind it"))
  }

  // MARK: Drawing

  @Test func aLeadThatChangedHandsOnceIsMarkedWhereItDid() async {
    let page = await made("{{ chart gap form=dots }}").text("index.html")
    #expect(page.contains("Crossed between 29 Jan 2025 and 28 Feb 2025"))
    #expect(page.contains("class=\"cross\""))
  }

  @Test func datesThatSourcesGiveForOneEventStandOnOneAxis() async {
    let made = await made(
      "{{ chart passed }}",
      with: [
        "Input/sources/s.yaml": """
        - {id: board, title: A board, publisher: The Board, seen: full-text, retrieved: 2025-04-01}
        - {id: book, title: A book, publisher: A House, seen: full-text, retrieved: 2026-04-01}
        """,
        "Input/downloads/d.csv": """
        subject,subject-kind,platform,measure,value-date,as-of,window,population,source
        Qwen,family,Hub,passes Llama,2025-09,2025-09,all-time,all models,board
        Qwen,family,Hub,passes Llama,2025-Q4,2025-12,all-time,new models,book
        """,
        "Input/metrics/p.yaml": """
        {id: passed, title: The passing, measure: crossing, of: downloads, value: value-date, unit: year, version: 1,
         caveat: c, method: m}
        """,
      ])
    let page = made.page
    #expect(page.contains("The Board: between 1 September 2025 and 30 September 2025. A House: between 1 October 2025"))
    #expect(page.contains("Holding them all: between 1 September 2025 and 31 December 2025."), "\(page)")
    #expect(page.contains("| A board | September 2025 |") && page.contains("| A book | fourth quarter of 2025 |"))
    let html = made.text("index.html")
    #expect(html.contains("data-scale=\"spans ") && !html.contains(">now<"))
  }

  @Test func aTrendIsDrawnWithItsSlope() async {
    let made = await made("{{ chart gap form=dots trend=slope }}", with: Self.earlier)
    #expect(made.text("index.html").contains("<path class=\"trend\""))
    #expect(made.page.contains("Trend: "), "\(made.page)")
  }

  @Test func theTableOfSeveralFiguresHasAColumnForEach() async {
    let made = await made("{{ chart gap also=other-gap form=dots names=\"One, Other\" }}")
    #expect(made.page.contains("| Date | One | Other |"), "\(made.page)")
    #expect(made.page.contains("| 29 Mar 2025 | \u{2212}40"))
    #expect(made.page.contains("[CSV: Other](data/other-gap.csv)"))
  }

  @Test func whoSetsAValueIsNamedWhereItChanges() async {
    let made = await OnePageSite(
      "{{ chart best form=lines }}",
      files: Self.files.merging([
        "Input/metrics/m.yaml": """
        {id: best, title: The best, measure: frontier, unit: points, version: 1, caveat: c, method: m, benchmark: arena}
        """
      ]) { $1 })
    let words = made.text("index.html")
    #expect(words.contains(">o1</text>"), "the first leader")
    #expect(words.contains(">o3</text>") && words.contains(">R1</text>"), "the latest of both")
  }

  @Test func aPartOfABlocsWholeHasItsColour() async {
    let page = await made("{{ chart open-share form=areas }}").text("index.html")
    #expect(page.contains("class=\"f-us q3\"") || page.contains("class=\"f-none\""), "\(page)")
  }

  @Test func partsThatAFigureLacksAreReported() async {
    let made = await OnePageSite("{{ chart gap form=lines parts=diference }}", files: Self.files)
    #expect(
      made.site.findings.filter { $0.area == .pages }.map(line(of:)) == [
        "Templates/pages/index.md:8:1: error: figure 'gap' has no part 'diference'; did you mean 'difference'?"
      ])
  }

  @Test func theReleasesOfABoardHaveATableAndAFileOfTheirOwn() async {
    let made = await OnePageSite(
      "{{ chart lag form=releases }}",
      files: Self.files.merging([
        "Input/metrics/m.yaml": """
        {id: lag, title: The lag, measure: lag, unit: months, version: 1, caveat: c, method: m, benchmark: arena,
         leader: us, follower: china}
        """
      ]) { $1 })
    #expect(made.page.contains("| R1 | China | 20 Jan 2025 | 1,410 (1,405\u{2013}1,415) |"), "\(made.page)")
    #expect(
      made.text("charts/index/chart-lag.csv").contains("R1,china,2025-01-20,1410,1405,1415\r\n"),
      "\(made.text("charts/index/chart-lag.csv"))")
  }

  // MARK: Words

  @Test func aPageListsTheSourcesOfItsCharts() async {
    let front = "---\ntitle: Test\ndescription: A test.\nholds: sources\n---\n\n# Test\n\n"
    let page = await made(front + "{{ chart gap form=dots }}\n\n## Sources\n\n{{ sources }}").page
    #expect(page.contains("*A board*](index.md#board). Read: full text, 1 April 2025."), "\(page)")
  }

  /// A page about a record has those of its charts too: what they draw may be of other records.
  @Test func aRecordsPageListsTheSourcesOfItsCharts() async {
    let template =
      "---\ntitle: D\ndescription: d\nfor: licences\n---\n\n{{ chart gap form=dots }}\n\n## S\n\n{{ sources }}\n"
    let source = "---\ntitle: S\ndescription: d\nfor: sources\n---\n\n{{ facts columns=title }}\n"
    let made = await OnePageSite(
      template, named: "licence.md", files: Self.files, beside: ["source.md": source, "index.md": Self.plain])
    let page = made.text("licences/mit.md")
    #expect(page.contains("1. [*A board*](../sources/board.md). Read: full text, 1 April 2025."), "\(page)")
  }

  private static let plain = "---\ntitle: Test\ndescription: A test.\n---\n\n# Test\n\nWords.\n"

  // MARK: Forms that can show a figure

  private static let byMaker = [
    "Input/metrics/n.yaml": """
    - {id: by-maker, title: Releases by maker, measure: tally, of: models, by: [maker], every: quarter, unit: models,
       version: 1, caveat: c, method: m}
    - {id: by-maker-whole, title: Releases by maker, measure: tally, of: models, by: [maker], every: whole,
       unit: models, version: 1, caveat: c, method: m}
    """
  ]

  @Test func aCountByMakerIsALineForEachMaker() async {
    let page = await made("{{ chart by-maker }}", with: Self.byMaker).page
    #expect(page.contains("DeepSeek rises from 0 in 2024 Q4 to 1 in 2025 Q1."), "\(page)")
    #expect(page.contains("| Date | DeepSeek | OpenAI |"), "\(page)")
  }

  /// Three models in all; the headline's part alone went from none to one.
  @Test func titleOfAFiguresPageIsItsAnswerWhereThatIsATotal() async throws {
    let figure = "---\ntitle: \"{figure.title}\"\ndescription: d\nfor: figures\n---\n\n{{ chart figure }}\n"
    let made = await OnePageSite(
      "{{ by-maker }}", files: Self.files.merging(Self.byMaker) { $1 }, beside: ["figure.md": figure])
    let answer = try #require(made.page.firstMatch(of: /\[([^\]]+)\]\[by-maker\]/)).output.1
    let title = try #require(
      made.text("figures/by-maker.html").firstMatch(of: /<h2 id="chart-by-maker-h">(.*)<\/h2>/)
    ).output.1.replacing(/<[^>]*>/, with: "")
    #expect(title.contains("\(answer), "), "\(title), and the answer is \(answer)")
    #expect(!title.contains("2024 Q4"), "\(title)")
  }

  @Test func aCountOfOneDateIsARowForEachMaker() async {
    let page = await made("{{ chart by-maker-whole }}", with: Self.byMaker).page
    #expect(page.contains("DeepSeek: 1") && page.contains("OpenAI: 2"), "\(page)")
  }

  @Test func aSlopeLeavesOutWhatIsNothingOnBothSides() async {
    let page = await made("{{ chart open-share form=slope }}").page
    #expect(page.contains("Closed: 100% in 2024 Q4, 100% in 2025 Q1"), "\(page)")
    #expect(!page.contains("Open: 0% in"), "\(page)")
  }

  @Test func aSentenceWithNothingToSayLeavesOneBlank() async {
    let page = await made("Before {{ sentence \"Never.\" if=\"gap > 1000\" else=\"\" }} after.").page
    #expect(page.contains("Before after."), "\(page)")
  }

  // MARK: Benchmarks and models

  private func recordPage(_ template: String, of kind: String, at path: String) async -> String {
    let front = "---\ntitle: \"{record.name}\"\ndescription: d\nfor: \(kind)\n---\n\n"
    let made = await OnePageSite(front + template + "\n", named: "record.md", files: Self.files)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made.text(path)
  }

  @Test func aBenchmarksPageSaysWhoLeadsOnItsLatestBoard() async {
    let page = await recordPage("{{ standings frontier }}", of: "benchmarks", at: "benchmarks/arena.md")
    #expect(page.contains("China leads by 40 points (33 to 47)"), "\(page)")
  }

  @Test func whatAMakerReportsIsNotJoinedWithWhatOthersFound() async {
    let scores = """
      model,organisation,benchmark,vintage,value,run-by,source
      R1,DeepSeek,arena,2025-03-01,1400,vendor,board
      R1,DeepSeek,arena,2025-03-08,1390,independent,board
      R1,DeepSeek,arena,2025-03-15,1395,independent,board

      """
    let front = "---\ntitle: \"{record.name}\"\ndescription: d\nfor: benchmarks\n---\n\n"
    let made = await OnePageSite(
      front + "{{ standings frontier }}\n", named: "record.md",
      files: Self.files.merging(["Input/scores/s.csv": scores]) { $1 })
    let page = made.text("benchmarks/arena.html")
    let lines = page.split(separator: "<path class=\"ln ln-cn\"", omittingEmptySubsequences: false).dropFirst().map {
      $0.prefix { $0 != ">" }
    }
    #expect(lines.allSatisfy { $0.count { $0 == "L" } == 1 } && !lines.isEmpty, "\(page)")
    #expect(page.contains("class=\"ho-cn\"") && page.contains("Hollow: as its maker reports it."))
    #expect(page.contains("others ran it"))
    // The board has a model of one country alone.
    #expect(page.contains("Arena: the best Chinese model"), "\(page)")
    #expect(page.contains("No American model is on a board that we hold."), "\(page)")
  }

  @Test func aBenchmarksPageDrawsItsLatestBoard() async {
    let page = await recordPage("{{ standings latest }}", of: "benchmarks", at: "benchmarks/arena.md")
    #expect(page.contains("All 2 models of 29 March 2025"), "\(page)")
    #expect(page.contains("1,410") && page.contains("1,370"), "\(page)")
  }

  @Test func everyNumberOfABenchmarksPicturesLeadsToItsRow() async {
    let source = "---\ntitle: A\ndescription: d\nfor: sources\n---\n\n{{ files }}\n"
    let front = "---\ntitle: \"{record.name}\"\ndescription: d\nfor: benchmarks\n---\n\n"
    let made = await OnePageSite(
      front + "{{ standings frontier }}\n\n{{ standings latest }}\n", named: "record.md", files: Self.files,
      beside: ["source.md": source])
    let page = made.text("benchmarks/arena.html")
    for number in ["1,410", "1,370"] {
      let label = try? Regex("<a href=\"\\.\\./sources/[a-z-]+\\.html#in-[a-z0-9-]+\"><text[^>]*>[^<]*\(number)")
      #expect(label.map { page.matches(of: $0).count >= 2 } ?? false, "the label of \(number) in \(page)")
      let cell = try? Regex(
        "<a class=\"n\" href=\"[^\"]*#in-[^\"]*\">\(number)(\\.0)?</a>[^/]*/span><span class=\"small\"> line\u{A0}\\d")
      #expect(cell.map { page.matches(of: $0).count >= 2 } ?? false, "the cells of \(number) in \(page)")
    }
  }

  @Test func aModelsPageSaysHowFarItIsBehind() async {
    let words =
      "{{ sentence \"Now {record.standing}.\" if=\"record.standing\" else=\"\" }}"
      + " {{ sentence \"Then {record.standing-then}.\" if=\"record.standing-then\" else=\"Never before.\" }}"
    let r1 = await recordPage(words, of: "models", at: "models/r1.md")
    #expect(r1.contains("Now the best of the board. Then 19 points (9 to 29) behind the best, o1."), "\(r1)")
    let o3 = await recordPage(words, of: "models", at: "models/o3.md")
    #expect(o3.contains("Now 40 points (33 to 47) behind the best, R1. Never before."), "\(o3)")
  }

  /// R1 was released on 20 January 2025 and is rated higher; o3 came 44 days after it.
  @Test func aModelsPageSaysHowLongAfterTheFirstAsGoodItCame() async {
    let words =
      "{{ sentence \"{record.first-as-good}, {record.months-behind} months earlier.\" if=\"record.months-behind\" "
      + "else=\"None before it.\" }}"
    #expect(
      await recordPage(words, of: "models", at: "models/o3.md").contains("R1, 1.4 months earlier."),
      "R1 came 44 days before o3")
    #expect(await recordPage(words, of: "models", at: "models/r1.md").contains("None before it."))
  }

  // MARK: Titles

  private func figurePage(_ id: String, with files: [String: String] = [:]) async -> String {
    let page = "---\ntitle: \"{figure.title}\"\ndescription: d\nfor: figures\n---\n\n{{ chart figure }}\n"
    let made = await OnePageSite(page, named: "figure.md", files: Self.files.merging(files) { $1 })
    return made.text("figures/\(id).md")
  }

  @Test func aFiguresOwnPageSaysWhatItFound() async {
    let gap = await figurePage("gap")
    #expect(gap.contains("China leads by 40 points (33 to 47) on 29 March 2025"), "\(gap)")
    let level = [
      "Input/scores/s.csv": """
      model,organisation,benchmark,vintage,value,source
      R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
      o1,OpenAI,arena,2025-01-29,"1359 [1351, 1367]",board

      """
    ]
    let tie = await figurePage("gap", with: level)
    #expect(tie.contains("No lead can be told from chance on 29 January 2025: 1 point"), "\(tie)")
  }

  @Test func aSlopeIsDrawnThroughItsSeriesOnItsOwnPage() async {
    let page = await figurePage("slope", with: Self.earlier)
    #expect(page.contains("Trend: "), "\(page)")
    #expect(page.contains("points a year"), "\(page)")
  }

  /// A period in which nobody recorded a sum isn't one of nothing.
  @Test func sumsAreNoColumns() async {
    let raised = [
      "Input/funding/f.yaml": """
      - {id: a, organisation: OpenAI, event: A round, date: 2024-03-01, amount: 5000, status: closed, source: board,
         confidence: primary}
      - {id: b, organisation: OpenAI, event: Another, date: 2025-03-01, amount: 7000, status: closed, source: board,
         confidence: primary}
      - {id: c, organisation: DeepSeek, event: Its first, date: 2025-03-01, amount: 1000, status: closed, source: board,
         confidence: primary}
      """,
      "Input/metrics/n.yaml": """
      - {id: raised, title: Raised, measure: tally, of: funding, value: amount, statistic: sum, by: [bloc], every: year,
         unit: millions of US dollars, version: 1, caveat: c, method: m}
      """,
    ]
    let page = await made("{{ chart raised form=columns }}", with: raised).text("index.html")
    #expect(page.contains("$5 bn"), "\(page)")
    #expect(!page.contains("2024: $0"), "\(page)")
  }

  /// The best of nothing is not zero.
  @Test func noGreatestOfAYearIsNoColumn() async {
    let best = [
      "Input/metrics/n.yaml": """
      - {id: best, title: The best, measure: tally, of: scores, value: value, statistic: maximum, by: [bloc], every: month,
         unit: points, version: 1, caveat: c, method: m}
      """,
      "Input/scores/t.csv": """
      model,organisation,benchmark,vintage,value,source
      o1,OpenAI,arena,2024-12-29,"1300 [1295, 1305]",board

      """,
    ]
    let page = await figurePage("best", with: best)
    #expect(page.contains("| December 2024 | 1,300 (1,295–1,305) | none |"), "\(page)")
    #expect(page.contains("China: 1,358 in 2025-01"), "\(page)")
  }

  @Test func theNumberOfModelsBeforeIsQuoted() async {
    let page = await made("Now {{ gap.n }}, before {{ gap.before-n }}.").page
    #expect(page.contains("Now 2, before 2."), "\(page)")
  }
}
