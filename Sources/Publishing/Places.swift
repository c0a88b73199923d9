/// Where a run reads and writes: the live folder, the state folder and the staging beside or inside the live one.
struct Places {
  /// The live folder without links in its path. It may not exist yet.
  let output: String
  let state: String
  /// `nil` when a new folder can be made beside the live one and exchanged with it.
  let reasonAgainstExchange: String?

  static let insideName = ".parallax-staging"

  /// Beside the live folder where they will be exchanged; else inside, on the same file system in any case.
  var staging: String { reasonAgainstExchange == nil ? besideStaging : insideStaging }
  var besideStaging: String { "\(parent(of: output))/.parallax-\(lastName).staging".replacing("//", with: "/") }
  var insideStaging: String { "\(output)/\(Places.insideName)" }

  private var lastName: String { output.split(separator: "/").last.map(String.init) ?? "root" }

  var lock: String { "\(state)/lock" }
  var manifest: String { "\(state)/manifest" }
  /// The manifest of the edition that is just being switched to.
  var nextManifest: String { "\(state)/manifest.next" }
  /// How what was read last looked, and what it came to.
  var inputs: String { "\(state)/inputs" }
  /// What the live pages were made from.
  var pages: String { "\(state)/pages" }
  /// A copy of what is remembered of editions.
  var memory: String { "\(state)/\(Archive.folder)" }
  /// Tells a state folder of another output from ours.
  var name: Digest { Digest(of: Array(output.utf8)) }

  /// - Parameters:
  ///   - output: the folder to publish, or a link to it.
  ///   - state: `nil` for `.parallax` beside the output.
  init(output: String, state: String?, on disk: Disk) throws(PublishingProblem) {
    self.output = try Places.resolved(output, on: disk)
    let above = parent(of: self.output)
    self.state = state ?? "\(above)/.parallax".replacing("//", with: "/")
    reasonAgainstExchange = try Places.reason(against: self.output, above, on: disk)
  }

  /// The path without links. A last part that doesn't exist yet stays as it is.
  private static func resolved(_ path: String, on disk: Disk) throws(PublishingProblem) -> String {
    if let status = try disk.status(of: path) {
      guard let real = disk.realPath(of: path) else {
        throw .obstructed(path: path, by: "a link to nothing")
      }
      guard try disk.status(of: real)?.kind == .folder else {
        throw .obstructed(path: path, by: status.kind == .link ? "a link to a file" : "a file")
      }
      return real
    }
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    let name = trimmed.split(separator: "/").last.map(String.init) ?? trimmed
    try disk.makeFolders(parent(of: trimmed))
    guard let above = disk.realPath(of: parent(of: trimmed)) else {
      throw .cannotCreate(path: path, cause: SystemCause(code: 2))
    }
    return "\(above)/\(name)".replacing("//", with: "/")
  }

  private static func reason(
    against output: String, _ above: String, on disk: Disk
  ) throws(PublishingProblem) -> String? {
    guard let live = try disk.status(of: output), let folder = try disk.status(of: above) else { return nil }
    if live.device != folder.device { return "'\(output)' is a mount point" }
    return disk.isWritable(above) ? nil : "nothing can be made in '\(above)'"
  }
}
