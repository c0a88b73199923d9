package import Diagnostics

/// What one of the kinds that hold counts is about.
package protocol CountedThing: Sendable {
  static var kind: String { get }
  static var summary: String { get }
}

/// One record of a kind that holds counts: the kinds differ only in what was counted.
@dynamicMemberLookup
package struct PublishedCount<Thing: CountedThing>: RecordKind, CountKind {
  package static var kind: String { Thing.kind }
  package static var summary: String { Thing.summary }

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
