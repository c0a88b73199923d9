import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct YAMLTestSuiteTests {
  private enum Verdict: String {
    case accepted = "read as the suite says"
    case refused = "valid, refused by name"
    case failed = "refused as the suite demands"
    case wrong
  }

  /// One line a case; a verdict of `wrong` fails the test with the reason.
  @Test(.enabled(if: Shared.has("conformance/yaml-test-suite/src"), "\(Shared.absence)"))
  func everyCaseIsReadOrRefusedAsRecorded() throws {
    var list = ""
    var counts: [Verdict: Int] = [:]
    for test in try YAMLCase.all() {
      let (documents, findings) = RecordText.read(SourceFile(path: "\(test.id).yaml", text: test.text))
      let codes = Set(findings.map(\.code)).sorted().joined(separator: ", ")
      let (verdict, words) = judge(test, documents, findings, codes)
      counts[verdict, default: 0] += 1
      list += "\(test.id): \(words)\n"
      if verdict == .wrong {
        Issue.record("\(test.id): \(words)\n\(render(findings, as: .text))\n\(test.text)")
      }
    }
    let totals = [Verdict.accepted, .refused, .failed].map { "\(counts[$0] ?? 0) \($0.rawValue)" }
    print("YAML test suite: \(totals.joined(separator: ", ")).")
    expectGolden(totals.joined(separator: "\n") + "\n\n" + list, "yaml-test-suite.txt")
  }

  /// A valid case is refused only for what it really holds: at the place of the finding stands the mark it names.
  @Test(.enabled(if: Shared.has("conformance/yaml-test-suite/src"), "\(Shared.absence)"))
  func everyRefusalOfAValidCasePointsAtTheMarkItNames() throws {
    for test in try YAMLCase.all() where !test.mustFail {
      let file = SourceFile(path: "\(test.id).yaml", text: test.text)
      for finding in RecordText.read(file).findings {
        guard let marks = YAMLRefusal(rawValue: finding.code)?.firstBytes, let place = finding.place else { continue }
        #expect(marks.utf8.contains(file.bytes[place.start]), "\(render([finding], as: .text))")
      }
    }
  }

  private func judge(
    _ test: YAMLCase, _ documents: [Node], _ findings: [Finding], _ codes: String
  ) -> (Verdict, String) {
    if test.mustFail {
      return findings.isEmpty ? (.wrong, "accepted though it must fail") : (.failed, "must fail: \(codes)")
    }
    guard findings.isEmpty else {
      let isNamed = findings.allSatisfy { YAMLRefusal(rawValue: $0.code) != nil }
      return isNamed ? (.refused, "refused: \(codes)") : (.wrong, "valid, refused for \(codes)")
    }
    if let json = test.json {
      guard documents.count == json.count, zip(documents, json).allSatisfy({ $0.agrees(with: $1) }) else {
        return (.wrong, "read differently from the suite's JSON")
      }
    }
    if let events = test.events {
      let ours = documents.flatMap { ["+DOC"] + $0.events() }
      let theirs = events.map { event in
        guard event.hasPrefix("=VAL "), let style = event.dropFirst(5).first, style != ":" else { return event }
        return "=VAL \"" + event.dropFirst(6)
      }
      guard ours == theirs else { return (.wrong, "read differently from the suite's events: \(ours) \(theirs)") }
    }
    return (.accepted, "accepted")
  }
}
