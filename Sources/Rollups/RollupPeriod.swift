package import Records

/// Periods as whole numbers, so that both engines count with integers alone.
extension Rollup.Period {
  /// The period that holds a day, given as days since 1970-01-01: periods follow each other by one.
  package func index(ofDay day: Int) -> Int {
    switch self {
    case .day: return day
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    case .week: return (day + 3).flooredDivision(by: 7)
    case .month, .quarter, .half, .year:
      let (year, month, _) = Day(number: day).components
      return (year * 12 + month - 1) / monthCount
    }
  }

  /// The first and the last day of a period.
  package func days(of index: Int) -> ClosedRange<Int> {
    switch self {
    case .day: return index...index
    case .week: return index * 7 - 3...index * 7 + 3
    case .month, .quarter, .half, .year:
      return firstDay(ofMonth: index * monthCount)...firstDay(ofMonth: (index + 1) * monthCount) - 1
    }
  }

  /// The date that a record of the period is of: a week's is its last day.
  package func date(of index: Int) -> PartialDate {
    let last = PartialDate(Day(number: days(of: index).upperBound))
    let precision: PartialDate.Precision? =
      switch self {
      case .day, .week: nil
      case .month: .month
      case .quarter: .quarter
      case .half: .half
      case .year: .year
      }
    return precision.flatMap { last.enclosing($0) } ?? last
  }

  package var window: Count.Window {
    switch self {
    case .day: .day
    case .week: .week
    case .month: .month
    case .quarter: .quarter
    case .half: .half
    case .year: .year
    }
  }

  /// How many months a period has; zero for those that aren't made of months.
  package var monthCount: Int {
    switch self {
    case .day, .week: 0
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .year: 12
    }
  }

  /// - Parameter month: months since the year 0.
  private func firstDay(ofMonth month: Int) -> Int {
    // The last day of the year 9999 is followed by nothing.
    Day(year: month / 12, month: month % 12 + 1, day: 1)?.number ?? Day(year: 9999, month: 12, day: 31)!.number + 1
  }
}

extension Int {
  fileprivate func flooredDivision(by divisor: Int) -> Int {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
