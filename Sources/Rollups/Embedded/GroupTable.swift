import Records

/// Groups by subject and period: an open-addressed table with the groups in its slots.
struct GroupTable {
  private struct Slot {
    /// The subject's index above, the period's below; `.max` in an empty slot.
    var key = UInt64.max
    var group = Tally.Group()
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private(set) var count = 0

  /// Adds a group that is open no longer; false when the sum is too large.
  @inline(never)
  mutating func add(subject: Int, _ open: GroupCounts.Open, taking take: Rollup.Take) -> Bool {
    open.group.rows == 0 || add(subject: subject, period: open.period, open.group, taking: take)
  }

  /// Adds what another part of the history has of the same subject and period; false when the sum is too large.
  mutating func add(subject: Int, period: Int, _ group: Tally.Group, taking take: Rollup.Take) -> Bool {
    let key = UInt64(UInt32(truncatingIfNeeded: subject)) << 32 | UInt64(UInt32(truncatingIfNeeded: period))
    var slot = place(of: key)
    if slots[slot].key != key {
      count += 1
      if count * 3 > slots.count * 2 {
        grow()
        slot = place(of: key)
      }
      slots[slot].key = key
    }
    return slots[slot].group.add(group, taking: take)
  }

  /// Every group with its subject's index and its period.
  func forEach(_ body: (Int, Int, Tally.Group) -> Void) {
    for slot in slots where slot.key != .max {
      body(Int(slot.key >> 32), Int(Int32(truncatingIfNeeded: slot.key)), slot.group)
    }
  }

  /// The slot that holds a key, or the empty one where it belongs.
  private func place(of key: UInt64) -> Int {
    let mask = slots.count - 1
    let (high, low) = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    var place = Int(truncatingIfNeeded: high ^ low) & mask
    while slots[place].key != key, slots[place].key != .max { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for entry in old where entry.key != .max { slots[place(of: entry.key)] = entry }
  }
}
