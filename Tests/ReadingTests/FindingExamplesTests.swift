import Diagnostics
import Foundation
import Reading
import TestSupport
import Testing

/// The example on the page of each finding of reading really gives that finding.
@Suite struct FindingExamplesTests {
  @Test(arguments: [
    "alias", "anchor", "bad-escape", "bad-indentation", "complex-key", "control-character", "directive",
    "duplicate-key", "merge-conflict", "merge-key", "misplaced-item", "missing-colon", "missing-comma", "missing-item",
    "multi-line-key", "nested-mapping", "not-utf8", "reserved-character", "tab-indentation", "tag", "too-large",
    "unclosed-bracket", "unclosed-quote", "unexpected-text",
  ])
  func exampleInRecordTextGivesTheFinding(code: String) throws {
    let findings = RecordText.read(SourceFile(path: "example.yaml", bytes: try Self.example(of: code))).findings
    #expect(Set(findings.map(\.code)) == [code])
  }

  @Test(arguments: [
    "comment-line", "duplicate-column", "extra-cell", "missing-cell", "other-separator", "stray-quote",
    "unnamed-column",
  ])
  func exampleInCSVGivesTheFinding(code: String) throws {
    let findings = CSVTable.read(SourceFile(path: "example.csv", bytes: try Self.example(of: code))).findings
    #expect(Set(findings.map(\.code)) == [code])
  }

  @Test func exampleOfANoteGivesTheFinding() throws {
    let code = "unclosed-front-matter"
    let findings = NoteText.read(SourceFile(path: "example.md", bytes: try Self.example(of: code))).findings
    #expect(findings.map(\.code) == [code])
  }

  /// The block on a code's page, with `<U+0007>`, `<FC>`, `<tab>` and `<… of 1,025 bytes>` as what they stand for.
  private static func example(of code: String) throws -> [UInt8] {
    let page = try String(contentsOfFile: "\(Shared.packageRoot)/Documentation/findings/\(code).md", encoding: .utf8)
    let blocks = page.components(separatedBy: "```\n")
    try #require(blocks.count == 3, "one example")
    var bytes: [UInt8] = []
    var rest = blocks[1][...]
    while let mark = rest.firstMatch(of: #/<(U\+[0-9A-F]{4}|[0-9A-F]{2}|tab|[a-z ]+of 1,025 bytes)>/#) {
      bytes += Array(rest[..<mark.range.lowerBound].utf8)
      switch mark.output.1 {
      case "tab": bytes.append(0x09)
      case let name where name.hasPrefix("U+"):
        bytes += Array(String(Character(Unicode.Scalar(UInt32(name.dropFirst(2), radix: 16)!)!)).utf8)
      case let name where name.count == 2: bytes.append(UInt8(name, radix: 16)!)
      default: bytes += [UInt8](repeating: 0x6B, count: 1025)
      }
      rest = rest[mark.range.upperBound...]
    }
    return bytes + Array(rest.utf8)
  }
}
