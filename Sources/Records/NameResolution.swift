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
    resolve(scores, by: ledger)
    resolve(\.prices, by: ledger)
    resolve(downloads, by: ledger)
    resolve(derivatives, by: ledger)
    resolve(usage, by: ledger)
    resolve(\.adoption, by: ledger)
    resolve(\.chips, by: ledger)
    resolve(\.fabs, by: ledger)
    resolve(\.compute, by: ledger)
    resolve(\.funding, by: ledger)
    resolve(\.safety, by: ledger)
    resolve(\.openness, by: ledger)
    for kind in [Score.kind, Download.kind, Derivative.kind, Usage.kind] { standRows(of: kind) }
  }

  private mutating func resolve<Kind: NamesSubjects>(_ kind: WritableKeyPath<Corpus, [Kind]>, by ledger: Ledger) {
    var answers = NameAnswers()
    // The list isn't held twice, so that it needn't be copied.
    var records: [Kind] = []
    swap(&records, &self[keyPath: kind])
    let general = self.records(of: Kind.kind)
    precondition(records.count == general.count, "records have both forms")
    // Both forms stand in one order.
    for index in records.indices {
      let answer = answer(records[index], at: general[index].place, by: ledger, &answers)
      let names = answers.list[answer].names
      answers.list[answer].rows += 1
      records[index].take(names)
      meanings[general[index]] = Int32(truncatingIfNeeded: names.number)
    }
    count(answers)
    self[keyPath: kind] = records
  }

  /// The same of a kind with very many rows: each file's different values are numbered, and names are only looked at where
  /// some come together that didn't before.
  private mutating func resolve<Kind: RowsWithNames>(_ rows: RowList<Kind>, by ledger: Ledger) {
    let fields = Kind.positions(of: Kind.naming + (ledger.hasDatedNames ? Kind.dating : []))
    guard let own = fields.first else { return }
    let others = Array(fields.dropFirst())
    var answers = NameAnswers()
    // Answers by the numbers of the first field and of all others together.
    var known: [UInt64: Int] = [:]
    var keys: [UInt64] = []
    var answerOfKey: [Int] = []
    var numbers = ValueNumbers()
    var otherNumbers = others.map { _ in ValueNumbers() }
    var contexts: [[Int32]: Int] = [:]
    var meanings = RecordNumbers()
    swap(&meanings, &self.meanings)
    var next = 0
    for stretch in stretches(of: Kind.kind) {
      let (values, indices) = stretch.values(at: own)
      let ownNumbers = numbers.numbers(of: values)
      let columns = others.indices.map { field in
        let (values, indices) = stretch.values(at: others[field])
        return (numbers: otherNumbers[field].numbers(of: values), indices: indices)
      }
      let first = stretch.positions.lowerBound
      var resolved = [Int32](repeating: -1, count: stretch.positions.count)
      for run in stretch.runs(at: others) {
        let context = columns.map { $0.numbers[$0.indices.map { Int($0[run.lowerBound - first]) } ?? 0] }
        let number = contexts[context] ?? contexts.count
        contexts[context] = number
        for position in run {
          let own = ownNumbers[indices.map { Int($0[position - first]) } ?? 0]
          let key = UInt64(number) << 32 | UInt64(own)
          // Tables of a source mostly name the same things one after the other.
          if next == keys.count || keys[next] != key {
            next = known[key] ?? keys.count
            if next == keys.count {
              let row = rows[position]
              known[key] = next
              keys.append(key)
              answerOfKey.append(answer(row, at: row.place, by: ledger, &answers))
            }
          }
          let answer = answerOfKey[next]
          next += 1
          answers.list[answer].rows += 1
          resolved[position - first] = Int32(truncatingIfNeeded: answers.list[answer].names.number)
        }
      }
      meanings.set(stretch) { resolved[$0 - first] }
    }
    self.meanings = meanings
    count(answers)
  }

  /// Notes how many rows have names that mean nothing to us.
  private mutating func count(_ answers: NameAnswers) {
    for answer in answers.list { if let missing = answer.unresolved { unresolved[missing].rows += answer.rows } }
  }

  /// The position among the answers of what the names in a record mean.
  private mutating func answer<Kind: NamesSubjects>(
    _ record: Kind, at place: Place, by ledger: Ledger, _ answers: inout NameAnswers
  ) -> Int {
    let (written, source) = (record.names, record.source)
    let date = record.namedOn
    let question = NameAnswers.Question(
      source: source, names: written, date: ledger.mayDependOnDate(written) ? date : nil)
    if let position = answers.positions[question] { return position }
    let resolved = self.resolved(written, in: source, on: date, by: ledger)
    resolvedNames.append(resolved)
    var position: Int?
    if let missing = resolved.missing {
      let key = [source, missing.subject.rawValue, missing.name]
      position = answers.unresolved[key] ?? unresolved.count
      if position == unresolved.count {
        answers.unresolved[key] = unresolved.count
        unresolved.append(
          UnresolvedName(
            name: missing.name, of: missing.subject, kind: Kind.kind, source: source,
            organisation: written.organisation, rows: 0, place: place))
      }
    }
    answers.positions[question] = answers.list.count
    answers.list.append((resolved, position, 0))
    return answers.list.count - 1
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

/// What the names of a kind's records mean, as far as somebody asked.
private struct NameAnswers {
  /// What decides what names mean. The date does only where a name has changed hands.
  struct Question: Hashable {
    var source: String
    var names: Names
    var date: PartialDate?
  }

  /// With the position among unresolved names of one that means nothing to us, and how many records have these names.
  var list: [(names: ResolvedNames, unresolved: Int?, rows: Int)] = []
  var positions: [Question: Int] = [:]
  /// Positions among unresolved names, by source, subject and name.
  var unresolved: [[String]: Int] = [:]
}
