import Metrics
import Testing

/// What must hold of slopes within scales, of growth and of means.
@Suite struct TrendLawTests {
  private func observations(_ generator: inout SeededGenerator) -> [Trend.Observation] {
    (0..<Int.random(in: 6...25, using: &generator)).map { _ in
      Trend.Observation(
        at: Double(Int.random(in: 0...300, using: &generator)) / 10,
        value: Double(Int.random(in: 1...10_000, using: &generator)) / 100,
        scale: ["A", "B", "C"].randomElement(using: &generator)!)
    }
  }

  @Test func movingAScaleAsAWholeMovesNoSlopeWithinScales() throws {
    var generator = SeededGenerator(11)
    var told = 0
    for _ in 0..<100 {
      let all = observations(&generator)
      guard let line = Trend.line(through: all) else { continue }
      told += 1
      let moved = all.map {
        Trend.Observation(at: $0.at, value: $0.value + ($0.scale == "B" ? 4_096 : 0), scale: $0.scale)
      }
      let other = try #require(Trend.line(through: moved))
      #expect(
        agree(other.slope.value, line.slope.value, within: 1e-6) && other.score == line.score && other.p == line.p)
      #expect(Trend.line(through: all.shuffled(using: &generator))?.slope == line.slope)
    }
    #expect(told > 50)
  }

  @Test func slopeFollowsTheUnitsAndTheTestOnlyTheOrder() throws {
    var generator = SeededGenerator(15)
    for _ in 0..<100 {
      let all = observations(&generator).map { Trend.Observation(at: $0.at, value: $0.value) }
      guard let line = Trend.line(through: all) else { continue }
      let inMonths = try #require(Trend.line(through: all.map { .init(at: $0.at * 12, value: $0.value * 8) }))
      #expect(agree(inMonths.slope.value, line.slope.value * 8 / 12, within: 1e-9 * max(1, abs(line.slope.value))))
      #expect(inMonths.p == line.p && inMonths.score == line.score)
      let bent = try #require(Trend.line(through: all.map { .init(at: $0.at, value: $0.value * $0.value) }))
      #expect(bent.p == line.p && bent.score == line.score)
    }
  }

  @Test func observationsOfOneDayHaveNoTrend() {
    #expect(Trend.line(through: (0..<9).map { .init(at: 2_025, value: Double($0)) }) == nil)
  }

  @Test func oneScaleIsTheSameAsNone() throws {
    var generator = SeededGenerator(12)
    for _ in 0..<50 {
      let all = observations(&generator)
      let plain = Trend.line(through: all.map { .init(at: $0.at, value: $0.value) })
      let named = Trend.line(through: all.map { .init(at: $0.at, value: $0.value, scale: "A") })
      #expect(plain?.slope == named?.slope && plain?.p == named?.p)
    }
  }

  @Test func joiningTwoScalesThatRiseCanFallAndKeptApartTheyRise() throws {
    let high = (0..<6).map { Trend.Observation(at: Double($0), value: Double(100 + $0), scale: "A") }
    let low = (0..<6).map { Trend.Observation(at: Double(6 + $0), value: Double($0), scale: "B") }
    let all = high + low
    let apart = try #require(Trend.line(through: all))
    let joined = try #require(Trend.line(through: all.map { Trend.Observation(at: $0.at, value: $0.value) }))
    #expect(apart.slope.value == 1 && apart.p < 0.05)
    #expect(joined.slope.value < 0 && joined.score < 0)
  }

  @Test func growthBackInTimeIsItsReciprocalAndHangsOnNoUnit() throws {
    var generator = SeededGenerator(13)
    for _ in 0..<60 {
      let all = observations(&generator)
      guard let growth = Trend.growth(through: all) else { continue }
      let back = try #require(Trend.growth(through: all.map { .init(at: -$0.at, value: $0.value, scale: $0.scale) }))
      #expect(agree(back.slope.value * growth.slope.value, 1))
      #expect(agree(back.slope.low! * growth.slope.high!, 1))
      let inOtherUnit = try #require(
        Trend.growth(through: all.map { .init(at: $0.at, value: 1000 * $0.value, scale: $0.scale) }))
      #expect(agree(inOtherUnit.slope.value, growth.slope.value))
      #expect(growth.slope.low! <= growth.slope.value && growth.slope.value <= growth.slope.high!)
    }
  }

  @Test func noIntervalOf95PercentIsGivenWhereNoneIsPossible() {
    // Four rising values: the exact level of the widest interval is 1 − 2 ÷ 24.
    let four = (0..<4).map { Trend.Observation(at: Double($0), value: Double($0)) }
    #expect(Trend.line(through: four) == nil)
    let five = (0..<5).map { Trend.Observation(at: Double($0), value: Double($0)) }
    #expect((Trend.line(through: five)?.p ?? 1) < 0.05)
    // Six observations in three pairs.
    let pairs = (0..<6).map { Trend.Observation(at: Double($0), value: Double($0), scale: "\($0 / 2)") }
    #expect(Trend.line(through: pairs) == nil)
  }

  @Test func aMeanLiesInItsEndsAndTighterObservationsNeverWidenIt() throws {
    var generator = SeededGenerator(14)
    for _ in 0..<60 {
      let wide = observations(&generator).map { Estimate(value: $0.value, low: $0.value - 9, high: $0.value + 5) }
      let tight = wide.map { Estimate(value: $0.value, low: $0.low! + 3, high: $0.high! - 2) }
      let (one, other) = (try #require(Trend.mean(of: wide)), try #require(Trend.mean(of: tight)))
      #expect(one.low! <= one.value && one.value <= one.high! && one.value == other.value)
      #expect(other.high! - other.low! < one.high! - one.low!)
      #expect(Trend.mean(of: wide.shuffled(using: &generator)) == one)
      // One observation without ends takes the ends of the mean away, never its value.
      let open = try #require(Trend.mean(of: wide.dropLast() + [Estimate(value: wide.last!.value)]))
      #expect(open.value == one.value && open.low == nil && open.high == nil)
    }
    #expect(Trend.mean(of: []) == nil)
  }
}
