/// What is to be done to get from the live folder to the new edition. Looks only; changes nothing.
struct Plan {
  enum Action: Equatable {
    case add
    case keep(FileStatus)
    case change(FileStatus)
  }

  /// What is to be published; what was to be kept and isn't there is left out.
  private(set) var items: [Item] = []
  /// One for each item, in their order.
  private(set) var actions: [Action] = []
  /// The sum of each item's bytes, in their order.
  private(set) var digests: [Digest] = []
  /// Every folder that the edition's files stand in.
  private(set) var folders: Set<String> = []
  /// Our files that the edition no longer has.
  private(set) var removed: [String] = []
  /// What isn't ours and stays, folders too.
  private(set) var foreign: [String] = []
  /// Our files whose bytes somebody else has changed or removed.
  private(set) var changedByHand: [String] = []
  /// Those of them that nobody can put right: what was to stay, and has no other copy.
  private(set) var damaged: [String] = []
  /// Files that weren't known to be ours and that the edition replaces.
  private(set) var takenOver: [String] = []

  /// - Parameter owned: the manifest of the live edition; `nil` when there is none, or it was lost.
  init(
    for wantedItems: [Item], over live: Listing, in output: String, owned: Manifest?, on disk: Disk
  ) throws(PublishingProblem) {
    items.reserveCapacity(wantedItems.count)
    for item in wantedItems {
      let (status, entry) = (live[item.path], owned?.files[item.path])
      if let digest = item.digest {
        let action = try action(for: item.path, digest, status, entry, isKnown: owned != nil, in: output, on: disk)
        if case .kept = item.content {
          // It was as it should be when the run began, and nobody has its bytes now.
          guard case .keep = action else { throw .changedMeanwhile(path: "\(output)/\(item.path)") }
        }
        add(item, action, digest)
      } else if let status, status.kind == .file {
        let digest = try keptDigest(item.path, status, entry, in: output, on: disk)
        if let entry, entry.digest != digest, let mended = mended(item.path, entry) {
          add(mended, .change(status), entry.digest)
        } else {
          if let entry, entry.digest != digest { damaged.append(item.path) }
          add(item, .keep(status), digest)
        }
      } else if let entry {
        changedByHand.append(item.path)
        if status == nil, let mended = mended(item.path, entry) { add(mended, .add, entry.digest) }
      }
    }
    let wanted = Set(items.map(\.path))
    precondition(wanted.count == items.count, "two files of the edition have one path; the gate lists them")
    var last = ""
    for item in items {
      // Neighbours mostly share their folder.
      let folder = parent(of: item.path)
      if folder != last { folders.formUnion(Publishing.folders(above: item.path)) }
      last = folder
    }
    try sort(live, wanted: wanted, owned: owned, in: output, on: disk)
  }

  private mutating func add(_ item: Item, _ action: Action, _ digest: Digest) {
    items.append(item)
    actions.append(action)
    digests.append(digest)
  }

  /// A file that was to stay and isn't as it was, where the edition has the same bytes under another name.
  private func mended(_ path: String, _ entry: Manifest.Entry) -> Item? {
    items.indices.first { index in
      guard case .bytes = items[index].content else { return false }
      return items[index].digest == entry.digest
    }.map { Item(path: path, content: .copy(of: $0), digest: entry.digest) }
  }

  /// The sum of a file that stays, which somebody may have changed.
  private mutating func keptDigest(
    _ path: String, _ status: FileStatus, _ entry: Manifest.Entry?, in output: String, on disk: Disk
  ) throws(PublishingProblem) -> Digest {
    if let entry, entry.describes(status) { return entry.digest }
    let digest = Digest(of: try disk.bytes(of: "\(output)/\(path)"))
    if let entry, entry.digest != digest { changedByHand.append(path) }
    return digest
  }

  private mutating func action(
    for path: String, _ digest: Digest, _ status: FileStatus?, _ entry: Manifest.Entry?, isKnown: Bool,
    in output: String, on disk: Disk
  ) throws(PublishingProblem) -> Action {
    guard let status, status.kind == .file else {
      if entry != nil { changedByHand.append(path) }
      return .add
    }
    if let entry, entry.describes(status) { return entry.digest == digest ? .keep(status) : .change(status) }
    // Not as we left it, or never ours: only its bytes can tell.
    let found = Digest(of: try disk.bytes(of: "\(output)/\(path)"))
    if let entry {
      if found != entry.digest { changedByHand.append(path) }
    } else if found != digest {
      // Without a manifest nobody knows whose it is.
      if isKnown { throw .obstructed(path: "\(output)/\(path)", by: "something that isn't ours") }
      takenOver.append(path)
    }
    return found == digest ? .keep(status) : .change(status)
  }

  /// Sorts what is live and not wanted into ours, which goes, and other people's, which stays.
  private mutating func sort(
    _ live: Listing, wanted: Set<String>, owned: Manifest?, in output: String, on disk: Disk
  ) throws(PublishingProblem) {
    var ownedFolders: Set<String> = []
    for path in (owned?.files ?? [:]).keys { ownedFolders.formUnion(Publishing.folders(above: path)) }
    for (path, status) in live.entries.sorted(by: { $0.key < $1.key }) {
      if status.kind == .file {
        if wanted.contains(path) { continue }
        if let entry = owned?.files[path] {
          if !entry.describes(status), try Digest(of: disk.bytes(of: "\(output)/\(path)")) != entry.digest {
            changedByHand.append(path)
          }
          removed.append(path)
          continue
        }
      }
      if status.kind == .folder && (folders.contains(path) || ownedFolders.contains(path)) { continue }
      let isInTheWay =
        wanted.contains(path) || folders.contains(path)
        || Publishing.folders(above: path).contains { wanted.contains($0) }
      if isInTheWay { throw .obstructed(path: "\(output)/\(path)", by: "something that isn't ours") }
      foreign.append(path)
    }
    changedByHand.sort()
  }
}

extension Plan {
  /// Whether the live folder already is the edition.
  var isEmpty: Bool {
    removed.isEmpty && actions.allSatisfy { if case .keep = $0 { true } else { false } }
  }
}
