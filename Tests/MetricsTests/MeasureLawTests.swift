import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

/// What must hold whatever the records are.
@Suite struct MeasureLawTests {
  private func figures(scores: [String], leader: String = "us", follower: String = "china") -> [String: Figure] {
    let files = [
      "Input/models/m.yaml": """
      - {id: r1, name: R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
      - {id: v3, name: V3, developer: deepseek, released: 2024-12-26, weights: open, licence: mit, source: board}
      - {id: gpt-4o, name: GPT-4o, developer: openai, released: 2024-05-13, weights: closed, source: board}
      - {id: o1, name: o1, developer: openai, released: 2024-12-05, weights: closed, source: board}
      """,
      "Input/scores/s.csv":
        (["model,benchmark,vintage,value,source"] + scores).joined(separator: "\n") + "\n",
      "Input/metrics/m.yaml": """
      - {id: gap, title: Gap, measure: gap, unit: points, version: 1, caveat: c, method: m, benchmark: arena,
         leader: \(leader), follower: \(follower)}
      - {id: lag, title: Lag, measure: lag, unit: months, version: 1, caveat: c, method: m, benchmark: arena,
         leader: us, follower: china}
      - {id: count, title: Count, measure: tally, unit: releases, version: 1, caveat: c, method: m, of: models,
         by: [bloc], every: half}
      - {id: part, title: Part, measure: share, unit: fraction, version: 1, caveat: c, method: m, of: models,
         by: [bloc], every: half}
      """,
    ]
    let (corpus, findings) = corpus(with: files)
    #expect(findings.filter { $0.severity == .error }.map(line(of:)) == [])
    let made = Metrics.figures(of: corpus)
    return Dictionary(made.figures.map { ($0.id, $0) }) { first, _ in first }
  }

  private let scores = [
    "R1,arena,2025-01-29,\"1358 [1349, 1366]\",board", "V3,arena,2025-01-29,\"1315 [1303, 1327]\",board",
    "GPT-4o,arena,2025-01-29,\"1345 [1340, 1350]\",board", "o1,arena,2025-01-29,\"1377 [1372, 1382]\",board",
  ]

  @Test func aGapIsMinusTheGapTheOtherWayRound() throws {
    let one = try #require(figures(scores: scores)["gap"])
    let other = try #require(figures(scores: scores, leader: "china", follower: "us")["gap"])
    #expect(one.value == 19)
    #expect(other.value == -19)
    #expect(one.low == other.high.map { -$0 })
    #expect(one.high == other.low.map { -$0 })
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    let wanted = try #require(figures(scores: scores)["gap"])
    for shift in 1..<scores.count {
      let turned = Array(scores[shift...] + scores[..<shift])
      let found = try #require(figures(scores: turned)["gap"])
      #expect(found.value == wanted.value)
      #expect(found.low == wanted.low)
      #expect(found.series.map(\.labels) == wanted.series.map(\.labels))
    }
  }

  @Test func anIntervalHoldsItsValueAndATighterInputNeverWidensIt() throws {
    let wide = try #require(figures(scores: scores)["gap"])
    let tight = try #require(
      figures(scores: scores.map { $0.replacing("[1372, 1382]", with: "[1376, 1378]") })["gap"])
    for gap in [wide, tight] {
      #expect(try #require(gap.low) <= #require(gap.value))
      #expect(try #require(gap.high) >= #require(gap.value))
    }
    #expect(try #require(tight.high) - #require(tight.low) < #require(wide.high) - #require(wide.low))
  }

  @Test func theLagCountsFromTheFirstModelRatedAtLeastAsHigh() throws {
    // R1 (20 January 2025) is first matched by o1 (5 December 2024): 46 days of 30.4375 a month.
    let lag = try #require(figures(scores: scores)["lag"]?.value)
    #expect(abs(lag - 46 / 30.4375) < 1e-9)
  }

  @Test func sharesOfAPeriodAddUpToOneAndCountsToTheWhole() throws {
    let made = figures(scores: scores)
    let share = try #require(made["part"])
    #expect(Set(share.series.map(\.at)).count == 3)
    for date in Set(share.series.map(\.at)) {
      let total = share.series.filter { $0.at == date }.compactMap(\.value).reduce(0, +)
      #expect(abs(total - 1) < 1e-12, "\(date)")
    }
    let count = try #require(made["count"])
    #expect(count.series.compactMap(\.value).reduce(0, +) == 4)
  }

  @Test func withoutRowsThereIsAFigureWithoutValue() throws {
    let gap = try #require(figures(scores: [])["gap"])
    #expect(gap.value == nil)
    #expect(gap.series.isEmpty)
  }
}
