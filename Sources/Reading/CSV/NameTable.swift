/// The different texts of a column, each by where it first stands: an open-addressed table that holds no text itself.
struct NameTable {
  private struct Name {
    var hash: UInt64
    var cell: CellRange
  }

  private var names: [Name] = []
  /// For each slot the index of a name and one more, or zero.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var last = 0
  /// Differs from run to run, so that no file can be made to fill one slot; the indices don't depend on it.
  private let seed = UInt64.random(in: .min ... .max)

  /// By index: where each name first stands.
  var cells: [CellRange] { names.map(\.cell) }

  /// The index of the cell's text; a new one when it wasn't there before.
  mutating func index(of cell: CellRange, in bytes: Span<UInt8>) -> UInt32 {
    let text = cell.inner
    let hash = hash(of: text, in: bytes)
    // Neighbouring rows mostly say the same.
    if last < names.count, isName(last, text, hash, in: bytes) { return UInt32(truncatingIfNeeded: last) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if isName(index, text, hash, in: bytes) {
        last = index
        return UInt32(truncatingIfNeeded: index)
      }
      slot = (slot + 1) & mask
    }
    last = names.count
    names.append(Name(hash: hash, cell: cell))
    slots[slot] = UInt32(truncatingIfNeeded: last + 1)
    if names.count * 2 > slots.count { grow() }
    return UInt32(truncatingIfNeeded: last)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (index, name) in names.enumerated() {
      var slot = Int(truncatingIfNeeded: name.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  private func isName(_ index: Int, _ text: Range<Int>, _ hash: UInt64, in bytes: Span<UInt8>) -> Bool {
    guard names[index].hash == hash else { return false }
    let known = names[index].cell.inner
    guard known.count == text.count else { return false }
    var offset = 0
    while offset < text.count {
      let rest = text.count - offset
      guard
        word(at: known.lowerBound + offset, rest, in: bytes) == word(at: text.lowerBound + offset, rest, in: bytes)
      else { return false }
      offset += 8
    }
    return true
  }

  private func hash(of text: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: text.count)
    var index = text.lowerBound
    while index < text.upperBound {
      let mixed = hash ^ word(at: index, text.upperBound - index, in: bytes)
      let (high, low) = mixed.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = high ^ low
      index += 8
    }
    return hash ^ hash >> 32
  }
}
