import Charts
import Metrics
import Records

/// A reader's decision as charts.
struct DecisionDrawing {
  private let decision: Decision
  private let site: SiteContext
  private let addresses: ChartAddresses

  init(_ decision: Decision, _ addresses: ChartAddresses) {
    self.decision = decision
    self.addresses = addresses
    site = addresses.site
  }

  /// The model's page, at one of its facts.
  private func link(_ field: String, _ option: Decision.Option) -> String? {
    site.corpus.record(Model.kind, option.model.id).flatMap { addresses.fact(field, of: $0) }
  }

  private var board: String { NumberFormat.date(decision.vintage) }
  private var priced: [Int] { decision.options.indices.filter { (decision.options[$0].price ?? 0) > 0 } }

  private func words(_ index: Int) -> String {
    let option = decision.options[index]
    let interval = SiteContext.interval(of: option).map { " \($0)" }
    let price = option.price.map(SiteContext.dollars) ?? "no price"
    return "\(option.model.name): \(NumberFormat.number(option.rating.value))\(interval ?? ""), \(price)"
  }

  // MARK: Rating and price

  var inside: ScatterChart? {
    let inside = Set(decision.fitting)
    // The first of the order are named whatever it takes; the others where there is room.
    let named = Set(decision.places.prefix(4).map { decision.fitting[$0.candidate] })
    let items = near.map { index -> ScatterChart.Item in
      let option = decision.options[index]
      let isIn = inside.contains(index)
      return ScatterChart.Item(
        x: option.price ?? 0, y: option.rating.value, low: isIn ? option.rating.low : nil,
        high: isIn ? option.rating.high : nil, mark: Mark(bloc: option.rating.bloc), isMinor: !isIn,
        isBold: named.contains(index), label: isIn ? option.model.name : nil, title: words(index),
        link: isIn ? link("rating", option) : nil)
    }
    guard !items.isEmpty else { return nil }
    let most = limit { $0.field == "blended-price" && $0.comparison == .atMost }
    let least = leastRating
    return ScatterChart(
      title: insideTitle, axisTitle: "Rating on the board of \(board)",
      xTitle: "Blended price per million tokens, 3 in to 1 out, log scale", items: items,
      xFormat: Charts.NumberFormat(decimals: 2, prefix: "$"), frontier: .whole,
      frontierText: "best rating at each price", noun: "models",
      limits: most == nil && least == nil ? nil : ScatterChart.Limits(x: most, y: least))
  }

  private func limit(_ isWanted: (Profile.Limit) -> Bool) -> Double? {
    decision.steps.map(\.limit).first(where: isWanted).flatMap { Double($0.values[0]) }
  }

  private var leastRating: Double? { limit { $0.field.hasPrefix("rating") && $0.comparison == .atLeast } }

  /// Those that pass, and the others down to half as far below them as the best of all stands above: lower ones would only
  /// press those together that are to be told apart. The script draws the same ones.
  private var near: [Int] {
    let inside = Set(decision.fitting)
    let passing = priced.filter { inside.contains($0) }.map { index in
      decision.options[index].rating.low ?? decision.options[index].rating.value
    }
    let ratings = priced.map { decision.options[$0].rating.value }
    guard let best = ratings.max(), let least = (passing + [leastRating].compactMap(\.self)).min() else {
      return priced
    }
    return priced.filter {
      inside.contains($0) || decision.options[$0].rating.value >= least - (best - least) / 2
    }
  }

  private var insideTitle: String {
    let blocs = decision.fitting.map { decision.options[$0].rating.bloc }
    let counts = site.blocs.prefix(2).map { bloc in (bloc, blocs.count { $0 == bloc.id }) }
    if let only = counts.first(where: { $0.1 == blocs.count }), blocs.count > 1 {
      return "Every model that passes is \(only.0.adjective)"
    }
    let parts = counts.filter { $0.1 > 0 }.map { "\(NumberFormat.count($0.1)) \($0.0.adjective)" }
    let others = blocs.count - counts.reduce(0) { $0 + $1.1 }
    let all = parts + (others > 0 ? ["\(NumberFormat.count(others)) from elsewhere"] : [])
    return "Who passes: \(all.joined(separator: ", "))"
  }

  var insideWords: String {
    "Rating and cheapest blended price of the \(priced.count) of \(decision.options.count) rated models that have a price. "
      + "Strong marks, with intervals, pass every limit; models far below them aren’t drawn."
  }

  var insideTable: Table {
    let inside = Set(decision.fitting)
    // Those that are out are many; the file has them, and the last section says why each is.
    let shown = priced.filter { inside.contains($0) }
    let rows = shown.sorted { decision.options[$0].rating.value > decision.options[$1].rating.value }.map { index in
      let option = decision.options[index]
      return Table.Row(
        id: nil,
        cells: [
          [site.link(Model.kind, option.model.id)], [.text(site.name(Organisation.kind, option.model.developer))],
          [.text(NumberFormat.number(option.rating.value))], [.text(SiteContext.dollars(option.price ?? 0))],
        ])
    }
    return Table(
      caption: "",
      columns: ["Model", "Maker", "Rating", "Price"].map {
        Table.Column(title: [.text($0)], isNumber: $0 == "Rating" || $0 == "Price")
      }, rows: rows, style: .dense, name: "inside")
  }

  var insideData: CSVWriter {
    let inside = Set(decision.fitting)
    var csv = CSVWriter(header: ["model", "bloc", "rating", "low", "high", "price", "passes"])
    for index in priced {
      let option = decision.options[index]
      csv.row([
        .text(option.model.id), .text(option.rating.bloc ?? ""), .number(option.rating.value),
        .number(option.rating.low), .number(option.rating.high), .number(option.price),
        .text(inside.contains(index) ? "yes" : "no"),
      ])
    }
    return csv
  }

  // MARK: Places

  var places: any Chart {
    let rows = decision.places.prefix(18).enumerated().map { rank, place -> RangeBarChart.Row in
      let option = decision.options[decision.fitting[place.candidate]]
      let part = NumberFormat.percent(place.first)
      return RangeBarChart.Row(
        name: option.model.name, mark: Mark(bloc: option.rating.bloc), low: Double(place.ranks.lowerBound),
        high: Double(place.ranks.upperBound), value: Double(rank + 1), median: Double(place.medianRank),
        isBold: place.first >= 0.1,
        columnText: part,
        title: "\(option.model.name): place \(rank + 1), \(place.ranks.lowerBound) to \(place.ranks.upperBound) under "
          + "other weights, first in \(part)")
    }
    return RangeBarChart(
      title: placesTitle, axisTitle: "Place; 1 is first", rows: rows, columnTitle: "first in", startsAtZero: false,
      isOfRanks: true)
  }

  var placesTitle: String {
    let often = decision.places.filter { $0.first >= 0.1 }
    switch often.count {
    case 0: return "No model is often first"
    case 1:
      let name = decision.options[decision.fitting[often[0].candidate]].model.name
      return often[0].first >= 0.9 ? "\(name) is first whatever the weights" : "\(name) is first most often"
    default: return "\(NumberFormat.count(often.count).capitalisedFirst) models often come first"
    }
  }

  var placesWords: String {
    let most = NumberFormat.number(Double(Balance.draws))
    let shown = decision.places.count > 18 ? " The first 18 of \(decision.places.count) models." : ""
    return
      "Mark: the place at these weights. Line: nine in ten of \(most) other weightings. Tick: the middle one.\(shown)"
  }

  var placesTable: Table {
    let rows = decision.places.map { place in
      let option = decision.options[decision.fitting[place.candidate]]
      return Table.Row(
        id: nil,
        cells: [
          [site.link(Model.kind, option.model.id)], [.text(String(place.medianRank))],
          [.text("\(place.ranks.lowerBound)\(NumberFormat.rangeDash)\(place.ranks.upperBound)")],
          [.text(NumberFormat.percent(place.first))], [.text(NumberFormat.percent(place.keeps))],
        ])
    }
    return Table(
      caption: "",
      columns: ["Model", "Middle place", "Nine in ten", "First", "Keeps its place or betters it"].enumerated().map {
        Table.Column(title: [.text($1)], isNumber: $0 > 0)
      }, rows: rows, style: .dense, name: "places")
  }

  var placesData: CSVWriter {
    var csv = CSVWriter(header: ["model", "middle-place", "low", "high", "first", "keeps-or-betters"])
    for place in decision.places {
      csv.row([
        .text(decision.options[decision.fitting[place.candidate]].model.id), .number(Double(place.medianRank)),
        .number(Double(place.ranks.lowerBound)), .number(Double(place.ranks.upperBound)), .number(place.first),
        .number(place.keeps),
      ])
    }
    return csv
  }

  var footer: [Inline] {
    [
      .text(
        "Source: the board of \(board) and the prices in our records, each with its own source. Weights are drawn anew "
          + "from the same seed at each build.")
    ]
  }
}
