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
    let benchmark = Score.positions(of: ["benchmark"])
    return corpus.stretches(of: Score.kind).lazy.flatMap { $0.runs(at: benchmark) }.flatMap { run -> [Finding] in
      guard let range = ranges[corpus.scores[run.lowerBound].benchmark] else { return [] }
      return run.compactMap { position in
        let score = corpus.scores[position]
        return score.value.outside(range).map { .outsideScale($0, of: score, range) }
      }
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
