import Reading

/// The different texts of some columns, each kept once and known by its index: an open-addressed table with its own bytes,
/// since those of the history are gone a moment later.
struct InternTable {
  struct Entry {
    var start: Int
    var count: Int32
    var column: Int16
    /// Whether it has nothing that a cell would put in quotes, so that its bytes in a file are the whole cell, and no more
    /// than `reach` of them.
    var isShort: Bool
  }

  /// How many bytes are compared at once.
  static let reach = 48
  /// From the place on that a text's length lacks to `reach`: bits for each of its bytes, and none for those behind it.
  static let masks = [UInt8](repeating: 0xFF, count: reach) + [UInt8](repeating: 0, count: reach)

  private(set) var entries: [Entry] = []
  /// The texts one behind the other, and behind the last one as many zeros as are compared at once.
  private(set) var bytes = [UInt8](repeating: 0, count: reach)
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
    if isPrintable(index) { return String(decoding: bytes[range(of: index)], as: UTF8.self) }
    guard let text = String(validating: bytes[range(of: index)], as: UTF8.self),
      text.unicodeScalars.allSatisfy({ Rollups.isKept($0) })
    else { return nil }
    return text
  }

  /// Whether an index has a text.
  func isKept(_ index: Int) -> Bool { isPrintable(index) || text(index) != nil }

  /// Whether a text is one of plain ASCII, as nearly all of them are.
  private func isPrintable(_ index: Int) -> Bool {
    bytes[range(of: index)].allSatisfy { (0x20...0x7E).contains($0) }
  }

  private func range(of index: Int) -> Range<Int> {
    entries[index].start..<entries[index].start + Int(entries[index].count)
  }

  private mutating func add(_ range: Range<Int>, in text: Span<UInt8>, _ hash: UInt64, column: Int) -> Int {
    let start = bytes.count - Self.reach
    bytes.append(contentsOf: repeatElement(0, count: range.count))
    var isPlain = !range.isEmpty
    for index in range {
      let byte = text[index]
      bytes[start + index - range.lowerBound] = byte
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte.isBreak { isPlain = false }
    }
    entries.append(
      Entry(
        start: start, count: Int32(range.count), column: Int16(column),
        isShort: isPlain && range.count <= Self.reach))
    if entries.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 4)
      for (index, entry) in entries.enumerated() {
        place(index, Self.hash(of: self.range(of: index), in: bytes.span, seed: seed, column: Int(entry.column)))
      }
    } else {
      place(entries.count - 1, hash)
    }
    return entries.count - 1
  }

  private mutating func place(_ index: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(truncatingIfNeeded: index + 1)
  }
}

// MARK: - On spans

/// What the loops over rows do with a table that they have borrowed.
extension InternTable {
  /// The index of a text that is there.
  static func find(
    _ hash: UInt64, _ range: Range<Int>, in text: Span<UInt8>, column: Int, _ slots: Span<UInt32>,
    _ entries: Span<Entry>, _ bytes: Span<UInt8>
  ) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      let entry = entries[index]
      if Int(entry.count) == range.count, Int(entry.column) == column,
        isEqual(entry, at: range.lowerBound, in: text, bytes)
      {
        return index
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether the bytes from `position` are those of a text; as many as it has must be there.
  static func isEqual(_ entry: Entry, at position: Int, in text: Span<UInt8>, _ bytes: Span<UInt8>) -> Bool {
    let count = Int(entry.count)
    // The last word overlaps the one before it.
    guard count >= 8 else { return word(at: entry.start, count, in: bytes) == word(at: position, count, in: text) }
    func differing(_ offset: Int) -> UInt64 {
      wholeWord(at: entry.start &+ offset, in: bytes) ^ wholeWord(at: position &+ offset, in: text)
    }
    var offset = 0
    while offset < count &- 8 {
      if differing(offset) != 0 { return false }
      offset &+= 8
    }
    return differing(count &- 8) == 0
  }

  /// The same of a short text, where `reach` bytes are there. The processor does the same whatever its length, and so has
  /// nothing to guess.
  @inline(__always)
  static func isShortEqual(
    _ entry: Entry, at position: Int, in text: Span<UInt8>, _ bytes: Span<UInt8>, _ masks: Span<UInt8>
  ) -> Bool {
    let mask = reach &- Int(truncatingIfNeeded: entry.count)
    var differing = SIMD16<UInt8>.zero
    for part in 0..<reach / 16 {
      let offset = part &* 16
      differing |=
        (sixteen(at: entry.start &+ offset, in: bytes) ^ sixteen(at: position &+ offset, in: text))
        & sixteen(at: mask &+ offset, in: masks)
    }
    let words = unsafe unsafeBitCast(differing, to: SIMD2<UInt64>.self)
    return words[0] | words[1] == 0
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

/// Sixteen bytes from `index`; they must be there, for nobody asks.
@inline(__always)
private func sixteen(at index: Int, in bytes: Span<UInt8>) -> SIMD16<UInt8> {
  // Asking costs a sixth of the time that a row takes. Whoever calls `isShortEqual` has asked for all of them.
  unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
}

/// Whether a scalar may stand in a name: no control character, and none that stands for lost bytes.
func isKept(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{FFFD}"
}
