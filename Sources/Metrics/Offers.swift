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
/// - When: a price counts from its first day, or the day on which it was seen, until its end. Where sources differ on
///   one seller's price, the one that saw it last by that day is believed, and of its rows the newest: a list replaces the
///   one before it, whatever its tiers.
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

  /// What a seller's list says of one model.
  private static func listed(_ sightings: [Sighting], of prices: [Price]) -> Sighting? {
    guard sightings.count > 1 else { return sightings.first }
    func isOlder(_ one: Sighting, _ other: Sighting) -> Bool {
      one.seen == other.seen ? prices[one.row].place < prices[other.row].place : one.seen < other.seen
    }
    func isCheaper(_ one: Sighting, _ other: Sighting) -> Bool {
      one.price == other.price ? prices[one.row].place < prices[other.row].place : one.price < other.price
    }
    let last = sightings.max(by: isOlder)
    let list = sightings.filter { sighting in prices[sighting.row].source == last.map { prices[$0.row].source } }
    let plain = list.filter { prices[$0.row].isOrdinary }
    let seller = plain.isEmpty ? list : plain
    let newest = seller.filter { $0.seen == seller.map(\.seen).max() }
    let tiers = Dictionary(grouping: newest) { prices[$0.row].tier ?? "" }
      .compactMapValues { rows in rows.max(by: isOlder) }
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
