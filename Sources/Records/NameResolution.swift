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

    /// Whether it is this, whatever the date.
    func isAbout(_ names: Names, in source: String) -> Bool {
      date == nil && self.names == names && self.source == source
    }
  }

  private mutating func resolve<Kind: NamesSubjects>(_ kind: WritableKeyPath<Corpus, [Kind]>, by ledger: Ledger) {
    var answers: [(question: Question, names: ResolvedNames, unresolved: Int?)] = []
    var positions: [Question: Int] = [:]
    var known: [[String]: Int] = [:]
    // Neither list is held twice, so that it needn't be copied.
    var records: [Kind] = []
    swap(&records, &self[keyPath: kind])
    var meanings = RecordNumbers()
    swap(&meanings, &self.meanings)
    precondition(records.count == self.records(of: Kind.kind).count, "records have both forms")
    var next = 0
    // Both forms stand in one order.
    for stretch in stretches(of: Kind.kind) {
      meanings.set(stretch) { index in
        let (written, source) = (records[index].names, records[index].source)
        let isDated = ledger.mayDependOnDate(written)
        // Tables of a source mostly name the same things one after the other.
        if next < answers.count, !isDated, answers[next].question.isAbout(written, in: source) {
          next += 1
        } else {
          let date = records[index].namedOn
          let question = Question(source: source, names: written, date: isDated ? date : nil)
          if let position = positions[question] {
            next = position + 1
          } else {
            let resolved = self.resolved(written, in: source, on: date, by: ledger)
            resolvedNames.append(resolved)
            var position: Int?
            if let missing = resolved.missing {
              let key = [source, missing.subject.rawValue, missing.name]
              position = known[key] ?? unresolved.count
              if position == unresolved.count {
                known[key] = unresolved.count
                unresolved.append(
                  UnresolvedName(
                    name: missing.name, of: missing.subject, kind: Kind.kind, source: source,
                    organisation: written.organisation, rows: 0, place: records[index].place))
              }
            }
            positions[question] = answers.count
            answers.append((question, resolved, position))
            next = answers.count
          }
        }
        let names = answers[next - 1].names
        if let missing = answers[next - 1].unresolved { unresolved[missing].rows += 1 }
        records[index].take(names)
        return Int32(truncatingIfNeeded: names.number)
      }
    }
    self[keyPath: kind] = records
    self.meanings = meanings
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
      number: resolvedNames.count,
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
