import Diagnostics

extension Check {
  /// No row gives a model to another maker than the model's own record does.
  ///
  /// A firm and the firm that owns it count as one. Most often the alias is wrong, and two models became one.
  package static let makerOfModel = Check("maker-differs") { corpus in
    var told: Set<[String]> = []
    var findings: [Finding] = []
    // Rows of a source whose names were resolved together give the same model to the same maker.
    var seen = [Bool](repeating: false, count: corpus.resolutionCount)
    for kind in Corpus.kindsWithNames.sorted() {
      let records = corpus.records(of: kind)
      for stretch in corpus.stretches(of: kind) {
        for (position, number) in zip(stretch.positions, corpus.resolutions(of: stretch))
        where number >= 0 && !seen[Int(number)] {
          seen[Int(number)] = true
          guard let meaning = corpus.meaning(ofResolution: Int(number)), let model = corpus.model(meaning.model),
            let named = corpus.organisation(meaning.namedOrganisation), named.id != model.developer,
            named.parent != model.developer, corpus.organisation(model.developer)?.parent != named.id,
            case .reference(_, let source) = records[position]["source"],
            told.insert([source, model.id, named.id]).inserted
          else { continue }
          findings.append(.makerDiffers(named.id, of: model, in: source, at: records[position].place))
        }
      }
    }
    return findings
  }
}

extension Finding {
  fileprivate static func makerDiffers(
    _ named: String, of model: Model, in source: String, at place: Place
  ) -> Finding {
    Finding(
      .warning, "maker-differs", "'\(source)' gives '\(model.id)' to '\(named)', our record to '\(model.developer)'",
      at: place, hint: "if two models share the name, say in Input/aliases/ which is meant; else our record counts",
      related: [.init("our record is here", at: model.place)])
  }
}
