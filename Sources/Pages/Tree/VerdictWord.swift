import Records

/// What became of a claim: a shape and a word.
typealias VerdictWord = Claim.Verdict

extension Claim.Verdict {
  /// Verdicts that share a shape, in the order of keys and tallies.
  enum Group: Int, Sendable, CaseIterable {
    case holds, someChoices, doesNotHold, supported, changed, superseded, conflicting, opinion, untested
  }

  var title: String {
    switch self {
    case .holds: "Holds"
    case .holdsUnderSomeChoices: "Holds under some choices"
    case .doesNotHold: "Does not hold"
    case .wordingChanged: "Wording changed"
    case .denominatorChanged: "Denominator changed"
    case .measureChanged: "Measure changed"
    case .overGeneralised: "Over-generalised"
    case .attributionChanged: "Attribution changed"
    case .superseded: "Superseded"
    case .conflictingSources: "Sources conflict"
    case .opinion: "Opinion"
    case .supported: "As its source has it"
    case .notFound: "Not found"
    case .cannotBeTested: "Cannot be tested"
    }
  }

  var group: Group {
    switch self {
    case .holds: .holds
    case .holdsUnderSomeChoices: .someChoices
    case .doesNotHold: .doesNotHold
    case .wordingChanged, .denominatorChanged, .measureChanged, .overGeneralised, .attributionChanged: .changed
    case .superseded: .superseded
    case .conflictingSources: .conflicting
    case .opinion: .opinion
    case .supported: .supported
    case .notFound, .cannotBeTested: .untested
    }
  }

  /// The same shape in a text without pictures.
  var sign: String {
    switch group {
    case .holds: "●"
    case .someChoices: "◐"
    case .doesNotHold: "×"
    case .supported: "◎"
    case .changed: "⊘"
    case .superseded: "↓"
    case .conflicting: "≠"
    case .opinion: "–"
    case .untested: "○"
    }
  }

  /// The shape in an SVG of 12 by 12.
  var shape: StaticString {
    switch group {
    case .holds: "<circle class=\"vf\" cx=\"6\" cy=\"6\" r=\"6\"/>"
    case .someChoices: "<circle class=\"vg\" cx=\"6\" cy=\"6\" r=\"5\"/><path class=\"vf\" d=\"M6 1a5 5 0 0 0 0 10z\"/>"
    case .doesNotHold: "<path class=\"vg\" d=\"M1.5 1.5l9 9M10.5 1.5l-9 9\"/>"
    case .supported: "<circle class=\"vg\" cx=\"6\" cy=\"6\" r=\"5\"/><circle class=\"vf\" cx=\"6\" cy=\"6\" r=\"2\"/>"
    case .changed: "<circle class=\"vg\" cx=\"6\" cy=\"6\" r=\"5\"/><path class=\"vg\" d=\"M2.5 9.5l7-7\"/>"
    case .superseded: "<path class=\"vg\" d=\"M6 1v9M2 6.2L6 10.4 10 6.2\"/>"
    case .conflicting: "<path class=\"vg\" d=\"M1 4h10M1 8h10M3.5 11l5-10\"/>"
    case .opinion: "<path class=\"vg\" d=\"M1 6h10\"/>"
    case .untested: "<circle class=\"vg\" cx=\"6\" cy=\"6\" r=\"5\"/>"
    }
  }
}

extension VerdictWord.Group {
  /// The line of a tally or key.
  var title: String {
    switch self {
    case .holds: "Hold"
    case .someChoices: "Hold under some choices"
    case .doesNotHold: "Do not hold"
    case .supported: "As their sources have them, with nothing to recompute them from"
    case .changed: "Changed on the way: wording, denominator, measure, attribution, reach"
    case .superseded: "Superseded"
    case .conflicting: "Sources conflict"
    case .opinion: "Opinion"
    case .untested: "Cannot be tested, or not found in a first source"
    }
  }

  /// What became of so many claims, as a part of a sentence: `5 hold under some choices`.
  func words(of count: Int) -> String {
    let number = count == 0 ? "none" : NumberFormat.number(Double(count))
    let isOne = count < 2
    return switch self {
    case .holds: "\(number) \(isOne ? "holds" : "hold") as it stands"
    case .someChoices: "\(number) \(isOne ? "holds" : "hold") under some choices"
    case .doesNotHold: "\(number) \(isOne ? "does" : "do") not hold"
    case .supported: "\(number) \(isOne ? "is as its source has it" : "are as their sources have them")"
    case .changed: "\(number) changed on the way"
    case .superseded: "\(number) \(isOne ? "is" : "are") superseded"
    case .conflicting: "on \(number) the sources conflict"
    case .opinion: "\(number) \(isOne ? "is" : "are") opinion"
    case .untested: "\(number) can’t be tested"
    }
  }

  /// A verdict with this shape.
  var example: VerdictWord { VerdictWord.allCases.first { $0.group == self }! }
}

extension VerdictWord.Group {
  /// The line of the key, which explains one claim's verdict.
  var keyTitle: String {
    switch self {
    case .changed: "Changed: wording, denominator, measure, attribution or reach"
    case .supported: "As its source has it; nothing that we hold recomputes it"
    case .superseded: "Superseded by a later fact"
    case .untested: "Cannot be tested, or not found"
    case .conflicting: "Sources conflict"
    case .opinion: "Opinion, not for figures to settle"
    case .someChoices: "Holds under some choices, named beside it"
    default: example.title
    }
  }
}
