import Records

/// Compares two editions: what moved, with the cause that the records behind it give.
package struct Comparison {
  private let old: RecordIndex
  private let new: RecordIndex
  private var oldRows: [String: RecordIndex.Row] = [:]
  private var newRows: [String: RecordIndex.Row] = [:]
  /// Why a figure moves behind which no record differs.
  private let causeWithoutRecord: EditionChanges.Cause

  /// - Parameter isOtherDay: whether the editions speak of different days.
  /// - Returns: what moved from the old edition to the new one; nothing at all is an answer too.
  package static func changes(
    from old: EditionFacts, _ oldRecords: RecordIndex, to new: EditionFacts, _ newRecords: RecordIndex,
    isOtherDay: Bool
  ) -> EditionChanges {
    let comparison = Comparison(oldRecords, newRecords, isOtherDay: isOtherDay)
    let figures = comparison.figureMoves(old, new)
    return EditionChanges(
      figures: figures, verdicts: comparison.verdictMoves(old, new, figures), records: comparison.recordMoves())
  }

  private init(_ old: RecordIndex, _ new: RecordIndex, isOtherDay: Bool) {
    self.old = old
    self.new = new
    causeWithoutRecord = isOtherDay ? .passingTime : .changedMethod
    for row in old.rows { oldRows[row.name] = row }
    for row in new.rows { newRows[row.name] = row }
  }
}

// MARK: - Records

extension Comparison {
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

  fileprivate func recordMoves() -> [EditionChanges.RecordMove] {
    var groups: [[String]: [String]] = [:]
    func note(_ before: RecordIndex.Row?, _ after: RecordIndex.Row?) {
      guard let row = after ?? before, let cause = cause(before, after) else { return }
      let change: EditionChanges.Change = before == nil ? .added : after == nil ? .removed : .changed
      groups[[row.kind, row.source, change.rawValue, cause.rawValue], default: []].append(row.key)
    }
    for row in new.rows { note(oldRows[row.name], row) }
    for row in old.rows where newRows[row.name] == nil { note(row, nil) }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { group, keys in
      guard let change = EditionChanges.Change(rawValue: group[2]),
        let cause = EditionChanges.Cause(rawValue: group[3])
      else { return nil }
      return EditionChanges.RecordMove(
        kind: group[0], source: group[1], change: change, cause: cause, count: keys.count, keys: keys.sorted())
    }
  }
}

// MARK: - Figures and verdicts

extension Comparison {
  fileprivate func figureMoves(_ old: EditionFacts, _ new: EditionFacts) -> [EditionChanges.FigureMove] {
    let before = Dictionary(old.figures.map { ($0.id, $0) }) { first, _ in first }
    let after = Dictionary(new.figures.map { ($0.id, $0) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().compactMap { id in
      let (first, second) = (before[id], after[id])
      if let first, let second, first.says(theSameAs: second) { return nil }
      return EditionChanges.FigureMove(before: first, after: second, reasons: reasons(first, second))
    }
  }

  private func reasons(_ before: EditionFacts.Figure?, _ after: EditionFacts.Figure?) -> [EditionChanges.Reason] {
    guard let before, let after else {
      let metric = "\(Metric.kind): \((after ?? before)?.id ?? "")"
      return [EditionChanges.Reason(cause: .changedMethod, count: 1, records: [metric])]
    }
    var found = behind(after.id)
    if before.version != after.version || before.method != after.method {
      found[.changedMethod, default: []].insert("\(Metric.kind): \(after.id)")
    }
    // Nothing that was counted explains it: seen from another day it comes to something else, or it is counted in
    // another way.
    if found.isEmpty { found[causeWithoutRecord] = [] }
    return reasons(found)
  }

  private func reasons(_ found: [EditionChanges.Cause: Set<String>]) -> [EditionChanges.Reason] {
    EditionChanges.Cause.allCases.compactMap { cause in
      found[cause].map { EditionChanges.Reason(cause: cause, count: $0.count, records: $0.sorted()) }
    }
  }

  /// The records that a figure was or is computed from and that differ; where none does, those that its rows refer to.
  private func behind(_ figure: String) -> [EditionChanges.Cause: Set<String>] {
    let first = (old.rowsOfFigure[figure] ?? []).compactMap { old.rows.indices.contains($0) ? old.rows[$0] : nil }
    let second = (new.rowsOfFigure[figure] ?? []).compactMap { new.rows.indices.contains($0) ? new.rows[$0] : nil }
    let names = Set((first + second).map(\.name))
    let own = differing(names)
    guard own.isEmpty else { return own }
    var related: Set<String> = []
    for row in first + second {
      let subject = row.subject.split(separator: "/", omittingEmptySubsequences: false).first.map(String.init) ?? ""
      related.formUnion([Model.kind, Organisation.kind, Benchmark.kind].map { "\($0): \(subject)" })
      related.insert("\(Source.kind): \(row.source)")
    }
    return differing(related)
  }

  private func differing(_ names: Set<String>) -> [EditionChanges.Cause: Set<String>] {
    var found: [EditionChanges.Cause: Set<String>] = [:]
    for name in names {
      if let cause = cause(oldRows[name], newRows[name]) { found[cause, default: []].insert(name) }
    }
    return found
  }

  fileprivate func verdictMoves(
    _ old: EditionFacts, _ new: EditionFacts, _ figures: [EditionChanges.FigureMove]
  ) -> [EditionChanges.VerdictMove] {
    let before = Dictionary(old.claims.map { ($0.id, $0) }) { first, _ in first }
    let after = Dictionary(new.claims.map { ($0.id, $0) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().compactMap { id in
      let (first, second) = (before[id], after[id])
      if first?.verdict == second?.verdict { return nil }
      var found = differing(["\(Claim.kind): \(id)"])
      let read = Set((first?.figures ?? []) + (second?.figures ?? []))
      for move in figures where read.contains(move.id) {
        for reason in move.reasons { found[reason.cause, default: []].formUnion(reason.records) }
      }
      if found.isEmpty { found[causeWithoutRecord] = [] }
      return EditionChanges.VerdictMove(before: first, after: second, reasons: reasons(found))
    }
  }
}

extension RecordIndex.Row {
  /// `scores: qwen3-max · arena-text · 2026-08-19`.
  var name: String { "\(kind): \(key)" }
}

// MARK: - Without the records

extension Comparison {
  /// Compares two editions whose records are no longer known: causes are those of the steps between them.
  package static func changes(
    from old: EditionFacts, to new: EditionFacts, by steps: [EditionChanges], isOtherDay: Bool
  ) -> EditionChanges {
    var changes = changes(from: old, RecordIndex(), to: new, RecordIndex(), isOtherDay: isOtherDay)
    for index in changes.figures.indices {
      let id = changes.figures[index].id
      changes.figures[index].reasons = union(
        steps.flatMap { step in step.figures.filter { $0.id == id }.flatMap(\.reasons) },
        else: changes.figures[index].reasons)
    }
    for index in changes.verdicts.indices {
      let id = changes.verdicts[index].id
      changes.verdicts[index].reasons = union(
        steps.flatMap { step in step.verdicts.filter { $0.id == id }.flatMap(\.reasons) },
        else: changes.verdicts[index].reasons)
    }
    changes.records = steps.flatMap(\.records)
    return changes
  }

  private static func union(
    _ reasons: [EditionChanges.Reason], else other: [EditionChanges.Reason]
  ) -> [EditionChanges.Reason] {
    guard !reasons.isEmpty else { return other }
    return EditionChanges.Cause.allCases.compactMap { cause in
      let same = reasons.filter { $0.cause == cause }
      guard !same.isEmpty else { return nil }
      let records = Set(same.flatMap(\.records)).sorted()
      return EditionChanges.Reason(
        cause: cause, count: max(records.count, same.map(\.count).max() ?? 0), records: records)
    }
  }
}
