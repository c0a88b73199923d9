package import Diagnostics

/// A scale on which models are measured.
package struct Benchmark: RecordKind {
  package enum Direction: String, Sendable, CaseIterable {
    case higher, lower
  }

  /// What differences on the scale mean.
  package enum Scale: String, Sendable, CaseIterable {
    /// Ratings of paired comparisons: a difference gives an expected win rate, a ratio means nothing.
    case elo
    case percent, count, index, seconds
  }

  /// A rank that a table has and our copy of it lacks.
  package struct MissingRank: Sendable, Hashable {
    package let vintage: PartialDate
    /// From 1 for the best.
    package let rank: Int
  }

  package static let kind = "benchmarks"
  package static let summary = "a scale on which models are measured"

  package let id: String
  package let place: Place
  package let name: String
  package let question: String?
  package let unit: String
  package let better: Direction
  package let minimum: Double?
  package let maximum: Double?
  package let scale: Scale?
  package let runBy: String?
  /// The benchmark whose answers it counts in another way; a figure over either asks the same question.
  package let formOf: String?
  package let vintagesComparable: Bool
  package let missing: [MissingRank]
  package let source: String?
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "The name in common use")
    question = fields.optional("question", .prose, "What it asks of a model")
    unit = fields.required("unit", .text, "What one step on the scale is")
    better = fields.required("better", .choice, "Whether higher or lower is better", else: .higher)
    minimum = fields.optional("minimum", .number(), "The lowest value that can occur")?.value
    maximum = fields.optional("maximum", .number(), "The highest value that can occur")?.value
    scale = fields.optional("scale", .choice, "What differences on it mean")
    runBy = fields.optional("run-by", .text, "Who runs it")
    formOf = fields.optional(
      "form-of", .reference("benchmarks"), "The benchmark whose answers it counts in another way")
    vintagesComparable = fields.required(
      "vintages-comparable", .yesNo, "Whether values of different vintages may be compared", else: false)
    missing = fields.mappings(
      "missing", "Ranks that a table has and our copy of it lacks, though it holds those beside them"
    ) {
      MissingRank(
        vintage: $0.required("vintage", .date, "The table’s day", else: PartialDate(Day(number: 0))),
        rank: $0.required("rank", .number("", in: 1...10_000), "From 1 for the best", else: Quantity(value: 1))
          .value.map { Int($0) } ?? 1)
    }
    source = fields.optional("source", .reference("sources"), "Where it is described")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }
}
