import Metrics
import Records
import Testing

/// Rows that no period has for want of a date stand in the bounds of what is counted.
@Suite struct UndatedRowsTests {
  /// Beside two models of DeepSeek and one of OpenAI with a day: one of each without a date, and one of some day of 2024.
  private let more = [
    "Input/models/n.yaml": """
    - {id: u1, name: U1, developer: deepseek, weights: open, licence: mit, released: unknown, total-parameters: 500, source: board}
    - {id: u2, name: U2, developer: openai, weights: closed, licence: proprietary, released: unknown, source: board}
    - {id: y1, name: Y1, developer: openai, weights: closed, licence: proprietary, released: 2024, total-parameters: 9, source: board}
    """
  ]

  private func figure(_ measure: String, _ further: String...) throws -> Figure {
    let text = metric("f", measure) + (["of: models", "every: half"] + further).joined(separator: "\n") + "\n"
    let made = figures(text, with: more.merging(termsRubric) { old, _ in old })
    #expect(made.findings == [])
    return try #require(made.figures["f"])
  }

  private func points(_ figure: Figure, _ part: String) -> [String] {
    figure.series.filter { $0.part == part }.map { point in
      let ends = [point.value, point.low, point.high].map {
        $0.map { Quantity.text(of: ($0 * 1_000).rounded() / 1_000) } ?? "-"
      }
      return "\(point.at) \(ends.joined(separator: " "))"
    }
  }

  @Test func countsLeaveThemOutAndPutThemIn() throws {
    let figure = try figure("tally", "by: [bloc]")
    #expect(points(figure, "us") == ["2024-H1 1 1 3", "2024-H2 0 0 2", "2025-H1 0 0 1"])
    #expect(points(figure, "china") == ["2024-H1 0 0 1", "2024-H2 1 1 2", "2025-H1 1 1 2"])
    // The total of the last half-year that is over, in which any of the three may have come out.
    #expect(figure.value == 1 && figure.low == 1 && figure.high == 4 && figure.extras["undated"] == 3)
    #expect(figure.interval.hasPrefix("Bounds, not a confidence interval: records that no period has"))
    #expect(figure.workings?.result("low") == 1 && figure.workings?.result("high") == 4)
    #expect(figure.level == nil)
  }

  @Test func concentrationTriesThemWhereTheyMoveItMost() throws {
    let figure = try figure("concentration", "by: [maker]", "statistic: top", "top: 1")
    // Of the first half of 2024 OpenAI has one model, and up to two more; DeepSeek up to one.
    #expect(points(figure, "herfindahl").first == "2024-H1 1 0.5 1")
    #expect(points(figure, "top") == ["2024-H1 1 0.5 1", "2024-H2 1 0.5 1", "2025-H1 1 0.5 1"])
    #expect(points(figure, "gini").first == "2024-H1 0 - -")
    #expect(figure.interval.contains("want of a date"))
  }

  @Test func scoresPutThemInOnlyWhereThatMovesTheBound() throws {
    let figure = try figure("rubric", "rubric: terms", "by: [bloc]", "leader: us")
    // GPT-4o has the least that the table gives, as have U2 and Y1, which move nothing.
    #expect(points(figure, "us") == ["2024-H1 0 - -"])
    #expect(points(figure, "china") == ["2024-H2 1 - -", "2025-H1 1 - -"])
  }

  @Test func statisticsHoldWhatTheyCouldMake() throws {
    let made = figures(
      metric("f", "tally", "of: models", "every: half", "value: total-parameters", "statistic: median"),
      with: [
        "Input/models/n.yaml": """
        - {id: a, name: A, developer: deepseek, weights: open, released: 2024-07-01, total-parameters: 10, source: board}
        - {id: b, name: B, developer: deepseek, weights: open, released: 2024-08-01, total-parameters: 20, source: board}
        - {id: c, name: C, developer: deepseek, weights: open, released: unknown, total-parameters: 90, source: board}
        - {id: d, name: D, developer: deepseek, weights: open, released: 2025, total-parameters: 1, source: board}
        """
      ])
    let figure = try #require(made.figures["f"])
    // 10 and 20 have the median 15; with 90 it is 20. D is of no day of 2024.
    #expect(figure.value == 15 && figure.low == 15 && figure.high == 20)
  }

  @Test func scoreThatNoAnswersCouldBringAboutIsNotPrinted() throws {
    // The one scored record has the most, the heavy one with an open question at most a quarter of it.
    let scores = [
      Scoring.Score(value: 1, low: 1, high: 1), Scoring.Score(value: nil, low: 0, high: 0.25, weight: 9),
    ]
    let mean = try #require(Scoring.mean(of: scores))
    #expect(mean.value == nil && agree(mean.low, 0.1) && agree(mean.high, 0.325))
  }
}
