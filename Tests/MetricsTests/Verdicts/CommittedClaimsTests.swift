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

  /// The model cases: what the article made of its sources.
  @Test(arguments: [
    ("seed-63pct-all-new-models", "denominator-changed"), ("seed-12x-jailbreak", "measure-changed"),
    ("seed-dead-heat-claude", "does-not-hold"), ("seed-weak-guardrails", "over-generalised"),
    ("seed-smic-huawei-upgrade", "attribution-changed"), ("openai-talks-830", "superseded"),
    ("kaifulee-commodity", "opinion"), ("ai-index-2026-arena-points", "holds"), ("cisco-r1-asr", "supported"),
    ("llama-licence-mau", "holds"), ("arena-gap-tracked-2024-12", "does-not-hold"),
  ]) func modelCasesComeOutAsInTheLedgerOfTheAnalysts(claim: String, verdict: String) {
    #expect(Self.ledger.verdicts.first { $0.claim == claim }?.verdict.rawValue == verdict)
  }
}
