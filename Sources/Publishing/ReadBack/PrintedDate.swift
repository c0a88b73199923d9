/// Dates as a reader sees them: `8 October 2026`, `July 2026`, `second quarter of 2026`, `first half of 2026`, `2026`.
enum PrintedDate {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let ordinals = ["first", "second", "third", "fourth"]

  /// All dates of a text in their order, as records write them: `2026-10-08`, `2026-07`, `2026-Q2`, `2026-H1`.
  static func all(in text: String) -> [String] {
    let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return words.indices.compactMap { index in
      let year = words[index]
      guard year.utf8.count == 4, Int(year) != nil else { return nil }
      func before(_ count: Int) -> String { index >= count ? words[index - count] : "" }
      if let month = month(named: before(1)) {
        let name = "\(year)-\(padded(month + 1))"
        return Int(before(2)).map { "\(name)-\(padded($0))" } ?? name
      }
      if before(1) == "of", let part = ordinals.firstIndex(of: before(3)) {
        return "\(year)-\(before(2) == "half" ? "H" : "Q")\(part + 1)"
      }
      return year
    }
  }

  /// By its whole name, or by three letters of it.
  private static func month(named word: String) -> Int? {
    months.firstIndex { $0 == word || word.utf8.count == 3 && $0.hasPrefix(word) }
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension PrintedDate {
  /// The first days of the dates of a text that name a day or a month, in days since 1 January 1970.
  static func days(in text: String) -> [Int] {
    all(in: text).compactMap { date in
      let parts = date.split(separator: "-").compactMap { Int($0) }
      return parts.count < 2 ? nil : Calendar.day(year: parts[0], month: parts[1], parts.count > 2 ? parts[2] : 1)
    }
  }

  /// The day that a label of an axis stands for: `2025`, `Jul`, `Jul 2025`, `5 Aug`, `5 Aug 2025`; without a year, of the year
  /// nearest to `day`.
  static func day(ofTick text: String, near day: Int) -> Int? {
    var words = text.split(separator: " ").map(String.init)
    if words.count == 1, let year = Int(words[0]), words[0].utf8.count == 4 {
      return Calendar.day(year: year, month: 1, 1)
    }
    let year = words.last.flatMap { $0.utf8.count == 4 ? Int($0) : nil }
    if year != nil { words.removeLast() }
    guard let name = words.popLast(), let month = month(named: name) else { return nil }
    let first = words.isEmpty ? 1 : Int(words[0])
    guard let first else { return nil }
    let near = Calendar.year(ofDay: day)
    return (year.map { [$0] } ?? [near - 1, near, near + 1])
      .map { Calendar.day(year: $0, month: month + 1, first) }.min { abs($0 - day) < abs($1 - day) }
  }

  /// `2025-01-29`.
  static func text(ofDay day: Int) -> String {
    let year = Calendar.year(ofDay: day)
    let month = (1...12).last { Calendar.day(year: year, month: $0, 1) <= day } ?? 1
    let number = day - Calendar.day(year: year, month: month, 1) + 1
    return "\(year)-\(padded(month))-\(padded(number))"
  }
}

/// The Gregorian calendar, from 1970 on.
private enum Calendar {
  /// Days from 1 January 1970 to a day of the Gregorian calendar.
  static func day(year: Int, month: Int, _ day: Int) -> Int {
    let before = year - 1
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30]
    return before * 365 + before / 4 - before / 100 + before / 400 + lengths.prefix(month - 1).reduce(0, +) + day
      - 719_163
  }

  static func year(ofDay day: Int) -> Int {
    var year = 1970 + day / 366
    while self.day(year: year + 1, month: 1, 1) <= day { year += 1 }
    return year
  }
}
