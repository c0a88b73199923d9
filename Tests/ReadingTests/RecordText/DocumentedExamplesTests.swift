import Diagnostics
import Foundation
import Reading
import TestSupport
import Testing

/// `Documentation/record-text.md` shows what becomes of each example, and this is what becomes of it.
@Suite struct DocumentedExamplesTests {
  private static let path = "Documentation/record-text.md"

  private static func lines() throws -> [String] {
    try String(contentsOfFile: "\(Shared.packageRoot)/\(path)", encoding: .utf8).components(separatedBy: "\n")
  }

  /// Puts in place of every `json` and `text` block what the `yaml` block in front of it really gives.
  @Test func everyExampleGivesWhatThePageSays() throws {
    let page = try FencedPage(Self.lines())
    var output: [String] = []
    var example: String?
    for part in page.parts {
      switch part {
      case .line(let line): output.append(line)
      case .block("yaml", let text):
        #expect(example == nil, "an example without an outcome: \(example ?? "")")
        example = text.joined(separator: "\n") + "\n"
        output += ["```yaml"] + text + ["```"]
      case .block(let language, let text):
        let written = try #require(example, "an outcome without an example: \(text.joined())")
        example = nil
        let (documents, findings) = RecordText.read(SourceFile(path: "example.yaml", bytes: unmarked(written)))
        #expect(findings.isEmpty == (language == "json"), "\(written)\(render(findings, as: .text))")
        let outcome = language == "json" ? documents.map(json) : complaints(findings)
        output += ["```\(language)"] + outcome + ["```"]
      }
    }
    #expect(example == nil)
    expectGolden(output.joined(separator: "\n"), inRepository: Self.path)
  }

  /// A heading for each name, its example refused by that name.
  @Test(arguments: YAMLRefusal.allCases)
  func everyRefusalHasAnExampleThatIsRefusedByItsName(refusal: YAMLRefusal) throws {
    let page = try FencedPage(Self.lines())
    let heading = page.parts.firstIndex { $0 == .line("### \(refusal.rawValue)") }
    let start = try #require(heading, "no heading '### \(refusal.rawValue)'")
    let example = page.parts[start...].firstNonNil { part in
      if case .block("yaml", let text) = part { text.joined(separator: "\n") } else { nil }
    }
    let file = SourceFile(path: "example.yaml", bytes: unmarked(try #require(example)))
    #expect(Set(RecordText.read(file).findings.map(\.code)) == [refusal.rawValue])
  }

  /// The findings as they are printed, without the counts.
  private func complaints(_ findings: [Finding]) -> [String] {
    let lines = render(findings, as: .text).split(separator: "\n", omittingEmptySubsequences: false).dropLast(2)
    return (lines.last?.isEmpty == true ? lines.dropLast() : lines).map(String.init)
  }

  private func json(_ node: Node) -> String {
    if let items = node.items { return "[\(items.map(json).joined(separator: ", "))]" }
    if let entries = node.entries {
      return "{\(entries.map { "\(json($0.key)): \(json($0.value))" }.joined(separator: ", "))}"
    }
    return jsonText(node.text ?? "")
  }

  /// `⟨09⟩` is a byte, `⟨a×3⟩` is `aaa`.
  private func unmarked(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "⟨"), let close = rest[open...].firstIndex(of: "⟩") {
      bytes += Array(rest[..<open].utf8)
      let mark = rest[rest.index(after: open)..<close].split(separator: "×")
      if mark.count == 2, let count = Int(mark[1]) {
        bytes += Array(String(repeating: String(mark[0]), count: count).utf8)
      } else if let byte = UInt8(mark[0], radix: 16) {
        bytes.append(byte)
      }
      rest = rest[rest.index(after: close)...]
    }
    return bytes + Array(rest.utf8)
  }
}

/// A Markdown page as lines and fenced blocks.
private struct FencedPage {
  enum Part: Equatable {
    case line(String)
    case block(String, [String])
  }

  var parts: [Part] = []

  init(_ lines: [String]) {
    var block: (language: String, text: [String])?
    for line in lines {
      if let open = block {
        if line == "```" {
          parts.append(.block(open.language, open.text))
          block = nil
        } else {
          block?.text.append(line)
        }
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), [])
      } else {
        parts.append(.line(line))
      }
    }
  }
}

extension Sequence {
  fileprivate func firstNonNil<Result>(_ transform: (Element) -> Result?) -> Result? {
    for element in self { if let result = transform(element) { return result } }
    return nil
  }
}
