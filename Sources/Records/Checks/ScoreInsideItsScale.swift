import Diagnostics

extension Check {
  /// No score lies outside the range of its benchmark. One that does is kept out of every figure.
  package static let scoreInsideItsScale = Check("outside-scale") { corpus in
    let benchmarks = Dictionary(corpus.benchmarks.map { ($0.id, $0) }) { first, _ in first }
    return corpus.scores.compactMap { score in
      guard let benchmark = benchmarks[score.benchmark] else { return nil }
      let minimum = benchmark.minimum ?? -.infinity
      let maximum = benchmark.maximum ?? .infinity
      guard minimum <= maximum, let outside = score.value.outside(minimum...maximum) else { return nil }
      return .outsideScale(outside, of: score, minimum...maximum)
    }
  }
}

extension Finding {
  fileprivate static func outsideScale(_ number: Double, of score: Score, _ range: ClosedRange<Double>) -> Finding {
    Finding(
      .warning, "outside-scale",
      "\(Quantity.text(of: number)) lies outside the scale of '\(score.benchmark)', \(Quantity.text(of: range))",
      at: score.place, hint: "the row is kept out of every figure; correct it, or the benchmark's range",
      effect: .quarantined)
  }
}
