import Diagnostics
@testable import Records
import TestSupport
import Testing

@Suite struct CheckTests {
  private func report(_ checks: String) -> [String: String] {
    ["Input/report.yaml": smallInput["Input/report.yaml"]! + "\nchecks:\n" + checks]
  }

  private struct Broken: Error, CustomStringConvertible {
    var description: String { "no more memory" }
  }

  @Test func misspelledCheckNamesTheNearest() {
    #expect(
      complaints(with: report("  - {code: sudden-jmup, threshold: 20}\n")) == [
        "Input/report.yaml:6:12: error: there is no check 'sudden-jmup'; did you mean 'sudden-jump'?"
      ])
  }

  @Test func thresholdOfACheckWithoutOneIsRefused() {
    #expect(
      complaints(with: report("  - {code: falling-total, threshold: 20}\n")) == [
        """
        Input/report.yaml:6:12: error: the check 'falling-total' has no threshold; \
        delete 'threshold'; its severity can be set
        """
      ])
  }

  @Test func severityMakesAFindingFatalOrNot() {
    let prices = [
      "Input/prices/p.csv":
        "model,organisation,country,provider,input,output,source\nX,OpenAI,CN,first-party,1,2,board\n"
    ]
    func effect(_ severity: String) -> Finding.Effect? {
      let files = report("  - {code: country-differs, severity: \(severity)}\n").merging(prices) { first, _ in first }
      return corpus(with: files).findings.first { $0.code == "country-differs" }?.effect
    }
    #expect(effect("error") == .fatal)
    #expect(effect("note") == .kept)
  }

  @Test func quarantineStaysQuarantineWhateverTheSeverity() {
    var files = report("  - {code: outside-scale, severity: error}\n")
    files["Input/scores/s.csv"] = "model,benchmark,vintage,value,source\nX,arena,2026-01-31,99999,board\n"
    let (read, findings) = corpus(with: files)
    #expect(findings.filter { $0.code == "outside-scale" }.map(\.effect) == [.quarantined])
    #expect(read.scores.isEmpty)
  }

  @Test func errorThatACheckThrowsIsAFindingWhateverItsSeverity() {
    let check = Check("sudden-jump") { _ in throw Broken() }
    let read = corpus(with: report("  - {code: sudden-jump, severity: note}\n")).corpus
    #expect(
      check.findings(in: read).map(line(of:)) == [
        "error: the check 'sudden-jump' gave up: no more memory; this is a fault of the program, please report it"
      ])
  }

  @Test func everyCheckHasItsPage() throws {
    let codes = Check.all.map(\.code) + [Check.headlineCode, "check-failed", "not-a-sequence"]
    let missing = codes.filter { !hasPage($0) }
    #expect(missing == [])
    #expect(Set(codes).count == codes.count)
  }
}
