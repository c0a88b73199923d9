import Records

extension RecordTable {
  /// A list of prices, one file for each source and list.
  static func prices(named name: String, growth: Growth) -> RecordTable {
    RecordTable(
      kind: Price.kind, name: name, series: name, growth: growth,
      key: ["provider", "organisation", "model", "tier", "valid-from"], seenOn: "observed", rows: [])
  }
}

/// The day of an export as `observed`, for a price that held on it; empty for one that was over or hadn't begun.
func observed(_ day: Day, from: String?, until: String?) -> String {
  let (from, until) = (from.flatMap { PartialDate($0) }, until.flatMap { PartialDate($0) })
  let isHolding = from.map { $0.first <= day } ?? true && until.map { $0.first > day } ?? true
  return isHolding ? day.description : ""
}

/// Whether a price is that of a free tier, which catalogues write as 0: no price at which a model could be bought.
func isFree(_ input: String, _ output: String) -> Bool { Double(input) == 0 && Double(output) == 0 }

/// A name that ends in the length of prompts that its price is for, such as `GPT-5.4 ≤272k`, without that; and the tier.
func nameAndTier(_ name: String) -> (name: String, tier: String) {
  let words = name.split(separator: " ")
  guard let last = words.last, words.count > 1, last.last == "k", let mark = last.first else { return (name, "") }
  let length = last.dropFirst()
  guard length.dropLast().allSatisfy(\.isNumber) else { return (name, "") }
  let rest = words.dropLast().joined(separator: " ")
  switch mark {
  case "≤", "<": return (rest, "up to \(length)")
  case ">", "≥": return (rest, "above \(length)")
  default: return (name, "")
  }
}

/// The tier of prompts of more, or no more, than so many tokens: `above 200k`.
func tier(_ side: String, _ tokens: Double) -> String {
  let thousands = tokens / 1000
  return "\(side) " + (thousands == thousands.rounded() ? "\(Int(thousands))k" : Quantity.text(of: tokens))
}

/// What makers append to a model's name where they sell it served faster, at another price.
private let fasterServing = ["highspeed", "ultraspeed", "turbo", "fast"]

extension Intake {
  /// The tier of a price, with `faster serving` in it where upstream's name says so and that of our record doesn't.
  ///
  /// `kimi-k2-thinking-turbo` is Kimi K2 Thinking served faster; GPT-4 Turbo is a model.
  func servedTier(_ tier: String, of name: String, by maker: String?) -> String {
    let maker = maker.flatMap { ledger.record(.organisation, named: $0, in: source) }
    guard let id = ledger.model(named: name, by: maker, in: source) else { return tier }
    func words(_ text: String) -> Set<String> {
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }
    guard !words(name).subtracting(words(id)).isDisjoint(with: fasterServing) else { return tier }
    return ["faster serving", tier].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The one of a model's upstream names that stands for it in records: the one that an earlier import chose, so that a
  /// ledger that has learnt another one since doesn't double rows; else the first that our ledger knows, or the first.
  ///
  /// - Parameter maker: what upstream calls its maker or seller, for whom its file is named.
  func knownModel(_ names: String?..., by maker: String? = nil) -> String {
    let names = names.compactMap(\.self).filter { !$0.isEmpty }
    if let inUse = namesInUse[maker ?? ""], let used = names.first(where: inUse.contains) { return used }
    let maker = maker.flatMap { ledger.record(.organisation, named: $0, in: source) }
    return names.first { ledger.model(named: $0, by: maker, in: source) != nil } ?? names.first ?? ""
  }

  /// The organisation that a provider is; `nil` for a host that we have no record of.
  ///
  /// By its id alone: a maker's second shop, such as the one for China, has another id and often the same name.
  private func house(_ provider: String) -> String? { ledger.record(.organisation, named: provider, in: source) }

  /// Whether a provider that makes models sells those of other makers too.
  func sellsOthers(_ provider: String, models: [String]) -> Bool {
    let house = house(provider)
    return models.contains { model in
      ledger.developer(ofModelNamed: model, by: house, in: source).map { $0 != house } ?? false
    }
  }

  /// Who sells a model: `first-party` for its maker, else the host's own id.
  ///
  /// - Parameter sellsOthers: whether models of other makers are known to be sold there.
  func seller(_ provider: String, model: String, sellsOthers: Bool) -> (provider: String, maker: String) {
    let house = house(provider)
    let maker = ledger.developer(ofModelNamed: model, by: house, in: source)
    guard let house else { return (provider, "") }
    if let maker { return maker == house ? (Price.firstParty, provider) : (provider, "") }
    return sellsOthers ? (provider, "") : (Price.firstParty, provider)
  }
}
