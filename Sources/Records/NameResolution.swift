import Diagnostics

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
    var meanings: [String: Meaning] = [:]
    for index in records.indices {
      let (names, source, date) = (records[index].names, records[index].source, records[index].namedOn)
      let named = ledger.record(.organisation, named: names.organisation, in: source, on: date)
      let model = self.model(ledger.model(named: names.model, by: named, in: source, on: date))
      let family = ledger.record(.family, named: names.family, in: source, on: date)
      let organisation = model?.developer ?? named
      records[index].take(model: model, organisation: organisation)
      if model != nil || organisation != nil || family != nil {
        meanings[records[index].id] = Meaning(
          model: model?.id, organisation: organisation, family: family, namedOrganisation: named)
      }
      let missing: (Alias.Subject, String)? =
        if let name = names.model {
          model == nil ? (.model, name) : nil
        } else if let name = names.organisation {
          organisation == nil ? (.organisation, name) : nil
        } else if let name = names.family {
          family == nil ? (.family, name) : nil
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
    self.meanings[Kind.kind] = meanings
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
