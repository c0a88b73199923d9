import Diagnostics

extension Corpus {
  /// The kinds whose records name models or organisations.
  static let kindsWithNames: Set<String> = [
    Score.kind, Price.kind, Download.kind, Derivative.kind, Usage.kind, Adoption.kind, Chip.kind, Fab.kind,
    Compute.kind,
    Funding.kind, Safety.kind, Openness.kind,
  ]

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
  }

  /// What decides what names mean. The date does only where a name has changed hands.
  private struct Question: Hashable {
    var source: String
    var names: Names
    var date: PartialDate?
  }

  private mutating func resolve<Kind: NamesSubjects>(_ kind: WritableKeyPath<Corpus, [Kind]>, by ledger: Ledger) {
    var answers: [(question: Question, names: ResolvedNames, unresolved: Int?)] = []
    var positions: [Question: Int] = [:]
    var known: [[String]: Int] = [:]
    // Both forms stand in one order.
    let general = self.records(of: Kind.kind)
    var records: [Kind] = []
    // The list isn't held twice, so that it needn't be copied.
    swap(&records, &self[keyPath: kind])
    precondition(records.count == general.count, "records have both forms")
    var next = 0
    for index in records.indices {
      let (written, source, date) = (records[index].names, records[index].source, records[index].namedOn)
      let question = Question(source: source, names: written, date: ledger.mayDependOnDate(written) ? date : nil)
      // Tables of a source mostly name the same things one after the other.
      let isExpected = next < answers.count && answers[next].question == question
      if let position = isExpected ? next : positions[question] {
        next = position + 1
        if let missing = answers[position].unresolved { unresolved[missing].rows += 1 }
      } else {
        let resolved = self.resolved(written, in: source, on: date, by: ledger)
        var position: Int?
        if let missing = resolved.missing {
          let key = [source, missing.subject.rawValue, missing.name]
          if let earlier = known[key] {
            position = earlier
            unresolved[earlier].rows += 1
          } else {
            position = unresolved.count
            known[key] = unresolved.count
            unresolved.append(
              UnresolvedName(
                name: missing.name, of: missing.subject, kind: Kind.kind, source: source,
                organisation: written.organisation, rows: 1, place: records[index].place))
          }
        }
        positions[question] = answers.count
        answers.append((question, resolved, position))
        next = answers.count
      }
      let names = answers[next - 1].names
      records[index].take(names)
      meanings[general[index]] = names
    }
    self[keyPath: kind] = records
  }

  private func resolved(
    _ names: Names, in source: String, on date: PartialDate?, by ledger: Ledger
  ) -> ResolvedNames {
    let named = ledger.record(.organisation, named: names.organisation, in: source, on: date)
    let model = self.model(ledger.model(named: names.model, by: named, in: source, on: date))
    let family = ledger.record(.family, named: names.family, in: source, on: date)
    let organisation = model?.developer ?? named
    let isKnown = model != nil || organisation != nil || family != nil
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
    let label = licence(ledger.record(.licence, named: names.licence, in: source))
    return ResolvedNames(
      meaning: isKnown
        ? Meaning(model: model?.id, organisation: organisation, family: family, namedOrganisation: named) : Meaning(),
      model: model, organisation: organisation, licence: model?.licence ?? label?.id,
      weights: Corpus.weights(of: model, label: label),
      missing: missing.map { ResolvedNames.Missing(subject: $0.0, name: $0.1) })
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
