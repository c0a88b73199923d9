/// How findings are written down for those who read them.
package enum FindingFormat: String, CaseIterable, Sendable {
  /// For people: the source line with a caret under what is meant.
  case text
  /// JSON Lines: an object for each finding, then one with the counts.
  case json
  /// SARIF 2.1.0, which code review tools show beside the lines.
  case sarif
  /// JUnit, which build servers show as failed tests.
  case junit
}

/// All findings in one format, in the order of their places whatever order they come in.
///
/// - Parameter colour: Only `text` has any.
/// - Parameter limit: How many are written at most; all of them are counted.
package func render(
  _ findings: [Finding], as format: FindingFormat, colour: Bool = false, limit: Int? = nil
) -> String {
  let sorted = findings.sorted(by: Finding.isShownBefore)
  let report = FindingReport(shown: sorted.prefix(limit ?? sorted.count), counts: FindingCounts(of: sorted))
  return switch format {
  case .text: report.text(colour: colour)
  case .json: report.jsonLines()
  case .sarif: report.sarif()
  case .junit: report.junit()
  }
}

/// Some of the findings as text, in the order in which they come; all of them are counted.
package func renderText(_ shown: [Finding], of findings: [Finding], colour: Bool) -> String {
  FindingReport(shown: shown[...], counts: FindingCounts(of: findings)).text(colour: colour)
}

/// `2 errors, 1 warning`, or `no findings`.
package func countsBySeverity(of findings: [Finding]) -> String {
  let counts = FindingCounts(of: findings)
  return counts.total == 0 ? "no findings" : counts.words
}

/// How many findings of each severity there are.
package struct FindingCounts: Sendable, Equatable {
  package var errors = 0
  package var warnings = 0
  package var notes = 0

  package init(of findings: some Sequence<Finding>) {
    for finding in findings {
      switch finding.severity {
      case .error: errors += finding.count
      case .warning: warnings += finding.count
      case .note: notes += finding.count
      }
    }
  }

  package var total: Int { errors + warnings + notes }

  /// `2 errors, 1 warning`; those there are none of are left out.
  package var words: String {
    [(errors, "error"), (warnings, "warning"), (notes, "note")]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
      .joined(separator: ", ")
  }
}

/// What every format is written from.
struct FindingReport {
  let shown: ArraySlice<Finding>
  let counts: FindingCounts

  /// Those that `limit` keeps from being shown.
  var hiddenCount: Int { counts.total - shown.count }
}
