package import Diagnostics
import Glibc

/// Publishes editions into one live folder: all of an edition, or nothing of it.
///
/// Whoever has a publisher has the lock: no other run can publish with the same state folder meanwhile.
package struct Publisher: ~Copyable {
  private let places: Places
  private let lock: StateLock
  private let disk: Disk
  private let clock: @Sendable () -> FileTime
  private var manifest: Manifest?

  /// Takes the lock and puts right what a killed run left behind.
  ///
  /// - Parameters:
  ///   - output: the live folder, or a link to it; it needn't exist yet.
  ///   - state: the folder for the lock, the manifest and the run report; `nil` for `.parallax` beside the output.
  package init(
    output: String, state: String? = nil, disk: Disk = Disk(), clock: @escaping @Sendable () -> FileTime = { .now }
  ) throws(PublishingProblem) {
    let places = try Places(output: output, state: state, on: disk)
    try disk.makeFolders(places.state)
    let lock = try StateLock(places.lock)
    let manifest = try Recovery(places: places, disk: disk).manifest()
    self.places = places
    self.lock = lock
    self.disk = disk
    self.clock = clock
    self.manifest = manifest
  }

  /// The folder for what isn't published.
  package var state: String { places.state }

  /// The live folder, without links in its path.
  package var output: String { places.output }

  /// Whether the live edition was made from exactly this, and nobody has touched its files since.
  package func isLive(_ fingerprint: Digest) throws(PublishingProblem) -> Bool {
    guard let manifest, manifest.fingerprint == fingerprint else { return false }
    for (path, entry) in manifest.files {
      guard let status = try disk.status(of: "\(places.output)/\(path)"), entry.describes(status) else { return false }
    }
    return true
  }

  /// Whether an edition of ours is live.
  package var hasEdition: Bool { manifest != nil }

  /// Keeps what a run did in `run.json` of the state folder, in place of the run before.
  package func write(runReport: [UInt8]) throws(PublishingProblem) {
    try disk.replace("\(places.state)/run.json", with: runReport)
  }

  /// What `publish` would change.
  package func changes(publishing files: [OutputFile]) async throws(PublishingProblem) -> Changes {
    let (plan, _, _) = try await plan(for: files)
    return Changes(plan, files.map(\.path))
  }

  /// Makes the files the live edition.
  ///
  /// Unchanged files keep their bytes, inode and time; changed ones get a time at least a second later than any before.
  ///
  /// - Parameters:
  ///   - files: the whole edition, each path once; what was published before and isn't among them goes.
  ///   - fingerprint: what the edition was made from.
  package mutating func publish(
    _ files: [OutputFile], madeFrom fingerprint: Digest
  ) async throws(PublishingProblem) -> Publication {
    let (plan, live, digests) = try await plan(for: files)
    let changes = Changes(plan, files.map(\.path))
    if plan.isEmpty && live.isThere {
      try adopt(fingerprint, files, digests, plan)
      return Publication(way: .untouched, changes: changes)
    }
    let way = try stageAndSwitch(files, digests, plan, live.listing, fingerprint)
    return Publication(way: way, changes: changes)
  }
}

// MARK: - Steps

extension Publisher {
  private func plan(
    for files: [OutputFile]
  ) async throws(PublishingProblem) -> (Plan, live: (listing: Listing, isThere: Bool), digests: [Digest]) {
    let digests = await files.concurrentMap(stretch: 64) { $0.map { Digest(of: $0.bytes) } }.flatMap { $0 }
    let isThere = try disk.status(of: places.output) != nil
    let listing = isThere ? try Listing(of: places.output, ignoring: Places.insideName, on: disk) : Listing()
    let plan = try Plan(
      for: files, digests: digests, over: listing, in: places.output, owned: manifest, on: disk)
    return (plan, (listing, isThere), digests)
  }

  /// Remembers that the live files are made from this now. Writes to the state folder only.
  private mutating func adopt(
    _ fingerprint: Digest, _ files: [OutputFile], _ digests: [Digest], _ plan: Plan
  ) throws(PublishingProblem) {
    let staging = Staging(folder: places.staging, output: places.output, disk: disk)
    let entries = try staging.entries(files, digests, plan)
    let latest = entries.values.map(\.modified).max() ?? clock()
    let adopted = Manifest(
      fingerprint: fingerprint, folder: nil, latest: max(latest, manifest?.latest ?? latest), files: entries)
    if adopted == manifest { return }
    try disk.replace(places.manifest, with: Array(adopted.text.utf8))
    manifest = adopted
  }

  /// Later than the clock's last whole second, than every edition before, and than each file that is replaced.
  private func editionTime(_ plan: Plan) -> FileTime {
    var latest = manifest?.latest.nextSecond ?? FileTime(seconds: 0)
    for case .change(let old) in plan.actions { latest = max(latest, old.modified.nextSecond) }
    return FileTime(seconds: max(latest.seconds, clock().seconds))
  }

  private mutating func stageAndSwitch(
    _ files: [OutputFile], _ digests: [Digest], _ plan: Plan, _ live: Listing, _ fingerprint: Digest
  ) throws(PublishingProblem) -> Publication.Way {
    let staging = Staging(folder: places.staging, output: places.output, disk: disk)
    do throws(PublishingProblem) {
      let time = editionTime(plan)
      if places.reasonAgainstExchange != nil { try disk.makeFolders(places.output) }
      try staging.write(files, plan, time: time)
      var reason = places.reasonAgainstExchange
      if reason == nil && live.isPartial { reason = "not everything in '\(places.output)' can be listed" }
      if reason == nil { reason = try staging.linkTheRest(files, plan, live) }
      if reason == nil { try staging.keepFolderTimes(files, plan, live) }
      try disk.syncFileSystem(of: places.staging)
      var next = Manifest(
        fingerprint: fingerprint, folder: nil, latest: time, files: try staging.entries(files, digests, plan))
      if reason == nil { reason = try exchange(&next) }
      guard let reason else { return .exchanged }
      try move(files, plan, &next)
      return .fileByFile(reason: reason)
    } catch {
      // Where something went wrong before the switch, the staging goes; after it, the next run sorts things out.
      if case .some(.none) = try? disk.status(of: places.nextManifest) { try? disk.removeTree(places.staging) }
      throw error
    }
  }

  /// - Returns: why the file system can't exchange folders, or `nil` when the new edition is live.
  private mutating func exchange(_ next: inout Manifest) throws(PublishingProblem) -> String? {
    guard let folder = try disk.status(of: places.staging) else {
      throw .readingFailed(path: places.staging, cause: SystemCause(code: ENOENT))
    }
    next.folder = Manifest.Folder(device: folder.device, inode: folder.inode)
    let hadEdition = try disk.status(of: places.output) != nil
    do throws(PublishingProblem) {
      try disk.replace(places.nextManifest, with: Array(next.text.utf8))
      if let reason = try Switch(places: places, disk: disk).exchange() {
        try disk.removeFile(places.nextManifest)
        return reason
      }
    } catch {
      try? disk.removeFile(places.nextManifest)
      throw error
    }
    try Switch(places: places, disk: disk).finish(next, after: manifest, replaced: hadEdition ? places.staging : nil)
    manifest = next
    return nil
  }

  private mutating func move(_ files: [OutputFile], _ plan: Plan, _ next: inout Manifest) throws(PublishingProblem) {
    next.folder = nil
    try disk.replace(places.nextManifest, with: Array(next.text.utf8))
    let toTheNew = Switch(places: places, disk: disk)
    do throws(PublishingProblem) {
      try toTheNew.moveFileByFile(files, plan)
    } catch {
      guard let site = error.site else { throw error }
      throw .halfway(path: site.path, cause: site.cause)
    }
    try toTheNew.finish(next, after: manifest, replaced: nil)
    manifest = next
  }
}

extension FileTime {
  /// The system's clock.
  package static var now: FileTime {
    var moment = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &moment)
    return FileTime(seconds: moment.tv_sec, nanoseconds: moment.tv_nsec)
  }
}
