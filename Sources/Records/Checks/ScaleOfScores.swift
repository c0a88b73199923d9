import Diagnostics

extension Check {
  /// Rows of a benchmark of which others have a scale have one too.
  ///
  /// A row without a scale is on none that is known, so it's compared with nothing, or passes for the same as its neighbour
  /// of another day.
  package static let scaleOfScores = Check("missing-scale") { corpus in
    var scaled: [String: Score] = [:]
    let fields = Score.positions(of: ["scale", "benchmark"])
    for run in corpus.stretches(of: Score.kind).lazy.flatMap({ $0.runs(at: fields) }) {
      let score = corpus.scores[run.lowerBound]
      if score.scale != nil, scaled[score.benchmark] == nil { scaled[score.benchmark] = score }
    }
    var known: Set<String> = []
    let scale = fields[0]
    let without = corpus.positions(of: Score.kind, whereFieldAt: scale) { if case .text = $0 { false } else { true } }
    return without.joined().compactMap { position in
      let score = corpus.scores[position]
      guard score.scale == nil, let other = scaled[score.benchmark],
        known.insert("\(score.benchmark) \(score.vintage)").inserted
      else { return nil }
      return .missingScale(score, other)
    }
  }
}

extension Finding {
  fileprivate static func missingScale(_ score: Score, _ other: Score) -> Finding {
    Finding(
      .warning, "missing-scale",
      "rows of '\(score.benchmark)' of \(score.vintage) have no 'scale', as others of it do", at: score.place,
      hint: "write the scale on which this table is, or give it another benchmark",
      related: [.init("a row with scale '\(other.scale ?? "")' is here", at: other.place)])
  }
}
