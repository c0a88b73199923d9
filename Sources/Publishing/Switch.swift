/// Makes the staged edition the live one.
struct Switch {
  let places: Places
  let disk: Disk

  /// Exchanges the staging with the live folder in one step.
  ///
  /// - Returns: why the file system can't, or `nil` when the new edition is live.
  func exchange() throws(PublishingProblem) -> String? {
    if try disk.status(of: places.output) == nil {
      try disk.rename(places.staging, to: places.output)
    } else if let cause = disk.exchange(places.staging, places.output) {
      guard cause.meansUnsupported else { throw .cannotCreate(path: places.output, cause: cause) }
      return "'\(places.output)' can't be exchanged in one step: \(cause)"
    }
    return nil
  }

  /// Moves the staged files over the live ones, each in one step.
  ///
  /// What pages refer to comes first and what they no longer refer to goes last, so that at every moment each page
  /// that can be read finds its style, script and data. `index.html` comes last of the pages.
  func moveFileByFile(_ plan: Plan) throws(PublishingProblem) {
    let wanted = Set(plan.items.map(\.path))
    // A file where a folder has to be, or the other way round.
    let inTheWay = plan.removed.filter { path in
      plan.folders.contains(path) || folders(above: path).contains { wanted.contains($0) }
    }
    try remove(inTheWay, keeping: plan.folders)
    for path in plan.folders.sorted() { try disk.makeFolders("\(places.output)/\(path)") }
    for index in order(plan) {
      let path = plan.items[index].path
      try disk.rename("\(places.staging)/\(path)", to: "\(places.output)/\(path)")
    }
    try remove(plan.removed.filter { !inTheWay.contains($0) }, keeping: plan.folders)
    try disk.syncFileSystem(of: places.output)
  }

  private func order(_ plan: Plan) -> [Int] {
    func rank(_ index: Int) -> Int? {
      let path = plan.items[index].path
      let isPage = path.hasSuffix(".html")
      switch plan.actions[index] {
      case .keep: return nil
      case .add: return isPage ? 1 : 0
      case .change: return path == "index.html" ? 4 : isPage ? 3 : 2
      }
    }
    let ranked = plan.items.indices.compactMap { index in rank(index).map { (rank: $0, index: index) } }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.index)
  }

  /// Removes our files, and the folders that were left empty by that.
  private func remove(_ paths: [String], keeping: Set<String>) throws(PublishingProblem) {
    for path in paths where try disk.status(of: "\(places.output)/\(path)") != nil {
      try disk.removeFile("\(places.output)/\(path)")
    }
    for folder in Set(paths.flatMap(folders(above:))).subtracting(keeping).sorted(by: >) {
      guard try disk.status(of: "\(places.output)/\(folder)")?.kind == .folder else { continue }
      if try disk.names(in: "\(places.output)/\(folder)").isEmpty {
        try disk.removeFolder("\(places.output)/\(folder)")
      }
    }
  }

  /// Puts the old edition away, once the new one is live, and remembers the new one.
  ///
  /// A problem here doesn't mean that the old edition is still live, so it has a kind of its own. Recovery does this
  /// again from the start when a run was killed in between.
  ///
  /// - Parameter replaced: the folder that holds the old edition; `nil` when it was replaced file by file.
  func finish(_ next: Manifest, after old: Manifest?, replaced: String?) throws(PublishingProblem) {
    do throws(PublishingProblem) {
      try disk.syncFolder(parent(of: places.output))
      if let replaced { try carryOver(from: replaced) { next.files[$0] != nil || old?.files[$0] != nil } }
      try disk.removeTree(places.staging)
      try disk.rename(places.nextManifest, to: places.manifest)
      try disk.syncFolder(places.state)
    } catch {
      guard let site = error.site else { throw error }
      throw .untidied(path: site.path, cause: site.cause)
    }
  }

  /// Saves what somebody else added or replaced in the old folder after the plan was made.
  private func carryOver(from folder: String, ours: (String) -> Bool) throws(PublishingProblem) {
    let old = try Listing(of: folder, on: disk)
    for (path, status) in old.entries.sorted(by: { $0.key < $1.key }) where status.kind != .folder && !ours(path) {
      let target = "\(places.output)/\(path)"
      if let live = try disk.status(of: target), live.inode == status.inode || live.kind == .folder { continue }
      try disk.makeFolders(parent(of: target))
      try disk.rename("\(folder)/\(path)", to: target)
    }
  }
}
