import Diagnostics

/// What is to be done to get from the live folder to the new edition. Looks only; changes nothing.
struct Plan {
  enum Action: Equatable {
    case add
    case keep(FileStatus)
    case change(FileStatus)
  }

  /// One for each file of the edition, in their order.
  private(set) var actions: [Action] = []
  /// Every folder that the edition's files stand in.
  private(set) var folders: Set<String> = []
  /// Our files that the edition no longer has.
  private(set) var removed: [String] = []
  /// What isn't ours and stays, folders too.
  private(set) var foreign: [String] = []
  /// Our files whose bytes somebody else has changed or removed.
  private(set) var changedByHand: [String] = []
  /// Files that weren't known to be ours and that the edition replaces.
  private(set) var takenOver: [String] = []

  /// - Parameters:
  ///   - digests: the sum of each file's bytes, in the order of `files`.
  ///   - owned: the manifest of the live edition; `nil` when there is none, or it was lost.
  init(
    for files: [OutputFile], digests: [Digest], over live: Listing, in output: String, owned: Manifest?, on disk: Disk
  ) throws(PublishingProblem) {
    let wanted = Set(files.map(\.path))
    precondition(wanted.count == files.count, "two files of the edition have one path; the gate lists them")
    for file in files { folders.formUnion(Publishing.folders(above: file.path)) }
    for (file, digest) in zip(files, digests) {
      actions.append(try action(for: file, digest, live[file.path], owned?.files[file.path], in: output, on: disk))
    }
    try sort(live, wanted: wanted, owned: owned, in: output, on: disk)
  }

  private mutating func action(
    for file: OutputFile, _ digest: Digest, _ status: FileStatus?, _ entry: Manifest.Entry?, in output: String,
    on disk: Disk
  ) throws(PublishingProblem) -> Action {
    guard let status, status.kind == .file else {
      if entry != nil { changedByHand.append(file.path) }
      return .add
    }
    if let entry, entry.describes(status) { return entry.digest == digest ? .keep(status) : .change(status) }
    // Not as we left it, or never ours: only its bytes can tell.
    let bytes = try disk.bytes(of: "\(output)/\(file.path)")
    if let entry {
      if Digest(of: bytes) != entry.digest { changedByHand.append(file.path) }
    } else if bytes != file.bytes {
      takenOver.append(file.path)
    }
    return bytes == file.bytes ? .keep(status) : .change(status)
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
