import Diagnostics
import Reading
import Records

extension Importer {
  /// Price histories by maker, as `llm-prices` keeps them: `vendor`, `models`, and each model's `price_history`.
  ///
  /// - Gives: `prices`, first-party, a file for each maker.
  /// - The first price of a model mostly has no beginning; `valid-from` stays empty then. A price without an end was
  ///   seen to hold on the day of the export.
  static let llmPrices = Importer(
    "llm-prices", "price histories by maker (JSON) to prices", endings: ["json"]
  ) { intake in
    intake.files.compactMap { intake.priceHistory($0) }
  }
}

extension Intake {
  fileprivate mutating func priceHistory(_ file: SourceFile) -> RecordTable? {
    guard let root = json(file), let vendor = text("vendor", in: root), let models = list("models", in: root) else {
      return nil
    }
    guard isSafeID(vendor) else {
      findings.append(.unlikeFormat("vendor '\(vendor)' can't name a file", at: root["vendor"]?.place ?? root.place))
      return nil
    }
    var table = RecordTable.prices(named: vendor, growth: .whole)
    for model in models {
      guard let id = text("id", in: model), let history = list("price_history", in: model) else { continue }
      let (name, tier) = nameAndTier(model["name"]?.written ?? id)
      let known = knownModel(name, id, by: vendor)
      for price in history {
        guard let input = text("input", in: price), let output = text("output", in: price),
          number("input", in: price) != nil, number("output", in: price) != nil
        else { continue }
        let (from, until) = (price["from_date"]?.written, price["to_date"]?.written)
        table.rows.append([
          "model": known, "organisation": vendor, "provider": Price.firstParty,
          "input": input, "output": output, "cached-input": price["input_cached"]?.written ?? "",
          "valid-from": from ?? "", "valid-to": until ?? "",
          "tier": servedTier(tier, of: known, by: vendor),
          "observed": observed(asOf, from: from, until: until),
        ])
      }
    }
    return table
  }
}
