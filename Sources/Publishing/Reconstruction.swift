import Diagnostics

/// Works out the manifest from the published folder, where the state folder was lost.
struct Reconstruction {
  let output: String
  let disk: Disk

  /// A manifest of what the folder's own sums list; `nil` when the folder doesn't prove that it was published by us.
  ///
  /// A file that isn't as its sum says counts as ours, and as changed by hand.
  func manifest() throws(PublishingProblem) -> Manifest? {
    guard let archive = try? Memory(of: output).archive(), let live = archive.live,
      let bytes = try bytes(Sums.name), Edition.id(day: String(live.prefix(10)), sums: bytes) == live
    else { return nil }
    var manifest = Manifest(
      fingerprint: Digest(of: []), folder: nil, latest: FileTime(seconds: 0), files: [:])
    var known: [UInt64: Digest] = [:]
    try add("", to: &manifest, &known)
    try add("\(Archive.folder)/", to: &manifest, &known)
    for entry in archive.entries {
      let folder = "\(Archive.folder)/\(entry.id)"
      guard try add("\(folder)/", to: &manifest, &known) else { continue }
      for file in Signpost.files(in: folder) { try add(file.path, Digest(of: file.bytes), to: &manifest, &known) }
    }
    return manifest
  }

  /// Adds what the sums of a folder list, and the sums.
  ///
  /// - Returns: false where there are none.
  @discardableResult
  private func add(
    _ prefix: String, to manifest: inout Manifest, _ known: inout [UInt64: Digest]
  ) throws(PublishingProblem) -> Bool {
    guard let bytes = try bytes(prefix + Sums.name), let sums = Sums(String(decoding: bytes, as: UTF8.self)) else {
      return false
    }
    try add(prefix + Sums.name, Digest(of: bytes), to: &manifest, &known)
    for (path, digest) in sums.digests.sorted(by: { $0.key < $1.key }) {
      try add(prefix + path, digest, to: &manifest, &known)
    }
    return true
  }

  /// - Parameter known: sums by inode: frozen pages are second names of the same files.
  private func add(
    _ path: String, _ digest: Digest, to manifest: inout Manifest, _ known: inout [UInt64: Digest]
  ) throws(PublishingProblem) {
    guard let status = try disk.status(of: "\(output)/\(path)"), status.kind == .file else { return }
    let found: Digest
    if let sum = known[status.inode] {
      found = sum
    } else {
      found = Digest(of: try disk.bytes(of: "\(output)/\(path)"))
    }
    known[status.inode] = found
    // No file has the inode 0, so that one which was changed isn't taken for what we left.
    manifest.files[path] = Manifest.Entry(
      digest: digest, size: status.size, modified: status.modified, inode: found == digest ? status.inode : 0)
    manifest.latest = max(manifest.latest, status.modified)
  }

  private func bytes(_ path: String) throws(PublishingProblem) -> [UInt8]? {
    guard try disk.status(of: "\(output)/\(path)")?.kind == .file else { return nil }
    return try disk.bytes(of: "\(output)/\(path)")
  }
}
