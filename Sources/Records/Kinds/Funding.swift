package import Diagnostics

/// Money raised, or what a firm is said to be worth.
package struct Funding: RecordKind, NamesSubjects {
  /// Talks, announcements and closings are different facts.
  package enum Status: String, Sendable, CaseIterable {
    case talks, announced, closed
    /// Told by people familiar, not by the firm.
    case reported
    /// The price of its shares.
    case market
  }

  package static let kind = "funding"
  package static let summary = "money raised, or a valuation, with its status"

  package let id: String
  package let place: Place
  package let date: PartialDate
  package let publishedOrganisation: String
  package let country: String?
  package let event: String
  /// In millions of US dollars.
  package let amount: Quantity?
  /// In millions of US dollars.
  package let valuation: Quantity?
  package let status: Status
  package let source: String
  package let confidence: Confidence?
  package let note: String?

  /// What the name means, filled in when all records have been read.
  package internal(set) var organisation: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    date = fields.required("date", .date, "When it was told, announced or closed", else: PartialDate(Day(number: 0)))
    publishedOrganisation = fields.required("organisation", .name(of: .organisation), "Who raised it")
    country = fields.optional("country", .country, "The country that the source gives the firm")
    event = fields.required("event", .text, "The round")
    let millions = FieldType.number("millions of US dollars", in: 0...100_000_000)
    amount = fields.optional("amount", millions, "The money raised")
    valuation = fields.optional("valuation", millions, "What the firm was worth by it")
    status = fields.required("status", .choice, "How far it had come", else: .reported)
    source = fields.required("source", .reference("sources"), "Where it was read")
    confidence = fields.optional("confidence", .choice, "How near to the first source we came")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }

  var names: Names { Names(organisation: publishedOrganisation) }

  mutating func take(_ names: ResolvedNames) {
    self.organisation = names.organisation
  }
}
