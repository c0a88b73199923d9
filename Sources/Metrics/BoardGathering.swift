import Diagnostics
package import Records

/// The scores of all benchmarks, gathered once and put into boards as metrics ask for them.
struct BoardGathering {
  private let corpus: Corpus
  private let rows: [String: [Int]]
  private var histories: [Question: BoardHistory] = [:]

  /// What decides which rows are on a board.
  private struct Question: Hashable {
    var benchmark: String
    var filter: String?
    var since: PartialDate?
    var until: PartialDate?
    var unknown: Metric.UnknownMakers
    /// Whom rows of unknown makers are given to.
    var receiver: String?
  }

  init(_ corpus: Corpus) {
    self.corpus = corpus
    var rows: [String: [Int]] = [:]
    for (index, score) in corpus.scores.enumerated() { rows[score.benchmark, default: []].append(index) }
    self.rows = rows
  }

  mutating func history(for metric: Metric) -> (history: BoardHistory, findings: [Finding]) {
    let unknown = metric.unknownMakers ?? .apart
    let receiver = unknown == .toLeader ? metric.leader : unknown == .toFollower ? metric.follower : nil
    let question = Question(
      benchmark: metric.benchmark ?? "", filter: metric.filter, since: metric.since, until: metric.until,
      unknown: unknown, receiver: receiver)
    if let known = histories[question] { return (known, []) }
    let (filter, findings) = RecordFilter.reading(metric, of: Score.description, in: corpus)
    let history = gathered(question, filter) { metric.covers($0) }
    if findings.isEmpty { histories[question] = history }
    return (history, findings)
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
    gathered(Question(benchmark: benchmark, unknown: .apart), nil) { _ in true }
  }

  private func gathered(
    _ question: Question, _ filter: RecordFilter?, covers: (PartialDate?) -> Bool
  ) -> BoardHistory {
    var ratings: [Rating] = []
    var history = BoardHistory(
      benchmark: corpus.benchmark(question.benchmark), boards: [])
    var files: Set<String> = []
    let records = filter == nil ? [] : corpus.records(of: Score.kind)
    precondition(filter == nil || records.count == corpus.scores.count, "scores have both forms, row by row")
    for index in rows[question.benchmark] ?? [] {
      let score = corpus.scores[index]
      files.insert(score.place.file.path)
      let row = Figure.Row(kind: Score.kind, id: score.id, place: score.place)
      guard covers(score.vintage), filter.map({ $0.admits(records[index]) }) ?? true else {
        history.excluded.add(row)
        continue
      }
      guard let value = score.value.value else {
        history.ranges.add(row)
        continue
      }
      var bloc = corpus.bloc(of: score.organisation)
      if bloc == nil, question.unknown == .leftOut {
        history.excluded.add(row)
        continue
      }
      bloc = bloc ?? question.receiver
      let model = corpus.model(score.model)
      ratings.append(
        Rating(
          vintage: score.vintage, value: value, low: score.value.low, high: score.value.high, bloc: bloc,
          weights: score.weights, name: model?.name ?? score.publishedName, publishedName: score.publishedName,
          model: score.model, released: model?.released, scale: score.scale,
          row: row))
    }
    if let better = corpus.setAside[Score.kind], !better.isEmpty {
      let ids = Set(ratings.map(\.row.id))
      let kept = ratings.filter { better[$0.row.id]?.isDisjoint(with: ids) ?? true }
      let keptIDs = Set(kept.map(\.row.id))
      for rating in ratings where !keptIDs.contains(rating.row.id) { history.outranked.add(rating.row) }
      ratings = kept
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
    history.quarantined = corpus.keptOut(of: Score.kind, in: files)
    return history
  }
}

extension BoardHistory {
  /// The boards that a metric reads.
  package init(for metric: Metric, in corpus: Corpus) {
    var boards = BoardGathering(corpus)
    self = boards.history(for: metric).history
  }

  /// Every board of a benchmark, whoever asks.
  package init(of benchmark: String, in corpus: Corpus) {
    self = BoardGathering(corpus).whole(of: benchmark)
  }
}
