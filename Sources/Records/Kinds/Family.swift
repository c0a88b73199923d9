package import Diagnostics

/// A series of models that share a name and a line of descent.
package struct Family: RecordKind {
  package static let kind = "families"
  package static let summary = "a series of models that share a name"

  package let id: String
  package let place: Place
  package let name: String
  /// Ids of organisations: one, or several where a series changed hands.
  package let developers: [String]
  /// Other spellings that sources use.
  package let sources: [String]
  package let note: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    name = fields.required("name", .text, "The name in common use")
    developers = fields.list(
      "developers", of: .reference("organisations"), "Who makes it; several where it changed hands", isRequired: true)
    sources = fields.list("sources", of: .reference("sources"), "Where it is told that these models are one series")
    note = fields.optional("note", .prose, "What a reader should know of it")
    place = fields.place
  }
}
