import Diagnostics
import Reading

extension Corpus {
  /// The kinds whose records name models or organisations.
  static let kindsWithNames: Set<String> = [
    Score.kind, Price.kind, Download.kind, Derivative.kind, Usage.kind, Adoption.kind, Chip.kind, Fab.kind,
    Compute.kind,
    Funding.kind, Safety.kind, Openness.kind,
  ]

  /// Gives every record that names a model or an organisation our ids, and lists the names that mean nothing to us.
  mutating func resolveNames() {
    for given in answers(by: Ledger(self)) { take(given) }
    takeNames(\.prices)
    takeNames(\.adoption)
    takeNames(\.chips)
    takeNames(\.fabs)
    takeNames(\.compute)
    takeNames(\.funding)
    takeNames(\.safety)
    takeNames(\.openness)
    for kind in [Score.kind, Download.kind, Derivative.kind, Usage.kind] { standRows(of: kind) }
  }

  /// Those to each kind, looked at beside each other.
  private func answers(by ledger: Ledger) -> [NameAnswers] {
    let kinds: [@Sendable () -> NameAnswers] = [
      { answers(to: scores, by: ledger) },
      { answers(to: prices, by: ledger) },
      { answers(to: downloads, by: ledger) },
      { answers(to: derivatives, by: ledger) },
      { answers(to: usage, by: ledger) },
      { answers(to: adoption, by: ledger) },
      { answers(to: chips, by: ledger) },
      { answers(to: fabs, by: ledger) },
      { answers(to: compute, by: ledger) },
      { answers(to: funding, by: ledger) },
      { answers(to: safety, by: ledger) },
      { answers(to: openness, by: ledger) },
    ]
    return kinds.concurrentMap(stretches: kinds.count) { $0.map { $0() } }
  }

  /// Notes what the names of a kind's records mean.
  private mutating func take(_ answers: NameAnswers) {
    let first = resolvedNames.count
    resolvedNames += answers.list.map { $0.names.numbered(from: first) }
    for stretch in stretches(of: answers.kind) {
      meanings.set(stretch) { Int32(truncatingIfNeeded: first) + answers.ofRecords[$0] }
    }
    var missing = answers.unresolved
    for answer in answers.list { if let position = answer.unresolved { missing[position].rows += answer.rows } }
    unresolved += missing
  }

  private mutating func takeNames<Kind: NamesSubjects>(_ kind: WritableKeyPath<Corpus, [Kind]>) {
    // The list isn't held twice, so that it needn't be copied.
    var records: [Kind] = []
    swap(&records, &self[keyPath: kind])
    // Both forms stand in one order.
    for (index, record) in self.records(of: Kind.kind).enumerated() {
      if let number = meanings[record] { records[index].take(resolvedNames[Int(number)]) }
    }
    self[keyPath: kind] = records
  }

  private func answers<Kind: NamesSubjects>(to records: [Kind], by ledger: Ledger) -> NameAnswers {
    let general = self.records(of: Kind.kind)
    precondition(records.count == general.count, "records have both forms")
    var answers = NameAnswers(kind: Kind.kind)
    for (record, other) in zip(records, general) {
      answers.note(answers.answer(to: record, at: other.place, in: self, by: ledger))
    }
    return answers
  }

  /// The same of a kind with very many rows: each file's different values are numbered, and names are only looked at where
  /// some come together that didn't before.
  private func answers<Kind: RowsWithNames>(to rows: RowList<Kind>, by ledger: Ledger) -> NameAnswers {
    var answers = NameAnswers(kind: Kind.kind)
    let fields = Kind.positions(of: Kind.naming + (ledger.hasDatedNames ? Kind.dating : []))
    guard let own = fields.first else { preconditionFailure("names are made of fields") }
    let others = Array(fields.dropFirst())
    answers.ofRecords.reserveCapacity(rows.count)
    // Answers by the numbers of the first field and of all others together.
    var known: [UInt64: Int] = [:]
    var keys: [UInt64] = []
    var answerOfKey: [Int] = []
    var numbers = ValueNumbers()
    var otherNumbers = others.map { _ in ValueNumbers() }
    var contexts: [[Int32]: Int] = [:]
    var next = 0
    for stretch in stretches(of: Kind.kind) {
      let (values, indices) = stretch.values(at: own)
      let ownNumbers = numbers.numbers(of: values)
      let columns = others.indices.map { field in
        let (values, indices) = stretch.values(at: others[field])
        return (numbers: otherNumbers[field].numbers(of: values), indices: indices)
      }
      let first = stretch.positions.lowerBound
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
              answerOfKey.append(answers.answer(to: row, at: row.place, in: self, by: ledger))
            }
          }
          answers.note(answerOfKey[next])
          next += 1
        }
      }
    }
    return answers
  }

  /// - Parameter number: that of these names among all of their kind.
  fileprivate func resolved(
    _ names: Names, in source: String, on date: PartialDate?, by ledger: Ledger, number: Int
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
      number: number,
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
  private struct Question: Hashable {
    var source: String
    var names: Names
    var date: PartialDate?
  }

  let kind: String
  /// With the position among unresolved names of one that means nothing to us, and how many records have these names.
  private(set) var list: [(names: ResolvedNames, unresolved: Int?, rows: Int)] = []
  /// In the order of their first row, none of which is counted yet.
  private(set) var unresolved: [UnresolvedName] = []
  /// For each record of the kind which answer is its.
  var ofRecords: [Int32] = []
  private var positions: [Question: Int] = [:]
  /// Positions among unresolved names, by source, subject and name.
  private var unresolvedPositions: [[String]: Int] = [:]

  init(kind: String) { self.kind = kind }

  /// Gives the next record an answer.
  mutating func note(_ answer: Int) {
    list[answer].rows += 1
    ofRecords.append(Int32(truncatingIfNeeded: answer))
  }

  /// The position among the answers of what the names in a record mean.
  mutating func answer<Kind: NamesSubjects>(
    to record: Kind, at place: Place, in corpus: Corpus, by ledger: Ledger
  ) -> Int {
    let (written, source) = (record.names, record.source)
    let date = record.namedOn
    let question = Question(source: source, names: written, date: ledger.mayDependOnDate(written) ? date : nil)
    if let position = positions[question] { return position }
    let resolved = corpus.resolved(written, in: source, on: date, by: ledger, number: list.count)
    var position: Int?
    if let missing = resolved.missing {
      let key = [source, missing.subject.rawValue, missing.name]
      position = unresolvedPositions[key] ?? unresolved.count
      if position == unresolved.count {
        unresolvedPositions[key] = unresolved.count
        unresolved.append(
          UnresolvedName(
            name: missing.name, of: missing.subject, kind: kind, source: source, organisation: written.organisation,
            rows: 0, place: place))
      }
    }
    positions[question] = list.count
    list.append((resolved, position, 0))
    return list.count - 1
  }
}
