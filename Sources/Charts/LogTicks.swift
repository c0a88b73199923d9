import Glibc

/// The ticks of a logarithmic scale: powers of ten, and 2 and 5 times as much where there is room.
struct LogTicks: Equatable, Sendable {
  var low: Double
  var high: Double
  var values: [Double]

  /// - Parameter width: of the plot; labelled ticks stand at least 44 units apart.
  init(covering low: Double, _ high: Double, width: Double) {
    precondition(low > 0 && high >= low, "a logarithmic scale needs values above zero")
    let margin = max(1.06, pow(high / low, 0.04))
    self.low = low / margin
    self.high = high * margin
    let span = log10(self.high / self.low)
    values = []
    for mantissas in [[1, 2, 5], [1, 5], [1, 3], [1]] {
      let powers = Int(log10(self.low).rounded(.down))...Int(log10(self.high).rounded(.up))
      let all = powers.flatMap { power in mantissas.map { Self.value($0, power) } }
      values = all.filter { $0 >= self.low && $0 <= self.high }
      let gaps = zip(values, values.dropFirst()).map { log10($1 / $0) / span * width }
      if gaps.allSatisfy({ $0 >= 44 }), values.count <= 8 { break }
    }
    // Two powers of ten alone leave the stretches beside them unread.
    if values.count < 3, span > 1 { values = Self.spread(self.low, self.high) { log10($1 / $0) / span * width >= 44 } }
    // Within one decade ticks of a linear scale say more.
    if values.count < 3, span <= 1 {
      values = Ticks.covering(self.low, self.high, count: 3...6, snaps: false).values
        .filter { $0 >= self.low && $0 <= self.high && $0 > 0 }
      while values.count > 2, zip(values, values.dropFirst()).contains(where: { log10($1 / $0) / span * width < 44 }) {
        values = values.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      }
    }
  }

  /// Powers of ten, and between and beside them as many of their halves and fifths as stand apart from what is there.
  private static func spread(
    _ low: Double, _ high: Double, areApart: (_ lesser: Double, _ greater: Double) -> Bool
  ) -> [Double] {
    let powers = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    var values: [Double] = []
    for mantissa in [1.0, 2, 5] {
      for power in powers {
        let value = value(Int(mantissa), power)
        guard value >= low, value <= high,
          values.allSatisfy({ areApart(min($0, value), max($0, value)) })
        else { continue }
        values.append(value)
      }
    }
    return values.sorted()
  }

  /// Where `value` stands, from 0 at the low end to 1 at the high end.
  func part(_ value: Double) -> Double { log10(value / low) / log10(high / low) }

  private static func value(_ mantissa: Int, _ power: Int) -> Double {
    let scale = (0..<power.magnitude).reduce(1.0) { product, _ in product * 10 }
    return power < 0 ? Double(mantissa) / scale : Double(mantissa) * scale
  }
}
