import Metrics
import Records
import TestSupport
import Testing

/// How far behind the best of a board a model stands, against numbers worked out by hand.
@Suite struct StandingTests {
  private static let corpus = TestSupport.corpus(with: [
    "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2025-04-01}\n",
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
    - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, licence: proprietary, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
    o1,OpenAI,arena,2025-01-29,"1377 [1372, 1382]",board
    R1,DeepSeek,arena,2025-02-28,"1400 [1395, 1405]",board
    o1,OpenAI,arena,2025-02-28,1380,board

    """,
  ]).corpus

  private func standings(of model: String) throws -> (first: Standing, latest: Standing) {
    try #require(BoardHistory(of: "arena", in: Self.corpus).standings[model])
  }

  @Test func theDistanceHasTheIntervalOfADifference() throws {
    let first = try standings(of: "r1").first
    let behind = try #require(first.behind)
    #expect(first.best.name == "o1")
    #expect(behind.value == 19)
    // Standard errors 17 and 10 over 3.919928; 1.959964 times the root of the sum of their squares is 9.861.
    #expect((try #require(behind.low) - 9.139).magnitude < 0.001)
    #expect((try #require(behind.high) - 28.861).magnitude < 0.001)
  }

  @Test func theBestIsBehindNobody() throws {
    #expect(try standings(of: "o1").first.behind == nil)
    #expect(try standings(of: "r1").latest.behind == nil)
  }

  @Test func withoutAnIntervalOfBothThereIsNone() throws {
    let latest = try standings(of: "o1").latest
    #expect(latest.behind == Gap.Difference(value: 20))
    #expect(latest.own.vintage == PartialDate("2025-02-28"))
  }
}
