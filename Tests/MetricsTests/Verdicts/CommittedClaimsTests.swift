import Metrics
import Records
import TestSupport
import Testing

/// The committed ledger: every claim is decided, by a test that can be evaluated or by an analyst with a reason.
@Suite struct CommittedClaimsTests {
  private static let corpus = Committed.corpus

  private static let ledger = Verdicts.all(for: corpus, figures: Committed.figures.figures)

  @Test func ledgerIsWhole() {
    #expect(Self.corpus.claims.count >= 211)
    #expect(Self.corpus.claims.count(where: \.isSeed) == 23)
    #expect(Self.ledger.findings.map(line(of:)) == [])
  }

  @Test func everyClaimHasAReasonAndATestOrAVerdictWithItsDay() {
    for claim in Self.corpus.claims {
      #expect(claim.reason != nil, "\(claim.id) says not what differs")
      #expect(claim.test != nil || claim.verdict != nil, "\(claim.id) is undecided")
      #expect(claim.verdict == nil || claim.decided != nil, "\(claim.id) doesn't say since when")
    }
  }

  @Test func everyTestOfTheLedgerComesToAnAnswer() {
    let claims = Dictionary(Self.corpus.claims.map { ($0.id, $0) }) { first, _ in first }
    let tested = Self.ledger.verdicts.filter { claims[$0.claim]?.test != nil }
    #expect(tested.count >= 50)
    for verdict in tested {
      #expect(verdict.holds != nil && !verdict.readings.isEmpty, "\(verdict.claim)")
    }
  }

  /// A bare name only asks whether there is a value, which the metric's own record answers.
  @Test func everyTestCompares() {
    for claim in Self.corpus.claims {
      guard let test = claim.test else { continue }
      #expect(["=", "<", ">", " covers "].contains { test.contains($0) }, "\(claim.id)")
    }
  }

  /// A claim that was entered as a record can't be tested by that record: the two are one number.
  @Test func noTestReadsTheRowOfItsOwnClaim() {
    for verdict in Self.ledger.verdicts {
      for reading in verdict.readings {
        guard let figure = Committed.figuresByID[reading.figure] else { continue }
        let part = reading.part ?? figure.words["headline"]
        let points = figure.series.filter { $0.at == reading.at && (part == nil || $0.part == part) }
        let claims = points.flatMap(\.rows).map { figure.rows[$0] }.compactMap { row in
          Self.corpus.record(row.kind, row.id)?["claim"].text
        }
        #expect(!claims.contains(verdict.claim), "\(verdict.claim) by \(reading.figure)")
      }
    }
  }

  /// A claim that says when it was true is tested on a board of its time, not on the newest.
  @Test(arguments: [
    // V4 came out between the boards of April and of June.
    ("caisi-v4-lag", "2026-06-25"), ("epoch-open-closed-lag-2026", "2026-04-19"),
    ("epoch-us-china-lag-avg", "2025-07-18"), ("seed-dead-heat-claude", "2025-07-18"),
  ]) func claimOfADayIsTestedOnABoardOfItsTime(claim: String, board: String) {
    let verdict = Self.ledger.verdicts.first { $0.claim == claim }
    #expect(verdict?.readings.compactMap(\.at?.description) == [board])
  }

  /// The model cases: what the article made of its sources.
  @Test(arguments: [
    ("seed-63pct-all-new-models", "denominator-changed"), ("seed-12x-jailbreak", "measure-changed"),
    ("seed-dead-heat-claude", "does-not-hold"), ("seed-weak-guardrails", "over-generalised"),
    ("seed-smic-huawei-upgrade", "attribution-changed"), ("openai-talks-830", "superseded"),
    ("kaifulee-commodity", "opinion"), ("ai-index-2026-arena-points", "holds"), ("cisco-r1-asr", "supported"),
    ("llama-licence-mau", "holds"), ("arena-gap-tracked-2024-12", "does-not-hold"),
    ("qwen-most-downloaded-sep2025", "conflicting-sources"), ("hai-near-sota", "holds-under-some-choices"),
    ("bis-h200-volume-cap", "holds"), ("openrouter-mid2026-us", "conflicting-sources"), ("hunyuan-territory", "holds"),
  ]) func modelCasesComeOutAsInTheLedgerOfTheAnalysts(claim: String, verdict: String) {
    #expect(Self.ledger.verdicts.first { $0.claim == claim }?.verdict.rawValue == verdict)
  }
}
