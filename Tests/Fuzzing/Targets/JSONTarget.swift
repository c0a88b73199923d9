import Diagnostics
import Reading

extension FuzzTarget {
  /// JSON as nodes: each lies inside the one around it, and the same text gives the same.
  static func json(_ seeds: SeedFiles) -> FuzzTarget {
    let written = [
      "{\"a\": [1, -2.5e3, true, false, null, \"b\\n\\u00e9\\ud83d\\ude00\"], \"c\": {}}\n", "[[], [{}], \"\"]", "3",
    ]
    return FuzzTarget(
      name: "json", seeds: written.map { Array($0.utf8) } + seeds.ending(in: ".json"),
      words: [
        "{", "}", "[", "]", "[[[[", "\"", "\": ", ",", "null", "true", "-", "1e", "\\u", "\\ud800", "\\udc00", "\\\"",
        "\\",
        "{\"a\": ",
      ], weight: 6
    ) { bytes in
      let file = SourceFile(path: "source.json", bytes: bytes)
      let (value, findings) = JSONText.read(file)
      if let wrong = Fuzzing.complaint(about: findings) { return wrong }
      guard let value else { return findings.isEmpty ? "no value, and no finding" : nil }
      var outline = Outline()
      outline.add(value, inside: 0..<bytes.count)
      if let wrong = outline.outside ?? outline.overlap { return wrong }
      var second = Outline()
      if let value = JSONText.read(file).value { second.add(value, inside: 0..<bytes.count) }
      return outline.text == second.text ? nil : "the same text reads differently the second time"
    }
  }
}
