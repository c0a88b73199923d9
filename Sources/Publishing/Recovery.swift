/// Puts right what a killed run left behind: finishes or forgets a switch that was going on, and removes the staging.
struct Recovery {
  let places: Places
  let disk: Disk
  /// Whether an edition of a killed run is live, which that run told nobody of.
  private(set) var hasFinishedSwitch = false

  init(places: Places, disk: Disk) {
    self.places = places
    self.disk = disk
  }

  /// The manifest of the edition that is live; `nil` when nothing of ours is, or nobody knows any more.
  ///
  /// Where the state folder was lost, the published folder tells; where the copy of what is remembered is behind, it
  /// catches up.
  mutating func manifest() throws(PublishingProblem) -> Manifest? {
    let manifest = try self.manifest(afterSwitchFrom: read(places.manifest))
    try disk.removeTree(places.besideStaging)
    try disk.removeTree(places.insideStaging)
    guard let manifest else { return try Reconstruction(output: places.output, disk: disk).manifest() }
    try MemoryCopy(places: places, disk: disk).bringUpToDate(with: manifest)
    return manifest
  }

  private mutating func manifest(afterSwitchFrom old: Manifest?) throws(PublishingProblem) -> Manifest? {
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
    hasFinishedSwitch = true
    return next
  }

  /// Halfway through a switch file by file: files of both editions are ours, whichever of them are there.
  private func merged(_ next: Manifest, _ old: Manifest?) throws(PublishingProblem) -> Manifest {
    let merged = Manifest(
      fingerprint: Digest(of: []), folder: nil, latest: max(next.latest, old?.latest ?? next.latest),
      files: next.files.merging(old?.files ?? [:]) { next, _ in next }, withdrawn: next.withdrawn, output: next.output)
    try disk.replace(places.manifest, with: merged.bytes)
    try disk.removeFile(places.nextManifest)
    return merged
  }

  /// `nil` when there is none, none that can be made out, or that of another output.
  private func read(_ path: String) throws(PublishingProblem) -> Manifest? {
    guard try disk.status(of: path) != nil, let manifest = Manifest(try disk.bytes(of: path)) else { return nil }
    return manifest.output.map { $0 == places.name } ?? true ? manifest : nil
  }
}
