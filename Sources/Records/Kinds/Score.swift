package import Diagnostics

/// One model on one benchmark in one vintage.
package struct Score: RowsWithNames {
  package enum Runner: String, Sendable, CaseIterable {
    case vendor, independent
  }

  package static let kind = "scores"
  package static let summary = "one model on one benchmark in one vintage"

  final class Columns: Sendable {
    let publishedName: TypedColumn<String>
    let publishedOrganisation: TypedColumn<String>
    let licenceLabel: TypedColumn<String>
    let benchmark: TypedColumn<String>
    let vintage: TypedColumn<PartialDate>
    let value: TypedColumn<Quantity>
    let votes: TypedColumn<Quantity>
    let runBy: TypedColumn<Runner>
    let runOn: TypedColumn<PartialDate>
    let scale: TypedColumn<String>
    let source: TypedColumn<String>

    init(reading fields: inout FieldReader) {
      publishedName = fields.column("model", .name(of: .model), "The model", isRequired: true)
      publishedOrganisation = fields.column("organisation", .name(of: .organisation), "The maker")
      licenceLabel = fields.column("licence-label", .name(of: .licence), "The licence")
      benchmark = fields.column("benchmark", .reference("benchmarks"), "The scale", isRequired: true)
      vintage = fields.column("vintage", .date, "The day on which the table was published", isRequired: true)
      value = fields.column("value", .number(), "The score with its interval", isRequired: true)
      votes = fields.column("votes", .number("votes", in: 0...1e12), "Comparisons or tasks behind it")
      runBy = fields.column("run-by", .choice, "Who ran it")
      runOn = fields.column("run-on", .date, "The day of the run, in tables whose rows were run one by one")
      scale = fields.column("scale", .text, "The series that it may be joined with")
      source = fields.column("source", .reference("sources"), "Where the score was published", isRequired: true)
    }
  }

  /// The same in the form of all kinds.
  package let record: Record
  private let number: UInt32
  private let columns: Columns
  /// What the names mean, filled in when all records have been read.
  private var resolved: ResolvedNames?

  static func columns(reading fields: inout FieldReader) -> Columns { Columns(reading: &fields) }

  init(_ columns: Columns, _ record: Record, _ names: ResolvedNames?) {
    self.columns = columns
    self.record = record
    resolved = names
    number = UInt32(truncatingIfNeeded: record.row?.number ?? 0)
  }

  private var row: Int { Int(number) }

  package var id: String { record.id }
  package var place: Place { record.place }
  /// The model's name as the source writes it.
  package var publishedName: String { columns.publishedName[row] ?? "" }
  /// The organisation's name as the source writes it.
  package var publishedOrganisation: String? { columns.publishedOrganisation[row] }
  /// The licence as the source writes it.
  package var licenceLabel: String? { columns.licenceLabel[row] }
  package var benchmark: String { columns.benchmark[row] ?? "" }
  /// The day on which the table was published.
  package var vintage: PartialDate { columns.vintage[row] ?? PartialDate(Day(number: 0)) }
  package var value: Quantity { columns.value[row] ?? Quantity(value: nil) }
  package var votes: Int? { columns.votes[row]?.value.map { Int($0) } }
  package var runBy: Runner? { columns.runBy[row] }
  /// The day of the run, in tables whose rows were run one by one.
  package var runOn: PartialDate? { columns.runOn[row] }
  /// Rows of one scale may be joined in a line; those of different scales may not.
  package var scale: String? { columns.scale[row] }
  package var source: String { columns.source[row] ?? "" }

  /// Which rows had their names resolved together; `nil` before any had.
  package var resolution: Int? { resolved?.number }
  package var model: String? { resolved?.model?.id }
  package var organisation: String? { resolved?.organisation }
  package var licence: String? { resolved?.licence }
  package var weights: Weights { resolved?.weights ?? .unknown }

  static let naming = ["model", "organisation", "licence-label", "source"]
  static let dating = ["vintage"]

  var namedOn: PartialDate? { vintage }
  var names: Names { Names(model: publishedName, organisation: publishedOrganisation, licence: licenceLabel) }

  mutating func take(_ names: ResolvedNames) { resolved = names }
}
