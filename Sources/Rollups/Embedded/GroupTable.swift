import Records

/// The groups that one worker has met: an open-addressed table with the groups in its slots.
struct GroupTable {
  private struct Slot {
    /// The subject's index above, the period's below; `.max` in an empty slot.
    var key = UInt64.max
    var group = Tally.Group()
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private(set) var count = 0

  /// Counts one row; false when the sum has become too large.
  ///
  /// - Parameter value: `nil` for a count that nobody knows.
  @inline(__always)
  mutating func add(subject: Int, period: Int, day: Int, value: Int?, taking take: Rollup.Take) -> Bool {
    let key = UInt64(UInt32(truncatingIfNeeded: subject)) << 32 | UInt64(UInt32(truncatingIfNeeded: period))
    let slot = find(key)
    slots[slot].group.rows += 1
    guard let value else { return true }
    slots[slot].group.counted += 1
    if take == .latest {
      let last = slots[slot].group.lastDay
      if day < last { return true }
      if day > last {
        slots[slot].group.lastDay = day
        slots[slot].group.value = value
        return true
      }
    } else if day > slots[slot].group.lastDay {
      slots[slot].group.lastDay = day
    }
    let (sum, isTooLarge) = slots[slot].group.value.addingReportingOverflow(value)
    slots[slot].group.value = sum
    return !isTooLarge
  }

  /// Adds what another part of the history has of the same subject and period; false when the sum is too large.
  mutating func add(subject: Int, period: Int, _ group: Tally.Group, taking take: Rollup.Take) -> Bool {
    let key = UInt64(UInt32(truncatingIfNeeded: subject)) << 32 | UInt64(UInt32(truncatingIfNeeded: period))
    let slot = find(key)
    return slots[slot].group.add(group, taking: take)
  }

  /// Every group with its subject's index and its period.
  func forEach(_ body: (Int, Int, Tally.Group) -> Void) {
    for slot in slots where slot.key != .max {
      body(Int(slot.key >> 32), Int(Int32(truncatingIfNeeded: slot.key)), slot.group)
    }
  }

  @inline(__always)
  private mutating func find(_ key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = home(of: key) & mask
    while slots[slot].key != key {
      if slots[slot].key == .max { return insert(key, at: slot) }
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(never)
  private mutating func insert(_ key: UInt64, at slot: Int) -> Int {
    slots[slot].key = key
    count += 1
    guard count * 3 > slots.count * 2 else { return slot }
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry.key != .max {
      var place = home(of: entry.key) & mask
      while slots[place].key != .max { place = (place + 1) & mask }
      slots[place] = entry
    }
    return find(key)
  }

  @inline(__always)
  private func home(of key: UInt64) -> Int {
    let (high, low) = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: high ^ low)
  }
}
