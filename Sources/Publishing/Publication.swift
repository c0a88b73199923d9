/// What a run changed, or would change, in the live folder. All lists are sorted paths.
package struct Changes: Sendable, Equatable {
  package var added: [String] = []
  package var changed: [String] = []
  package var removed: [String] = []
  /// How many files stayed as they were: bytes, inode and time.
  package var unchanged = 0
  /// Not ours, and kept.
  package var foreign: [String] = []
  /// Ours, and since the last edition changed or removed by somebody else.
  package var changedByHand: [String] = []
  /// Not known to be ours, and replaced by a page of the same name.
  package var takenOver: [String] = []

  /// Whether the live folder stays untouched.
  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  init(_ plan: Plan, _ paths: [String]) {
    for (path, action) in zip(paths, plan.actions) {
      switch action {
      case .add: added.append(path)
      case .change: changed.append(path)
      case .keep: unchanged += 1
      }
    }
    added.sort()
    changed.sort()
    removed = plan.removed
    foreign = plan.foreign
    changedByHand = plan.changedByHand
    takenOver = plan.takenOver.sorted()
  }
}

/// What publishing did.
package struct Publication: Sendable, Equatable {
  package enum Way: Sendable, Equatable {
    /// The live folder already was the edition.
    case untouched
    /// The whole folder in one step.
    case exchanged
    /// File by file in a safe order, and why: a reader may have met files of two editions for a moment.
    case fileByFile(reason: String)
  }

  package let way: Way
  package let changes: Changes
}
