/// How a chart writes numbers: U+2212 for minus, a comma between thousands, halves rounded away from zero.
package struct NumberFormat: Sendable, Equatable {
  package var decimals: Int
  package var prefix: String
  package var suffix: String
  /// True to write a plus before what is above zero.
  package var isSigned: Bool
  /// True to leave out decimals that are all zero: "$852 bn" beside "$15.2 bn".
  package var dropsZeros = false
  /// How many digits before the point are zero, whatever the number.
  private var wholeDigitsLeftOut = 0

  package init(decimals: Int = 0, prefix: String = "", suffix: String = "", isSigned: Bool = false) {
    precondition((0...6).contains(decimals), "decimals from 0 through 6")
    self.decimals = decimals
    self.prefix = prefix
    self.suffix = suffix
    self.isSigned = isSigned
  }

  /// `value` with sign, prefix and suffix: "−$1,234.5".
  package func text(_ value: Double) -> String {
    let rounded = Rounding.coarse(value.magnitude, places: -wholeDigitsLeftOut)
    var digits = Self.digits(of: rounded, decimals: decimals)
    let zeros = "." + String(repeating: "0", count: decimals)
    if dropsZeros, decimals > 0, digits.hasSuffix(zeros) { digits.removeLast(zeros.count) }
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    let sign = isZero ? "" : value < 0 ? "\u{2212}" : isSigned ? "+" : ""
    return sign + prefix + digits + suffix
  }

  /// The bounds as in a label: "29–55", and "−4 to 20" when one is negative.
  package func interval(_ low: Double, _ high: Double) -> String {
    var plain = self
    (plain.suffix, plain.isSigned) = ("", false)
    let bounds = (plain.text(low), plain.text(high))
    let isNegative = bounds.0.hasPrefix("\u{2212}") || bounds.1.hasPrefix("\u{2212}")
    return bounds.0 + (isNegative ? " to " : "\u{2013}") + bounds.1
  }

  /// The value followed by its interval in brackets, if it has one; ends that read alike tell nothing.
  func text(_ point: ChartPoint) -> String {
    let format = supporting(point.low, point.high)
    guard let low = point.low, let high = point.high, format.text(low) != format.text(high) else {
      return format.text(point.value)
    }
    return "\(format.text(point.value)) (\(format.interval(low, high)))"
  }

  /// The same without the digits that an interval doesn't support.
  package func supporting(_ low: Double?, _ high: Double?) -> NumberFormat {
    guard let places = Rounding.places(low: low, high: high), places < decimals else { return self }
    var format = self
    format.decimals = max(0, places)
    format.wholeDigitsLeftOut = max(0, -places)
    return format
  }

  /// As read out: "minus 4".
  func spoken(_ value: Double) -> String {
    var unsigned = self
    unsigned.isSigned = false
    let text = unsigned.text(value)
    return text.hasPrefix("\u{2212}") ? "minus " + text.dropFirst() : text
  }

  /// The same format with the decimals that ticks `step` apart need; cents come in pairs.
  func forTicks(every step: Double) -> NumberFormat {
    var format = self
    format.decimals =
      (0...6).first { places in
        let scaled = step * Self.power(places)
        return (scaled - scaled.rounded()).magnitude < 1e-6 * max(1, scaled)
      } ?? 6
    if !prefix.isEmpty, format.decimals == 1, decimals == 2 { format.decimals = 2 }
    return format
  }

  private static func digits(of magnitude: Double, decimals: Int) -> String {
    // 2.175 is stored a little below its half; two steps of the last bit bring back the half that was written.
    let exact = magnitude * power(decimals)
    let scaled = (exact + exact.ulp * 2).rounded(.toNearestOrAwayFromZero)
    precondition(scaled < 9e18, "a number that a chart can write")
    let number = Int(scaled)
    let unit = Int(power(decimals))
    var whole = Array(String(number / unit))
    var place = whole.count - 3
    while place > 0 {
      whole.insert(",", at: place)
      place -= 3
    }
    guard decimals > 0 else { return String(whole) }
    let fraction = String(number % unit)
    return String(whole) + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * 10 }
  }
}
