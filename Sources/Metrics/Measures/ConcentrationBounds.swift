/// Between what the answers lie when records that may be of the period or not are put into it, or left out, at will.
extension Concentration {
  /// A holder of whole numbers of records, and how many more may be the holder's.
  package struct Holder: Sendable {
    package var count: Int
    package var floating: Int

    package init(count: Int, floating: Int) {
      self.count = count
      self.floating = floating
    }
  }

  /// The least and the greatest index of Herfindahl and Hirschman, by trying every number of floating records that each
  /// holder may have.
  ///
  /// - Parameter rest: records that nobody is known to hold: for the least, each in a hand of its own so small that it
  ///   doesn't count; for the greatest, all in one hand.
  package static func herfindahlBounds(
    of holders: [Holder], rest: Holder = Holder(count: 0, floating: 0)
  ) -> (low: Double, high: Double)? {
    let sum = holders.reduce(0) { $0 + $1.count }
    guard sum + rest.count > 0 else { return nil }
    func index(_ squares: [Double], of sum: Int, _ better: (Double, Double) -> Double) -> Double? {
      squares.indices.lazy.filter { sum + $0 > 0 }.map { squares[$0] / Double((sum + $0) * (sum + $0)) }
        .reduce(nil) { best, next in best.map { better($0, next) } ?? next }
    }
    let low = index(sumsOfSquares(of: holders, min), of: sum + rest.count + rest.floating, min)
    let hasRest = rest.count + rest.floating > 0
    // Squares are greatest in one hand, but in which hangs on what else is put in.
    let high = (hasRest ? holders.indices.map(Optional.some) : [nil]).compactMap { receiver in
      var all = holders
      if let receiver {
        all[receiver].count += rest.count
        all[receiver].floating += rest.floating
      }
      return index(sumsOfSquares(of: all, max), of: sum + (receiver == nil ? 0 : rest.count), max)
    }.max()
    return low.flatMap { low in high.map { (low, $0) } }
  }

  /// For each number of floating records that are put in, the best sum of the squares of what each holder has.
  private static func sumsOfSquares(of holders: [Holder], _ better: (Double, Double) -> Double) -> [Double] {
    holders.reduce([0]) { sums, holder in
      var next: [Double?] = Array(repeating: nil, count: sums.count + holder.floating)
      for (others, sum) in sums.enumerated() {
        for own in 0...holder.floating {
          let amount = Double(holder.count + own)
          let squares = sum + amount * amount
          next[others + own] = next[others + own].map { better($0, squares) } ?? squares
        }
      }
      return next.compactMap(\.self)
    }
  }

  /// The least and the greatest share of the largest few.
  ///
  /// The least is exact by the dual form of a sum of the largest, the least over t of k t + Σ max(0, xᵢ − t): what lifts a
  /// holder no higher than t makes the whole greater and that sum not. The greatest gives some k holders all that may be
  /// theirs; which ones is found by Dinkelbach's method (*On nonlinear fractional programming*, Management Science 13,
  /// 1967).
  package static func topBounds(
    of holders: [Holder], rest: Holder = Holder(count: 0, floating: 0), top count: Int
  ) -> (low: Double, high: Double)? {
    let sum = holders.reduce(rest.count) { $0 + $1.count }
    guard sum > 0, count > 0 else { return nil }
    let most = holders.map { $0.count + $0.floating }.max() ?? 0
    var low = 1.0
    for limit in 0...most {
      let largest = holders.reduce(count * limit) { $0 + max(0, $1.count - limit) }
      let put = holders.reduce(rest.floating) { $0 + min($1.floating, max(0, limit - $1.count)) }
      low = min(low, Double(largest) / Double(sum + put))
    }
    var high = 0.0
    while true {
      let part = high
      func worth(_ holder: Holder) -> Double { Double(holder.count + holder.floating) - part * Double(holder.floating) }
      let chosen = holders.sorted { worth($0) > worth($1) }.prefix(count)
      let put = chosen.reduce(rest.floating) { $0 + $1.floating }
      let held = chosen.reduce(rest.count) { $0 + $1.count } + put
      let next = Double(held) / Double(sum + put)
      guard next > high else { return (low, high) }
      high = next
    }
  }
}
