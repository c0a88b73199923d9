/// What a picture takes of the site's style sheets along when it is downloaded.
enum ChartStyle {
  /// The tokens, in light colours, and the rules for charts; rules inside of media and container queries stay behind.
  ///
  /// - Parameter sheet: one style sheet after the other, those of a few pages before that of all.
  static func rules(of sheet: String) -> String {
    var kept = ""
    var rule = ""
    var depth = 0
    var isComment = false
    var previous: Character = " "
    for character in sheet {
      defer { previous = character }
      if isComment {
        if previous == "*", character == "/" { isComment = false }
        continue
      }
      rule.append(character)
      if previous == "/", character == "*" {
        isComment = true
        rule.removeLast(2)
      } else if character == "{" {
        depth += 1
      } else if character == "}" {
        depth -= 1
        guard depth == 0 else { continue }
        let text = rule.trimmed
        if text.hasPrefix(":root {") || text.hasPrefix(".chart") && !text.hasPrefix(".chart.") { kept += text + "\n" }
        rule = ""
      }
    }
    return kept.replacing("color-scheme: light dark", with: "color-scheme: light")
      + ".chart { background: var(--paper); }\n"
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
