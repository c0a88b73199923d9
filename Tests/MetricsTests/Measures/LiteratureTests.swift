import Metrics
import Testing

/// Worked examples as they were printed, to the digits printed.
@Suite struct LiteratureTests {
  /// Newcombe, *Two-sided confidence intervals for the single proportion*, Statistics in Medicine 17 (1998), 857–872,
  /// table I, method 3.
  @Test(arguments: [
    (81.0, 263.0, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
  ]) func wilsonIntervalsAreThoseOfNewcombesTable(_ k: Double, _ n: Double, _ low: Double, _ high: Double) throws {
    let estimate = try #require(Ratio.proportion(of: .init(successes: k, of: n)))
    #expect(agree(estimate.low, low, within: 5e-5))
    #expect(agree(estimate.high, high, within: 5e-5))
  }

  /// Newcombe, *Interval estimation for the difference between independent proportions*, Statistics in Medicine 17
  /// (1998), 873–890, table II, method 10.
  @Test(arguments: [
    (56.0, 70.0, 48.0, 80.0, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
  ]) func differencesAreThoseOfNewcombesTable(
    _ a: Double, _ m: Double, _ c: Double, _ n: Double, _ low: Double, _ high: Double
  ) throws {
    let estimate = try #require(Ratio.difference(.init(successes: a, of: m), .init(successes: c, of: n)))
    #expect(agree(estimate.low, low, within: 5e-5))
    #expect(agree(estimate.high, high, within: 5e-5))
  }

  /// Agresti, *Categorical Data Analysis*, chapter 3: 189 heart attacks among 11,034 on placebo, 104 among 11,037 on
  /// aspirin give a relative risk of 1.82, 1.43 to 2.30 by Katz's interval.
  @Test func relativeRiskOfAspirinIsAgrestis() throws {
    let estimate = try #require(
      Ratio.relativeRisk(.init(successes: 189, of: 11_034), .init(successes: 104, of: 11_037)))
    #expect(agree(estimate.value, 1.82, within: 0.005))
    #expect(agree(estimate.low, 1.43, within: 0.005))
    #expect(agree(estimate.high, 2.30, within: 0.01))
  }

  /// Sen, *Estimates of the regression coefficient based on Kendall's tau*, JASA 63 (1968), section 6: the slope is 4.
  @Test func slopeOfSensExampleIsFour() throws {
    let at = [1.0, 2, 3, 4, 10, 12, 18]
    let value = [9.0, 15, 19, 20, 45, 55, 78]
    let line = try #require(Trend.line(through: zip(at, value).map { .init(at: $0, value: $1) }))
    #expect(line.slope.value == 4)
    // Every later value is larger: 21 pairs rise.
    #expect(line.score == 21)
    #expect(agree(line.variance, 7 * 6 * 19 / 18.0))
  }

  /// US Department of Justice and Federal Trade Commission, *Horizontal Merger Guidelines* (2010), note 9: four firms
  /// with 30, 30, 20 and 20 percent have an index of 2,600.
  @Test func indexOfTheMergerGuidelinesIs2600() throws {
    let answer = try #require(Concentration.answer(of: [30, 30, 20, 20], top: 2))
    #expect(agree(answer.herfindahl.value * 10_000, 2_600))
    #expect(agree(answer.top.value, 0.6))
    // By hand: (−3×20 − 1×20 + 1×30 + 3×30) ÷ (4 × 100).
    #expect(agree(answer.gini, 0.1))
  }

  /// NVIDIA's data sheets against 88 FR 73458: the H20 lies below both limbs of 3A090.a, the H100 above the first.
  @Test func thresholdsTellTheH20FromTheH100() throws {
    let limits: [[Threshold.Limit]] = [
      [.init(.performance, from: 4_800)], [.init(.performance, from: 1_600), .init(.density, from: 5.92)],
    ]
    func isAbove(_ eightBit: Double) -> Bool? {
      let performance = Threshold.performance(of: [
        (.init(eightBit, eightBit), 8), (.init(eightBit / 2, eightBit / 2), 16),
      ])
      return Threshold.isAbove(
        performance: performance, density: Threshold.density(performance, over: .init(814, 814)), limits)
    }
    #expect(isAbove(296) == false)
    #expect(isAbove(1_979) == true)
  }

  /// 50 of 50 has a 95% interval of about 93 to 100 percent.
  @Test func fiftyOfFiftyIsNotCertainty() throws {
    let estimate = try #require(Ratio.proportion(of: .init(successes: 50, of: 50)))
    #expect(estimate.value == 1 && estimate.high == 1)
    #expect(agree(estimate.low, 0.929, within: 0.001))
  }
}
