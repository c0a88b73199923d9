import Diagnostics

/// What names mean, by exact spelling: first as the source uses them, then as anyone does.
private struct Ledger {
  private struct Key: Hashable {
    var subject: Alias.Subject
    var source: String?
    var name: String
  }

  private var records: [Key: String] = [:]

  init(_ corpus: Corpus) {
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
  }

  func record(_ subject: Alias.Subject, named name: String?, in source: String) -> String? {
    guard let name else { return nil }
    return records[Key(subject: subject, source: source, name: name)]
      ?? records[Key(subject: subject, source: nil, name: name)]
  }
}

extension Corpus {
  /// Gives every score its model, organisation, licence and weights, and lists the names that mean nothing to us.
  mutating func resolveNames() {
    let ledger = Ledger(self)
    var known: [String: Int] = [:]
    for index in scores.indices {
      var score = scores[index]
      let model = self.model(ledger.record(.model, named: score.publishedName, in: score.source))
      let label = licence(ledger.record(.licence, named: score.licenceLabel, in: score.source))
      score.model = model?.id
      score.organisation =
        model?.developer ?? ledger.record(.organisation, named: score.publishedOrganisation, in: score.source)
      score.licence = model?.licence ?? label?.id
      score.weights = Corpus.weights(of: model, label: label)
      scores[index] = score
      if model == nil {
        let key = "\(score.source)\u{0}\(score.publishedName)"
        if let position = known[key] {
          unresolved[position].rows += 1
        } else {
          known[key] = unresolved.count
          unresolved.append(
            UnresolvedName(
              name: score.publishedName, source: score.source, organisation: score.publishedOrganisation, rows: 1,
              place: score.place))
        }
      }
    }
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
