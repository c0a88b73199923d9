package import Diagnostics

/// A published count of tokens, calls or users.
@dynamicMemberLookup
package struct Usage: RecordKind, CountKind {
  package static let kind = "usage"
  package static let summary = "a published count of tokens, calls or users, with its counting rule and population"

  package let id: String
  package let place: Place
  package internal(set) var count: Count

  package init(reading fields: inout FieldReader) {
    count = Count(reading: &fields)
    place = fields.place
    id = fields.idFromPlace()
  }

  package subscript<Part>(dynamicMember path: KeyPath<Count, Part>) -> Part { count[keyPath: path] }
}
