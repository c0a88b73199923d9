import Records
import TestSupport
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

  @Test(arguments: 0..<20) func digitsAreThoseThatSwiftPrints(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<2000 {
      let whole = Double(random.below(1 << random.below(45)))
      let number = (whole / [1, 10, 100, 1000, 3, 1e7][random.below(6)]) * (random.below(2) == 0 ? 1 : -1)
      var bytes: [UInt8] = []
      Quantity.append(number, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == Quantity.text(of: number))
    }
  }

  @Test(arguments: [0, -0.0, 0.1, 0.01, 0.001, 9.995, 100, 99.99, 1e12, 999_999_999_999.99, 1e15, 1e22, 2.5e-300, 1e-7])
  func digitsOfNumbersAtTheEdges(number: Double) {
    var bytes: [UInt8] = []
    Quantity.append(number, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == Quantity.text(of: number))
  }

  @Test(arguments: ["1432", "-0.5", "1432 [1426, 1438]", "11..14", "1533.9 [1525, 1542.7]"])
  func writesWhatItReads(text: String) {
    #expect(Quantity(text)?.text == text)
  }
}
