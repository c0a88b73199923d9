import Glibc

/// Everything in a folder, however deep, with what the file system says of it. Links are listed, not followed.
struct Listing {
  /// By path relative to the folder.
  private(set) var entries: [String: FileStatus] = [:]
  /// Whether there are folders that can't be looked into, or names that aren't UTF-8: what can't be listed can't be
  /// given a second name, so it has to stay where it is.
  private(set) var isPartial = false

  init() {}

  /// - Parameter ignored: the name of a folder at the top that isn't listed: our own staging.
  init(of folder: String, ignoring ignored: String? = nil, on disk: Disk) throws(PublishingProblem) {
    try list(folder, prefix: "", ignored, disk)
  }

  private mutating func list(
    _ folder: String, prefix: String, _ ignored: String?, _ disk: Disk
  ) throws(PublishingProblem) {
    let all = try disk.names(in: folder)
    let names = all.compactMap(\.self).filter { $0 != ignored }
    if all.contains(where: { $0 == nil }) { isPartial = true }
    let statuses = try names.concurrentResults { name throws(PublishingProblem) in
      try disk.status(of: "\(folder)/\(name)")
    }
    for (name, status) in zip(names, statuses) {
      guard let status else { continue }
      entries[prefix + name] = status
      guard status.kind == .folder else { continue }
      do throws(PublishingProblem) {
        try list("\(folder)/\(name)", prefix: "\(prefix)\(name)/", nil, disk)
      } catch .readingFailed(_, let cause) where cause.code == EACCES {
        isPartial = true
      }
    }
  }

  subscript(path: String) -> FileStatus? { entries[path] }
}

/// The folders above a path, innermost first: `a/b` and `a` of `a/b/c`.
func folders(above path: String) -> [String] {
  var folders: [String] = []
  var rest = path[...]
  while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
    rest = rest[..<slash]
    folders.append(String(rest))
  }
  return folders
}
