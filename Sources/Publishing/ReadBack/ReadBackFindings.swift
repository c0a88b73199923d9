import Diagnostics

extension Finding {
  /// A mark of a picture stands where its title doesn't say.
  static func misplaced(_ wrong: MarkCheck.Wrong, at place: Place) -> Finding {
    Finding(
      .error, "mark-misplaced", "'\(wrong.printed)' where the picture has \(wrong.drawn)", at: place,
      hint: "what draws the picture has a mistake: the records aren't at fault", area: .output, effect: .fatal)
  }

  /// What an output file says isn't what the figure says.
  static func disagreement(
    _ mismatch: QuoteCheck.Mismatch, figure: String, at place: Place, why: String? = nil
  ) -> Finding {
    if mismatch.isTooFine {
      return Finding(
        .error, "too-many-digits",
        "'\(mismatch.printed)' of figure '\(figure)' has more digits than its interval supports", at: place,
        hint: "the figure is \(mismatch.expected); every number of a figure is written through 'Unit'", area: .output,
        effect: .fatal)
    }
    return Finding(
      .error, "figure-disagrees", "'\(mismatch.printed)' where figure '\(figure)' has \(mismatch.expected)", at: place,
      hint: why ?? "what wrote the file has a mistake: the records aren't at fault", area: .output, effect: .fatal)
  }
}
