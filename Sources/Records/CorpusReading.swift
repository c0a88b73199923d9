package import Diagnostics
import Reading

extension Corpus {
  /// Reads all records and links them.
  ///
  /// - Parameters:
  ///   - files: everything below `Input/`, sorted by path; the folder names the kind.
  ///   - asOf: the day of the edition; `nil` for the last day that the records know of.
  ///   - jobs: how many files are parsed at once, as many as there are cores unless given; nothing else depends on it.
  /// - Returns: what could be read, and all that was wrong. Records with errors are left out.
  package static func reading(
    _ files: [SourceFile], asOf: Day? = nil, jobs: Int? = nil
  ) -> (corpus: Corpus, findings: [Finding]) {
    var gathering = Gathering(files, jobs: jobs)
    let reports = gathering.records(of: Report.self)
    if reports.isEmpty, !gathering.isReportWritten {
      gathering.findings.append(
        Finding(
          .error, "missing-report", "there is no Input/report.yaml", at: nil,
          hint: "write one with a title and the blocs that figures compare", area: .pages))
    }
    var corpus = Corpus(report: reports.first ?? Report.empty)
    corpus.sources = gathering.records(of: Source.self)
    corpus.organisations = gathering.records(of: Organisation.self)
    corpus.families = gathering.records(of: Family.self)
    corpus.models = gathering.records(of: Model.self)
    corpus.licences = gathering.records(of: Licence.self)
    corpus.licenceClauses = gathering.records(of: LicenceClause.self)
    corpus.benchmarks = gathering.records(of: Benchmark.self)
    corpus.scores = gathering.rows(of: Score.self)
    corpus.prices = gathering.records(of: Price.self)
    corpus.downloads = gathering.rows(of: Download.self)
    corpus.derivatives = gathering.rows(of: Derivative.self)
    corpus.usage = gathering.rows(of: Usage.self)
    corpus.adoption = gathering.records(of: Adoption.self)
    corpus.chips = gathering.records(of: Chip.self)
    corpus.fabs = gathering.records(of: Fab.self)
    corpus.compute = gathering.records(of: Compute.self)
    corpus.rules = gathering.records(of: Rule.self)
    corpus.events = gathering.records(of: Event.self)
    corpus.funding = gathering.records(of: Funding.self)
    corpus.safety = gathering.records(of: Safety.self)
    corpus.openness = gathering.records(of: Openness.self)
    corpus.aliases = gathering.records(of: Alias.self)
    corpus.disputes = gathering.records(of: Dispute.self)
    corpus.claims = gathering.records(of: Claim.self)
    corpus.rivals = gathering.records(of: Rival.self)
    corpus.metrics = gathering.records(of: Metric.self)
    corpus.rubrics = gathering.records(of: Rubric.self)
    corpus.profiles = gathering.records(of: Profile.self)
    corpus.rollups = gathering.records(of: Rollup.self)
    corpus.notes = gathering.records(of: CommentNote.self)
    corpus.sheets = gathering.sheets
    for (kind, records) in gathering.general { corpus.setGeneral(records, of: kind) }
    corpus.index()
    corpus.asOf = asOf ?? corpus.lastKnownDay
    gathering.checkReferences()
    // The last of it: what has been read has gone into the corpus.
    let found = gathering.findings
    corpus.resolveNames()

    let checked = corpus.check(jobs: jobs)
    corpus.noteDisagreements()
    corpus.setAside = corpus.rowsToSetAside()
    corpus.noteFirstMentions()
    return (corpus, (found + checked).sorted(by: Finding.isShownBefore))
  }
}

extension Corpus {
  /// Runs all checks, several at once, and keeps out the rows that they want out.
  ///
  /// What one keeps out, later ones don't see: where one keeps out anything, those behind it are run again.
  private mutating func check(jobs: Int?) -> [Finding] {
    // Figures and pages ask for them again.
    noteDisagreements()
    var checked: [Finding] = []
    var left = Check.all
    while !left.isEmpty {
      let found = findings(of: left, jobs: jobs)
      var position = 0
      var out: [Finding] = []
      while position < left.count, out.isEmpty {
        out = found[position].filter { $0.effect == .quarantined }
        checked += found[position]
        position += 1
      }
      quarantine(out)
      left.removeFirst(position)
    }
    return checked
  }

  private func findings(of checks: [Check], jobs: Int?) -> [[Finding]] {
    checks.concurrentMap(jobs: jobs, stretches: checks.count) { $0.map { $0.findings(in: self) } }
  }
}

extension Report {
  /// Stands in when the real one couldn't be read; nothing is published then.
  fileprivate static var empty: Report {
    var nothing = FieldReader.takingNotes()
    return Report(reading: &nothing)
  }
}

/// Files on their way to records: what has been read so far, and what was wrong.
private struct Gathering {
  var findings: [Finding] = []
  var general: [String: [Record]] = [:]
  /// The sheets of CSV files by path.
  private(set) var sheets: [String: RecordSheet] = [:]
  private let jobs: Int?
  private var filesOfKind: [String: [ParsedFile]] = [:]
  /// How many files were read, so that each sheet has a number of its own.
  private var fileCount = 0
  private var references: [WrittenReferences] = []
  /// Every id that was written, those of broken records too, so that one error doesn't cause others.
  private var knownIDs: [String: Set<String>] = [:]
  /// Kinds whose rows have their places for ids, and the sheets that hold them.
  private var sheetsOfPlaces: [String: [RecordSheet]] = [:]
  /// Kinds of which a file couldn't be read at all, or an id: what its records are called nobody knows.
  private var unreadableKinds: Set<String> = []

  var isReportWritten: Bool { filesOfKind[Report.kind] != nil }

  init(_ files: [SourceFile], jobs: Int?) {
    self.jobs = jobs
    let kinds = Corpus.kinds.map(\.name)
    // Files differ in length, and those of one kind stand side by side.
    for parsed in files.concurrentMap(jobs: jobs, stretches: files.count, { $0.map { ParsedFile($0) } }) {
      let file = parsed.file
      let parts = file.path.split(separator: "/")
      if parts.count == 2, parts[1] == "report.yaml" {
        filesOfKind[Report.kind, default: []].append(parsed)
      } else if parts.count > 2, kinds.contains(String(parts[1])) {
        filesOfKind[String(parts[1]), default: []].append(parsed)
      } else {
        let folder = parts.count > 2 ? String(parts[1]) : nil
        let meant = folder.flatMap { nearMiss(of: $0, among: kinds) }.map { "did you mean '\($0)'?" }
        findings.append(
          Finding(
            .error, "unknown-kind",
            folder.map { "folder '\($0)' names no kind" } ?? "'\(file.path)' belongs to no kind",
            at: Place(file), hint: meant ?? "the kinds are \(kinds.joined(separator: ", "))"))
      }
    }
  }

  /// All records of a kind, sorted by id unless ids are places.
  mutating func records<Kind: RecordKind>(of type: Kind.Type) -> [Kind] {
    let (files, idsArePlaces) = filesRead(as: Kind.self, makesRows: true)
    var gathered = gathered(files)
    if !idsArePlaces { gathered.sort() }
    general[Kind.kind] = gathered.records
    return gathered.kinds
  }

  /// The same of a kind with very many rows, which aren't made. It gets its records when the corpus does.
  mutating func rows<Kind: RowsWithNames>(of type: Kind.Type) -> RowList<Kind> {
    let (files, _) = filesRead(as: Kind.self, makesRows: false)
    let gathered = gathered(files)
    general[Kind.kind] = gathered.records
    return RowList(files.compactMap(\.sheet), written: gathered.kinds)
  }

  /// Reads the files of a kind, several at once.
  private mutating func filesRead<Kind: RecordKind>(
    as type: Kind.Type, makesRows: Bool
  ) -> (files: [RecordFile<Kind>], idsArePlaces: Bool) {
    let description = Kind.description
    let idsArePlaces = description.fields.first?.name != "id"
    let first = fileCount
    let parsed = filesOfKind[Kind.kind] ?? []
    fileCount += parsed.count
    let files = parsed.concurrentMap(jobs: jobs, stretches: parsed.count) { some in
      some.indices.map { index in
        RecordFile<Kind>(
          some[index], number: first + index, description, hasIDs: !idsArePlaces, makesRows: makesRows)
      }
    }
    for file in files {
      references += file.references
      if file.hidesIDs { unreadableKinds.insert(Kind.kind) }
      if !file.ids.isEmpty { knownIDs[Kind.kind, default: []].formUnion(file.ids) }
      guard let sheet = file.sheet else { continue }
      sheets[sheet.rows.file.path] = sheet
      if idsArePlaces { sheetsOfPlaces[Kind.kind, default: []].append(sheet) }
    }
    return (files, idsArePlaces)
  }

  /// Puts together what the files of a kind hold, without records whose id one before has.
  private mutating func gathered<Kind: RecordKind>(_ files: [RecordFile<Kind>]) -> Gathered<Kind> {
    var gathered = Gathered<Kind>()
    gathered.makeRoom(for: files)
    var first: [String: Place] = [:]
    for file in files {
      findings += file.findings
      var found = FindingList()
      for item in file.items {
        found.append(contentsOf: item.findings)
        guard let record = item.record else { continue }
        if item.hasID, let kind = item.kind {
          if let earlier = first[kind.id] {
            found.append(.duplicateID(kind.id, kind: Kind.kind, at: kind.place, first: earlier))
            continue
          }
          first[kind.id] = kind.place
        }
        gathered.append(item.kind, record)
      }
      if let sheet = file.sheet { gathered.append(file.plainRows, of: sheet) }
      findings += found.all
    }
    return gathered
  }

  /// Every reference names a record that was written.
  mutating func checkReferences() {
    var sortedIDs: [String: [String]] = [:]
    var found = FindingList()
    let kinds = Set(Corpus.kinds.map(\.name))
    func isUnknown(_ kind: String, _ id: String) -> Bool {
      !unreadableKinds.contains(kind) && kinds.contains(kind) && !isKnown(kind, id)
    }
    func report(_ kind: String, _ id: String, at place: Place) {
      if sortedIDs[kind] == nil { sortedIDs[kind] = ids(of: kind).sorted() }
      found.append(.unknownReference(id, kind: kind, among: sortedIDs[kind] ?? [], at: place))
    }
    for written in references {
      switch written {
      case .one(let reference):
        if isUnknown(reference.kind, reference.id) { report(reference.kind, reference.id, at: reference.place) }
      case .sheet(let sheet):
        // Each different value is looked up once; only where one is unknown are the rows looked for that have it.
        let fields = sheet.fields.filter(\.mayRefer)
        let unknown = fields.map { field in
          (0..<field.valueCount).map { field.value(at: $0).references.filter(isUnknown) }
        }
        guard unknown.contains(where: { $0.contains { !$0.isEmpty } }) else { continue }
        for row in sheet.writtenRows {
          for (field, unknown) in zip(fields, unknown) {
            for (kind, id) in unknown[field.index(in: row)] {
              report(kind, id, at: sheet.place(of: field, row: row) ?? sheet.rows.place(ofRow: row))
            }
          }
        }
      }
    }
    findings += found.all
  }

  private func isKnown(_ kind: String, _ id: String) -> Bool {
    if knownIDs[kind]?.contains(id) ?? false { return true }
    guard sheetsOfPlaces[kind] != nil, let (path, row) = RecordSheet.row(named: id), let sheet = sheets[path] else {
      return false
    }
    return sheet.kind == kind && row < sheet.rows.rowCount && !sheet.rows.emptyRows.contains(row)
  }

  private func ids(of kind: String) -> [String] {
    let places = (sheetsOfPlaces[kind] ?? []).flatMap { sheet in
      sheet.writtenRows.map { RecordSheet.id(ofRow: $0, in: sheet.rows.file.path) }
    }
    return Array(knownIDs[kind] ?? []) + places
  }
}

/// The records of a kind in both forms, one for one but for rows that nobody has made.
private struct Gathered<Kind: RecordKind> {
  private(set) var kinds: [Kind] = []
  private(set) var records: [Record] = []

  /// Rows are many: lists that grow would be copied again and again.
  mutating func makeRoom(for files: [RecordFile<Kind>]) {
    let count = files.reduce(0) { $0 + $1.items.count }
    kinds.reserveCapacity(count)
    records.reserveCapacity(files.reduce(count) { $0 + $1.plainRows.count })
  }

  mutating func append(_ kind: Kind?, _ record: Record) {
    if let kind { kinds.append(kind) }
    records.append(record)
  }

  mutating func append(_ rows: [Int], of sheet: RecordSheet) {
    for row in rows { records.append(Record(row: row, of: sheet)) }
  }

  /// Puts them in order of id.
  mutating func sort() {
    let ids = kinds.map(\.id)
    let order = kinds.indices.sorted { ids[$0] < ids[$1] }
    kinds = order.map { kinds[$0] }
    records = order.map { records[$0] }
  }
}

extension Value {
  /// Every record that it names.
  fileprivate var references: [(kind: String, id: String)] {
    switch self {
    case .reference(let kind, let id): [(kind, id)]
    case .list(let values): values.flatMap(\.references)
    default: []
    }
  }
}

extension Finding {
  fileprivate static func duplicateID(_ id: String, kind: String, at place: Place, first: Place) -> Finding {
    Finding(
      .error, "duplicate-id", "\(kind) has two records with the id '\(id)'", at: place,
      hint: "give one of them another id, or delete it", related: [.init("the first is here", at: first)])
  }

  /// - Parameter known: the ids of the kind, sorted.
  static func unknownReference(_ id: String, kind: String, among known: [String], at place: Place) -> Finding {
    let invisible = id.unicodeScalars.first { $0.properties.isDefaultIgnorableCodePoint || $0 == "\u{A0}" }
    let meant =
      invisible.map { "it holds the invisible character U+\(hexadecimal($0.value, digits: 4)): delete that" }
      ?? nearMiss(of: id, among: known).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "unknown-reference", "\(kind) has no record '\(id)'", at: place,
      hint: meant ?? "correct the id, or add the record under Input/\(kind)/")
  }
}
