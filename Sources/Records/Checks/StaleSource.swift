import Diagnostics

extension Check {
  /// Every source that is due regularly has facts as new as it promises, seen from the day of the edition.
  ///
  /// The threshold multiplies the days after which a source is due. Older than its `stops-after-days` is an error.
  package static let staleSource = Check("stale-source", threshold: 1) { corpus, settings in
    corpus.freshness(patience: settings.threshold).compactMap { freshness in
      switch freshness.state {
      case .fresh: nil
      case .due: .staleSource(freshness, "it is due every \(freshness.source.expectedEveryDays ?? 0)", .warning)
      case .tooOld:
        .staleSource(freshness, "nothing is published after \(freshness.source.stopsAfterDays ?? 0)", .error)
      }
    }
  }
}

extension Finding {
  fileprivate static func staleSource(_ freshness: Freshness, _ promise: String, _ severity: Severity) -> Finding {
    Finding(
      severity, "stale-source",
      """
      the newest fact of '\(freshness.source.id)' is of \(freshness.newest), \(freshness.ageInDays) days old; \(promise)
      """,
      at: freshness.source.place, hint: "import what has come since, or correct how often it is due")
  }
}
