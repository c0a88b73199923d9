import Diagnostics

extension Check {
  /// Says where two sources give one value differently. Both are kept, the better source first.
  ///
  /// The threshold is the days that may lie between two looks at one price.
  package static let sourcesDisagree = Check("sources-disagree", threshold: 60) { corpus, settings in
    // An organisation's country has a check of its own.
    corpus.disagreements(withinDays: Int(settings.threshold))
      .filter { $0.kind != Organisation.kind || $0.question != "country" }.map(Finding.sourcesDisagree)
  }
}

extension Finding {
  fileprivate static func sourcesDisagree(_ disagreement: Disagreement) -> Finding {
    func names(_ answer: Disagreement.Answer) -> String {
      let quoted = answer.witnesses.map { $0.source.isEmpty ? "our record" : "'\($0.source)'" }
      return quoted.count < 2 ? quoted.joined() : quoted.dropLast().joined(separator: ", ") + " and " + quoted.last!
    }
    let answers = disagreement.answers
    let told = answers.map { "\($0.text) in \(names($0))" }
    return Finding(
      .warning, "sources-disagree", "\(disagreement.subject): \(told.joined(separator: ", "))",
      at: answers.last?.witnesses.first?.place,
      hint: disagreement.kind == Price.kind
        ? "a note can say why they differ"
        : answers[0].isOurRecords
          ? "our record counts; say in the dispute's 'reason' why"
          : "\(names(answers[0])) \(answers[0].witnesses.count == 1 ? "ranks" : "rank") first; a note can say why they differ",
      related: answers.dropLast().flatMap { answer in
        answer.witnesses.map {
          .init($0.source.isEmpty ? "our record is here" : "'\($0.source)' is here", at: $0.place)
        }
      })
  }
}
