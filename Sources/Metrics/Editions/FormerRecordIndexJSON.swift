import Reading

/// The index as editions until November 2026 wrote it, a record a line: its key, its sum, its source's position in
/// `sources` and its subject.
enum FormerRecordIndexJSON {
  /// `nil` when the bytes aren't a whole index.
  static func index(_ bytes: [UInt8]) -> RecordIndex? {
    guard let tree = JSONTree(bytes), let kinds = tree["records"]?.members, let figures = tree["figures"]?.members
    else { return nil }
    var index = RecordIndex()
    for item in tree["sources"]?.items ?? [] {
      guard let id = item.items.first?.text, let day = item.items.last?.text else { return nil }
      index.sources.append(id)
      if !day.isEmpty { index.retrieved[id] = day }
    }
    var subjects = TextNumbers()
    for kind in kinds {
      var table = RecordIndex.Table(kind: kind.name)
      var keys: [String] = []
      for item in kind.value.items {
        let parts = item.items
        guard parts.count == 4, let key = parts[0].text, let sum = parts[1].text.flatMap({ UInt64($0, radix: 16) }),
          let position = parts[2].whole, let subject = parts[3].text, index.sources.indices.contains(position)
        else { return nil }
        keys.append(key)
        table.sums.append(sum)
        table.sources.append(UInt32(truncatingIfNeeded: position))
        table.subjects.append(subjects.number(of: subject))
      }
      table.parts = [RecordIndex.Part(words: keys, numbers: keys.indices.map { UInt32(truncatingIfNeeded: $0) })]
      if table.count > 0 { index.tables.append(table) }
    }
    index.subjects = subjects.texts
    for figure in figures {
      index.rowsOfFigure[figure.name] = figure.value.items.compactMap(\.whole).map { $0..<$0 + 1 }
    }
    return index
  }
}
