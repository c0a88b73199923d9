package import Diagnostics

/// A rule that looks at all records together.
package struct Check: Sendable {
  /// What a check looks at beside the records.
  package struct Settings: Sendable {
    /// Where the check begins to speak, in the unit that its declaration names.
    package let threshold: Double
  }

  package let code: String
  /// The threshold that holds where `report.yaml` sets none; `nil` for a check without one.
  package let threshold: Double?
  private let look: @Sendable (Corpus, Settings) throws -> [Finding]

  init(_ code: String, _ look: @escaping @Sendable (Corpus) throws -> [Finding]) {
    self.code = code
    threshold = nil
    self.look = { corpus, _ in try look(corpus) }
  }

  init(
    _ code: String, threshold: Double?, _ look: @escaping @Sendable (Corpus, Settings) throws -> [Finding]
  ) {
    self.code = code
    self.threshold = threshold
    self.look = look
  }

  /// The threshold that holds for these records.
  package func threshold(in corpus: Corpus) -> Double {
    corpus.report.checks.first { $0.code == code }?.threshold ?? threshold ?? 0
  }

  /// All rules, in the order in which they run: what one keeps out, later ones don't see.
  package static let all: [Check] = [
    .checkIsKnown, .aliasNamesOneRecord, .oneRecordForOneThing, .disputeIsAboutAFact, .scoreInsideItsScale,
    .scoreAfterRelease, .scaleOfScores, .datesInOrder, .countryOfOrganisation, .makerOfModel, .countsThatFall,
    .suddenJump,
    .crowdedDate, .repeatedRow, .sourcesDisagree, .staleSource, .metricHasItsParameters, .unresolvedNames,
  ]
}

extension Check {
  /// What the check finds, as `report.yaml` wants it counted.
  ///
  /// An error that the check throws is a finding of its own, whatever the check's severity.
  package func findings(in corpus: Corpus) -> [Finding] {
    let setting = corpus.report.checks.first { $0.code == code }
    let settings = Settings(threshold: threshold(in: corpus))
    do {
      let found = try look(corpus, settings)
      guard let severity = setting?.severity else { return found }
      return found.map { $0.code == code ? $0.counting(as: severity) : $0 }
    } catch {
      return [.checkFailed(code, error)]
    }
  }
}

extension Finding {
  fileprivate func counting(as severity: CheckSetting.Severity) -> Finding {
    var counted = self
    counted.severity =
      switch severity {
      case .note: .note
      case .warning, .quarantine: .warning
      case .error: .error
      }
    if severity == .quarantine {
      counted.effect = .quarantined
    } else if counted.effect != .quarantined {
      counted.effect = counted.severity == .error ? .fatal : .kept
    }
    return counted
  }

  fileprivate static func checkFailed(_ code: String, _ error: any Error) -> Finding {
    Finding(
      .error, "check-failed", "the check '\(code)' gave up: \(error)", at: nil,
      hint: "this is a fault of the program, please report it", area: .output)
  }
}
