import Testing

@testable import Charts

@Suite struct NumberFormatTests {
  @Test(arguments: [(852.0, "$852 bn"), (15.2, "$15.2 bn"), (0.04, "$0 bn"), (1000, "$1,000 bn")])
  func decimalsOfZerosAreLeftOutWhereAsked(_ value: Double, _ text: String) {
    var format = NumberFormat(decimals: 1, prefix: "$", suffix: " bn")
    format.dropsZeros = true
    #expect(format.text(value) == text)
  }

  @Test(arguments: [
    (0.0, "0"), (-0.4, "0"), (0.5, "1"), (-0.5, "\u{2212}1"), (2.5, "3"), (999.5, "1,000"), (1_234_567, "1,234,567"),
    (-1534.2, "\u{2212}1,534"), (100, "100"),
  ])
  func wholeNumbers(_ value: Double, _ text: String) { #expect(NumberFormat().text(value) == text) }

  @Test func signsUnitsAndDecimals() {
    #expect(NumberFormat(isSigned: true).text(50) == "+50")
    #expect(NumberFormat(isSigned: true).text(0.2) == "0")
    #expect(NumberFormat(decimals: 2, prefix: "$").text(-1234.5) == "\u{2212}$1,234.50")
    #expect(NumberFormat(decimals: 1, suffix: "%").text(36.55) == "36.6%")
    #expect(NumberFormat(decimals: 2).text(0.05) == "0.05")
    #expect(NumberFormat(decimals: 2, prefix: "$").text(2.175) == "$2.18")
    #expect(NumberFormat(decimals: 2, prefix: "$").text(2.1749) == "$2.17")
  }

  @Test func aNegativeBoundTakesTheWordTo() {
    #expect(NumberFormat().interval(29, 55) == "29–55")
    #expect(NumberFormat().interval(-3.5, 19.7) == "\u{2212}4 to 20")
    #expect(NumberFormat().interval(-0.2, 20) == "0–20")
  }

  @Test func endsThatReadAlikeAreNoInterval() {
    let point = ChartPoint(day: 0, value: 7.48, low: 7.46, high: 7.51, title: "")
    #expect(NumberFormat(decimals: 1).text(point) == "7.5")
    #expect(NumberFormat(decimals: 2).text(point) == "7.48 (7.46–7.51)")
  }

  @Test func centsComeInPairs() {
    #expect(NumberFormat(decimals: 2, prefix: "$").forTicks(every: 0.5).text(2.5) == "$2.50")
    #expect(NumberFormat(decimals: 2, prefix: "$").forTicks(every: 5).text(10) == "$10")
  }

  @Test(arguments: [(50.0, 0), (2.5, 1), (0.25, 2), (1, 0), (0.1, 1), (2500, 0)])
  func ticksTakeTheDecimalsTheyNeed(_ step: Double, _ decimals: Int) {
    #expect(NumberFormat().forTicks(every: step).decimals == decimals)
  }
}
