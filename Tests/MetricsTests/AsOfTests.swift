import Metrics
import Records
import TestSupport
import Testing

/// What was known on a day.
@Suite struct AsOfTests {
  private let metrics = [
    metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china"),
    metric("models", "tally", "of: models", "by: [bloc]", "every: year"),
    metric(
      "share", "share", "of: downloads", "where: measure = downloads", "value: value", "by: [bloc]", "every: whole",
      "leader: china"),
  ].joined(separator: "---\n")

  private func made(_ files: [String: String] = [:], on day: String?) -> [Figure] {
    let input = boardInput.merging(countInput) { old, _ in old }
      .merging(["Input/metrics/m.yaml": metrics, "Input/sources/s.yaml": Self.sources]) { _, new in new }
      .merging(files) { _, new in new }
    return Metrics.figures(of: corpus(with: input).corpus, asOf: day.flatMap { PartialDate($0)?.first }).figures
  }

  private static let sources = """
    - {id: board, title: A board, seen: full-text, published: 2025-02-10, retrieved: 2025-06-01}
    - {id: late, title: Later, seen: full-text, published: 2025-05-20, retrieved: 2025-06-01}
    - {id: nowhen, title: Undated, seen: full-text}
    """

  private func values(_ figures: [Figure]) -> [String] {
    figures.map { "\($0.id) \($0.value.map { "\($0)" } ?? "none") \($0.asOf?.description ?? "never")" }
  }

  @Test func rowsPublishedLaterAreNotUsed() {
    #expect(
      values(made(on: "2025-01-28")) == ["gap none never", "models 2.0 2024", "share none never"])
    #expect(values(made(on: "2025-01-29")).first == "gap 7.0 2025-01-29")
    // The source came out on 10 February and goes on: it told of January and February then, of March when that was over.
    #expect(values(made(on: "2025-02-09")).last == "share none never")
    #expect(values(made(on: "2025-02-10")).last == "share \(20 / 41.0) 2025-02")
    #expect(values(made(on: "2025-03-31")).last == "share \(32 / 66.0) 2025-03")
  }

  @Test func pastStaysWhatItWasWhenMoreIsPublished() {
    let before = FiguresJSON.text(of: made(on: "2025-03-31"))
    let more = [
      "Input/scores/t.csv": """
      model,organisation,benchmark,vintage,value,scale,source
      r1,DeepSeek,arena,2025-05-01,"1400 [1390, 1410]",B,late
      gpt-4o,OpenAI,arena,2025-05-01,"1300 [1290, 1310]",B,late
      """,
      "Input/downloads/e.csv": """
      subject,subject-kind,country,platform,measure,value,unit,as-of,window,population,source
      China,country,CN,Hub,downloads,99,downloads,2025-01,month,all models,late
      China,country,CN,Hub,downloads,99,downloads,2025-01,month,all models,nowhen
      """,
      "Input/models/n.yaml": """
      - {id: r2, name: R2, developer: deepseek, weights: open, released: 2025-04-30, source: board}
      - {id: r3, name: R3, developer: deepseek, weights: open, released: unknown, source: nowhen}
      """,
    ]
    #expect(FiguresJSON.text(of: made(more, on: "2025-03-31")) == before)
    #expect(FiguresJSON.text(of: made(more, on: nil)) != FiguresJSON.text(of: made(on: nil)))
  }

  /// A board that is called after an early day, and holds a model that came out later.
  @Test func scoreIsNotKnownBeforeItsModelWasOut() {
    let more = [
      "Input/scores/t.csv": """
      model,organisation,benchmark,vintage,value,scale,source
      r1,DeepSeek,arena,2024-12-01,"1400 [1390, 1410]",A,board
      gpt-4o,OpenAI,arena,2024-12-01,"1300 [1290, 1310]",A,board
      """
    ]
    #expect(values(made(more, on: "2025-01-10")).first == "gap none never")
    #expect(values(made(more, on: "2025-01-20")).first == "gap -100.0 2024-12-01")
  }

  /// Runs of January that a data set told in May; a board is known on its own day.
  @Test(arguments: [("dataset", "2025-05-20"), ("dashboard", "2025-01-31")])
  func runsAreKnownOnceTheirDataSetWasOut(kind: String, known: String) {
    let files = [
      "Input/sources/s.yaml": """
      - {id: board, title: A board, seen: full-text, published: 2025-01-10, retrieved: 2025-06-01}
      - {id: runs, title: Runs, seen: full-text, kind: \(kind), published: 2025-05-20, retrieved: 2025-06-01}
      """,
      "Input/scores/s.csv": """
      model,organisation,benchmark,vintage,value,run-on,scale,source
      gpt-4o,OpenAI,arena,2025-01-31,"1365 [1360, 1370]",2025-01-22,A,runs
      r1,DeepSeek,arena,2025-01-31,"1358 [1349, 1366]",2025-01-23,A,runs
      """,
    ]
    let day = PartialDate(known)!.first
    #expect(values(made(files, on: Day(number: day.number - 1).description)).first == "gap none never")
    #expect(values(made(files, on: known)).first == "gap 7.0 2025-01-31")
  }

  @Test func priceThatBeginsLaterIsKnownWhenItWasRead() {
    let prices = """
      model,provider,input,output,valid-from,valid-to,tier,source
      gpt-4o,first-party,1,1,2025-03-01,2026-01-01,introductory,board
      gpt-4o,first-party,4,4,2026-01-01,,,board
      """
    func known(on day: String) -> Int {
      let input = boardInput.merging(["Input/prices/p.csv": prices, "Input/sources/s.yaml": Self.sources]) { _, new in
        new
      }
      return corpus(with: input).corpus.known(on: PartialDate(day)!.first).prices.count
    }
    // The source was read on 1 June 2025, and told the price of the next year.
    #expect(["2025-02-01", "2025-03-01", "2025-05-31", "2025-06-01"].map(known) == [0, 1, 1, 2])
  }

  @Test func asKnownOnTheLastDayEveryFigureIsThePlainOne() {
    let input = boardInput.merging(countInput) { old, _ in old }
      .merging(["Input/metrics/m.yaml": metrics]) { _, new in new }
    let corpus = corpus(with: input).corpus
    let known = Metrics.figures(of: corpus, asOf: corpus.lastKnownDay).figures
    #expect(FiguresJSON.text(of: known) == FiguresJSON.text(of: Metrics.figures(of: corpus).figures))
  }

  /// Sources of licences are often read years after a model came under them.
  @Test func claimsAndLicencesAreNotKnownBeforeTheirTime() {
    let input = [
      "Input/metrics/m.yaml": [
        metric("clauses", "tally", "of: licence-clauses", "every: whole"),
        metric("licences", "tally", "of: licences", "where: class = restricted", "every: whole"),
        metric("said", "tally", "of: claims", "value: published", "statistic: maximum", "every: whole"),
      ].joined(separator: "---\n"),
      "Input/licences/m.yaml": """
      - {id: used, name: Used, class: restricted, source: late}
      - {id: unused, name: Unused, class: restricted, source: late}
      - {id: nowhere, name: Nowhere, class: restricted, source: nowhen}
      """,
      "Input/licence-clauses/c.csv": """
      licence,clause,says,source,seen
      used,patent,Silent,late,full-text
      unused,patent,Silent,late,full-text
      """,
      "Input/models/n.yaml": """
      {id: r2, name: R2, developer: deepseek, weights: open, licence: used, released: 2025-03-10, source: board}
      """,
      "Input/claims/c.yaml": """
      {id: cost, theme: economics, statement: It cost so much., published: 7, unit: dollars, as-of: 2025-01,
       source: late, confidence: primary, reason: None., verdict: supported, decided: 2025-06-01}
      """,
    ]
    #expect(values(made(input, on: "2025-03-09")) == ["clauses none never", "licences none never", "said none never"])
    #expect(values(made(input, on: "2025-03-10")).prefix(2) == ["clauses 1.0 2025-03-10", "licences 1.0 2025-03-10"])
    #expect(values(made(input, on: "2025-05-19")).last == "said none never")
    #expect(
      values(made(input, on: "2025-05-20")) == [
        "clauses 2.0 2025-05-20", "licences 2.0 2025-05-20", "said 7.0 2025-01",
      ])
  }
}
