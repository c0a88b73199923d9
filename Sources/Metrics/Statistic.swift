import Records

extension Metric.Statistic {
  /// The statistic of some numbers; `nil` for what only other measures give, and when there are none to make it of.
  ///
  /// Quantiles lie between neighbours in proportion: type 7 of Hyndman and Fan, *Sample Quantiles in Statistical
  /// Packages*, The American Statistician 50 (1996), the default of R and NumPy.
  package func value(of numbers: [Double]) -> Double? {
    switch self {
    case .count: return Double(numbers.count)
    case .sum: return Self.sum(of: numbers)
    case .mean: return numbers.isEmpty ? nil : Self.sum(of: numbers) / Double(numbers.count)
    case .minimum: return numbers.min()
    case .maximum: return numbers.max()
    case .median, .p10, .p25, .p75, .p90: return quantile.flatMap { Self.quantile($0, of: numbers) }
    case .distinct, .herfindahl, .gini, .top, .proportion, .difference, .relativeRisk, .slope, .growth, .blended,
      .cheapest,
      .pareto,
      .priceRatio:
      return nil
    }
  }

  private var quantile: Double? {
    switch self {
    case .p10: 0.1
    case .p25: 0.25
    case .median: 0.5
    case .p75: 0.75
    case .p90: 0.9
    default: nil
    }
  }

  package static func quantile(_ part: Double, of numbers: [Double]) -> Double? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    let position = part * Double(sorted.count - 1)
    let below = Int(position)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// Adds from the smallest up, so that the order of rows doesn't touch the last digits.
  package static func sum(of numbers: [Double]) -> Double { numbers.sorted().reduce(0, +) }
}

/// Which numbers lie far from the others.
package enum Outliers {
  /// The numbers that lie more than one and a half times the distance of the quartiles beyond them; none of fewer than four.
  ///
  /// Source: the fences of Tukey, *Exploratory Data Analysis* (1977).
  package static func fences(of numbers: [Double]) -> ClosedRange<Double>? {
    guard numbers.count >= 4, let lower = Metric.Statistic.quantile(0.25, of: numbers),
      let upper = Metric.Statistic.quantile(0.75, of: numbers)
    else { return nil }
    let reach = 1.5 * (upper - lower)
    return (lower - reach)...(upper + reach)
  }
}
