import Charts

/// How numbers of a figure's unit are written. Units are words of the records; these are the ones we know.
struct Unit: Sendable {
  /// As in `42 points`; empty where the unit goes without saying.
  var word: String
  /// For exactly one.
  var singular: String
  var prefix = ""
  var suffix = ""
  /// Decimal places in text and charts.
  var places = 0
  /// Decimal places in tables and trails.
  var tablePlaces = 1
  /// What the value is multiplied by before it's shown.
  var factor = 1.0
  /// True for what is counted or stated: whole numbers have no point in tables either.
  private var isExact = false

  init(_ unit: String) {
    word = unit
    singular = Self.singular(unit)
    switch unit {
    case "points", "rating points", "Elo points":
      word = "points"
      singular = "point"
    case "months", "months a year":
      places = 1
    case "fraction", "share":
      word = ""
      singular = ""
      suffix = "%"
      factor = 100
      isExact = true
    case "percent":
      word = ""
      singular = ""
      suffix = "%"
      isExact = true
    case "billions of parameters":
      word = "billion parameters"
      singular = word
    case "percentage points":
      singular = "percentage point"
      places = 1
    case "millions of US dollars":
      word = "billion"
      singular = word
      prefix = "$"
      factor = 0.001
      places = 1
      isExact = true
    case _ where unit == "times" || unit.hasPrefix("times the "):
      singular = unit
      places = 1
    case "index":
      word = ""
      singular = ""
      places = 2
      tablePlaces = 3
    case "US dollars":
      word = ""
      singular = ""
      prefix = "$"
      tablePlaces = 0
    case "USD", "USD per million tokens", "US dollars a million tokens":
      word = unit == "USD" ? "" : "per million tokens"
      singular = word
      prefix = "$"
      places = 2
      tablePlaces = 2
    default:
      // A change in a year is a measured number, whatever it is of.
      isExact = !unit.hasSuffix(" a year")
      if !isExact { places = 1 }
      // Counted things have no parts.
      if ["releases", "models", "organisations", "licences", "rows", "tokens"].contains(unit) { tablePlaces = 0 }
    }
  }

  /// The same unit without the digits that an interval doesn't support: see `Rounding`.
  func supporting(_ low: Double?, _ high: Double?) -> Unit {
    guard let supported = Rounding.places(low: low.map { $0 * factor }, high: high.map { $0 * factor }) else {
      return self
    }
    var unit = self
    unit.places = min(places, supported)
    unit.tablePlaces = min(tablePlaces, supported)
    // Bounds of a count are counts.
    unit.isExact = isExact && [low, high].allSatisfy { $0.map { $0 * factor == ($0 * factor).rounded() } ?? true }
    return unit
  }

  /// The number that a table prints, such as 24 of 0.235 where the interval holds no more.
  func shown(_ value: Double) -> Double {
    let shown = value * factor
    guard tablePlaces > 0 else { return Rounding.coarse(shown.rounded(.toNearestOrAwayFromZero), places: tablePlaces) }
    let power = (0..<tablePlaces).reduce(1.0) { power, _ in power * 10 }
    return (shown * power).rounded(.toNearestOrAwayFromZero) / power
  }

  /// `42`, `$0.54`, `46%`.
  func number(_ value: Double, isTable: Bool = false, isSigned: Bool = false) -> String {
    let shown = value * factor
    // Of a sum far below its unit something must be left.
    let isTiny = word == "billion" && shown != 0 && shown.magnitude < 0.1
    // A tenth of a hundred thousand says nothing.
    // 0.57 times 100 is a hair below 57.
    let isWhole = (shown - shown.rounded()).magnitude <= 1e-9 * max(1, shown.magnitude)
    let dropsZeros = isTable || word == "billion"
    let most = shown.magnitude >= 100_000 || dropsZeros && isExact && isWhole ? 0 : Int.max
    let text = NumberFormat.number(
      shown, places: isTiny ? 3 : min(isTable ? tablePlaces : places, most), isSigned: isSigned)
    guard !prefix.isEmpty || !suffix.isEmpty else { return text }
    let sign = text.prefix { $0 == "+" || String($0) == NumberFormat.minus }
    return sign + prefix + text.dropFirst(sign.count) + suffix
  }

  /// `point`, and `point a year` of what is counted a year.
  private static func singular(_ unit: String) -> String {
    let rate = unit.ranges(of: " a ").first?.lowerBound ?? unit.endIndex
    return unit[..<rate].hasSuffix("s") ? "\(unit[..<rate].dropLast())\(unit[rate...])" : unit
  }

  /// `42 points`, `7.5 months`, `$0.54 per million tokens`.
  func text(_ value: Double, isTable: Bool = false) -> String {
    if word == "billion", value != 0, (value * factor).magnitude < 1 {
      let millions = NumberFormat.number(value.magnitude, places: value == value.rounded() ? 0 : 1)
      return (value < 0 ? NumberFormat.minus : "") + prefix + millions + " million"
    }
    let digits = number(value, isTable: isTable)
    let noun = digits == "1" ? singular : word
    return noun.isEmpty ? digits : "\(digits) \(noun)"
  }

  /// `(29 to 55)` in text, `(29–55)` in labels, `(at least 29)` where one end is known; `nil` where none is, or both read
  /// alike, which says nothing.
  func interval(_ low: Double?, _ high: Double?, isTable: Bool = false, isLabel: Bool = false) -> String? {
    if let low, high == nil { return "(at least \(number(low, isTable: isTable)))" }
    if let high, low == nil { return "(at most \(number(high, isTable: isTable)))" }
    guard let low, let high, number(low, isTable: isTable) != number(high, isTable: isTable) else { return nil }
    return "(\(range(low, high, isTable: isTable, isLabel: isLabel)))"
  }

  /// `29–55 points`, where there is no number between the bounds.
  func rangeText(_ low: Double, _ high: Double, isTable: Bool = false) -> String {
    range(low, high, isTable: isTable, isLabel: true) + (word.isEmpty ? "" : " \(word)")
  }

  /// `29 to 55` in text, `29–55` in labels.
  func range(_ low: Double, _ high: Double, isTable: Bool = false, isLabel: Bool = false) -> String {
    let (first, last) = (number(low, isTable: isTable), number(high, isTable: isTable))
    let isNegative = (first + last).contains(NumberFormat.minus)
    return isLabel && !isNegative ? first + NumberFormat.rangeDash + last : "\(first) to \(last)"
  }
}
