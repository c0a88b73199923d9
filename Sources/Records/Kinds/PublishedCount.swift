package import Diagnostics

/// What one of the kinds that hold counts is about.
package protocol CountedThing: Sendable {
  static var kind: String { get }
  static var summary: String { get }
}

/// One record of a kind that holds counts: the kinds differ only in what was counted.
@dynamicMemberLookup
package struct PublishedCount<Thing: CountedThing>: CountKind {
  package static var kind: String { Thing.kind }
  package static var summary: String { Thing.summary }

  package internal(set) var count: Count

  static func columns(reading fields: inout FieldReader) -> Count.Columns { Count.Columns(reading: &fields) }

  init(_ columns: Count.Columns, _ record: Record, _ names: ResolvedNames?) {
    count = Count(columns, record, names)
  }

  package var id: String { record.id }
  package var place: Place { record.place }
  package var record: Record { count.record }

  package subscript<Part>(dynamicMember path: KeyPath<Count, Part>) -> Part { count[keyPath: path] }
}
