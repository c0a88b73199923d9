/// A date at the precision that is known: `2026`, `2026-H1`, `2026-Q2`, `2026-07` or `2026-07-21`.
///
/// It stands for every day from `first` through `last`. Sorted by its first day, the more precise one first.
package struct PartialDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  package enum Precision: Int, Sendable, Comparable {
    case day, month, quarter, half, year

    package static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
  }

  package let first: Day
  package let last: Day
  package let precision: Precision

  package init(_ day: Day) {
    first = day
    last = day
    precision = .day
  }

  private init?(year: Int, months: ClosedRange<Int>, precision: Precision) {
    let lastDay = Day.length(ofMonth: months.upperBound, in: year)
    guard let first = Day(year: year, month: months.lowerBound, day: 1),
      let last = Day(year: year, month: months.upperBound, day: lastDay)
    else { return nil }
    self.first = first
    self.last = last
    self.precision = precision
  }

  /// `nil` when the text has none of the five forms or names a day that doesn't exist.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let year = PartialDate.number(parts[0], digits: 4), year > 0 else {
      return nil
    }
    if parts.count == 1 {
      self.init(year: year, months: 1...12, precision: .year)
    } else if parts.count == 3 {
      guard let month = PartialDate.number(parts[1], digits: 2), let day = PartialDate.number(parts[2], digits: 2),
        let exact = Day(year: year, month: month, day: day)
      else { return nil }
      self.init(exact)
    } else {
      switch parts[1] {
      case "H1": self.init(year: year, months: 1...6, precision: .half)
      case "H2": self.init(year: year, months: 7...12, precision: .half)
      case "Q1": self.init(year: year, months: 1...3, precision: .quarter)
      case "Q2": self.init(year: year, months: 4...6, precision: .quarter)
      case "Q3": self.init(year: year, months: 7...9, precision: .quarter)
      case "Q4": self.init(year: year, months: 10...12, precision: .quarter)
      default:
        guard let month = PartialDate.number(parts[1], digits: 2), (1...12).contains(month) else { return nil }
        self.init(year: year, months: month...month, precision: .month)
      }
    }
  }

  /// The year that a number names, such as `2026`; `nil` for any other number.
  package init?(year: Double) {
    guard let year = Int(exactly: year), year >= 1000 else { return nil }
    self.init(year: year, months: 1...12, precision: .year)
  }

  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  package static func < (left: PartialDate, right: PartialDate) -> Bool {
    (left.first, left.precision) < (right.first, right.precision)
  }

  /// The date as it is written in records.
  package var description: String {
    let (year, month, _) = first.components
    let yearText = padded(year, to: 4)
    return switch precision {
    case .day: first.description
    case .month: "\(yearText)-\(padded(month, to: 2))"
    case .quarter: "\(yearText)-Q\((month + 2) / 3)"
    case .half: "\(yearText)-H\(month < 7 ? 1 : 2)"
    case .year: yearText
    }
  }
}

extension PartialDate {
  /// How many days may lie between two dates: from the latest day of `earlier` to the first of this one at least, and
  /// from its earliest to the last of this one at most.
  ///
  /// `2026-H1` since `2025-11` is 32 to 241 days; a month since itself is -30 to 30, for it may be any two days of it.
  package func days(since earlier: PartialDate) -> ClosedRange<Int> {
    (first.number - earlier.last.number)...(last.number - earlier.first.number)
  }

  /// The day in its middle: where what was counted over it stands in a picture, as it does for a trend.
  package var middle: Day { Day(number: (first.number + last.number) / 2) }

  /// The half-year that holds the whole date, or `nil` for a year.
  package var halfYear: PartialDate? { enclosing(.half) }

  /// The period of the given precision that holds the whole date, or `nil` when none does.
  package func enclosing(_ precision: Precision) -> PartialDate? {
    let (year, month, _) = first.components
    let candidate: PartialDate? =
      switch precision {
      case .day: PartialDate(first)
      case .month: PartialDate(year: year, months: month...month, precision: .month)
      case .quarter:
        PartialDate(year: year, months: ((month - 1) / 3 * 3 + 1)...((month - 1) / 3 * 3 + 3), precision: .quarter)
      case .half: PartialDate(year: year, months: month < 7 ? 1...6 : 7...12, precision: .half)
      case .year: PartialDate(year: year, months: 1...12, precision: .year)
      }
    guard let candidate, candidate.last >= last else { return nil }
    return candidate
  }
}
