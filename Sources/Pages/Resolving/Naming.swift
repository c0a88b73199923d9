import Records

/// Which records of a kind name another record: by reference, by a name that means it, as an alias of it.
struct Naming: Sendable {
  /// Positions of the records whose names were resolved: those resolved together behind each other, ascending.
  private var rows: [Int32] = []
  /// By resolution, where its positions begin; one more at the end. Empty where no record of the kind has names.
  private var starts: [Int32] = []
  /// By the number of the record that is named: who names it.
  private var namings: [Namings] = []
  private var numbers: [Record.Key: Int] = [:]

  /// Who names a record.
  private struct Namings {
    /// By reference or as their subject: positions, ascending; those that follow each other take no more room than one.
    var ranges: [Range<Int32>] = []
    /// By a name: resolutions.
    var resolutions: [Int32] = []

    /// Adds positions none of which lies in front of the last.
    mutating func add(_ new: Range<Int>) {
      let end = ranges.last?.upperBound ?? 0
      let lower = max(Int32(truncatingIfNeeded: new.lowerBound), end)
      let upper = Int32(truncatingIfNeeded: new.upperBound)
      guard lower < upper else { return }
      if lower == end, !ranges.isEmpty {
        ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<upper
      } else {
        ranges.append(lower..<upper)
      }
    }
  }

  init(of kind: KindDescription, in corpus: Corpus) {
    noteReferences(of: kind, in: corpus)
    noteNames(of: kind, in: corpus)
  }

  private mutating func noteReferences(of kind: KindDescription, in corpus: Corpus) {
    let fields = kind.fields.indices.filter { kind.fields[$0].shape.mayRefer }
    let records = corpus.records(of: kind.name)
    let hasSubjects = kind.fields.contains { $0.name == "record" }
    for stretch in corpus.stretches(of: kind.name) {
      let columns = fields.map { field in
        let (values, indices) = stretch.column(at: field)
        return (numbers: values.map { value in Self.keys(in: [value]).map { number(of: $0) } }, indices: indices)
      }
      // What all rows of a file name is noted at once, in front of what only some do.
      for column in columns where column.indices == nil {
        for number in column.numbers[0] { namings[number].add(stretch.positions) }
      }
      let different = columns.compactMap { column in column.indices.map { (column.numbers, $0) } }
      guard hasSubjects || !different.isEmpty else { continue }
      for (offset, position) in stretch.positions.enumerated() {
        for (numbers, indices) in different {
          for number in numbers[Int(indices[offset])] { namings[number].add(position..<position + 1) }
        }
        if hasSubjects, let subject = records[position].subject {
          namings[number(of: subject)].add(position..<position + 1)
        }
      }
    }
  }

  /// Names that were resolved together mean the same. Each such group is counted first and filled then, so that millions
  /// of rows make no lists that grow.
  private mutating func noteNames(of kind: KindDescription, in corpus: Corpus) {
    let stretches = corpus.stretches(of: kind.name)
    var ends = [Int32](repeating: 0, count: corpus.resolutionCount)
    var count = 0
    for stretch in stretches {
      for resolution in corpus.resolutions(of: stretch) where resolution >= 0 {
        ends[Int(resolution)] += 1
        count += 1
      }
    }
    guard count > 0 else { return }
    starts.reserveCapacity(ends.count + 1)
    starts.append(0)
    for (resolution, count) in ends.enumerated() {
      starts.append(starts[resolution] + count)
      ends[resolution] = starts[resolution]
      guard count > 0 else { continue }
      for key in corpus.meaning(ofResolution: resolution)?.keys ?? [] {
        namings[number(of: key)].resolutions.append(Int32(truncatingIfNeeded: resolution))
      }
    }
    rows = Array(repeating: 0, count: count)
    for stretch in stretches {
      for (position, resolution) in zip(stretch.positions, corpus.resolutions(of: stretch)) where resolution >= 0 {
        rows[Int(ends[Int(resolution)])] = Int32(truncatingIfNeeded: position)
        ends[Int(resolution)] += 1
      }
    }
  }

  /// The positions among the records of the kind of those that name a record, ascending.
  func positions(of record: Record.Key) -> [Int32] {
    guard let naming = numbers[record].map({ namings[$0] }) else { return [] }
    var all: [Int32] = []
    for resolution in naming.resolutions { all += group(resolution) }
    for range in naming.ranges { all.append(contentsOf: range) }
    if !zip(all, all.dropFirst()).allSatisfy(<) {
      all.sort()
      // A record that names another twice.
      var last: Int32 = -1
      all.removeAll { position in
        defer { last = position }
        return position == last
      }
    }
    return all
  }

  /// How many they are.
  func count(of record: Record.Key) -> Int {
    guard let naming = numbers[record].map({ namings[$0] }) else { return 0 }
    if naming.ranges.isEmpty { return naming.resolutions.reduce(0) { $0 + group($1).count } }
    return naming.resolutions.isEmpty ? naming.ranges.reduce(0) { $0 + $1.count } : positions(of: record).count
  }

  /// The first of them.
  func first(_ limit: Int, of record: Record.Key) -> [Int32] {
    guard let naming = numbers[record].map({ namings[$0] }) else { return [] }
    return naming.resolutions.isEmpty
      ? Array(naming.ranges.lazy.joined().prefix(limit)) : Array(positions(of: record).prefix(limit))
  }

  private func group(_ resolution: Int32) -> ArraySlice<Int32> {
    rows[Int(starts[Int(resolution)])..<Int(starts[Int(resolution) + 1])]
  }

  private mutating func number(of key: Record.Key) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = namings.count
    namings.append(Namings())
    return namings.count - 1
  }

  private static func keys(in fields: [Record.Field]) -> [Record.Key] {
    fields.flatMap { field in keys(in: field.value) + field.entries.flatMap { keys(in: $0) } }
  }

  private static func keys(in value: Value) -> [Record.Key] {
    switch value {
    case .reference(let kind, let id): [Record.Key(kind: kind, id: id)]
    case .list(let values): values.flatMap { keys(in: $0) }
    default: []
    }
  }
}

extension Meaning {
  fileprivate var keys: [Record.Key] {
    [(Model.kind, model), (Organisation.kind, organisation), (Family.kind, family)].compactMap { kind, id in
      id.map { Record.Key(kind: kind, id: $0) }
    }
  }
}
