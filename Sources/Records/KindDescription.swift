package import Diagnostics

/// What one field of a kind is: one row of the data dictionary.
package struct FieldDescription: Sendable, Equatable {
  package var name: String
  /// The type in words: `date`, `number in tokens`, `id in sources`, `one of open, closed, unknown`.
  package var type: String
  package var explanation: String
  package var isRequired: Bool
  /// The words that a choice allows; empty for other types.
  package var choices: [String]

  package init(name: String, type: String, explanation: String, isRequired: Bool, choices: [String] = []) {
    self.name = name
    self.type = type
    self.explanation = explanation
    self.isRequired = isRequired
    self.choices = choices
  }
}

/// What one kind of record is, as its type declares it.
package struct KindDescription: Sendable, Equatable {
  /// The folder under `Input/`, such as `models`.
  package var name: String
  package var summary: String
  package var fields: [FieldDescription]
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
}

extension RecordKind {
  package static var description: KindDescription {
    var notes = FieldReader.takingNotes()
    _ = Self(reading: &notes)
    return KindDescription(name: kind, summary: summary, fields: notes.descriptions)
  }
}
