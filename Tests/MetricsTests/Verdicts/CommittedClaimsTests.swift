import Glibc
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

  /// A test that no figures could fail, or none could pass, says nothing of the claim.
  @Test func everyTestCanComeOutOtherwise() throws {
    var worlds: [Double] = [-1, 0]
    for exponent in 0...130 {
      let factor: Double = pow(1.05, Double(exponent))
      worlds += [factor, 1 / factor, -factor, -1 / factor]
    }
    for claim in Self.corpus.claims {
      guard let text = claim.test, let place = claim.testPlace else { continue }
      let known = Committed.figuresByID
      let test = try #require(FigureTest.reading(text, at: place, known: known).test, "\(claim.id)")
      let read = known.filter { text.contains($0.key) }
      var answers = Set([test.holds(over: known)].compactMap(\.self))
      search: for factor in worlds {
        for (latest, isExact) in [(1.0, false), (1, true), (2, false)] {
          let world = read.mapValues { $0.otherwise(times: factor, latest: latest, isExact: isExact) }
          if let answer = test.holds(over: world) { answers.insert(answer) }
          if answers.count == 2 { break search }
        }
      }
      #expect(answers == [true, false], "\(claim.id): \(text)")
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

extension Figure {
  /// A figure that came out otherwise: its numbers so many times as large, and every word another.
  ///
  /// - Parameters:
  ///   - latest: how many times as large the numbers of the latest date are besides.
  ///   - isExact: whether both ends of every interval are the value.
  fileprivate func otherwise(times factor: Double, latest: Double, isExact: Bool) -> Figure {
    var other = self
    func move(_ value: inout Double?, _ low: inout Double?, _ high: inout Double?, by factor: Double) {
      (value, low, high) = (value.map { $0 * factor }, low.map { $0 * factor }, high.map { $0 * factor })
      if isExact, let value { (low, high) = (value, value) }
    }
    move(&other.value, &other.low, &other.high, by: factor)
    other.extras = extras.mapValues { $0 * factor }
    other.words = Figure.turned(words)
    let last = series.map(\.at).max()
    other.series = series.map { point in
      var moved = point
      let factor = point.at == last ? factor * latest : factor
      move(&moved.value, &moved.low, &moved.high, by: factor)
      moved.extras = point.extras.mapValues { $0 * factor }
      moved.words = Figure.turned(point.words)
      return moved
    }
    return other
  }

  /// Words that tell which observation is asked for stay.
  private static func turned(_ words: [String: String]) -> [String: String] {
    let kept: Set = ["headline", "by", "period", "dated", "leader", "follower", "better"]
    let opposites = ["yes": "no", "no": "yes", "tie": "leads", "leads": "tie", "trails": "tie"]
    return Dictionary(
      words.map { name, word in (name, kept.contains(name) ? word : opposites[word] ?? "other") }
    ) { first, _ in first }
  }
}
