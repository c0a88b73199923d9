import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

/// The gap on real boards, worked out by hand from the upstream files' ratings and intervals.
///
/// Upstream gives `1287, +3/-3`: the bounds are 1284 and 1290, the standard error (1290 − 1284) / (2 × 1.959964).
@Suite struct ArenaGapTests {
  private static let gap = Committed.figuresByID["arena-gap"]

  struct Board: Sendable {
    var day: String
    /// Rating, lower and upper bound as the upstream file has them.
    var american: (Double, Double, Double)
    var chinese: (Double, Double, Double)
    /// By hand, to a tenth.
    var gap: (Double, Double, Double)
    var winRate: Double
  }

  static let boards = [
    // GPT-4o-2024-05-13 and Yi-Large-preview: √(1.5306² + 1.5306²) × 1.959964 = 4.243.
    Board(
      day: "2024-06-19", american: (1287, 1284, 1290), chinese: (1240, 1237, 1243), gap: (47.0, 42.8, 51.2),
      winRate: 0.567),
    // o1-preview and Qwen2.5-72b-Instruct.
    Board(
      day: "2024-09-28", american: (1339, 1332, 1345), chinese: (1257, 1250, 1265), gap: (82.0, 72.1, 91.9),
      winRate: 0.616),
    // Gemini-2.0-Flash-Thinking and DeepSeek-R1.
    Board(
      day: "2025-01-29", american: (1382, 1377, 1389), chinese: (1358, 1349, 1366), gap: (24.0, 13.6, 34.4),
      winRate: 0.534),
    // Gemini 4 Argon and MiMo-V2.6-Pro.
    Board(
      day: "2026-10-08", american: (1533.9, 1525, 1542.7), chinese: (1491.7, 1482.3, 1501), gap: (42.2, 29.3, 55.1),
      winRate: 0.560),
  ]

  @Test(arguments: boards.indices) func agreesWithTheArithmeticByHand(index: Int) throws {
    let board = Self.boards[index]
    let gap = try #require(Self.gap)
    let point = try #require(gap.series.first { $0.at.description == board.day && $0.part == "difference" })
    func error(_ bounds: (Double, Double, Double)) -> Double { (bounds.2 - bounds.1) / (2 * 1.959964) }
    let difference = board.american.0 - board.chinese.0
    let (first, second) = (error(board.american), error(board.chinese))
    let half = 1.959964 * (first * first + second * second).squareRoot()
    let value = try #require(point.value)
    let low = try #require(point.low)
    let high = try #require(point.high)
    #expect(abs(value - difference) < 1e-9)
    #expect(abs(low - (difference - half)) < 1e-9)
    #expect(abs(high - (difference + half)) < 1e-9)
    #expect(abs(value - board.gap.0) < 0.05)
    #expect(abs(low - board.gap.1) < 0.05)
    #expect(abs(high - board.gap.2) < 0.05)
    #expect(abs(try #require(point.extras["win-rate"]) - board.winRate) < 0.0005)
  }

  @Test func everyBoardHasOne() throws {
    #expect(try #require(Self.gap).series.count { $0.part == "difference" } == 23)
  }
}
