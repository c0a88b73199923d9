import Records

/// Which records of two editions differ, and why.
///
/// Records are taken for the same by the sums of their keys; only of those that differ are words made.
struct RecordComparison {
  private let old: RecordIndex
  private let new: RecordIndex
  /// Why each record that differs does, by `KIND: KEY`.
  private var causes: [String: EditionChanges.Cause] = [:]
  /// The names of those that differ, by their positions among all.
  private var oldNames: [Int: String] = [:]
  private var newNames: [Int: String] = [:]
  private var groups: [[String]: [String]] = [:]

  init(_ old: RecordIndex, _ new: RecordIndex) {
    self.old = old
    self.new = new
    let oldTables = old.tablesByKind
    let newTables = new.tablesByKind
    let sources = Self.translation(old.sources, new.sources)
    let subjects = Self.translation(old.subjects, new.subjects)
    for kind in Set(oldTables.keys).union(newTables.keys).sorted() {
      let before = oldTables[kind] ?? (RecordIndex.Table(kind: kind), 0)
      let after = newTables[kind] ?? (RecordIndex.Table(kind: kind), 0)
      for (first, second) in Self.pairs(before.table, after.table) {
        if let first, let second, before.table.sums[first] == after.table.sums[second],
          sources[Int(before.table.sources[first])] == after.table.sources[second],
          subjects[Int(before.table.subjects[first])] == after.table.subjects[second]
        {
          continue
        }
        note(
          first.map { (old.row($0, of: before.table), before.start + $0) },
          second.map { (new.row($0, of: after.table), after.start + $0) })
      }
    }
  }

  /// The new number of each old text; `nil` for those that are gone.
  private static func translation(_ old: [String], _ new: [String]) -> [UInt32?] {
    let numbers = Dictionary(new.enumerated().map { ($1, UInt32(truncatingIfNeeded: $0)) }) { first, _ in first }
    return old.map { numbers[$0] }
  }

  /// The records of both that have the same key, and those that the other lacks.
  private static func pairs(_ old: RecordIndex.Table, _ new: RecordIndex.Table) -> [(old: Int?, new: Int?)] {
    // Most often no key differs, and none needs to be summed.
    if old.count == new.count, old.parts == new.parts, old.repeats == new.repeats {
      return new.sums.indices.map { ($0, $0) }
    }
    let (before, after) = (old.keySums, new.keySums)
    // Most often both begin and end alike.
    var start = 0
    while start < min(before.count, after.count), before[start] == after[start] { start += 1 }
    var end = 0
    while end < min(before.count, after.count) - start, before[before.count - 1 - end] == after[after.count - 1 - end] {
      end += 1
    }
    var pairs: [(old: Int?, new: Int?)] = (0..<start).map { ($0, $0) }
    pairs += (0..<end).map { (before.count - 1 - $0, after.count - 1 - $0) }
    var left = Dictionary((start..<before.count - end).map { (before[$0], $0) }) { first, _ in first }
    for position in start..<after.count - end { pairs.append((left.removeValue(forKey: after[position]), position)) }
    pairs += left.values.map { ($0, nil) }
    return pairs
  }

  private mutating func note(
    _ before: (row: RecordIndex.Row, position: Int)?, _ after: (row: RecordIndex.Row, position: Int)?
  ) {
    guard let row = after?.row ?? before?.row, let cause = cause(before?.row, after?.row) else { return }
    causes[row.name] = cause
    if let before { oldNames[before.position] = row.name }
    if let after { newNames[after.position] = row.name }
    let change: EditionChanges.Change = before == nil ? .added : after == nil ? .removed : .changed
    groups[[row.kind, row.source, change.rawValue, cause.rawValue], default: []].append(row.key)
  }

  /// Why one record differs; `nil` when it doesn't.
  private func cause(_ before: RecordIndex.Row?, _ after: RecordIndex.Row?) -> EditionChanges.Cause? {
    guard let row = after ?? before, before != after else { return nil }
    switch row.kind {
    case Alias.kind: return .changedIdentity
    case Metric.kind, Rubric.kind, Profile.kind: return .changedMethod
    default: break
    }
    guard let before else { return .newData }
    guard let after else { return wasReadAgain(before.source) ? .upstreamRevision : .ourCorrection }
    if before.sum == after.sum { return before.subject == after.subject ? nil : .changedIdentity }
    if after.kind == Organisation.kind, before.subject != after.subject { return .changedIdentity }
    let source = after.kind == Source.kind ? after.key : after.source
    return before.source != after.source || wasReadAgain(source) ? .upstreamRevision : .ourCorrection
  }

  private func wasReadAgain(_ source: String) -> Bool {
    guard let before = old.retrieved[source], let after = new.retrieved[source] else { return false }
    return before != after
  }
}

extension RecordComparison {
  /// What moved, by kind, source, change and cause.
  var moves: [EditionChanges.RecordMove] {
    groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { group, keys in
      guard let change = EditionChanges.Change(rawValue: group[2]),
        let cause = EditionChanges.Cause(rawValue: group[3])
      else { return nil }
      return EditionChanges.RecordMove(
        kind: group[0], source: group[1], change: change, cause: cause, count: keys.count, keys: keys.sorted())
    }
  }

  /// The records that a figure was or is computed from and that differ; where none does, those that its rows refer to.
  func behind(_ figure: String) -> [EditionChanges.Cause: Set<String>] {
    let names = Self.names(old.rowsOfFigure[figure], oldNames) + Self.names(new.rowsOfFigure[figure], newNames)
    let own = differing(names)
    guard own.isEmpty, !causes.isEmpty else { return own }
    var related: Set<String> = []
    for index in [old, new] {
      let (sources, subjects) = index.mentioned(in: index.rowsOfFigure[figure] ?? [])
      for source in sources { related.insert("\(Source.kind): \(source)") }
      for subject in subjects {
        let about = subject.split(separator: "/", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        related.formUnion([Model.kind, Organisation.kind, Benchmark.kind].map { "\($0): \(about)" })
      }
    }
    return differing(related)
  }

  /// Of the new edition's records at these positions those that differ.
  func among(_ positions: [Range<Int>]) -> [EditionChanges.Cause: Set<String>] {
    differing(Self.names(positions, newNames))
  }

  /// Of records with these names those that differ.
  func differing(_ names: some Sequence<String>) -> [EditionChanges.Cause: Set<String>] {
    var found: [EditionChanges.Cause: Set<String>] = [:]
    for name in names { if let cause = causes[name] { found[cause, default: []].insert(name) } }
    return found
  }

  private static func names(_ ranges: [Range<Int>]?, _ names: [Int: String]) -> [String] {
    guard let ranges, !names.isEmpty else { return [] }
    let count = ranges.reduce(0) { $0 + $1.count }
    guard count > names.count else { return ranges.joined().compactMap { names[$0] } }
    return names.filter { position, _ in ranges.contains { $0.contains(position) } }.map(\.value)
  }
}

extension RecordIndex {
  /// The tables with the position of their first record among all.
  fileprivate var tablesByKind: [String: (table: Table, start: Int)] {
    var start = 0
    var tables: [String: (table: Table, start: Int)] = [:]
    for table in self.tables {
      tables[table.kind] = (table, start)
      start += table.count
    }
    return tables
  }

  /// The sources and the subjects of some records.
  fileprivate func mentioned(in ranges: [Range<Int>]) -> (sources: Set<String>, subjects: Set<String>) {
    var (sourceNumbers, subjectNumbers): (Set<UInt32>, Set<UInt32>) = ([], [])
    for (table, start) in tablesByKind.values {
      for range in ranges {
        for position in range.clamped(to: start..<start + table.count) {
          sourceNumbers.insert(table.sources[position - start])
          subjectNumbers.insert(table.subjects[position - start])
        }
      }
    }
    return (Set(sourceNumbers.map { sources[Int($0)] }), Set(subjectNumbers.map { subjects[Int($0)] }))
  }
}
