import Reading
import TestSupport
import Testing

@Suite struct DecimalNumberTests {
  /// The number of a text that has others on both sides.
  private static func read(_ text: String) -> Double? {
    let bytes = Array("7,\(text),7".utf8)
    return decimalNumber(2..<bytes.count - 2, in: bytes.span)
  }

  @Test(arguments: [
    "", "n/a", "inf", "1,5", "1e-400", "-0.0e-999x", "9e999", "-", ".", "-.", "1.2.3", "1-2", "+", "12345678:", "1/2",
    ":", "0x1",
  ])
  func textThatIsNoNumberIsNone(text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test(arguments: [
    "0", "-0", "7", "-1.5", "0.25", "12345678", "1234567.8", "-123456.7", "0e-400", "123456789012345", "1e3",
  ])
  func numbersOfAnyLengthReadAsTheStandardLibraryReadsThem(text: String) {
    #expect(Self.read(text)?.bitPattern == Double(text)?.bitPattern)
  }

  @Test(arguments: 0..<20)
  func randomNumbersReadAsTheStandardLibraryReadsThem(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let text = Self.number(&random)
      #expect(Self.read(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  /// Numbers of every length, with and without a point and an exponent.
  private static func number(_ random: inout SeededGenerator) -> String {
    let digits = String(random.next() % (random.oneIn(3) ? 100 : .max))
    let sign = random.oneIn(4) ? "-" : ""
    switch random.below(5) {
    case 0: return sign + digits
    case 1: return sign + digits + "." + String(random.below(1000))
    case 2: return sign + "0.000\(random.below(100_000))"
    case 3: return sign + String(digits.prefix(6)) + "e\(random.below(40) - 20)"
    default: return sign + String(digits.prefix(4)) + "." + String(digits.suffix(5))
    }
  }
}
