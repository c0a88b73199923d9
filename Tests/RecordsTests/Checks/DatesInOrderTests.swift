import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct DatesInOrderTests {
  private func rule(_ dates: String) -> [String: String] {
    [
      "Input/rules/r.yaml":
        "id: r\ntitle: A rule\njurisdiction: US\nkind: policy\n\(dates)\nsource: board\nconfidence: primary\n"
    ]
  }

  @Test func ruleInForceBeforeItIsAnnouncedPointsAtBothDates() {
    let files = rule("announced: 2025-05-02\nin-force: 2025-04-01")
    #expect(
      complaints(with: files) == [
        """
        Input/rules/r.yaml:6:11: warning: 'in-force' is 2025-04-01, before 'announced' on 2025-05-02; \
        correct one of the two dates
        """
      ])
    #expect(corpus(with: files).findings.first?.related.first?.place.line == 5)
  }

  @Test(arguments: [
    "announced: 2025-05\nin-force: 2025-05-02",  // The month holds the day.
    "announced: 2025-05-02\nin-force: 2025-05-02\nwithdrawn: 2025",
    "issued: 2022-10-13\nin-force: 2022-10-07",  // In force on filing, six days before the gazette.
    "announced: 2025-01-01\nwithdrawn: 2025-02-01",
  ])
  func datesThatMayBeInOrderPass(dates: String) {
    #expect(complaints(with: rule(dates)) == [])
  }

  @Test func withdrawnBeforeInForceIsToldThoughNothingStandsBetween() {
    #expect(
      complaints(with: rule("in-force: 2025-03-01\nwithdrawn: 2024")) == [
        """
        Input/rules/r.yaml:6:12: warning: 'withdrawn' is 2024, before 'in-force' on 2025-03-01; \
        correct one of the two dates
        """
      ])
  }

  @Test func thresholdSetsTheDaysThatPass() {
    var files = rule("issued: 2022-10-13\nin-force: 2022-10-07")
    files["Input/report.yaml"] =
      smallInput["Input/report.yaml"]! + "\nchecks:\n  - {code: dates-out-of-order, threshold: 0, severity: error}\n"
    #expect(
      complaints(with: files) == [
        """
        Input/rules/r.yaml:6:11: error: 'in-force' is 2022-10-07, before 'issued' on 2022-10-13; \
        correct one of the two dates
        """
      ])
  }

  @Test func pricesAndWindowsEndAfterTheyBegin() {
    let found = complaints(with: [
      "Input/prices/p.csv":
        "model,provider,input,output,valid-from,valid-to,source\nX,first-party,1,2,2025-02-01,2025-01-31,board\n",
      "Input/downloads/d.csv":
        "subject,subject-kind,platform,measure,value,as-of,from,to,source\nQ,family,Hub,downloads,1,2025,2025-03,2025-02,board\n",
      "Input/compute/c.csv": "measure,cumulative,from,as-of,units,source\nmade,no,2026-Q2,2026-Q1,7,board\n",
    ])
    #expect(
      found == [
        "Input/compute/c.csv:2:17: warning: 'as-of' is 2026-Q1, before 'from' on 2026-Q2; correct one of the two dates",
        "Input/downloads/d.csv:2:39: warning: 'to' is 2025-02, before 'from' on 2025-03; correct one of the two dates",
        "Input/prices/p.csv:2:30: warning: 'valid-to' is 2025-01-31, before 'valid-from' on 2025-02-01; correct one of the two dates",
      ])
  }
}
