/// The forms in which findings are printed.
package enum FindingFormat: String, Sendable, CaseIterable {
  /// For people: the source line with a caret under the span.
  case text
  /// JSON Lines, a finding to a line.
  case json
  /// SARIF 2.1.0, for editors and code hosts.
  case sarif
  /// JUnit's XML, for build servers.
  case junit
}

/// Findings in one of the forms, in their fixed order.
///
/// - Parameters:
///   - limit: How many are printed in text form. All of them are counted whatever it is.
package func render(
  _ findings: [Finding], as format: FindingFormat, colour: Bool = false, limit: Int? = nil
) -> String {
  let sorted = findings.sorted(by: Finding.isShownBefore)
  return switch format {
  case .text: textRendering(of: sorted, colour: colour, limit: limit)
  case .json: sorted.map { jsonLine(of: $0) + "\n" }.joined()
  case .sarif: sarifRendering(of: sorted)
  case .junit: junitRendering(of: sorted)
  }
}

/// `2 errors, 1 warning`, without the kinds of which there are none.
package func countsBySeverity(of findings: [Finding]) -> String {
  let counts = [Finding.Severity.error, .warning, .note].compactMap { severity -> String? in
    let count = findings.count { $0.severity == severity }
    return count == 0 ? nil : "\(count) \(severity)\(count == 1 ? "" : "s")"
  }
  return counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
}
