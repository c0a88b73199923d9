import Testing

@testable import Charts

@Suite struct TicksTests {
  @Test(arguments: 0..<400) func fourToSevenRoundTicksThatCoverTheBounds(_ seed: Int) {
    var random = SeededRandom(seed)
    let sizes: [Double] = [1e-3, 0.07, 1, 33, 1e4, 7e8]
    let size = sizes.randomElement(using: &random) ?? 1
    let low = Double.random(in: -size...size, using: &random)
    let high = low + Double.random(in: 0.001...3, using: &random) * size
    for snaps in [true, false] {
      let ticks = Ticks.covering(low, high, snaps: snaps)
      #expect((4...7).contains(ticks.values.count))
      #expect(ticks.low <= low && ticks.high >= high)
      #expect(ticks.values.allSatisfy { $0 >= ticks.low && $0 <= ticks.high })
      var mantissa = ticks.step
      while mantissa < 0.999 { mantissa *= 10 }
      while mantissa >= 9.99 { mantissa /= 10 }
      #expect([1, 2, 2.5, 5].contains { ($0 - mantissa).magnitude < 1e-6 })
      for (one, next) in zip(ticks.values, ticks.values.dropFirst()) {
        #expect((next - one - ticks.step).magnitude < ticks.step * 1e-6)
      }
      if snaps { #expect(ticks.low == ticks.values.first && ticks.high == ticks.values.last) }
    }
  }

  @Test(arguments: [(1544.0, 140_000.0), (0.18, 30), (2, 90)]) func twoDecadesOnAPhoneHaveThreeTicks(
    _ low: Double, _ high: Double
  ) {
    for width in stride(from: 180.0, through: 240, by: 10) {
      let ticks = LogTicks(covering: low, high, width: width)
      #expect(ticks.values.count >= 3, "\(width): \(ticks.values)")
      let places = ticks.values.map { ticks.part($0) * width }
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 43.9 }, "\(width): \(ticks.values)")
    }
  }

  @Test func ratingsGetFifties() {
    #expect(Ticks.covering(1230, 1545, snaps: false).values == [1250, 1300, 1350, 1400, 1450, 1500])
  }

  @Test func oneValueGetsAScaleAroundIt() {
    let ticks = Ticks.covering(40, 40, snaps: false)
    #expect(ticks.low < 40 && ticks.high > 40)
  }
}
