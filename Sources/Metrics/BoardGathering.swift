import Diagnostics
import Reading
package import Records

/// The scores of all benchmarks, gathered once and put into boards for each question that metrics ask of them.
struct BoardGathering: Sendable {
  private let corpus: Corpus
  /// By benchmark, those that metrics ask for.
  private var tables: [String: Table] = [:]
  private var histories: [Question: BoardHistory] = [:]

  /// What decides which rows are on a board.
  struct Question: Hashable {
    var benchmark: String
    var filter: String?
    var since: PartialDate?
    var until: PartialDate?
    var unknown: Metric.UnknownMakers
    /// Whom rows of unknown makers are given to.
    var receiver: String?

    /// Every row of a benchmark.
    init(benchmark: String) {
      self.benchmark = benchmark
      unknown = .apart
    }

    init(_ metric: Metric) {
      unknown = metric.unknownMakers ?? .apart
      receiver = unknown == .toLeader ? metric.leader : unknown == .toFollower ? metric.follower : nil
      benchmark = metric.benchmark ?? ""
      filter = metric.filter
      since = metric.since
      until = metric.until
    }
  }

  init(_ corpus: Corpus) {
    self.corpus = corpus
  }

  /// Gathers the boards that metrics ask for, each question once.
  mutating func gather(for metrics: [Metric]) {
    var asked: Set<Question> = []
    let questions = metrics.map { (Question($0), $0) }.filter { asked.insert($0.0).inserted }
    let benchmarks = Set(questions.map(\.0.benchmark)).subtracting(tables.keys).sorted()
    let made = benchmarks.concurrentMap { [self] stretch in stretch.map { table(of: $0) } }
    for (benchmark, table) in zip(benchmarks, made) { tables[benchmark] = table }
    let gathering = self
    let found = questions.concurrentMap { stretch in
      stretch.map { question, metric -> (Question, BoardHistory?) in
        let (history, findings) = gathering.history(for: metric)
        return (question, findings.isEmpty ? history : nil)
      }
    }
    for case (let question, let history?) in found { histories[question] = history }
  }

  /// The boards that a metric reads, and what is wrong with what it asks for.
  func history(for metric: Metric) -> (history: BoardHistory, findings: [Finding]) {
    let question = Question(metric)
    if let known = histories[question] { return (known, []) }
    let (filter, findings) = RecordFilter.reading(metric, of: Score.description, in: corpus)
    return (gathered(question, filter, coveredBy: metric), findings)
  }

  /// All boards that have been asked for, by benchmark in order of id, without those of narrower questions.
  var plain: [(benchmark: String, boards: [Board])] {
    let whole = histories.filter {
      $0.key.filter == nil && $0.key.since == nil && $0.key.until == nil && $0.key.unknown == .apart
    }
    var first: [String: [Board]] = [:]
    for (question, history) in whole { first[question.benchmark] = history.boards }
    return first.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Every board of a benchmark, as a question without choices of its own has it.
  func whole(of benchmark: String) -> BoardHistory {
    gathered(Question(benchmark: benchmark), nil, coveredBy: nil)
  }

  /// The same where somebody has asked for it.
  func known(of benchmark: String) -> BoardHistory? { histories[Question(benchmark: benchmark)] }

  private func gathered(
    _ question: Question, _ filter: RecordFilter?, coveredBy metric: Metric?
  ) -> BoardHistory {
    let table = tables[question.benchmark] ?? self.table(of: question.benchmark)
    var asked = filter?.admitted(among: table.rows) ?? table.rows
    if let metric, question.since != nil || question.until != nil {
      asked = asked.filter { metric.covers(corpus.score(at: $0).vintage) }
    }
    var ratings: [Rating] = []
    var history = BoardHistory(
      benchmark: corpus.benchmark(question.benchmark), boards: [],
      adjectives: Dictionary(corpus.report.blocs.map { ($0.id, $0.adjective) }, uniquingKeysWith: { first, _ in first })
    )
    var given: [ObjectIdentifier: Rating.Named] = [:]
    var next = 0
    for (position, row) in table.rows.enumerated() {
      let isAsked = next < asked.count && asked[next] == row
      if isAsked { next += 1 }
      guard isAsked, let rating = table.ratings[position] else {
        let row = Figure.Row(corpus.score(at: row).record)
        if isAsked { history.ranges.add(row) } else { history.excluded.add(row) }
        continue
      }
      guard rating.bloc == nil else {
        ratings.append(rating)
        continue
      }
      if let receiver = question.receiver {
        ratings.append(rating.given(to: receiver, &given))
      } else if question.unknown == .leftOut {
        history.excluded.add(rating.row)
      } else {
        ratings.append(rating)
      }
    }
    let outranked = corpus.givingWay(of: Score.kind, among: ratings.lazy.map(\.row.record))
    if !outranked.isEmpty {
      for index in outranked { history.outranked.add(ratings[index].row) }
      ratings = Array(ratings.indices).without(outranked).map { ratings[$0] }
    }
    history.boards = Board.boards(of: ratings)
    // Where rows are left out, those that remain stand at other ranks.
    if history.excluded.count == 0 || question.filter == nil && question.unknown != .leftOut {
      for index in history.boards.indices {
        let vintage = history.boards[index].vintage
        let missing = history.benchmark?.missing.filter { $0.vintage == vintage } ?? []
        history.boards[index].missingRanks = missing.map(\.rank).sorted()
      }
    }
    // A quarantined row no longer says what it measured; its file does.
    if corpus.quarantined.contains(where: { $0.kind == Score.kind }) {
      history.quarantined = corpus.keptOut(
        of: Score.kind, in: Set(table.rows.map { corpus.score(at: $0).record.file.path }))
    }
    return history
  }

  /// Every rating of a benchmark, whoever asks; `nil` where a row gives a range, which has no best.
  private struct Table: Sendable {
    /// Positions among the scores of the corpus, ascending.
    var rows: [Int]
    var ratings: [Rating?]
  }

  private func table(of benchmark: String) -> Table {
    let field = Score.positions(of: ["benchmark"])[0]
    let rows = corpus.positions(of: Score.kind, whereFieldAt: field) { $0.word == benchmark }.flatMap(Array.init)
    var ratings: [Rating?] = []
    ratings.reserveCapacity(rows.count)
    // Names that were resolved together are the same, and mostly on one scale.
    var names: [Rating.Named?] = Array(repeating: nil, count: corpus.resolutionCount)
    for index in rows {
      let score = corpus.score(at: index)
      let quantity = score.value
      guard quantity.value != nil else {
        ratings.append(nil)
        continue
      }
      var named = score.resolution.flatMap { names[$0] }
      if named == nil || named?.scale != score.scale {
        named = self.named(score)
        if let resolution = score.resolution { names[resolution] = named }
      }
      ratings.append(
        named.map { Rating(vintage: score.vintage, quantity: quantity, named: $0, row: Figure.Row(score.record)) })
    }
    return Table(rows: rows, ratings: ratings)
  }

  private func named(_ score: Score) -> Rating.Named {
    let model = corpus.model(score.model)
    return Rating.Named(
      bloc: corpus.bloc(of: score.organisation), weights: score.weights, name: model?.name ?? score.publishedName,
      publishedName: score.publishedName, model: score.model, released: model?.released, scale: score.scale)
  }
}

extension BoardHistory {
  /// The boards that a metric reads.
  package init(for metric: Metric, in corpus: Corpus) {
    self = BoardGathering(corpus).history(for: metric).history
  }

  /// Every board of a benchmark, whoever asks.
  package init(of benchmark: String, in corpus: Corpus) {
    self = BoardGathering(corpus).whole(of: benchmark)
  }
}
