package import Records

/// One model at one provider, as it is sold on a day.
struct StandingOffer: Sendable {
  /// The id of our model, when the published name resolves to one.
  let model: String?
  /// The name to show: our model's, or else the published one.
  let name: String
  /// That of the maker, or else of the country that the source gives.
  let bloc: String?
  /// In US dollars for a million tokens, three parts input and one part output.
  let price: Double
  /// The last day, not after the one asked for, on which the price was known to hold.
  let seen: Day
  /// Whether an introductory price holds for now, in place of which this one stands.
  let followsIntroduction: Bool
  /// The position of its price among those of the corpus.
  let row: Int
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
}

extension Market {
  /// What is sold on a day.
  ///
  /// - Parameters:
  ///   - asked: of each price of the corpus whether it is asked for; `nil` asks for all.
  ///   - range: the lines of one seller or of several, each with all of its lines.
  func standing(
    on day: Day, _ whose: Metric.Offers, of asked: [Bool]? = nil, among range: Range<Int>? = nil
  ) -> [StandingOffer] {
    func isAsked(_ line: Line) -> Bool {
      (whose == .hosts || line.isMakersOwn) && (asked.map { $0[line.row] } ?? true)
    }
    var chosen: [Sighting] = []
    var seller: [Sighting] = []
    for position in range ?? lines.indices {
      let line = lines[position]
      if isAsked(line), let seen = line.lastSeen(by: day) {
        var sighting = Sighting(line: position, seen: seen)
        if whose != .introductory, line.ends != nil,
          let next = followers[position]?.last(where: { isAsked(lines[$0]) }), lines[next].price > line.price
        {
          sighting = Sighting(line: next, seen: seen, followsIntroduction: true)
        }
        seller.append(sighting)
      }
      // A seller's lines stand together.
      guard position + 1 == lines.count || lines[position + 1].seller != line.seller else { continue }
      if let listed = listed(seller) { chosen.append(listed) }
      seller.removeAll(keepingCapacity: true)
    }
    return chosen.sorted { lines[$0.line].rank < lines[$1.line].rank }.compactMap { sighting in
      let line = lines[sighting.line]
      return wares[line.row].map { ware in
        StandingOffer(
          model: ware.model, name: ware.name, bloc: ware.bloc, price: line.price, seen: sighting.seen,
          followsIntroduction: sighting.followsIntroduction, row: line.row)
      }
    }
  }

  /// The lowest price of each of our models that is sold on a day.
  package func lowestPrices(on day: Day, _ whose: Metric.Offers) -> [String: Double] {
    var prices: [String: Double] = [:]
    for offer in standing(on: day, whose) {
      guard let model = offer.model else { continue }
      prices[model] = min(prices[model] ?? .infinity, offer.price)
    }
    return prices
  }

  private struct Sighting {
    /// The position of the line.
    var line: Int
    var seen: Day
    var followsIntroduction = false
  }

  /// What a seller asks for one model, as its sources tell it.
  private func listed(_ sightings: [Sighting]) -> Sighting? {
    guard sightings.count > 1 else { return sightings.first }
    func source(_ sighting: Sighting) -> Int { lines[sighting.line].source }
    var sources: [Int] = []
    for sighting in sightings where !sources.contains(source(sighting)) { sources.append(source(sighting)) }
    let answers = sources.compactMap { one in answer(sightings.filter { source($0) == one }) }
    guard let last = answers.max(by: isOlder) else { return nil }
    if let change = lines[last.line].begins, answers.allSatisfy({ source($0) == source(last) || $0.seen < change }) {
      return last
    }
    func price(_ sighting: Sighting) -> Double { lines[sighting.line].price }
    func support(_ one: Sighting) -> Int {
      answers.count { abs(price($0) - price(one)) <= Self.agreement * price(one) }
    }
    return answers.max { one, other in
      let (first, second) = (support(one), support(other))
      return first == second ? isOlder(one, other) : first < second
    }
  }

  /// How far two sources' prices may lie apart, as a part of them, and count as the same: rounding.
  private static let agreement = 0.005

  private func isOlder(_ one: Sighting, _ other: Sighting) -> Bool {
    one.seen == other.seen ? lines[one.line].place < lines[other.line].place : one.seen < other.seen
  }

  private func isCheaper(_ one: Sighting, _ other: Sighting) -> Bool {
    let (first, second) = (lines[one.line], lines[other.line])
    return first.price == second.price ? first.place < second.place : first.price < second.price
  }

  /// What one source's list says.
  private func answer(_ list: [Sighting]) -> Sighting? {
    guard list.count > 1 else { return list.first }
    let plain = list.filter { lines[$0.line].tier.isOrdinary }
    let seller = plain.isEmpty ? list : plain
    let last = seller.map(\.seen).max()
    let newest = seller.filter { $0.seen == last }
    let tiers = lastOfEach(newest, \.tier.number, isOlder)
    return lastOfEach(tiers, \.tier.numberWithoutHours, isCheaper).min(by: isCheaper)
  }

  /// The last of all that have the same of something, by an order.
  private func lastOfEach(
    _ sightings: [Sighting], _ key: (Line) -> Int, _ isBefore: (Sighting, Sighting) -> Bool
  ) -> [Sighting] {
    var kept: [(key: Int, sighting: Sighting)] = []
    for sighting in sightings {
      let own = key(lines[sighting.line])
      guard let position = kept.firstIndex(where: { $0.key == own }) else {
        kept.append((own, sighting))
        continue
      }
      if isBefore(kept[position].sighting, sighting) { kept[position].sighting = sighting }
    }
    return kept.map(\.sighting)
  }
}

extension Metric.Offers {
  /// Whether a seller's prices are asked for.
  func admits(_ provider: String?) -> Bool { self == .hosts || provider == Price.firstParty }
}
