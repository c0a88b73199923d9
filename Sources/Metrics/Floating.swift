import Records

/// Records that no period has for want of a date, or of a finer one.
///
/// What is counted in a period is then known within bounds alone: such a record may be of that period or of another.
/// They hold what could be known, and aren't a confidence interval.
extension Tally.Result {
  /// Positions of the items that may be of a period though none has them.
  ///
  /// Nothing floats where the rows are parts of a whole of their own, or where they count while they stand.
  func floating(of count: Count, in period: PartialDate, _ metric: Metric) -> [Int] {
    guard metric.whole == nil, metric.ended == nil else { return [] }
    return (undated + coarse).filter { index in
      let item = count.items[index]
      guard let date = item.date else { return item.knownBy.map { $0 >= period.first } ?? true }
      return date.first <= period.last && period.first <= date.last
    }
  }

  /// The same, part by part in the order of the parts.
  func floatingByPart(of count: Count, in period: PartialDate, _ metric: Metric) -> [[Int]] {
    var floating = Array(repeating: [Int](), count: parts.count)
    for index in self.floating(of: count, in: period, metric) {
      if let part = parts.firstIndex(where: { $0.keys == count.items[index].keys }) { floating[part].append(index) }
    }
    return floating
  }
}

extension Metric.Statistic {
  /// The lowest that a statistic comes to when some numbers are added to others, any of them or none.
  ///
  /// - Parameter sign: −1 for the highest.
  package func extreme(of numbers: [Double], adding floating: [Double], sign: Double = 1) -> Double? {
    guard var extreme = value(of: numbers) else { return nil }
    // A number below what the others come to draws it down, and the lowest draws it down most.
    var all = numbers
    for number in floating.sorted(by: { sign * $0 < sign * $1 }) {
      all.append(number)
      guard let next = value(of: all), sign * next < sign * extreme else { break }
      extreme = next
    }
    return extreme
  }
}
