import Records

/// What the downloads of one kind hold, and what they leave out.
struct Holding: Sendable {
  /// Rows that stay out, of one source.
  struct Withheld: Sendable {
    var source: Source
    var rows: Int
  }

  let kind: KindDescription
  /// The records that may be passed on.
  let records: [Record]
  /// In the order of the sources' ids.
  let withheld: [Withheld]

  init(_ kind: KindDescription, in corpus: Corpus) {
    self.kind = kind
    var counts: [String: Int] = [:]
    let silent = Dictionary(corpus.sources.filter(\.withholdsRows).map { ($0.id, $0) }) { first, _ in first }
    let position = kind.fields.firstIndex { $0.name == "source" }
    var silentSources = MadeOfValues { field -> String? in
      guard case .reference("sources", let id) = field.value, silent[id] != nil else { return nil }
      return id
    }
    records = corpus.records(of: kind.name).filter { record in
      guard let position, let id = silentSources.of(record, at: position) else { return true }
      counts[id, default: 0] += 1
      return false
    }
    withheld = counts.keys.sorted().map { Withheld(source: silent[$0]!, rows: counts[$0]!) }
  }

  /// Every record of a kind, whether it may be passed on or not.
  init(whole kind: KindDescription, in corpus: Corpus) {
    self.kind = kind
    records = corpus.records(of: kind.name)
    withheld = []
  }

  /// Every kind that has records, in the order of the dictionary; the report and notes are pages, not data.
  static func all(of corpus: Corpus) -> [Holding] {
    Corpus.kinds.filter { $0.name != Report.kind && $0.name != CommentNote.kind }.map { Holding($0, in: corpus) }
      .filter { !$0.records.isEmpty || !$0.withheld.isEmpty }
  }
}
