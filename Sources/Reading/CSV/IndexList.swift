/// Small whole numbers while they become more. Each takes as many bytes as the largest so far, so that the list is only
/// copied when one needs more.
struct IndexList {
  private var bytes: [UInt8] = []
  private var shorts: [UInt16] = []
  private var words: [UInt32] = []
  private var count = 0
  /// Each is below it.
  private var limit = 1
  /// How many there will be, or a few less.
  private let room: Int

  init(room: Int) { self.room = room }

  var indices: ShortIndices {
    switch limit {
    case ...1: .zeros
    case ...Self.byteLimit: .bytes(bytes)
    case ...Self.shortLimit: .shorts(shorts)
    default: .words(words)
    }
  }

  /// - Parameters:
  ///   - new: of which the first `added` are appended.
  ///   - limit: Each is below it, and so are all before.
  mutating func append(_ new: [UInt32], count added: Int, below limit: Int) {
    widen(to: limit)
    switch limit {
    case ...1: break
    case ...Self.byteLimit: Self.append(new, added, to: &bytes)
    case ...Self.shortLimit: Self.append(new, added, to: &shorts)
    default: Self.append(new, added, to: &words)
    }
    count += added
  }

  private static let byteLimit = 1 << 8
  private static let shortLimit = 1 << 16

  private mutating func widen(to limit: Int) {
    defer { self.limit = limit }
    if self.limit <= 1, limit > 1 {
      bytes.reserveCapacity(limit <= Self.byteLimit ? room : count)
      bytes.append(contentsOf: repeatElement(0, count: count))
    }
    if self.limit <= Self.byteLimit, limit > Self.byteLimit {
      Self.append(bytes, bytes.count, to: &shorts, room: limit <= Self.shortLimit ? room : count)
      bytes = []
    }
    if self.limit <= Self.shortLimit, limit > Self.shortLimit {
      Self.append(shorts, shorts.count, to: &words, room: room)
      shorts = []
    }
  }

  @inline(__always)
  private static func append<Narrow: FixedWidthInteger, Wide: FixedWidthInteger>(
    _ new: [Narrow], _ count: Int, to list: inout [Wide], room: Int = 0
  ) {
    list.reserveCapacity(room)
    let start = list.count
    list.append(contentsOf: repeatElement(0, count: count))
    let input = new.span
    var output = list.mutableSpan
    for index in 0..<count { output[start + index] = Wide(truncatingIfNeeded: input[index]) }
  }
}
