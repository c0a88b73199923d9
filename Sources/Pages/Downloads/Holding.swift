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
  /// Where what is passed on comes from, in the order of their ids.
  let sources: [Source]

  init(_ kind: KindDescription, in corpus: Corpus) {
    self.kind = kind
    var counts: [String: Int] = [:]
    let silent = Dictionary(corpus.sources.filter(\.withholdsRows).map { ($0.id, $0) }) { first, _ in first }
    let position = kind.fields.firstIndex { $0.name == "source" }
    let all = corpus.records(of: kind.name)
    guard let position else {
      records = all
      withheld = []
      sources = []
      return
    }
    var kept: [Record] = []
    var named: Set<String> = []
    for stretch in corpus.stretches(of: kind.name) {
      // Whoever is silent is found once among the different sources of a file.
      let (values, indices) = stretch.values(at: position)
      let ids = values.map { value -> String? in
        guard case .reference("sources", let id) = value else { return nil }
        guard silent[id] == nil else { return id }
        named.insert(id)
        return nil
      }
      guard !silent.isEmpty else { continue }
      guard let indices else {
        if let id = ids[0] { counts[id, default: 0] += stretch.positions.count } else { kept += all[stretch.positions] }
        continue
      }
      var own = ids.map { _ in 0 }
      for (index, row) in zip(indices, stretch.positions) {
        if ids[Int(index)] != nil { own[Int(index)] += 1 } else { kept.append(all[row]) }
      }
      for case (let id?, let count) in zip(ids, own) { counts[id, default: 0] += count }
    }
    records = silent.isEmpty ? all : kept
    sources = named.sorted().compactMap { corpus.source($0) }
    withheld = counts.keys.sorted().map { Withheld(source: silent[$0]!, rows: counts[$0]!) }
  }

  /// Every record of a kind, whether it may be passed on or not.
  init(whole kind: KindDescription, in corpus: Corpus) {
    self.kind = kind
    records = corpus.records(of: kind.name)
    withheld = []
    sources = []
  }

  /// Every kind that has records, in the order of the dictionary; the report and notes are pages, not data.
  static func all(of corpus: Corpus) -> [Holding] {
    Corpus.kinds.filter { $0.name != Report.kind && $0.name != CommentNote.kind }.map { Holding($0, in: corpus) }
      .filter { !$0.records.isEmpty || !$0.withheld.isEmpty }
  }
}
