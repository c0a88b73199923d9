import Glibc

/// A scale of values with its ticks: 1, 2, 2.5 or 5 times a power of ten apart.
struct Ticks: Equatable, Sendable {
  var low: Double
  var high: Double
  var step: Double
  var values: [Double]

  /// The scale that shows `low` through `high` best.
  ///
  /// After Wilkinson's extension of Heckbert's labels: every step is scored by how many ticks it gives, how round it is
  /// and how much empty room it costs.
  ///
  /// - Parameters:
  ///   - count: how many ticks there may be; one kind of step at least fits when its upper end is twice the lower.
  ///   - snaps: true to end the scale on ticks; false to keep its bounds unless a tick is wanting.
  static func covering(_ low: Double, _ high: Double, count: ClosedRange<Int> = 4...7, snaps: Bool) -> Ticks {
    precondition(low.isFinite && high.isFinite && low <= high, "bounds in order")
    guard high > low else {
      let room = low == 0 ? 1 : low.magnitude * 0.1
      return covering(low - room, high + room, count: count, snaps: snaps)
    }
    let exponent = Int(log10(high - low).rounded(.down))
    var best: (score: Double, ticks: Ticks)?
    for power in (exponent - 2)...(exponent + 1) {
      for (mantissa, roughness) in [(10, 0.0), (20, 0.02), (25, 0.05), (50, 0.02)] {
        let ticks = multiples(of: mantissa, power: power - 1, low, high, atLeast: count.lowerBound, snaps: snaps)
        guard let ticks, count.contains(ticks.values.count) else { continue }
        let waste = (ticks.high - ticks.low) / (high - low) - 1
        let middle = Double(count.lowerBound + count.upperBound) / 2
        let crowd = (Double(ticks.values.count) - middle).magnitude * 0.05
        let score = waste + crowd + roughness
        if best.map({ score < $0.score }) ?? true { best = (score, ticks) }
      }
    }
    guard let best else { preconditionFailure("a step for every scale") }
    return best.ticks
  }

  private static func multiples(
    of mantissa: Int, power: Int, _ low: Double, _ high: Double, atLeast least: Int, snaps: Bool
  ) -> Ticks? {
    let step = value(of: mantissa, power: power)
    let slack = 1e-9
    guard (high - low) / step < 40 else { return nil }
    var first = snaps ? (low / step + slack).rounded(.down) : (low / step - slack).rounded(.up)
    var last = snaps ? (high / step - slack).rounded(.up) : (high / step + slack).rounded(.down)
    var (bottom, top) = (low, high)
    // A tick that is wanting lengthens the scale where it costs least, but never across zero.
    while last - first + 1 < Double(least) {
      let below = bottom - (first - 1) * step
      let above = (last + 1) * step - top
      if above <= below || (first == 0 && low >= 0) { last += 1 } else { first -= 1 }
      bottom = min(bottom, first * step)
      top = max(top, last * step)
    }
    let values = (Int(first)...Int(last)).map { value(of: $0 * mantissa, power: power) }
    return Ticks(
      low: min(bottom, values.first ?? bottom), high: max(top, values.last ?? top), step: step, values: values)
  }

  /// `number` times ten to the `power`, rounded once.
  private static func value(of number: Int, power: Int) -> Double {
    let scale = (0..<power.magnitude).reduce(1.0) { product, _ in product * 10 }
    return power < 0 ? Double(number) / scale : Double(number) * scale
  }
}
