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
    /// Whether it answers another question, as the record says; `nil` where the choices tell it.
    package let isComparison: Bool?
  }

  package static let kind = "metrics"
  package static let summary = "a measure put to a question"

  package let id: String
  package let place: Place
  package let title: String
  package let question: String?
  package let theme: Claim.Theme?
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
    theme = fields.optional("theme", .choice, "The page it belongs to")
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
        place: variant.place, choices: Choices(reading: &variant),
        isComparison: variant.optional(
          "comparison", .yesNo, "Whether it is another question, shown beside the figure and counted in nothing"))
    }
    place = fields.place
  }

  /// Inlined, so that a choice is read where it stands and the others aren't copied.
  @inlinable
  package subscript<Part>(dynamicMember path: KeyPath<Choices, Part>) -> Part { choices[keyPath: path] }

  package var openness: Openness { choices.openness ?? .all }

  /// Whether a variant answers another question: of other models or things, in another quantity, on another scale.
  /// Such a one stands beside the figure, and neither its range nor its verdict hangs on it.
  ///
  /// - Parameter forms: the benchmark that each other form of it counts anew.
  package func isComparison(_ variant: Variant, forms: [String: String]) -> Bool {
    func differs<Part: Equatable>(_ path: KeyPath<Choices, Part?>) -> Bool {
      variant.choices[keyPath: path].map { $0 != choices[keyPath: path] } ?? false
    }
    func original(_ benchmark: String?) -> String? { benchmark.map { forms[$0] ?? $0 } }
    let isOnOtherScale = differs(\.benchmark) && original(variant.choices.benchmark) != original(choices.benchmark)
    return variant.isComparison
      ?? (differs(\.of) || differs(\.value) || differs(\.statistic) || differs(\.top) || isOnOtherScale
        || differs(\.openness) || differs(\.leader) || differs(\.follower) || differs(\.series) || differs(\.part))
  }

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
