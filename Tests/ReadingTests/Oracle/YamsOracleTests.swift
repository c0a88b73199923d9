import Diagnostics
import Reading
import TestSupport
import Testing
import Yams

@Suite struct YamsOracleTests {
  private static let documentsPerPart = 12_500

  /// Eight parts of 12,500 documents; what both accept reads the same.
  @Test(arguments: 0..<8)
  func randomDocumentsReadTheSameWhereBothAcceptThem(part: Int) {
    var random = RandomYAML(seed: UInt64(part) &* 1_000_003)
    var counts = (both: 0, ours: 0, theirs: 0, neither: 0)
    for number in 0..<Self.documentsPerPart {
      let bytes = random.document()
      let (documents, findings) = RecordText.read(SourceFile(path: "\(number).yaml", bytes: bytes))
      let theirs = YamsOracle.read(bytes)
      switch (findings.isEmpty, theirs) {
      case (true, .documents(let lines)):
        counts.both += 1
        let ours = documents.map(YamsOracle.line)
        if ours != lines, !KnownDifference.explains(bytes) {
          let text = String(decoding: bytes, as: UTF8.self)
          Issue.record("document \(number) of part \(part):\n\(text)\nours: \(ours)\nYams: \(lines)")
        }
      case (true, .error): counts.ours += 1
      case (false, .documents): counts.theirs += 1
      case (false, .error): counts.neither += 1
      }
    }
    print(
      "Yams oracle, part \(part): \(counts.both) accepted by both, \(counts.theirs) by Yams alone,",
      "\(counts.ours) by us alone, \(counts.neither) by neither.")
    #expect(counts.both > Self.documentsPerPart / 3, "most of what is compared must be comparable")
  }
}

/// Where libyaml, a reader of YAML 1.1, differs from YAML 1.2 and its test suite, which we follow.
private enum KnownDifference {
  static func explains(_ bytes: [UInt8]) -> Bool {
    endsInBlanks(bytes) || hasQuestionMarkInBrackets(bytes) || hasTextAtColumnZero(bytes)
  }

  /// A last line of blanks in a block scalar ends with a line break, though the file doesn't (case L24T/01).
  private static func endsInBlanks(_ bytes: [UInt8]) -> Bool {
    let last = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
    return !last.isEmpty && last.allSatisfy { $0 == 0x20 }
  }

  /// `[?a]` is the text `?a` (case 652Z); to libyaml a complex key.
  private static func hasQuestionMarkInBrackets(_ bytes: [UInt8]) -> Bool {
    bytes.indices.dropLast().contains { bytes[$0] == UInt8(ascii: "?") && bytes[$0 + 1] > 0x20 }
      && bytes.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }
  }

  /// The text of a block scalar that is a whole document may start at column 0, with a `#` too (case FP8R).
  private static func hasTextAtColumnZero(_ bytes: [UInt8]) -> Bool {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.contains { $0.hasPrefix("#") }
      && lines.contains { $0.hasPrefix("|") || $0.hasPrefix(">") || $0.hasPrefix("--- ") }
  }
}
