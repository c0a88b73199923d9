import Glibc
import Records

extension Formula {
  /// What it comes to; `nil` when a name has nothing behind it, or where arithmetic has no answer.
  ///
  /// - Parameter values: what a column or an earlier step holds.
  package func result(_ values: (Formula) -> FormulaResult?) -> FormulaResult? {
    switch self {
    case .number(let number): return .numbers([number])
    case .column, .step: return values(self)
    case .infix(let sign, let left, let right):
      guard let a = left.result(values)?.numbers, let b = right.result(values)?.numbers else { return nil }
      return Formula.pairs(a, b).map { .numbers($0.map { sign.applied($0, $1) }) }
    case .call(let function, let arguments):
      let inner = arguments.compactMap { $0.result(values) }
      guard inner.count == arguments.count else { return nil }
      return function.applied(inner)
    }
  }

  /// Number by number; a single number meets each of many.
  fileprivate static func pairs(_ a: [Double], _ b: [Double]) -> [(Double, Double)]? {
    if a.count == b.count { return Array(zip(a, b)) }
    if a.count == 1 { return b.map { (a[0], $0) } }
    if b.count == 1 { return a.map { ($0, b[0]) } }
    return nil
  }
}

extension Formula.Operator {
  fileprivate func applied(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .plus: a + b
    case .minus: a - b
    case .times: a * b
    case .over: a / b
    case .power: pow(a, b)
    }
  }
}

extension Formula.Function {
  fileprivate func applied(_ arguments: [FormulaResult]) -> FormulaResult? {
    let numbers = arguments.map { $0.numbers ?? [] }
    let all = numbers.flatMap(\.self)
    func single(_ number: Double?) -> FormulaResult? { number.map { .numbers([$0]) } }
    func each(_ change: (Double) -> Double) -> FormulaResult { .numbers(all.map(change)) }
    func dates(_ number: (PartialDate) -> Double) -> FormulaResult? {
      guard let words = arguments.first?.words else { return nil }
      let found = words.compactMap { PartialDate($0) }
      return found.count == words.count ? .numbers(found.map(number)) : nil
    }
    switch self {
    case .count:
      return single(Double(arguments.reduce(0) { $0 + ($1.numbers?.count ?? $1.words?.count ?? 0) }))
    case .sum: return single(Metric.Statistic.sum(of: all))
    case .mean: return single(Metric.Statistic.mean.value(of: all))
    case .median: return single(Metric.Statistic.median.value(of: all))
    case .min: return single(all.min())
    case .max: return single(all.max())
    case .sqrt: return each { $0.squareRoot() }
    case .exp: return each { Glibc.exp($0) }
    case .log10: return each { Glibc.log10($0) }
    case .abs: return each { Swift.abs($0) }
    case .round: return each { $0.rounded() }
    case .quantile:
      guard numbers.count == 2, let part = numbers[0].first else { return nil }
      return single(Metric.Statistic.quantile(part, of: numbers[1]))
    case .largest:
      guard numbers.count == 2, let count = numbers[0].first else { return nil }
      return .numbers(Array(numbers[1].sorted().suffix(Int(count))))
    case .sums:
      guard arguments.count == 2, let words = arguments[1].words, words.count == numbers[0].count else { return nil }
      let groups = Dictionary(grouping: zip(words, numbers[0]), by: \.0)
      return .numbers(groups.keys.sorted().map { Metric.Statistic.sum(of: groups[$0]!.map(\.1)) })
    case .counts:
      guard let words = arguments.first?.words else { return nil }
      let groups = Dictionary(grouping: words, by: \.self)
      return .numbers(groups.keys.sorted().map { Double(groups[$0]!.count) })
    case .atLeast:
      guard numbers.count == 2 else { return nil }
      return Formula.pairs(numbers[0], numbers[1]).map { .numbers($0.map { $0 >= $1 ? 1 : 0 }) }
    case .selected:
      guard numbers.count == 2 else { return nil }
      return Formula.pairs(numbers[0], numbers[1]).map { .numbers($0.filter { $0.1 != 0 }.map(\.0)) }
    case .pointsLeast, .pointsMost: return points(arguments)
    case .gini: return single(Concentration.answer(of: all)?.gini)
    case .first: return dates { Double($0.first.number) }
    case .last: return dates { Double($0.last.number) }
    case .middle: return dates { Double($0.first.number + $0.last.number) / 2 }
    case .year: return each { Crossing.year(at: Day(number: Int($0))) }
    case .slope, .slopeLow, .slopeHigh:
      guard numbers.count >= 2, numbers[0].count == numbers[1].count else { return nil }
      let scales = arguments.count > 2 ? arguments[2].words : numbers[0].map { _ in "" }
      guard let scales, scales.count == numbers[0].count else { return nil }
      let line = Trend.line(
        through: scales.indices.map {
          Trend.Observation(at: numbers[0][$0], value: numbers[1][$0], scale: scales[$0])
        })
      return single(self == .slope ? line?.slope.value : self == .slopeLow ? line?.slope.low : line?.slope.high)
    case .drawnLow, .drawnHigh: return single(drawn(numbers))
    }
  }

  /// The points of answers by a scoring table, of words that are no answer of it the fewest or the most.
  private func points(_ arguments: [FormulaResult]) -> FormulaResult? {
    guard arguments.count == 3, let words = arguments[0].words, let answers = arguments[1].words,
      let points = arguments[2].numbers, answers.count == points.count,
      let other = self == .pointsLeast ? points.min() : points.max()
    else { return nil }
    let table = Dictionary(zip(answers, points)) { first, _ in first }
    return .numbers(words.map { table[$0] ?? other })
  }

  /// The end of a score under drawn weights: seed, draws, the weights, then as many qualities.
  private func drawn(_ numbers: [[Double]]) -> Double? {
    guard numbers.count > 3, numbers.count.isMultiple(of: 2), numbers.allSatisfy({ $0.count == 1 }) else { return nil }
    let count = (numbers.count - 2) / 2
    let weights = numbers[2..<2 + count].map { $0[0] }
    let qualities = numbers[(2 + count)...].map { $0[0] }
    let ends = Balance.ends(
      of: qualities, weights: weights, draws: Int(numbers[1][0]), seed: UInt64(numbers[0][0]))
    return self == .drawnLow ? ends.low : ends.high
  }
}
