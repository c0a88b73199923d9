import Reading

/// The different texts of some columns, each kept once and known by its index: an open-addressed table with its own bytes,
/// since those of the history are gone a moment later.
struct InternTable {
  struct Entry {
    var hash: UInt64
    var start: Int
    var count: Int32
    var column: Int16
    /// Whether it has nothing that a cell would put in quotes, so that its bytes in a file are the whole cell.
    var isPlain: Bool
  }

  private(set) var entries: [Entry] = []
  /// The texts one behind the other.
  private(set) var bytes: [UInt8] = []
  /// For each slot the index of a text and one more, or zero.
  private(set) var slots = [UInt32](repeating: 0, count: 1024)
  /// Differs from run to run, so that no file can be made to fill one slot; the result doesn't depend on it.
  let seed = UInt64.random(in: .min ... .max)

  var count: Int { entries.count }

  /// The index of the text in a range of bytes; a new one, the last, when it wasn't there before.
  mutating func index(of range: Range<Int>, in text: Span<UInt8>, column: Int) -> Int {
    let hash = Self.hash(of: range, in: text, seed: seed, column: column)
    if let index = Self.find(hash, range, in: text, column: column, slots.span, entries.span, bytes.span) {
      return index
    }
    return add(range, in: text, hash, column: column)
  }

  /// The text of an index; `nil` when its bytes aren't UTF-8, or hold control characters or U+FFFD, which stands where
  /// somebody else has lost them.
  func text(_ index: Int) -> String? {
    let entry = entries[index]
    guard let text = String(validating: bytes[entry.start..<entry.start + Int(entry.count)], as: UTF8.self),
      text.unicodeScalars.allSatisfy({ isKept($0) })
    else { return nil }
    return text
  }

  private mutating func add(_ range: Range<Int>, in text: Span<UInt8>, _ hash: UInt64, column: Int) -> Int {
    var isPlain = true
    let start = bytes.count
    for index in range {
      let byte = text[index]
      bytes.append(byte)
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte.isBreak { isPlain = false }
    }
    entries.append(
      Entry(
        hash: hash, start: start, count: Int32(range.count), column: Int16(column),
        isPlain: isPlain && !range.isEmpty))
    if entries.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 4)
      for index in entries.indices { place(index) }
    } else {
      place(entries.count - 1)
    }
    return entries.count - 1
  }

  private mutating func place(_ index: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(truncatingIfNeeded: index + 1)
  }
}

// MARK: - On spans

/// What the loops over rows do with a table that they have borrowed.
extension InternTable {
  /// The index of a text that is there.
  @inline(__always)
  static func find(
    _ hash: UInt64, _ range: Range<Int>, in text: Span<UInt8>, column: Int, _ slots: Span<UInt32>,
    _ entries: Span<Entry>,
    _ bytes: Span<UInt8>
  ) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      let entry = entries[index]
      if entry.hash == hash, Int(entry.count) == range.count, Int(entry.column) == column,
        isEqual(entry, at: range.lowerBound, in: text, bytes)
      {
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether the bytes from `position` are those of a text; as many as it has must be there.
  ///
  /// Words that overlap, so that texts of nearly the same length take the same way through.
  @inline(__always)
  static func isEqual(_ entry: Entry, at position: Int, in text: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
    let (count, start) = (Int(entry.count), entry.start)
    // Most names have from seventeen to thirty-two bytes: for these nothing is called.
    guard count &- 17 < 16, count > 16 else { return isEqualOtherwise(entry, at: position, in: text, bytes) }
    let (third, last) = (count &- 16, count &- 8)
    let front =
      (wholeWord(at: start, in: bytes) ^ wholeWord(at: position, in: text))
      | (wholeWord(at: start &+ 8, in: bytes) ^ wholeWord(at: position &+ 8, in: text))
    let back =
      (wholeWord(at: start &+ third, in: bytes) ^ wholeWord(at: position &+ third, in: text))
      | (wholeWord(at: start &+ last, in: bytes) ^ wholeWord(at: position &+ last, in: text))
    return front | back == 0
  }

  /// The same of texts that are shorter or longer.
  @inline(never)
  private static func isEqualOtherwise(
    _ entry: Entry, at position: Int, in text: Span<UInt8>, _ bytes: Span<UInt8>
  ) -> Bool {
    let count = Int(entry.count)
    guard count >= 8 else { return word(at: entry.start, count, in: bytes) == word(at: position, count, in: text) }
    func differing(_ offset: Int) -> UInt64 {
      wholeWord(at: entry.start &+ offset, in: bytes) ^ wholeWord(at: position &+ offset, in: text)
    }
    guard count > 16 else { return differing(0) | differing(count &- 8) == 0 }
    var offset = 0
    while offset < count &- 8 {
      if differing(offset) != 0 { return false }
      offset &+= 8
    }
    return differing(count &- 8) == 0
  }

  @inline(__always)
  static func hash(of range: Range<Int>, in text: Span<UInt8>, seed: UInt64, column: Int) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: range.count) ^ UInt64(truncatingIfNeeded: column) &<< 32
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
