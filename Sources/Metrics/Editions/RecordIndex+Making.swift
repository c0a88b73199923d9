package import Records

extension RecordIndex {
  /// Commentary and configuration are no data.
  private static let leftOut: Set<String> = [CommentNote.kind, Report.kind]

  package init(of corpus: Corpus, figures: [Figure]) {
    self.init(recordsOf: corpus)
    take(figures, in: corpus)
  }

  /// The index before it knows what figures are computed from, which can be made beside them.
  package init(recordsOf corpus: Corpus) {
    self.init()
    for source in corpus.sources { retrieved[source.id] = source.retrieved?.description }
    var texts = (sources: TextNumbers(), subjects: TextNumbers())
    for kind in Self.kinds {
      let table = Table(of: kind, corpus, &texts.sources, &texts.subjects)
      if table.count > 0 { tables.append(table) }
    }
    (sources, subjects) = (texts.sources.texts, texts.subjects.texts)
  }

  /// Takes in what each figure was computed from.
  package mutating func take(_ figures: [Figure], in corpus: Corpus) {
    let starts = Self.starts(in: corpus)
    for figure in figures { rowsOfFigure[figure.id] = Self.positions(of: figure.rows, corpus, starts) }
  }

  /// All records that a figure counted or compared, as positions among those of all tables.
  package static func lookedAt(by figure: Figure, in corpus: Corpus) -> [Range<Int>] {
    positions(of: figure.coverage.evidence.used, corpus, starts(in: corpus))
  }

  /// The kinds that have a table, in its order.
  private static var kinds: [KindDescription] {
    Corpus.kinds.filter { !leftOut.contains($0.name) }.sorted { $0.name < $1.name }
  }

  /// The position of each kind's first record among those of all tables.
  private static func starts(in corpus: Corpus) -> [String: Int] {
    var count = 0
    return kinds.reduce(into: [:]) { starts, kind in
      starts[kind.name] = count
      count += corpus.records(of: kind.name).count
    }
  }

  private static func positions(of rows: [Figure.Row], _ corpus: Corpus, _ starts: [String: Int]) -> [Range<Int>] {
    var positions: [Int] = []
    positions.reserveCapacity(rows.count)
    var kind: (name: String, start: Int)?
    for row in rows {
      guard let position = corpus.position(of: row.record) else { continue }
      let name = row.kind
      if name != kind?.name { kind = starts[name].map { (name, $0) } }
      if let kind { positions.append(kind.start + position) }
    }
    // Most often they come in order.
    if !zip(positions, positions.dropFirst()).allSatisfy(<) { positions.sort() }
    var ranges: [Range<Int>] = []
    for position in positions {
      guard let last = ranges.last, position <= last.upperBound else {
        ranges.append(position..<position + 1)
        continue
      }
      ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, position + 1)
    }
    return ranges
  }
}

extension RecordIndex.Table {
  fileprivate init(
    of kind: KindDescription, _ corpus: Corpus, _ sources: inout TextNumbers, _ subjects: inout TextNumbers
  ) {
    self.kind = kind.name
    let records = corpus.records(of: kind.name)
    guard !records.isEmpty else { return }
    let hasIDs = kind.fields.contains { $0.shape == .id }
    let keyPositions = kind.fields.indices.filter { position in
      let field = kind.fields[position]
      return field.isRequired && field.name != "source" && !field.shape.isNumber
    }
    let sourcePosition = kind.fields.firstIndex { $0.name == "source" }
    var words = Array(repeating: TextNumbers(), count: hasIDs ? 1 : keyPositions.count)
    var numbers = words.map { _ in [UInt32]() }
    for index in numbers.indices { numbers[index].reserveCapacity(records.count) }
    var sums = Array(repeating: ShortSum(), count: records.count)
    let none = sources.number(of: "")
    self.sources = Array(repeating: none, count: records.count)
    func source(_ value: Value) -> UInt32 {
      if case .reference(_, let id) = value { sources.number(of: id) } else { none }
    }
    for stretch in corpus.stretches(of: kind.name) {
      if let record = stretch.written {
        let own = stretch.positions.lowerBound
        for (position, field) in record.fields.enumerated() {
          sums[own].add(field)
          if position == sourcePosition { self.sources[own] = source(field.value) }
          guard !hasIDs, let part = keyPositions.firstIndex(of: position) else { continue }
          numbers[part].append(words[part].number(of: field.value.written))
        }
        continue
      }
      for position in kind.fields.indices {
        let (values, indices) = stretch.values(at: position)
        let name = kind.fields[position].name
        ShortSum.add(values, at: indices, to: &sums, stretch.positions) { ShortSum.append(name, $0, to: &$1) }
        func number(_ offset: Int) -> Int { indices.map { Int($0[offset]) } ?? 0 }
        if position == sourcePosition {
          let own = values.map(source)
          for (offset, record) in stretch.positions.enumerated() { self.sources[record] = own[number(offset)] }
        }
        guard !hasIDs, let part = keyPositions.firstIndex(of: position) else { continue }
        let own = values.map { words[part].number(of: $0.written) }
        for offset in 0..<stretch.positions.count { numbers[part].append(own[number(offset)]) }
      }
    }
    if hasIDs { numbers[0] = records.map { words[0].number(of: $0.id) } }
    self.sums = sums.map(\.state)
    parts = zip(words, numbers).map { RecordIndex.Part(words: $0.texts, numbers: $1) }
    self.subjects = Self.subjects(of: kind.name, corpus, &subjects)
    if !hasIDs { countRepeats() }
  }

  private static func subjects(of kind: String, _ corpus: Corpus, _ texts: inout TextNumbers) -> [UInt32] {
    func number(of record: Record) -> UInt32 {
      let subject = corpus.subject(of: record).map { subject in
        let own = subject.model != nil && subject.model == record.id ? nil : subject.model
        return "\(own ?? subject.organisation ?? "")/\(corpus.bloc(of: subject.organisation) ?? "")"
      }
      return texts.number(of: subject ?? "")
    }
    // Those whose names were resolved together are about the same.
    var known: [UInt32?] = Array(repeating: nil, count: corpus.resolutionCount)
    let records = corpus.records(of: kind)
    var subjects: [UInt32] = []
    subjects.reserveCapacity(records.count)
    for stretch in corpus.stretches(of: kind) {
      for (position, resolution) in zip(stretch.positions, corpus.resolutions(of: stretch)) {
        guard resolution >= 0 else {
          subjects.append(number(of: records[position]))
          continue
        }
        let own = known[Int(resolution)] ?? number(of: records[position])
        known[Int(resolution)] = own
        subjects.append(own)
      }
    }
    return subjects
  }

  /// Tells records of the same key apart.
  private mutating func countRepeats() {
    let sums = keyNumbers ?? keySums
    var twice = Dictionary(uniqueKeysWithValues: repeatedSums(sums).map { ($0, 0) })
    guard !twice.isEmpty else { return }
    for (position, sum) in sums.enumerated() {
      guard let count = twice[sum] else { continue }
      twice[sum] = count + 1
      if count > 0 { repeats[position] = count + 1 }
    }
  }
}

extension RecordIndex.Table {
  /// A number for each record's key, the same for the same key and no other; `nil` where these are too many, or where two
  /// keys might read alike whose parts differ.
  private var keyNumbers: [UInt64]? {
    var numbers = [UInt64](repeating: 0, count: count)
    var room: UInt64 = 1
    for part in parts {
      let size = UInt64(max(part.words.count, 1))
      let (product, isTooMuch) = room.multipliedReportingOverflow(by: size)
      // The last byte of the mark between parts.
      guard !isTooMuch, !part.words.contains(where: { $0.utf8.contains(0xB7) }) else { return nil }
      room = product
      var output = numbers.mutableSpan
      for position in part.numbers.indices {
        output[position] = output[position] &* size &+ UInt64(part.numbers[position])
      }
    }
    return numbers
  }
}

extension FieldShape {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}

extension ShortSum {
  mutating func add(_ field: Record.Field) {
    var bytes: [UInt8] = []
    Self.append(field, to: &bytes)
    add(bytes: bytes)
  }

  /// Appends what is summed of a field. Fields that weren't written don't count, so that a kind that gets another field
  /// changes no record.
  static func append(_ field: Record.Field, to bytes: inout [UInt8]) {
    if case .missing(.absent) = field.value { return }
    if field.place == nil, field.entries.isEmpty { return }
    append(field.name, field.value, to: &bytes)
    for entry in field.entries {
      for inner in entry { append(inner, to: &bytes) }
      bytes.append(0xFE)
    }
  }

  /// The same of a field of a row, which has no mappings in it.
  static func append(_ name: String, _ value: Value, to bytes: inout [UInt8]) {
    if case .missing(.absent) = value { return }
    append(name, to: &bytes)
    append(value, to: &bytes)
  }

  private static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .list(let values):
      for value in values { append(value, to: &bytes) }
      bytes.append(0xFE)
    case .missing(.absent): append("", to: &bytes)
    default:
      value.appendText(to: &bytes)
      bytes.append(0xFF)
    }
  }
}

extension Value {
  /// As a record would write it: nothing for what was never written.
  fileprivate var written: String { if case .missing(.absent) = self { "" } else { text } }
}
