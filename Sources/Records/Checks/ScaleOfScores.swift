import Diagnostics

extension Check {
  /// Rows of a benchmark of which others have a scale have one too.
  ///
  /// A row without a scale is on none that is known, so it's compared with nothing, or passes for the same as its neighbour
  /// of another day.
  package static let scaleOfScores = Check("missing-scale") { corpus in
    var scaled: [String: Score] = [:]
    var last: Score.Board?
    // Rows of one table mostly follow each other.
    for score in corpus.scores where score.board != last && score.scale != nil {
      last = score.board
      if scaled[score.benchmark] == nil { scaled[score.benchmark] = score }
    }
    var known: Set<String> = []
    let scale = Score.description.fields.firstIndex { $0.name == "scale" }!
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
