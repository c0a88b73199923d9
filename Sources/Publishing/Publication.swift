/// What a run changed, or would change, in the live folder. All lists are sorted paths.
///
/// Frozen pages that come or go as a whole are listed as their folder, with a slash at the end.
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
  /// Those of them that can't be put right, since there is no other copy.
  package var damaged: [String] = []
  /// Not known to be ours, and replaced by a page of the same name.
  package var takenOver: [String] = []

  /// Whether the live folder stays untouched.
  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  init(_ plan: Plan) {
    for (item, action) in zip(plan.items, plan.actions) {
      switch action {
      case .add: added.append(item.path)
      case .change: changed.append(item.path)
      case .keep: unchanged += 1
      }
    }
    added = Changes.folded(added, without: plan.items.map(\.path), plan.actions)
    changed.sort()
    removed = Changes.folded(plan.removed, without: plan.items.map(\.path), [])
    foreign = plan.foreign
    changedByHand = plan.changedByHand
    damaged = plan.damaged.sorted()
    takenOver = plan.takenOver.sorted()
  }

  /// The paths, those of a whole folder of frozen pages as that folder.
  ///
  /// - Parameter actions: what becomes of `staying`; none when all of them stay.
  private static func folded(_ paths: [String], without staying: [String], _ actions: [Plan.Action]) -> [String] {
    func folder(_ path: String) -> String? {
      // Nearly all files are others.
      guard path.utf8.starts(with: Archive.folder.utf8) else { return nil }
      let parts = path.split(separator: "/", maxSplits: 2)
      guard parts.count == 3, parts[0] == Archive.folder, Edition.isID(parts[1]) else { return nil }
      return "\(parts[0])/\(parts[1])/"
    }
    var partial: Set<String> = []
    for (index, path) in staying.enumerated() {
      if actions.indices.contains(index), actions[index] == .add { continue }
      if let folder = folder(path) { partial.insert(folder) }
    }
    let folded = paths.map { path in folder(path).flatMap { partial.contains($0) ? nil : $0 } ?? path }
    return Set(folded).sorted()
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
