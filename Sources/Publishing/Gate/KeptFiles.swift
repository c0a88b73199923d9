import Diagnostics

/// Files of an edition that nobody made again: they are live, and would come out as they are.
///
/// The gate passed them when they were made. What may have changed since is where their links lead.
package struct KeptFiles: Sendable {
  /// The sum of each, by path.
  let digests: [String: Digest]
  /// Every file of the edition that is live, by path.
  let live: Set<String>
  private let output: String
  private let disk: Disk

  fileprivate init(_ paths: [String], _ manifest: Manifest?, in output: String, on disk: Disk) {
    let files = manifest?.files ?? [:]
    digests = Dictionary(paths.compactMap { path in files[path].map { (path, $0.digest) } }) { first, _ in first }
    let folder = Archive.folder + "/"
    live = Set(files.keys.filter { !$0.hasPrefix(folder) && $0 != Sums.name })
    self.output = output
    self.disk = disk
  }

  /// What is live at a path of the edition; `nil` when nothing is.
  func bytes(of path: String) -> [UInt8]? {
    live.contains(path) ? try? disk.bytes(of: "\(output)/\(path)") : nil
  }

  /// The files with their bytes.
  var files: [OutputFile] {
    digests.keys.sorted().map { OutputFile(path: $0, bytes: bytes(of: $0) ?? []) }
  }
}

extension Publisher {
  /// Files of the live edition that stay as they are.
  package func kept(_ paths: [String]) -> KeptFiles { KeptFiles(paths, manifest, in: places.output, on: disk) }
}
