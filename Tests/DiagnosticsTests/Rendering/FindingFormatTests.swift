import Diagnostics
import Foundation
import TestSupport
import Testing

/// A few findings of every shape; one file is hostile.
private let samples: [Finding] = {
  let models = SourceFile(
    path: "Input/models/qwen.yaml", text: "id: qwen3\nmaker: 北京 Zürich\nlicence: apache-2\nreleased: 2023-02-30\n")
  let hostile = SourceFile(
    path: "Input/models/a b\u{1B}[2J.yaml", text: "name: \u{1B}[31m\u{9B}red\u{202E}\u{200F} <&\">\n")
  let long = SourceFile(
    path: "Input/scores/long.csv", text: "a\n" + String(repeating: "cell,", count: 60) + "LAST\n")
  func place(_ text: String, in file: SourceFile) -> Place {
    let bytes = Array(text.utf8)
    let start = (0..<file.bytes.count).first { file.bytes[$0...].starts(with: bytes) }!
    return Place(file, start..<start + bytes.count)
  }
  return [
    Finding(
      .error, "unknown-licence", "licences has no record 'apache-2'", at: place("apache-2", in: models),
      hint: "did you mean 'apache-2.0'?"),
    Finding(
      .warning, "country-differs", "'Zürich' isn't in China", at: place("Zürich", in: models),
      related: [.init("the maker's seat", at: place("id: qwen3", in: models))]),
    Finding(.note, "unresolved-names", "3 names belong to no record", at: nil, hint: "add aliases"),
    Finding(
      .error, "bad-name", "name '\u{1B}[31m\u{9B}red\u{202E}' <&\">\r\n isn't a name", at: place("red", in: hostile),
      hint: "delete \u{7}it"),
    Finding(.error, "missing-cell", "row of 61 cells where the header has 1", at: place("LAST", in: long)),
    Finding(
      .error, "extra-cell", "all of a long row", at: Place(long, 2..<long.bytes.count - 1), area: .pages,
      effect: .quarantined),
    Finding(.error, "unreadable-file", "file that can't be read", at: Place(SourceFile(path: "Input/x.csv", text: ""))),
  ]
}()

@Suite struct FindingFormatTests {
  @Test(arguments: [
    (FindingFormat.text, "findings.txt"), (.json, "findings.jsonl"), (.sarif, "findings.sarif"),
    (.junit, "findings.xml"),
  ])
  func formatIsAsExpected(format: FindingFormat, name: String) {
    expectGolden(render(samples, as: format), name)
  }

  @Test func textWithColourIsAsExpected() {
    expectGolden(render(samples, as: .text, colour: true), "findings-colour.txt")
  }

  @Test(arguments: FindingFormat.allCases)
  func orderDoesNotDependOnTheOrderTheyComeIn(format: FindingFormat) {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20 { #expect(render(samples.shuffled(using: &random), as: format) == render(samples, as: format)) }
  }

  @Test func limitHidesFindingsAndCountsThemAll() {
    let text = render(samples, as: .text, limit: 2)
    #expect(text.hasSuffix("5 errors, 1 warning, 1 note; 5 of them not shown\n"))
    #expect(text.components(separatedBy: " [").count == 2 + 1)
    let json = render(samples, as: .json, limit: 2)
    #expect(json.hasSuffix("{\"counts\":{\"errors\":5,\"warnings\":1,\"notes\":1,\"shown\":2}}\n"))
    #expect(render(samples, as: .sarif, limit: 2).contains("\"properties\":{\"errors\":5,\"warnings\":1,\"notes\":1}"))
    #expect(render(samples, as: .junit, limit: 2).contains("tests=\"7\" failures=\"5\""))
  }

  @Test(arguments: [
    (FindingFormat.text, ""), (.json, "{\"counts\":{\"errors\":0,\"warnings\":0,\"notes\":0,\"shown\":0}}\n"),
  ])
  func nothingWrongIsSaidShortly(format: FindingFormat, expected: String) {
    #expect(render([], as: format) == expected)
  }

  /// Whatever a record holds, the text can't move the cursor, change colours or turn the direction of writing.
  @Test func textFormHoldsNoControlCharacterOfTheInput() {
    var random = SeededGenerator(seed: 9)
    let scalars =
      (0..<0xA0).compactMap { Unicode.Scalar(UInt32($0)) } + ["\u{202E}", "\u{2066}", "\u{FEFF}", "\u{2028}"]
    for _ in 0..<300 {
      var hostile = String.UnicodeScalarView()
      for _ in 0..<40 { hostile.append(random.pick(scalars)) }
      let file = SourceFile(path: String(hostile), text: String(hostile))
      let start = random.below(file.bytes.count)
      let finding = Finding(
        .error, "code", String(hostile), at: Place(file, start..<file.bytes.count), hint: String(hostile),
        related: [.init(String(hostile), at: Place(file))])
      let written = render([finding], as: .text).unicodeScalars.filter { scalar in
        scalar != "\n"
          && (scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            || (0x2028...0x202E).contains(scalar.value) || scalar == "\u{2066}" || scalar == "\u{FEFF}")
      }
      #expect(written.isEmpty)
    }
  }

  @Test(arguments: [
    ([(Finding.Severity, Int)](), "no findings"), ([(.error, 1)], "1 error"),
    ([(.error, 2), (.note, 1)], "2 errors, 1 note"),
    ([(.warning, 3)], "3 warnings"),
  ])
  func countsAreSaidInWords(counts: [(Finding.Severity, Int)], words: String) {
    let findings = counts.flatMap { severity, count in
      (0..<count).map { Finding(severity, "code", "headline \($0)", at: nil) }
    }
    #expect(countsBySeverity(of: findings) == words)
  }
}
