package import Diagnostics

/// A published figure of who uses what, for a country, a sector or a firm.
package struct Adoption: RecordKind, NamesSubjects {
  package static let kind = "adoption"
  package static let summary = "a published figure of who uses what, for a country, a sector or a firm"

  package let id: String
  package let place: Place
  package let measure: String
  package let value: Quantity?
  package let qualifier: Qualifier?
  package let valueDate: PartialDate?
  package let unit: String
  package let asOf: PartialDate
  package let country: String?
  package let sector: String?
  package let publishedOrganisation: String?
  package let method: String?
  package let caveat: String?
  package let claim: String?
  package let source: String
  package let confidence: Confidence
  package let note: String?

  /// What the name means, filled in when all records have been read.
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    measure = fields.required("measure", .prose, "What the figure says, in words")
    value = fields.optional("value", .number("", in: 0...1e18), "The figure")
    qualifier = fields.optional("qualifier", .choice, "What the source says of the number beside it")
    valueDate = fields.optional("value-date", .date, "The figure, where it is a date")
    unit = fields.required("unit", .text, "Its unit")
    asOf = fields.required(
      "as-of", .date, "The day or period that it speaks of", else: PartialDate(Day(number: 0)))
    country = fields.optional("country", .country, "The country whose users or models were counted")
    sector = fields.optional("sector", .text, "The sector that was counted, such as start-ups")
    publishedOrganisation = fields.optional(
      "organisation", .name(of: .organisation), "The maker or user that was counted")
    method = fields.optional("method", .prose, "How it was measured")
    caveat = fields.optional("caveat", .prose, "What not to conclude from it")
    claim = fields.optional("claim", .reference("claims"), "The entry of the ledger that it stands behind")
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.required(
      "confidence", .choice, "How near to the first source we came", else: .unconfirmed)
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }

  var names: Names { Names(organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.organisation = names.organisation
  }
}
