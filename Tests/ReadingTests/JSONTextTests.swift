import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct JSONTextTests {
  private func read(_ text: String) -> (value: Node?, findings: [Finding]) {
    JSONText.read(SourceFile(path: "export.json", text: text))
  }

  @Test func numbersKeepTheirDigitsAndTextItsEscapes() throws {
    let value = try #require(read(#"{"a": 1.10, "b": "x\"\n\u00e9", "c": [true, null], "d": {}}"#).value)
    let entries = try #require(value.entries)
    #expect(entries.map(\.key.text) == ["a", "b", "c", "d"])
    #expect(entries[0].value.text == "1.10" && entries[0].value.isPlain)
    #expect(entries[1].value.text == "x\"\n\u{e9}" && !entries[1].value.isPlain)
    #expect(entries[2].value.items?.map(\.text) == ["true", "null"])
    #expect(entries[3].value.entries?.isEmpty == true)
  }

  @Test func charactersWrittenAsTwoEscapesAreOne() throws {
    #expect(read(#"["\ud83d\ude00!", "\ud83d"]"#).value?.items?.map(\.text) == ["\u{1F600}!", "\u{FFFD}"])
  }

  @Test(arguments: [
    (
      #"{"a": 1"#,
      "export.json:1:8: error: the file ends where ',' or '}' should be; the file looks cut off: fetch it again"
    ),
    (
      #"["a"#,
      "export.json:1:4: error: the file ends where the quote that ends the text should be; the file looks cut off: fetch it again"
    ),
    ("", "export.json:1:1: error: the file ends where a value should be; the file looks cut off: fetch it again"),
    (
      "[1,]",
      "export.json:1:4: error: a value should be here; JSON has no comments and no commas behind the last value"
    ),
    (
      "{a: 1}",
      "export.json:1:2: error: a name in quotes should be here; JSON has no comments and no commas behind the last value"
    ),
    (
      "[1] x",
      "export.json:1:5: error: text behind the end of the JSON value; JSON has no comments and no commas behind the last value"
    ),
  ])
  func whatIsNotJSONIsToldWithItsPlace(_ text: String, _ told: String) {
    let (value, findings) = read(text)
    #expect(value == nil)
    #expect(findings.map(line(of:)) == [told])
  }

  @Test func nestingHasALimit() {
    #expect(read(String(repeating: "[", count: 200)).findings.map(\.headline) == ["values nested more than 100 deep"])
  }

  @Test(
    .enabled(if: Shared.has("data"), Comment(rawValue: Shared.absence)),
    arguments: ["lmarena-daily-2026-spring", "openrouter-rankings", "hf-models-llmfit", "spdx-license-list"])
  func publishedFilesRead(_ folder: String) throws {
    for path in Shared.files(in: "data/\(folder)", endingIn: ".json") {
      let (value, findings) = JSONText.read(SourceFile(path: path, bytes: try Shared.bytes(of: path)))
      #expect(value != nil && findings.isEmpty, "\(path)")
    }
  }
}
