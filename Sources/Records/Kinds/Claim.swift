package import Diagnostics

/// A published statement, and what is to be said of it.
package struct Claim: RecordKind {
  package enum Theme: String, Sendable, CaseIterable {
    case performance, openness, hardware, economics, diffusion, competition, safety, governance, adoption
    /// What a reader can choose from.
    case choice
  }

  package enum Verdict: String, Sendable, CaseIterable {
    case holds
    case holdsUnderSomeChoices = "holds-under-some-choices"
    case doesNotHold = "does-not-hold"
    case wordingChanged = "wording-changed"
    case denominatorChanged = "denominator-changed"
    case measureChanged = "measure-changed"
    case overGeneralised = "over-generalised"
    case attributionChanged = "attribution-changed"
    case superseded
    case conflictingSources = "conflicting-sources"
    case opinion
    /// Its first source says so, by itself or by reports that agree; nothing that we hold can recompute it.
    case supported
    /// Its first source doesn't say so as far as it was read, or couldn't be found.
    case notFound = "not-found"
    case cannotBeTested = "cannot-be-tested"
  }

  /// A verdict that no longer stands.
  package struct Former: Sendable {
    package let verdict: Verdict
    /// The day from which it stood.
    package let since: PartialDate
    /// What changed it.
    package let reason: String?
  }

  package static let kind = "claims"
  package static let summary = "a published statement and its test or verdict"

  package let id: String
  package let place: Place
  package let theme: Theme
  package let statement: String
  package let published: Quantity?
  /// What the source says of the number beside it.
  package let qualifier: Qualifier?
  /// The published value where it is a date.
  package let publishedDate: PartialDate?
  package let unit: String?
  package let asOf: PartialDate?
  package let source: String
  package let quoted: String?
  /// True for the claims of the article that the site began with.
  package let isSeed: Bool
  package let confidence: Confidence
  package let method: String?
  package let caveat: String?
  package let also: [String]
  /// Ids of the models that it speaks of by name.
  package let models: [String]
  /// An expression over figures that is true when the claim is, with the place of its text.
  package let test: String?
  package let testPlace: Place?
  /// True where the claim names its board, list or day, so that other choices of the figures are other questions.
  package let fixesChoices: Bool
  package let verdict: Verdict?
  package let reason: String?
  /// What we find beside the published value, where no figure gives it: by hand, from the sources named.
  package let checked: Quantity?
  package let checkedUnit: String?
  /// The day from which the analyst's verdict stands.
  package let decided: PartialDate?
  /// Earlier verdicts, oldest first.
  package let former: [Former]
  package let order: Double?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    theme = fields.required("theme", .choice, "The page it belongs to", else: .performance)
    statement = fields.required("statement", .prose, "The statement, in our words")
    published = fields.optional("published", .number(), "The published value")
    qualifier = fields.optional("qualifier", .choice, "What the source says of the number beside it")
    publishedDate = fields.optional("published-date", .date, "The published value, where it is a date")
    unit = fields.optional("unit", .text, "The unit of the published value")
    asOf = fields.optional("as-of", .date, "The time that it speaks of")
    source = fields.required("source", .reference("sources"), "Where it was published")
    quoted = fields.optional("quoted", .text, "The words that matter, as published")
    isSeed = fields.optional("seed", .yesNo, "Whether the article makes it") ?? false
    confidence = fields.required("confidence", .choice, "How near to the first source we came", else: .reported)
    method = fields.optional("method", .prose, "How the published value was measured")
    caveat = fields.optional("caveat", .prose, "What not to conclude")
    also = fields.list("also", of: .reference("sources"), "Further sources")
    models = fields.list("models", of: .reference("models"), "The models that it speaks of by name")
    test = fields.optional("test", .text, "An expression over figures that is true when the claim is")
    testPlace = fields.lastPlace
    fixesChoices =
      fields.optional(
        "choices-fixed", .yesNo,
        "Whether the claim itself makes the choices, so that variants of the figures don't count")
      ?? false
    verdict = fields.optional(
      "verdict", .choice, "An analyst's verdict where figures can't decide, or what was last seen of them")
    reason = fields.optional("reason", .prose, "What differs between the first source and the page")
    checked = fields.optional(
      "checked", .number(), "What we find, where no figure of ours gives it; the reason says how")
    checkedUnit = fields.optional("checked-unit", .text, "The unit of what we find, where it isn't the published one")
    decided = fields.optional("decided", .date, "The day from which the verdict stands")
    former = fields.mappings("former", "Earlier verdicts, oldest first") { earlier in
      Former(
        verdict: earlier.required("verdict", .choice, "The verdict", else: .cannotBeTested),
        since: earlier.required("since", .date, "The day from which it stood", else: PartialDate(Day(number: 0))),
        reason: earlier.optional("reason", .prose, "What changed it"))
    }
    order = fields.optional("order", .number(), "Its place in the ledger")?.value
    place = fields.place
  }
}
