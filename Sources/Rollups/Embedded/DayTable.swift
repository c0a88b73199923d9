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

    /// Adds the rows that were counted apart from the table.
    @inline(__always)
    mutating func add(_ other: Day) {
      rows &+= other.rows
      kept &+= other.kept
    }
  }

  private let plan: RollupPlan
  var days: [Day] = []
  /// For each year, month and day as one number the index of the day.
  private var known: [UInt32: Int] = [:]
  /// A small table in front of the large one: days that come up again and again in turn.
  private(set) var near = [(key: UInt32, index: Int32)](repeating: (0, -1), count: 4096)

  init(_ plan: RollupPlan) { self.plan = plan }

  /// Counts a row of the day; whether it is kept.
  @inline(__always)
  mutating func note(_ index: Int, passes: Bool) -> Bool {
    days[index].rows += 1
    guard passes, days[index].isInside else { return false }
    days[index].kept += 1
    return true
  }

  /// The index of the day that ten bytes write; `nil` when they write none.
  mutating func index(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard range.count == 10,
      let key = Self.key(word(at: range.lowerBound, 8, in: bytes), word(at: range.lowerBound + 8, 2, in: bytes)),
      let index = find(key)
    else { return nil }
    near[Self.place(of: key)] = (key, Int32(truncatingIfNeeded: index))
    return index
  }

  /// Where a day stands in the small table, if it does.
  @inline(__always)
  static func place(of key: UInt32) -> Int { Int(key & 4095) }

  /// Year, month and day as one number; `nil` when the bytes aren't digits with dashes between them.
  ///
  /// - Parameters:
  ///   - front: The first eight bytes, the first in the lowest place.
  ///   - back: The last two.
  @inline(__always)
  static func key(_ front: UInt64, _ back: UInt64) -> UInt32? {
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
