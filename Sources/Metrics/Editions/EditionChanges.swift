/// What moved from one edition to the next, and why.
package struct EditionChanges: Sendable, Equatable {
  /// In the order in which they are told.
  package enum Cause: String, Sendable, CaseIterable {
    case newData = "new-data"
    /// A source was read again and says something else now.
    case upstreamRevision = "upstream-revision"
    /// A record was wrong about a source that hasn't changed.
    case ourCorrection = "our-correction"
    case changedMethod = "changed-method"
    /// A name, a maker or a country is taken for somebody else's.
    case changedIdentity = "changed-identity"
    /// No record differs and the edition speaks of another day: offers ended, rules came into force, windows moved on.
    case passingTime = "passing-time"
  }

  package enum Change: String, Sendable, CaseIterable {
    case added, changed, removed
  }

  /// A cause, with the records that stand behind it.
  package struct Reason: Sendable, Equatable {
    package let cause: Cause
    package let count: Int
    /// `KIND: KEY`; the first of them when there are many.
    package var records: [String]
  }

  package struct FigureMove: Sendable, Equatable {
    /// `nil` for a figure that is new.
    package let before: EditionFacts.Figure?
    /// `nil` for a figure that is gone.
    package let after: EditionFacts.Figure?
    package var reasons: [Reason]

    package var id: String { (after ?? before)?.id ?? "" }
    package var title: String { (after ?? before)?.title ?? "" }
    package var unit: String { (after ?? before)?.unit ?? "" }
    /// Whether only older observations moved.
    package var isOnlyHistory: Bool {
      guard let before, let after else { return false }
      return (before.value, before.low, before.high) == (after.value, after.low, after.high)
        && (before.asOf, before.verdict, before.n) == (after.asOf, after.verdict, after.n)
        && before.version == after.version
    }
  }

  package struct VerdictMove: Sendable, Equatable {
    package let before: EditionFacts.Claim?
    package let after: EditionFacts.Claim?
    package var reasons: [Reason]

    package var id: String { (after ?? before)?.id ?? "" }
  }

  /// Records of one kind and source that changed in the same way for the same reason.
  package struct RecordMove: Sendable, Equatable {
    package let kind: String
    package let source: String
    package let change: Change
    package let cause: Cause
    package let count: Int
    /// The first of them when there are many.
    package var keys: [String]
  }

  package var figures: [FigureMove]
  package var verdicts: [VerdictMove]
  package var records: [RecordMove]

  package init(figures: [FigureMove] = [], verdicts: [VerdictMove] = [], records: [RecordMove] = []) {
    self.figures = figures
    self.verdicts = verdicts
    self.records = records
  }

  package var isEmpty: Bool { figures.isEmpty && verdicts.isEmpty && records.isEmpty }

  /// The same with at most so many records named in each place; counts stay.
  package func naming(atMost limit: Int) -> EditionChanges {
    func shortened(_ reasons: [Reason]) -> [Reason] {
      reasons.map { reason in
        var reason = reason
        reason.records = Array(reason.records.prefix(limit))
        return reason
      }
    }
    var short = self
    for index in figures.indices { short.figures[index].reasons = shortened(figures[index].reasons) }
    for index in verdicts.indices { short.verdicts[index].reasons = shortened(verdicts[index].reasons) }
    for index in records.indices { short.records[index].keys = Array(records[index].keys.prefix(limit)) }
    return short
  }
}
