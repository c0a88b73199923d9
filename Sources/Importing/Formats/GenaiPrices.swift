import Diagnostics
import Reading
import Records

extension Importer {
  /// Price books by provider, as `genai-prices` keeps them in YAML.
  ///
  /// - Gives: `prices`, a file for each provider.
  /// - A price is a number, or a base with tiers by length of prompt. A model's `prices` are one price list, or several
  ///   with a constraint each: a first day, or hours of the day. The last one whose constraint holds counts, so each
  ///   dated list ends where the next begins.
  /// - A price that the book says it took from OpenRouter is that router's, not the maker's.
  /// - Left out: models without a price for text in and text out, and prices of caching writes, sounds and pictures.
  static let genaiPrices = Importer(
    "genai-prices", "price books by provider (YAML) to prices", endings: ["yml", "yaml"]
  ) { intake in
    // `units.yml` beside the providers explains the units.
    intake.files.filter { $0.stem != "units" }.compactMap { intake.priceBook($0) }
  }
}

/// Whose prices the book takes where it has found none of the maker's own, as its comments say: `Imported from
/// OpenRouter pricing; verify against Google pricing when native API pricing is published.`
private let router = "openrouter"

/// A price list of a model and when it holds.
private struct DatedList {
  var prices: Node
  var from: String?
  var until: String?
  var hours: String?
}

extension Intake {
  fileprivate mutating func priceBook(_ file: SourceFile) -> RecordTable? {
    guard let root = yaml(file).first, let provider = text("id", in: root), let models = list("models", in: root) else {
      return nil
    }
    guard isSafeID(provider.replacing("_", with: "-")) else {
      findings.append(.unlikeFormat("id '\(provider)' can't name a file", at: root["id"]?.place ?? root.place))
      return nil
    }
    var table = RecordTable.prices(named: provider.replacing("_", with: "-"), growth: .day)
    let names = models.map { knownModel($0["name"]?.written, $0["id"]?.written, by: provider) }
    let sellsOthers = sellsOthers(provider, models: names)
    for (model, name) in zip(models, names) {
      guard let prices = model["prices"] else { continue }
      let checked = model["prices_checked"]?.written.flatMap { day(in: $0) } ?? asOf
      var seller = seller(provider, model: name, sellsOthers: sellsOthers)
      let comment = model["price_comments"]?.written ?? ""
      if comment.lowercased().replacing(" ", with: "").contains(router) { seller.provider = router }
      for list in datedLists(prices) {
        for (tier, row) in rows(of: list) {
          table.rows.append(
            row.merging([
              "model": name, "organisation": seller.maker, "provider": seller.provider,
              "tier": servedTier(tier, of: name, by: seller.maker),
              "valid-from": list.from ?? "", "valid-to": list.until ?? "",
              "observed": observed(checked, from: list.from, until: list.until),
            ]) { first, _ in first })
        }
      }
    }
    return table
  }

  fileprivate func datedLists(_ prices: Node) -> [DatedList] {
    guard let items = prices.items else { return [DatedList(prices: prices)] }
    var lists = items.compactMap { item -> DatedList? in
      guard let prices = item["prices"] else { return nil }
      let constraint = item["constraint"]
      let hours = [constraint?["start_time"], constraint?["end_time"]].compactMap { $0?.written }.map(clock)
      return DatedList(
        prices: prices, from: constraint?["start_date"]?.written,
        hours: hours.count == 2 ? "\(hours[0]) to \(hours[1])" : nil)
    }
    let first = lists.indices.filter { lists[$0].hours == nil }.sorted {
      (lists[$0].from ?? "") < (lists[$1].from ?? "")
    }
    for (earlier, later) in zip(first, first.dropFirst()) { lists[earlier].until = lists[later].from }
    if let hours = lists.lazy.compactMap(\.hours).first {
      for index in lists.indices where lists[index].hours == nil { lists[index].hours = "outside \(hours)" }
    }
    return lists
  }

  /// `00:30:00Z` as `00:30 UTC`.
  private func clock(_ text: String) -> String {
    text.hasSuffix("Z") ? "\(text.prefix(5)) UTC" : String(text.prefix(5))
  }

  /// The rows of one list by tier: one, or one below and one above each step.
  private func rows(of list: DatedList) -> [(tier: String, row: RecordTable.Row)] {
    let fields = [("input", "input_mtok"), ("output", "output_mtok"), ("cached-input", "cache_read_mtok")]
    let nodes = fields.compactMap { field, upstream in list.prices[upstream].map { (field, $0) } }
    let steps = Set(nodes.flatMap { $0.1["tiers"]?.items ?? [] }.compactMap { $0["start"]?.number }).sorted()
    return ([nil] + steps.map { Optional($0) }).enumerated().compactMap { index, step in
      var row: RecordTable.Row = [:]
      for (field, node) in nodes { row[field] = price(node, at: step) }
      guard let input = row["input"], let output = row["output"] else { return nil }
      var parts: [String] = []
      if let step {
        parts.append(tier("above", step))
      } else if let first = steps.first {
        parts.append(tier("up to", first))
      }
      if let hours = list.hours { parts.append(hours) }
      if isFree(input, output) { parts = [Price.free] }
      return (parts.joined(separator: ", "), row)
    }
  }

  /// The price at a step: the number itself, or that of the last tier that begins there or before.
  private func price(_ node: Node, at step: Double?) -> String? {
    guard let tiers = node["tiers"]?.items else { return node.number == nil ? nil : node.written }
    let reached = tiers.filter { tier in
      guard let step, let start = tier["start"]?.number else { return false }
      return start <= step
    }
    let last = reached.max { ($0["start"]?.number ?? 0) < ($1["start"]?.number ?? 0) }
    return (last?["price"] ?? node["base"])?.written
  }
}
