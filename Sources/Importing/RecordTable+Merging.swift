extension RecordTable {
  /// The rows of the export joined to those that are there.
  ///
  /// What upstream says replaces what it said before. What it doesn't speak of — a note, a scale, a confidence that an
  /// analyst wrote — stays with its row. The result is the same whichever of two exports came first.
  func merged(with old: [Row]) -> RecordTable {
    let fields = Set(rows.flatMap(\.keys))
    var byKey: [[String]: [Row]] = [:]
    for row in old { byKey[key(of: row), default: []].append(row) }
    var merged = self
    merged.rows = []
    for (key, new) in Dictionary(grouping: rows, by: key(of:)) {
      let earlier = byKey.removeValue(forKey: key) ?? []
      let kept = new.map { keeping(earlier, fields, for: $0).merging(defaults) { own, _ in own } }
      switch growth {
      case .whole, .newest: merged.rows += kept
      case .day: merged.rows += changes(in: earlier, kept)
      }
    }
    if isDatedAsOne, Set(merged.rows.map(content(of:))) != Set(old.map(content(of:))) {
      for index in merged.rows.indices { merged.rows[index][seenOn ?? ""] = rows.first.map(day(of:)) }
    }
    if growth != .whole { merged.rows += byKey.values.flatMap(\.self) }
    return merged
  }

  /// The row with what the earlier rows of its key have beyond upstream's fields, and the day on which it was first seen.
  private func keeping(_ earlier: [Row], _ fields: Set<String>, for row: Row) -> Row {
    var row = row
    let own = earlier.max { day(of: $0) < day(of: $1) }
    for (field, value) in own ?? [:] where !fields.contains(field) { row[field] = value }
    if growth == .whole, let seenOn {
      let same = earlier.first { content(of: $0) == content(of: row) }
      if let day = same?[seenOn], let new = row[seenOn] { row[seenOn] = min(day, new) }
    }
    return row
  }

  /// The rows of one key over time; of neighbours in time that say the same, the first.
  private func changes(in earlier: [Row], _ new: [Row]) -> [Row] {
    let days = Set(new.map(day(of:)))
    let all = (earlier.filter { !days.contains(day(of: $0)) } + new).sorted { day(of: $0) < day(of: $1) }
    var changes: [Row] = []
    for row in all {
      if let last = changes.last, content(of: last) == content(of: row) { continue }
      changes.append(row)
    }
    return changes
  }
}
