package import Diagnostics
import Glibc
import Reading

/// Publishes editions into one live folder: all of an edition, or nothing of it.
///
/// Whoever has a publisher has the lock: no other run can publish with the same state folder meanwhile.
package struct Publisher: ~Copyable {
  let places: Places
  private let lock: StateLock
  let disk: Disk
  private let clock: @Sendable () -> FileTime
  private(set) var manifest: Manifest?
  /// Whether an edition of a killed run is live, which that run told nobody of.
  package let hasFinishedSwitch: Bool

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
    var recovery = Recovery(places: places, disk: disk)
    let manifest = try recovery.manifest()
    self.places = places
    self.lock = lock
    self.disk = disk
    self.clock = clock
    self.manifest = manifest
    hasFinishedSwitch = recovery.hasFinishedSwitch
  }

  /// The folder for what isn't published.
  package var state: String { places.state }

  /// The live folder, without links in its path.
  package var output: String { places.output }

  /// Whether the live edition was made from exactly this, and nobody has touched its files since.
  package func isLive(_ fingerprint: Digest) throws(PublishingProblem) -> Bool {
    guard manifest?.fingerprint == fingerprint else { return false }
    return try isUntouched()
  }

  /// Whether every file of the live edition is as we left it.
  package func isUntouched() throws(PublishingProblem) -> Bool {
    let (output, disk) = (places.output, disk)
    // A run with nothing to do does little else, so several threads look.
    let outcomes = Array(manifest?.files ?? [:]).concurrentMap { part -> [Result<Bool, PublishingProblem>] in
      for (path, entry) in part {
        do throws(PublishingProblem) {
          guard let status = try disk.status(of: "\(output)/\(path)"), entry.describes(status) else {
            return [.success(false)]
          }
        } catch {
          return [.failure(error)]
        }
      }
      return [.success(true)]
    }
    for outcome in outcomes where try !outcome.get() { return false }
    return true
  }

  /// Whether there was an edition and the live folder is gone, or empty.
  package var isOutputLost: Bool {
    manifest?.files[Sums.name] != nil && (try? disk.status(of: "\(places.output)/\(Sums.name)")) == nil
  }

  /// Whether an edition of ours is live.
  package var hasEdition: Bool { manifest != nil }

  /// The state folder of an output; nothing is made.
  package static func state(of output: String, named state: String?) throws(PublishingProblem) -> String {
    if let state { return state }
    let disk = Disk()
    guard try disk.status(of: output) != nil else {
      throw .readingFailed(path: output, cause: SystemCause(code: ENOENT))
    }
    return try Places(output: output, state: nil, on: disk).state
  }

  /// What is remembered of the editions that were published.
  package var memory: Memory {
    Memory(
      of: places.output,
      copy: manifest.map { Memory.Copy(folder: places.memory, digests: $0.files.mapValues(\.digest)) },
      on: disk)
  }

  /// The editions of which pages are there under their own names once this one is live.
  package func frozen(
    _ archive: Archive, with edition: String, keeping count: Int
  ) throws(PublishingProblem) -> Set<String> {
    try parts(archive, count).frozen(with: edition)
  }

  /// Whether the edition made from exactly this was rolled back.
  package func isWithdrawn(_ fingerprint: Digest) -> Bool {
    manifest?.withdrawn[fingerprint] != nil
  }

  /// What `publish` would change.
  package func changes(publishing items: [Item]) throws(PublishingProblem) -> Changes {
    Changes(try plan(for: items).plan)
  }

  /// Makes the files the live ones.
  ///
  /// Unchanged files keep their bytes, inode and time; changed ones get a time at least a second later than any before.
  ///
  /// - Parameters:
  ///   - items: all that is to be in the folder, each path once; what was published before and isn't among them goes.
  ///   - fingerprint: what the edition was made from.
  package mutating func publish(
    _ items: [Item], madeFrom fingerprint: Digest
  ) throws(PublishingProblem) -> Publication {
    try publish(try staged(items, madeFrom: fingerprint, withdrawn: [:]))
  }

  /// Writes what is new beside the live folder, where nobody reads it, and has the disk take it while the gate still looks.
  ///
  /// `publish` or `discard` comes next; the next run discards what a killed one staged.
  ///
  /// - Parameters: as those of `publish(_:madeFrom:)`.
  /// - Returns: `nil` where a path can't be made, or two are the same: of that the gate speaks; and where the files would
  ///   be in the live folder, which holds nothing that the gate hasn't read.
  package func stage(_ items: [Item], madeFrom fingerprint: Digest) throws(PublishingProblem) -> StagedEdition? {
    guard places.reasonAgainstExchange == nil, PathRule.areSafe(items.map(\.path)) else { return nil }
    var staged = try staged(items, madeFrom: fingerprint, withdrawn: [:])
    if !staged.isUntouched { staged.sync = BackgroundSync(ofFileSystemOf: places.staging, on: disk) }
    return staged
  }

  /// Makes the staged files the live ones.
  package mutating func publish(_ staged: StagedEdition) throws(PublishingProblem) -> Publication {
    let way: Publication.Way
    if staged.isUntouched {
      try adopt(staged.next)
      way = .untouched
    } else {
      way = try switchTo(staged)
    }
    try remember(staged.items)
    return Publication(way: way, changes: Changes(staged.plan))
  }

  /// Removes what was staged; what is live stays.
  package func discard(_ staged: StagedEdition) throws(PublishingProblem) {
    if !staged.isUntouched { try disk.removeTree(places.staging) }
  }

  /// The files to publish for an edition: its own, frozen pages, and what is remembered of earlier editions.
  ///
  /// - Parameters:
  ///   - about: files for the folder of editions that tell of this one and its place among the others.
  ///   - count: how many editions have frozen pages, the live one among them.
  package func items(
    for edition: Edition, about: [OutputFile], keeping count: Int
  ) throws(PublishingProblem) -> [Item] {
    try parts(memory.archive().adding(edition), count).items(edition, about: about)
  }

  /// Makes an edition that was published before the live one again, from its frozen pages.
  ///
  /// Pages that differ get a later time than they ever had. What the edition before was made from is remembered, so
  /// that a run on the same records doesn't publish it again.
  ///
  /// - Parameters:
  ///   - name: the beginning of an id, or `nil` for the edition before the live one. The live one is made anew.
  ///   - list: gives a page that lists editions with the editions as they are then; the second are those with pages.
  /// - Returns: the id of the edition that is live now, and what changed.
  package mutating func rollBack(
    to name: String?, list: (OutputFile, Archive, Set<String>) -> OutputFile = { page, _, _ in page }
  ) throws(PublishingProblem) -> (id: String, publication: Publication) {
    let archive = try memory.archive()
    guard let entry = name.map({ archive.named($0) }) ?? archive.chain.dropFirst().first else {
      if let name { throw .noEdition(name) }
      throw .noEarlierEdition(archive.live)
    }
    let id = entry.id
    let edition = try frozenEdition(entry)
    let count = try archive.entries.count { entry throws(PublishingProblem) in
      try disk.status(of: "\(places.output)/\(Archive.folder)/\(entry.id)") != nil
    }
    let next = archive.rollingBack(to: id)
    let frozen = try frozen(next, with: id, keeping: count)
    let pages = try pagesThatListEditions(of: id).map { list($0, next, frozen) }
    let items = try parts(next, count).items(edition, about: pages)
    var madeFrom = manifest?.withdrawn ?? [:]
    if let manifest, let live = archive.live { madeFrom[manifest.fingerprint] = live }
    let own = madeFrom.first { $0.value == id }?.key ?? Digest(of: Array("rolled back to \(id)".utf8))
    let withdrawn = madeFrom.filter { next[$0.value]?.isWithdrawn ?? true }
    return (id, try publish(try staged(items, madeFrom: own, withdrawn: withdrawn)))
  }
}

// MARK: - Editions

extension Publisher {
  private func parts(_ archive: Archive, _ count: Int) -> EditionItems {
    EditionItems(
      archive: archive, count: count, manifest: manifest, memory: memory, output: places.output, disk: disk)
  }

  /// The pages that list editions as the edition printed them, or else those that are live.
  private func pagesThatListEditions(of id: String) throws(PublishingProblem) -> [OutputFile] {
    var pages: [OutputFile] = []
    for path in Archive.pages {
      if let bytes = try MemoryCopy(places: places, disk: disk).page(path, of: id) {
        pages.append(OutputFile(path: path, bytes: bytes))
      } else if try disk.status(of: "\(places.output)/\(path)")?.kind == .file {
        pages.append(OutputFile(path: path, bytes: try disk.bytes(of: "\(places.output)/\(path)")))
      }
    }
    return pages
  }

  /// An edition as its frozen pages have it; their sums must be those that gave it its name.
  private func frozenEdition(_ entry: Archive.Entry) throws(PublishingProblem) -> Edition {
    let folder = "\(places.output)/\(Archive.folder)/\(entry.id)"
    guard try disk.status(of: "\(folder)/\(Sums.name)") != nil,
      let sums = Sums(String(decoding: try disk.bytes(of: "\(folder)/\(Sums.name)"), as: UTF8.self))
    else { throw .noEdition(entry.id) }
    var items: [Item] = []
    for path in sums.digests.keys.sorted() {
      let item = Item(OutputFile(path: path, bytes: try disk.bytes(of: "\(folder)/\(path)")))
      guard item.digest == sums[path] else { throw .damaged(edition: entry.id, path: path) }
      items.append(item)
    }
    let edition = Edition(of: items, day: entry.day)
    guard edition.id == entry.id else { throw .noEdition(entry.id) }
    return edition
  }
}

// MARK: - Steps

extension Publisher {
  private func staged(
    _ items: [Item], madeFrom fingerprint: Digest, withdrawn: [Digest: String]
  ) throws(PublishingProblem) -> StagedEdition {
    let (plan, live) = try plan(for: items)
    var staged = StagedEdition(
      items: items, plan: plan, isUntouched: plan.isEmpty && live.isThere,
      next: Manifest(
        fingerprint: fingerprint, folder: nil, latest: FileTime(seconds: 0), files: [:], withdrawn: withdrawn,
        output: places.name))
    if !staged.isUntouched {
      try stage(&staged, over: live.listing)
    } else {
      let statuses = plan.actions.compactMap { if case .keep(let status) = $0 { status } else { nil } }
      staged.next.files = Staging.entries(plan, statuses)
    }
    return staged
  }

  /// Copies what the live folder remembers to the state folder. The edition is live by then.
  ///
  /// - Parameter items: what was published just now: what it brings needn't be read back.
  private func remember(_ items: [Item]) throws(PublishingProblem) {
    guard let manifest else { return }
    do throws(PublishingProblem) {
      try MemoryCopy(places: places, disk: disk, items: items).bringUpToDate(with: manifest)
    } catch {
      guard let site = error.site else { throw error }
      throw .untidied(path: site.path, cause: site.cause)
    }
  }

  private func plan(
    for items: [Item]
  ) throws(PublishingProblem) -> (plan: Plan, live: (listing: Listing, isThere: Bool)) {
    let isThere = try disk.status(of: places.output) != nil
    let listing = isThere ? try Listing(of: places.output, ignoring: Places.insideName, on: disk) : Listing()
    return (try Plan(for: items, over: listing, in: places.output, owned: manifest, on: disk), (listing, isThere))
  }

  /// Remembers that the live files are made from this now. Writes to the state folder only.
  private mutating func adopt(_ next: Manifest) throws(PublishingProblem) {
    var adopted = next
    let latest = adopted.files.values.map(\.modified).max() ?? clock()
    adopted.latest = max(latest, manifest?.latest ?? latest)
    if adopted == manifest { return }
    try disk.replace(places.manifest, with: adopted.bytes)
    manifest = adopted
  }

  /// Later than the clock's last whole second, than every edition before, and than each file that is replaced.
  private func editionTime(_ plan: Plan) -> FileTime {
    var latest = manifest?.latest.nextSecond ?? FileTime(seconds: 0)
    for case .change(let old) in plan.actions { latest = max(latest, old.modified.nextSecond) }
    return FileTime(seconds: max(latest.seconds, clock().seconds))
  }

  private func stage(_ staged: inout StagedEdition, over live: Listing) throws(PublishingProblem) {
    let (staging, plan) = (Staging(folder: places.staging, output: places.output, disk: disk), staged.plan)
    do throws(PublishingProblem) {
      let time = editionTime(plan)
      let statuses = try Disk.readableByAll { () throws(PublishingProblem) in
        if places.reasonAgainstExchange != nil { try disk.makeFolders(places.output) }
        return try staging.write(plan, time: time)
      }
      var reason = places.reasonAgainstExchange
      if reason == nil && live.isPartial { reason = "not everything in '\(places.output)' can be listed" }
      if reason == nil { reason = try staging.linkTheRest(plan, live) }
      if reason == nil { try staging.keepFolderTimes(plan, live) }
      staged.reasonAgainstExchange = reason
      staged.next.latest = time
      staged.next.files = Staging.entries(plan, statuses)
    } catch {
      try? disk.removeTree(places.staging)
      throw error
    }
  }

  private mutating func switchTo(_ staged: StagedEdition) throws(PublishingProblem) -> Publication.Way {
    do throws(PublishingProblem) {
      if let cause = staged.sync?.failure { throw .writingFailed(path: places.staging, cause: cause) }
      try disk.syncFileSystem(of: places.staging)
      var next = staged.next
      var reason = staged.reasonAgainstExchange
      if reason == nil { reason = try exchange(&next) }
      guard let reason else { return .exchanged }
      try move(staged.plan, &next)
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
      try disk.replace(places.nextManifest, with: next.bytes)
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

  private mutating func move(_ plan: Plan, _ next: inout Manifest) throws(PublishingProblem) {
    next.folder = nil
    try disk.replace(places.nextManifest, with: next.bytes)
    let toTheNew = Switch(places: places, disk: disk)
    do throws(PublishingProblem) {
      try toTheNew.moveFileByFile(plan)
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
