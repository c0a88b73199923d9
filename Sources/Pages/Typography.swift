/// Quotation marks and apostrophes as print has them, for words that records write with a typewriter's.
enum Typography {
  /// `the “best” model’s`, of `the "best" model's`. What isn't surely a quotation mark stays: feet and inches, lone marks.
  static func curled(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }) else { return text }
    var result = ""
    var before: Character?
    var isOpen = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let after = index + 1 < characters.count ? characters[index + 1] : nil
      let followsWord = before.map { $0.isLetter || $0.isNumber || ".,;:!?)]%’”".contains($0) } ?? false
      switch character {
      case "\"" where isOpen && (followsWord || before == "…"):
        result.append("”")
        isOpen = false
      case "\"" where !followsWord && after.map({ !$0.isWhitespace }) ?? false:
        result.append("“")
        isOpen = true
      case "'" where !followsWord && after?.isLetter ?? false && closes(after: index, characters): result.append("‘")
      case "'" where before?.isLetter ?? false: result.append("’")
      case "'" where before?.isNumber ?? false && after?.isLetter ?? false: result.append("’")
      default: result.append(character)
      }
      before = character
    }
    return result
  }

  /// Whether a single mark ends a quotation that begins at an index: after a word, before what is none.
  private static func closes(after index: Int, _ characters: [Character]) -> Bool {
    characters.indices.dropFirst(index + 2).contains { position in
      let next = position + 1 < characters.count ? characters[position + 1] : " "
      return characters[position] == "'" && !characters[position - 1].isWhitespace && !next.isLetter && !next.isNumber
    }
  }
}
