/// The different texts of a column, each by where it first stands: an open-addressed table. Text in quotes differs from the
/// same text without.
///
/// It keeps the first twenty-four bytes of each, so that the text itself, which may stand anywhere in a large file, is
/// only looked at where it is longer.
struct NameTable {
  private struct Name {
    var start: (UInt64, UInt64, UInt64)
    var cell: CellRange
  }

  private var names: [Name] = []
  /// For each slot the index of a name and one more, or zero.
  private var slots = [UInt32](repeating: 0, count: 64)
  /// Differ from run to run, so that no file can be made to fill one slot; the indices don't depend on them.
  private let seeds = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

  /// By index: where each name first stands.
  var cells: [CellRange] { names.map(\.cell) }

  /// Adds the index of each text of a column of the block to a list.
  mutating func appendIndices(of column: Int, of block: CellBlock, in bytes: Span<UInt8>, to indices: inout [UInt32]) {
    let start = indices.count
    indices.append(contentsOf: repeatElement(0, count: block.rowCount))
    let cells = block.cells.span
    var output = indices.mutableSpan
    var position = column
    for row in 0..<block.rowCount {
      output[start + row] = index(of: cells[position], in: bytes)
      position += block.columnCount
    }
  }

  /// The index of the cell's text; a new one when it wasn't there before.
  @inline(__always)
  private mutating func index(of cell: CellRange, in bytes: Span<UInt8>) -> UInt32 {
    let text = cell.inner
    let start = Self.start(of: text, in: bytes)
    let mask = slots.count - 1
    var slot = hash(start, of: text, in: bytes) & mask
    while slots[slot] != 0 {
      let name = names[Int(slots[slot]) - 1]
      if name.start == start, name.cell.inner.count == text.count,
        text.count <= 24 || isRest(of: text, sameAs: name.cell.inner, in: bytes),
        name.cell.isQuoted == cell.isQuoted
      {
        return slots[slot] - 1
      }
      slot = (slot + 1) & mask
    }
    names.append(Name(start: start, cell: cell))
    slots[slot] = UInt32(truncatingIfNeeded: names.count)
    if names.count * 4 > slots.count { grow(in: bytes) }
    return UInt32(truncatingIfNeeded: names.count - 1)
  }

  private mutating func grow(in bytes: Span<UInt8>) {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (index, name) in names.enumerated() {
      var slot = hash(name.start, of: name.cell.inner, in: bytes) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: index + 1)
    }
  }

  /// The first twenty-four bytes, zeros behind the end.
  @inline(__always)
  private static func start(of text: Range<Int>, in bytes: Span<UInt8>) -> (UInt64, UInt64, UInt64) {
    (
      word(at: text.lowerBound, text.count, in: bytes), word(at: text.lowerBound + 8, text.count - 8, in: bytes),
      word(at: text.lowerBound + 16, text.count - 16, in: bytes)
    )
  }

  /// Whether two texts of one length are the same behind their first twenty-four bytes.
  private func isRest(of text: Range<Int>, sameAs other: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var offset = 24
    while offset < text.count {
      let rest = text.count - offset
      guard
        word(at: other.lowerBound + offset, rest, in: bytes) == word(at: text.lowerBound + offset, rest, in: bytes)
      else { return false }
      offset += 8
    }
    return true
  }

  @inline(__always)
  private func hash(_ start: (UInt64, UInt64, UInt64), of text: Range<Int>, in bytes: Span<UInt8>) -> Int {
    let length = UInt64(truncatingIfNeeded: text.count)
    var hash = mixed(mixed(start.0 ^ seeds.0, start.1 ^ seeds.1), start.2 ^ length ^ 0x9E37_79B9_7F4A_7C15)
    var index = text.lowerBound + 24
    while index < text.upperBound {
      hash = mixed(hash ^ word(at: index, text.upperBound - index, in: bytes), 0x9E37_79B9_7F4A_7C15)
      index += 8
    }
    return Int(truncatingIfNeeded: hash)
  }

  @inline(__always)
  private func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
