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

  init(_ unit: String) {
    word = unit
    singular = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
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
    case "percent":
      word = ""
      singular = ""
      suffix = "%"
    case "percentage points":
      singular = "percentage point"
      places = 1
    case "millions of US dollars":
      word = "billion"
      singular = word
      prefix = "$"
      factor = 0.001
      places = 1
    case "times":
      singular = "times"
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
      // Counted things have no parts.
      if ["releases", "models", "organisations", "licences", "rows", "tokens"].contains(unit) { tablePlaces = 0 }
    }
  }

  /// `42`, `$0.54`, `46%`.
  func number(_ value: Double, isTable: Bool = false, isSigned: Bool = false) -> String {
    // A tenth of a hundred thousand says nothing.
    let places = (value * factor).magnitude >= 100_000 ? 0 : isTable ? tablePlaces : places
    let text = NumberFormat.number(value * factor, places: places, isSigned: isSigned)
    guard !prefix.isEmpty || !suffix.isEmpty else { return text }
    let sign = text.prefix { $0 == "+" || String($0) == NumberFormat.minus }
    return sign + prefix + text.dropFirst(sign.count) + suffix
  }

  /// `42 points`, `7.5 months`, `$0.54 per million tokens`.
  func text(_ value: Double, isTable: Bool = false) -> String {
    let digits = number(value, isTable: isTable)
    let noun = digits == "1" ? singular : word
    return noun.isEmpty ? digits : "\(digits) \(noun)"
  }

  /// `(29 to 55)` in text, `(29–55)` in labels; `nil` where ends are missing or read alike, which says nothing.
  func interval(_ low: Double?, _ high: Double?, isTable: Bool = false, isLabel: Bool = false) -> String? {
    guard let low, let high, number(low, isTable: isTable) != number(high, isTable: isTable) else { return nil }
    return "(\(range(low, high, isTable: isTable, isLabel: isLabel)))"
  }

  /// `29 to 55` in text, `29–55` in labels.
  func range(_ low: Double, _ high: Double, isTable: Bool = false, isLabel: Bool = false) -> String {
    let (first, last) = (number(low, isTable: isTable), number(high, isTable: isTable))
    let isNegative = (first + last).contains(NumberFormat.minus)
    return isLabel && !isNegative ? first + NumberFormat.rangeDash + last : "\(first) to \(last)"
  }
}
