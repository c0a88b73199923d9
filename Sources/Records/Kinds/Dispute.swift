package import Diagnostics

/// What a source says of a fact of which one of our records says something else.
///
/// Our record counts, and the other answer stays in sight: on the record's page, on the source's, among the conflicts.
package struct Dispute: RecordKind {
  package static let kind = "disputes"
  package static let summary = "what a source says of a fact of which our record says something else"
  package static let refersByRow = true

  package let id: String
  package let place: Place
  /// The kind of the record.
  package let of: String
  package let record: String
  package let field: String
  /// In the notation of the field.
  package let says: String
  package let asOf: PartialDate?
  package let source: String
  package let confidence: Confidence?
  package let reason: String?

  package init(reading fields: inout FieldReader) {
    of = fields.required("of", .text, "The kind of our record, such as models")
    record = fields.required("record", .text, "The id of our record")
    fields.refer("record", to: of)
    field = fields.required("field", .text, "The field that the source fills in differently")
    says = fields.required("says", .text, "What the source says, in the notation of the field")
    asOf = fields.optional("as-of", .date, "When it said so")
    source = fields.required("source", .reference("sources"), "Who says so")
    confidence = fields.optional("confidence", .choice, "How near to the first source we came")
    reason = fields.optional("reason", .prose, "Why our record doesn't follow it")
    place = fields.place
    id = fields.idFromPlace()
  }
}
