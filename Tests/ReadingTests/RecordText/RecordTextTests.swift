import Diagnostics
import Reading
import TestSupport
import Testing

/// A value on one line: `{key: [a, "b"]}`, plain text as it stands and other text in quotes.
func outline(_ node: Node) -> String {
  if let items = node.items { return "[" + items.map(outline).joined(separator: ", ") + "]" }
  if let entries = node.entries {
    return "{" + entries.map { "\(outline($0.key)): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
  let text = node.text ?? "nothing"
  return node.isPlain ? text : "\"" + text.replacing("\n", with: "\\n") + "\""
}

@Suite struct RecordTextTests {
  @Test(arguments: [
    ("", ""),
    ("# only a comment\n", ""),
    ("a: b", "{a: b}"),
    ("a: b\nc: 'd'\n", #"{a: b, c: "d"}"#),
    ("- a\n- b: c\n  d: e\n- - f\n  - g\n", "[a, {b: c, d: e}, [f, g]]"),
    ("a:\n- b\n- c\nd:\n  - e\n", "{a: [b, c], d: [e]}"),
    ("a:\nb:\n", "{a: , b: }"),
    ("a: [b, 'c d', {e: f}]\n", #"{a: [b, "c d", {e: f}]}"#),
    ("a: {b: c, d: [e, f], }\n", "{a: {b: c, d: [e, f]}}"),
    ("a: |\n  b\n   c\n\n  d\ne: >-\n  f\n  g\n", #"{a: "b\n c\n\nd\n", e: "f g"}"#),
    ("a: b\n  c\n\n  d\n", "{a: b c\nd}"),
    ("a: \"b\\n\\u00e9 \\\n  c\"\n", #"{a: "b\né c"}"#),
    ("a: 'it''s'\n", #"{a: "it's"}"#),
    ("a: NO\nb: 1.10\n", "{a: NO, b: 1.10}"),
    ("---\na: b\n---\nc: d\n...\n", "{a: b}; {c: d}"),
    ("a: http://b.c/#d # e\n", "{a: http://b.c/#d}"),
    ("\u{FEFF}a: b\r\nc: d\r\n", "{a: b, c: d}"),
    ("[a: b, c]", "[{a: b}, c]"),
  ])
  func textReadsAs(_ text: String, _ expected: String) {
    let (documents, findings) = RecordText.read(SourceFile(path: "Input/test.yaml", text: text))
    #expect(findings.map(\.headline) == [])
    #expect(documents.map(outline).joined(separator: "; ") == expected)
  }
}

@Suite struct NodePlaceTests {
  /// The place of the value of `a` is what stands between the marks.
  @Test(arguments: [
    "a: «[b, {c: d}]»\n", "a: «[b, [c, [d]]]»\ne: f\n", "a: «{b: 'c'}» # d\n", "a:\n  «- b\n  - [c, d]»\n",
    "a:\n  «b: {c: [d]}»\ne: f\n", "a: «b\n  c\n  d»\n", "a: «[b\n  c]»\n", "a: «'b'»\n",
  ])
  func valueReachesFromItsFirstMarkThroughItsLast(_ text: String) throws {
    let marked = Marked(text)
    let value = try #require(RecordText.read(marked.file).documents.first?.entries?.first?.value)
    #expect(value.place == Place(marked.file, marked.marks[0]))
  }
}
