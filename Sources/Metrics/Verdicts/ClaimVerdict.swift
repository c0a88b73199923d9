package import Diagnostics
package import Records

/// What is to be said of a claim, and whether figures or an analyst say it.
package struct ClaimVerdict: Sendable {
  package let claim: String
  package let verdict: Claim.Verdict
  /// True when the claim's test gave the verdict; false for an analyst's.
  package let isComputed: Bool
  /// The figures that the test reads, in its order.
  package let figures: [String]
  /// What the test read, as text: `42.2 points (29.3 to 55.1), 2026-10-08`. `nil` without a test or a value.
  package let ours: String?

  package init(claim: String, verdict: Claim.Verdict, isComputed: Bool, figures: [String], ours: String? = nil) {
    self.claim = claim
    self.verdict = verdict
    self.isComputed = isComputed
    self.figures = figures
    self.ours = ours
  }
}

/// Puts the tests of claims to figures.
package enum Verdicts {
  /// A verdict for each claim, in their order.
  ///
  /// A test decides between `holds` and `does-not-hold`; one that hangs on a missing value, or can't be read, gives
  /// `cannot-be-tested`. An analyst's verdict that says more than yes or no, such as `measure-changed`, stands beside
  /// a test, which then only gives our value. One that says the opposite of the test is a warning, and the test counts.
  package static func all(
    for corpus: Corpus, figures: [Figure]
  ) -> (verdicts: [ClaimVerdict], findings: [Finding]) {
    let byID = Dictionary(figures.map { ($0.id, $0) }) { first, _ in first }
    var verdicts: [ClaimVerdict] = []
    var findings: [Finding] = []
    for claim in corpus.claims {
      guard let text = claim.test, let place = claim.testPlace else {
        verdicts.append(
          ClaimVerdict(claim: claim.id, verdict: claim.verdict ?? .cannotBeTested, isComputed: false, figures: []))
        continue
      }
      let (test, wrong) = FigureTest.reading(text, at: place, known: byID)
      findings += wrong
      let computed = verdict(test?.holds(over: byID))
      if let finding = Finding.verdictChanged(claim, computed) { findings.append(finding) }
      let isAnalysts = claim.verdict.map { !$0.isDecidedByTests } ?? false
      let isPartly = claim.verdict == .holdsUnderSomeChoices && computed == .holds
      verdicts.append(
        ClaimVerdict(
          claim: claim.id, verdict: isAnalysts || isPartly ? claim.verdict ?? computed : computed,
          isComputed: !isAnalysts, figures: test?.figures ?? [], ours: test?.readings(over: byID)))
    }
    return (verdicts, findings)
  }

  private static func verdict(_ holds: Bool?) -> Claim.Verdict {
    switch holds {
    case true?: .holds
    case false?: .doesNotHold
    case nil: .cannotBeTested
    }
  }
}

extension Claim.Verdict {
  fileprivate var isDecidedByTests: Bool {
    switch self {
    case .holds, .holdsUnderSomeChoices, .doesNotHold, .cannotBeTested: true
    default: false
    }
  }
}

extension Finding {
  /// `nil` when the record says nothing, or the same.
  fileprivate static func verdictChanged(_ claim: Claim, _ computed: Claim.Verdict) -> Finding? {
    guard let written = claim.verdict, written.isDecidedByTests, computed != .cannotBeTested, written != computed,
      !(written == .holdsUnderSomeChoices && computed == .holds)
    else { return nil }
    return Finding(
      .warning, "verdict-changed",
      "claim '\(claim.id)' is recorded as '\(written.rawValue)', but its test gives '\(computed.rawValue)'",
      at: claim.testPlace ?? claim.place, hint: "look again at test and reason, and delete or correct the verdict")
  }
}
