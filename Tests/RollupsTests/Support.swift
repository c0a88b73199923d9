import Diagnostics
import Records
import Rollups
import TestSupport
import Testing

/// A spec with its usual fields; those given replace or add to them, line by line.
func spec(_ fields: [String: String] = [:], columns: String? = nil, more: String = "") -> String {
  let usual = [
    "title": "Downloads", "into": "downloads", "inputs": "[hub/*.csv]", "name-column": "model", "day-column": "day",
    "count-column": "downloads", "period": "month", "take": "sum", "by": "organisation", "platform": "Hub",
    "measure": "downloads by organisation", "unit": "downloads", "source": "board",
  ]
  let all = usual.merging(fields) { $1 }.sorted { $0.key < $1.key }.map { "\($0): \($1)\n" }.joined()
  let usualColumns = "[{name: model, type: text}, {name: day, type: day}, {name: downloads, type: count}]"
  return "id: hub\n\(all)columns: \(columns ?? usualColumns)\n\(more)"
}

/// Who is who in these tests: a hub that was handed over, a model with a base, a maker elsewhere.
let people = [
  "Input/organisations/o.yaml": """
  - {id: openai, name: OpenAI, country: US, hubs: [openai]}
  - {id: deepseek, name: DeepSeek, country: CN, hubs: [deepseek-ai]}
  - {id: mistral, name: Mistral, country: FR, hubs: [mistralai]}
  """,
  "Input/families/f.yaml": "- {id: r, name: R, developers: [deepseek], sources: [board]}\n",
  "Input/models/m.yaml": """
  - {id: r1, name: R1, developer: deepseek, family: r, weights: open, licence: mit, source: board}
  - {id: tuned, name: Tuned, developer: mistral, base-model: r1, weights: open, licence: mit, source: board}
  """,
  "Input/aliases/a.csv": """
  name,of,record,from,to
  handed,organisation,openai,,2025-01-15
  handed,organisation,deepseek,2025-01-16,
  """,
]

/// The plan of a spec in the small corpus.
func plan(_ text: String, with files: [String: String] = people) throws -> RollupPlan {
  let (corpus, findings) = corpus(with: files.merging(["Input/rollups/hub.yaml": text]) { $1 })
  let errors = findings.filter { $0.severity == .error }.map(line(of:))
  #expect(errors == [])
  let (plan, wrong) = RollupPlan.make(try #require(corpus.rollups.first), corpus)
  #expect(wrong.map(line(of:)) == [])
  return try #require(plan)
}

/// What the embedded engine comes to over the files of a folder.
func counting(
  _ plan: RollupPlan, in folder: TemporaryFolder, _ change: (inout EmbeddedEngine) -> Void = { _ in }
) throws -> Counting {
  var engine = EmbeddedEngine()
  change(&engine)
  return try engine.count(plan, HistoryPath.files(matching: plan.spec.inputs, below: folder.path))
}

/// The rows of the result without what is the same in all of them: subject, kind, value, as-of, window, note.
func rows(of text: String) -> [String] {
  text.split(separator: "\n").dropFirst().map { row in
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    return [0, 1, 6, 8, 9, 18].map { String(cells[$0]) }.joined(separator: " ").trimmingBlanks
  }
}

/// The result of a history given as files; its rows as `rows(of:)` shows them.
func rolledUp(
  _ text: String, _ files: [String: String], with records: [String: String] = people
) throws -> (rows: [String], findings: [String]) {
  let folder = try TemporaryFolder()
  for (path, text) in files { try folder.write(text, to: path) }
  let plan = try plan(text, with: records)
  let counting = try counting(plan, in: folder)
  guard let tally = counting.tally else { return ([], counting.findings.map(line(of:))) }
  let result = RolledUp(tally, plan)
  return (result.isWhole ? rows(of: result.text) : [], result.findings.map(line(of:)))
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
