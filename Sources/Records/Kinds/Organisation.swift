package import Diagnostics

/// A lab, maker, publisher or foundry.
package struct Organisation: RecordKind {
  package enum Kind: String, Sendable, CaseIterable {
    case company, university, institute, government, community, individual, consortium, unknown
  }

  package static let kind = "organisations"
  package static let summary = "a lab, maker, publisher or foundry"

  package let id: String
  package let place: Place
  package let name: String
  package let organisationKind: Kind?
  /// ISO 3166-1 alpha-2 of the seat; `nil` when unknown or in several countries.
  package let country: String?
  package let countryFrom: PartialDate?
  package let countryEvidence: String?
  package let parent: String?
  /// Names on model hubs.
  package let hubs: [String]
  package let sources: [String]
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "The name in common use")
    organisationKind = fields.optional("kind", .choice, "What sort of body it is")
    country = fields.optional("country", .country, "The country of its seat")
    countryFrom = fields.optional("country-from", .date, "Since when that is its country, where it moved")
    countryEvidence = fields.optional("country-evidence", .prose, "Why this country, where sources differ")
    parent = fields.optional("parent", .reference("organisations"), "The body that owns it")
    hubs = fields.list("hubs", of: .text, "Its names on model hubs")
    sources = fields.list("sources", of: .reference("sources"), "Where these facts come from")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }
}
