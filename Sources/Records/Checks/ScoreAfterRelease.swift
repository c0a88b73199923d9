import Diagnostics

extension Check {
  /// No model is scored long before it could be used.
  ///
  /// Arenas test models under cover before their release, so only more than ninety days are worth a word.
  package static let scoreAfterRelease = Check("scored-before-release") { corpus in
    var seen: Set<String> = []
    // Rows of a day by which every model was out needn't be looked at one by one.
    guard let last = corpus.models.compactMap(\.released).max(by: { $0.first < $1.first }) else { return [] }
    let vintage = Score.positions(of: ["vintage"])[0]
    let early = corpus.positions(of: Score.kind, whereFieldAt: vintage) { value in
      if case .date(let date) = value { last.days(since: date).lowerBound > 90 } else { false }
    }
    return early.joined().compactMap { position in
      let score = corpus.scores[position]
      guard let model = corpus.model(score.model),
        let released = model.released,
        released.days(since: score.vintage).lowerBound > 90, seen.insert(model.id).inserted
      else { return nil }
      return .scoredBeforeRelease(score, model, released)
    }
  }
}

extension Finding {
  fileprivate static func scoredBeforeRelease(_ score: Score, _ model: Model, _ released: PartialDate) -> Finding {
    Finding(
      .warning, "scored-before-release",
      "'\(score.publishedName)' was scored on \(score.vintage), but '\(model.id)' was released on \(released)",
      at: score.place, hint: "correct the day, or the alias that joins the two",
      related: [.init("the model is here", at: model.place)])
  }
}
