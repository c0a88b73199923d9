import Records

extension RecordTable {
  /// A list of prices, one file for each source and list.
  static func prices(named name: String, growth: Growth) -> RecordTable {
    RecordTable(
      kind: Price.kind, name: name, series: name, growth: growth,
      key: ["provider", "organisation", "model", "tier", "valid-from"], seenOn: "observed", rows: [])
  }
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

extension Intake {
  /// The first of a model's upstream names that our ledger knows; the first of all when it knows none.
  func known(_ subject: Alias.Subject, among names: [String?]) -> String {
    let names = names.compactMap(\.self).filter { !$0.isEmpty }
    return names.first { ledger.record(subject, named: $0, in: source) != nil } ?? names.first ?? ""
  }

  /// Who sells a model: `first-party` for its maker, else the host's own id.
  ///
  /// - Parameter sellsOthers: whether models of other makers are known to be sold there.
  func seller(_ provider: String, name: String?, model: String, sellsOthers: Bool) -> (provider: String, maker: String)
  {
    let maker = ledger.developer(ofModelNamed: model, in: source)
    let house = [provider, name].compactMap { ledger.record(.organisation, named: $0, in: source) }.first
    guard let house else { return (provider, "") }
    if let maker { return maker == house ? (Price.firstParty, provider) : (provider, "") }
    return sellsOthers ? (provider, "") : (Price.firstParty, provider)
  }
}
