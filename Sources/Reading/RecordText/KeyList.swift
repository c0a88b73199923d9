/// The keys of the mappings that are open, so that one given twice is found.
///
/// A mapping's first keys are compared one by one, hashes first; the rare long mapping gets a table.
struct KeyList {
  private struct Key {
    var hash: UInt64
    /// Where the key stands on the tape.
    var index: Int
  }

  /// Behind this many keys a table is quicker than looking at each.
  private static let tableThreshold = 32

  private var keys: [Key] = []
  /// By the mark of a mapping: its keys' texts, and where each stands on the tape.
  private var tables: [Int: [String: Int]] = [:]

  /// What a mapping that opens now is known by.
  var mark: Int { keys.count }

  /// Forgets the keys of the mapping that opened at `mark`.
  mutating func close(_ mark: Int) {
    if keys.count - mark >= Self.tableThreshold { tables[mark] = nil }
    keys.removeLast(keys.count - mark)
  }

  /// Adds the key at `index` of `tape` to the mapping that opened at `mark`, unless it has one with that text already:
  /// then returns where that stands on the tape.
  mutating func insert(_ index: Int, of tape: [TapeItem], mark: Int, in bytes: Span<UInt8>) -> Int? {
    guard keys.count - mark < Self.tableThreshold else {
      return insertIntoTable(index, of: tape, mark: mark, in: bytes)
    }
    let hash = Self.hash(of: tape[index], in: bytes)
    var position = mark
    while position < keys.count {
      let other = keys[position]
      position += 1
      guard other.hash == hash else { continue }
      if scalarText(of: tape[other.index], in: bytes) == scalarText(of: tape[index], in: bytes) { return other.index }
    }
    keys.append(Key(hash: hash, index: index))
    return nil
  }

  private mutating func insertIntoTable(
    _ index: Int, of tape: [TapeItem], mark: Int, in bytes: Span<UInt8>
  ) -> Int? {
    var table = tables.removeValue(forKey: mark) ?? [:]
    defer { tables[mark] = table }
    if table.isEmpty {
      for key in keys[mark...] { table[scalarText(of: tape[key.index], in: bytes)] = key.index }
    }
    let text = scalarText(of: tape[index], in: bytes)
    if let other = table[text] { return other }
    table[text] = index
    return nil
  }

  /// Equal for equal texts: a multiplication for each eight bytes of the text.
  private static func hash(of item: TapeItem, in bytes: Span<UInt8>) -> UInt64 {
    if item.needsDecoding {
      let text = Array(scalarText(of: item, in: bytes).utf8)
      return hash(of: 0..<text.count, in: text.span)
    }
    let quote = item.kind == .singleQuoted || item.kind == .doubleQuoted ? 1 : 0
    return hash(of: Int(item.start) + quote..<Int(item.end) - quote, in: bytes)
  }

  private static func hash(of text: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count)
    var index = text.lowerBound
    while index < text.upperBound {
      let mixed = (hash ^ word(at: index, text.upperBound - index, in: bytes)) &* 0x9E37_79B9_7F4A_7C15
      hash = mixed ^ mixed &>> 32
      index += 8
    }
    return hash
  }
}
