import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

@Suite struct ClaimVerdictTests {
  private func verdicts(_ claims: String) -> (verdicts: [ClaimVerdict], findings: [String]) {
    let (known, _, corpus) = figures(
      metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china"),
      metric("none", "gap", "benchmark: arena", "leader: us", "follower: china", "openness: open"),
      with: ["Input/claims/c.yaml": claims])
    let (verdicts, findings) = Verdicts.all(for: corpus, figures: known.values.sorted { $0.id < $1.id })
    return (verdicts, findings.map(line(of:)))
  }

  private func claim(_ fields: String...) -> String {
    "- {id: c, theme: performance, statement: A statement, source: board, confidence: primary, "
      + fields.joined(separator: ", ") + "}\n"
  }

  private func verdict(_ fields: String...) -> String? {
    let found = verdicts(claim(fields.joined(separator: ", "))).verdicts.first
    return found.map { "\($0.verdict.rawValue) \($0.isComputed ? "computed" : "by an analyst")" }
  }

  @Test func testsDecide() {
    #expect(verdict("test: gap < 10") == "holds computed")
    #expect(verdict("test: gap > 10") == "does-not-hold computed")
    #expect(verdict("test: none > 10") == "cannot-be-tested computed")
  }

  @Test func analystsDecideWhereNoTestDoes() {
    #expect(verdict("verdict: opinion") == "opinion by an analyst")
    #expect(verdict("order: 1") == "cannot-be-tested by an analyst")
  }

  @Test func analystsWordThatSaysMoreStandsBesideATest() {
    #expect(verdict("test: gap > 10", "verdict: measure-changed") == "measure-changed by an analyst")
    #expect(verdict("test: gap < 10", "verdict: holds-under-some-choices") == "holds-under-some-choices computed")
  }

  @Test func valueIsGivenInWordsWithItsDate() {
    let found = verdicts(claim("test: 'gap.low <= 0 and gap.win-rate < 0.6 and none > 3'")).verdicts.first
    #expect(found?.ours == "7 points (\u{2212}2.86 to 16.9), 2025-01-29; win-rate 0.51, 2025-01-29")
    #expect(found?.figures == ["gap", "none"])
  }

  @Test func verdictThatTheTestNoLongerGivesIsAWarning() {
    let (found, findings) = verdicts(
      "id: c\ntheme: performance\nstatement: A statement\nsource: board\nconfidence: primary\ntest: gap > 10\nverdict: holds\n"
    )
    #expect(found.map(\.verdict) == [.doesNotHold])
    #expect(
      findings == [
        """
        Input/claims/c.yaml:6:7: warning: claim 'c' is recorded as 'holds', but its test gives 'does-not-hold'; \
        look again at test and reason, and delete or correct the verdict
        """
      ])
  }

  @Test func wrongNamesAreFoundInsideQuotedTextToo() {
    let (found, findings) = verdicts(
      "id: c\ntheme: performance\nstatement: A statement\nsource: board\nconfidence: primary\ntest: \"gap > 1 and gpa > 10\"\n"
    )
    #expect(found.map(\.verdict) == [.cannotBeTested])
    #expect(
      findings == ["Input/claims/c.yaml:6:20: error: no figure 'gpa'; did you mean 'gap'?"])
  }
}
