/// Names of places on a page.
package enum Anchor {
  /// `Which statements still stand` becomes `which-statements-still-stand`. ASCII letters and digits only.
  package static func slug(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        result.unicodeScalars.append(scalar)
      } else if !"'\u{2019}".unicodeScalars.contains(scalar), !result.isEmpty, !result.hasSuffix("-") {
        result.append("-")
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result.isEmpty ? "section" : result
  }
}

/// The ids given on one page, each once.
package struct AnchorSet: Sendable {
  private var used: Set<String>

  /// Begins with the ids of the shell.
  package init(_ taken: Set<String> = []) { used = taken }

  /// The name itself, or with `-2`, `-3` … when it's taken.
  package mutating func unique(_ name: String) -> String {
    var candidate = name
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }
}
