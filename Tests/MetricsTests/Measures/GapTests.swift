import Metrics
import Records
import TestSupport
import Testing

@Suite struct GapTests {
  /// Ratings as the Arena tables print them; difference, bounds and win rate worked out by hand.
  struct Worked: Sendable, CustomTestStringConvertible {
    var vintage: String
    var leader: (Double, ClosedRange<Double>)
    var follower: (Double, ClosedRange<Double>)
    var difference: Double
    var low: Double
    var high: Double
    var winRate: Double
    var verdict: String
    var testDescription: String { vintage }
  }

  private static let worked = [
    // GPT-4o-2024-05-13 and Yi-Large-preview: half-widths 3 and 3, so 3√2 around 47.
    Worked(
      vintage: "2024-06-19", leader: (1287, 1284...1290), follower: (1240, 1237...1243), difference: 47,
      low: 42.757359312880716, high: 51.242640687119284, winRate: 0.5672288443429522, verdict: "leads"),
    // Gemini-2.0-Flash-Thinking-Exp-01-21 and DeepSeek-R1: half-widths 6 and 8.5.
    Worked(
      vintage: "2025-01-29", leader: (1382, 1377...1389), follower: (1358, 1349...1366), difference: 24,
      low: 13.595673976657594, high: 34.404326023342406, winRate: 0.5344839447268315, verdict: "leads"),
    // Gemini-2.5-Pro and DeepSeek-R1-0528: half-widths 5 and 5.5.
    Worked(
      vintage: "2025-06-25", leader: (1477, 1472...1482), follower: (1424, 1418...1429), difference: 53,
      low: 45.566965626340746, high: 60.433034373659254, winRate: 0.5756869523764296, verdict: "leads"),
    // Gemini 4 Argon and MiMo-V2.6-Pro: half-widths 8.85 and 9.35.
    Worked(
      vintage: "2026-10-08", leader: (1533.9, 1525...1542.7), follower: (1491.7, 1482.3...1501), difference: 42.2,
      low: 29.325800995790082, high: 55.07419900421001, winRate: 0.5604337832726939, verdict: "leads"),
    // Open weights, Athene-v2-Chat-72B and DeepSeek-V3: half-widths 5.5 and 12.
    Worked(
      vintage: "2024-12-31", leader: (1277, 1271...1282), follower: (1315, 1303...1327), difference: -38,
      low: -51.20037878244408, high: -24.799621217555917, winRate: 0.44553062597832394, verdict: "trails"),
    // Made up: half-widths 6 and 8 give exactly 10 around 7.
    Worked(
      vintage: "2026-01-01", leader: (1500, 1494...1506), follower: (1493, 1485...1501), difference: 7, low: -3,
      high: 17, winRate: 0.5100724469274385, verdict: "tie"),
  ]

  @Test(arguments: worked) func gapsAgreeWithThoseWorkedOutByHand(_ worked: Worked) throws {
    let board = Board(
      vintage: PartialDate(worked.vintage)!,
      ratings: [
        rating("Follower", "china", worked.follower.0, worked.follower.1, on: worked.vintage),
        rating("Leader", "us", worked.leader.0, worked.leader.1, on: worked.vintage),
      ])
    let benchmark = corpus().corpus.benchmark("arena")
    let (points, rows, mixed) = Gap.points(
      of: [board], leader: "us", follower: "china", openness: .all, benchmark: benchmark)
    let point = try #require(points.last)
    #expect(points.map(\.part) == ["us", "china", "difference"])
    #expect(agree(point.value, worked.difference))
    #expect(agree(point.low, worked.low))
    #expect(agree(point.high, worked.high))
    #expect(agree(point.extras["win-rate"], worked.winRate))
    #expect(point.words["verdict"] == worked.verdict)
    #expect(point.labels == ["Leader", "Follower"])
    #expect(rows.map(\.id) == ["Leader", "Follower"])
    #expect(point.rows == [0, 1])
    #expect(mixed.isEmpty)
  }

  @Test func standardErrorIsTheWidthOverTwiceTheQuantile() {
    #expect(agree(Gap.standardError(of: rating("a", "us", 1287, 1284...1290)), 6 / 3.919928))
  }

  @Test func intervalThatIsCutOffAtTheEndOfItsScaleHasTheErrorOfTheOtherSide() {
    #expect(agree(Gap.standardError(of: rating("a", "us", 1.7, 0...3.66)), 1.96 / 1.959964))
    #expect(agree(Gap.standardError(of: rating("a", "us", 99, 95...100)), 4 / 1.959964))
    #expect(agree(Gap.standardError(of: rating("a", "us", 1.7, 0...2)), 2 / 3.919928))
  }

  @Test func gapTheOtherWayRoundIsMinusTheGap() throws {
    var generator = SeededGenerator(1)
    for _ in 0..<500 {
      let board = randomBoard(&generator, rows: 2)
      let there = Gap.difference(leader: board[0], follower: board[1])
      let back = Gap.difference(leader: board[1], follower: board[0])
      #expect(there.value == -back.value)
      #expect(there.low == back.high.map { -$0 })
      #expect(there.high == back.low.map { -$0 })
      #expect(agree(Gap.winRate(of: there.value) + Gap.winRate(of: back.value), 1))
    }
  }

  @Test func intervalHoldsItsValueAndTighterRatingsNeverWidenIt() {
    var generator = SeededGenerator(2)
    for _ in 0..<500 {
      let value = Double.random(in: 1000...1500, using: &generator)
      let spread = Double.random(in: 1...20, using: &generator)
      let other = rating("b", "china", 1300, 1291...1308)
      let wide = Gap.difference(leader: rating("a", "us", value, value - spread...value + spread), follower: other)
      let tight = Gap.difference(
        leader: rating("a", "us", value, value - spread / 2...value + spread / 3), follower: other)
      guard let low = wide.low, let high = wide.high, let tightLow = tight.low, let tightHigh = tight.high else {
        Issue.record("two intervals give one")
        return
      }
      #expect(low <= wide.value && wide.value <= high)
      #expect(low <= tightLow && tightHigh <= high)
    }
  }

  @Test func lowerIsBetterTurnsTheSign() {
    let difference = Gap.difference(
      leader: rating("a", "us", 10, 9...11), follower: rating("b", "china", 14, 13...15), better: .lower)
    #expect(difference.value == 4)
    #expect(difference.verdict == "leads")
  }

  @Test func withoutAnIntervalThereIsNoVerdict() {
    let difference = Gap.difference(leader: rating("a", "us", 1300), follower: rating("b", "china", 1200, 1190...1210))
    #expect(difference == Gap.Difference(value: 100))
    #expect(difference.verdict == nil)
  }

  @Test func onlyEloScalesHaveAWinRate() {
    let board = Board(
      vintage: PartialDate("2024")!,
      ratings: [rating("a", "us", 60, 58...62, on: "2024"), rating("b", "china", 50, 48...52, on: "2024")])
    let points = Gap.points(of: [board], leader: "us", follower: "china", openness: .all, benchmark: nil).points
    #expect(points.last?.extras["win-rate"] == nil)
    #expect(points.last?.value == 10)
  }

  @Test func boardsWithoutOneOfTheTwoGiveNoPoint() {
    let board = Board(vintage: PartialDate("2024-06-19")!, ratings: [rating("a", "us", 1300, 1290...1310)])
    let result = Gap.points(of: [board], leader: "us", follower: "china", openness: .all, benchmark: nil)
    #expect(result.points.isEmpty && result.rows.isEmpty)
  }

  @Test func ratingsOfTwoScalesAreNeverSubtracted() {
    let vintage = PartialDate("2024-06-19")!
    let board = Board(
      vintage: vintage, ratings: [rating("a", "us", 1300, scale: "A"), rating("b", "china", 1200, scale: "B")])
    let result = Gap.points(of: [board], leader: "us", follower: "china", openness: .all, benchmark: nil)
    #expect(result.points.isEmpty)
    #expect(result.mixed == [vintage])
  }

  @Test(
    arguments: [
      // Of rows rated 1,500, 1,490 and 1,450 the second bounds a missing third rank.
      ([3], 10), ([3, 5], 10), ([2], 0), ([4], nil), ([1], nil), ([], nil),
    ] as [([Int], Double?)])
  func rankMissingBetweenTheTwoBoundsTheLead(missing: [Int], least: Double?) throws {
    let board = Board(
      vintage: PartialDate("2024-06-19")!,
      ratings: [
        rating("c", "china", 1450, line: 3), rating("a", "us", 1500, line: 1), rating("b", "us", 1490, line: 2),
        rating("d", "china", 1400, line: 4),
      ], missingRanks: missing)
    func point(_ leader: String, _ follower: String) throws -> Figure.Point {
      let points = Gap.points(of: [board], leader: leader, follower: follower, openness: .all, benchmark: nil).points
      return try #require(points.last)
    }
    let (there, back) = (try point("us", "china"), try point("china", "us"))
    #expect(there.value == 50 && back.value == -50)
    #expect(there.extras["least"] == least)
    #expect(back.extras["least"] == least.map { -$0 })
    #expect(there.words["missing-ranks"] == (least == nil ? nil : missing == [3, 5] ? "3 and 5" : "\(missing[0])"))
  }
}
