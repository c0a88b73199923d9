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

  // MARK: The lag, against one that looks at all of the board

  /// Sixty models of dates of all sorts on one board, ratings and days often alike.
  private func crowded(_ random: inout TestSupport.SeededGenerator) -> BoardHistory {
    var models = ""
    var scores = "model,benchmark,vintage,value,scale,source\n"
    for index in 0..<60 {
      let month = "2024-\(random.below(3) + 10)"
      let day = "\(month)-\(random.below(3) + 10)"
      let released = random.oneIn(8) ? "" : "released: \(random.pick([day, day, month, "2024", "2024-Q4"])), "
      models +=
        "- {id: m\(index), name: M\(index), developer: openai, \(released)weights: open, licence: mit, source: board}\n"
      let value = 1300 + random.below(20)
      let interval =
        random.oneIn(4) ? "\(value)" : "\"\(value) [\(value - random.below(6) - 1), \(value + random.below(6) + 1)]\""
      for _ in 0...(random.oneIn(9) ? 1 : 0) {
        scores += "M\(index),arena,2025-01-29,\(interval),\(random.pick(["a", "a", "b"])),board\n"
      }
    }
    let files = [
      "Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2025-04-01}\n",
      "Input/models/m.yaml": models, "Input/scores/s.csv": scores,
    ]
    return BoardHistory(of: "arena", in: TestSupport.corpus(with: files).corpus)
  }

  private func days(_ lag: Double?, _ released: Double?, _ other: Double?) -> Bool {
    guard let released, let other else { return lag == nil }
    return lag.map { ($0 - (released - other) / Lag.daysOfMonth).magnitude < 1e-9 } ?? false
  }

  @Test(arguments: 1...8)
  func theLagIsThatOfTheFirstReleaseAmongAllThatReachIt(seed: UInt64) throws {
    var random = TestSupport.SeededGenerator(seed: seed)
    let history = crowded(&random)
    let board = try #require(history.boards.first)
    #expect(history.standings.count == 60)
    for (model, standing) in history.standings {
      let own = standing.latest.own
      guard let released = own.released else {
        #expect(standing.latest.lag == nil)
        continue
      }
      let lag = try #require(standing.latest.lag)
      let others = board.ratings.filter { $0.model != model && $0.scale == own.scale }
      func width(_ other: Rating, surely: Bool) -> Double {
        let end: Double? = surely ? other.low : other.high
        let its: Double? = surely ? own.high : own.low
        let a: Double = other.value - (end ?? other.value)
        let b: Double = own.value - (its ?? own.value)
        return (a * a + b * b).squareRoot() * (surely ? 1 : -1)
      }
      let may: [Rating] = others.filter { $0.value - own.value >= width($0, surely: false) }
      let sure: [Rating] = others.filter { $0.value - own.value >= width($0, surely: true) }
      let surely: [PartialDate] = sure.compactMap(\.released)
      let central: [PartialDate] = others.filter { $0.value >= own.value }.compactMap(\.released)
      #expect(lag.undatedLeaders == may.count { $0.released == nil })
      guard let first = central.min(by: { $0.last < $1.last }) else {
        #expect(lag.months == nil && lag.leader == nil)
        continue
      }
      #expect(lag.leader?.released?.last == first.last)
      let last = surely.map { $0.last.number }.min().map { Double($0) }
      #expect(days(lag.low, Double(released.first.number), last))
      let earliest = may.compactMap { $0.released?.first.number }.min().map { Double($0) }
      #expect(days(lag.high, Double(released.last.number), lag.undatedLeaders > 0 ? nil : earliest))
    }
  }
}
