import TestSupport
import Testing

/// What a share's page says of the part that nobody can give to anyone, and whether what is said of the share survives it.
@Suite struct UnknownPartTests {
  /// Three rows of China's, one American, and as many of a maker that nobody knows.
  private func trail(unknown count: Int, verdict: String? = nil) async throws -> String {
    let known = ["r1,DeepSeek", "r2,DeepSeek", "r3,DeepSeek", "o1,OpenAI"]
    let rows = (known + (0..<count).map { "x\($0),Nobody we know" }).map { "\($0),arena,2025-01-29,1300,board" }
    let test = verdict.map { ", verdict: \($0)" } ?? ""
    let made = await OnePageSite(
      "Nothing.",
      files: [
        "Input/scores/s.csv": (["model,organisation,benchmark,vintage,value,source"] + rows).joined(separator: "\n")
          + "\n",
        "Input/metrics/m.yaml": """
        - {id: part, title: The part, measure: share, of: scores, by: [bloc], every: whole, leader: china,
           unit: fraction, version: 1, caveat: c, method: m, denominator: all rows\(test)}
        """,
      ],
      beside: ["figure.md": "---\ntitle: A\ndescription: d\nfor: figures\n---\n\n{{ trail figure }}\n"])
    let page = made.text("figures/part.md")
    let line = page.split(separator: "\n").first { $0.hasPrefix("- **Whatever the unknown is**: ") }
    return String(try #require(line, "\(page)").dropFirst("- **Whatever the unknown is**: ".count))
  }

  @Test func shareThatIsOverHalfAtBothBoundsSurvives() async throws {
    #expect(
      try await trail(unknown: 1)
        == "Between 60% and 80%. It is more than half at both bounds, so that survives whatever the unknown part is.")
  }

  @Test func shareThatHangsOnTheUnknownPartSaysSo() async throws {
    #expect(
      try await trail(unknown: 3)
        == "Between 43% and 86%. It is less than half of what is counted, and more than half at one of the bounds: which "
        + "of them it is hangs on the unknown part.")
  }

  @Test func shareWithNothingUnknownSaysThatBothBoundsAreTheValue() async throws {
    #expect(
      try await trail(unknown: 0)
        == "Nothing is unknown that would move it: both bounds are the value, and what is said of it stands.")
  }

  @Test func verdictOfARecordSaysAtWhichBoundItTurns() async throws {
    #expect(
      try await trail(unknown: 1, verdict: "part > 0.5")
        == "Between 60% and 80%. The verdict ‘holds’ survives both bounds.")
    #expect(
      try await trail(unknown: 3, verdict: "part > 0.5")
        == "Between 43% and 86%. The verdict ‘does not hold’ turns at the upper bound.")
  }
}
