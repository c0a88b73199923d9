import Diagnostics
import Records
import TestSupport
import Testing

@Suite struct StaleSourceTests {
  private func files(_ fields: String) -> [String: String] {
    [
      "Input/sources/s.yaml": "id: board\ntitle: A board\nseen: full-text\nretrieved: 2026-06-01\n" + fields,
      "Input/scores/s.csv": "model,benchmark,vintage,value,source\nX,arena,2026-01-31,1400,board\n",
    ]
  }

  @Test func sourceThatIsDueIsToldWithItsAge() {
    #expect(
      complaints(with: files("expected-every-days: 30\n"), asOf: Day(year: 2026, month: 3, day: 3)) == [
        """
        Input/sources/s.yaml:1:1: warning: the newest fact of 'board' is of 2026-01-31, 31 days old; \
        it is due every 30; import what has come since, or correct how often it is due
        """
      ])
  }

  @Test func sourceThatIsFarTooOldStopsPublication() {
    #expect(
      complaints(
        with: files("expected-every-days: 30\nstops-after-days: 90\n"), asOf: Day(year: 2026, month: 5, day: 2)) == [
          """
          Input/sources/s.yaml:1:1: error: the newest fact of 'board' is of 2026-01-31, 91 days old; \
          nothing is published after 90; import what has come since, or correct how often it is due
          """
        ])
  }

  @Test func withoutADayTheLastOneThatTheRecordsKnowOfCounts() {
    #expect(
      complaints(with: files("expected-every-days: 30\n")) == [
        """
        Input/sources/s.yaml:1:1: warning: the newest fact of 'board' is of 2026-01-31, 121 days old; \
        it is due every 30; import what has come since, or correct how often it is due
        """
      ])
  }

  @Test func sourceThatPromisesNothingOrIsNotYetDuePasses() {
    #expect(complaints(with: files(""), asOf: Day(year: 2030, month: 1, day: 1)) == [])
    #expect(complaints(with: files("expected-every-days: 31\n"), asOf: Day(year: 2026, month: 3, day: 3)) == [])
  }

  @Test func sourceWithoutFactsIsAsOldAsItsPublication() {
    let source = "id: other\ntitle: A list\nseen: full-text\npublished: 2026-01\nexpected-every-days: 7\n"
    #expect(
      complaints(with: ["Input/sources/other.yaml": source], asOf: Day(year: 2026, month: 2, day: 28)) == [
        """
        Input/sources/other.yaml:1:1: warning: the newest fact of 'other' is of 2026-01, 28 days old; \
        it is due every 7; import what has come since, or correct how often it is due
        """
      ])
  }
}
