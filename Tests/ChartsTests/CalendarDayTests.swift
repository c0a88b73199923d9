import Testing

@testable import Charts

@Suite struct CalendarDayTests {
  @Test func everyDayThereAndBack() {
    // The slow twin counts days one by one, with the rule for leap years.
    var (year, month, day) = (1969, 12, 25)
    for number in -7..<40_000 {
      let date = CalendarDay(number)
      #expect(date == CalendarDay(year: year, month: month, day: day))
      #expect(date.number == number)
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      (day, month, year) = day < days ? (day + 1, month, year) : month < 12 ? (1, month + 1, year) : (1, 1, year + 1)
    }
  }

  @Test func words() {
    let day = CalendarDay(year: 2026, month: 10, day: 8)
    #expect(day.text == "8 October 2026")
    #expect(day.monthText == "October 2026")
    #expect(day.shortMonth == "Oct")
  }
}
