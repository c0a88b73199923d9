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
