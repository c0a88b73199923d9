package import Diagnostics
import Reading
package import Records

/// What an export would change under `Input/`, or why it is refused.
package struct Import: Sendable {
  /// A file that would be written.
  package struct Change: Sendable {
    /// As in `Input/scores/arena/arena-text-2026-08-19.csv`.
    package let path: String
    /// `nil` for a new file.
    package let before: String?
    package let after: String
  }

  /// By path; empty when nothing is new, or when the export is refused.
  package private(set) var changes: [Change] = []
  /// What is wrong with the export. Anything fatal, and nothing changes.
  package private(set) var findings: [Finding] = []
  /// The names in the written files that no record answers to.
  package private(set) var unresolved: [UnresolvedName] = []
  /// How many rows the export comes to.
  package private(set) var rows = 0

  package var isRefused: Bool { findings.contains { $0.effect == .fatal } }

  /// Works out what an export changes. Reads and writes no disk.
  ///
  /// - Parameters:
  ///   - files: the upstream files, in any order.
  ///   - source: the id of their record under `Input/sources/`.
  ///   - asOf: the day on which the export was made.
  ///   - input: everything below `Input/`.
  package init(
    _ files: [SourceFile], as importer: Importer, source: String, asOf: Day, into input: [SourceFile],
    options: ImportOptions = ImportOptions()
  ) {
    let (corpus, _) = Corpus.reading(input)
    guard corpus.source(source) != nil else {
      findings = [.unknownSource(source, known: corpus.sources.map(\.id))]
      return
    }
    var intake = Intake(
      files: files.sorted { $0.path < $1.path }, source: source, asOf: asOf, ledger: Ledger(corpus), corpus: corpus,
      options: options)
    var tables = importer.read(&intake).filter { !$0.rows.isEmpty }
    findings = intake.findings + Self.emptyFiles(among: intake.files)
    // A board without a record under Input/benchmarks/ is one that nobody here asks about.
    let boards = Set(corpus.benchmarks.map(\.id))
    let strange = Set(tables.filter { $0.kind == Score.kind && !boards.contains($0.series) }.map(\.series))
    findings += strange.sorted().map { .unknownBoard($0) }
    tables.removeAll { $0.kind == Score.kind && strange.contains($0.series) }
    rows = tables.reduce(0) { $0 + $1.rows.count }
    if rows == 0, !isRefused { findings.append(.emptyExport(files)) }
    guard !isRefused else { return }
    for index in tables.indices { tables[index].complete(from: source, options, &findings) }
    tables.sort { ($0.kind, $0.series, $0.name) < ($1.kind, $1.series, $1.name) }
    findings += shortTables(among: tables, source: source, input: input, options)
    guard !isRefused else { return }
    changes = Self.changes(writing: tables, source: source, input: input)
    tryOut(on: input, source: source)
    if isRefused { changes = [] }
  }

  private static func emptyFiles(among files: [SourceFile]) -> [Finding] {
    files.filter { $0.bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }.map { .emptyFile($0) }
  }

  private static func changes(writing tables: [RecordTable], source: String, input: [SourceFile]) -> [Change] {
    let existing = Dictionary(input.map { ($0.path, $0) }) { first, _ in first }
    return tables.compactMap { table in
      let path = path(of: table, source: source)
      let old = existing[path]
      let merged = table.merged(with: old.map { RecordTable.rows(in: $0) } ?? [])
      guard let kind = Corpus.kinds.first(where: { $0.name == table.kind }) else {
        preconditionFailure("an importer writes kinds that exist")
      }
      let text = merged.csv(of: kind)
      if let old, old.bytes == Array(text.utf8) { return nil }
      return Change(path: path, before: old.map { String(decoding: $0.bytes, as: UTF8.self) }, after: text)
    }
  }

  static func path(of table: RecordTable, source: String) -> String {
    "Input/\(table.kind)/\(source)/\(table.name).csv"
  }

  /// Reads all records with the new files among them: what could not be published isn't written.
  private mutating func tryOut(on input: [SourceFile], source: String) {
    let paths = Set(changes.map(\.path))
    let files =
      input.filter { !paths.contains($0.path) } + changes.map { SourceFile(path: $0.path, text: $0.after) }
    let (corpus, wrong) = Corpus.reading(files.sorted { $0.path < $1.path })
    findings += wrong.filter { finding in
      finding.severity == .error && (finding.place.map { paths.contains($0.file.path) } ?? false)
    }
    unresolved = corpus.unresolved.filter { $0.source == source && paths.contains($0.place.file.path) }
  }
}

extension RecordTable {
  /// Adds what every row has, and joins rows that say the same of one thing.
  fileprivate mutating func complete(from source: String, _ options: ImportOptions, _ findings: inout [Finding]) {
    for index in rows.indices {
      rows[index] = rows[index].filter { !$0.value.isEmpty }
      rows[index]["source"] = source
      for (field, value) in options.fields where rows[index][field] == nil { rows[index][field] = value }
    }
    rows.sort(by: isOrdered)
    var first: [[String]: Row] = [:]
    var kept: [Row] = []
    for row in rows {
      let key = key(of: row) + [day(of: row)]
      if let earlier = first[key] {
        if content(of: earlier) != content(of: row) { findings.append(.repeatedRow(self, row)) }
      } else {
        first[key] = row
        kept.append(row)
      }
    }
    rows = kept
  }
}

extension Finding {
  fileprivate static func unknownSource(_ id: String, known: [String]) -> Finding {
    let meant = nearMiss(of: id, among: known).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "unknown-reference", "sources has no record '\(id)'", at: nil,
      hint: meant
        ?? "describe the source under Input/sources/ first: title, licence, redistribution, how far it was seen")
  }

  fileprivate static func emptyFile(_ file: SourceFile) -> Finding {
    Finding(.error, "empty-export", "empty file", at: Place(file), hint: "fetch it again")
  }

  fileprivate static func emptyExport(_ files: [SourceFile]) -> Finding {
    Finding(
      .error, "empty-export", files.isEmpty ? "no file of this format" : "the export holds nothing to import",
      at: files.first.map { Place($0) }, hint: "fetch it again; what was imported before stays")
  }

  fileprivate static func unknownBoard(_ id: String) -> Finding {
    Finding(
      .note, "unknown-board", "benchmarks has no record '\(id)'; its tables are left out", at: nil,
      hint: "add one to Input/benchmarks/ to import them")
  }

  fileprivate static func repeatedRow(_ table: RecordTable, _ row: RecordTable.Row) -> Finding {
    let name = table.key(of: row).filter { !$0.isEmpty }.joined(separator: ", ")
    return Finding(
      .warning, "repeated-row", "the export speaks twice of '\(name)', differently, for \(table.name)", at: nil,
      hint: "one of the two rows is kept; the same one every time")
  }
}
