package import Diagnostics

/// A name that a source uses for one of our records.
package struct Alias: RecordKind {
  package enum Subject: String, Sendable, CaseIterable {
    case model, organisation, licence, family, chip

    /// The kind of the records that it names.
    package var kind: String {
      switch self {
      case .model: Model.kind
      case .organisation: Organisation.kind
      case .licence: Licence.kind
      case .family: Family.kind
      case .chip: Chip.kind
      }
    }
  }

  package static let kind = "aliases"
  package static let summary = "a name that a source uses for one of our records"
  package static let refersByRow = true

  package let id: String
  package let place: Place
  package let name: String
  package let of: Subject
  package let record: String
  /// `nil` when every source that uses the name means this record.
  package let source: String?
  /// The first and the last time at which the name meant this record; `nil` for no such limit.
  package let from: PartialDate?
  package let to: PartialDate?
  package let evidence: String?

  package init(reading fields: inout FieldReader) {
    name = fields.required("name", .text, "The name, letter by letter")
    of = fields.required("of", .choice, "What it names", else: .model)
    record = fields.required("record", .text, "The id of our record")
    fields.refer("record", to: of.kind)
    source = fields.optional("source", .reference("sources"), "The source that uses it; empty for all of them")
    from = fields.optional("from", .date, "Since when the name means this record")
    to = fields.optional("to", .date, "Until when it did, where it was given up or taken over")
    evidence = fields.optional("evidence", .text, "Why the two are the same")
    place = fields.place
    id = fields.idFromPlace()
  }

  /// Whether the name meant this record on a date; without one, whether it still does or ever did.
  func holds(on date: PartialDate?) -> Bool {
    guard let date else { return true }
    return (from.map { $0.first <= date.last } ?? true) && (to.map { $0.last >= date.first } ?? true)
  }

  /// Whether there is a day on which both hold.
  func overlaps(_ other: Alias) -> Bool {
    func ends(_ one: Alias, before another: Alias) -> Bool {
      guard let end = one.to, let start = another.from else { return false }
      return end.last < start.first
    }
    return !ends(self, before: other) && !ends(other, before: self)
  }
}
