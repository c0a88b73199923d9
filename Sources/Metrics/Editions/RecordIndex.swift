/// What the records of an edition were, without their contents: enough to tell later which of them changed, and why.
///
/// A number stands for each text, so that a record takes a few bytes and most of them are compared as numbers.
package struct RecordIndex: Sendable, Equatable {
  /// The records of a kind, one thing after the other of all of them.
  package struct Table: Sendable, Equatable {
    let kind: String
    /// What a key is made of: for each part its different words, and for each record which of them it has.
    var parts: [Part] = []
    /// How many records up to this one have the same key, of those that aren't the first; by position.
    var repeats: [Int: Int] = [:]
    /// Of every field that was written.
    var sums: [UInt64] = []
    /// Positions in the index's `sources` and `subjects`.
    var sources: [UInt32] = []
    var subjects: [UInt32] = []

    var count: Int { sums.count }
  }

  package struct Part: Sendable, Equatable {
    var words: [String]
    var numbers: [UInt32]
  }

  /// In order of their kinds.
  var tables: [Table] = []
  /// Ids of sources; a text that is empty for records without one.
  var sources: [String] = []
  /// `MODEL/BLOC`, as names resolved then; empty for what is about nobody.
  var subjects: [String] = []
  /// The day on which each source was read, where it is known.
  var retrieved: [String: String] = [:]
  /// The records that each figure was computed from, as positions among those of all tables; ascending, none twice.
  var rowsOfFigure: [String: [Range<Int>]] = [:]

  package init() {}

  /// The sums of a kind's records, in their order; none of what isn't in the index.
  package func sums(of kind: String) -> [UInt64] { tables.first { $0.kind == kind }?.sums ?? [] }
}

extension RecordIndex {
  /// One record, in words.
  struct Row: Equatable {
    let kind: String
    /// The record's id, or for rows without one the fields that tell them apart. The place in a file is no part of it.
    let key: String
    let sum: UInt64
    let source: String
    let subject: String

    /// `scores: qwen3-max · arena-text · 2026-08-19`.
    var name: String { "\(kind): \(key)" }
  }

  func row(_ position: Int, of table: Table) -> Row {
    Row(
      kind: table.kind, key: table.key(at: position), sum: table.sums[position],
      source: sources[Int(table.sources[position])], subject: subjects[Int(table.subjects[position])])
  }
}

extension RecordIndex.Table {
  func key(at position: Int) -> String {
    let key = parts.map { $0.words[Int($0.numbers[position])] }.joined(separator: " · ")
    return repeats[position].map { "\(key) #\($0)" } ?? key
  }

  /// A sum of each record's key: the same for the same key, however it is put together.
  var keySums: [UInt64] {
    var sums = Array(repeating: ShortSum(), count: count)
    let separator = Array(" · ".utf8)
    for (index, part) in parts.enumerated() {
      if index > 0 { for position in sums.indices { sums[position].add(bytes: separator) } }
      ShortSum.add(part.words, at: part.numbers, to: &sums) { $1.append(contentsOf: $0.utf8) }
    }
    for (position, number) in repeats { sums[position].add(bytes: Array(" #\(number)".utf8)) }
    return sums.map(\.state)
  }
}

/// Gives different texts numbers in the order in which they come.
struct TextNumbers {
  private(set) var texts: [String] = []
  private var numbers: [String: UInt32] = [:]
  /// Files mostly name the same things one after the other: this comes next then.
  private var expected = 0

  mutating func number(of text: String) -> UInt32 {
    if expected < texts.count, texts[expected] == text {
      expected += 1
      return UInt32(truncatingIfNeeded: expected - 1)
    }
    let number = numbers[text] ?? UInt32(truncatingIfNeeded: texts.count)
    if number == texts.count {
      numbers[text] = number
      texts.append(text)
    }
    expected = Int(number) + 1
    return number
  }
}
