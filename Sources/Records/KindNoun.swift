/// What so many rows of a kind are called in a sentence: kinds are folders, and not all of their names are plurals.
///
/// - Parameter count: one has the singular; without it they are many.
package func rows(of kind: String, count: Int = 2) -> String {
  let words = kind.withoutHyphens
  let (one, many) =
    switch kind {
    case "safety": ("result of safety tests", "results of safety tests")
    case "usage": ("count of use", "counts of use")
    case "compute": ("stock of compute", "stocks of compute")
    case "adoption": ("figure of adoption", "figures of adoption")
    case "openness": ("judgement of openness", "judgements of openness")
    case "funding": ("report of funding", "reports of funding")
    default:
      (
        words.hasSuffix("ies") ? words.dropLast(3) + "y" : words.hasSuffix("s") ? String(words.dropLast()) : words,
        words
      )
    }
  return count == 1 ? one : many
}

extension String {
  /// The words of an id, a kind or a choice: `open weights` of `open-weights`.
  package var withoutHyphens: String {
    utf8.contains(UInt8(ascii: "-")) ? split(separator: "-").joined(separator: " ") : self
  }
}
