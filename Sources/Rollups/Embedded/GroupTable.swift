import Records

/// The groups that one worker has met. Each subject's group of the period at hand stands in a list, side by side with those
/// of the others and so in the nearest memory; the table, far larger, is only asked when a subject's period ends.
struct GroupCounts {
  struct Open {
    var period = Int.min
    var group = Tally.Group()
  }

  /// For each subject the group that was counted last.
  var open: [Open] = []
  /// All others; a group that was opened more than once has a part here.
  var closed = GroupTable()

  /// Takes in a new subject, whose index is the next one.
  mutating func addSubject() { open.append(Open()) }

  /// Counts one row; false when the sum has become too large.
  ///
  /// - Parameter value: `nil` for a count that nobody knows.
  mutating func add(subject: Int, period: Int, day: Int, value: Int?, taking take: Rollup.Take) -> Bool {
    var isFine = true
    if open[subject].period != period {
      isFine = closed.add(subject: subject, open[subject], taking: take)
      open[subject] = Open(period: period)
    }
    return open[subject].group.add(day: day, value: value, taking: take) && isFine
  }

  /// Brings all groups into the table; false when a sum has become too large.
  mutating func close(taking take: Rollup.Take) -> Bool {
    var isFine = true
    for subject in open.indices {
      if !closed.add(subject: subject, open[subject], taking: take) { isFine = false }
      open[subject] = Open()
    }
    return isFine
  }
}

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
