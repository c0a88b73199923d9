package import Diagnostics

/// What one licence says on one point, read from its text.
package struct LicenceClause: RecordKind {
  package enum Clause: String, Sendable, CaseIterable {
    case commercialUse = "commercial-use"
    case userLimit = "user-limit"
    case revenueLimit = "revenue-limit"
    case naming, attribution
    case fieldOfUse = "field-of-use"
    case outputTraining = "output-training"
    case territory, patent, termination, indemnity
  }

  package static let kind = "licence-clauses"
  package static let summary = "what one licence says on one point, read from its text"

  package let id: String
  package let place: Place
  package let licence: String
  package let clause: Clause
  package let says: String
  /// The answer in a word or two: yes, none, conditional, the places left out.
  package let answer: String?
  /// The number above which other terms apply.
  package let limit: Quantity?
  package let unit: String?
  package let source: String
  package let seen: Source.Seen

  package init(reading fields: inout FieldReader) {
    licence = fields.required("licence", .reference("licences"), "The licence")
    clause = fields.required("clause", .choice, "The point", else: .commercialUse)
    says = fields.required("says", .prose, "What the text says, in our words")
    answer = fields.optional("answer", .text, "The same in a word or two")
    limit = fields.optional("limit", .number("", in: 0...1e15), "The number above which other terms apply")
    unit = fields.optional("unit", .text, "What the limit counts")
    source = fields.required("source", .reference("sources"), "Where the text was read")
    seen = fields.required("seen", .choice, "How far it was read", else: .unconfirmed)
    place = fields.place
    id = fields.idFromPlace()
  }
}
