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
    let sold = prices.filter { whose.admits($0.provider) && $0.blend != nil }
    var following: [Successor: Price] = [:]
    for price in sold where price.validFrom != nil { following[Successor(price, from: price.validFrom)] = price }
    var lists: [Seller: [Sighting]] = [:]
    for price in sold {
      guard let seen = price.lastSeen(by: day), let blend = price.blend else { continue }
      var sighting = Sighting(row: price, seen: seen, price: blend)
      if whose != .introductory, let next = following[Successor(price, from: price.validTo)], let dearer = next.blend,
        dearer > blend, corpus.announced(price.validTo, by: price.source)
      {
        sighting = Sighting(row: next, seen: seen, price: dearer, followsIntroduction: true)
      }
      lists[Seller(price), default: []].append(sighting)
    }
    return lists.compactMap { seller, list in
      listed(list).map { sighting in
        let row = sighting.row
        return StandingOffer(
          model: row.model, name: corpus.model(row.model)?.name ?? row.publishedName, provider: seller.provider,
          price: sighting.price, seen: sighting.seen, followsIntroduction: sighting.followsIntroduction, row: row)
      }
    }.sorted { ($0.name, $0.provider, $0.row.place) < ($1.name, $1.provider, $1.row.place) }
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
    var row: Price
    var seen: Day
    var price: Double
    var followsIntroduction = false

    func isOlder(than other: Sighting) -> Bool { (seen, row.place) < (other.seen, other.row.place) }
  }

  /// What a seller asks for one model, as its sources tell it.
  private static func listed(_ sightings: [Sighting]) -> Sighting? {
    let answers = Dictionary(grouping: sightings, by: \.row.source).values.compactMap(answer)
    guard let last = answers.max(by: { $0.isOlder(than: $1) }) else { return nil }
    if let change = last.row.validFrom?.first,
      answers.allSatisfy({ $0.row.source == last.row.source || $0.seen < change })
    {
      return last
    }
    func support(_ one: Sighting) -> Int { answers.count { abs($0.price - one.price) <= agreement * one.price } }
    return answers.max { (support($0), $0.seen, $0.row.place) < (support($1), $1.seen, $1.row.place) }
  }

  /// How far two sources' prices may lie apart, as a part of them, and count as the same: rounding.
  private static let agreement = 0.005

  /// What one source's list says.
  private static func answer(_ list: [Sighting]) -> Sighting? {
    let plain = list.filter(\.row.isOrdinary)
    let seller = plain.isEmpty ? list : plain
    let newest = seller.filter { $0.seen == seller.map(\.seen).max() }
    let tiers = Dictionary(grouping: newest) { $0.row.tier ?? "" }
      .compactMapValues { rows in rows.max { $0.isOlder(than: $1) } }
    let hours = Dictionary(grouping: tiers.values) { $0.row.tierWithoutHours }
      .compactMapValues { rows in rows.max { ($0.price, $0.row.place) < ($1.price, $1.row.place) } }
    return hours.values.min { ($0.price, $0.row.place) < ($1.price, $1.row.place) }
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
