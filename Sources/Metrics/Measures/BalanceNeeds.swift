import Diagnostics
import Glibc
import Records

/// What the records know of a model that a reader may weigh.
private struct Option {
  let model: Model
  let rating: Rating
  let licence: Licence?
  /// The cheapest blended price, in US dollars for a million tokens.
  let price: Double?
  /// How many sell it.
  let hosts: Int
  /// The licence's score by the metric's rubric.
  let openness: Double?
  /// Published safety results on it with a number of trials.
  let evidence: Int

  /// Quality by quality, higher is better.
  var qualities: [Profile.Dimension: Double?] {
    [
      .capability: rating.value, .cost: price.map { -log10(max($0, 1e-6)) },
      .control: model.weights == .unknown ? nil : model.weights == .open ? 1 : 0, .openness: openness,
      .safety: Double(evidence),
    ]
  }
}

extension Balance {
  static func figure(
    _ metric: Metric, _ corpus: Corpus, _ history: BoardHistory, on lastDay: Day
  ) -> (figure: Figure, findings: [Finding]) {
    guard let profile = corpus.profiles.first(where: { $0.id == metric.profile }), let board = history.boards.last,
      profile.weights.contains(where: { $0.weight > 0 })
    else {
      let note = "The metric names no reader with weights, or no board."
      return (Figure(metric, coverage: .init(used: 0, leftOut: 0, quarantined: 0, note: note)), [])
    }
    let options = options(on: board, metric, corpus, history.better, lastDay)
    let needs = Needs(profile, corpus)
    let fitting = options.filter { needs.failed(by: $0) == nil }
    let candidates = fitting.map { option in
      Candidate(
        name: option.model.name,
        qualities: profile.weights.map { weight in
          let quality = option.qualities[weight.dimension] ?? nil
          return weight.dimension == .capability && history.better == .lower ? quality.map { -$0 } : quality
        })
    }
    var figure = Figure(
      metric, coverage: needs.coverage(options, fitting: fitting.count, board, unrated: corpus.models.count))
    figure.words["profile"] = profile.id
    figure.asOf = board.vintage
    figure.n = candidates.count
    for (rank, place) in order(of: candidates, weights: profile.weights.map(\.weight)).enumerated() {
      let option = fitting[place.candidate]
      var point = Figure.Point(
        at: board.vintage, part: option.model.id, value: place.score.value, low: place.score.low,
        high: place.score.high, n: 1, labels: [option.model.name], rows: [figure.rows.count])
      point.extras = ["rank": Double(rank + 1), "first": place.first, "keeps": place.keeps]
      point.extras["price"] = option.price
      point.words["record"] = option.model.id
      figure.rows.append(option.rating.row)
      figure.series.append(point)
    }
    if let best = figure.series.first {
      figure.words["headline"] = best.part
      figure.words["first"] = best.labels[0]
      figure.takeHeadline(from: best)
      figure.n = candidates.count
    }
    figure.interval =
      "Bounds: the score under the drawn weights that suit the model worst and best; the draws are the same each time."
    figure.denominator = figure.denominator ?? "the best of the field in everything"
    return (figure, [])
  }

  private static func options(
    on board: Board, _ metric: Metric, _ corpus: Corpus, _ better: Benchmark.Direction, _ day: Day
  ) -> [Option] {
    var ratings: [String: Rating] = [:]
    for rating in board.ratings where metric.openness.admits(rating.weights) {
      guard let model = rating.model else { continue }
      if let known = ratings[model], !rating.isBetter(than: known, better) { continue }
      ratings[model] = rating
    }
    var prices: [String: [(provider: String, price: Double)]] = [:]
    for price in corpus.prices {
      guard let model = price.model, let input = price.input.value, let output = price.output.value,
        (price.validFrom ?? price.observed).map({ $0.first <= day }) ?? true,
        price.validTo.map({ day < $0.first }) ?? true
      else { continue }
      prices[model, default: []].append((price.provider, Pricing.blended(input: input, output: output)))
    }
    var evidence: [String: Int] = [:]
    for result in corpus.safety where result.n != nil { evidence[result.model ?? "", default: 0] += 1 }
    let table = corpus.rubrics.first { $0.id == metric.rubric }.map { Scoring.Table($0) }
    return ratings.keys.sorted().compactMap { id in
      guard let model = corpus.model(id), let rating = ratings[id] else { return nil }
      let own = prices[id] ?? []
      let licence = corpus.licence(model.licence)
      let score = table.flatMap { table in
        licence.flatMap { corpus.record(Licence.kind, $0.id) }.flatMap { record in
          Scoring.score(by: table) { record[$0].answer }.value
        }
      }
      return Option(
        model: model, rating: rating, licence: licence, price: own.map(\.price).min(),
        hosts: Set(own.map(\.provider)).count, openness: model.weights == .closed ? 0 : score,
        evidence: evidence[id] ?? 0)
    }
  }
}

/// A reader's limits, as far as records can decide them.
private struct Needs {
  let limits: [Profile.Limit]
  /// Fields that no record has.
  let undecidable: [String]
  private let corpus: Corpus

  init(_ profile: Profile, _ corpus: Corpus) {
    self.corpus = corpus
    // Where only makers' own prices are recorded, nobody counted the hosts.
    let hasHosts = corpus.prices.contains { $0.provider != Price.firstParty }
    func isDecidable(_ limit: Profile.Limit) -> Bool {
      Self.known.contains(limit.field) && (limit.field != "hosts" || hasHosts)
    }
    limits = profile.limits.filter(isDecidable)
    undecidable = profile.limits.filter { !isDecidable($0) }.map(\.field)
  }

  private static let known = [
    "weights", "licence", "licence-class", "developer-country", "base-model-country", "base-model-licence", "context",
    "total-parameters", "active-parameters", "blended-price", "rating", "rating-lower-bound", "hosts", "commercial-use",
    "territory", "user-limit", "revenue-limit", "field-of-use", "output-ban", "naming-duty",
  ]

  /// The first limit that a model fails; what isn't known fails.
  func failed(by option: Option) -> Profile.Limit? { limits.first { !passes(option, $0) } }

  private func passes(_ option: Option, _ limit: Profile.Limit) -> Bool {
    // The analyst who wrote the limit read these licences.
    if let licence = option.model.licence, limit.licences.contains(licence) { return false }
    let wanted = limit.values
    switch limit.comparison {
    case .atLeast, .atMost:
      guard let number = number(limit.field, option), let bound = wanted.first.flatMap({ Double($0) }) else {
        // A licence without a limit of users or revenue leaves nothing to compare.
        return ["user-limit", "revenue-limit"].contains(limit.field) && option.licence != nil
      }
      return limit.comparison == .atLeast ? number.low >= bound : number.high <= bound
    case .isIn, .equals: return word(limit.field, option).map { wanted.contains($0) } ?? false
    case .notIn:
      // Restrictions that a licence doesn't have aren't written in it.
      if ["territory", "user-limit", "revenue-limit", "field-of-use"].contains(limit.field) {
        guard option.licence != nil else { return option.model.weights == .closed }
        return word(limit.field, option).map { text in !wanted.contains { text.contains($0) } } ?? true
      }
      return word(limit.field, option).map { !wanted.contains($0) } ?? false
    case .required: return word(limit.field, option) != nil || number(limit.field, option) != nil
    }
  }

  private func number(_ field: String, _ option: Option) -> Threshold.Extent? {
    switch field {
    case "context": Threshold.Extent(option.model.context)
    case "total-parameters": Threshold.Extent(option.model.totalParameters)
    case "active-parameters": Threshold.Extent(option.model.activeParameters)
    case "blended-price": option.price.map { Threshold.Extent($0, $0) }
    case "rating": Threshold.Extent(option.rating.value, option.rating.value)
    case "rating-lower-bound": option.rating.low.map { Threshold.Extent($0, $0) }
    case "hosts": Threshold.Extent(Double(option.hosts), Double(option.hosts))
    default: nil
    }
  }

  private func word(_ field: String, _ option: Option) -> String? {
    let base = corpus.model(option.model.baseModel)
    return switch field {
    case "weights": option.model.weights.rawValue
    case "licence": option.model.licence
    case "licence-class": option.licence?.licenceClass.rawValue
    case "developer-country": corpus.organisation(option.model.developer)?.country
    case "base-model-country": corpus.organisation((base ?? option.model).developer)?.country
    case "base-model-licence": (base ?? option.model).licence
    default: option.licence.flatMap { corpus.record(Licence.kind, $0.id) }?[field].word
    }
  }

  func coverage(_ options: [Option], fitting: Int, _ board: Board, unrated total: Int) -> Figure.Coverage {
    var failures: [String: Int] = [:]
    for option in options { if let limit = failed(by: option) { failures[limit.field, default: 0] += 1 } }
    let named = limits.map(\.field).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .compactMap { field in failures[field].map { "\(grouped($0)) by \(field)" } }
    var sentences = [
      "\(grouped(fitting)) of \(counted(options.count, "model")) rated on the board of \(board.vintage) pass the limits"
    ]
    if !named.isEmpty { sentences.append("Out, by the first limit that they fail: \(listed(named))") }
    if !undecidable.isEmpty {
      sentences.append("No record decides these limits, which the reader must look at: \(listed(undecidable))")
    }
    sentences.append("\(grouped(total - options.count)) of \(grouped(total)) models aren’t rated on it")
    return Figure.Coverage(
      used: fitting, leftOut: options.count - fitting, quarantined: 0, note: sentences.joined(separator: ". ") + ".")
  }
}
