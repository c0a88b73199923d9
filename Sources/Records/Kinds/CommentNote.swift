package import Diagnostics

/// Commentary by an analyst, shown where a page places it.
package struct CommentNote: RecordKind {
  package static let kind = "notes"
  package static let summary = "commentary by an analyst"

  package let id: String
  package let place: Place
  package let page: String
  package let title: String
  package let author: String?
  package let written: PartialDate?
  /// Markdown.
  package let body: String

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    page = fields.required("page", .text, "The page that it belongs to")
    title = fields.required("title", .text, "Its heading")
    author = fields.optional("author", .text, "Who wrote it")
    written = fields.optional("written", .date, "When it was written")
    body = fields.body("The commentary")
    place = fields.place
  }
}
