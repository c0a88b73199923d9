import Diagnostics
import Reading

extension FuzzTarget {
  /// Record text as nodes: each lies inside the one around it, and the same text gives the same.
  static func recordText(_ seeds: SeedFiles) -> FuzzTarget {
    FuzzTarget(
      name: "record text", seeds: seeds.ending(in: ".yaml", ".yml") + [Array("a: [b, {c: d}]\n".utf8)],
      words: yamlWords,
      weight: 16
    ) { bytes in
      let file = SourceFile(path: "Input/models/test.yaml", bytes: bytes)
      let (documents, findings) = RecordText.read(file)
      if let wrong = Fuzzing.complaint(about: findings) { return wrong }
      var outline = Outline()
      for document in documents { outline.add(document, inside: 0..<bytes.count) }
      guard findings.isEmpty else { return outline.outside }
      if let wrong = outline.outside ?? outline.overlap { return wrong }
      var second = Outline()
      for document in RecordText.read(file).documents { second.add(document, inside: 0..<bytes.count) }
      return outline.text == second.text ? nil : "the same text reads differently the second time"
    }
  }

  /// Notes: front matter is record text, and the body is what stands behind it.
  static func notes(_ seeds: SeedFiles) -> FuzzTarget {
    FuzzTarget(
      name: "notes", seeds: seeds.ending(in: ".md") + [Array("---\nid: a\n---\nText\n".utf8)],
      words: yamlWords + ["---\n", "\n---\n", "--- \n"], weight: 6
    ) { bytes in
      let (note, findings) = NoteText.read(SourceFile(path: "Input/notes/test.md", bytes: bytes))
      if let wrong = Fuzzing.complaint(about: findings) { return wrong }
      guard let note else { return findings.isEmpty ? "no note, and no finding" : nil }
      if let wrong = Fuzzing.complaint(about: note.bodyPlace) { return wrong }
      if note.bodyPlace.end != bytes.count { return "the body ends before its file does" }
      var outline = Outline()
      if let front = note.front { outline.add(front, inside: 0..<note.bodyPlace.start) }
      return outline.outside ?? (findings.isEmpty ? outline.overlap : nil)
    }
  }

  static let yamlWords = [
    ": ", "- ", "? ", "- - ", "  ", "    ", "---", "...", "--- ", "&a ", "*a", "!tag ", "!!str ", "<<: ", "%YAML 1.2\n",
    "|", ">",
    "|2-\n", ">+\n", "[", "]", "{", "}", ", ", "[[", "{{", "]]", "''", "\"\"", "\\\n", "\\u00e9", "\\U0010FFFF",
    "\\xff", " #",
    "# ", "id: ", "a: b\n", "\n  ", "\n- ", "key: |\n  text\n", "null", "~",
  ]
}
