/// What a record is about, as far as its names mean something to us.
package struct Subject: Sendable, Equatable {
  package var model: String?
  /// The model's developer, or else the organisation that the record names.
  package var organisation: String?
}

extension Corpus {
  /// The subjects of a kind's records, by their ids; empty for kinds that name neither models nor organisations.
  package func subjects(of kind: String) -> [String: Subject] {
    func of<Kind: RecordKind>(
      _ records: [Kind], _ model: (Kind) -> String?, _ organisation: (Kind) -> String?
    ) -> [String: Subject] {
      var subjects: [String: Subject] = [:]
      subjects.reserveCapacity(records.count)
      for record in records { subjects[record.id] = Subject(model: model(record), organisation: organisation(record)) }
      return subjects
    }
    return switch kind {
    case Model.kind: of(models, \.id, \.developer)
    case Organisation.kind: of(organisations, { _ in nil }, \.id)
    case Score.kind: of(scores, \.model, \.organisation)
    case Price.kind: of(prices, \.model, \.organisation)
    case Download.kind: of(downloads, \.model, \.organisation)
    case Derivative.kind: of(derivatives, \.model, \.organisation)
    case Usage.kind: of(usage, \.model, \.organisation)
    case Adoption.kind: of(adoption, { _ in nil }, \.organisation)
    case Chip.kind: of(chips, { _ in nil }, \.organisation)
    case Fab.kind: of(fabs, { _ in nil }, \.organisation)
    case Compute.kind: of(compute, { _ in nil }, \.organisation)
    case Funding.kind: of(funding, { _ in nil }, \.organisation)
    case Safety.kind: of(safety, \.model, \.organisation)
    case Openness.kind: of(openness, \.model, \.organisation)
    default: [:]
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
  package func bloc(ofCountry country: String) -> String {
    report.blocs.first { $0.countries.contains(country) }?.id ?? "other"
  }
}
