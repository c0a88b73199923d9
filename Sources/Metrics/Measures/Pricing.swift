import Diagnostics
package import Records

/// What models cost for what they are rated: the measure `price`.
///
/// - Shape: by `statistic`. `blended`: a point for each bloc, the median of its offers. `cheapest`: for each bloc the
///   lowest price among models rated at least so high. `ratio`: the follower's cheapest over the leader's at that
///   rating. `pareto`: a point for each offer that no other beats, cheapest first. With `every`, at each period's end.
/// - Unit: US dollars for a million tokens; a ratio is times.
/// - Reads: `benchmark`, whose newest vintage until `until` rates the models on all days; `rating`, or else the highest
///   rating that both blocs reach; `leader`, `follower`; the provider through `where`, such as `provider = first-party`.
/// - Formula: blended, three parts input and one part output: (3 i + o) ÷ 4. An offer is on the frontier when none is
///   both at most as dear and rated at least as high, and better in one.
/// - Bounds: of a cheapest price and a ratio, from the ratings' 95% intervals: low counts every model whose interval
///   reaches the rating, high only those whose interval lies wholly above. Not a confidence interval, and nothing of
///   how sure a price is.
/// - Missing: a model without rating or price isn't there; coverage counts them. A price that is a range has no blend.
///   Cached input, batches, free endpoints, discounts at some hours and faster serving are left out.
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

  /// Three parts input, one part output.
  package static func blended(input: Double, output: Double) -> Double { (3 * input + output) / 4 }

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

  /// The cheapest blended price of each model among those that hold on the last day that the records know.
  package static func cheapest(in corpus: Corpus) -> [String: Double] {
    offers(in: corpus, on: corpus.lastKnownDay).mapValues { prices in prices.map(\.price).min() ?? .infinity }
  }

  /// What each model is sold for on a day, blended, and by whom. What costs nothing is a trial, not a sale.
  static func offers(in corpus: Corpus, on day: Day) -> [String: [(provider: String, price: Double)]] {
    var offers: [String: [(provider: String, price: Double)]] = [:]
    for (price, blended) in offered(corpus.prices, on: day) {
      if let model = price.model { offers[model, default: []].append((price.provider, blended)) }
    }
    return offers
  }

  /// What is sold on a day: of each model and provider the newest list that holds, and of a list graded by the length of
  /// what goes in the cheapest grade. In order of place.
  ///
  /// What costs nothing is a trial, not a price; what holds for some hours alone is a discount.
  static func offered(_ prices: [Price], on day: Day) -> [(price: Price, blended: Double)] {
    var newest: [[String]: (from: Day, price: Price, blended: Double)] = [:]
    for price in prices {
      guard let from = (price.validFrom ?? price.observed)?.first, from <= day,
        price.validTo.map({ day < $0.first }) ?? true, price.isOfOrdinaryService,
        let input = price.input.value, let output = price.output.value, input > 0, output > 0
      else { continue }
      let key = [price.model ?? price.publishedName, price.provider]
      let blended = blended(input: input, output: output)
      if let known = newest[key] {
        if known.from > from { continue }
        if known.from == from, (known.blended, known.price.place) <= (blended, price.place) { continue }
      }
      newest[key] = (from, price, blended)
    }
    return newest.values.map { ($0.price, $0.blended) }.sorted { $0.price.place < $1.price.place }
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
  private struct Priced {
    var offer: Offer
    var rows: [Figure.Row]
    var isRated: Bool
  }

  static func figure(
    _ metric: Metric, _ corpus: Corpus, _ history: BoardHistory, on lastDay: Day
  ) -> (figure: Figure, findings: [Finding]) {
    let wholeTime = metric.ofWholeTime
    let (count, findings) = Count.reading(wholeTime, in: corpus, needsAlike: false)
    let statistic = metric.statistic ?? .cheapest
    let ids = Set(count.items.map(\.row.id))
    let prices = corpus.prices.filter { ids.contains($0.id) }
    let ratings = bestRatings(on: history.boards.last, history.better)
    let days = days(metric, prices, until: lastDay)
    let rating = metric.rating ?? commonRating(metric, history)
    var figure = Figure(metric, coverage: count.coverage(wholeTime))
    var unrated: Set<String> = []
    var used: Set<String> = []
    var usedRows: Set<String> = []
    for (at, day) in days {
      let all = offers(prices, ratings, on: day, corpus)
      unrated.formUnion(all.filter { !$0.isRated }.map(\.offer.model))
      let offers = statistic == .blended ? all : all.filter(\.isRated)
      used.formUnion(offers.map(\.offer.model))
      usedRows.formUnion(offers.map(\.rows[0].id))
      let points = points(statistic, metric, offers, rating: rating, at: at, corpus, history.better)
      for (point, rows) in points {
        var point = point
        point.rows = Array(figure.rows.count..<(figure.rows.count + rows.count))
        figure.rows += rows
        figure.series.append(point)
      }
    }
    figure.coverage = count.coverage(
      wholeTime,
      unused: (
        count.items.indices.filter { !usedRows.contains(count.items[$0].row.id) },
        "not the newest ordinary list of its seller on a day that is looked at, or its model isn’t rated"
      ),
      further: [
        "Of each model and provider the newest list, and of it the ordinary service",
        "\(counted(used.count, "model")) with a price\(statistic == .blended ? "" : " and a rating")",
      ])
    if statistic != .blended, !unrated.isEmpty {
      figure.coverage.note += " \(counted(unrated.subtracting(used).count, "model")) not rated on the board."
    }
    figure.words["headline"] = statistic == .priceRatio ? "ratio" : metric.leader
    figure.words["better"] = "lower"
    figure.words["vintage"] = history.boards.last?.vintage.description
    if statistic != .blended { figure.extras["rating"] = rating }
    if let latest = figure.headline(at: nil) { figure.takeHeadline(from: latest) }
    figure.interval =
      switch statistic {
      case .cheapest, .priceRatio: "Bounds, not a confidence interval: from the 95% intervals of the ratings."
      default: "None: list prices are known exactly, and models are a choice, not a sample."
      }
    return (figure, findings)
  }

  /// The period's ends to look at; the last known day when the metric has no periods.
  private static func days(_ metric: Metric, _ prices: [Price], until lastDay: Day) -> [(PartialDate, Day)] {
    guard let precision = metric.every?.precision else { return [(PartialDate(lastDay), lastDay)] }
    guard let first = prices.compactMap({ ($0.validFrom ?? $0.observed)?.first }).min() else { return [] }
    var days: [(PartialDate, Day)] = []
    var period = PartialDate(first).enclosing(precision)
    while let current = period, current.first <= lastDay {
      days.append((current, min(current.last, lastDay)))
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

  /// The highest rating that both sides reach on the newest board.
  private static func commonRating(_ metric: Metric, _ history: BoardHistory) -> Double? {
    guard let board = history.boards.last else { return nil }
    let bests = [metric.leader, metric.follower].compactMap(\.self).compactMap {
      board.best(of: Side($0), metric.openness, history.better)?.rating.value
    }
    return history.better == .higher ? bests.min() : bests.max()
  }

  /// What was on offer on a day, each model at each provider once, with its rating where it has one.
  private static func offers(
    _ prices: [Price], _ ratings: [String: Rating], on day: Day, _ corpus: Corpus
  ) -> [Priced] {
    offered(prices, on: day).map { price, blended in
      let rating = price.model.flatMap { ratings[$0] }
      let offer = Offer(
        model: corpus.model(price.model)?.name ?? price.publishedName,
        bloc: corpus.bloc(of: price.organisation) ?? price.country.map { corpus.bloc(ofCountry: $0) }, price: blended,
        rating: rating?.value ?? 0, low: rating?.low, high: rating?.high)
      let row = Figure.Row(kind: Price.kind, id: price.id, place: price.place)
      return Priced(offer: offer, rows: [row] + (rating.map { [$0.row] } ?? []), isRated: rating != nil)
    }.sorted { ($0.offer.model, $0.rows[0].place) < ($1.offer.model, $1.rows[0].place) }
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
        n: own.count { better == .higher ? $0.offer.rating >= rating : $0.offer.rating <= rating },
        labels: [plain[index].model])
      point.extras["rating"] = plain[index].rating
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
        point.extras["rating"] = one.offer.rating
        return (point, one.rows)
      }
    case .priceRatio:
      guard let leader = metric.leader.flatMap(cheapestPoint), let follower = metric.follower.flatMap(cheapestPoint),
        let over = leader.0.value, let under = follower.0.value, over > 0
      else { return [] }
      var point = Figure.Point(
        at: date, part: "ratio", value: under / over, n: (leader.0.n ?? 0) + (follower.0.n ?? 0),
        labels: leader.0.labels + follower.0.labels)
      if let low = follower.0.low, let high = leader.0.high, high > 0 { point.low = low / high }
      if let high = follower.0.high, let low = leader.0.low, low > 0 { point.high = high / low }
      return [leader, follower, (point, leader.1 + follower.1)]
    default:
      return blocs.compactMap(cheapestPoint)
    }
  }
}

extension Price {
  /// Whether it is what everybody pays at any hour: of tiers only those by the length of what goes in.
  fileprivate var isOfOrdinaryService: Bool {
    tier.map { $0.hasPrefix("up to ") || $0.hasPrefix("above ") } ?? true
  }
}

extension Metric {
  /// The metric over prices of all days: `since` and `until` choose the board that rates the models.
  fileprivate var ofWholeTime: Metric {
    var metric = self
    (metric.choices.since, metric.choices.until) = (nil, nil)
    return metric
  }
}
