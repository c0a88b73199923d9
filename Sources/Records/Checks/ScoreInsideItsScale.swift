import Diagnostics

extension Check {
  /// No score lies outside the range of its benchmark. One that does is kept out of every figure.
  package static let scoreInsideItsScale = Check("outside-scale") { corpus in
    var ranges: [String: ClosedRange<Double>] = [:]
    for benchmark in corpus.benchmarks where benchmark.minimum != nil || benchmark.maximum != nil {
      let (minimum, maximum) = (benchmark.minimum ?? -.infinity, benchmark.maximum ?? .infinity)
      if minimum <= maximum, ranges[benchmark.id] == nil { ranges[benchmark.id] = minimum...maximum }
    }
    guard !ranges.isEmpty else { return [] }
    return corpus.scores.compactMap { score in
      guard let range = ranges[score.benchmark], let outside = score.value.outside(range) else { return nil }
      return .outsideScale(outside, of: score, range)
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
