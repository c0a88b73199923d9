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

  /// A table of so many slots is in the nearer memory.
  private static let nearSlots = 1 << 15

  private var names: [Name] = []
  /// For each slot the index of a name and one more, or zero.
  private var slots = [UInt32](repeating: 0, count: 64)
  /// Differ from run to run, so that no file can be made to fill one slot; the indices don't depend on them.
  private static let commonSeeds = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
  private let seeds = commonSeeds

  /// By index: where each name first stands.
  var cells: [CellRange] { names.map(\.cell) }

  var count: Int { names.count }

  /// Finds the index of each text of a column of the block.
  ///
  /// In a large table first the slots of all rows are looked up: so the processor waits for many of its places at once, and
  /// not for one after the other.
  mutating func readIndices(of column: Int, of block: CellBlock, in bytes: Span<UInt8>, into lists: inout IndexScratch)
  {
    readIndices(of: column, of: block, in: bytes, &lists.hashes, &lists.indices)
  }

  private mutating func readIndices(
    of column: Int, of block: CellBlock, in bytes: Span<UInt8>, _ hashes: inout [Int], _ indices: inout [UInt32]
  ) {
    let cells = block.cells.span
    let count = block.rowCount
    var hashes = hashes.mutableSpan
    var indices = indices.mutableSpan
    var position = column
    guard slots.count > Self.nearSlots else {
      for row in 0..<count {
        let cell = cells[position]
        indices[row] = index(of: cell, in: bytes)
        position &+= block.columnCount
      }
      return
    }
    for row in 0..<count {
      let text = cells[position].inner
      hashes[row] = hash(Self.start(of: text, in: bytes), of: text, in: bytes)
      position &+= block.columnCount
    }
    gatherSlots(of: hashes.span, count, into: &indices)
    position = column
    for row in 0..<count {
      let cell = cells[position]
      let slot = indices[row]
      let start = Self.start(of: cell.inner, in: bytes)
      let isThere = slot != 0 && isSame(names[Int(slot) - 1], cell, start, in: bytes)
      indices[row] = isThere ? slot - 1 : index(of: cell, start, hashes[row], in: bytes)
      position &+= block.columnCount
    }
  }

  private func gatherSlots(of hashes: Span<Int>, _ count: Int, into indices: inout MutableSpan<UInt32>) {
    let slots = slots.span
    let mask = slots.count - 1
    for row in 0..<count { indices[row] = slots[hashes[row] & mask] }
  }

  /// Whether a name is what a cell says.
  @inline(__always)
  private func isSame(
    _ name: Name, _ cell: CellRange, _ start: (UInt64, UInt64, UInt64), in bytes: Span<UInt8>
  ) -> Bool {
    let text = cell.inner
    return name.start == start && name.cell.inner.count == text.count && name.cell.isQuoted == cell.isQuoted
      && (text.count <= 24 || isRest(of: text, sameAs: name.cell.inner, in: bytes))
  }

  /// The index of the cell's text; a new one when it wasn't there before.
  @inline(__always)
  private mutating func index(of cell: CellRange, in bytes: Span<UInt8>) -> UInt32 {
    let start = Self.start(of: cell.inner, in: bytes)
    return index(of: cell, start, hash(start, of: cell.inner, in: bytes), in: bytes)
  }

  @inline(__always)
  private mutating func index(
    of cell: CellRange, _ start: (UInt64, UInt64, UInt64), _ hash: Int, in bytes: Span<UInt8>
  ) -> UInt32 {
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      if isSame(names[Int(slots[slot]) - 1], cell, start, in: bytes) { return slots[slot] - 1 }
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
    if text.count <= 8 { return (word(at: text.lowerBound, text.count, in: bytes), 0, 0) }
    return (
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

/// What finding the indices of a block's rows writes down, for one column after the other.
struct IndexScratch {
  /// Of the rows of the block: those behind them mean nothing.
  fileprivate(set) var indices: [UInt32]
  fileprivate var hashes: [Int]

  /// - Parameter rows: how many a block has at most.
  init(rows: Int) {
    indices = Array(repeating: 0, count: rows)
    hashes = Array(repeating: 0, count: rows)
  }
}
