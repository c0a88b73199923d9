package import Diagnostics

/// A stock of compute, what was added to it, or what of it one training took, with its interval.
package struct Compute: RecordKind, NamesSubjects {
  package enum Measure: String, Sendable, CaseIterable {
    /// Chips that a maker had sold or made.
    case made
    /// Chips that an owner or a country held.
    case owned
    /// What one site or cluster holds.
    case site
    /// The operations that one model's training took.
    case trained
  }

  package static let kind = "compute"
  package static let summary =
    "a stock of compute, what was added to it, or what of it one training took, with its interval"

  package let id: String
  package let place: Place
  package let measure: Measure
  /// The maker or owner as the source writes it.
  package let publishedOrganisation: String?
  package let country: String?
  /// The cluster or data centre.
  package let site: String?
  /// The model that was trained, as the source writes it.
  package let publishedName: String?
  package let chip: String?
  package let from: PartialDate?
  package let asOf: PartialDate
  /// True for all that came until then, false for what came since `from`.
  package let isCumulative: Bool
  package let units: Quantity?
  /// In H100 equivalents.
  package let equivalents: Quantity?
  /// In megawatts.
  package let power: Quantity?
  /// In 10^24 operations.
  package let operations: Quantity?
  /// True while the source still expects more for the period.
  package let isIncomplete: Bool
  package let source: String
  package let confidence: Confidence?
  package let note: String?

  /// What the names mean, filled in when all records have been read.
  package internal(set) var model: String?
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    measure = fields.required(
      "measure", .choice, "Whether it was made, is owned, stands at one site, or trained a model", else: .owned)
    publishedOrganisation = fields.optional("organisation", .name(of: .organisation), "The maker or the owner")
    country = fields.optional("country", .country, "The country that holds it")
    site = fields.optional("site", .text, "The cluster or data centre")
    publishedName = fields.optional("model", .name(of: .model), "The model that was trained")
    chip = fields.optional("chip", .text, "The chip, by id or by the name that the source uses; empty for all")
    from = fields.optional("from", .date, "The beginning of the period")
    asOf = fields.required("as-of", .date, "The end of the period", else: PartialDate(Day(number: 0)))
    isCumulative = fields.required("cumulative", .yesNo, "Whether all that came before counts too", else: true)
    units = fields.optional("units", .number("chips", in: 0...1e12), "How many chips")
    equivalents = fields.optional(
      "h100-equivalents", .number("H100 equivalents", in: 0...1e12), "The same in chips of one sort")
    power = fields.optional("power", .number("megawatts", in: 0...1e7), "What they draw")
    operations = fields.optional(
      "operations", .number("10^24 operations", in: 0...1e9),
      "What training took, floating-point operations of any width")
    isIncomplete = fields.optional("incomplete", .yesNo, "Whether more is expected for the period") ?? false
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.optional("confidence", .choice, "How near to the first source we came")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
    id = fields.idFromPlace()
  }

  var names: Names { Names(model: publishedName, organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.model = names.model?.id
    self.organisation = names.organisation
  }
}
