import Testing

@testable import Charts

/// No decimal is worth less than a thirtieth of half the interval, no digit before the point less than a hundredth.
@Suite struct RoundingTests {
  @Test(arguments: [
    (29.3, 55.1, 0), (0.67, 2.02, 1), (16_950_469, 22_707_469, -5), (1237, 1243, 0), (1237.1, 1242.9, 1),
    (0.5, 0.6667, 2), (-3.5, 19.7, 0), (-60, 0, 0), (-300, 0, -1), (0, 0.0001, 5),
  ])
  func placesFollowTheInterval(_ low: Double, _ high: Double, _ places: Int) {
    #expect(Rounding.places(low: low, high: high) == places)
  }

  @Test func withoutAnIntervalNothingIsTakenAway() {
    #expect(Rounding.places(low: nil, high: 3) == nil)
    #expect(Rounding.places(low: 3, high: 3) == nil)
    #expect(NumberFormat(decimals: 1).supporting(nil, 3).text(2.25) == "2.3")
  }

  @Test func digitsBeforeThePointBecomeZeros() {
    let format = NumberFormat().supporting(16_950_469, 22_707_469)
    #expect(format.text(19_737_835) == "19,700,000")
    #expect(format.interval(16_950_469, 22_707_469) == "17,000,000–22,700,000")
  }

  /// The rule itself, tried on many intervals: the digit printed is worth it, and one more wouldn't be.
  @Test func oneMoreDigitWouldBeTooMany() {
    for exponent in -6...9 {
      for mantissa in [1.0, 1.7, 2.5, 2.99, 3.01, 4.2, 7.7, 9.99] {
        let half =
          mantissa * (0..<exponent.magnitude).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
        guard let places = Rounding.places(low: -half, high: half) else { return #expect(Bool(false), "no places") }
        let digit = (0..<places.magnitude).reduce(1.0) { power, _ in places < 0 ? power * 10 : power / 10 }
        let part = places > 0 ? 30.0 : 100
        #expect(digit > half / part * (1 - 1e-6), "\(half): \(digit)")
        // One more would be a decimal, or a digit before the point.
        let next = places >= 0 ? 30.0 : 100
        #expect(digit / 10 <= half / next * (1 + 1e-6), "\(half): \(digit)")
      }
    }
  }
}
