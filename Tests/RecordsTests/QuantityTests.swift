import Records
import Testing

@Suite struct QuantityTests {
  @Test(
    arguments: [
      ("1432", 1432, nil, nil), ("-0.5", -0.5, nil, nil), ("1432 ± 6", 1432, 1426, 1438),
      ("1432 [1426, 1438]", 1432, 1426, 1438), ("11..14", nil, 11, 14), ("2e3", 2000, nil, nil),
    ] as [(String, Double?, Double?, Double?)])
  func readsEveryForm(text: String, value: Double?, low: Double?, high: Double?) {
    #expect(Quantity(text) == Quantity(value: value, low: low, high: high))
  }

  @Test(arguments: ["", "1,432", "12%", "inf", "nan", "0x10", "1432 [1426]", "1..", "1 ± -2", "about 3", "1 [2, 3"])
  func refusesEverythingElse(text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test(arguments: ["1432", "-0.5", "1432 [1426, 1438]", "11..14", "1533.9 [1525, 1542.7]"])
  func writesWhatItReads(text: String) {
    #expect(Quantity(text)?.text == text)
  }
}
