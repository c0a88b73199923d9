/// Puts right what a killed run left behind: finishes or forgets a switch that was going on, and removes the staging.
struct Recovery {
  let places: Places
  let disk: Disk

  /// The manifest of the edition that is live; `nil` when nothing of ours is, or nobody knows any more.
  func manifest() throws(PublishingProblem) -> Manifest? {
    let manifest = try self.manifest(afterSwitchFrom: read(places.manifest))
    try disk.removeTree(places.besideStaging)
    try disk.removeTree(places.insideStaging)
    return manifest
  }

  private func manifest(afterSwitchFrom old: Manifest?) throws(PublishingProblem) -> Manifest? {
    guard try disk.status(of: places.nextManifest) != nil else { return old }
    guard let next = try read(places.nextManifest) else {
      // Cut short while it was written: the switch hadn't begun.
      try disk.removeFile(places.nextManifest)
      return old
    }
    guard let folder = next.folder else { return try merged(next, old) }
    guard let live = try disk.status(of: places.output), live.device == folder.device, live.inode == folder.inode else {
      // The exchange never took place.
      try disk.removeFile(places.nextManifest)
      return old
    }
    let hasOld = try disk.status(of: places.besideStaging) != nil
    try Switch(places: places, disk: disk).finish(next, after: old, replaced: hasOld ? places.besideStaging : nil)
    return next
  }

  /// Halfway through a switch file by file: files of both editions are ours, whichever of them are there.
  private func merged(_ next: Manifest, _ old: Manifest?) throws(PublishingProblem) -> Manifest {
    let merged = Manifest(
      fingerprint: Digest(of: []), folder: nil, latest: max(next.latest, old?.latest ?? next.latest),
      files: next.files.merging(old?.files ?? [:]) { next, _ in next }, withdrawn: next.withdrawn)
    try disk.replace(places.manifest, with: Array(merged.text.utf8))
    try disk.removeFile(places.nextManifest)
    return merged
  }

  /// `nil` when there is none, or none that can be made out.
  private func read(_ path: String) throws(PublishingProblem) -> Manifest? {
    guard try disk.status(of: path) != nil else { return nil }
    return Manifest(try disk.bytes(of: path))
  }
}
