import Glibc

/// The one rule of rounding: no decimal of a number is worth less than a thirtieth of half its interval, and no digit
/// before the point less than a hundredth.
///
/// 42.2 from 29.3 to 55.1 is 42 from 29 to 55; 1.24 from 0.67 to 2.02 is 1.2 from 0.7 to 2.0; 19,737,835 from 16,950,469 to
/// 22,707,469 is 19,700,000 from 17,000,000 to 22,700,000.
package enum Rounding {
  /// The most decimal places that an interval supports, below zero where not even all whole digits; `nil` without one.
  package static func places(low: Double?, high: Double?) -> Int? {
    guard let low, let high, low < high, (high - low).isFinite else { return nil }
    let half = (high - low) / 2
    let decimals = Int((log10(30 / half) - 1e-9).rounded(.up)) - 1
    // Nobody would have 17% from 17% to 84% as 20% from 20% to 80%.
    return decimals > 0 ? decimals : min(0, Int((log10(100 / half) - 1e-9).rounded(.up)) - 1)
  }

  /// `value` without the digits before the point that `places`, below zero, doesn't hold.
  package static func coarse(_ value: Double, places: Int) -> Double {
    guard places < 0 else { return value }
    let unit = (0..<places.magnitude).reduce(1.0) { product, _ in product * 10 }
    return (value / unit).rounded(.toNearestOrAwayFromZero) * unit
  }
}
