package import Diagnostics

/// A published count of downloads.
@dynamicMemberLookup
package struct Download: RecordKind, CountKind {
  package static let kind = "downloads"
  package static let summary = "a published count of downloads, with its counting rule and population"

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
