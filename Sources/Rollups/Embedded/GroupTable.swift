import Records

/// The groups that one worker has met: an open-addressed table with the groups in its slots.
struct GroupTable {
  struct Slot {
    /// The subject's index above, the period's below; `.max` in an empty slot.
    var key = UInt64.max
    var group = Tally.Group()
  }

  var slots = [Slot](repeating: Slot(), count: 1024)
  private(set) var count = 0

  /// Counts one row; false when the sum has become too large.
  ///
  /// - Parameter value: `nil` for a count that nobody knows.
  mutating func add(subject: Int, period: Int, day: Int, value: Int?, taking take: Rollup.Take) -> Bool {
    let slot = find(Self.key(subject: subject, period: period))
    return slots[slot].group.add(day: day, value: value, taking: take)
  }

  /// Adds what another part of the history has of the same subject and period; false when the sum is too large.
  mutating func add(subject: Int, period: Int, _ group: Tally.Group, taking take: Rollup.Take) -> Bool {
    let slot = find(Self.key(subject: subject, period: period))
    return slots[slot].group.add(group, taking: take)
  }

  /// Every group with its subject's index and its period.
  func forEach(_ body: (Int, Int, Tally.Group) -> Void) {
    for slot in slots where slot.key != .max {
      body(Int(slot.key >> 32), Int(Int32(truncatingIfNeeded: slot.key)), slot.group)
    }
  }

  /// The slot of a key; `nil` when it has none yet.
  @inline(__always)
  static func slot(of key: UInt64, in slots: Span<Slot>) -> Int? {
    let mask = slots.count - 1
    var slot = home(of: key) & mask
    while slots[slot].key != key {
      if slots[slot].key == .max { return nil }
      slot = (slot + 1) & mask
    }
    return slot
  }

  @inline(__always)
  static func key(subject: Int, period: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: subject)) << 32 | UInt64(UInt32(truncatingIfNeeded: period))
  }

  private mutating func find(_ key: UInt64) -> Int {
    if let slot = Self.slot(of: key, in: slots.span) { return slot }
    count += 1
    if count * 3 > slots.count * 2 { grow() }
    return insert(Slot(key: key))
  }

  /// Puts in what isn't there yet.
  private mutating func insert(_ entry: Slot) -> Int {
    let mask = slots.count - 1
    var place = Self.home(of: entry.key) & mask
    while slots[place].key != .max { place = (place + 1) & mask }
    slots[place] = entry
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for entry in old where entry.key != .max { _ = insert(entry) }
  }

  @inline(__always)
  private static func home(of key: UInt64) -> Int {
    let (high, low) = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: high ^ low)
  }
}
