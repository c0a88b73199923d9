import Diagnostics

/// What names mean, by exact spelling: first as the source uses them, then as anyone does.
package struct Ledger: Sendable {
  private struct Key: Hashable {
    var subject: Alias.Subject
    var source: String?
    var name: String
  }

  private var records: [Key: String] = [:]
  private var developers: [String: String] = [:]

  package init(_ corpus: Corpus) {
    // A record's own id and name come last: an alias may say that a source means something else.
    for alias in corpus.aliases {
      records[Key(subject: alias.of, source: alias.source, name: alias.name)] = alias.record
    }
    func add(_ subject: Alias.Subject, _ name: String, _ id: String) {
      let key = Key(subject: subject, source: nil, name: name)
      if records[key] == nil { records[key] = id }
    }
    for model in corpus.models { add(.model, model.id, model.id) }
    for model in corpus.models { add(.model, model.name, model.id) }
    for organisation in corpus.organisations { add(.organisation, organisation.id, organisation.id) }
    for organisation in corpus.organisations { add(.organisation, organisation.name, organisation.id) }
    for licence in corpus.licences { add(.licence, licence.id, licence.id) }
    for licence in corpus.licences { add(.licence, licence.name, licence.id) }
    for model in corpus.models { developers[model.id] = model.developer }
  }

  /// The id of the organisation that made the model which a source means by a name.
  package func developer(ofModelNamed name: String, in source: String) -> String? {
    record(.model, named: name, in: source).flatMap { developers[$0] }
  }

  /// The id of the record that a source means by a name; `nil` when nothing answers to it.
  package func record(_ subject: Alias.Subject, named name: String?, in source: String) -> String? {
    guard let name else { return nil }
    return records[Key(subject: subject, source: source, name: name)]
      ?? records[Key(subject: subject, source: nil, name: name)]
  }
}

extension Corpus {
  /// Gives every record that names a model or an organisation our ids, and lists the names that mean nothing to us.
  mutating func resolveNames() {
    let ledger = Ledger(self)
    resolve(\.scores, by: ledger)
    resolve(\.prices, by: ledger)
    resolve(\.downloads, by: ledger)
    resolve(\.derivatives, by: ledger)
    resolve(\.usage, by: ledger)
    resolve(\.adoption, by: ledger)
    resolve(\.chips, by: ledger)
    resolve(\.fabs, by: ledger)
    resolve(\.compute, by: ledger)
    resolve(\.funding, by: ledger)
    resolve(\.safety, by: ledger)
    resolve(\.openness, by: ledger)
    for index in scores.indices {
      let model = self.model(scores[index].model)
      let label = licence(ledger.record(.licence, named: scores[index].licenceLabel, in: scores[index].source))
      scores[index].licence = model?.licence ?? label?.id
      scores[index].weights = Corpus.weights(of: model, label: label)
    }
  }

  private mutating func resolve<Kind: NamesSubjects>(_ kind: WritableKeyPath<Corpus, [Kind]>, by ledger: Ledger) {
    var known: [[String]: Int] = [:]
    var records = self[keyPath: kind]
    for index in records.indices {
      let (names, source) = (records[index].names, records[index].source)
      let model = self.model(ledger.record(.model, named: names.model, in: source))
      let organisation = model?.developer ?? ledger.record(.organisation, named: names.organisation, in: source)
      records[index].take(model: model, organisation: organisation)
      let missing: (Alias.Subject, String)? =
        if let name = names.model {
          model == nil ? (.model, name) : nil
        } else if let name = names.organisation {
          organisation == nil ? (.organisation, name) : nil
        } else {
          nil
        }
      guard let (subject, name) = missing else { continue }
      if let position = known[[source, subject.rawValue, name]] {
        unresolved[position].rows += 1
      } else {
        known[[source, subject.rawValue, name]] = unresolved.count
        unresolved.append(
          UnresolvedName(
            name: name, of: subject, kind: Kind.kind, source: source, organisation: names.organisation, rows: 1,
            place: records[index].place))
      }
    }
    self[keyPath: kind] = records
  }

  /// Our record decides; where it says nothing, the licence that the source names does.
  private static func weights(of model: Model?, label: Licence?) -> Weights {
    if let model, model.weights != .unknown { return model.weights }
    switch label?.licenceClass {
    case nil, .unknown: return .unknown
    case .closed: return .closed
    case .permissive, .duty, .restricted, .nonCommercial: return .open
    }
  }
}
