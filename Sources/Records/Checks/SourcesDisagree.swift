import Diagnostics

extension Check {
  /// Says where two sources give one value differently. Both are kept, the better source first.
  ///
  /// The threshold is the days that may lie between two looks at one price.
  package static let sourcesDisagree = Check("sources-disagree", threshold: 60) { corpus, settings in
    corpus.disagreements(withinDays: Int(settings.threshold)).map(Finding.sourcesDisagree)
  }
}

extension Finding {
  fileprivate static func sourcesDisagree(_ disagreement: Disagreement) -> Finding {
    let answers = disagreement.answers
    let told = answers.map { "\($0.text) in '\($0.source)'" }
    return Finding(
      .warning, "sources-disagree", "\(disagreement.subject): \(told.joined(separator: ", "))",
      at: answers.last?.place,
      hint: "'\(answers[0].source)' ranks first; a note can say why they differ",
      related: answers.dropLast().map { .init("'\($0.source)' is here", at: $0.place) })
  }
}
