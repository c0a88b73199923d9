package import Diagnostics

/// A measure put to a question.
///
/// What it counts and how stands in its `choices`; a variant makes some of them otherwise.
@dynamicMemberLookup
package struct Metric: RecordKind {
  package enum Measure: String, Sendable, CaseIterable {
    case frontier, gap, lag, share, crossing, concentration, trend, ratio, rubric, price, threshold, tally, balance
    case agreement
  }

  /// Some choices made otherwise, under a name.
  package struct Variant: Sendable {
    package let name: String
    package let place: Place
    package let choices: Choices
  }

  package static let kind = "metrics"
  package static let summary = "a measure put to a question"

  package let id: String
  package let place: Place
  package let title: String
  package let question: String?
  package let measure: Measure
  package let unit: String
  package let version: Int
  package let caveat: String
  package let method: String
  /// What a percentage or fraction is of.
  package let denominator: String?
  /// The level of the intervals that the rows themselves give, such as 0.9; `nil` where they are plain ranges.
  package let rowLevel: Double?
  package var choices: Choices
  package let variants: [Variant]
  /// A test over this figure that is true when what it is quoted for holds, with the place of its text.
  package let verdict: String?
  package let verdictPlace: Place?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    title = fields.required("title", .text, "What the figure is called on pages")
    question = fields.optional("question", .prose, "The question that it answers")
    measure = fields.required("measure", .choice, "The way of counting", else: .frontier)
    unit = fields.required("unit", .text, "The unit of its value")
    version =
      fields.required("version", .number("", in: 1...10_000), "Raised when the method changes", else: .one)
      .value.map { Int($0) } ?? 1
    caveat = fields.required("caveat", .prose, "What not to conclude from it")
    method = fields.required("method", .prose, "The formula in words, with its source")
    denominator = fields.optional("denominator", .prose, "What a percentage or fraction is of")
    rowLevel =
      fields.optional(
        "row-level", .number("", in: 0...1), "The level of the intervals that the rows give: 0.9 for 90%")?.value
    choices = Choices(reading: &fields)
    verdict = fields.optional(
      "verdict", .text, "A test over this figure that is true when what it is quoted for holds: arena-gap.low > 0")
    verdictPlace = fields.lastPlace
    variants = fields.mappings("variants", "Choices that a reasonable analyst could have made otherwise") { variant in
      Variant(
        name: variant.required("name", .text, "The choice in few words, as in: without style control"),
        place: variant.place, choices: Choices(reading: &variant))
    }
    place = fields.place
  }

  /// Inlined, so that a choice is read where it stands and the others aren't copied.
  @inlinable
  package subscript<Part>(dynamicMember path: KeyPath<Choices, Part>) -> Part { choices[keyPath: path] }

  package var openness: Openness { choices.openness ?? .all }

  /// The metric with a variant's choices in place of its own.
  package func choosing(_ variant: Variant) -> Metric {
    var other = self
    other.choices = choices.replaced(by: variant.choices)
    return other
  }
}

extension Quantity {
  fileprivate static let one = Quantity(value: 1)
}
