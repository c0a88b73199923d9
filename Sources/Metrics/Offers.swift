package import Records

/// One model at one provider, as it is sold on a day.
package struct StandingOffer: Sendable {
  /// The id of our model, when the published name resolves to one.
  package let model: String?
  /// The name to show: our model's, or else the published one.
  package let name: String
  package let provider: String
  /// In US dollars for a million tokens, three parts input and one part output.
  package let price: Double
  /// The last day, not after the one asked for, on which the price was known to hold.
  package let seen: Day
  /// Whether an introductory price holds for now, in place of which this one stands.
  package let followsIntroduction: Bool
  package let row: Price
}

/// Chooses the prices at which models are sold: one way for the measure `price`, for readers' decisions and for pages.
///
/// - Shape: one offer for each model and provider that has one, models in order of name, then providers.
/// - Unit: US dollars for a million tokens, blended.
/// - Whose: as `Metric.Offers` says, makers' own lists where nothing else is asked for.
/// - When: a price counts from its first day, or the day on which it was seen, until its end. Of one source's rows the
///   newest count: a list replaces the one before it, whatever its tiers.
/// - Where sources differ on one seller's price: one that the source dates, to begin after all others were seen, is a
///   change and is believed. Else a list may be stale on the day on which it was read, so the price that most sources
///   give is believed, and of those that as many give the one seen last.
/// - Which of a graded list: of the lengths of a prompt the cheapest. Of the hours of a day the dearest: the others are
///   discounts. Any other tier, such as faster serving, counts only where nothing else is sold.
/// - Introductory: a price whose end was announced while it held, with a dearer one to follow. The dearer one counts.
/// - Missing: free offers are trials with limits of their own, not prices, and are left out like everything without a
///   price in both directions. A price that is a range has no blend. Cached input and batches aren't looked at.
package enum Offers {
  /// Three parts input, one part output.
  package static func blended(input: Double, output: Double) -> Double { (3 * input + output) / 4 }

  package static func standing(
    _ prices: [Price], on day: Day, _ whose: Metric.Offers = .list, in corpus: Corpus
  ) -> [StandingOffer] {
    // Prices are looked at where they stand: they are large, and most of them are offers of nobody asked for.
    let sold = prices.indices.filter { whose.admits(prices[$0].provider) && prices[$0].blend != nil }
    var following: [Successor: Int] = [:]
    for index in sold where prices[index].validFrom != nil {
      following[Successor(prices[index], from: prices[index].validFrom)] = index
    }
    var lists: [Seller: [Sighting]] = [:]
    for index in sold {
      guard let seen = prices[index].lastSeen(by: day), let blend = prices[index].blend else { continue }
      var sighting = Sighting(row: index, seen: seen, price: blend)
      if whose != .introductory, let end = prices[index].validTo,
        let next = following[Successor(prices[index], from: end)], let dearer = prices[next].blend, dearer > blend,
        corpus.announced(end, by: prices[index].source)
      {
        sighting = Sighting(row: next, seen: seen, price: dearer, followsIntroduction: true)
      }
      lists[Seller(prices[index]), default: []].append(sighting)
    }
    let standing = lists.compactMap { seller, list in
      listed(list, of: prices).map { sighting in
        let row = sighting.row
        return (
          name: corpus.model(prices[row].model)?.name ?? prices[row].publishedName, provider: seller.provider,
          sighting: sighting
        )
      }
    }.sorted {
      ($0.name, $0.provider) == ($1.name, $1.provider)
        ? prices[$0.sighting.row].place < prices[$1.sighting.row].place
        : ($0.name, $0.provider) < ($1.name, $1.provider)
    }
    return standing.map { name, provider, sighting in
      StandingOffer(
        model: prices[sighting.row].model, name: name, provider: provider, price: sighting.price, seen: sighting.seen,
        followsIntroduction: sighting.followsIntroduction, row: prices[sighting.row])
    }
  }

  /// The list price of each of our models that has one, on the last day that the records know.
  package static func listPrices(in corpus: Corpus) -> [String: Double] {
    var prices: [String: Double] = [:]
    for offer in standing(corpus.prices, on: corpus.lastKnownDay, in: corpus) {
      guard let model = offer.model else { continue }
      prices[model] = min(prices[model] ?? .infinity, offer.price)
    }
    return prices
  }

  private struct Seller: Hashable {
    var model: String
    var provider: String

    init(_ price: Price) {
      model = price.model ?? price.publishedName
      provider = price.provider
    }
  }

  /// Which price follows one that ends on a day.
  private struct Successor: Hashable {
    var seller: Seller
    var tier: String?
    var from: PartialDate?

    init(_ price: Price, from day: PartialDate?) {
      seller = Seller(price)
      tier = price.tier
      from = day
    }
  }

  private struct Sighting {
    /// The position of the price.
    var row: Int
    var seen: Day
    var price: Double
    var followsIntroduction = false
  }

  /// What a seller asks for one model, as its sources tell it.
  private static func listed(_ sightings: [Sighting], of prices: [Price]) -> Sighting? {
    guard sightings.count > 1 else { return sightings.first }
    let answers = Dictionary(grouping: sightings) { prices[$0.row].source }.values.compactMap { answer($0, of: prices) }
    guard let last = answers.max(by: { isOlder($0, $1, of: prices) }) else { return nil }
    if let change = prices[last.row].validFrom?.first,
      answers.allSatisfy({ prices[$0.row].source == prices[last.row].source || $0.seen < change })
    {
      return last
    }
    func support(_ one: Sighting) -> Int { answers.count { abs($0.price - one.price) <= agreement * one.price } }
    return answers.max { one, other in
      let (first, second) = (support(one), support(other))
      return first == second ? isOlder(one, other, of: prices) : first < second
    }
  }

  /// How far two sources' prices may lie apart, as a part of them, and count as the same: rounding.
  private static let agreement = 0.005

  private static func isOlder(_ one: Sighting, _ other: Sighting, of prices: [Price]) -> Bool {
    one.seen == other.seen ? prices[one.row].place < prices[other.row].place : one.seen < other.seen
  }

  /// What one source's list says.
  private static func answer(_ list: [Sighting], of prices: [Price]) -> Sighting? {
    guard list.count > 1 else { return list.first }
    func isCheaper(_ one: Sighting, _ other: Sighting) -> Bool {
      one.price == other.price ? prices[one.row].place < prices[other.row].place : one.price < other.price
    }
    let plain = list.filter { prices[$0.row].isOrdinary }
    let seller = plain.isEmpty ? list : plain
    let newest = seller.filter { $0.seen == seller.map(\.seen).max() }
    let tiers = Dictionary(grouping: newest) { prices[$0.row].tier ?? "" }
      .compactMapValues { rows in rows.max { isOlder($0, $1, of: prices) } }
    let hours = Dictionary(grouping: tiers.values) { prices[$0.row].tierWithoutHours }
      .compactMapValues { rows in rows.max(by: isCheaper) }
    return hours.values.min(by: isCheaper)
  }
}

extension Metric.Offers {
  /// Whether a seller's prices are asked for.
  func admits(_ provider: String?) -> Bool { self == .hosts || provider == Price.firstParty }
}

extension Price {
  /// `nil` for what is free, has no price in one direction, or a range.
  fileprivate var blend: Double? {
    guard tier != Self.free, let input = input.value, let output = output.value, input > 0, output > 0 else {
      return nil
    }
    return Offers.blended(input: input, output: output)
  }

  /// The last day by then on which it was known to hold; `nil` when it had ended, or nobody knows that it had begun.
  fileprivate func lastSeen(by day: Day) -> Day? {
    if let validTo, validTo.first <= day { return nil }
    if let validFrom, validFrom.first > day { return nil }
    return [validFrom?.first, observed?.first].compactMap(\.self).filter { $0 <= day }.max()
  }

  /// Whether it is for everybody: of tiers only those by the length of a prompt, or by hours that make up the day.
  fileprivate var isOrdinary: Bool {
    tierParts.allSatisfy { $0.hasPrefix("up to ") || $0.hasPrefix("above ") || $0.contains(":") }
  }

  fileprivate var tierParts: [String] { (tier ?? "").split(separator: ", ").map(String.init) }

  /// The tier without its hours of the day.
  fileprivate var tierWithoutHours: [String] { tierParts.filter { !$0.contains(":") } }
}

extension Corpus {
  /// Whether a source was out before the day that it gives as a price's end.
  fileprivate func announced(_ end: PartialDate?, by source: String) -> Bool {
    guard let end, let source = self.source(source), let out = source.published ?? source.retrieved else {
      return false
    }
    return out.last < end.first
  }
}
