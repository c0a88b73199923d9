/// The ticks of a stretch of days: years bold, months light, four to seven labels where there are so many.
struct DateAxis: Equatable, Sendable {
  struct Tick: Equatable, Sendable {
    var day: Int
    /// Empty for a small tick.
    var label: String
    var isYear: Bool
  }

  var ticks: [Tick]

  /// - Parameter width: of the picture's plot, from the first day to the last.
  init(from first: Int, to last: Int, width: Double) {
    let perDay = width / Double(max(1, last - first))
    let months = Self.months(from: first, to: last)
    let step = [1, 2, 3, 6, 12, 24, 60, 120, 240].first { step in
      let count = months.count { $0.index % step == 0 }
      return count <= 7 && Double(step) * 30.4 * perDay >= 42
    }
    // Two months say too little of the days between them.
    guard let step, months.count >= 3 else {
      ticks = Self.days(from: first, to: last, perDay: perDay)
      return
    }
    let small = Self.smallStep(under: step, perMonth: 30.4 * perDay)
    ticks = months.filter { $0.index % small == 0 }.map { month in
      let date = CalendarDay(month.day)
      guard month.index % step == 0 else { return Tick(day: month.day, label: "", isYear: false) }
      return Tick(day: month.day, label: date.month == 1 ? "\(date.year)" : date.shortMonth, isYear: date.month == 1)
    }
    nameYear(room: Double(step) * 30.4 * perDay)
  }

  /// Without a January among the labels, the first one says which year it is.
  private mutating func nameYear(room: Double) {
    guard !ticks.contains(where: { $0.isYear && !$0.label.isEmpty }),
      let first = ticks.firstIndex(where: { !$0.label.isEmpty })
    else { return }
    ticks[first].label += " \(CalendarDay(ticks[first].day).year)"
    // The longer label needs the room of the next one.
    if room < 70, let next = ticks[(first + 1)...].firstIndex(where: { !$0.label.isEmpty }) { ticks[next].label = "" }
  }

  /// The first days of the months in the stretch, with the number of months since year 0.
  private static func months(from first: Int, to last: Int) -> [(index: Int, day: Int)] {
    let start = CalendarDay(first)
    var index = start.year * 12 + start.month - 1
    var months: [(index: Int, day: Int)] = []
    while true {
      let day = CalendarDay(year: index / 12, month: index % 12 + 1, day: 1).number
      if day > last { return months }
      if day >= first { months.append((index, day)) }
      index += 1
    }
  }

  private static func smallStep(under step: Int, perMonth: Double) -> Int {
    let steps: [Int] =
      switch step {
      case 1, 2, 3: [1]
      case 6: [1, 3]
      case 12: [3, 6]
      case 24: [6, 12]
      case 60: [12]
      default: [step / 5, step / 2]
      }
    return steps.first { Double($0) * perMonth >= (step <= 3 ? 6 : 30) } ?? step
  }

  private static func days(from first: Int, to last: Int, perDay: Double) -> [Tick] {
    let all = (first...max(first, last)).map { ($0, CalendarDay($0)) }
    for wanted in [Set(1...31), [1, 5, 9, 13, 17, 21, 25, 29], [1, 8, 15, 22], [1, 15], [1]] {
      let days = all.filter { wanted.contains($0.1.day) }
      let gap = zip(days, days.dropFirst()).map { Double($1.0 - $0.0) * perDay }.min() ?? .infinity
      guard days.count <= 7, gap >= 62 || days.count == 1 else { continue }
      // Where only months begin, their names say so.
      let isOfMonths = days.count > 1 && days.allSatisfy { $0.1.day == 1 }
      return days.enumerated().map { index, day in
        let text = isOfMonths ? day.1.shortMonth : "\(day.1.day) \(day.1.shortMonth)"
        return Tick(day: day.0, label: index == 0 ? "\(text) \(day.1.year)" : text, isYear: false)
      }
    }
    return all.first.map { [Tick(day: $0.0, label: "\($0.1.day) \($0.1.shortMonth) \($0.1.year)", isYear: false)] }
      ?? []
  }
}
