/// What a record is about, as far as its names mean something to us.
package struct Subject: Sendable, Equatable {
  package var model: String?
  /// The model's developer, or else the organisation that the record names.
  package var organisation: String?
}

extension Corpus {
  /// What a record is about; `nil` for a kind that names neither models nor organisations, and for an unknown id.
  package func subject(of kind: String, _ id: String) -> Subject? {
    switch kind {
    case Model.kind: model(id).map { Subject(model: $0.id, organisation: $0.developer) }
    case Organisation.kind: Subject(organisation: id)
    default:
      Corpus.kindsWithNames.contains(kind)
        ? record(kind, id).flatMap { subject(of: $0) } ?? Subject(model: nil, organisation: nil) : nil
    }
  }

  /// The same of a record at hand.
  package func subject(of record: Record) -> Subject? {
    if let meaning = resolvedNames(of: record)?.meaning {
      return Subject(model: meaning.model, organisation: meaning.organisation)
    }
    switch record.kind {
    case Model.kind, Organisation.kind: return subject(of: record.kind, record.id)
    default: return Corpus.kindsWithNames.contains(record.kind) ? Subject(model: nil, organisation: nil) : nil
    }
  }

  /// The developer of the first model in a model's line, for what was made from others.
  package func originalDeveloper(of model: String?) -> String? {
    guard var current = self.model(model) else { return nil }
    var seen: Set<String> = [current.id]
    while let base = self.model(current.baseModel), seen.insert(base.id).inserted { current = base }
    return current.developer
  }

  /// The bloc that a country belongs to, or `other`.
  package func bloc(ofCountry country: String) -> String { blocOfCountry[country] ?? "other" }
}
