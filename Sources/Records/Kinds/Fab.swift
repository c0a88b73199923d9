package import Diagnostics

/// What one maker's process could do at one time.
package struct Fab: RecordKind, NamesSubjects {
  package enum Status: String, Sendable, CaseIterable {
    case planned
    /// More of it is planned.
    case expanding
    case ramp
    case lowYield = "low-yield-production"
    case shipping
    case massProduction = "mass-production"
    /// Tools that were changed to reach the node.
    case upgradedTools = "upgraded-tools"
  }

  package static let kind = "fabs"
  package static let summary = "what one maker's process could do at one time: node, tools, volume, yield"

  package let id: String
  package let place: Place
  package let asOf: PartialDate
  package let publishedOrganisation: String
  package let country: String?
  package let node: String
  package let lithography: String?
  package let status: Status
  /// In wafers a month.
  package let wafers: Quantity?
  /// In percent of dies.
  package let yield: Quantity?
  package let products: [String]
  package let source: String
  package let confidence: Confidence
  package let note: String?

  /// What the maker's name means, filled in when all records have been read.
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    asOf = fields.required("as-of", .date, "The time that it speaks of", else: PartialDate(Day(number: 0)))
    publishedOrganisation = fields.required("organisation", .name(of: .organisation), "The maker")
    country = fields.optional("country", .country, "The country that the source gives the maker")
    node = fields.required("node", .text, "The maker's name for the process")
    lithography = fields.optional("lithography", .text, "DUV, EUV, with what is known of the tools")
    status = fields.required("status", .choice, "How far it had come", else: .planned)
    wafers = fields.optional("wafers", .number("wafers a month", in: 0...10_000_000), "Its volume")
    yield = fields.optional("yield", .number("percent of dies", in: 0...100), "The part of the dies that works")
    products = fields.list("products", of: .text, "What was made in it")
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.required(
      "confidence", .choice, "How near to the first source we came", else: .unconfirmed)
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
    id = fields.idFromPlace()
  }

  var names: Names { Names(organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.organisation = names.organisation
  }
}
