import Diagnostics
import Metrics
import Records

/// Every row behind a figure: what became of it, what it says and where that comes from.
///
/// The figure's page shows the first of them, `data/figures/ID.rows.csv` has all, and `explain` counts them.
struct TrailRows {
  enum Use: String, CaseIterable {
    case used
    case leftOut = "left-out"
    case quarantined
  }

  struct Row {
    var use: Use
    /// The names under which the workings read it; empty for a row that the answer itself doesn't hang on.
    var contribution: [String] = []
    /// `nil` for an observation of another figure.
    var row: Figure.Row?
    var name: String
    var cells: [(column: String, cell: WorkingsCell)] = []
    /// True when its source doesn't let its table be passed on, and the workings don't quote it.
    var isWithheld = false
    var source: Source?
    /// How far the source was read for this row.
    var seen: String
    var reason = ""
    var observation: (figure: String, at: PartialDate)?

    var spot: String { row.map { $0.place.spot } ?? observation.map { "\($0.figure) at \($0.at)" } ?? "" }

    func text(_ column: String, places: Int? = nil) -> String? {
      switch cells.first(where: { $0.column == column })?.cell {
      case .number(let number)?:
        places.map { NumberFormat.number(number, places: $0) } ?? NumberFormat.exact(number, upTo: 6)
      case .text(let text)?: text
      case nil: nil
      }
    }
  }

  let figure: Figure
  private(set) var rows: [Row] = []
  /// Rows that aren't listed, by the reason why they are left out: they are the rest of their kind.
  private(set) var unlisted: [(reason: String, count: Int)] = []
  /// Of a choice: how many rows it uses and the figure doesn't, and the other way round.
  private(set) var gainedCount = 0
  private(set) var lostCount = 0
  private let corpus: Corpus
  private let field: String
  private var positions: [Key: Int] = [:]
  /// The groups of whose rows a formula reads the ends of intervals.
  private var readingEnds: Set<String> = []

  private struct Key: Hashable {
    var kind: String
    var id: String
  }

  /// Those that the answer hangs on come first, in the order of the workings; then the others that were used, the left
  /// out by reason, the quarantined.
  init(of figure: Figure, in corpus: Corpus) {
    self.figure = figure
    self.corpus = corpus
    field = corpus.metrics.first { $0.id == figure.id }?.value ?? "value"
    addRows(of: figure.workings)
    for (scope, workings) in zip(figure.scopes, figure.workingsOfSeries) {
      for group in workings?.groupsReadingEnds ?? [] { readingEnds.insert(group + scope) }
      for group in workings?.groups ?? [] {
        for entry in group.entries { add(entry, to: group.name + scope) }
      }
    }
    let evidence = figure.coverage.evidence
    for row in figure.rows + evidence.used { add(row, .used, "") }
    for group in evidence.leftOut {
      for row in group.rows { add(row, .leftOut, group.reason) }
      if group.count > group.rows.count { unlisted.append((group.reason, group.count - group.rows.count)) }
    }
    for kept in evidence.quarantined { add(kept.row, .quarantined, kept.reason) }
  }

  /// Those that a figure's number under another choice hangs on, then those that it uses and the figure doesn't, and
  /// the other way round: of each the first `Self.listedOfChoice`.
  init(of choice: Sensitivity.Choice, beside figure: Figure, in corpus: Corpus) {
    self.figure = choice.figure
    self.corpus = corpus
    let metric = corpus.metrics.first { $0.id == figure.id }
    field = metric?.variants.first { $0.name == choice.name }?.choices.value ?? metric?.value ?? "value"
    addRows(of: choice.figure.workings)
    let (own, others) = (figure.allUsed, choice.figure.allUsed)
    let (isOwn, isOther) = (Set(own), Set(others))
    let gained = others.filter { !isOwn.contains($0) }
    let lost = own.filter { !isOther.contains($0) }
    (gainedCount, lostCount) = (gained.count, lost.count)
    for row in gained.prefix(Self.listedOfChoice) { add(row, .used, "") }
    guard !lost.isEmpty else { return }
    var reasons: [Figure.Row: String] = [:]
    for group in choice.figure.coverage.evidence.leftOut {
      for row in group.rows where isOwn.contains(row) { reasons[row] = group.reason }
    }
    for row in lost.prefix(Self.listedOfChoice) { add(row, .leftOut, reasons[row] ?? "not asked for by this choice") }
  }

  /// The rest are the rest of their tables.
  static let listedOfChoice = 100

  /// Names that stand for few rows come first: a page shows these whatever it cuts.
  private mutating func addRows(of workings: Workings?) {
    guard let workings else { return }
    readingEnds.formUnion(workings.groupsReadingEnds)
    let groups = workings.groups
    for group in groups.filter({ $0.entries.count <= 3 }) + groups.filter({ $0.entries.count > 3 }) {
      for entry in group.entries { add(entry, to: group.name) }
    }
  }

  func rows(_ use: Use) -> [Row] { rows.filter { $0.use == use } }

  /// The position of the row that a name of the workings stands for, when it stands for one or few.
  func positions(of contribution: String) -> [Int] {
    rows.indices.filter { rows[$0].contribution.contains(contribution) }
  }

  private mutating func add(_ entry: Workings.Entry, to group: String) {
    let key =
      entry.row.map { Key(kind: $0.kind, id: $0.id) }
      ?? Key(kind: "", id: entry.observation.map { "\($0.figure)@\($0.at)" } ?? entry.label)
    if let position = positions[key] {
      if !rows[position].contribution.contains(group) { rows[position].contribution.append(group) }
      for cell in cells(of: entry, in: group) where !rows[position].cells.contains(where: { $0.column == cell.column })
      {
        rows[position].cells.append(cell)
      }
      return
    }
    var row = described(entry.row, .used, "")
    row.contribution = [group]
    let date = row.cells.first { $0.column == "date" }
    row.cells = cells(of: entry, in: group)
    if let date, entry.cell("date") == nil { row.cells.append(date) }
    row.isWithheld = false
    if let observation = entry.observation {
      (row.observation, row.name) = (observation, entry.label)
    }
    positions[key] = rows.count
    rows.append(row)
  }

  /// A row without an interval has none in the file either, unless a formula of the group reads its number as both ends.
  private func cells(of entry: Workings.Entry, in group: String) -> [(column: String, cell: WorkingsCell)] {
    guard !readingEnds.contains(group), let value = entry.cell("value") else { return entry.cells }
    return entry.cells.filter { cell in !["low", "high"].contains(cell.column) || cell.cell != value }
  }

  private mutating func add(_ row: Figure.Row, _ use: Use, _ reason: String) {
    let key = Key(kind: row.kind, id: row.id)
    guard positions[key] == nil else { return }
    positions[key] = rows.count
    rows.append(described(row, use, reason))
  }

  private func described(_ row: Figure.Row?, _ use: Use, _ reason: String) -> Row {
    guard let row else { return Row(use: use, row: nil, name: "", seen: "", reason: reason) }
    // A row that is kept out is no record of the corpus, but it says what it says.
    let record = corpus.record(row.kind, row.id) ?? (row.record.fieldCount > 0 ? row.record : nil)
    var described = Row(use: use, row: row, name: record?.shortName ?? row.id, seen: "", reason: reason)
    guard let record else { return described }
    if case .reference(_, let id) = record["source"] { described.source = corpus.source(id) }
    described.isWithheld = described.source?.withholdsRows ?? false
    let own = record["seen"]
    if case .missing = own { described.seen = described.source?.seen.rawValue ?? "" } else { described.seen = own.text }
    for (column, field) in [("value", field), ("input", "input"), ("output", "output")] {
      guard case .number(let quantity) = record[field] else { continue }
      if let value = quantity.value { described.cells.append((column, .number(value))) }
      if column == "value" {
        if let low = quantity.low { described.cells.append(("low", .number(low))) }
        if let high = quantity.high { described.cells.append(("high", .number(high))) }
      }
    }
    if let date = record.trailDate { described.cells.append(("date", .text(date.description))) }
    return described
  }
}

extension Workings {
  fileprivate var groupsReadingEnds: [String] {
    steps.flatMap(\.formula.columns).filter { ["low", "high"].contains($0.column) }.map(\.group)
  }
}

extension Record {
  /// The day that the row speaks of.
  fileprivate var trailDate: PartialDate? {
    for field in ["vintage", "as-of", "observed", "valid-from", "date", "released", "in-force", "announced"] {
      if case .date(let date) = self[field] { return date }
    }
    return nil
  }
}

extension Figure {
  /// What makes a name of the workings speak of one observation, for each of the series: `@2025-01-29/difference`, and
  /// `@2025-01-29/us/2` for the second of a part on a day.
  fileprivate var scopes: [String] {
    var known: [String: Int] = [:]
    return series.map { point in
      let scope = "@\(point.at)/\(String(point.part.map { $0 == " " ? "_" : $0 }))"
      known[scope, default: 0] += 1
      return known[scope] == 1 ? scope : "\(scope)/\(known[scope] ?? 1)"
    }
  }

  /// Every row that counts, each once.
  fileprivate var allUsed: [Row] {
    var known: Set<Row> = []
    return (rows + coverage.evidence.used).filter { known.insert($0).inserted }
  }
}

// MARK: - The file

extension TrailRows {
  static func path(of figure: String) -> String { "data/figures/\(figure).rows.csv" }

  /// The rows of a figure's other choices, each line with the choice that it is of.
  static func choicesPath(of figure: String) -> String { "data/figures/\(figure).choices.csv" }

  var file: OutputFile { OutputFile(path: Self.path(of: figure.id), bytes: Self.csv(of: [("", rows)], header: [])) }

  /// - Parameter choices: their addresses on the figure's page, each with its rows.
  static func file(of figure: String, choices: [(id: String, rows: TrailRows)]) -> OutputFile {
    OutputFile(
      path: choicesPath(of: figure), bytes: csv(of: choices.map { ($0.id, $0.rows.rows) }, header: ["choice"]))
  }

  /// - Parameter header: `choice`, where lines begin with it.
  private static func csv(of groups: [(name: String, rows: [Row])], header: [String]) -> [UInt8] {
    // Columns of cells stand in the order in which rows first have them.
    var columns: [String] = []
    for row in groups.lazy.flatMap(\.rows) {
      for cell in row.cells where !columns.contains(cell.column) { columns.append(cell.column) }
    }
    let front = header + ["use", "contribution", "kind", "id", "name", "file", "line"]
    var csv = CSVWriter(header: front + columns + ["source", "retrieved", "seen", "reason"])
    for group in groups {
      for row in group.rows { csv.row((header.isEmpty ? [] : [.text(group.name)]) + row.line(columns)) }
    }
    return csv.bytes
  }
}

extension TrailRows.Row {
  fileprivate func line(_ columns: [String]) -> [CSVWriter.Cell] {
    var line: [CSVWriter.Cell] = [
      .text(use.rawValue), .text(contribution.joined(separator: " ")),
      .text(row?.kind ?? (observation == nil ? "" : "figures")), .text(row?.id ?? observation?.figure ?? ""),
      .text(name), .text(row?.place.file.path ?? ""), .number(row.map { Double($0.place.line) }),
    ]
    for column in columns {
      let isShown = !isWithheld || column == "date"
      switch isShown ? cells.first(where: { $0.column == column })?.cell : nil {
      case .number(let number)?: line.append(.number(number))
      case .text(let text)?: line.append(.text(text))
      case nil: line.append(.text(""))
      }
    }
    let withheld = isWithheld ? "its source’s table isn’t passed on" : ""
    line += [
      .text(source?.id ?? ""), .text(source?.retrieved?.description ?? ""), .text(seen),
      .text([reason, withheld].filter { !$0.isEmpty }.joined(separator: "; ")),
    ]
    return line
  }
}
