import Glibc
import Metrics
import Records

/// A figure's value and ends with the digits that say something.
struct FigureNumbers {
  let value: String
  let low: String
  let high: String

  var hasNone: Bool { value.isEmpty && low.isEmpty && high.isEmpty }

  /// - Parameter forPeople: with commas between thousands, a minus sign of its own, and fractions as percentages.
  init(of figure: Figure, forPeople: Bool = false) {
    let isFraction = forPeople && figure.unit == "fraction"
    let scale = isFraction ? 100.0 : 1
    let isPercent = isFraction || forPeople && figure.unit == "percent"
    var step: Double?
    // Of half an interval two digits count.
    if figure.level != nil || figure.measure == "tally", let low = figure.low, let high = figure.high, high > low {
      step = pow(10, floor(log10((high - low) * scale / 2)) - 1)
    }
    func text(_ number: Double?, sign: String = "") -> String {
      guard let number else { return "" }
      let digits = Self.text(of: number * scale, step: step ?? Self.step(of: number * scale, figure.unit))
      return forPeople ? Self.spaced(digits) + sign : digits
    }
    value = text(figure.value, sign: isPercent ? "%" : "")
    (low, high) = (text(figure.low), text(figure.high, sign: isPercent ? "%" : ""))
  }

  /// Whole numbers from a thousand up, else four digits that count; years with hundredths.
  private static func step(of number: Double, _ unit: String) -> Double {
    let size = unit == "year" ? 10 : abs(number)
    return size >= 1000 || size == 0 ? 1 : size >= 100 ? 0.1 : size >= 10 ? 0.01 : size >= 0.1 ? 0.001 : 0.0001
  }

  private static func text(of number: Double, step: Double) -> String {
    guard step < 1 else { return Quantity.text(of: (number / step).rounded() * step) }
    let scale = (1 / step).rounded()
    return Quantity.text(of: (number * scale).rounded() / scale)
  }

  /// `−12,345.6`: commas from ten thousand on, which years never reach.
  private static func spaced(_ digits: String) -> String {
    let isNegative = digits.hasPrefix("-")
    let parts = digits.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return digits }
    var groups: [Substring] = []
    var rest = whole
    while rest.count > 3, whole.count > 4 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    let spaced = ([rest] + groups).joined(separator: ",") + (parts.count > 1 ? ".\(parts[1])" : "")
    return (isNegative ? "\u{2212}" : "") + spaced
  }
}
