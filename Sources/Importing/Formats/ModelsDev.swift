import Diagnostics
import Reading
import Records
import TOMLKit

extension Importer {
  /// The catalogue of models.dev: a folder of TOML, a file for each model as sold by one provider.
  ///
  /// - Gives: `prices`, a file for each provider. Files under `models/` hold no prices, and are only looked at for
  ///   names; what they cite of benchmarks isn't taken, since some of its publishers forbid that.
  /// - Prices are those of the day of the export: a row is added where one has changed. Free offers have the tier `free`.
  static let modelsDev = Importer(
    "models-dev", "the catalogue of models.dev (a folder of TOML) to prices", endings: ["toml"]
  ) { intake in
    var offers: [Offer] = []
    for file in intake.files {
      if let offer = intake.offer(file) { offers.append(offer) }
    }
    return Dictionary(grouping: offers, by: \.provider).map { intake.list($0, of: $1) }
  }
}

/// One model as one provider sells it.
private struct Offer {
  var provider: String
  /// The path of its file below the provider's models, without its ending.
  var id: String
  /// Our name for it, as far as the ledger knows one of upstream's.
  var model: String
  var rows: [(tier: String, row: RecordTable.Row)]
}

extension Intake {
  /// `nil` for a file that is no offer, or has no price.
  fileprivate mutating func offer(_ file: SourceFile) -> Offer? {
    let parts = file.path.split(separator: "/").map(String.init)
    // Files without prices are parsed as well: one that was cut off says so much of the others.
    guard let toml = toml(file), let root = parts.lastIndex(of: "providers"), parts.count > root + 3,
      parts[root + 2] == "models", isSafeID(parts[root + 1])
    else { return nil }
    guard let cost = toml["cost"]?.table else { return nil }
    let id = parts[(root + 3)...].joined(separator: "/").dropLast(".toml".count)
    let base = toml["base_model"]?.string
    let last = [String(id), base ?? ""].map { String($0.split(separator: "/").last ?? "") }
    let model = knownModel(String(id), last[1], toml["name"]?.string, last[0], base, by: parts[root + 1])
    return Offer(provider: parts[root + 1], id: String(id), model: model, rows: rows(of: cost))
  }

  private mutating func toml(_ file: SourceFile) -> TOMLTable? {
    do {
      return try TOMLTable(string: String(decoding: file.bytes, as: UTF8.self))
    } catch {
      let line = (error as? TOMLParseError)?.source.begin.line ?? 1
      findings.append(
        Finding(
          .error, "not-toml", "the file isn't TOML from line \(line) on", at: Place(file),
          hint: "fetch it again; if it was cut off, so may others be"))
      return nil
    }
  }

  private func rows(of cost: TOMLTable) -> [(tier: String, row: RecordTable.Row)] {
    func row(_ table: TOMLTable) -> RecordTable.Row? {
      guard let input = table["input"]?.price, let output = table["output"]?.price else { return nil }
      return ["input": input, "output": output, "cached-input": table["cache_read"]?.price ?? ""]
    }
    guard let base = row(cost) else { return [] }
    if isFree(base["input"]!, base["output"]!) { return [(Price.free, base)] }
    let steps = (cost["tiers"]?.array ?? TOMLArray()).compactMap(\.table).compactMap { step in
      step["tier"]?.table?["size"]?.price.flatMap { Double($0) }.flatMap { size in row(step).map { (size, $0) } }
    }.sorted { $0.0 < $1.0 }
    guard let first = steps.first else { return [("", base)] }
    return [(tier("up to", first.0), base)] + steps.map { (tier("above", $0.0), $0.1) }
  }

  fileprivate func list(_ provider: String, of offers: [Offer]) -> RecordTable {
    var table = RecordTable.prices(named: provider, growth: .day)
    let sellsOthers = sellsOthers(provider, models: offers.map(\.model))
    // Offers of one model for several regions keep their own names where their prices differ.
    let differing = Dictionary(grouping: offers, by: \.model).mapValues { same in
      same.contains { offer in
        !offer.rows.elementsEqual(same[0].rows) { $0.tier == $1.tier && $0.row == $1.row }
      }
    }
    for var offer in offers {
      if differing[offer.model]! { offer.model = offer.id }
      let seller = seller(provider, model: offer.model, sellsOthers: sellsOthers)
      for (tier, row) in offer.rows {
        table.rows.append(
          row.merging([
            "model": offer.model, "organisation": seller.maker, "provider": seller.provider,
            "tier": servedTier(tier, of: offer.model, by: seller.maker),
            "observed": asOf.description,
          ]) { first, _ in first })
      }
    }
    return table
  }
}

extension TOMLValueConvertible {
  /// A whole or broken number as text.
  fileprivate var price: String? { (double ?? int.map(Double.init)).map { Quantity.text(of: $0) } }
}
