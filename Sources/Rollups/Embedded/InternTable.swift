import Reading

/// The different texts of a column, each kept once and known by its index: an open-addressed table with its own bytes,
/// since those of the history are gone a moment later.
struct InternTable {
  private struct Entry {
    var hash: UInt64
    var start: Int
    var count: Int
    /// Whether it has nothing that a cell would put in quotes, so that its bytes in a file are the whole cell.
    var isPlain: Bool
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []
  /// For each slot the index of a text and one more, or zero.
  private var slots = [UInt32](repeating: 0, count: 1024)
  /// Differs from run to run, so that no file can be made to fill one slot; the result doesn't depend on it.
  private let seed = UInt64.random(in: .min ... .max)

  var count: Int { entries.count }

  /// The index of the text in a range of bytes; a new one, the last, when it wasn't there before.
  @inline(__always)
  mutating func index(of range: Range<Int>, in text: Span<UInt8>) -> Int {
    let hash = hash(of: range, in: text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if entries[index].hash == hash, isEqual(entries[index], range, in: text) { return index }
      slot = (slot + 1) & mask
    }
    return add(range, in: text, hash, at: slot)
  }

  /// The index of the text that the cell at `position` has, and where the cell ends, if it is the text that came after the
  /// last one before, or the last one again; `nil` when it is another. Histories name the same models day by day, or the
  /// same model row by row: then nobody has to look for the cell's end, or the text's place.
  ///
  /// It changes nothing, but is called as if it did: so the tables are looked at where they are, and not copied first.
  ///
  /// - Parameter last: the index that the row before had.
  @inline(__always)
  mutating func guess(after last: Int, at position: Int, in text: Span<UInt8>) -> (index: Int, end: Int)? {
    let next = last + 1 < entries.count ? last + 1 : 0
    if let end = end(ofCell: next, at: position, in: text) { return (next, end) }
    return end(ofCell: last, at: position, in: text).map { (last, $0) }
  }

  @inline(__always)
  private func end(ofCell index: Int, at position: Int, in text: Span<UInt8>) -> Int? {
    guard index < entries.count else { return nil }
    let entry = entries[index]
    let end = position + entry.count
    guard end < text.count, entry.isPlain, text[end] == UInt8(ascii: ",") || text[end].isBreak,
      isEqual(entry, position..<end, in: text)
    else { return nil }
    return end
  }

  /// The text of an index; `nil` when its bytes aren't UTF-8, or hold control characters or U+FFFD, which stands where
  /// somebody else has lost them.
  func text(_ index: Int) -> String? {
    let entry = entries[index]
    guard let text = String(validating: bytes[entry.start..<entry.start + entry.count], as: UTF8.self),
      text.unicodeScalars.allSatisfy({ isKept($0) })
    else { return nil }
    return text
  }

  @inline(never)
  private mutating func add(_ range: Range<Int>, in text: Span<UInt8>, _ hash: UInt64, at slot: Int) -> Int {
    var isPlain = true
    let start = bytes.count
    for index in range {
      let byte = text[index]
      bytes.append(byte)
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte.isBreak { isPlain = false }
    }
    entries.append(Entry(hash: hash, start: start, count: range.count, isPlain: isPlain && !range.isEmpty))
    slots[slot] = UInt32(truncatingIfNeeded: entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (index, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  @inline(__always)
  private func isEqual(_ entry: Entry, _ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    guard entry.count == range.count else { return false }
    let own = bytes.span
    var offset = 0
    while offset < entry.count {
      let rest = entry.count - offset
      guard word(at: entry.start + offset, rest, in: own) == word(at: range.lowerBound + offset, rest, in: text) else {
        return false
      }
      offset += 8
    }
    return true
  }

  @inline(__always)
  private func hash(of range: Range<Int>, in text: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let mixed = hash ^ word(at: index, range.upperBound - index, in: text)
      let (high, low) = mixed.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = high ^ low
      index += 8
    }
    return hash ^ hash >> 32
  }
}

/// Whether a scalar may stand in a name: no control character, and none that stands for lost bytes.
func isKept(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{FFFD}"
}
