package import Diagnostics

/// What one field of a kind is: one row of the data dictionary.
package struct FieldDescription: Sendable, Equatable {
  package var name: String
  /// The type in words: `date`, `number in tokens`, `id in sources`, `one of open, closed, unknown`.
  package var type: String
  package var explanation: String
  package var isRequired: Bool
  /// The type for machines.
  package var shape: FieldShape

  package init(name: String, type: String, explanation: String, isRequired: Bool, shape: FieldShape = .text) {
    self.name = name
    self.type = type
    self.explanation = explanation
    self.isRequired = isRequired
    self.shape = shape
  }

  /// The words that a choice allows; empty for other types.
  package var choices: [String] {
    switch shape {
    case .choice(let words): words
    case .yesNo: ["yes", "no"]
    default: []
    }
  }
}

/// The form of a field, for machines: JSON Schema and templates of records are made from it.
package indirect enum FieldShape: Sendable, Equatable {
  case id, text, prose, markdown, date, yesNo, country, jurisdiction, url
  /// A number, perhaps with an interval, all of it within the bounds.
  case number(ClosedRange<Double>?)
  case choice([String])
  /// The id of a record of the kind.
  case reference(String)
  case list(FieldShape)
  /// A list of mappings with these fields.
  case mappings([FieldDescription])
}

extension FieldShape {
  /// Whether its values may name records.
  package var mayRefer: Bool {
    switch self {
    case .reference: true
    case .list(let shape): shape.mayRefer
    case .mappings(let fields): fields.contains { $0.shape.mayRefer }
    default: false
    }
  }
}

/// What one kind of record is, as its type declares it.
package struct KindDescription: Sendable, Equatable {
  /// The folder under `Input/`, such as `models`.
  package var name: String
  package var summary: String
  package var fields: [FieldDescription]

  package init(name: String, summary: String, fields: [FieldDescription]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }
}

extension KindDescription {
  /// The fields that a cell of CSV can hold.
  package var fieldsInCells: [FieldDescription] {
    fields.filter { field in
      switch field.shape {
      case .mappings, .markdown: false
      default: true
      }
    }
  }
}

/// A kind of record: what it is and how it is read, in one place.
///
/// `init(reading:)` asks the reader for one field after the other. The same calls, made on a reader that only takes
/// notes, give the kind's description; so the dictionary can't differ from what is read.
package protocol RecordKind: Sendable {
  /// The folder under `Input/`.
  static var kind: String { get }
  /// What one record is, as a sentence without a full stop.
  static var summary: String { get }

  var id: String { get }
  var place: Place { get }

  init(reading fields: inout FieldReader)

  /// Whether a record may name another one whose kind only the record itself tells.
  static var refersByRow: Bool { get }

  /// What makes a record of a row.
  static func maker(of sheet: RecordSheet) -> (Int) -> Self
}

extension RecordKind {
  package static var refersByRow: Bool { false }

  package static func maker(of sheet: RecordSheet) -> (Int) -> Self {
    { row in
      var reader = FieldReader(row: row, of: sheet)
      return Self(reading: &reader)
    }
  }

  /// Where fields stand in the schema.
  package static func positions(of names: [String]) -> [Int] {
    let fields = description.fields.map(\.name)
    return names.map { name in
      guard let position = fields.firstIndex(of: name) else { preconditionFailure("\(kind) has the field \(name)") }
      return position
    }
  }

  package static var description: KindDescription {
    var notes = FieldReader.takingNotes()
    _ = Self(reading: &notes)
    return KindDescription(name: kind, summary: summary, fields: notes.descriptions)
  }
}
