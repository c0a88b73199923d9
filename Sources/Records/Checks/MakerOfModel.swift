import Diagnostics

extension Check {
  /// No row gives a model to another maker than the model's own record does.
  ///
  /// A firm and the firm that owns it count as one. Most often the alias is wrong, and two models became one.
  package static let makerOfModel = Check("maker-differs") { corpus in
    var told: Set<[String]> = []
    var findings: [Finding] = []
    // Rows of a source whose names were resolved together give the same model to the same maker.
    var seen: Set<ObjectIdentifier> = []
    for kind in Corpus.kindsWithNames.sorted() {
      for record in corpus.records(of: kind) {
        guard let resolution = corpus.resolution(of: record), seen.insert(resolution).inserted,
          let meaning = corpus.meaning(of: record), let model = corpus.model(meaning.model),
          let named = corpus.organisation(meaning.namedOrganisation), named.id != model.developer,
          named.parent != model.developer, corpus.organisation(model.developer)?.parent != named.id,
          case .reference(_, let source) = record["source"], told.insert([source, model.id, named.id]).inserted
        else { continue }
        findings.append(.makerDiffers(named.id, of: model, in: source, at: record.place))
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
