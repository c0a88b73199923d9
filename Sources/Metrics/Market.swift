package import Records

/// The prices of the records, laid out for the many questions of a run: what hangs neither on the day nor on whose
/// offers are asked for is worked out once.
package struct Market: Sendable {
  /// A part of a graded list.
  struct Tier: Sendable {
    /// The same for the same words.
    var number: Int
    /// The same where only the hours of the day differ.
    var numberWithoutHours: Int
    /// Whether it is for everybody: of tiers only those by the length of a prompt, or by hours that make up the day.
    var isOrdinary: Bool
  }

  /// A price that has a blend.
  struct Line: Sendable {
    /// The position of the price among those of the corpus.
    let row: Int
    /// In US dollars for a million tokens, blended.
    let price: Double
    /// Who sells what: the same for one model at one provider.
    let seller: Int
    /// Whether the maker sells it.
    let isMakersOwn: Bool
    let source: Int
    let tier: Tier
    let begins: Day?
    let observed: Day?
    let ends: Day?
    /// Where it stands among all in the order of the files.
    let place: Int
    /// Where it stands among all in the order of names, then of providers, then of places.
    let rank: Int

    /// The last day by then on which it was known to hold; `nil` when it had ended, or nobody knows that it had begun.
    func lastSeen(by day: Day) -> Day? {
      if let ends, ends <= day { return nil }
      if let begins, begins > day { return nil }
      let observed = observed.flatMap { $0 <= day ? $0 : nil }
      guard let begins else { return observed }
      return max(begins, observed ?? begins)
    }
  }

  /// What is sold under a line, apart from it: lines are looked at for each of many days, and hold no text.
  struct Ware: Sendable {
    let model: String?
    let name: String
    let bloc: String?
  }

  /// Those of one seller stand together, in the order of the corpus.
  let lines: [Line]
  /// For each price of the corpus; `nil` for one that has no blend.
  let wares: [Ware?]
  /// For lines that end as their source announced, positions of what their seller asks from then on; ascending.
  let followers: [Int: [Int]]

  package init(_ corpus: Corpus) {
    let prices = corpus.prices
    let sold = prices.indices.filter { prices[$0].blend != nil }
    var sellers = Numbering<Seller>()
    var sources = Numbering<String>()
    var tiers = Tiers()
    let names = sold.map { corpus.model(prices[$0].model)?.name ?? prices[$0].publishedName }
    let places = Self.ranks(sold.indices.sorted { prices[sold[$0]].place < prices[sold[$1]].place })
    let ranks = Self.ranks(
      sold.indices.sorted { one, other in
        let (first, second) = ((names[one], prices[sold[one]].provider), (names[other], prices[sold[other]].provider))
        return first == second ? places[one] < places[other] : first < second
      })
    var lines: [Line] = []
    var wares: [Ware?] = Array(repeating: nil, count: prices.count)
    lines.reserveCapacity(sold.count)
    for (position, row) in sold.enumerated() {
      lines.append(
        Line(
          row: row, price: prices[row].blend ?? 0, seller: sellers.number(of: Seller(prices[row])),
          isMakersOwn: prices[row].provider == Price.firstParty, source: sources.number(of: prices[row].source),
          tier: tiers.tier(prices[row].tier), begins: prices[row].validFrom?.first,
          observed: prices[row].observed?.first, ends: prices[row].validTo?.first, place: places[position],
          rank: ranks[position]))
      wares[row] = Ware(
        model: prices[row].model, name: names[position],
        bloc: corpus.bloc(of: prices[row].organisation) ?? prices[row].country.map { corpus.bloc(ofCountry: $0) })
    }
    lines.sort { ($0.seller, $0.row) < ($1.seller, $1.row) }
    self.lines = lines
    self.wares = wares
    followers = Self.followers(of: lines, prices, corpus)
  }

  private static func ranks(_ order: [Int]) -> [Int] {
    var ranks = Array(repeating: 0, count: order.count)
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    return ranks
  }

  private static func followers(of lines: [Line], _ prices: [Price], _ corpus: Corpus) -> [Int: [Int]] {
    struct Beginning: Hashable {
      var seller: Int
      var tier: Int
      var from: PartialDate
    }
    var beginning: [Beginning: [Int]] = [:]
    for (position, line) in lines.enumerated() {
      guard let from = prices[line.row].validFrom else { continue }
      beginning[Beginning(seller: line.seller, tier: line.tier.number, from: from), default: []].append(position)
    }
    var followers: [Int: [Int]] = [:]
    for position in lines.indices {
      let line = lines[position]
      guard let end = prices[line.row].validTo,
        let next = beginning[Beginning(seller: line.seller, tier: line.tier.number, from: end)],
        corpus.announced(end, by: prices[line.row].source)
      else { continue }
      followers[position] = next
    }
    return followers
  }

  private struct Seller: Hashable {
    var model: String
    var provider: String

    init(_ price: Price) {
      model = price.model ?? price.publishedName
      provider = price.provider
    }
  }

  /// Numbers different things in the order in which they come.
  private struct Numbering<Thing: Hashable> {
    private var numbers: [Thing: Int] = [:]

    mutating func number(of thing: Thing) -> Int {
      if let known = numbers[thing] { return known }
      numbers[thing] = numbers.count
      return numbers.count - 1
    }
  }

  private struct Tiers {
    private var tiers: [String: Tier] = [:]
    private var numbers = Numbering<[String]>()

    /// What the words of a graded list say.
    mutating func tier(_ text: String?) -> Tier {
      let text = text ?? ""
      if let known = tiers[text] { return known }
      let parts = text.split(separator: ", ").map(String.init)
      let tier = Tier(
        number: tiers.count, numberWithoutHours: numbers.number(of: parts.filter { !$0.contains(":") }),
        isOrdinary: parts.allSatisfy { $0.hasPrefix("up to ") || $0.hasPrefix("above ") || $0.contains(":") })
      tiers[text] = tier
      return tier
    }
  }
}

extension Price {
  /// `nil` for what is free, has no price in one direction, or a range.
  fileprivate var blend: Double? {
    guard tier != Self.free, let input = input.value, let output = output.value, input > 0, output > 0 else {
      return nil
    }
    return Offers.blended(input: input, output: output)
  }
}

extension Corpus {
  /// Whether a source was out before the day that it gives as a price's end.
  fileprivate func announced(_ end: PartialDate, by source: String) -> Bool {
    guard let source = self.source(source), let out = source.published ?? source.retrieved else { return false }
    return out.last < end.first
  }
}
