import Diagnostics
import Metrics
import Records
import TestSupport
import Testing

/// A row of a board as plain values.
func rating(
  _ name: String, _ bloc: String?, _ value: Double, _ interval: ClosedRange<Double>? = nil, weights: Weights = .closed,
  released: String? = nil, on vintage: String = "2024-06-19", scale: String? = "A", line: Int = 0
) -> Rating {
  let row = Figure.Row(
    kind: "scores", id: name, place: Place(SourceFile(path: "Input/scores/s.csv", text: ""), line..<line))
  return Rating(
    vintage: PartialDate(vintage)!, value: value, low: interval?.lowerBound, high: interval?.upperBound, bloc: bloc,
    weights: weights, name: name, publishedName: name, model: nil, released: released.flatMap { PartialDate($0) },
    scale: scale, row: row)
}

/// An item to be counted as plain values.
func item(_ date: String?, _ keys: String...) -> Counted {
  let row = Figure.Row(
    kind: "models", id: keys.joined(), place: Place(SourceFile(path: "Input/models/m.yaml", text: "")))
  return Counted(date: date.flatMap { PartialDate($0) }, keys: keys, row: row)
}

/// A point as text, whatever the order of its dictionaries.
func text(of point: Figure.Point) -> String {
  let further = point.extras.map { "\($0.key)=\($0.value)" } + point.words.map { "\($0.key)=\($0.value)" }
  let numbers = [point.value, point.low, point.high].map { $0.map { "\($0)" } ?? "-" }
  return "\(point.at) \(point.part) \(numbers) \(point.n ?? -1) \(point.labels) \(further.sorted())"
}

/// Whether two numbers agree as far as the digits written in a test go.
func agree(_ left: Double?, _ right: Double, within tolerance: Double = 1e-9) -> Bool {
  left.map { abs($0 - right) <= tolerance } ?? false
}

/// The rows of a board in which both blocs have open and closed models, and what the small input lacks for them.
let boardInput: [String: String] = [
  "Input/models/m.yaml": """
  - {id: gpt-4o, name: GPT-4o, developer: openai, weights: closed, licence: proprietary, released: 2024-05-13, source: board}
  - {id: r1, name: DeepSeek R1, developer: deepseek, weights: open, licence: mit, released: 2025-01-20, source: board}
  - {id: v3, name: DeepSeek V3, developer: deepseek, weights: open, licence: mit, released: 2024-12-26, source: board}
  """,
  "Input/scores/s.csv": """
  model,organisation,licence-label,benchmark,vintage,value,scale,source
  gpt-4o,OpenAI,Proprietary,arena,2024-06-19,"1287 [1284, 1290]",A,board
  Yi-Large,01 AI,Proprietary,arena,2024-06-19,"1240 [1237, 1243]",A,board
  gpt-4o,OpenAI,Proprietary,arena,2025-01-29,"1365 [1360, 1370]",A,board
  r1,DeepSeek,MIT License,arena,2025-01-29,"1358 [1349, 1366]",A,board
  v3,DeepSeek,MIT License,arena,2025-01-29,"1315 [1303, 1327]",A,board
  o1,OpenAI,Proprietary,arena,2025-01-29,"1352 [1346, 1358]",A,board
  Mystery,Nobody,Proprietary,arena,2025-01-29,"1300 [1290, 1310]",A,board
  """,
]

/// A metric's record text; further fields come as lines.
func metric(_ id: String, _ measure: String, _ further: String...) -> String {
  ([
    "id: \(id)", "title: A title", "measure: \(measure)", "unit: points", "version: 1", "caveat: none",
    "method: in words",
  ]
    + further).joined(separator: "\n") + "\n"
}

/// The figures of the board above for metrics written as record text.
func figures(
  _ metrics: String..., with files: [String: String] = [:]
) -> (figures: [String: Figure], findings: [String], corpus: Corpus) {
  let input = boardInput.merging(files) { _, new in new }
    .merging(["Input/metrics/m.yaml": metrics.joined(separator: "---\n")]) { _, new in new }
  let (corpus, wrong) = corpus(with: input)
  let (figures, findings, _) = Metrics.figures(of: corpus)
  let errors = wrong.filter { $0.severity == .error } + findings
  return (Dictionary(figures.map { ($0.id, $0) }) { first, _ in first }, errors.map(line(of:)), corpus)
}

/// Splitmix64: the same numbers for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A made-up board: models of three blocs and of nobody, some without interval, date or known weights.
func randomBoard(_ generator: inout SeededGenerator, rows: Int = 30) -> [Rating] {
  (0..<rows).map { index in
    let value = Double(Int.random(in: 12_000...15_000, using: &generator)) / 10
    let spread = Double(Int.random(in: 20...120, using: &generator)) / 10
    let day = Int.random(in: 19_500...20_500, using: &generator)
    return rating(
      "model-\(index)", ["us", "china", "other", nil].randomElement(using: &generator)!, value,
      Int.random(in: 0..<10, using: &generator) == 0 ? nil : (value - spread)...(value + spread + 1),
      weights: Weights.allCases.randomElement(using: &generator)!,
      released: Int.random(in: 0..<5, using: &generator) == 0 ? nil : Day(number: day).description, line: index)
  }
}
