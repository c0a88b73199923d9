import Metrics
import Records

/// What pages look up in the corpus again and again, made once.
struct SiteIndex: Sendable {
  let corpus: Corpus
  /// The ids of models by developer and by licence, in the order of the corpus.
  private let modelsByField: [String: [String: [String]]]
  /// The rows of `scores` by resolved model, in file order.
  let scoresOfModel: [String: [Record]]
  /// How many records name a source, rows of scores among them.
  let usesOfSource: [String: Int]

  init(_ corpus: Corpus) {
    self.corpus = corpus
    var byField: [String: [String: [String]]] = ["developer": [:], "licence": [:]]
    for model in corpus.models {
      byField["developer"]![model.developer, default: []].append(model.id)
      if let licence = model.licence { byField["licence"]![licence, default: []].append(model.id) }
    }
    modelsByField = byField
    var general: [String: Record] = [:]
    for record in corpus.records(of: "scores") { general[record.id] = record }
    var scores: [String: [Record]] = [:]
    for score in corpus.scores {
      guard let model = score.model, let record = general[score.id] else { continue }
      scores[model, default: []].append(record)
    }
    scoresOfModel = scores
    var uses: [String: Int] = [:]
    for kind in Corpus.kinds where kind.name != "sources" {
      for record in corpus.records(of: kind.name) {
        for field in record.fields {
          switch field.value {
          case .reference("sources", let id): uses[id, default: 0] += 1
          case .list(let values):
            for case .reference("sources", let id) in values { uses[id, default: 0] += 1 }
          default: break
          }
        }
      }
    }
    usesOfSource = uses
  }

  func models(of field: String, _ id: String) -> [String] { modelsByField[field]?[id] ?? [] }

  /// The model's row on the latest board of the benchmark that the first headline is about, the best of several there.
  func latestScore(of model: String) -> Record? {
    let rows = (scoresOfModel[model] ?? []).filter { $0["benchmark"] == mainBenchmark }
    return rows.max { left, right in (date(left), rating(left)) < (date(right), rating(right)) }
  }

  private var mainBenchmark: Value {
    let headlines = corpus.report.headlines.compactMap { id in corpus.metrics.first { $0.id == id }?.benchmark }
    return .reference(kind: "benchmarks", id: headlines.first ?? corpus.benchmarks.first?.id ?? "")
  }

  private func rating(_ record: Record) -> Double {
    if case .number(let quantity) = record["value"] { quantity.value ?? -.infinity } else { -.infinity }
  }

  private func date(_ record: Record) -> Int {
    if case .date(let date) = record["vintage"] { date.first.number } else { Int.min }
  }

  func bloc(of developer: Value) -> Value {
    guard case .reference(_, let id) = developer else { return .missing(.unknown) }
    return blocValue(corpus.bloc(of: id))
  }

  func blocValue(_ id: String?) -> Value { id.map { .choice($0) } ?? .missing(.unknown) }

  /// The value of a field, or of a field of the record that it refers to.
  func value(of path: FieldPath, in record: Record) -> Value {
    var current = record
    for (position, step) in path.steps.enumerated() {
      let value = self.value(of: step, in: current)
      if position == path.steps.count - 1 { return value }
      guard case .reference(let kind, let id) = value, let next = corpus.record(kind, id) else {
        return .missing(.absent)
      }
      current = next
    }
    return .missing(.absent)
  }

  private func value(of field: String, in record: Record) -> Value {
    if let written = record.fields.first(where: { $0.name == field }) { return written.value }
    return FieldCatalogue.derived(of: record.kind).first { $0.name == field }?.value(record, self) ?? .missing(.absent)
  }

  /// The value as an expression compares it.
  func operand(_ value: Value) -> Operand {
    switch value {
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): .word(text)
    case .reference(_, let id): .word(id)
    case .number(let quantity): (quantity.value ?? quantity.low).map { .number($0) } ?? .missing
    case .date(let date): .date(date)
    case .yesNo(let answer): .word(answer ? "yes" : "no")
    case .list(let values):
      .words(
        values.compactMap { value in
          if case .word(let word) = operand(value) { word } else { nil }
        })
    case .missing(.absent): .missing
    case .missing(let reason): .word(reason.rawValue)
    }
  }
}
