import Records
import Testing

@Suite struct PartialDateTests {
  @Test(arguments: ["2026", "2026-H1", "2026-H2", "2026-Q2", "2026-07", "2026-07-21", "2024-02-29"])
  func readsAndWritesTheSameText(text: String) {
    #expect(PartialDate(text)?.description == text)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13", "2026-00", "2026-H3", "2026-Q5", "26", "2026-7", "2026-07-1", "2026/07", "", "2026-",
    "0000", "2026-07-21T10:00", "+026",
  ])
  func refusesWhatTheCalendarOrTheFormsDontHave(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test func standsForEveryDayOfItsPeriod() {
    #expect(PartialDate("2026-H1")?.first == Day(year: 2026, month: 1, day: 1))
    #expect(PartialDate("2026-H1")?.last == Day(year: 2026, month: 6, day: 30))
    #expect(PartialDate("2024-02")?.last == Day(year: 2024, month: 2, day: 29))
  }

  @Test func sortsByFirstDayAndThePreciseFirst() {
    let sorted = ["2026-H1", "2026-01-01", "2025", "2026", "2026-01"].compactMap { PartialDate($0) }.sorted()
    #expect(sorted.map(\.description) == ["2025", "2026-01-01", "2026-01", "2026-H1", "2026"])
  }

  @Test(arguments: [
    ("2026-H1", "2025-11", 32...241), ("2026-07-21", "2026-07-01", 20...20), ("2026-07", "2026-07", -30...30),
    ("2025", "2026", -729 ... -1), ("2024-03-01", "2024-02", 1...29), ("2026-Q2", "2026-03-31", 1...91),
  ])
  func differenceOfDatesIsARangeOfDays(later: String, earlier: String, days: ClosedRange<Int>) throws {
    #expect(try #require(PartialDate(later)).days(since: #require(PartialDate(earlier))) == days)
  }

  @Test func isEnclosedOnlyByPeriodsThatHoldAllOfIt() {
    #expect(PartialDate("2026-05")?.halfYear?.description == "2026-H1")
    #expect(PartialDate("2026-Q3")?.halfYear?.description == "2026-H2")
    #expect(PartialDate("2026")?.halfYear == nil)
    #expect(PartialDate("2026-H1")?.enclosing(.year)?.description == "2026")
    #expect(PartialDate("2026-H1")?.enclosing(.quarter) == nil)
  }

  @Test func everyDayOfFourCenturiesHasItsNumber() {
    var number = Day(year: 1999, month: 12, day: 31)!.number
    for year in 2000...2400 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, in: year) {
          number += 1
          let made = Day(year: year, month: month, day: day)!
          guard made.number == number, made.components == (year, month, day) else {
            Issue.record("\(year)-\(month)-\(day) has the number \(made.number)")
            return
          }
        }
      }
    }
    #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
  }
}
