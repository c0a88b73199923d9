import Diagnostics
import Testing

@Suite struct ReckonedNumberTests {
  @Test(arguments: [
    (42.200000000000045, "42.2"), (17.669999999999845, "17.67"), (0.17500000000000002, "0.175"),
    (-0.30000000000000004, "-0.3"), (1.0 / 3, "0.333333333333"), (2.0 / 3e9, "6.66666666667e-10"),
    (19_737_835.000000004, "19737835"), (0.0, "0"), (1533.9, "1533.9"),
    // What has no twelve digits behind the point stays what it is.
    (123_456_789_012_345.0, "123456789012345"), (1e26, "1e+26"),
  ])
  func twelveDigitsCount(_ number: Double, _ text: String) { #expect(reckonedNumber(number) == text) }

  @Test func whatIsNoNumberIsNull() {
    #expect(reckonedNumber(nil) == "null")
    #expect(reckonedNumber(.infinity) == "null")
  }

  @Test func nothingMovesByMoreThanHalfOfTheTwelfthDigit() {
    var number = 1e-9
    while number < 1e13 {
      for one in [number / 3, -number * .pi] {
        #expect(abs(one.toTwelveDigits - one) <= 5.0001e-12 * abs(one), "\(one)")
      }
      number *= 7.3
    }
  }
}
