import TestSupport

/// Makes inputs out of seeds: cut, changed, repeated and joined, always the same ones from the same number.
package struct Mutator {
  /// The most bytes of an input.
  private static let sizeLimit = 1 << 16

  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private var random: SeededGenerator
  private var bytes: [UInt8] = []

  /// - Parameter number: Which of the endlessly many inputs; each is made from this number alone.
  package init(_ target: FuzzTarget, seed: UInt64, number: Int) {
    seeds = target.seeds
    words = (target.words + Self.commonWords).map { Array($0.utf8) }
    random = SeededGenerator(seed: seed &* 0x2545_F491_4F6C_DD1D ^ UInt64(truncatingIfNeeded: number))
  }

  package mutating func input() -> [UInt8] {
    bytes = random.pick(seeds)
    for _ in 0..<1 << random.below(5) { mutate() }
    if bytes.count > Self.sizeLimit { bytes.removeLast(bytes.count - Self.sizeLimit) }
    return bytes
  }

  private mutating func mutate() {
    guard !bytes.isEmpty else { return insert(random.pick(words)) }
    let index = random.below(bytes.count)
    switch random.below(14) {
    case 0: bytes[index] ^= 1 << UInt8(random.below(8))
    case 1: bytes[index] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes.removeSubrange(stretch())
    case 3: bytes.removeLast(bytes.count - index)
    case 4: bytes.removeFirst(index)
    case 5, 6, 7: insert(random.pick(words))
    case 8: bytes.replaceSubrange(stretch(), with: random.pick(words))
    case 9: insert(Array(bytes[stretch()]))
    case 10: repeatStretch()
    case 11: splice()
    case 12: moveLine()
    default: bytes.insert(random.pick(Self.marks), at: index)
    }
  }

  /// A few bytes in one place, now and then many.
  private mutating func stretch() -> Range<Int> {
    let start = random.below(bytes.count)
    let length = 1 + random.below(random.oneIn(4) ? 200 : 8)
    return start..<min(bytes.count, start + length)
  }

  private mutating func insert(_ piece: [UInt8]) { bytes.insert(contentsOf: piece, at: random.below(bytes.count + 1)) }

  /// Deep nesting and long text come from repeating.
  private mutating func repeatStretch() {
    let piece = Array(bytes[stretch()])
    let times = min(1 << random.below(10), Self.sizeLimit / piece.count)
    insert([UInt8]((0..<times).flatMap { _ in piece }))
  }

  /// The beginning of one input and the end of another.
  private mutating func splice() {
    let other = random.pick(seeds)
    bytes.removeLast(bytes.count - random.below(bytes.count))
    if !other.isEmpty { bytes += other[random.below(other.count)...] }
  }

  private mutating func moveLine() {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let line = lines.remove(at: random.below(lines.count))
    lines.insert(line, at: random.below(lines.count + 1))
    bytes = [UInt8](lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private static let marks = Array(" \n\t\r:-#'\"[]{},|>&*!?%@`~=.;<()\\".utf8) + [0, 0x7F, 0x80, 0xC3, 0xE2, 0xFF]

  private static let commonWords = [
    "\n", "\r\n", "\r", "\n\n", " ", "\t", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{200B}", "é", "中", "😀", "\u{202E}",
    "\0",
    "0", "-1", "1e308", "1e-400", "99999999999999999999", "2026-02-30", "2026-H1", "9999-12-31", "0000", "unknown",
  ]
}
