import Reading
import Records

/// The days that one worker has met, with what each means for its rows.
struct DayTable {
  struct Day {
    /// Since 1970-01-01.
    var number: Int
    var period: Int
    var era: Int
    /// Whether the plan counts it.
    var isInside: Bool
    var rows = 0
    var kept = 0
  }

  private let plan: RollupPlan
  private(set) var days: [Day] = []
  /// For each year, month and day as one number the index of the day.
  private var known: [UInt32: Int] = [:]
  /// The ten bytes read last and their day: neighbouring rows mostly say the same.
  private var lastBytes: (UInt64, UInt64) = (0, 0)
  private var lastIndex = -1
  /// A small table in front of the large one: days that come up again and again in turn.
  private var near = [(key: UInt32, index: Int32)](repeating: (0, -1), count: 4096)

  init(_ plan: RollupPlan) { self.plan = plan }

  /// Counts a row of the day; whether it is kept.
  @inline(__always)
  mutating func note(_ index: Int, passes: Bool) -> Bool {
    days[index].rows += 1
    guard passes, days[index].isInside else { return false }
    days[index].kept += 1
    return true
  }

  /// The index of the day that the cell at `position` writes, if it is the one of the row before; `nil` when not.
  @inline(__always)
  func guess(at position: Int, in bytes: Span<UInt8>) -> Int? {
    guard position + 10 < bytes.count, bytes[position + 10] == UInt8(ascii: ",") || bytes[position + 10].isBreak,
      word(at: position, 8, in: bytes) == lastBytes.0, word(at: position + 8, 2, in: bytes) == lastBytes.1
    else { return nil }
    return lastIndex
  }

  /// The index of the day that ten bytes write; `nil` when they write none.
  @inline(__always)
  mutating func index(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard range.count == 10 else { return nil }
    let front = word(at: range.lowerBound, 8, in: bytes)
    let back = word(at: range.lowerBound + 8, 2, in: bytes)
    if front == lastBytes.0, back == lastBytes.1 { return lastIndex }
    guard let key = key(front, back) else { return nil }
    let place = Int(key & 4095)
    var index = Int(near[place].index)
    if index < 0 || near[place].key != key {
      guard let found = find(key) else { return nil }
      index = found
      near[place] = (key, Int32(truncatingIfNeeded: index))
    }
    (lastBytes, lastIndex) = ((front, back), index)
    return index
  }

  /// Year, month and day as one number; `nil` when the bytes aren't digits with dashes between them.
  @inline(__always)
  private func key(_ front: UInt64, _ back: UInt64) -> UInt32? {
    // 2026-07- and 21, the first byte in the lowest place.
    let digits = (front ^ 0x2D30_302D_3030_3030, back ^ 0x3030)
    let tooHigh = (digits.0 &+ 0x7F76_767F_7676_7676) | ((digits.1 &+ 0x7676) & 0x8080) << 48
    guard (tooHigh | digits.0 | digits.1) & 0x8080_8080_8080_8080 == 0 else { return nil }
    func digit(_ index: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: digits.0 >> (8 &* index)) & 15 }
    let year = digit(0) &* 1000 &+ digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)
    let month = digit(5) &* 10 &+ digit(6)
    let day = UInt32(truncatingIfNeeded: digits.1 & 15) &* 10 &+ UInt32(truncatingIfNeeded: digits.1 >> 8 & 15)
    return (year &* 128 &+ month) &* 128 &+ day
  }

  @inline(never)
  private mutating func find(_ key: UInt32) -> Int? {
    if let index = known[key] { return index }
    guard let day = Records.Day(year: Int(key / 16384), month: Int(key / 128 % 128), day: Int(key % 128)) else {
      return nil
    }
    days.append(
      Day(
        number: day.number, period: plan.spec.period.index(ofDay: day.number), era: plan.join.era(ofDay: day.number),
        isInside: plan.days.contains(day.number)))
    known[key] = days.count - 1
    return days.count - 1
  }
}
