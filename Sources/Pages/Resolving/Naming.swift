import Records

/// Which records of a kind name another record: by reference, by a name that means it, as an alias of it.
struct Naming: Sendable {
  /// By the number of the record that is named: positions of those that name it.
  private var positions: [Positions] = []
  private var numbers: [Record.Key: Int] = [:]

  /// Positions, ascending: those that follow each other take no more room than one.
  struct Positions: Sendable {
    private var ranges: [Range<Int32>] = []
    private(set) var count = 0

    var all: [Int32] {
      var all: [Int32] = []
      all.reserveCapacity(count)
      for range in ranges { for position in range { all.append(position) } }
      return all
    }

    /// The first of them.
    func first(_ limit: Int) -> [Int32] { Array(ranges.lazy.joined().prefix(limit)) }

    /// Adds positions none of which lies in front of the last.
    fileprivate mutating func add(_ new: Range<Int>) {
      let end = ranges.last?.upperBound ?? 0
      let lower = max(Int32(truncatingIfNeeded: new.lowerBound), end)
      let upper = Int32(truncatingIfNeeded: new.upperBound)
      guard lower < upper else { return }
      count += Int(upper - lower)
      if lower == end, !ranges.isEmpty {
        ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<upper
      } else {
        ranges.append(lower..<upper)
      }
    }
  }

  init(of kind: KindDescription, in corpus: Corpus) {
    // Whatever many rows say alike is looked up once for all of them.
    var numbered: [[Int]?] = Array(repeating: nil, count: corpus.resolutionCount)
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
        for number in column.numbers[0] { positions[number].add(stretch.positions) }
      }
      let different = columns.compactMap { column in column.indices.map { (column.numbers, $0) } }
      for (offset, (position, resolution)) in zip(stretch.positions, corpus.resolutions(of: stretch)).enumerated() {
        for (numbers, indices) in different {
          for number in numbers[Int(indices[offset])] { positions[number].add(position..<position + 1) }
        }
        if resolution >= 0 {
          if numbered[Int(resolution)] == nil {
            let keys = corpus.meaning(ofResolution: Int(resolution))?.keys ?? []
            numbered[Int(resolution)] = keys.map { number(of: $0) }
          }
          for number in numbered[Int(resolution)] ?? [] { positions[number].add(position..<position + 1) }
        }
        if hasSubjects, let subject = records[position].subject {
          positions[number(of: subject)].add(position..<position + 1)
        }
      }
    }
  }

  /// The positions among the records of the kind of those that name a record; `nil` when none does.
  func positions(of record: Record.Key) -> Positions? { numbers[record].map { positions[$0] } }

  private mutating func number(of key: Record.Key) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = positions.count
    positions.append(Positions())
    return positions.count - 1
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
