package import Diagnostics

/// A rule that looks at all records together.
package struct Check: Sendable {
  package let code: String
  package let run: @Sendable (Corpus) -> [Finding]

  init(_ code: String, _ run: @escaping @Sendable (Corpus) -> [Finding]) {
    self.code = code
    self.run = run
  }

  /// All rules, in the order in which they run.
  package static let all: [Check] = [
    .aliasNamesOneRecord, .scoreInsideItsScale, .scoreAfterRelease, .metricHasItsParameters, .unresolvedNames,
  ]
}
