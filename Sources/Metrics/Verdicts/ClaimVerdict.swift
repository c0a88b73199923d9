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
  /// What the test read; empty without a test or a value.
  package let readings: [Reading]
  /// What the test itself says; `nil` without a test, or when it hangs on something missing.
  package var holds: Bool?
  /// How many choices of the figures' variants and interval ends gave an answer, the own among them; 0 without a test.
  package var deciding = 0
  /// Those that give the other answer, in words.
  package var turning: [String] = []
  /// The observation since which the test's answer is what it is; `nil` for a test of one date, or without any.
  package var since: PartialDate?
  /// Whether the answer ever was another at an earlier observation.
  package var hasTurned = false

  package init(claim: String, verdict: Claim.Verdict, isComputed: Bool, figures: [String], readings: [Reading] = []) {
    self.claim = claim
    self.verdict = verdict
    self.isComputed = isComputed
    self.figures = figures
    self.readings = readings
  }

  /// What the test read, as text: `42.2 points (29.3 to 55.1), 2026-10-08`. `nil` without a test or a value.
  package var ours: String? { readings.isEmpty ? nil : readings.map(\.text).joined(separator: "; ") }
}

/// Puts the tests of claims to figures.
package enum Verdicts {
  /// A verdict for each claim, in their order.
  ///
  /// A test decides between `holds`, `does-not-hold` and, where a variant or an end of an interval gives the other
  /// answer, `holds-under-some-choices`; one that hangs on a missing value, or can't be read, gives `cannot-be-tested`.
  /// An analyst's verdict that says more than yes or no, such as `measure-changed`, stands beside a test, which then
  /// only gives our value. One that says the opposite of the test is a warning, and the test counts.
  ///
  /// A headline claim whose test no longer says `holds` is an error, until its record says what the test says.
  package static func all(
    for corpus: Corpus, figures: [Figure]
  ) -> (verdicts: [ClaimVerdict], findings: [Finding]) {
    let byID = Dictionary(figures.map { ($0.id, $0) }) { first, _ in first }
    let headlines = Set(corpus.report.headlineClaims)
    var verdicts: [ClaimVerdict] = []
    var findings: [Finding] = []
    for claim in corpus.claims {
      let isHeadline = headlines.contains(claim.id)
      guard let text = claim.test, let place = claim.testPlace else {
        let verdict = ClaimVerdict(
          claim: claim.id, verdict: claim.verdict ?? .cannotBeTested, isComputed: false, figures: [])
        verdicts.append(verdict)
        if isHeadline { findings.append(.untestedHeadline(claim)) }
        continue
      }
      let (test, wrong) = FigureTest.reading(text, at: place, known: byID)
      findings += wrong
      let (verdict, computed) = verdict(of: claim, test, over: byID)
      verdicts.append(verdict)
      if let finding = test.flatMap({ Finding.unlikeUnits(claim, $0, byID) }) { findings.append(finding) }
      if let finding = test.flatMap({ Finding.oldObservation(claim, $0, byID) }) { findings.append(finding) }
      if let finding = Finding.verdictChanged(claim, computed, verdict, isHeadline: isHeadline && wrong.isEmpty) {
        findings.append(finding)
      }
    }
    return (verdicts, findings)
  }

  private static func verdict(
    of claim: Claim, _ test: FigureTest?, over figures: [String: Figure]
  ) -> (verdict: ClaimVerdict, computed: Claim.Verdict) {
    let choices = test?.choices(over: figures, withVariants: !claim.fixesChoices) ?? TestChoices(own: nil)
    let computed: Claim.Verdict =
      switch choices.own {
      case nil: .cannotBeTested
      case _ where !choices.turning.isEmpty: .holdsUnderSomeChoices
      case true?: .holds
      case false?: .doesNotHold
      }
    let isAnalysts = claim.verdict.map { !$0.isDecidedByTests } ?? false
    // An analyst may know of choices that no variant makes.
    let isPartly = claim.verdict == .holdsUnderSomeChoices && computed == .holds
    let isByAnalyst = isAnalysts || isPartly
    var verdict = ClaimVerdict(
      claim: claim.id, verdict: isByAnalyst ? claim.verdict ?? computed : computed, isComputed: !isByAnalyst,
      figures: test?.figures ?? [], readings: test?.readings(over: figures) ?? [])
    verdict.holds = choices.own
    verdict.deciding = choices.deciding
    verdict.turning = choices.turning
    if let standing = test?.standing(over: figures) {
      (verdict.since, verdict.hasTurned) = (standing.since, standing.hasTurned)
    }
    return (verdict, computed)
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
  /// `nil` when the record says nothing or the same; for a headline claim, when it holds or the record knows that it
  /// doesn't.
  fileprivate static func verdictChanged(
    _ claim: Claim, _ computed: Claim.Verdict, _ verdict: ClaimVerdict, isHeadline: Bool
  ) -> Finding? {
    if isHeadline, computed != .holds, claim.verdict != computed, verdict.isComputed {
      let ours = verdict.ours.map { ": \($0)" } ?? ""
      return Finding(
        .error, "headline-claim",
        "headline claim '\(claim.id)' no longer holds, its test gives '\(computed.rawValue)'\(ours)",
        at: claim.testPlace ?? claim.place,
        hint: "look again, then write 'verdict: \(computed.rawValue)' into its record, with the reason")
    }
    guard let written = claim.verdict, written.isDecidedByTests, computed != .cannotBeTested, written != computed,
      !(written == .holdsUnderSomeChoices && computed == .holds)
    else { return nil }
    return Finding(
      .warning, "verdict-changed",
      "claim '\(claim.id)' is recorded as '\(written.rawValue)', but its test gives '\(computed.rawValue)'",
      at: claim.testPlace ?? claim.place, hint: "look again at test and reason, and delete or correct the verdict")
  }

  /// A claim of a date for which the figure was last observed long before.
  fileprivate static func oldObservation(_ claim: Claim, _ test: FigureTest, _ figures: [String: Figure]) -> Finding? {
    guard let old = test.outdated(over: figures).first, let date = old.name.date else { return nil }
    return Finding(
      .warning, "old-observation",
      "claim '\(claim.id)' is tested at \(date), but '\(old.name.figure)' was last observed at \(old.at), "
        + "\(old.ageInDays) days before the end of it",
      at: claim.testPlace ?? claim.place,
      hint:
        "no older than \(old.limit) days counts; test another figure, or write 'within \(old.ageInDays) days' behind the date"
    )
  }

  fileprivate static func untestedHeadline(_ claim: Claim) -> Finding {
    Finding(
      .error, "headline-claim", "headline claim '\(claim.id)' has no test", at: claim.place,
      hint: "give it a test, or leave it out of 'headline-claims'")
  }

  /// A claim in percent whose test reads points says nothing about the claim, unless the analyst says that it doesn't.
  fileprivate static func unlikeUnits(_ claim: Claim, _ test: FigureTest, _ figures: [String: Figure]) -> Finding? {
    guard claim.published != nil, let written = claim.unit, claim.verdict.map(\.isDecidedByTests) ?? true else {
      return nil
    }
    let published = UnitOfMeasure(written)
    let read = test.reads.compactMap { name in figures[name.figure].flatMap { name.unit(in: $0) } }
    guard published.isOfMeasuring, let other = read.first(where: \.isOfMeasuring),
      !read.contains(where: { $0.isSame(as: published) })
    else { return nil }
    return Finding(
      .error, "unlike-units", "claim '\(claim.id)' is published in \(written), its test reads \(other.name)",
      at: claim.testPlace ?? claim.place,
      hint: "test a figure in \(published.name), or give the analyst's verdict 'measure-changed' beside the test")
  }
}
