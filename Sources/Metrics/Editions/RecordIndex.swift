package import Records

/// What the records of an edition were, without their contents: enough to tell later which of them changed, and why.
package struct RecordIndex: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package let kind: String
    /// The record's id, or for rows without one the fields that tell them apart. The place in a file is no part of it.
    package let key: String
    /// Of every field that was written.
    package let sum: String
    /// The id of its source; empty without one.
    package let source: String
    /// `MODEL/BLOC`, as names resolved then; empty for what is about nobody.
    package let subject: String
  }

  /// By kind, then by key.
  package var rows: [Row] = []
  /// The day on which each source was read, where it is known.
  package var retrieved: [String: String] = [:]
  /// The rows that each figure was computed from, as positions in `rows`, ascending.
  package var rowsOfFigure: [String: [Int]] = [:]

  package init() {}
}

extension RecordIndex {
  /// Commentary and configuration are no data.
  private static let leftOut: Set<String> = [CommentNote.kind, Report.kind]

  package init(of corpus: Corpus, figures: [Figure]) {
    self.init()
    for source in corpus.sources { retrieved[source.id] = source.retrieved?.description }
    let used = Set(figures.flatMap { $0.rows.lazy.map(\.kind) })
    var positions: [Record: Int] = [:]
    for kind in Corpus.kinds.sorted(by: { $0.name < $1.name }) where !Self.leftOut.contains(kind.name) {
      let found = Self.rows(of: kind, corpus).sorted { $0.row.key < $1.row.key }
      if used.contains(kind.name) {
        for (position, one) in found.enumerated() { positions[one.record] = position + rows.count }
      }
      rows += found.lazy.map(\.row)
    }
    for figure in figures {
      rowsOfFigure[figure.id] = Set(figure.rows.compactMap { positions[$0.record] }).sorted()
    }
  }

  private static func rows(of kind: KindDescription, _ corpus: Corpus) -> [(record: Record, row: Row)] {
    let hasIDs = kind.fields.contains { $0.shape == .id }
    let keyPositions = kind.fields.indices.filter { position in
      let field = kind.fields[position]
      return field.isRequired && field.name != "source" && !field.shape.isNumber
    }
    let sourcePosition = kind.fields.firstIndex { $0.name == "source" }
    var uses: [String: Int] = [:]
    var words = MadeOfValues { $0.value.written }
    var summed = MadeOfValues { ShortSum.bytes(of: $0) }
    var sources = MadeOfValues { field in if case .reference(_, let id) = field.value { id } else { "" } }
    return corpus.records(of: kind.name).map { record in
      var key: String
      if hasIDs {
        key = record.id
      } else {
        key = keyPositions.map { words.of(record, at: $0) }.joined(separator: " · ")
        let count = uses[key, default: 0] + 1
        uses[key] = count
        if count > 1 { key += " #\(count)" }
      }
      var sum = ShortSum()
      summed.each(of: record) { sum.add(bytes: $1) }
      let source = sourcePosition.map { sources.of(record, at: $0) } ?? ""
      let subject = corpus.subject(of: record).map { subject in
        let own = subject.model != nil && subject.model == record.id ? nil : subject.model
        return "\(own ?? subject.organisation ?? "")/\(corpus.bloc(of: subject.organisation) ?? "")"
      }
      return (record, Row(kind: kind.name, key: key, sum: sum.text, source: source, subject: subject ?? ""))
    }
  }
}

extension FieldShape {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}

extension ShortSum {
  mutating func add(_ field: Record.Field) { add(bytes: Self.bytes(of: field)) }

  /// What is summed of a field. Fields that weren't written don't count, so that a kind that gets another field changes no
  /// record.
  static func bytes(of field: Record.Field) -> [UInt8] {
    if case .missing(.absent) = field.value { return [] }
    if field.place == nil, field.entries.isEmpty { return [] }
    var bytes = Self.bytes(of: field.name) + Self.bytes(of: field.value)
    for entry in field.entries {
      for inner in entry { bytes += Self.bytes(of: inner) }
      bytes.append(0xFE)
    }
    return bytes
  }

  private static func bytes(of value: Value) -> [UInt8] {
    guard case .list(let values) = value else { return bytes(of: value.written) }
    return values.flatMap { bytes(of: $0) } + [0xFE]
  }
}

extension Value {
  /// As a record would write it: nothing for what was never written.
  fileprivate var written: String { if case .missing(.absent) = self { "" } else { text } }
}
