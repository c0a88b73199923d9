package import Diagnostics

/// A scoring table: how many points an answer in a field is worth.
package struct Rubric: RecordKind {
  package struct Row: Sendable {
    package let field: String
    package let answer: String
    package let points: Double
    package let reason: String?
    package let place: Place
  }

  package static let kind = "rubrics"
  package static let summary = "a scoring table: how many points an answer in a field is worth"

  package let id: String
  package let place: Place
  package let title: String
  /// The kind whose records are scored.
  package let of: String
  package let version: Int
  package let rows: [Row]
  package let caveat: String
  package let source: String?

  package init(reading fields: inout FieldReader) {
    id = fields.id()
    title = fields.required("title", .text, "What it scores")
    of = fields.required("of", .text, "The kind whose records are scored, such as licences")
    version =
      fields.required("version", .number("", in: 1...10_000), "Raised when points change", else: Quantity(value: 1))
      .value.map { Int($0) } ?? 1
    rows = fields.mappings("rows", "The table", isRequired: true) { row in
      Row(
        field: row.required("field", .text, "The field that is looked at"),
        answer: row.required("answer", .text, "The value that earns the points; 'absent' for none"),
        points: row.required("points", .number("points"), "What it is worth", else: Quantity(value: 0)).value ?? 0,
        reason: row.optional("reason", .prose, "Why so much"), place: row.place)
    }
    caveat = fields.required("caveat", .prose, "What not to conclude from the sum")
    source = fields.optional("source", .reference("sources"), "Whose table it is, unless it is ours")
    place = fields.place
  }
}
