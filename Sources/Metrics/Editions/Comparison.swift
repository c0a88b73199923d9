import Records

/// Compares two editions: what moved, with the cause that the records behind it give.
package struct Comparison {
  private let records: RecordComparison
  /// Why a figure moves behind which no record differs.
  private let causeWithoutRecord: EditionChanges.Cause
  /// The records that a figure looks at now, beyond those that it is computed from.
  private let lookedAt: (String) -> [Range<Int>]

  /// - Parameters:
  ///   - isOtherDay: whether the editions speak of different days.
  ///   - lookedAt: the records of the new edition that a figure looks at, as their index numbers them: a row may have been
  ///     the reason why another one counts.
  /// - Returns: what moved from the old edition to the new one; nothing at all is an answer too.
  package static func changes(
    from old: EditionFacts, _ oldRecords: RecordIndex, to new: EditionFacts, _ newRecords: RecordIndex,
    isOtherDay: Bool, lookedAt: @escaping (String) -> [Range<Int>] = { _ in [] }
  ) -> EditionChanges {
    let comparison = Comparison(
      records: RecordComparison(oldRecords, newRecords),
      causeWithoutRecord: isOtherDay ? .passingTime : .changedMethod, lookedAt: lookedAt)
    let figures = comparison.figureMoves(old, new)
    return EditionChanges(
      figures: figures, verdicts: comparison.verdictMoves(old, new, figures), records: comparison.records.moves)
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
    var found = records.behind(after.id)
    if before.version != after.version || before.method != after.method {
      found[.changedMethod, default: []].insert("\(Metric.kind): \(after.id)")
    }
    if found.isEmpty { found = records.among(lookedAt(after.id)) }
    // Nothing that was looked at explains it: seen from another day it comes to something else, or it is counted in
    // another way.
    if found.isEmpty { found[causeWithoutRecord] = [] }
    return reasons(found)
  }

  private func reasons(_ found: [EditionChanges.Cause: Set<String>]) -> [EditionChanges.Reason] {
    EditionChanges.Cause.allCases.compactMap { cause in
      found[cause].map { EditionChanges.Reason(cause: cause, count: $0.count, records: $0.sorted()) }
    }
  }

  fileprivate func verdictMoves(
    _ old: EditionFacts, _ new: EditionFacts, _ figures: [EditionChanges.FigureMove]
  ) -> [EditionChanges.VerdictMove] {
    let before = Dictionary(old.claims.map { ($0.id, $0) }) { first, _ in first }
    let after = Dictionary(new.claims.map { ($0.id, $0) }) { first, _ in first }
    return Set(before.keys).union(after.keys).sorted().compactMap { id in
      let (first, second) = (before[id], after[id])
      if first?.verdict == second?.verdict { return nil }
      var found = records.differing(["\(Claim.kind): \(id)"])
      let read = Set((first?.figures ?? []) + (second?.figures ?? []))
      for move in figures where read.contains(move.id) {
        for reason in move.reasons { found[reason.cause, default: []].formUnion(reason.records) }
      }
      if found.isEmpty { found[causeWithoutRecord] = [] }
      return EditionChanges.VerdictMove(before: first, after: second, reasons: reasons(found))
    }
  }
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
