import Diagnostics
import Glibc
package import Records

/// What becomes of every rated model under a reader's needs: who is out by which limit, and the order of the rest.
package struct Decision: Sendable {
  /// What the records know of a model that a reader may weigh.
  package struct Option: Sendable {
    package let model: Model
    package let rating: Rating
    package let licence: Licence?
    /// The cheapest of the offers that the metric asks for, in US dollars for a million tokens, blended.
    package let price: Double?
    /// How many sell it, makers and hosts alike, at a price above nothing.
    package let hosts: Int
    /// The licence's score by the metric's rubric.
    package let openness: Double?

    /// Quality by quality, higher is better. Safety isn't among them: published results are of few models, by unlike
    /// tests, and how many there are says nothing of how they came out.
    package var qualities: [Profile.Dimension: Double?] {
      [
        .capability: rating.value, .cost: price.map { -log10(max($0, 1e-6)) },
        .control: model.weights == .unknown ? nil : model.weights == .open ? 1 : 0, .openness: openness,
      ]
    }
  }

  /// A limit with those who fail it and passed all before it.
  package struct Step: Sendable {
    package let limit: Profile.Limit
    /// Positions among the options.
    package let out: [Int]
    package let left: [Int]
  }

  package let profile: Profile
  package let vintage: PartialDate
  /// Every model that the board rates, in order of id.
  package let options: [Option]
  /// The limits that records can decide, in the order of the profile.
  package let steps: [Step]
  /// For each option the steps whose limits it fails, the later ones too; empty for those that pass.
  package let failures: [[Int]]
  /// Those that the reader must look at.
  package let undecidable: [Profile.Limit]
  /// What is weighed, in the order of the profile, and what isn't because no record measures it for every model.
  package let weights: [Profile.Weight]
  package let unweighed: [Profile.Weight]
  /// Who passes all limits, as positions among the options.
  package let fitting: [Int]
  /// Best first; `candidate` is a position in `fitting`.
  package let places: [Balance.Place]
  /// For each that fits, its qualities from 0 through 1, in the order of `weights`.
  package let scaled: [[Double]]
  private let better: Benchmark.Direction
}

extension Decision {
  /// What decides which models a reader can choose from, and what is known of them: not who the reader is.
  struct Selection: Hashable {
    private let board: BoardGathering.Question
    private let openness: Metric.Openness
    private let rubric: String?
    private let offers: Metric.Offers?
    private let until: PartialDate?

    init(_ metric: Metric) {
      board = BoardGathering.Question(metric.ofBoards)
      openness = metric.openness
      rubric = metric.rubric
      offers = metric.offers
      until = metric.until
    }
  }

  /// `nil` when the metric names no reader with weights, or there is no board.
  ///
  /// - Parameter options: what `options(for:…)` gives; made here where nobody has them yet.
  init?(
    _ metric: Metric, _ corpus: Corpus, _ market: Market, _ history: BoardHistory, options: [Option]? = nil,
    on day: Day
  ) {
    guard let profile = corpus.profiles.first(where: { $0.id == metric.profile }), let board = history.boards.last,
      profile.weights.contains(where: { $0.weight > 0 && $0.dimension != .safety })
    else { return nil }
    self.profile = profile
    let weights = profile.weights.filter { $0.dimension != .safety }
    self.weights = weights
    unweighed = profile.weights.filter { $0.dimension == .safety }
    vintage = board.vintage
    self.options = options ?? Self.options(for: metric, corpus, market, history, on: day)
    let needs = Needs(profile, corpus)
    undecidable = needs.undecidable
    var left = Array(self.options.indices)
    var steps: [Step] = []
    for limit in needs.limits {
      let out = left.filter { [options = self.options] in !needs.passes(options[$0], limit) }
      left.removeAll { out.contains($0) }
      steps.append(Step(limit: limit, out: out, left: left))
    }
    self.steps = steps
    failures = self.options.map { option in
      needs.limits.indices.filter { !needs.passes(option, needs.limits[$0]) }
    }
    fitting = left
    let candidates = fitting.map { [options = self.options] index in
      let option = options[index]
      return Balance.Candidate(
        name: option.model.name,
        qualities: weights.map { Self.quality($0.dimension, of: option, history.better) })
    }
    places = Balance.order(of: candidates, weights: weights.map(\.weight))
    scaled = Balance.rescaled(candidates)
    better = history.better
  }

  /// The smallest change of a single weight that gives first place to another; `nil` where none does.
  package var turn: Balance.Turn? {
    guard let first = places.first else { return nil }
    let candidates = fitting.map {
      Balance.Candidate(name: options[$0].model.name, qualities: qualities(of: options[$0]))
    }
    return Balance.turn(of: candidates, weights: weights.map(\.weight), first: first.candidate)
  }

  /// What is weighed of a model, in the order of `weights`; higher is better, `nil` where nobody knows.
  package func qualities(of option: Option) -> [Double?] {
    weights.map { Self.quality($0.dimension, of: option, better) }
  }

  private static func quality(
    _ dimension: Profile.Dimension, of option: Option, _ better: Benchmark.Direction
  ) -> Double? {
    let quality = option.qualities[dimension] ?? nil
    return dimension == .capability && better == .lower ? quality.map { -$0 } : quality
  }

  /// The decision behind a figure of the measure `balance`.
  package init?(_ metric: Metric, in corpus: Corpus) {
    let boards = BoardGathering(corpus)
    self.init(
      metric, corpus, Market(corpus), boards.history(for: metric.ofBoards).history, on: corpus.lastKnownDay)
  }

  /// Every model that the newest board of some rates, with what may be weighed of it.
  static func options(
    for metric: Metric, _ corpus: Corpus, _ market: Market, _ history: BoardHistory, on day: Day
  ) -> [Option] {
    guard let board = history.boards.last else { return [] }
    var ratings: [String: Rating] = [:]
    for rating in board.ratings where metric.openness.admits(rating.weights) {
      guard let model = rating.model else { continue }
      if let known = ratings[model], !rating.isBetter(than: known, history.better) { continue }
      ratings[model] = rating
    }
    let day = min(day, metric.until?.last ?? day)
    let prices = market.lowestPrices(on: day, metric.offers ?? .list)
    var sellers: [String: Int] = [:]
    for offer in market.standing(on: day, .hosts) {
      if let model = offer.model { sellers[model, default: 0] += 1 }
    }
    let table = corpus.rubrics.first { $0.id == metric.rubric }.map { Scoring.Table($0) }
    return ratings.keys.sorted().compactMap { id in
      guard let model = corpus.model(id), let rating = ratings[id] else { return nil }
      let licence = corpus.licence(model.licence)
      let score = table.flatMap { table in
        licence.flatMap { corpus.record(Licence.kind, $0.id) }.flatMap { record in
          Scoring.score(by: table) { record[$0].answer }.value
        }
      }
      return Option(
        model: model, rating: rating, licence: licence, price: prices[id], hosts: sellers[id] ?? 0,
        openness: model.weights == .closed ? 0 : score)
    }
  }
}

extension Balance {
  static func figure(
    _ metric: Metric, _ corpus: Corpus, _ market: Market, _ history: BoardHistory, options: [Decision.Option]?,
    on lastDay: Day, showing shown: ShownWorkings
  ) -> (figure: Figure, findings: [Finding]) {
    guard let decision = Decision(metric, corpus, market, history, options: options, on: lastDay) else {
      let note = "The metric names no reader with weights, or no board."
      return (Figure(metric, coverage: .init(used: 0, leftOut: 0, quarantined: 0, note: note)), [])
    }
    var figure = Figure(metric, coverage: decision.coverage(of: corpus.models.count))
    figure.words["profile"] = decision.profile.id
    figure.asOf = decision.vintage
    figure.n = decision.fitting.count
    for (rank, place) in decision.places.enumerated() {
      let option = decision.options[decision.fitting[place.candidate]]
      var point = Figure.Point(
        at: decision.vintage, part: option.model.id, value: place.score.value, low: place.score.low,
        high: place.score.high, n: 1, labels: [option.model.name], rows: [figure.rows.count])
      point.extras = ["rank": Double(rank + 1), "first": place.first, "keeps": place.keeps]
      point.extras["price"] = option.price
      point.words["record"] = option.model.id
      figure.rows.append(option.rating.row)
      figure.series.append(point)
    }
    if let best = figure.series.first {
      figure.words["headline"] = best.part
      // Which model it is: the one that most weightings put first, where most of them agree.
      let often = figure.series.max { ($0.extras["first"] ?? 0) < ($1.extras["first"] ?? 0) } ?? best
      let isFirm = (often.extras["first"] ?? 0) > 0.5
      figure.words["first"] = isFirm ? often.labels[0] : nil
      figure.words["verdict"] = isFirm ? nil : "can’t be told"
      figure.takeHeadline(from: best)
      figure.n = decision.fitting.count
    }
    let isLowerBetter = history.better == .lower
    if shown != .nothing {
      figure.workings = decision.places.first.flatMap {
        Workings.decision(decision, $0, corpus, isLowerBetter: isLowerBetter)
      }
    }
    if shown == .everyObservation {
      figure.workingsOfSeries = decision.places.map {
        Workings.decision(decision, $0, corpus, isLowerBetter: isLowerBetter)
      }
    }
    figure.interval =
      "Bounds: the score under the drawn weights that suit the model worst and best; the draws are the same each time. "
      + "How sure ratings and prices are isn’t in them."
    figure.denominator = figure.denominator ?? "the best of the field in everything"
    return (figure, [])
  }
}

extension Decision {
  fileprivate func coverage(of total: Int) -> Figure.Coverage {
    var failures: [String: Int] = [:]
    for step in steps { failures[step.limit.field, default: 0] += step.out.count }
    let named = steps.map(\.limit.field).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .compactMap { field in failures[field].flatMap { $0 > 0 ? "\(grouped($0)) by \(field)" : nil } }
    let rated = counted(options.count, "model")
    var sentences = ["\(grouped(fitting.count)) of \(rated) rated on the board of \(vintage) pass the limits"]
    if !named.isEmpty { sentences.append("Out, by the first limit that they fail: \(listed(named))") }
    if !unweighed.isEmpty {
      let names = listed(unweighed.map(\.dimension.rawValue))
      sentences.append("No record measures this for all models alike, so it isn’t weighed: \(names)")
    }
    if !undecidable.isEmpty {
      let fields = listed(undecidable.map(\.field))
      sentences.append("No record decides these limits, which the reader must look at: \(fields)")
    }
    sentences.append("\(grouped(total - options.count)) of \(grouped(total)) models aren’t rated on it")
    return Figure.Coverage(
      used: fitting.count, leftOut: options.count - fitting.count, quarantined: 0,
      note: sentences.joined(separator: ". ") + ".")
  }
}
