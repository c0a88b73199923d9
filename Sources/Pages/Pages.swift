package import Diagnostics
package import Metrics
package import Records

package struct Site {
  package static func make(
    figures: [Figure], corpus: Corpus, verdicts: [ClaimVerdict], templates: [SourceFile], findings: [Finding], asOf: Day
  ) async -> (files: [OutputFile], findings: [Finding]) {
    ([], [])
  }
}
