import Glibc

/// What lies across the rows of a chart: a linear scale, or a logarithmic one where values span decades.
struct RowScale {
  struct Tick {
    var position: Double
    var label: String
    var isYear = false
    /// The line that everything is measured from.
    var isOrigin = false
  }

  let low: Double
  let high: Double
  let isLogarithmic: Bool
  /// Positions from `low` to `high`, ascending, for a plot of the given width.
  let ticks: (_ width: Double) -> [Tick]

  init(low: Double, high: Double, isLogarithmic: Bool = false, ticks: @escaping (_ width: Double) -> [Tick]) {
    self.low = low
    self.high = high
    self.isLogarithmic = isLogarithmic
    self.ticks = ticks
  }

  /// Where `value` stands, from 0 at the low end to 1 at the high end.
  func part(_ value: Double) -> Double {
    guard isLogarithmic else { return (value - low) / (high - low) }
    return value > 0 ? log10(value / low) / log10(high / low) : -.infinity
  }

  /// A linear scale, from zero when `startsAtZero`.
  static func linear(
    _ values: [Double], startsAtZero: Bool, layout: ChartLayout, format: NumberFormat
  ) -> RowScale {
    let least = startsAtZero ? values.reduce(0, min) : values.min() ?? 0
    let most = startsAtZero ? values.reduce(0, max) : values.max() ?? 1
    let margin = startsAtZero ? 0 : (most - least) * 0.04
    let ticks = Ticks.covering(
      least - margin, most + margin, count: layout == .wide ? 4...7 : 3...5, snaps: startsAtZero)
    let written = format.forTicks(every: ticks.step)
    let all = ticks.values.map { value in
      let text = value == 0 && format.prefix.isEmpty ? "0" + format.suffix : written.text(value)
      return Tick(position: value, label: text, isOrigin: value == 0)
    }
    return RowScale(low: ticks.low, high: ticks.high) { _ in all }
  }

  /// Places from the first on, which always has its tick.
  static func ranks(_ values: [Double]) -> RowScale {
    let last = max(2, values.max() ?? 2)
    let step = [1, 2, 5, 10, 20, 50, 100].first { last / $0 < 8 } ?? 200
    let places = [1] + Array(stride(from: max(step, 2), through: last, by: step))
    let margin = (last - 1) * 0.04
    return RowScale(low: 1 - margin, high: last + margin) { _ in
      places.map { Tick(position: $0, label: NumberFormat().text($0)) }
    }
  }

  /// A logarithmic scale around values above zero.
  static func logarithmic(_ values: [Double], format: NumberFormat) -> RowScale {
    let (least, most) = (values.min() ?? 1, values.max() ?? 1)
    // Only the ticks depend on the width.
    let bounds = LogTicks(covering: least, most, width: 1)
    return RowScale(low: bounds.low, high: bounds.high, isLogarithmic: true) { width in
      LogTicks(covering: least, most, width: width).values
        .map { Tick(position: $0, label: ScatterChart.tickText($0, format)) }
    }
  }
}
