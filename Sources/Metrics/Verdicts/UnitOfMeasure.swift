/// What a number is measured in, as far as a comparison must know: words of one meaning, and how they scale.
///
/// Percent and fraction are one unit, as are a thousand and a million of the same thing. Percentage points, points of a
/// rating and multiples ("12 times") are others, which no percentage can be compared with.
struct UnitOfMeasure: Sendable, Equatable {
  /// What is counted, in words without a number: `fraction`, `points`, `US dollars`.
  let words: String
  /// How many of it one is: 0.01 for percent, a million for `million downloads`.
  let scale: Double

  init(_ written: String) {
    var words = written.split(separator: " ").map(String.init)
    var scale = 1.0
    if words.count > 1, let factor = Self.factors[words[0]] {
      scale = factor
      words.removeFirst()
    } else if words.count > 2, words[1] == "of", let factor = Self.factors[String(words[0].dropLast())] {
      scale = factor
      words.removeFirst(2)
    }
    // What a percentage is of stands behind it.
    if words.first == "percent", words.count == 1 || words[1] == "of" { words = ["%"] }
    switch words.joined(separator: " ") {
    case "%": (self.words, self.scale) = ("fraction", scale * 0.01)
    case "Elo points", "rating points": (self.words, self.scale) = ("points", scale)
    case let other where other.hasSuffix(" per year"):
      (self.words, self.scale) = (other.dropLast(" per year".count) + " a year", scale)
    case "x": (self.words, self.scale) = ("times", scale)
    case let other: (self.words, self.scale) = (other, scale)
    }
  }

  private static let factors = ["thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12]

  var isFraction: Bool { words == "fraction" }

  /// As a finding calls it.
  var name: String { isFraction ? "percent" : words }

  func isSame(as other: UnitOfMeasure) -> Bool { words == other.words }

  /// Whether it says how something is measured, not what is counted: of these two that differ never compare.
  var isOfMeasuring: Bool {
    ["fraction", "percentage points", "points", "times", "months", "years", "US dollars"].contains(words)
  }
}

extension FigureName {
  /// The unit of the number; `nil` for words, dates and what has none, such as counts of rows.
  func unit(in figure: Figure) -> UnitOfMeasure? {
    guard sort == .number else { return nil }
    switch name {
    case "n", "count", "undated", "rank", "score", "choices": return nil
    case "win-rate", "win-rate-low", "win-rate-high", "choices-holding", "p": return UnitOfMeasure("fraction")
    case "value", "low", "high", "standard-error", "choices-low", "choices-high", "margin", "least":
      return UnitOfMeasure(figure.unit(of: part))
    default: return nil
    }
  }
}
