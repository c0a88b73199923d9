@testable import Records
import TestSupport
import Testing

@Suite struct MetricHasItsParametersTests {
  private func findings(_ fields: String...) -> [String] {
    let text =
      "id: m\ntitle: A title\nversion: 1\ncaveat: none\nmethod: in words\n" + fields.joined(separator: "\n") + "\n"
    let corpus = corpus(with: ["Input/metrics/m.yaml": text]).corpus
    return Check.metricHasItsParameters.findings(in: corpus).map(line(of:))
  }

  private let ratio = "measure: ratio\nof: safety\nby: [subject]\ntrials: n"

  @Test(arguments: [
    ("difference", "fraction", "a difference of proportions", "percentage points"),
    ("relative-risk", "percent", "a relative risk", "times"), ("proportion", "percent", "a proportion", "fraction"),
  ])
  func comparisonOfProportionsIsInItsOwnUnit(_ statistic: String, _ unit: String, _ what: String, _ wanted: String) {
    #expect(
      findings(ratio, "statistic: \(statistic)", "unit: \(unit)") == [
        "Input/metrics/m.yaml:1:1: error: 'm' is \(what), which is never in '\(unit)'; write the unit '\(wanted)'"
      ])
    #expect(findings(ratio, "statistic: \(statistic)", "unit: \(wanted)") == [])
  }

  @Test func growthIsInTimesAYear() {
    #expect(
      findings("measure: trend", "series: m", "statistic: growth", "unit: points a year") == [
        "Input/metrics/m.yaml:1:1: error: 'm' is a growth, which is never in 'points a year'; write the unit 'times a year'"
      ])
    #expect(findings("measure: trend", "series: m", "unit: points a year") == [])
  }

  @Test func measureThatGivesNoSuchNumberIsRefused() {
    #expect(
      findings("measure: trend", "series: m", "statistic: median", "unit: points a year") == [
        """
        Input/metrics/m.yaml:1:1: error: the measure 'trend' of 'm' gives no 'median'; it gives slope, growth, mean
        """
      ])
  }
}
