import Diagnostics
import Reading
import Records
import TestSupport
import Testing

/// Sources of the sheets that are one publication with another, each with the record that stands for both.
let joinedSources = [
  "arena-full-2026-08": "lmarena-full-2026-summer", "arena-daily-2026-10": "llm-leaderboard-daily-2026-10",
  "sacks-gap-2025": "kessler-huawei-2025",
]

/// What a sheet names as the source of a row that it found in no text: records may drop such a fact, or say where it was found.
let unsourced = "analyst-memory"

/// Every fact of the fact sheets has a record under `Input/`.
@Suite(.enabled(if: Shared.has("research"), Comment(rawValue: Shared.absence)))
struct ResearchTests {
  /// One fact sheet, and how its rows are told from each other in records.
  struct Sheet: Sendable, CustomTestStringConvertible {
    var file: String
    var kinds: [String]
    /// The sheet's columns, each with the field that holds it.
    var keys: [(column: String, field: String)]
    /// Cells that are written differently in records.
    var translation: [String: String] = [:]

    var testDescription: String { file }

    init(_ file: String, _ kinds: String..., keys: [(String, String)], translating: [String: String] = [:]) {
      self.file = file
      self.kinds = kinds
      self.keys = keys.map { (column: $0.0, field: $0.1) }
      translation = translating
    }
  }

  private static let counted = [
    ("subject", "subject"), ("hub", "platform"), ("metric", "measure"), ("as_of", "as-of"), ("source_id", "source"),
  ]

  static let sheets = [
    Sheet("sources.yaml", "sources", keys: [("id", "id")]),
    Sheet("sources-2.yaml", "sources", keys: [("id", "id")], translating: joinedSources),
    Sheet("models.csv", "models", keys: [("model", "name"), ("release_date", "released")]),
    // The sheet's row 'unknown' is a placeholder; a model without a known licence has none in our records.
    Sheet("licences.csv", "licences", keys: [("licence_id", "id")], translating: ["unknown": ""]),
    Sheet(
      "licence-clauses.csv", "licence-clauses",
      keys: [("licence_id", "licence"), ("clause", "clause"), ("says", "says"), ("source_id", "source")],
      translating: ["mau-limit": "user-limit"]),
    Sheet(
      "prices.csv", "prices",
      keys: [
        ("model", "model"), ("input_usd_per_m", "input"), ("output_usd_per_m", "output"),
        ("cached_input_usd_per_m", "cached-input"), ("valid_from", "valid-from"), ("source_id", "source"),
      ]),
    Sheet("downloads-published.csv", "downloads", keys: counted),
    Sheet("derivatives-published.csv", "derivatives", keys: counted),
    Sheet("adoption.csv", "adoption", "usage", keys: [("claim_id", "claim"), ("source_id", "source")]),
    Sheet("chips-2.csv", "chips", keys: [("chip", "name"), ("fp16_dense_tflops", "fp16"), ("source_id", "source")]),
    Sheet(
      "chips.csv", "chips", keys: [("chip", "name")],
      translating: [
        "A100 80GB": "A100 SXM 80GB", "A800": "A800 SXM 80GB", "H800": "H800 SXM", "H200": "H200 SXM",
        "B300 (Blackwell Ultra)": "B300", "MI308": "MI308X", "Ascend 910B": "Ascend 910B (variant not stated)",
        "Siyuan 590": "Siyuan 590 (MLU590)",
      ]),
    Sheet(
      "fabs.csv", "fabs",
      keys: [("date", "as-of"), ("company", "organisation"), ("node_label", "node"), ("source_id", "source")]),
    Sheet(
      "rules.csv", "rules",
      keys: [
        ("rule_id", "id"), ("announced", "announced"), ("issued", "issued"), ("in_force", "in-force"),
        ("withdrawn", "withdrawn"), ("confidence", "confidence"),
      ]),
    Sheet("events.csv", "events", keys: [("title", "title"), ("actor", "actor"), ("source_id", "source")]),
    Sheet(
      "funding.csv", "funding",
      keys: [
        ("date", "date"), ("company", "organisation"), ("event", "event"), ("amount_usd_m", "amount"),
        ("valuation_usd_m", "valuation"), ("status", "status"),
      ]),
    Sheet("safety.csv", "safety", keys: [("claim_id", "claim"), ("source_id", "source")]),
    Sheet(
      "safety-evaluations.csv", "safety",
      keys: [
        ("evaluation", "evaluation"), ("evaluator", "evaluator"), ("date", "date"), ("source_id", "source"),
        ("confidence", "confidence"), ("comparison_model", "comparison"), ("n", "n"), ("successes", "successes"),
      ]),
    Sheet("claims.yaml", "claims", keys: [("id", "id")]),
    Sheet("rivals.yaml", "rivals", keys: [("id", "id")]),
    Sheet("profiles.yaml", "profiles", keys: [("id", "id")]),
    Sheet(
      "arena.csv", "scores",
      keys: [("top_model", "model"), ("lab", "organisation"), ("last_reading", "vintage"), ("rating_elo", "value")]),
  ]

  /// Rows that our records correct, by how the fact begins, each with why.
  private static let corrected = [
    "us-diffusion-tiers-2025 |": "never bound anybody", "us-diffusion-cap-2025 |": "never bound anybody",
    "us-diffusion-lpp-2025 |": "never bound anybody", "us-diffusion-uveu-t1 |": "never bound anybody",
    "us-diffusion-uveu-t2 |": "never bound anybody", "us-weights-4e091-2025 |": "never bound anybody",
    "us-affiliates-2025 |": "a suspension ends it", "cn-gagesb-ban-2024 |": "a suspension ends it",
    "2026 | OpenAI | private round, final |": "other sources name the day",
    "H20 licences for China promised again (July; day from memory) |": "other sources name the day",
    "15% revenue share on H20 and MI308 sales to China announced (day from memory;": "other sources name the day",
    "apache-2.0 | commercial-use |": "it spoke of models, not of the text",
    "mit | commercial-use |": "it spoke of models, not of the text",
    "mit | output-training |": "the text is silent; the words stood beside it",
    "nvidia-open-model | commercial-use |": "a day in words", "openmdw-1.1 | commercial-use |": "a day in words",
    "qwen-research | commercial-use |": "days in words",
    "kimi-modified-mit | naming | Same clause": "a day in words", "llama-4 | territory | A reader": "a day in words",
    "minimax-model-2025 | field-of-use |": "without an abbreviation",
    "minimax-m27-nc | commercial-use |": "without an abbreviation",
    "falcon-tii-2 | field-of-use |": "without an abbreviation",
  ]

  private static let input = Committed.reading

  @Test(arguments: sheets)
  func noFactIsLost(sheet: Sheet) throws {
    let records = sheet.kinds.flatMap { Self.input.corpus.records(of: $0) }
    var left: [[String]: Int] = [:]
    for record in records { left[sheet.keys.map { written(record[$0.field]) }, default: 0] += 1 }
    // A source that stands for two of the sheets counts for each.
    if sheet.kinds == [Source.kind] { for id in joinedSources.values { left[[id], default: 0] += 1 } }
    let facts = try facts(of: sheet)
    #expect(!facts.isEmpty)
    var lost: [String] = []
    for fact in facts where fact.contains(where: { !$0.isEmpty }) {
      let words = fact.joined(separator: " | ")
      if Self.corrected.keys.contains(where: { words.hasPrefix($0) }) { continue }
      if let count = left[fact], count > 0 {
        left[fact] = count - 1
      } else {
        lost.append(words)
      }
    }
    #expect(lost == [])
  }

  @Test func everyAnswerOfTheRivalsIsThere() throws {
    let file = SourceFile(path: "rivals.yaml", bytes: try Shared.bytes(of: "research/rivals.yaml"))
    let questions = RecordText.read(file).documents.flatMap { $0.items ?? [] }
    for question in questions {
      let entries = question.entries ?? []
      let id = entries.first { $0.key.text == "id" }?.value.text
      let answers = entries.first { $0.key.text == "answers" }?.value.items ?? []
      #expect(Self.input.corpus.rivals.first { $0.id == id }?.answers.count == answers.count, "\(id ?? "")")
    }
  }

  @Test func theRecordsAreWithoutErrors() {
    #expect(Self.input.findings.filter { $0.severity == .error }.map(line(of:)) == [])
  }

  /// The keys of each row, as records would write them.
  private func facts(of sheet: Sheet) throws -> [[String]] {
    let file = SourceFile(path: sheet.file, bytes: try Shared.bytes(of: "research/\(sheet.file)"))
    func translated(_ text: String) -> String {
      let text = sheet.translation[text] ?? text
      return Quantity(text)?.text ?? text
    }
    if sheet.file.hasSuffix(".yaml") {
      return RecordText.read(file).documents.flatMap { $0.items ?? [] }.map { node in
        sheet.keys.map { key in
          translated(node.entries?.first { $0.key.text == key.column }?.value.text ?? "")
        }
      }
    }
    let table = try #require(CSVTable.read(file).table)
    let columns = try sheet.keys.map { key in
      try #require(table.header.firstIndex { $0.text == key.column }, "\(sheet.file) has no \(key.column)")
    }
    let sourced = (0..<table.rowCount).filter { row in
      !table.header.indices.contains { table.cell(row: row, column: $0).text == unsourced }
    }
    return sourced.map { row in columns.map { translated(table.cell(row: row, column: $0).text) } }
  }

  private func written(_ value: Value) -> String {
    switch value {
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text):
      Quantity(text)?.text ?? text
    case .reference(_, let id): Quantity(id)?.text ?? id
    case .number(let number): number.text
    case .date(let date): Quantity(date.description)?.text ?? date.description
    case .yesNo(let answer): answer ? "yes" : "no"
    case .list, .missing: ""
    }
  }
}
