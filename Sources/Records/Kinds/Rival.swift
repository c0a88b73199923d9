package import Diagnostics

/// A question, and all published answers to it side by side.
package struct Rival: RecordKind {
  package struct Answer: Sendable {
    package let place: Place
    package let value: Quantity?
    package let qualifier: Qualifier?
    package let valueDate: PartialDate?
    /// The answer where it isn't one number.
    package let words: String?
    /// Our own figure, where the answer was worked out by us: pages show its last observation that is over by `asOf`
    /// in place of the value, which may be out of date.
    package let figure: String?
    package let unit: String
    package let asOf: PartialDate
    package let window: String?
    package let population: String?
    package let countingRule: String?
    package let attributionRule: String?
    package let publisher: String?
    package let source: String
    package let claim: String?
    package let note: String?
  }

  package static let kind = "rivals"
  package static let summary = "a question and all published answers to it"

  package let id: String
  package let place: Place
  package let question: String
  package let why: String
  package let theme: Claim.Theme?
  /// The figures with which we answer it ourselves, or say something near to it.
  package let figures: [String]
  package let answers: [Answer]

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    question = fields.required("question", .prose, "The question")
    why = fields.required("why", .prose, "Why the answers differ")
    theme = fields.optional("theme", .choice, "The page it belongs to")
    figures = fields.list(
      "figures", of: .reference("metrics"), "The figures with which we answer it ourselves, or say something near to it"
    )
    answers = fields.mappings("answers", "The published answers", isRequired: true) { answer in
      Answer(
        place: answer.place,
        value: answer.optional("value", .number(), "The published number"),
        qualifier: answer.optional("qualifier", .choice, "What the source says of the number beside it"),
        valueDate: answer.optional("value-date", .date, "The answer, where it is a date"),
        words: answer.optional("words", .text, "The answer, where it isn't one number"),
        figure: answer.optional(
          "figure", .reference("metrics"), "Our own figure: its observation of that time is shown in place of the value"
        ),
        unit: answer.required("unit", .text, "Its unit, and of what"),
        asOf: answer.required("as-of", .date, "The time that it speaks of", else: PartialDate(Day(number: 0))),
        window: answer.optional("window", .text, "The time that was counted over"),
        population: answer.optional("population", .prose, "All that could have been counted"),
        countingRule: answer.optional("counting-rule", .prose, "What counts as one"),
        attributionRule: answer.optional("attribution-rule", .prose, "How a count is given to its subject"),
        publisher: answer.optional("publisher", .text, "Who published it"),
        source: answer.required("source", .reference("sources"), "Where it was read"),
        claim: answer.optional("claim", .reference("claims"), "The entry of the ledger that holds it"),
        note: answer.optional("note", .prose, "What a reader should know of it"))
    }
    place = fields.place
  }
}
