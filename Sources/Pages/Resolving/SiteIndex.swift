import Metrics
import Reading
import Records

/// What pages look up in the corpus again and again, made once.
final class SiteIndex: Sendable {
  let corpus: Corpus
  /// The ids of models by developer and by licence, in the order of the corpus.
  private let modelsByField: [String: [String: [String]]]
  /// Positions among the records of a kind of those that name another record, by kind and by the record named.
  private let naming: [String: Naming]
  /// Everything on which our sources disagree; of prices the answer first that figures use.
  let disagreements: [Disagreement]
  /// What they are about, by the record.
  private let disputes: [Record.Key: Set<String>]
  /// The benchmark that the first headline is about.
  let mainBenchmark: Value
  /// Each model's row on the latest board that it is on, and each organisation's best model on the latest of all; of the
  /// benchmark that the first headline is about.
  private let latestScores: [String: Record]
  private let bestModels: [String: (model: String, score: Record)]

  /// Where each model stands on the boards of that benchmark.
  let standings: [String: (first: Standing, latest: Standing)]
  /// What that benchmark's numbers are.
  let mainUnit: Unit

  /// The blended list price of each model whose maker sells it, on the last day that the records know.
  let priceOfModel: [String: Double]

  /// - Parameter boards: all boards of the corpus's main benchmark, where they have been made already.
  init(_ corpus: Corpus, boards: BoardHistory? = nil) async {
    self.corpus = corpus
    let main = corpus.mainBenchmark
    // What takes long is made beside each other.
    async let standings = (boards ?? BoardHistory(of: main, in: corpus)).standings
    async let naming = Corpus.kinds.concurrentMap(stretches: Corpus.kinds.count) { kinds in
      kinds.map { ($0.name, Naming(of: $0, in: corpus)) }
    }
    let market = Market(corpus)
    priceOfModel = market.lowestPrices(on: corpus.lastKnownDay, .list)
    var byField: [String: [String: [String]]] = ["developer": [:], "licence": [:]]
    for model in corpus.models {
      byField["developer"]![model.developer, default: []].append(model.id)
      if let licence = model.licence { byField["licence"]![licence, default: []].append(model.id) }
    }
    modelsByField = byField
    disagreements = market.ranked(
      corpus.disagreements(withinDays: Int(Check.sourcesDisagree.threshold(in: corpus))), in: corpus)
    disputes = disagreements.reduce(into: [:]) { disputes, disagreement in
      if let about = disagreement.about { disputes[about, default: []].insert(disagreement.question) }
    }
    mainBenchmark = Value.reference(kind: "benchmarks", id: main)
    mainUnit = Unit(corpus.benchmark(main)?.unit ?? "")
    let ranking = Self.ranking(by: main, in: corpus, modelsOf: byField["developer"]!)
    latestScores = ranking.latest.mapValues(\.record)
    bestModels = ranking.best.mapValues { ($0.model, $0.score.record) }
    self.naming = Dictionary(await naming) { first, _ in first }
    self.standings = await standings
  }

  private static func ranking(
    by benchmark: String, in corpus: Corpus, modelsOf: [String: [String]]
  ) -> (latest: [String: Score], best: [String: (model: String, score: Score)]) {
    func day(_ score: Score) -> Int { score.vintage.first.number }
    func rating(_ score: Score) -> Double { score.value.value ?? -.infinity }
    let fields = Score.positions(of: ["benchmark", "vintage"])
    var latest: [String: Score] = [:]
    var board = Int.min
    // Names that were resolved together are of one model.
    var latestOfNames: [(score: Score, position: Int, day: Int)?] = Array(repeating: nil, count: corpus.resolutionCount)
    let isOurs = (0..<corpus.resolutionCount).map { corpus.meaning(ofResolution: $0)?.model != nil }
    // Files mostly stand in the order of their boards: from the last one on, hardly a row has to be looked at whole.
    for stretch in corpus.stretches(of: Score.kind).reversed() {
      let (benchmarks, benchmarkIndices) = stretch.values(at: fields[0])
      let isAsked = benchmarks.map { $0.word == benchmark }
      guard isAsked.contains(true) else { continue }
      let (vintages, vintageIndices) = stretch.values(at: fields[1])
      let days = vintages.map { vintage in if case .date(let date) = vintage { date.first.number } else { Int.min } }
      for (offset, number) in corpus.resolutions(of: stretch).enumerated().reversed() {
        guard isAsked[benchmarkIndices.map { Int($0[offset]) } ?? 0] else { continue }
        let day = days[vintageIndices.map { Int($0[offset]) } ?? 0]
        board = max(board, day)
        guard number >= 0, isOurs[Int(number)] else { continue }
        let other = latestOfNames[Int(number)]
        if let other, day < other.day { continue }
        let position = stretch.positions.lowerBound + offset
        let score = corpus.score(at: position)
        if let other, day == other.day, rating(score) < rating(other.score) { continue }
        latestOfNames[Int(number)] = (score, position, day)
      }
    }
    // Of equal ones the first row counts, whatever its name.
    for (score, _, _) in latestOfNames.compactMap(\.self).sorted(by: { $0.position < $1.position }) {
      guard let model = score.model else { continue }
      if let other = latest[model], (day(score), rating(score)) <= (day(other), rating(other)) { continue }
      latest[model] = score
    }
    var best: [String: (model: String, score: Score)] = [:]
    for organisation in corpus.organisations {
      let scores = (modelsOf[organisation.id] ?? []).compactMap { model in
        latest[model].map { (model: model, score: $0) }
      }.filter { day($0.score) == board }
      best[organisation.id] = scores.max { (rating($0.score), $1.model) < (rating($1.score), $0.model) }
    }
    return (latest, best)
  }

  /// The records of a kind that name a record, in the order of their kind: by reference, by a name that means it, as an
  /// alias of it.
  func records(of kind: String, about record: Record.Key) -> [Record] {
    let all = corpus.records(of: kind)
    return positions(of: kind, about: record).map { all[Int($0)] }
  }

  /// The positions of the same among the records of their kind, ascending.
  func positions(of kind: String, about record: Record.Key) -> [Int32] {
    naming[kind]?.positions(of: record) ?? []
  }

  /// The rows of `scores` whose name means a model, in file order.
  func scores(of model: String) -> [Record] { records(of: Score.kind, about: Record.Key(kind: Model.kind, id: model)) }

  /// All scores of a benchmark, in file order.
  func scores(ofBenchmark id: String) -> [Score] {
    positions(of: Score.kind, about: Record.Key(kind: Benchmark.kind, id: id)).map { corpus.score(at: Int($0)) }
      .filter { $0.benchmark == id }
  }

  /// How many records of all kinds name a record.
  func uses(of record: Record.Key) -> Int { naming.values.reduce(0) { $0 + $1.count(of: record) } }

  /// The first of them, kind by kind.
  func firstUses(of record: Record.Key, _ count: Int) -> [Record] {
    var found: [Record] = []
    for kind in Corpus.kinds where found.count < count {
      let all = corpus.records(of: kind.name)
      found += (naming[kind.name]?.first(count - found.count, of: record) ?? []).map { all[Int($0)] }
    }
    return found
  }

  /// The questions about a record in which our sources disagree.
  func disputed(of record: Record.Key) -> Set<String> { disputes[record] ?? [] }

  func models(of field: String, _ id: String) -> [String] { modelsByField[field]?[id] ?? [] }

  /// The model's row on the latest board of the benchmark that the first headline is about, the best of several there.
  func latestScore(of model: String) -> Record? { latestScores[model] }

  /// The organisation's best model on the latest board of that benchmark.
  func best(of organisation: String) -> (model: String, score: Record)? { bestModels[organisation] }

  /// The record of a row on a board.
  func score(_ rating: Rating) -> Record? { corpus.record(rating.row.kind, rating.row.id) }

  /// The first day of a score's vintage, as a number.
  func date(_ record: Record) -> Int {
    if case .date(let date) = record["vintage"] { date.first.number } else { Int.min }
  }

  func bloc(of developer: Value) -> Value {
    guard case .reference(_, let id) = developer else { return .missing(.unknown) }
    return blocValue(corpus.bloc(of: id))
  }

  func blocValue(_ id: String?) -> Value { id.map { .choice($0) } ?? .missing(.unknown) }

  /// The value of a field, or of a field of the record that it refers to.
  func value(of path: FieldPath, in record: Record) -> Value {
    if let position = path.position, record.kind == path.kind, position < record.fieldCount {
      return record.value(at: position)
    }
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

  /// Whether fields of a kind follow from other records, so that their origin may be another one.
  static func follows(from kind: String) -> Bool { kind == Model.kind || kind == Organisation.kind }

  /// The record that a field's value stands in: its own, or the score or price that the field follows from.
  func origin(of path: FieldPath, in record: Record) -> Record? {
    switch (record.kind, path.steps[0]) {
    case (Model.kind, "rating"), (Model.kind, "rated"), (Model.kind, "behind"), (Model.kind, "standing"),
      (Model.kind, "months-behind"), (Model.kind, "first-as-good"):
      latestScore(of: record.id)
    case (Model.kind, "first-rated"), (Model.kind, "behind-then"), (Model.kind, "standing-then"):
      standings[record.id].flatMap { score($0.first.own) }
    case (Model.kind, "price"): listOffer(of: record)
    case (Organisation.kind, "rating"), (Organisation.kind, "best-model"): best(of: record.id)?.score
    default: record
    }
  }

  /// The source of a field's value.
  func source(of path: FieldPath, in record: Record) -> Value {
    origin(of: path, in: record)?["source"] ?? .missing(.absent)
  }

  /// The row of the list price of a model: of those with that price the last.
  func listOffer(of model: Record) -> Record? {
    guard let price = priceOfModel[model.id] else { return nil }
    let path = FieldPath(kind: "prices", steps: ["blended"])
    return records(of: "prices", about: model.key).last { operand(value(of: path, in: $0)) == .number(price) }
  }

  private func value(of field: String, in record: Record) -> Value {
    if let written = record.value(of: field) { return written }
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

extension Record {
  /// The record that an alias or a dispute is about: its fields `of` and `record`.
  var subject: Key? {
    guard case .text(let id) = self["record"] else { return nil }
    switch self["of"] {
    case .choice(let word): return Alias.Subject(rawValue: word).map { Key(kind: $0.kind, id: id) }
    case .text(let kind): return Key(kind: kind, id: id)
    default: return nil
    }
  }
}
