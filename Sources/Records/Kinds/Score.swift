package import Diagnostics

/// One model on one benchmark in one vintage.
package struct Score: RecordKind, NamesSubjects {
  package enum Runner: String, Sendable, CaseIterable {
    case vendor, independent
  }

  package static let kind = "scores"
  package static let summary = "one model on one benchmark in one vintage"

  package let id: String
  package let place: Place
  /// The model's name as the source writes it.
  package let publishedName: String
  /// The organisation's name as the source writes it.
  package let publishedOrganisation: String?
  /// The licence as the source writes it.
  package let licenceLabel: String?
  package let benchmark: String
  /// The day on which the table was published.
  package let vintage: PartialDate
  package let value: Quantity
  package let votes: Int?
  package let runBy: Runner?
  /// The day of the run, in tables whose rows were run one by one.
  package let runOn: PartialDate?
  /// Rows of one scale may be joined in a line; those of different scales may not.
  package let scale: String?
  package let source: String

  /// What the names mean, filled in when all records have been read.
  package internal(set) var model: String?
  /// The developer of the model, or else the organisation that the source names.
  package internal(set) var organisation: String?
  package internal(set) var licence: String?
  package internal(set) var weights = Weights.unknown

  package init(reading fields: inout FieldReader) {
    publishedName = fields.required("model", .name(of: .model), "The model")
    publishedOrganisation = fields.optional("organisation", .name(of: .organisation), "The maker")
    licenceLabel = fields.optional("licence-label", .name(of: .licence), "The licence")
    benchmark = fields.required("benchmark", .reference("benchmarks"), "The scale")
    vintage = fields.required(
      "vintage", .date, "The day on which the table was published", else: PartialDate(Day(number: 0)))
    value = fields.required("value", .number(), "The score with its interval", else: Quantity(value: nil))
    votes = fields.optional("votes", .number("votes", in: 0...1e12), "Comparisons or tasks behind it")
      .flatMap { $0.value.map { Int($0) } }
    runBy = fields.optional("run-by", .choice, "Who ran it")
    runOn = fields.optional("run-on", .date, "The day of the run, in tables whose rows were run one by one")
    scale = fields.optional("scale", .text, "The series that it may be joined with")
    source = fields.required("source", .reference("sources"), "Where the score was published")
    place = fields.place
    id = fields.idFromPlace()
  }

  var namedOn: PartialDate? { vintage }
  var names: Names { Names(model: publishedName, organisation: publishedOrganisation) }

  mutating func take(model: Model?, organisation: String?) {
    self.model = model?.id
    self.organisation = organisation
  }
}
