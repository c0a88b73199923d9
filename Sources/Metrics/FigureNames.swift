extension Figure {
  /// The names of its numbers: those that every figure has, those of its measure, and further ones.
  package var numberNames: [String] {
    var ofMeasure: [String] {
      switch measure {
      case "gap": ["standard-error", "win-rate", "win-rate-low", "win-rate-high", "least"]
      case "lag": ["lead-at-least", "undated-leaders"]
      case "share": ["count", "undated"]
      case "trend": ["p", "score"]
      case "concentration": ["equal-holders"]
      case "price": ["rating", "own-rating"]
      case "agreement": ["share"]
      case "balance": ["rank", "first", "keeps"]
      default: []
      }
    }
    return ["value", "low", "high", "n"]
      + sorted(ofMeasure + extras.keys + series.lazy.flatMap(\.extras.keys))
  }

  /// The names of its words, such as `verdict`.
  package var wordNames: [String] {
    var ofMeasure: [String] {
      switch measure {
      case "gap": ["verdict", "ahead", "missing-ranks"]
      case "lag": ["bound"]
      case "trend": ["trend"]
      case "crossing": ["crossed", "after", "by"]
      default: []
      }
    }
    return sorted(ofMeasure + words.keys + series.lazy.flatMap(\.words.keys))
  }

  /// The parts of its series, in the order in which they first occur.
  package var partNames: [String] {
    var known: Set<String> = []
    return series.compactMap { known.insert($0.part).inserted ? $0.part : nil }
  }

  private func sorted(_ names: [String]) -> [String] { Set(names).sorted() }
}
