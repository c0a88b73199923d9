/// The new edition, built where nobody reads it.
struct Staging {
  let folder: String
  let output: String
  let disk: Disk

  /// Writes the files that are new or have changed. Each gets `time`, which is later than any live file's.
  ///
  /// What has the bytes of another file of the edition becomes a second name of it, where the file system can do that.
  ///
  /// - Returns: what the file system says of each file of the edition, in the plan's order; of those that stay, what it
  ///   said before.
  func write(_ plan: Plan, time: FileTime) throws(PublishingProblem) -> [FileStatus] {
    try makeFolders(plan)
    var copies: [Int] = []
    var others: [Int] = []
    for (index, item) in plan.items.enumerated() {
      if case .copy = item.content { copies.append(index) } else { others.append(index) }
    }
    var known: [FileStatus?] = Array(repeating: nil, count: plan.items.count)
    // Copies come last: what they are copies of is there by then.
    for indices in [others, copies] {
      let originals = known
      let written = try indices.concurrentResults { index throws(PublishingProblem) in
        try write(index, plan, time: time, originals)
      }
      for (index, status) in zip(indices, written) { known[index] = status }
    }
    return known.compactMap(\.self)
  }

  private func write(
    _ index: Int, _ plan: Plan, time: FileTime, _ originals: [FileStatus?]
  ) throws(PublishingProblem) -> FileStatus {
    let item = plan.items[index]
    let path = "\(folder)/\(item.path)"
    var mode: UInt32?
    switch plan.actions[index] {
    case .keep(let status): return status
    // What is made can be read by everybody; only what somebody set otherwise is set again.
    case .change(let old): mode = old.mode == 0o644 ? nil : old.mode
    case .add: break
    }
    if case .copy(let original) = item.content, let status = originals[original],
      try linkCopy(of: original, as: path, plan)
    {
      return status
    }
    return try disk.write(try bytes(of: index, plan), to: path, mode: mode, time: time)
  }

  private func bytes(of index: Int, _ plan: Plan) throws(PublishingProblem) -> [UInt8] {
    switch plan.items[index].content {
    case .bytes(let bytes): bytes
    case .copy(let original): try bytes(of: original, plan)
    case .kept: try disk.bytes(of: "\(output)/\(plan.items[index].path)")
    }
  }

  /// - Returns: false where the bytes have to be written out.
  private func linkCopy(of original: Int, as path: String, _ plan: Plan) throws(PublishingProblem) -> Bool {
    let isLive = if case .keep = plan.actions[original] { true } else { false }
    guard let cause = disk.link("\(isLive ? output : folder)/\(plan.items[original].path)", as: path) else {
      return true
    }
    guard cause.meansUnsupported else { throw .cannotCreate(path: path, cause: cause) }
    return false
  }

  private func makeFolders(_ plan: Plan) throws(PublishingProblem) {
    try disk.makeFolder(folder)
    if let status = try disk.status(of: output) { disk.setMode(of: folder, to: status.mode) }
    for path in plan.folders.sorted() {
      try disk.makeFolder("\(folder)/\(path)")
      if let status = try disk.status(of: "\(output)/\(path)"), status.mode != 0o755 {
        disk.setMode(of: "\(folder)/\(path)", to: status.mode)
      }
    }
  }

  /// Gives unchanged and foreign files a second name in the staging, so that they keep inode and time.
  ///
  /// - Returns: why that can't be done here, or `nil` when it is done.
  func linkTheRest(_ plan: Plan, _ live: Listing) throws(PublishingProblem) -> String? {
    let kept = zip(plan.items, plan.actions).compactMap { item, action in
      if case .keep = action { item.path } else { nil }
    }
    for case let reason? in try kept.concurrentResults({ path throws(PublishingProblem) in try link(path) }) {
      return reason
    }
    for path in plan.foreign {
      // A folder of theirs may have been listed as one of ours stands in it, and is there already.
      for above in folders(above: path).reversed() where !plan.folders.contains(above) {
        try makeForeignFolder(above)
      }
      if live[path]?.kind == .folder {
        try makeForeignFolder(path)
      } else if let reason = try link(path) {
        return reason
      }
    }
    return nil
  }

  private func makeForeignFolder(_ path: String) throws(PublishingProblem) {
    let copy = "\(folder)/\(path)"
    guard try disk.status(of: copy) == nil else { return }
    try disk.makeFolder(copy)
    if let status = try disk.status(of: "\(output)/\(path)") { disk.setMode(of: copy, to: status.mode) }
  }

  private func link(_ path: String) throws(PublishingProblem) -> String? {
    guard let cause = disk.link("\(output)/\(path)", as: "\(folder)/\(path)") else { return nil }
    guard cause.meansUnsupported else { throw .cannotCreate(path: "\(folder)/\(path)", cause: cause) }
    return "'\(output)/\(path)' can't be given a second name: \(cause)"
  }

  /// Gives folders whose list of names is what it was their old time, so that a copying tool sees no change in them.
  func keepFolderTimes(_ plan: Plan, _ live: Listing) throws(PublishingProblem) {
    var touched = Set(plan.removed.map { parent(of: $0) })
    for (item, action) in zip(plan.items, plan.actions) {
      if case .keep = action { continue }
      touched.insert(parent(of: item.path))
    }
    for path in plan.folders.union(plan.foreign).sorted(by: >) where !touched.contains(path) {
      guard let status = live[path], status.kind == .folder else { continue }
      try disk.setTime(of: "\(folder)/\(path)", to: status.modified)
    }
    if !touched.contains("."), let status = try disk.status(of: output) {
      try disk.setTime(of: folder, to: status.modified)
    }
  }

  /// The manifest entries of the edition.
  ///
  /// - Parameter statuses: what the file system says of each of its files, in the plan's order.
  static func entries(_ plan: Plan, _ statuses: [FileStatus]) -> [String: Manifest.Entry] {
    var entries: [String: Manifest.Entry] = [:]
    entries.reserveCapacity(plan.items.count)
    for (index, status) in statuses.enumerated() {
      entries[plan.items[index].path] = Manifest.Entry(
        digest: plan.digests[index], size: status.size, modified: status.modified, inode: status.inode)
    }
    return entries
  }
}
