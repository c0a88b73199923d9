package import Diagnostics

/// One record as its kind's schema reads it: every field's typed value with its place.
///
/// The kinds' own types (`Model`, `Score`, …) are what metrics use; this general form serves everything that treats
/// all kinds alike: tables, downloads, pages of a record, trails.
package struct Record: Sendable {
  package struct Field: Sendable {
    package let name: String
    package let value: Value
    /// `nil` for a field that wasn't written.
    package let place: Place?
    /// The fields of each mapping, for a field that holds mappings; its value is an empty list then.
    package let entries: [[Field]]

    package init(name: String, value: Value, place: Place?, entries: [[Field]] = []) {
      self.name = name
      self.value = value
      self.place = place
      self.entries = entries
    }
  }

  /// Which record it is.
  package struct Key: Sendable, Hashable {
    package let kind: String
    package let id: String

    package init(kind: String, id: String) {
      self.kind = kind
      self.id = id
    }
  }

  /// The folder's name, such as `models`.
  package let kind: String
  /// Unique within the kind. Rows of CSV kinds without an id of their own have `FILE:LINE`.
  package let id: String
  package let place: Place
  /// In the order of the schema, every field of it once.
  package let fields: [Field]

  package init(kind: String, id: String, place: Place, fields: [Field]) {
    self.kind = kind
    self.id = id
    self.place = place
    self.fields = fields
  }

  package var key: Key { Key(kind: kind, id: id) }

  /// The value of a field, or absent when the kind has no such field.
  package subscript(name: String) -> Value {
    fields.first { $0.name == name }?.value ?? .missing(.absent)
  }
}
