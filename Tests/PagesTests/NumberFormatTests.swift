import TestSupport
import Testing

@testable import Pages

/// Numbers as readers see them, against a writer that goes over strings.
@Suite struct NumberFormatTests {
  /// Digits of the description, rounded by hand in decimal.
  private func plainly(_ value: Double, places: Int) -> String {
    let parts = value.magnitude.description.split(separator: "e")
    let (whole, fraction) = { ($0[0], $0.count > 1 ? $0[1] : "") }(parts[0].split(separator: "."))
    let power = parts.count > 1 ? Int(parts[1])! : 0
    // The digits with the point moved to its place, and many zeros on both sides.
    let zeros = String(repeating: "0", count: 400)
    let digits = Array(zeros + whole + fraction + zeros).map { $0.wholeNumberValue! }
    let point = 400 + whole.count + power
    func rounded(_ digits: [Int], at end: Int) -> [Int] {
      var kept = Array(digits[..<end])
      var carry = digits[end] >= 5 ? 1 : 0
      for index in kept.indices.reversed() where carry > 0 {
        kept[index] += carry
        carry = kept[index] / 10
        kept[index] %= 10
      }
      return kept
    }
    // Fifteen digits are sure; those behind them only decide what is cut there.
    let sure = (digits.firstIndex { $0 > 0 } ?? 0) + 15
    let settled = point + places < sure ? rounded(digits, at: sure) + Array(repeating: 0, count: 400) : digits
    let kept = rounded(settled, at: point + places)
    let text = kept.map(String.init).joined()
    var front = String(text.dropLast(places).drop { $0 == "0" })
    if front.isEmpty { front = "0" }
    var grouped = ""
    for (index, digit) in front.enumerated() {
      if index > 0, (front.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    let sign = value < 0 && kept.contains { $0 != 0 } ? "\u{2212}" : ""
    return sign + grouped + (places > 0 ? "." + text.suffix(places) : "")
  }

  private let hard: [Double] = [
    0, -0.0, 0.5, -0.4, 0.285, 0.94 / 0.08, 99.99999999999999, 9.995, 99.95, 999.5, 999_999.5, -999.999, 0.003625, 1e15,
    1e16, 123_456_789.125, 1e-7, 999_999_999_999, 999_999_999_999.99, 1e12, 0.05, 0.95, 9.95, 0.01,
    .leastNonzeroMagnitude, 1e22, .greatestFiniteMagnitude, 1 / 3, 1000, 100_000,
  ]

  private func numbers(_ random: inout SeededGenerator) -> [Double] {
    let scales = [1e-6, 0.01, 1, 100, 1e6, 1e12]
    return hard + (0..<2000).map { _ in Double(random.below(2_000_001) - 1_000_000) / 1000 * random.pick(scales) }
  }

  @Test(arguments: 0...6)
  func numbersAreRoundedOnceInDecimal(places: Int) {
    var random = SeededGenerator(seed: UInt64(places))
    for value in numbers(&random) {
      #expect(NumberFormat.number(value, places: places) == plainly(value, places: places))
    }
  }

  @Test func exactNumbersHaveNoZerosAtTheirEnd() {
    var random = SeededGenerator(seed: 9)
    for value in numbers(&random) {
      var text = plainly(value, places: 6)
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
      #expect(NumberFormat.exact(value, upTo: 6) == text)
    }
  }

  @Test func aSignIsForWhatIsntZero() {
    #expect(NumberFormat.number(2, isSigned: true) == "+2")
    #expect(NumberFormat.number(0.2, isSigned: true) == "0")
    #expect(NumberFormat.number(-0.2) == "0")
    #expect(NumberFormat.number(12_345, places: -3) == "12,000")
    #expect(NumberFormat.number(.infinity) == "not a number")
  }
}
