import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

@Suite struct ClaimVerdictTests {
  private func verdicts(
    _ claims: String, headlines: String = "[]"
  ) -> (verdicts: [ClaimVerdict], findings: [String]) {
    let report = smallInput["Input/report.yaml"]! + "\nheadline-claims: \(headlines)\n"
    let (known, _, corpus) = figures(
      metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china"),
      metric(
        "varied", "gap", "benchmark: arena", "leader: us", "follower: china",
        "variants: [{name: until 2024, until: 2024}, {name: open weights, openness: open}]"),
      metric("none", "gap", "benchmark: arena", "leader: us", "follower: china", "openness: open"),
      with: [
        "Input/claims/c.yaml": claims, "Input/report.yaml": report,
        "Input/scores/t.csv": """
        model,benchmark,vintage,value,organisation,source
        gpt-4o,arena,2024-12-31,"1372 [1370, 1374]",OpenAI,board
        v3,arena,2024-12-31,"1315 [1303, 1327]",DeepSeek,board
        """,
      ])
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
    #expect(verdict("test: gap < 20") == "holds computed")
    #expect(verdict("test: gap > 20") == "does-not-hold computed")
    #expect(verdict("test: none > 10") == "cannot-be-tested computed")
  }

  /// The last board by the end of 2025 is of 29 January.
  @Test func testOfADateReadsNothingThatWasObservedLongBefore() {
    #expect(verdict("test: gap < 20 at 2025-04") == "holds computed")
    #expect(verdict("test: gap < 20 at 2025") == "cannot-be-tested computed")
    #expect(verdict("test: gap < 20 at 2025 within 336 days") == "holds computed")
    #expect(
      verdicts(claim("test: gap < 20 at 2025", "verdict: holds")).findings == [
        """
        Input/claims/c.yaml:1:97: warning: claim 'c' is tested at 2025, but 'gap' was last observed at 2025-01-29, 336 days \
        before the end of it; no older than 92 days counts; test another figure, or write 'within 336 days' behind the date
        """
      ])
  }

  @Test func analystsDecideWhereNoTestDoes() {
    #expect(verdict("verdict: opinion") == "opinion by an analyst")
    #expect(verdict("order: 1") == "cannot-be-tested by an analyst")
  }

  @Test func analystsWordThatSaysMoreStandsBesideATest() {
    #expect(verdict("test: gap > 20", "verdict: measure-changed") == "measure-changed by an analyst")
    #expect(verdict("test: gap > 20", "verdict: supported") == "supported by an analyst")
    #expect(verdict("test: gap < 20", "verdict: holds-under-some-choices") == "holds-under-some-choices by an analyst")
  }

  /// The gap is 7 points (−3 to 17); until 2024 it was 57 (45 to 69), and with open weights there is none.
  @Test(
    arguments: [
      ("gap < 20", "holds", 3, []),
      ("gap < 10", "holds-under-some-choices", 3, ["gap at the high end of its interval"]),
      ("gap > 10", "holds-under-some-choices", 3, ["gap at the high end of its interval"]),
      ("gap.win-rate < 0.52", "holds-under-some-choices", 3, ["gap.win-rate at the high end of its interval"]),
      ("gap = 7 ± 1", "holds", 1, []), ("gap covers 16", "holds", 1, []), ("gap.high < 17", "holds", 1, []),
      ("varied.high < 20", "holds-under-some-choices", 2, ["varied: until 2024"]),
      ("varied < 60", "holds", 4, []), ("varied > 60", "does-not-hold", 4, []),
    ] as [(String, String, Int, [String])])
  func choicesThatGiveTheOtherAnswerAreNamed(test: String, expected: String, deciding: Int, turning: [String]) {
    let found = verdicts(claim("test: '\(test)'")).verdicts.first
    #expect(found?.verdict.rawValue == expected)
    #expect(found?.deciding == deciding)
    #expect(found?.turning == turning)
  }

  @Test func claimThatMakesTheChoicesItselfIsTriedAtItsIntervalAlone() {
    let found = verdicts(claim("test: varied.high < 20", "choices-fixed: yes")).verdicts.first
    #expect(found?.verdict == .holds)
    #expect(found?.deciding == 1)
  }

  /// Two boards: a gap of 57 points at the end of 2024 and one of 7 in January 2025.
  @Test func answerStandsSinceTheObservationThatBroughtIt() {
    func standing(_ test: String) -> String? {
      let found = verdicts(claim("test: '\(test)'")).verdicts.first
      return found?.since.map { "\($0) \(found!.hasTurned)" }
    }
    #expect(standing("gap < 20") == "2025-01-29 true")
    #expect(standing("gap < 100") == "2024-12-31 false")
    #expect(standing("gap > 100") == "2024-12-31 false")
    #expect(standing("gap < 20 at 2025-01") == nil)
    #expect(standing("none < 20") == nil)
  }

  @Test func claimInPercentIsNotTestedInPoints() {
    let claims =
      "id: c\ntheme: performance\nstatement: A statement\nsource: board\nconfidence: primary\npublished: 1.7\n"
      + "unit: percent of Arena score\ntest: gap < 23 points\n"
    #expect(
      verdicts(claims).findings == [
        """
        Input/claims/c.yaml:8:7: error: claim 'c' is published in percent of Arena score, its test reads points; \
        test a figure in percent, or give the analyst's verdict 'measure-changed' beside the test
        """
      ])
    #expect(verdicts(claims + "verdict: measure-changed\n").findings == [])
    #expect(verdicts(claims.replacing("percent of Arena score", with: "Elo points")).findings == [])
  }

  @Test func headlineClaimThatTurnsIsAnErrorUntilItsRecordKnows() {
    let start =
      "id: c\ntheme: performance\nstatement: A statement\nsource: board\nconfidence: primary\ntest: gap > 20\n"
    #expect(
      verdicts(start + "verdict: holds\n", headlines: "[c]").findings == [
        """
        Input/claims/c.yaml:6:7: error: headline claim 'c' no longer holds, its test gives 'does-not-hold': \
        7 points (\u{2212}2.86 to 16.9), 2025-01-29; look again, then write 'verdict: does-not-hold' into its record, \
        with the reason
        """
      ])
    #expect(verdicts(start + "verdict: does-not-hold\n", headlines: "[c]").findings == [])
    #expect(verdicts(start.replacing("gap > 20", with: "gap < 20"), headlines: "[c]").findings == [])
    #expect(verdicts(start.replacing("gap > 20", with: "none < 20"), headlines: "[c]").findings.count == 1)
  }

  @Test func valueIsGivenInWordsWithItsDate() {
    let found = verdicts(claim("test: 'gap.low <= 0 and gap.win-rate < 0.6 and none > 3'")).verdicts.first
    #expect(found?.ours == "7 points (\u{2212}2.86 to 16.9), 2025-01-29; win-rate 51% (49.6 to 52.4), 2025-01-29")
    #expect(found?.figures == ["gap", "none"])
  }

  @Test func verdictThatTheTestNoLongerGivesIsAWarning() {
    let (found, findings) = verdicts(
      "id: c\ntheme: performance\nstatement: A statement\nsource: board\nconfidence: primary\ntest: gap > 20\nverdict: holds\n"
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
