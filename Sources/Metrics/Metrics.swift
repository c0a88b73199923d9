package import Diagnostics
import Reading
package import Records

/// All metrics, put to the records.
package enum Metrics {
  /// One figure for each metric, in order of id, with its variants.
  ///
  /// A metric that nothing answers gives a figure without value, whose coverage says what is missing.
  ///
  /// - Parameters:
  ///   - day: the figures as known on that day, by the rule of `Corpus.known(on:)`; `nil` uses all rows.
  ///   - wanted: the metrics to put, with those whose series they read; `nil` puts all.
  ///   - withWorkings: whether each figure gets its workings, which only trails and `figures.json` show.
  /// - Returns: beside the figures and what is wrong, all boards of `Corpus.mainBenchmark` for those who go on with them;
  ///   `nil` where no metric asked for all of them, or they are as known on a day.
  package static func figures(
    of corpus: Corpus, asOf day: Day? = nil, only wanted: Set<String>? = nil, withWorkings: Bool = true
  ) -> (figures: [Figure], findings: [Finding], mainBoards: BoardHistory?) {
    let known = day.map { corpus.known(on: $0) } ?? corpus
    var metrics = corpus.metrics.sorted { $0.id < $1.id }
    if let wanted {
      let read = Set(metrics.filter { wanted.contains($0.id) }.compactMap(\.series))
      metrics.removeAll { !wanted.contains($0.id) && !read.contains($0.id) }
    }
    var asking = Asking(known, on: day ?? corpus.lastKnownDay, metrics, withWorkings: withWorkings)
    // Those that read another figure come after it.
    asking.answer(metrics.filter { $0.series == nil })
    asking.answer(metrics.filter { $0.series != nil })
    let mainBoards = day == nil ? asking.boards.known(of: corpus.mainBenchmark) : nil
    return (metrics.compactMap { asking.figures[$0.id] }, asking.allFindings, mainBoards)
  }
}

/// The work of one run: the records, what was gathered of them, and the figures so far.
private struct Asking: Sendable {
  let corpus: Corpus
  let lastDay: Day
  let blocs: [String]
  let market: Market
  let withWorkings: Bool
  private(set) var boards: BoardGathering
  /// What readers can choose from, and the prices that are asked for: each once for all who ask it.
  private(set) var options: [Decision.Selection: [Decision.Option]] = [:]
  private(set) var asked: [Count.Question: Pricing.Asked] = [:]
  var figures: [String: Figure] = [:]
  var findings: [Finding] = []

  init(_ corpus: Corpus, on day: Day, _ metrics: [Metric], withWorkings: Bool) {
    self.corpus = corpus
    self.withWorkings = withWorkings
    lastDay = day
    market = Market(corpus)
    blocs = corpus.report.blocs.map(\.id)
    boards = BoardGathering(corpus)
    let all = metrics.flatMap { metric in [metric] + metric.variants.map { metric.choosing($0) } }
    boards.gather(for: all.compactMap(\.boardQuestion))
    for metric in all {
      if metric.measure == .balance, options[Decision.Selection(metric)] == nil {
        options[Decision.Selection(metric)] = Decision.options(
          for: metric, corpus, market, boards.history(for: metric.ofBoards).history, on: day)
      }
      if metric.measure == .price, asked[Count.Question(metric)] == nil {
        let prices = Pricing.Asked(for: metric, in: corpus)
        // What is wrong is said of each metric by its own name.
        if prices.findings.isEmpty { asked[Count.Question(metric)] = prices }
      }
    }
  }

  /// Puts metrics that don't read each other's figures, several at once.
  mutating func answer(_ metrics: [Metric]) {
    let asking = self
    // Those that count the most rows begin, so that none of them is waited for at the end; boards are gathered already.
    let rows = metrics.map { $0.benchmark == nil ? corpus.records(of: $0.of ?? "").count : 0 }
    let order = metrics.indices.sorted { (-rows[$0], $0) < (-rows[$1], $1) }
    let answers = order.concurrentMap(stretches: order.count) { stretch in
      stretch.map { position in (position, asking.answer(metrics[position])) }
    }.sorted { $0.0 < $1.0 }
    for (position, (figure, found)) in answers {
      let metric = metrics[position]
      figures[metric.id] = figure
      for finding in found where !findings.contains(finding) { findings.append(finding) }
      if figure.series.isEmpty, !found.contains(where: { $0.severity == .error }) {
        findings.append(.emptyFigure(metric, figure))
      }
    }
  }

  private func answer(_ metric: Metric) -> (figure: Figure, findings: [Finding]) {
    var (figure, found) = figure(metric, showing: withWorkings ? .everyObservation : .nothing)
    var others: [Figure] = []
    for variant in metric.variants {
      let chosen = metric.choosing(variant)
      var (other, wrong) = self.figure(chosen, showing: withWorkings ? .theAnswer : .nothing)
      if withWorkings {
        other.workings = Workings.of(ground(of: other, chosen))
      } else {
        // Whoever reads a variant without its trail reads its numbers; its rows are many.
        other.coverage.evidence = Figure.Evidence()
      }
      others.append(other)
      // What is worth a warning in the figure itself isn't news in its variants.
      found += wrong.filter { $0.severity == .error }
    }
    if !metric.variants.isEmpty {
      let sensitivity = Sensitivity(of: figure, metric, others: others, in: corpus)
      figure.sensitivity = sensitivity
      figure.extras["choices"] = Double(sensitivity.counted.count + 1)
      figure.extras["choices-low"] = sensitivity.range?.lowerBound
      figure.extras["choices-high"] = sensitivity.range?.upperBound
      if sensitivity.deciding > 0 {
        figure.extras["choices-holding"] = Double(sensitivity.holding) / Double(sensitivity.deciding)
      }
    }
    found += verdictFindings(metric, figure)
    guard withWorkings else { return (figure, found) }
    let ground = ground(of: figure, metric)
    figure.workings = Workings.of(ground)
    figure.workingsOfSeries = Workings.ofSeries(ground)
    return (figure, found)
  }

  /// What the workings of a metric's figure are made from.
  private func ground(of figure: Figure, _ metric: Metric) -> WorkingsGround {
    let history: BoardHistory? =
      switch metric.measure {
      case .frontier, .gap, .lag: boards.history(for: metric).history
      case .price: boards.history(for: metric.ofBoards).history
      default: nil
      }
    let lastDay = metric.until.map { min($0.last, self.lastDay) } ?? self.lastDay
    return WorkingsGround(figure, metric, corpus, history, market, lastDay: lastDay)
  }

  private func figure(_ metric: Metric, showing shown: ShownWorkings) -> (figure: Figure, findings: [Finding]) {
    var (figure, findings) = plainFigure(metric, showing: shown)
    figure.withhold(below: metric.minimumRows ?? 1, pointByPoint: metric.of != nil)
    figure.dropEmptyBounds()
    return (figure, findings)
  }

  private func plainFigure(_ metric: Metric, showing shown: ShownWorkings) -> (figure: Figure, findings: [Finding]) {
    switch metric.measure {
    case .frontier:
      let (history, wrong) = boards.history(for: metric)
      let (figure, findings) = Frontier.figure(metric, history, blocs: blocs)
      return (figure, wrong + findings)
    case .gap:
      let (history, wrong) = boards.history(for: metric)
      return (Gap.figure(metric, history), wrong)
    case .lag:
      let (history, wrong) = boards.history(for: metric)
      return (Lag.figure(metric, history), wrong)
    case .price:
      return Pricing.figure(
        metric, corpus, market, boards.history(for: metric.ofBoards).history, asked: asked[Count.Question(metric)],
        on: lastDay)
    case .balance:
      return Balance.figure(
        metric, corpus, market, boards.history(for: metric.ofBoards).history,
        options: options[Decision.Selection(metric)], on: lastDay, showing: shown)
    case .crossing: return Crossing.figure(metric, corpus, over: metric.series.flatMap { figures[$0] }, on: lastDay)
    case .trend:
      guard let other = metric.series.flatMap({ figures[$0] }) else {
        let note = "The metric names no figure whose series it reads."
        return (Figure(metric, coverage: .init(used: 0, leftOut: 0, quarantined: 0, note: note)), [])
      }
      return Trend.figure(metric, over: other)
    case .tally: return Tally.figure(metric, corpus, on: lastDay)
    case .share: return Share.figure(metric, corpus, on: lastDay)
    case .concentration: return Concentration.figure(metric, corpus, on: lastDay)
    case .ratio: return Ratio.figure(metric, corpus)
    case .rubric: return Scoring.figure(metric, corpus, on: lastDay)
    case .agreement: return Agreement.figure(metric, corpus)
    case .threshold: return Threshold.figure(metric, corpus, on: lastDay)
    }
  }

  /// What is wrong with the metric's own test.
  private func verdictFindings(_ metric: Metric, _ figure: Figure) -> [Finding] {
    guard let text = metric.verdict, let place = metric.verdictPlace else { return [] }
    return FigureTest.reading(text, at: place, known: [metric.id: figure]).findings
  }

  var allFindings: [Finding] {
    var all = findings
    for (benchmark, boards) in boards.plain {
      for board in boards { all += Finding.mixedScales(on: board, of: benchmark) }
    }
    return all.sorted(by: Finding.isShownBefore)
  }
}

extension Metric {
  /// What it asks of boards; `nil` for measures that read none.
  fileprivate var boardQuestion: Metric? {
    switch measure {
    case .frontier, .gap, .lag: self
    case .price, .balance: ofBoards
    default: nil
    }
  }

  /// The question for boards that rate what is sold: `where` and the window are left to the prices, and the boards
  /// are whole, up to `board-until`.
  var ofBoards: Metric {
    var metric = self
    (metric.choices.filter, metric.choices.filterPlace) = (nil, nil)
    (metric.choices.since, metric.choices.until) = (nil, choices.boardUntil)
    return metric
  }
}

extension Figure {
  /// Takes back the numbers behind which too few rows stand, and says so.
  ///
  /// - Parameter pointByPoint: whether each point counts its own rows; else the whole figure does, as where the rows are
  ///   the observations of a trend.
  fileprivate mutating func withhold(below minimum: Int, pointByPoint: Bool) {
    guard minimum > 1 || coverage.used < 1 else { return }
    let hadNumber = value != nil || low != nil || high != nil
    var isHeadlineTooFew = coverage.used < minimum
    if pointByPoint {
      if let point = headline(at: nil) { isHeadlineTooFew = isHeadlineTooFew || point.rowCount < minimum }
      for index in series.indices where series[index].rowCount < minimum { series[index].withhold() }
    } else if isHeadlineTooFew {
      for index in series.indices { series[index].withhold() }
    }
    guard isHeadlineTooFew, hadNumber else { return }
    let count = pointByPoint ? min(coverage.used, n) : coverage.used
    (value, low, high, level) = (nil, nil, nil, nil)
    (extras["p"], extras["score"]) = (nil, nil)
    words["too-few"] = "\(count) of at least \(minimum)"
    (words["verdict"], words["trend"]) = (nil, nil)
    interval = "None: there is no number."
    coverage.note = "Too few rows for a number: \(count), where \(minimum) are asked for. " + coverage.note
  }

  /// Bounds that nothing moved from the value say less than none: they look like certainty.
  fileprivate mutating func dropEmptyBounds() {
    guard level == nil else { return }
    for index in series.indices where series[index].hasEmptyBounds {
      (series[index].low, series[index].high) = (nil, nil)
    }
    guard let value, low == value, high == value else { return }
    (low, high) = (nil, nil)
    if ["share", "concentration", "rubric", "threshold"].contains(measure) { words["unknown"] = "none" }
    interval =
      switch measure {
      case "share", "concentration": "None: nothing is unattributed, and the rows are a choice, not a sample."
      case "rubric": "None: no question is open, and the records are a choice, not a sample."
      case "lag": "None: all release days are known, and at both ends of the difference’s interval it is the same."
      case "threshold": "None: of every chip it can be told."
      case "balance": "None: under all drawn weights it is the same."
      case "price": "None: at both ends of the ratings’ intervals the answer is the same."
      default: "None: the ends that the rows give don’t move it."
      }
  }
}

extension Figure.Point {
  /// How many rows its number is made of: a share's are those of the whole.
  fileprivate var rowCount: Int { max(n ?? 0, rows.count) }

  fileprivate var hasEmptyBounds: Bool { value != nil && low == value && high == value }

  fileprivate mutating func withhold() {
    (value, low, high) = (nil, nil, nil)
    words["verdict"] = nil
  }
}

extension Finding {
  fileprivate static func emptyFigure(_ metric: Metric, _ figure: Figure) -> Finding {
    Finding(
      .warning, "empty-figure", "no row answers '\(metric.id)'", at: metric.place, hint: figure.coverage.note)
  }

  fileprivate static func mixedScales(on board: Board, of benchmark: String) -> [Finding] {
    guard let first = board.ratings.first, let other = board.ratings.first(where: { $0.scale != first.scale }) else {
      return []
    }
    return [mixedScales(first, other, of: benchmark)]
  }

  private static func mixedScales(_ first: Rating, _ other: Rating, of benchmark: String) -> Finding {
    Finding(
      .error, "mixed-scales",
      "'\(benchmark)' of \(first.vintage) is on two scales, '\(first.scale ?? "none")' and '\(other.scale ?? "none")'",
      at: other.row.place, hint: "rows of one vintage share a scale; give one of them another vintage or benchmark",
      related: [.init("the other scale is here", at: first.row.place)])
  }
}
