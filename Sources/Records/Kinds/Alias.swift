package import Diagnostics

/// A name that a source uses for one of our records.
package struct Alias: RecordKind {
  package enum Subject: String, Sendable, CaseIterable {
    case model, organisation, licence

    /// The kind of the records that it names.
    package var kind: String {
      switch self {
      case .model: Model.kind
      case .organisation: Organisation.kind
      case .licence: Licence.kind
      }
    }
  }

  package static let kind = "aliases"
  package static let summary = "a name that a source uses for one of our records"

  package let id: String
  package let place: Place
  package let name: String
  package let of: Subject
  package let record: String
  /// `nil` when every source that uses the name means this record.
  package let source: String?
  package let evidence: String?

  package init(reading fields: inout FieldReader) {
    name = fields.required("name", .text, "The name, letter by letter")
    of = fields.required("of", .choice, "What it names", else: .model)
    record = fields.required("record", .text, "The id of our record")
    source = fields.optional("source", .reference("sources"), "The source that uses it; empty for all of them")
    evidence = fields.optional("evidence", .text, "Why the two are the same")
    place = fields.place
    id = fields.idFromPlace()
  }
}
