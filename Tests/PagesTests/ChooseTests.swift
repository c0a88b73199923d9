import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

@testable import Pages

/// The page that helps to choose: what its script is given, and what stands there without.
@Suite struct ChooseTests {
  private static let input = [
    "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2025-04-01}\n",
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, licence: mit, context: 128000, source: board}
    - {id: v3, name: V3, developer: deepseek, weights: open, licence: mit, context: 64000, source: board}
    - {id: o1, name: o1, developer: openai, weights: closed, licence: proprietary, context: 200000, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2025-03-01,"1360 [1350, 1370]",board
    V3,DeepSeek,arena,2025-03-01,"1320 [1310, 1330]",board
    o1,OpenAI,arena,2025-03-01,"1400 [1390, 1410]",board
    """,
    "Input/prices/p.csv": """
    model,provider,input,output,valid-from,source
    R1,first-party,0.5,2.5,2025-01-20,board
    V3,first-party,0.25,1.25,2024-12-26,board
    o1,first-party,15,60,2024-12-05,board
    """,
    "Input/profiles/p.yaml": """
    - id: lab
      name: Lab
      who: A lab with machines of its own.
      limits:
        - {field: weights, op: equals, values: [open], reason: own machines}
        - {field: context, op: at-least, values: [100000], reason: long papers}
        - {field: moon-phase, op: equals, values: [full], reason: nobody knows}
      weights:
        - {dimension: capability, weight: 60, reason: Papers.}
        - {dimension: cost, weight: 30, reason: Grants.}
        - {dimension: safety, weight: 10, reason: No users.}
    - id: shop
      name: Shop
      who: A shop.
      limits:
        - {field: developer-country, op: not-in, values: [CN, RU], reason: law}
        - {field: blended-price, op: at-most, values: [100], reason: budget}
      weights:
        - {dimension: capability, weight: 50, reason: Sales.}
        - {dimension: cost, weight: 50, reason: Volume.}
    """,
    "Input/metrics/m.yaml": """
    - {id: choice-lab, title: Lab, measure: balance, profile: lab, benchmark: arena, unit: fraction, version: 1,
       question: q, method: m, caveat: c}
    - {id: choice-shop, title: Shop, measure: balance, profile: shop, benchmark: arena, unit: fraction, version: 1,
       question: q, method: m, caveat: c}
    """,
  ]

  private static func page(_ text: String, beside others: [String: String] = [:]) async -> OnePageSite {
    await OnePageSite(text, files: input, beside: others)
  }

  @Test func everyModelThatIsOutNamesEachLimitThatItFails() async {
    let page = await Self.page("{{ reasons lab }}").page
    #expect(page.contains("| R1 | China | 1,360 | $1.00 | **in** | none |"))
    #expect(page.contains("| V3 | China | 1,320 | $0.50 | out | context at least 100,000 tokens |"))
    #expect(page.contains("| o1 | US | 1,400 | $26.25 | out | weights can be downloaded |"))
  }

  @Test func whatIsFarBelowThoseThatPassIsNotDrawn() async {
    // R1 passes with 1,350 at least, the best stands 50 above it: what has less than 1,325 isn't drawn.
    let site = await Self.page("{{ inside lab }}")
    let picture = site.text("charts/index/chart-inside.svg")
    #expect(picture.contains("R1: 1,360") && picture.contains("o1: 1,400"), "\(picture)")
    #expect(!picture.contains("V3: 1,320"))
    #expect(site.text("charts/index/chart-inside.csv").contains("v3,"))
  }

  @Test func scriptIsToldWhatEachModelPassesAndWhatEachReaderAsks() async throws {
    let text = await Self.page("{{ needs lab }}").text("choose-data.js")
    // The limits that can be switched: downloads and commercial use for anybody, China and Russia for the shop.
    #expect(
      text.contains(
        """
        "terms":["weights can be downloaded",
        "licence allows commercial use, if need be with conditions",
        "maker isn’t from the United States",
        "base model isn’t from the United States",
        "base model isn’t from China",
        "maker isn’t from China or Russia"],
        """))
    // A number is a place among those measured and its bound; the moon is nobody's to decide.
    #expect(
      text.contains(
        #""lab":{"name":"Lab","page":null,"limits":[[0],[0,100000]],"weights":[60,30],"apart":["moon phase: full"]}"#))
    #expect(text.contains(#""shop":{"name":"Shop","page":null,"limits":[[5],[1,100]],"weights":[50,50],"apart":[]}"#))
    // Best first; its price is no quality until its sign and scale are turned.
    let models = text.split(separator: "\n").filter { $0.hasPrefix("[\"") }
    #expect(models.map { $0.prefix(5) } == ["[\"o1\"", "[\"r1\"", "[\"v3\""])
    #expect(
      models[1].hasPrefix(
        #"["r1","R1","DeepSeek",1,[1360,1350,1370,1],["1,360","(1,350–1,370)","$1.00"],["mit","MIT License"],[1360,0],"#
      ))
    #expect(models[1].contains(#""101100""#) && models[0].contains(#""000011""#), "\(models)")
  }

  @Test func withoutScriptTheControlsAreHiddenAndTheReadersAnswerStands() async {
    let site = await Self.page("{{ needs lab }}\n\n{{ order lab }}")
    let html = site.text("index.html")
    #expect(html.contains("<div class=\"needs\" data-needs=\"lab\" hidden=\"hidden\">"))
    #expect(html.contains("The lists below are worked out for this reader: Lab."))
    #expect(html.contains("<table data-table=\"order\""))
    #expect(site.page.contains("**Where it runs**: parameters at most … billion; weights can be downloaded"))
    #expect(site.page.contains("| 1 | R1 DeepSeek | 1,360 (1,350–1,370) | $1.00 |"))
  }

  @Test func nothingIsMadeForTheScriptWhereNoPageHasControls() async {
    #expect(await Self.page("{{ order lab }}").text("choose-data.js") == "no choose-data.js")
  }

  @Test(
    arguments: [
      (("weights", .equals, ["open"]), "weights can be downloaded"),
      (("context", .atLeast, ["200000"]), "context at least 200,000 tokens"),
      (("blended-price", .atMost, ["0.3"]), "blended price at most $0.30"),
      (("hosts", .atLeast, ["2"]), "sold by at least 2 providers"),
      (("user-limit", .atLeast, ["150000000"]), "licence allows 150,000,000 users"),
      (("territory", .notIn, ["EU"]), "licence doesn’t leave out the European Union"),
      (("developer-country", .notIn, ["CN", "RU", "US"]), "maker isn’t from China, Russia or the United States"),
      (("licence", .isIn, ["mit", "proprietary"]), "licence is MIT License or Proprietary"),
      (("context", .atMost, ["8000"]), "context at most 8,000"),
      (("naming-duty", .required, []), "naming duty known"),
    ] as [((String, Profile.Comparison, [String]), String)])
  func limitReadsAsASentenceWould(_ limit: (String, Profile.Comparison, [String]), _ words: String) async {
    let (corpus, _) = TestSupport.corpus()
    let place = Place(SourceFile(path: "a", text: ""), 0..<0)
    let site = SiteContext(
      index: await SiteIndex(corpus), figures: [], verdicts: [:], asOf: corpus.asOf, findings: [], holdings: [],
      routes: Routes(), figurePositions: [:],
      history: History(day: "", facts: EditionFacts(figures: [], verdicts: [], corpus: corpus), changes: nil))
    #expect(LimitWords(site: site)(Profile.Limit(limit.0, limit.1, limit.2, at: place)) == words)
  }
}
