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
    var positions: [String: [String: Int]] = [:]
    for kind in Corpus.kinds.sorted(by: { $0.name < $1.name }) where !Self.leftOut.contains(kind.name) {
      let found = Self.rows(of: kind, corpus).sorted { $0.row.key < $1.row.key }
      if used.contains(kind.name) {
        positions[kind.name] = Dictionary(found.enumerated().map { ($1.id, $0 + rows.count) }) { first, _ in first }
      }
      rows += found.lazy.map(\.row)
    }
    for figure in figures {
      rowsOfFigure[figure.id] = Set(figure.rows.compactMap { positions[$0.kind]?[$0.id] }).sorted()
    }
  }

  private static func rows(of kind: KindDescription, _ corpus: Corpus) -> [(id: String, row: Row)] {
    let hasIDs = kind.fields.contains { $0.shape == .id }
    let keyFields = kind.fields.filter { $0.isRequired && $0.name != "source" && !$0.shape.isNumber }.map(\.name)
    var uses: [String: Int] = [:]
    return corpus.records(of: kind.name).map { record in
      var key = record.id
      if !hasIDs {
        key = keyFields.map { record[$0].written }.joined(separator: " · ")
        let count = uses[key, default: 0] + 1
        uses[key] = count
        if count > 1 { key += " #\(count)" }
      }
      var sum = ShortSum()
      for field in record.fields { sum.add(field) }
      let source = if case .reference(_, let id) = record["source"] { id } else { "" }
      let subject = corpus.subject(of: kind.name, record.id).map { subject in
        let own = subject.model == record.id ? nil : subject.model
        return "\(own ?? subject.organisation ?? "")/\(corpus.bloc(of: subject.organisation) ?? "")"
      }
      return (record.id, Row(kind: kind.name, key: key, sum: sum.text, source: source, subject: subject ?? ""))
    }
  }
}

extension FieldShape {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}

extension ShortSum {
  /// Fields that weren't written don't count, so that a kind that gets another field changes no record.
  mutating func add(_ field: Record.Field) {
    if case .missing(.absent) = field.value { return }
    if field.place == nil, field.entries.isEmpty { return }
    add(field.name)
    add(field.value)
    for entry in field.entries {
      for inner in entry { add(inner) }
      add(0xFE)
    }
  }

  private mutating func add(_ value: Value) {
    guard case .list(let values) = value else { return add(value.written) }
    for value in values { add(value) }
    add(0xFE)
  }
}

extension Value {
  /// As a record would write it: nothing for what was never written.
  fileprivate var written: String { if case .missing(.absent) = self { "" } else { text } }
}
