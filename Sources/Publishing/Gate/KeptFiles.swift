package import Diagnostics

/// Files of an edition that are live and come out as they are: made again or not, the gate needn't look at them again.
///
/// It passed them when they were new. What may have changed since is where their links lead.
package struct KeptFiles: Sendable {
  /// The sum of each that nobody made again, by path.
  let unmade: [String: Digest]
  /// Those that were made and came out the same.
  private var same: [String: OutputFile] = [:]
  /// The sum of every file of the edition that is live.
  private let live: [String: Digest]
  private let output: String
  private let disk: Disk

  fileprivate init(_ paths: [String], _ manifest: Manifest?, in output: String, on disk: Disk) {
    let folder = Archive.folder + "/"
    live = (manifest?.files ?? [:]).filter { !$0.key.hasPrefix(folder) && $0.key != Sums.name }.mapValues(\.digest)
    let sums = live
    unmade = Dictionary(paths.compactMap { path in sums[path].map { (path, $0) } }) { first, _ in first }
    self.output = output
    self.disk = disk
  }

  /// With those files of the edition that came out as they are live.
  package func adding(sameIn edition: Edition, of files: [OutputFile]) -> KeptFiles {
    var made: [String: OutputFile] = [:]
    // Of a path that is made twice the gate speaks.
    var twice: Set<String> = []
    for file in files where made.updateValue(file, forKey: file.path) != nil { twice.insert(file.path) }
    var digests: [String: Digest] = [:]
    for item in edition.items { digests[item.path] = item.digest }
    func isSame(_ path: String) -> Bool { digests[path].map { live[path] == $0 } ?? true }
    var kept = self
    // A page and its Markdown twin are compared with each other: where one is another, both are new.
    kept.same = made.filter { path, _ in
      isSame(path) && live[path] != nil && !twice.contains(path)
        && (!path.hasSuffix(".html") || isSame(path.dropLast(5) + ".md"))
        && (!path.hasSuffix(".md") || isSame(path.dropLast(3) + ".html"))
    }
    return kept
  }

  var isEmpty: Bool { unmade.isEmpty && same.isEmpty }

  /// In order.
  var paths: [String] { (Array(unmade.keys) + Array(same.keys)).sorted() }

  func contains(_ path: String) -> Bool { unmade[path] != nil || same[path] != nil }

  /// Every file of the edition that is live, by path.
  var livePaths: some Sequence<String> { live.keys }

  func isLive(_ path: String) -> Bool { live[path] != nil }

  /// What is live at a path of the edition, as it was published; `nil` when nothing is, or something else.
  func bytes(of path: String) -> [UInt8]? {
    if let file = same[path] { return file.bytes }
    guard let digest = live[path], let bytes = try? disk.bytes(of: "\(output)/\(path)"), Digest(of: bytes) == digest
    else { return nil }
    return bytes
  }

  /// The files with their bytes.
  var files: [OutputFile] { paths.map { OutputFile(path: $0, bytes: bytes(of: $0) ?? []) } }
}

extension Publisher {
  /// Files of the live edition that stay as they are.
  package func kept(_ paths: [String]) -> KeptFiles { KeptFiles(paths, manifest, in: places.output, on: disk) }
}
