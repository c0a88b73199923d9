import Metrics
import Records
import TestSupport
import Testing

@Suite struct TrendOfFigureTests {
  /// Five boards whose gaps are 50, 40, 30, 20, 10 on the same day of five months.
  private func boards(scale: (Int) -> String) -> [String: String] {
    let rows = (1...5).flatMap { month in
      [
        "gpt-4o,OpenAI,arena,2025-0\(month)-15,\"\(1400 + 10 * (6 - month)) [\(1390), \(1460)]\",\(scale(month)),board",
        "r1,DeepSeek,arena,2025-0\(month)-15,\"1400 [1390, 1410]\",\(scale(month)),board",
      ]
    }
    return [
      "Input/scores/s.csv": (["model,organisation,benchmark,vintage,value,scale,source"] + rows).joined(separator: "\n")
    ]
  }

  private let gap = metric("gap", "gap", "benchmark: arena", "leader: us", "follower: china")

  @Test func gapThatFallsByTenAMonthFallsBy120AYear() throws {
    let made = figures(gap, metric("trend", "trend", "series: gap", "part: difference"), with: boards { _ in "A" })
    let trend = try #require(made.figures["trend"])
    #expect(made.findings == [])
    // Months of 28 to 31 days, so about 120.
    #expect(agree(trend.value, -121.75, within: 1))
    #expect(trend.words["trend"] == "falling" && trend.level == 0.95 && trend.n == 5)
    // Ten pairs, all falling: S = −10, variance 5 × 4 × 15 ÷ 18, z = −9 ÷ 4.0825.
    #expect(agree(trend.extras["p"], 0.027_486_336, within: 1e-8))
  }

  @Test func ratingsOfTwoScalesAreNoSeries() {
    let made = figures(
      metric("best", "frontier", "benchmark: arena"), metric("trend", "trend", "series: best", "part: us"),
      with: boards { $0 < 3 ? "A" : "B" })
    #expect(
      made.findings == [
        """
        Input/metrics/m.yaml:10:1: error: 'trend' joins two scales of 'best', 'A' of 2025-01-15 and 'B' of 2025-03-15; \
        keep within one scale with 'since' and 'until', or compare within each with 'scales: apart'
        """
      ])
  }

  @Test func differencesOfTwoScalesAreJoinedOnlyByAMetricThatAnswersForIt() {
    let scales = boards { $0 < 3 ? "A" : "B" }
    let made = figures(gap, metric("trend", "trend", "series: gap", "part: difference"), with: scales)
    #expect(
      made.findings == [
        """
        Input/metrics/m.yaml:12:1: error: 'trend' joins two scales of 'gap', 'A' of 2025-01-15 and 'B' of 2025-03-15; \
        keep within one scale with 'since' and 'until', or compare within each with 'scales: apart'
        """
      ])
    let answered = figures(gap, metric("trend", "trend", "series: gap", "scales: joined"), with: scales)
    #expect(answered.findings == [] && answered.figures["trend"]?.words["trend"] == "falling")
  }

  @Test func ratingsOfTwoScalesAreNotJoinedWhateverTheMetricSays() {
    let made = figures(
      metric("best", "frontier", "benchmark: arena"),
      metric("trend", "trend", "series: best", "part: us", "scales: joined"), with: boards { $0 < 3 ? "A" : "B" })
    #expect(made.findings.count == 1 && made.findings[0].contains("error: 'trend' joins two scales of 'best'"))
  }

  @Test func scalesKeptApartAreComparedWithinEachAndWhatIsAloneIsSaid() throws {
    // A: 50, 40; B: 30, 20; C: 10. Two pairs, too few for an interval of 95%.
    let made = figures(
      gap, metric("trend", "trend", "series: gap", "scales: apart"),
      with: boards { $0 < 3 ? "A" : $0 < 5 ? "B" : "C" })
    let trend = try #require(made.figures["trend"])
    #expect(made.findings == [] && trend.value == nil && trend.words["trend"] == nil)
    #expect(trend.n == 4 && trend.interval == "None: fewer than 5 observations.")
    #expect(
      trend.coverage.note.hasPrefix("4 observations of gap on 2 scales, compared within each; 1 alone on its scale. "))
  }

  @Test func growthIsInTimesAndAMeanInTheUnitOfItsSeries() throws {
    let made = figures(
      gap, metric("growth", "trend", "series: gap", "part: difference", "statistic: growth"),
      metric("mean", "trend", "series: gap", "part: difference", "statistic: mean"), with: boards { _ in "A" })
    let (growth, mean) = (try #require(made.figures["growth"]), try #require(made.figures["mean"]))
    // Falling to a fifth in four months: well under a tenth in a year.
    #expect(growth.words["trend"] == "falling" && growth.level == 0.95)
    #expect(try #require(growth.value) < 0.1 && #require(growth.low) <= #require(growth.value))
    #expect(mean.value == 30 && mean.n == 5 && mean.level == nil)
    // Each gap is 10 below to 60 above: half-widths √(10² + 35²), all of one size.
    let (low, high) = (try #require(mean.low), try #require(mean.high))
    #expect(low < 30 && high > 30 && mean.interval.hasPrefix("The means of the observations’ own"))
    #expect(mean.workings?.result("value") == 30 && agree(mean.workings?.result("low"), low))
    #expect(agree(growth.workings?.result("value"), try #require(growth.value)))
  }

  @Test func aSeriesThatTouchesZeroHasNoGrowth() throws {
    let made = figures(
      gap, metric("growth", "trend", "series: gap", "statistic: growth"),
      with: [
        "Input/scores/s.csv": boards { _ in "A" }["Input/scores/s.csv"]!.replacing("\"1410 [", with: "\"1400 [")
      ])
    let growth = try #require(made.figures["growth"])
    #expect(growth.value == nil && growth.interval == "None: what isn’t above zero doesn’t grow.")
  }

  @Test func observationsThatRepeatTheirModelsCountOnceWhereTheMetricSaysSo() throws {
    let made = figures(
      gap, metric("trend", "trend", "series: gap", "repeats: left-out"), with: boards { _ in "A" })
    // Both models are the same on all five boards.
    #expect(made.figures["trend"]?.n == 1 && made.figures["trend"]?.value == nil)
  }

  @Test func trendOfTooFewObservationsGivesNoVerdict() throws {
    let made = figures(gap, metric("trend", "trend", "series: gap", "min-rows: 6"), with: boards { _ in "A" })
    let trend = try #require(made.figures["trend"])
    #expect(trend.value == nil && trend.words["trend"] == nil && trend.extras["p"] == nil)
    #expect(trend.words["too-few"] == "5 of at least 6")
  }

  @Test func withPeriodsTheLastObservationOfEachCounts() throws {
    let monthly = figures(gap, metric("trend", "trend", "series: gap", "every: month"), with: boards { _ in "A" })
    #expect(agree(monthly.figures["trend"]?.value, -121.75, within: 1))
    let made = figures(gap, metric("trend", "trend", "series: gap", "every: quarter"), with: boards { _ in "A" })
    let trend = try #require(made.figures["trend"])
    // Of January to March the last, and of a quarter that isn't over the last so far.
    #expect(trend.series.map(\.at.description) == ["2025-03-15", "2025-05-15"])
    #expect(trend.value == nil && trend.n == 2)
  }

  @Test func threeObservationsAreNoTrend() throws {
    let made = figures(
      gap, metric("trend", "trend", "series: gap", "part: difference", "since: 2025-03"), with: boards { _ in "A" })
    let trend = try #require(made.figures["trend"])
    #expect(trend.value == nil && trend.interval == "None: fewer than 5 observations.")
  }

  @Test func partThatTheFigureLacksIsAnError() {
    let made = figures(gap, metric("trend", "trend", "series: gap", "part: chian"), with: boards { _ in "A" })
    #expect(
      made.findings == [
        """
        Input/metrics/m.yaml:12:1: error: 'gap' has no part 'chian', which 'trend' draws a trend through; did you mean \
        'china'?
        """
      ])
  }
}
