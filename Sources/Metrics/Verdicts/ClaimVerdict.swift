package import Diagnostics
package import Records

/// What is to be said of a claim, and whether figures or an analyst say it.
package struct ClaimVerdict: Sendable {
  package let claim: String
  package let verdict: Claim.Verdict
  /// True when the claim's test was computed; false for an analyst's verdict.
  package let isComputed: Bool
  /// The figures that the test reads, in its order.
  package let figures: [String]

  package init(claim: String, verdict: Claim.Verdict, isComputed: Bool, figures: [String]) {
    self.claim = claim
    self.verdict = verdict
    self.isComputed = isComputed
    self.figures = figures
  }
}

/// Puts the tests of claims to figures.
package enum Verdicts {
  /// A verdict for each claim, in their order. A test that can't be read is a finding; one whose figure has no value
  /// gives `cannot-be-tested`.
  package static func all(
    for corpus: Corpus, figures: [Figure]
  ) -> (verdicts: [ClaimVerdict], findings: [Finding]) {
    let byID = Dictionary(figures.map { ($0.id, $0) }) { first, _ in first }
    var verdicts: [ClaimVerdict] = []
    var findings: [Finding] = []
    for claim in corpus.claims {
      guard let text = claim.test, let place = claim.testPlace else {
        verdicts.append(
          ClaimVerdict(
            claim: claim.id, verdict: claim.verdict ?? .cannotBeTested, isComputed: false, figures: []))
        continue
      }
      let (test, wrong) = FigureTest.reading(text, at: place, known: byID)
      findings += wrong
      guard let test else { continue }
      let verdict: Claim.Verdict =
        switch test.holds(over: byID) {
        case true?: claim.verdict == .holdsUnderSomeChoices ? .holdsUnderSomeChoices : .holds
        case false?: .doesNotHold
        case nil: .cannotBeTested
        }
      verdicts.append(ClaimVerdict(claim: claim.id, verdict: verdict, isComputed: true, figures: test.figures))
    }
    return (verdicts, findings)
  }
}
