import Charts
import Metrics
import Records

/// Records as the chart forms take them: which field plays which part.
struct RecordDrawing {
  let kind: String
  let records: [Record]
  let roles: [ChartRole: FieldPath]
  let site: SiteContext
  /// What is drawn; the title that the page gives the chart, once that is known.
  var title: String
  let axisTitle: String
  let unit: Unit
  let xUnit: Unit
  /// Lines across all rows: a number and what it means.
  var limits: [(value: Double, text: String)] = []
  /// Records that are drawn as weaker marks beside the others.
  var others: [Record] = []
  var isLogarithmic = true
  /// The line through what nothing better is as good as.
  var frontier = ScatterChart.FrontierKind.whole
  /// What the level axis is called, where the field's own name won't do.
  var xAxis: String?
  /// The ids of records that are weaker in a way that the caption names.
  var hollow: Set<String> = []
  /// The record that the page is about, where it is one of them.
  var own: String?
  /// False where the records are nobody's, as a host's price of another's model.
  var isColoured = true
  /// Where labels lead; `nil` where they lead nowhere.
  var addresses: ChartAddresses?
  /// What the line of steps is called in the description, where the name of its first record won't do.
  var lineName: String?
  /// True when a level axis of lines must begin at zero, as for counts and prices.
  var startsAtZero = true

  // MARK: Values

  func value(_ role: ChartRole, _ record: Record) -> Value {
    roles[role].map { site.index.value(of: $0, in: record) } ?? .missing(.absent)
  }

  func quantity(_ role: ChartRole, _ record: Record) -> Quantity? {
    guard case .number(let quantity) = value(role, record) else { return nil }
    return quantity
  }

  /// The number itself; a range of which nobody knows the middle has none.
  func number(_ role: ChartRole, _ record: Record) -> Double? { quantity(role, record)?.value }

  /// The bounds of the value: its own, or those of two other fields.
  func bounds(_ record: Record) -> (low: Double, high: Double)? {
    let own = quantity(.value, record)
    let low = number(.low, record) ?? own?.low
    let high = number(.high, record) ?? own?.high
    guard let low, let high, low <= high else { return nil }
    return (low, high)
  }

  func date(_ role: ChartRole, _ record: Record) -> PartialDate? {
    if case .date(let date) = value(role, record) { date } else { nil }
  }

  func words(_ role: ChartRole, _ record: Record) -> String {
    site.inlines(value(role, record), field: roles[role]?.steps.last ?? "").plainText
  }

  func name(_ record: Record) -> String {
    roles[.name] == nil ? site.name(kind, record.id) : words(.name, record)
  }

  func mark(_ record: Record) -> Mark { isColoured ? Mark(bloc: site.index.bloc(of: record)) : .other }

  var format: Charts.NumberFormat { unit.chartFormat }

  /// Where a record's label leads: to the fact that is drawn of it.
  func link(_ record: Record) -> String? {
    // What nobody wrote has no place on the record's page.
    let role = [ChartRole.value, .low, .from, .announced].first { !value($0, record).isAbsent }
    let field = role.flatMap { roles[$0] }.flatMap { $0.steps.count == 1 ? $0.steps[0] : nil }
    return addresses?.fact(field, of: record)
  }

  /// "1,451 (1,447–1,455)" or "31–42".
  func text(_ record: Record) -> String {
    let bounds = bounds(record)
    guard let value = number(.value, record) else {
      return bounds.map { unit.range($0.low, $0.high, isLabel: true) } ?? SiteContext.word(for: .unknown)
    }
    return unit.number(value) + (unit.interval(bounds?.low, bounds?.high, isLabel: true).map { " \($0)" } ?? "")
  }

  /// On how many days anything is known.
  var days: Int { Set((records + others).compactMap { point($0)?.day }).count }

  func point(_ record: Record, isHollow: Bool = false, label: String? = nil) -> ChartPoint? {
    let date = date(.at, record) ?? date(.seen, record)
    // What is announced for a day to come hasn't come about.
    guard let day = date?.first, day <= site.asOf, let value = number(.value, record) else { return nil }
    let bounds = bounds(record)
    return ChartPoint(
      day: day.number, value: value * unit.factor, low: bounds.map { $0.low * unit.factor },
      high: bounds.map { $0.high * unit.factor }, isHollow: isHollow,
      title: "\(name(record)): \(text(record))" + (date.map { ", " + NumberFormat.date($0, isShort: true) } ?? ""),
      scale: roles[.series] == nil ? countingRule(of: record) : words(.series, record),
      period: date.flatMap { $0.precision == .day ? nil : NumberFormat.date($0) }, label: label, link: link(record)
    )
  }

  /// What was counted and how, where the record says: counts that differ in it are never joined by a line.
  private func countingRule(of record: Record) -> String? {
    let words = ["population", "counting-rule", "window"].compactMap { name -> String? in
      switch record[name] {
      case .text(let words), .prose(let words), .choice(let words): words
      default: nil
      }
    }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }
}

extension Mark {
  /// Blue for the first of the two blocs that have a colour, vermilion for the other, grey for everyone else.
  init(bloc: String?) {
    switch bloc {
    case "us": self = .us
    case "china": self = .china
    default: self = .other
    }
  }
}

extension Unit {
  /// The same digits in a picture, where a word for millions goes with each number.
  var chartFormat: Charts.NumberFormat {
    var format = Charts.NumberFormat(decimals: places, prefix: prefix, suffix: word == "billion" ? " bn" : suffix)
    format.dropsZeros = word == "billion"
    return format
  }
}
