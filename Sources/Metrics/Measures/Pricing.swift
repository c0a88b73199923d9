import Diagnostics
package import Records

/// What models cost for what they are rated: the measure `price`.
///
/// - Shape: by `statistic`. `blended`: a point for each bloc, the median of its offers. `cheapest`: for each bloc the
///   lowest price among models rated at least so high. `ratio`: the follower's cheapest over the leader's at that
///   rating. `pareto`: a point for each offer that no other beats, cheapest first; which models these are is the
///   answer, so it has no number of its own. With `every`, at each period's end; else as of the newest sighting of a
///   price that counts.
/// - Unit: US dollars for a million tokens; a ratio is times.
/// - Reads: prices as `Offers` chooses them, by `offers`, `where`, and no older than `since`; `until` is the last day
///   looked at. The newest board of `benchmark`, or the newest that isn't later than `board-until`, rates the models on
///   all days. `rating`, or else the highest that the offers of both `leader` and `follower` reach.
/// - Formula: blended, three parts input and one part output: (3 i + o) ÷ 4. An offer is on the frontier when none is
///   both at most as dear and rated at least as high, and better in one.
/// - Bounds: of a cheapest price and a ratio, from the ratings' 95% intervals: low counts every model whose interval
///   reaches the rating, high only those whose interval lies wholly above. Not a confidence interval, and nothing
///   of how sure a price is.
/// - Missing: a model without rating or price isn't there; coverage counts them.
/// - Source: three to one is the blend of Artificial Analysis; the frontier is Pareto's.
package enum Pricing {
  package struct Offer: Sendable {
    package var model: String
    package var bloc: String?
    /// In US dollars for a million tokens.
    package var price: Double
    package var rating: Double
    package var low: Double?
    package var high: Double?

    package init(
      model: String, bloc: String?, price: Double, rating: Double, low: Double? = nil, high: Double? = nil
    ) {
      self.model = model
      self.bloc = bloc
      self.price = price
      self.rating = rating
      self.low = low
      self.high = high
    }
  }

  /// The position of the cheapest offer rated at least so high; of equal prices the better rated, then by name.
  package static func cheapest(
    of offers: [Offer], rated rating: Double, _ better: Benchmark.Direction = .higher
  ) -> Int? {
    offers.indices.filter { reaches(offers[$0].rating, rating, better) }
      .min { isCheaper(offers[$0], offers[$1], better) }
  }

  /// The lowest price at a rating, and between which prices it lies when ratings are as uncertain as they are.
  package static func lowestPrice(
    of offers: [Offer], rated rating: Double, _ better: Benchmark.Direction = .higher
  ) -> (value: Double?, low: Double?, high: Double?) {
    func lowest(_ number: (Offer) -> Double) -> Double? {
      offers.filter { reaches(number($0), rating, better) }.map(\.price).min()
    }
    let isHigher = better == .higher
    return (
      lowest(\.rating), lowest { (isHigher ? $0.high : $0.low) ?? $0.rating },
      lowest { (isHigher ? $0.low : $0.high) ?? $0.rating }
    )
  }

  /// Positions of the offers that none beats, cheapest first.
  package static func frontier(of offers: [Offer], _ better: Benchmark.Direction = .higher) -> [Int] {
    var frontier: [Int] = []
    for index in offers.indices.sorted(by: { isCheaper(offers[$0], offers[$1], better) }) {
      if let last = frontier.last, reaches(offers[last].rating, offers[index].rating, better) { continue }
      frontier.append(index)
    }
    return frontier
  }

  private static func reaches(_ rating: Double, _ wanted: Double, _ better: Benchmark.Direction) -> Bool {
    better == .higher ? rating >= wanted : rating <= wanted
  }

  private static func isCheaper(_ a: Offer, _ b: Offer, _ better: Benchmark.Direction) -> Bool {
    if a.price != b.price { return a.price < b.price }
    if a.rating != b.rating { return reaches(a.rating, b.rating, better) }
    return a.model < b.model
  }
}

extension Pricing {
  /// An offer with the row of its price and, once its model is rated, that of its rating.
  struct Priced {
    var offer: Offer
    var rows: [Figure.Row]
    var isRated: Bool
  }

  /// The prices that a metric asks for, whatever the day and the ratings.
  struct Asked: Sendable {
    /// The prices that it asks for, and those that it doesn't.
    let count: Count
    let findings: [Finding]
    /// Of each price of the corpus whether it is asked for.
    let isAsked: [Bool]

    init(for metric: Metric, in corpus: Corpus) {
      (count, findings) = Count.reading(metric.withoutWindow, in: corpus)
      var isAsked = Array(repeating: false, count: corpus.prices.count)
      for item in count.items { if let row = corpus.position(of: item.row.record) { isAsked[row] = true } }
      self.isAsked = isAsked
    }
  }

  /// What a metric asks of prices, whatever the day.
  struct Question {
    let metric: Metric
    let market: Market
    let asked: Asked
    /// In the same order as the prices.
    private let records: [Record]
    private let ratings: [String: Rating]

    /// - Parameter asked: what `metric` asks for; read here where nobody has it yet.
    init(_ metric: Metric, _ corpus: Corpus, _ market: Market, _ history: BoardHistory, asked: Asked? = nil) {
      self.metric = metric
      self.market = market
      self.asked = asked ?? Asked(for: metric, in: corpus)
      // Both forms stand in one order.
      records = corpus.records(of: Price.kind)
      ratings = bestRatings(on: history.boards.last, history.better)
    }

    /// What of it is on offer on a day.
    func offers(on day: Day) -> [(sold: StandingOffer, priced: Priced)] {
      let since = metric.choices.since?.first
      return market.standing(on: day, metric.choices.offers ?? .list, of: asked.isAsked)
        .filter { offer in since.map { offer.seen >= $0 } ?? true }
        .map { ($0, priced($0)) }
    }

    private func priced(_ sold: StandingOffer) -> Priced {
      let rating = sold.model.flatMap { ratings[$0] }
      let offer = Offer(
        model: sold.name, bloc: sold.bloc, price: sold.price, rating: rating?.value ?? 0, low: rating?.low,
        high: rating?.high)
      return Priced(
        offer: offer, rows: [Figure.Row(records[sold.row])] + (rating.map { [$0.row] } ?? []), isRated: rating != nil)
    }
  }

  static func figure(
    _ metric: Metric, _ corpus: Corpus, _ market: Market, _ history: BoardHistory, asked: Asked?, on lastDay: Day
  ) -> (figure: Figure, findings: [Finding]) {
    let question = Question(metric, corpus, market, history, asked: asked)
    let count = question.asked.count
    let statistic = metric.statistic ?? .cheapest
    let prices = zip(corpus.prices.indices, question.asked.isAsked).filter(\.1).map(\.0)
    let board = history.boards.last
    let needsRatings = statistic != .blended
    var coverage = PriceCoverage(
      metric, board: needsRatings ? board?.vintage : nil, total: corpus.prices.count, asked: prices.count)
    var figure = Figure(metric, coverage: Figure.Coverage(used: 0, leftOut: 0, quarantined: 0, note: ""))
    let first = prices.compactMap { (corpus.prices[$0].validFrom ?? corpus.prices[$0].observed)?.first }.min()
    for (period, day) in days(metric, from: first, until: lastDay) {
      var offers: [Priced] = []
      var newest: Day?
      for (offer, priced) in question.offers(on: day) {
        let isUsed = !needsRatings || priced.isRated
        coverage.count(offer, isUsed: isUsed)
        guard isUsed else { continue }
        offers.append(priced)
        newest = max(newest ?? offer.seen, offer.seen)
      }
      // Of what holds now, nobody knows more than when the last of it was seen.
      let at = metric.every?.precision == nil ? newest.map { PartialDate($0) } ?? period : period
      let rating = metric.rating ?? commonRating(metric, offers.map(\.offer), history.better)
      for (point, rows) in points(statistic, metric, offers, rating: rating, at: at, corpus, history.better) {
        var point = point
        if at.last > day { point.words["period"] = "incomplete" }
        point.rows = Array(figure.rows.count..<(figure.rows.count + rows.count))
        figure.rows += rows
        figure.series.append(point)
      }
    }
    figure.coverage = coverage.coverage(of: count, in: corpus)
    figure.words["headline"] =
      switch statistic {
      case .priceRatio: "ratio"
      case .pareto: "none"
      default: metric.leader
      }
    figure.words["better"] = "lower"
    figure.words["vintage"] = board?.vintage.description
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    if statistic == .pareto {
      figure.n = figure.series.last.map { last in figure.series.count { $0.at == last.at } } ?? 0
      figure.asOf = figure.series.last?.at
    }
    figure.interval =
      switch statistic {
      case .pareto: "None: the answer is a list of models, not a number."
      case .blended: "None: list prices are known exactly, and models are a choice, not a sample."
      default: "Bounds, not a confidence interval: from the 95% intervals of the ratings, with prices as listed."
      }
    return (figure, question.asked.findings)
  }

  /// The period's ends to look at; the last known day when the metric has no periods.
  private static func days(_ metric: Metric, from first: Day?, until lastDay: Day) -> [(PartialDate, Day)] {
    let lastDay = min(lastDay, metric.until?.last ?? lastDay)
    guard let precision = metric.every?.precision else { return [(PartialDate(lastDay), lastDay)] }
    guard let first else { return [] }
    var days: [(PartialDate, Day)] = []
    var period = PartialDate(first).enclosing(precision)
    while let current = period, current.first <= lastDay {
      if metric.covers(current) { days.append((current, min(current.last, lastDay))) }
      period = PartialDate(Day(number: current.last.number + 1)).enclosing(precision)
    }
    return days
  }

  private static func bestRatings(on board: Board?, _ better: Benchmark.Direction) -> [String: Rating] {
    var best: [String: Rating] = [:]
    for rating in board?.ratings ?? [] {
      guard let model = rating.model else { continue }
      if let known = best[model], !rating.isBetter(than: known, better) { continue }
      best[model] = rating
    }
    return best
  }

  /// The highest rating that offers of both sides reach; `nil` when one side has none.
  private static func commonRating(_ metric: Metric, _ offers: [Offer], _ better: Benchmark.Direction) -> Double? {
    let bests = [metric.leader, metric.follower].compactMap(\.self).map { side in
      let ratings = offers.filter { $0.bloc == side }.map(\.rating)
      return better == .higher ? ratings.max() : ratings.min()
    }
    guard !bests.contains(nil) else { return nil }
    return better == .higher ? bests.compactMap(\.self).min() : bests.compactMap(\.self).max()
  }

  private static func points(
    _ statistic: Metric.Statistic, _ metric: Metric, _ offers: [Priced], rating: Double?, at date: PartialDate,
    _ corpus: Corpus, _ better: Benchmark.Direction
  ) -> [(Figure.Point, [Figure.Row])] {
    let blocs = corpus.report.blocs.map(\.id)
    func of(_ bloc: String) -> [Priced] { offers.filter { $0.offer.bloc == bloc } }
    func cheapestPoint(_ bloc: String) -> (Figure.Point, [Figure.Row])? {
      guard let rating else { return nil }
      let own = of(bloc)
      let plain = own.map(\.offer)
      guard let index = cheapest(of: plain, rated: rating, better) else { return nil }
      let price = lowestPrice(of: plain, rated: rating, better)
      var point = Figure.Point(
        at: date, part: bloc, value: price.value, low: price.low, high: price.high,
        n: plain.count { reaches($0.rating, rating, better) }, labels: [plain[index].model])
      point.extras = ["rating": rating, "own-rating": plain[index].rating]
      return (point, own[index].rows)
    }
    switch statistic {
    case .blended:
      return blocs.compactMap { bloc in
        let own = of(bloc)
        guard let median = Metric.Statistic.median.value(of: own.map(\.offer.price)) else { return nil }
        return (Figure.Point(at: date, part: bloc, value: median, n: own.count), own.flatMap(\.rows))
      }
    case .pareto:
      return frontier(of: offers.map(\.offer), better).map { index in
        let one = offers[index]
        var point = Figure.Point(
          at: date, part: one.offer.bloc ?? "unattributed", value: one.offer.price, n: 1, labels: [one.offer.model])
        point.extras["own-rating"] = one.offer.rating
        return (point, one.rows)
      }
    case .priceRatio:
      guard let leader = metric.leader.flatMap(cheapestPoint), let follower = metric.follower.flatMap(cheapestPoint),
        let over = leader.0.value, let under = follower.0.value, over > 0
      else { return [] }
      var point = Figure.Point(
        at: date, part: "ratio", value: under / over, n: (leader.0.n ?? 0) + (follower.0.n ?? 0),
        labels: leader.0.labels + follower.0.labels)
      point.extras["rating"] = rating
      if let low = follower.0.low, let high = leader.0.high, high > 0 { point.low = low / high }
      if let high = follower.0.high, let low = leader.0.low, low > 0 { point.high = high / low }
      return [leader, follower, (point, leader.1 + follower.1)]
    default:
      return blocs.compactMap(cheapestPoint)
    }
  }
}

extension Metric {
  /// The metric with its window left to the measure.
  fileprivate var withoutWindow: Metric {
    var metric = self
    (metric.choices.since, metric.choices.until) = (nil, nil)
    return metric
  }
}
