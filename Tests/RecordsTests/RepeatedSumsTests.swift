import Records
import TestSupport
import Testing

@Suite struct RepeatedSumsTests {
  /// Counted one by one, whether nearly all sums are different or nearly none.
  @Test(arguments: [(0, 10), (1, 10), (2, 10), (700, 50), (3000, 1 << 40), (5000, 4000)])
  func thoseThatOccurTwiceAreFound(count: Int, below: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let sums = (0..<count).map { _ in random.next() % UInt64(below) &* 0x9E37_79B9_7F4A_7C15 }
    let counted = Dictionary(sums.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    #expect(repeatedSums(sums) == Set(counted.keys))
  }

  @Test func sumsThatMarkTheSameBitAreNoRepeats() {
    // Alike in all the low bits that so few are told apart by.
    let sums = (0..<40).map { UInt64($0) << 40 }
    #expect(repeatedSums(sums).isEmpty)
    #expect(repeatedSums(sums + [3 << 40]) == [3 << 40])
  }
}
