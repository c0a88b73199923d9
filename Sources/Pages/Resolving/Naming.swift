import Records

/// Which records of a kind name another record: by reference, by a name that means it, as an alias of it.
struct Naming: Sendable {
  /// By the number of the record that is named: positions of those that name it, ascending.
  private var positions: [[Int32]] = []
  private var numbers: [Record.Key: Int] = [:]

  init(of kind: KindDescription, in corpus: Corpus) {
    // Whatever many rows say alike is looked up once for all of them.
    var numbered: [ObjectIdentifier: [Int]] = [:]
    let fields = kind.fields.indices.filter { kind.fields[$0].shape.mayRefer }
    let records = corpus.records(of: kind.name)
    let hasSubjects = kind.fields.contains { $0.name == "record" }
    for stretch in corpus.stretches(of: kind.name) {
      let columns = fields.map { field in
        let (values, indices) = stretch.column(at: field)
        return (numbers: values.map { value in Self.keys(in: [value]).map { number(of: $0) } }, indices: indices)
      }
      for (offset, position) in stretch.positions.enumerated() {
        for column in columns {
          for number in column.numbers[column.indices.map { Int($0[offset]) } ?? 0] { note(number, position) }
        }
        let record = records[position]
        if let resolution = corpus.resolution(of: record) {
          let known = numbered[resolution] ?? corpus.meaning(of: record).map { $0.keys.map { number(of: $0) } } ?? []
          numbered[resolution] = known
          for number in known { note(number, position) }
        }
        if hasSubjects, let subject = record.subject { note(number(of: subject), position) }
      }
    }
  }

  /// The positions among the records of the kind of those that name a record; `nil` when none does.
  func positions(of record: Record.Key) -> [Int32]? { numbers[record].map { positions[$0] } }

  private mutating func number(of key: Record.Key) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = positions.count
    positions.append([])
    return positions.count - 1
  }

  private mutating func note(_ number: Int, _ position: Int) {
    let position = Int32(truncatingIfNeeded: position)
    if positions[number].last != position { positions[number].append(position) }
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

extension FieldShape {
  /// Whether its values may name records.
  fileprivate var mayRefer: Bool {
    switch self {
    case .reference: true
    case .list(let shape): shape.mayRefer
    case .mappings(let fields): fields.contains { $0.shape.mayRefer }
    default: false
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
