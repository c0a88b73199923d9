import Testing

@testable import Pages

/// Numbers that nobody reads in digits.
@Suite struct LargeNumbersTests {
  @Test(arguments: [
    (1e26, "10²⁶"), (2.5e23, "2.5 × 10²³"), (1e15, "10¹⁵"), (-3e20, "\u{2212}3 × 10²⁰"),
  ])
  func aPowerOfTenIsWrittenAsOne(value: Double, words: String) {
    #expect(NumberFormat.power(value) == words)
  }

  @Test func smallerNumbersKeepTheirDigits() {
    #expect(NumberFormat.power(999_999_999_999_999) == nil)
  }

  @Test func aHundredThousandHasNoTenths() {
    #expect(Unit("monthly active users").text(100_000_000, isTable: true) == "100,000,000 monthly active users")
    #expect(Unit("points").number(1533.9, isTable: true) == "1,533.9")
    #expect(Unit("chips").supporting(33, 38).text(33, isTable: true) == "33 chips")
    #expect(Unit("chips").supporting(33, 38.5).text(33, isTable: true) == "33.0 chips")
    #expect(Unit("points a year").supporting(-93, 47).text(1) == "1 point a year")
  }
}
