import Charts
import Metrics
import Records

/// The answers to a question that are numbers in one unit, on one axis; ours stand first.
///
/// - Missing: `nil` where fewer than two answers share a unit. An answer in words, or in another unit, is in the table
///   alone.
struct RivalDrawing {
  private struct Answer {
    var name: String
    var isOurs: Bool
    var quantity: Quantity
    var text: String
    var asOf: PartialDate?
    var source: String
    /// To the figure of ours, or to the answer's row.
    var link: String?
  }

  private let rival: Rival
  private let unit: Unit
  private let unitName: String
  private let answers: [Answer]

  init?(_ rival: Rival, figures: [Figure], blocs: [Bloc], _ addresses: ChartAddresses) {
    let published = rival.answers.enumerated().filter { $0.element.value != nil && $0.element.figure == nil }
    let ours = { (unit: String) in figures.filter { $0.value != nil && Self.isAlike($0.unit, unit) } }
    var units: [String] = []
    for unit in published.map({ Self.head($0.element.unit) }) + figures.map(\.unit) where !units.contains(unit) {
      units.append(unit)
    }
    let sized = units.map { unit in (unit, published.count { Self.head($0.element.unit) == unit } + ours(unit).count) }
    guard let most = sized.max(by: { $0.1 < $1.1 }), most.1 > 1 else { return nil }
    self.rival = rival
    unitName = most.0
    let unit = Unit(Self.isPercent(most.0) ? "percent" : most.0)
    self.unit = unit
    answers =
      ours(most.0).map { figure in
        let own = Unit(figure.unit)
        // A fraction of ours stands among published percentages.
        let factor = own.factor / unit.factor
        let quantity = Quantity(
          value: figure.value.map { $0 * factor }, low: figure.low.map { $0 * factor },
          high: figure.high.map { $0 * factor })
        return Answer(
          name: figure.title, isOurs: true, quantity: quantity,
          text: FigurePart.whole.words(FigureView(figure, blocs: blocs)), asOf: figure.asOf, source: figure.id,
          link: addresses.address(addresses.site.routes.target("figures", figure.id)))
      }
      + published.filter { Self.head($0.element.unit) == most.0 }.map { position, answer in
        let day = answer.asOf.first.number == 0 ? nil : answer.asOf
        let who = answer.publisher ?? "Publisher not named"
        return Answer(
          name: [who.capitalisedFirst, day.map { NumberFormat.date($0, isShort: true) }].compactMap(\.self)
            .joined(separator: ", "),
          isOurs: false, quantity: answer.value ?? Quantity(value: nil), text: Self.text(answer, unit), asOf: day,
          source: answer.source, link: "#" + SiteContext.anchor(ofAnswer: position))
      }
  }

  /// `months` of `months, average`.
  private static func head(_ unit: String) -> String { String(unit.prefix { $0 != "," }) }

  private static func isPercent(_ unit: String) -> Bool { unit == "percent" || unit.hasPrefix("percent of ") }

  private static func isAlike(_ own: String, _ unit: String) -> Bool {
    own == unit || ["fraction", "share", "percent"].contains(own) && isPercent(unit)
  }

  private static func text(_ answer: Rival.Answer, _ unit: Unit) -> String {
    guard let quantity = answer.value else { return "" }
    // As many digits as were published.
    let numbers = [quantity.value, quantity.low, quantity.high].compactMap { $0.map { $0 * unit.factor } }
    let places = numbers.map(places).max() ?? 0
    func written(_ number: Double) -> String {
      unit.prefix + NumberFormat.number(number * unit.factor, places: places) + unit.suffix
    }
    let bounds = quantity.low.flatMap { low in
      quantity.high.map { written(low) + NumberFormat.rangeDash + written($0) }
    }
    let qualifier = answer.qualifier.map { $0.rawValue.withoutHyphens + " " } ?? ""
    guard let value = quantity.value else { return qualifier + (bounds ?? "") }
    return qualifier + written(value) + (bounds.map { " (\($0))" } ?? "")
  }

  private static func published(_ value: Double, _ unit: Unit) -> String {
    unit.prefix + NumberFormat.exact(value * unit.factor, upTo: 3) + unit.suffix
  }

  /// Decimal places that a number was published with; three at most.
  private static func places(_ number: Double) -> Int {
    (0...3).first { places in
      let scaled = number * (0..<places).reduce(1.0) { power, _ in power * 10 }
      return (scaled - scaled.rounded()).magnitude < 1e-6 * max(1, scaled.magnitude)
    } ?? 3
  }

  // MARK: The chart

  var chart: any Chart {
    let rows = answers.map { answer -> RangeBarChart.Row in
      let quantity = answer.quantity
      let value = quantity.value.map { $0 * unit.factor }
      let isWhole = quantity.low != nil && quantity.high != nil
      return RangeBarChart.Row(
        name: answer.name, mark: answer.isOurs ? .ink : .other,
        low: isWhole ? quantity.low.map { $0 * unit.factor } : value,
        high: isWhole ? quantity.high.map { $0 * unit.factor } : value, value: value,
        ends: value == nil ? .hollow : .plain, isBold: answer.isOurs, words: answer.text,
        title: "\(answer.name): \(answer.text)", link: answer.link)
    }
    return RangeBarChart(
      title: rival.question, axisTitle: unitName.capitalisedFirst, rows: rows, format: unit.chartFormat,
      startsAtZero: true)
  }

  /// "Eleven answers, from 3 to 14 months".
  var title: String {
    // All that is drawn: of a value with a range its ends too.
    let values = answers.flatMap { answer in
      let quantity = answer.quantity
      let own = unit.supporting(quantity.low, quantity.high)
      return [quantity.value, quantity.low, quantity.high].compactMap(\.self).map { value in
        (value: value, words: answer.isOurs ? own.number(value) : Self.published(value, unit))
      }
    }
    let count = NumberFormat.count(answers.count).capitalisedFirst
    guard let least = values.min(by: { $0.value < $1.value }), let greatest = values.max(by: { $0.value < $1.value }),
      least.value < greatest.value
    else { return "\(count) answers" }
    return "\(count) answers, from \(least.words) to \(greatest.words)"
      + (unit.suffix.isEmpty ? " " + unitName : "")
  }

  var subtitle: String {
    let others = rival.answers.count { $0.figure == nil } - answers.count { !$0.isOurs }
    let rest =
      others == 0 ? "" : " Not drawn: \(NumberFormat.count(others)) in words or another unit, which the table has."
    let isOurs = answers.contains(where: \.isOurs)
    let first = isOurs ? "Black: our figures, with their ranges. Grey: as published. " : "As published. "
    return first + "They count different things." + rest
  }

  var data: CSVWriter {
    var csv = CSVWriter(header: ["answer", "ours", "value", "low", "high", "unit", "as-of", "source-or-figure"])
    for answer in answers {
      csv.row([
        .text(answer.name), .text(answer.isOurs ? "yes" : "no"), .number(answer.quantity.value),
        .number(answer.quantity.low), .number(answer.quantity.high), .text(unitName),
        .text(answer.asOf?.description ?? ""), .text(answer.source),
      ])
    }
    return csv
  }
}
