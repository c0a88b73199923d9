package import Diagnostics

/// A measure put to a question.
package struct Metric: RecordKind {
  package enum Measure: String, Sendable, CaseIterable {
    case frontier, gap, lag, tally, share
  }

  /// Which models count.
  package enum Openness: String, Sendable, CaseIterable {
    case all, open, closed
  }

  package enum Period: String, Sendable, CaseIterable {
    case day, month, quarter, half, year

    package var precision: PartialDate.Precision {
      switch self {
      case .day: .day
      case .month: .month
      case .quarter: .quarter
      case .half: .half
      case .year: .year
      }
    }
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
  package let benchmark: String?
  package let openness: Openness
  /// The kind whose records are counted.
  package let of: String?
  /// Fields by which counts are split, such as `bloc` and `licence-class`.
  package let by: [String]
  package let every: Period?
  /// Ids of blocs.
  package let leader: String?
  package let follower: String?
  /// Which records count: an expression over their fields, with the place of its text.
  package let filter: String?
  package let filterPlace: Place?

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
    benchmark = fields.optional("benchmark", .reference("benchmarks"), "The scale, for measures of scores")
    openness = fields.optional("openness", .choice, "Which models count") ?? .all
    of = fields.optional("of", .text, "The kind whose records are counted")
    by = fields.list("by", of: .text, "What counts are split by: bloc, licence-class")
    every = fields.optional("every", .choice, "The length of a period")
    leader = fields.optional("leader", .text, "The bloc whose value the follower's is taken from")
    follower = fields.optional("follower", .text, "The bloc that is compared with it")
    filter = fields.optional("where", .text, "Which records count: an expression over their fields")
    filterPlace = fields.lastPlace
    place = fields.place
  }
}

extension Quantity {
  fileprivate static let one = Quantity(value: 1)
}
