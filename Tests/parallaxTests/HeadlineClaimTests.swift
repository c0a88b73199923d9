import TestSupport
import Testing

/// A headline claim that stops holding stops the edition, until its record says what the test says.
@Suite struct HeadlineClaimTests {
  /// A place whose headline claim holds: the gap is 15 points (1 to 29).
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.replace("headlines: [gap]", with: "headlines: [gap]\nheadline-claims: [level]", in: "Input/report.yaml")
    try place.replace(
      "test: gap.low <= 0", with: "test: gap.low > 0 and gap < 30 points", in: "Input/claims/claims.yaml")
    return place
  }

  private static let finding = """
    Input/claims/claims.yaml:6:7: error: headline claim 'level' no longer holds, its test gives 'does-not-hold': \
    5 points (\u{2212}9.14 to 19.1), 2026-03-01
    """

  @Test func editionStopsUntilTheRecordAcknowledgesIt() throws {
    let place = try place()
    let first = try place.parallax("build")
    #expect(first.exitCode == 0, "\(first.errors)")
    let before = try place.live()

    try place.replace("1390 [1380, 1400]", with: "1400 [1390, 1410]", in: "Input/scores/board.csv")
    let stopped = try place.parallax("build")
    #expect(stopped.exitCode == 65)
    #expect(stopped.errors.contains(Self.finding), "\(stopped.errors)")
    #expect(stopped.errors.contains("The edition before is still live in 'Output', unchanged."))
    #expect(try place.live() == before)
    #expect(try place.parallax("check").exitCode == 65)

    try place.replace("reason:", with: "verdict: does-not-hold\nreason:", in: "Input/claims/claims.yaml")
    let acknowledged = try place.parallax("build")
    #expect(acknowledged.exitCode == 0, "\(acknowledged.errors)")
    #expect(try place.live() != before)
  }

  @Test func onlyUnderSomeChoicesIsNoLongerHolding() throws {
    let place = try place()
    try place.replace("gap < 30 points", with: "gap < 20 points", in: "Input/claims/claims.yaml")
    let run = try place.parallax("build")
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("its test gives 'holds-under-some-choices'"), "\(run.errors)")
  }

  @Test func headlineClaimNeedsATest() throws {
    let place = try place()
    try place.replace("test: gap.low > 0 and gap < 30 points", with: "verdict: opinion", in: "Input/claims/claims.yaml")
    let run = try place.parallax("build")
    #expect(run.exitCode == 65)
    #expect(run.errors.contains("headline claim 'level' has no test"), "\(run.errors)")
  }
}
