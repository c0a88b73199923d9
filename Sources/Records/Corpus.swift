package import Diagnostics
import Reading

/// All records of one run, typed, with names resolved. Figures and pages read nothing else.
package struct Corpus: Sendable {
  package internal(set) var report: Report
  /// The day of the edition, which the age of facts is measured by.
  package internal(set) var asOf = Day(number: 0)
  package internal(set) var sources: [Source] = []
  package internal(set) var organisations: [Organisation] = []
  package internal(set) var families: [Family] = []
  package internal(set) var models: [Model] = []
  package internal(set) var licences: [Licence] = []
  package internal(set) var licenceClauses: [LicenceClause] = []
  package internal(set) var benchmarks: [Benchmark] = []
  package internal(set) var scores = RowList<Score>()
  package internal(set) var prices: [Price] = []
  package internal(set) var downloads = RowList<Download>()
  package internal(set) var derivatives = RowList<Derivative>()
  package internal(set) var usage = RowList<Usage>()
  package internal(set) var adoption: [Adoption] = []
  package internal(set) var chips: [Chip] = []
  package internal(set) var fabs: [Fab] = []
  package internal(set) var compute: [Compute] = []
  package internal(set) var rules: [Rule] = []
  package internal(set) var events: [Event] = []
  package internal(set) var funding: [Funding] = []
  package internal(set) var safety: [Safety] = []
  package internal(set) var openness: [Openness] = []
  package internal(set) var aliases: [Alias] = []
  package internal(set) var disputes: [Dispute] = []
  package internal(set) var claims: [Claim] = []
  package internal(set) var rivals: [Rival] = []
  package internal(set) var metrics: [Metric] = []
  package internal(set) var rubrics: [Rubric] = []
  package internal(set) var profiles: [Profile] = []
  package internal(set) var rollups: [Rollup] = []
  package internal(set) var notes: [CommentNote] = []
  /// Rows that were kept out of every figure, with the reason.
  package internal(set) var quarantined: [Quarantined] = []
  /// Rows that figures leave out, by kind, each with the rows that it gives way to where they are counted: those of
  /// a source that ranks higher and says otherwise, or the record of which it is another form.
  package internal(set) var setAside: [String: [Record: Set<Record>]] = [:]
  /// On what counts, safety results and scores differ, once somebody looked; `nil` before, and when a row was moved since.
  var notedDisagreements: [Disagreement]?
  /// Which of `resolvedNames` the names in a record mean; records without names are left out.
  var meanings = RecordNumbers()
  /// By the number that `meanings` has for a record.
  var resolvedNames: [ResolvedNames] = []
  /// For each model the last day of the earliest date at which it was rated or sold: by then it was released.
  package private(set) var firstMention: [String: Day] = [:]
  /// Names that no record answers to, kind by kind, in the order of their first row.
  package internal(set) var unresolved: [UnresolvedName] = []

  /// The general form of every record, by kind: sorted by id, or in file order where ids are places.
  private(set) var general: [String: [Record]] = [:]
  private var positions = RecordNumbers()
  /// The same records file by file.
  private var stretchesOfKind: [String: [RecordStretch]] = [:]
  /// The rows of CSV files by path.
  var sheets: [String: RecordSheet] = [:]
  /// Positions of rows that have ids of their own, by kind and id.
  private var rowsWithIDs: [String: [String: Int]] = [:]
  private var modelPositions: [String: Int] = [:]
  private var organisationPositions: [String: Int] = [:]
  private var sourcePositions: [String: Int] = [:]
  private var licencePositions: [String: Int] = [:]
  private(set) var blocOfCountry: [String: String] = [:]

  /// What each kind is, in the order of the data dictionary.
  package static let kinds: [KindDescription] = [
    Source.description, Organisation.description, Family.description, Model.description, Licence.description,
    LicenceClause.description, Benchmark.description, Score.description, Price.description, Download.description,
    Derivative.description,
    Usage.description, Adoption.description, Chip.description, Fab.description, Compute.description, Rule.description,
    Event.description, Funding.description, Safety.description, Openness.description, Alias.description,
    Dispute.description,
    Claim.description, Rival.description, Metric.description, Rubric.description, Profile.description,
    Rollup.description, CommentNote.description, Report.description,
  ]

  init(report: Report) {
    self.report = report
  }
}

/// A row that was kept out, and why.
package struct Quarantined: Sendable {
  package let kind: String
  package let id: String
  package let place: Place
  package let record: Record
  package let finding: Finding
  fileprivate let restore: @Sendable (inout Corpus) -> Void
}

/// Ids of the records that the names in a record mean.
package struct Meaning: Sendable, Equatable {
  package var model: String?
  /// The model's developer, or else the organisation that the source names.
  package var organisation: String?
  package var family: String?
  /// The organisation that the source names, whoever our record says made the model.
  package var namedOrganisation: String?
}

/// A name that a source uses and that no record answers to.
package struct UnresolvedName: Sendable {
  package let name: String
  package let of: Alias.Subject
  /// The kind of the records that use it.
  package let kind: String
  package let source: String
  /// The organisation's name as the source writes it.
  package let organisation: String?
  package internal(set) var rows: Int
  package let place: Place
}

// MARK: - Looking things up

extension Corpus {
  package func records(of kind: String) -> [Record] { general[kind] ?? [] }

  /// All records of a kind, in the same order, file by file.
  package func stretches(of kind: String) -> [RecordStretch] { stretchesOfKind[kind] ?? [] }

  package func record(_ kind: String, _ id: String) -> Record? {
    if let position = positions[Record.Key(kind: kind, id: id)] { return general[kind]![Int(position)] }
    guard let (path, row) = RecordSheet.row(named: id), let sheet = sheets[path], sheet.kind == kind,
      row < sheet.rows.rowCount
    else { return rowsWithIDs[kind]?[id].flatMap { general[kind]?[$0] } }
    let record = Record(row: row, of: sheet)
    return positions[record] == nil ? nil : record
  }

  /// The record of a kind that begins at a place.
  func record(of kind: String, at place: Place) -> Record? {
    if let sheet = sheets[place.file.path] {
      guard sheet.kind == kind, let row = sheet.rows.row(at: place.start) else { return nil }
      let record = Record(row: row, of: sheet)
      return positions[record] == nil || record.place != place ? nil : record
    }
    return records(of: kind).first { $0.row == nil && $0.place == place }
  }

  /// Where a record stands among those of its kind; `nil` for one that isn't among them.
  package func position(of record: Record) -> Int? { positions[record].map { Int($0) } }

  /// Which records had their names resolved together, and so mean the same by them; `nil` for one without names.
  package func resolution(of record: Record) -> Int? { meanings[record].map { Int($0) } }

  /// How many such groups of records there are; they are numbered from 0.
  package var resolutionCount: Int { resolvedNames.count }

  /// What the names in a record mean; `nil` when none means anything to us.
  package func meaning(of record: Record) -> Meaning? { resolution(of: record).flatMap { meaning(ofResolution: $0) } }

  /// The same of names that were resolved together.
  package func meaning(ofResolution number: Int) -> Meaning? {
    let meaning = resolvedNames[number].meaning
    return meaning == Meaning() ? nil : meaning
  }

  /// What the names in a record mean, whether that is anything to us or not; `nil` for one without names.
  func resolvedNames(of record: Record) -> ResolvedNames? { resolution(of: record).map { resolvedNames[$0] } }

  /// The score at a position among all of them.
  package func score(at position: Int) -> Score { scores[position] }

  package func model(_ id: String?) -> Model? { id.flatMap { modelPositions[$0] }.map { models[$0] } }

  package func organisation(_ id: String?) -> Organisation? {
    id.flatMap { organisationPositions[$0] }.map { organisations[$0] }
  }

  package func licence(_ id: String?) -> Licence? { id.flatMap { licencePositions[$0] }.map { licences[$0] } }

  package func source(_ id: String) -> Source? { sourcePositions[id].map { sources[$0] } }

  package func benchmark(_ id: String?) -> Benchmark? { benchmarks.first { $0.id == id } }

  /// The id of the benchmark that the first headline is about; empty when there is none.
  package var mainBenchmark: String {
    let headlines = report.headlines.compactMap { id in metrics.first { $0.id == id }?.benchmark }
    return headlines.first ?? benchmarks.first?.id ?? ""
  }

  /// The id of the bloc that an organisation's country belongs to, `other` for other countries, `nil` when unknown.
  package func bloc(of organisation: String?) -> String? {
    guard let position = organisation.flatMap({ organisationPositions[$0] }),
      let country = organisations[position].country
    else { return nil }
    return blocOfCountry[country] ?? "other"
  }

  package func bloc(_ id: String) -> Bloc? { report.blocs.first { $0.id == id } }

  /// What a side of a comparison is called, written `us`, `open` or `us/closed`: `United States, closed weights`.
  package func name(ofSide side: String) -> String {
    side.split(separator: "/").map { word in
      let id = String(word)
      return bloc(id)?.name ?? organisation(id)?.name ?? (Weights(rawValue: id) == nil ? id : "\(id) weights")
    }.joined(separator: ", ")
  }

  /// The last day that any score, release or source in the records is of: what an edition speaks of, whenever it is made.
  package var lastKnownDay: Day {
    var rated: Day?
    eachDate(of: Score.kind, "vintage") { date, _ in rated = max(rated ?? date.first, date.first) }
    let days =
      [rated, sources.lazy.compactMap(\.retrieved?.first).max()]
      + [models.lazy.compactMap(\.released?.first).max()]
    return days.compactMap(\.self).max() ?? Day(number: 0)
  }

  /// The share of all rows that were quarantined, a fraction.
  package var quarantinedShare: Double {
    let kept = general.values.reduce(0) { $0 + $1.count }
    return quarantined.isEmpty ? 0 : Double(quarantined.count) / Double(kept + quarantined.count)
  }
}

// MARK: - Filling it

extension Corpus {
  mutating func setGeneral(_ records: [Record], of kind: String) {
    for stretch in stretches(of: kind) {
      if let record = stretch.written { positions[record.key] = nil } else { positions.set(stretch) { _ in -1 } }
    }
    general[kind] = records
    let stretches = RecordStretch.all(records)
    stretchesOfKind[kind] = stretches
    notedDisagreements = nil
    var ids: [String: Int] = [:]
    for stretch in stretches.reversed() {
      positions.set(stretch) { Int32(truncatingIfNeeded: $0) }
      guard let sheet = stretch.sheet, sheet.fields.first?.name == "id" else { continue }
      for position in stretch.positions.reversed() { ids[records[position].id] = position }
    }
    rowsWithIDs[kind] = ids.isEmpty ? nil : ids
    standRows(of: kind)
  }

  /// Puts the rows of a kind that has very many of them into their typed list, with what their names mean.
  mutating func standRows(of kind: String) {
    let stretches = stretches(of: kind)
    switch kind {
    case Score.kind: scores.stand(as: stretches, meanings, resolvedNames)
    case Download.kind: downloads.stand(as: stretches, meanings, resolvedNames)
    case Derivative.kind: derivatives.stand(as: stretches, meanings, resolvedNames)
    case Usage.kind: usage.stand(as: stretches, meanings, resolvedNames)
    default: break
    }
  }

  /// Makes the look-ups; called once all records are in.
  mutating func index() {
    func positions(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
    }
    modelPositions = positions(models.map(\.id))
    organisationPositions = positions(organisations.map(\.id))
    sourcePositions = positions(sources.map(\.id))
    licencePositions = positions(licences.map(\.id))
    for bloc in report.blocs {
      for country in bloc.countries { blocOfCountry[country] = bloc.id }
    }
  }

  /// Notes when each model was first rated or sold.
  mutating func noteFirstMentions() {
    var first: [String: Day] = [:]
    func mention(_ model: String?, _ day: Day?) {
      guard let model, let day else { return }
      if let known = first[model], known <= day { return }
      first[model] = day
    }
    // Rows whose names were resolved together are of one model.
    var rated: [Day?] = Array(repeating: nil, count: resolvedNames.count)
    let vintage = Score.positions(of: ["vintage"])[0]
    for stretch in stretches(of: Score.kind) {
      let (values, indices) = stretch.values(at: vintage)
      let days = values.map { value in if case .date(let date) = value { date.last } else { Day(number: 0) } }
      for (offset, number) in resolutions(of: stretch).enumerated() where number >= 0 {
        let day = days[indices.map { Int($0[offset]) } ?? 0]
        rated[Int(number)] = min(rated[Int(number)] ?? day, day)
      }
    }
    for (names, day) in zip(resolvedNames, rated) { mention(names.model?.id, day) }
    for price in prices { mention(price.model, price.namedOn?.last) }
    firstMention = first
  }

  /// Moves rows out of every figure.
  mutating func quarantine(_ findings: [Finding]) {
    let places = Dictionary(findings.compactMap { finding in finding.place.map { ($0, finding) } }) { first, _ in first
    }
    guard !places.isEmpty else { return }
    quarantine(scores, at: places)
    quarantine(\.prices, at: places)
    quarantine(downloads, at: places)
    quarantine(derivatives, at: places)
    quarantine(usage, at: places)
    quarantine(\.adoption, at: places)
    quarantine(\.chips, at: places)
    quarantine(\.fabs, at: places)
    quarantine(\.compute, at: places)
    quarantine(\.events, at: places)
    quarantine(\.funding, at: places)
    quarantine(\.safety, at: places)
    quarantine(\.openness, at: places)
  }

  private mutating func quarantine<Kind: RecordKind>(
    _ kind: any WritableKeyPath<Corpus, [Kind]> & Sendable, at places: [Place: Finding]
  ) {
    let all = self[keyPath: kind]
    let out = quarantine(of: Kind.kind, at: places) { position, row, corpus in
      let restored = corpus.restore(row)
      corpus[keyPath: kind].insert(all[position], at: restored)
    }
    if !out.isEmpty { self[keyPath: kind] = all.removing(out) }
  }

  /// The same of a kind whose rows are made when somebody asks for them.
  private mutating func quarantine<Kind: RowsWithNames>(_ rows: RowList<Kind>, at places: [Place: Finding]) {
    quarantine(of: Kind.kind, at: places) { _, row, corpus in corpus.restore(row) }
  }

  /// Moves records out of the general form.
  ///
  /// - Parameter restore: puts one back, which is given with its position.
  /// - Returns: their positions, ascending.
  @discardableResult private mutating func quarantine(
    of kind: String, at places: [Place: Finding],
    _ restore: @escaping @Sendable (_ position: Int, _ row: Record, inout Corpus) -> Void
  ) -> [Int] {
    let files = Set(places.keys.map(\.file.path))
    let all = records(of: kind)
    let out = all.indices.filter { files.contains(all[$0].file.path) && places[all[$0].place] != nil }
    guard !out.isEmpty else { return [] }
    for position in out {
      let row = all[position]
      guard let finding = places[row.place] else { continue }
      quarantined.append(
        Quarantined(kind: kind, id: row.id, place: row.place, record: row, finding: finding) { corpus in
          restore(position, row, &corpus)
        })
    }
    setGeneral(all.removing(out), of: kind)
    return out
  }

  /// Puts a row back into the general form, in front of the first that stands behind it in the files.
  ///
  /// - Returns: its position.
  @discardableResult private mutating func restore(_ row: Record) -> Int {
    var records = records(of: row.kind)
    let position = records.firstIndex { row.stands(before: $0) } ?? records.endIndex
    records.insert(row, at: position)
    setGeneral(records, of: row.kind)
    return position
  }

  /// The records as they would be had the row not been kept out.
  package func restoring(_ row: Quarantined) -> Corpus {
    var corpus = self
    row.restore(&corpus)
    corpus.quarantined.removeAll { $0.place == row.place }
    return corpus
  }
}

extension Array {
  /// All but those at some positions, which ascend.
  func removing(_ positions: [Int]) -> [Element] {
    var kept: [Element] = []
    kept.reserveCapacity(count - positions.count)
    var start = 0
    for position in positions {
      kept += self[start..<position]
      start = position + 1
    }
    return kept + self[start...]
  }
}
