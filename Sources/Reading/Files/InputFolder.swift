package import Diagnostics

/// Reads the files of a folder into memory.
package enum InputFolder {
  /// The most bytes that one file may have.
  package static let fileSizeLimit = 1 << 30
  /// The most folders inside each other.
  package static let depthLimit = 16

  /// Every file under `root`, sorted by path, its path beginning with `prefix`; and what couldn't be read.
  ///
  /// Hidden files and editors' backups are passed over. Links aren't followed, so nothing outside the folder is read;
  /// pipes and devices aren't opened for reading, so nothing can hang. A file is read in one piece as it was at one
  /// moment, or it is a finding.
  ///
  /// - Parameters:
  ///   - unwanted: Folders right under `root` whose files nobody needs.
  ///   - jobs: How many files are read at once; as many as there are cores unless given.
  package static func read(
    root: String, as prefix: String, without unwanted: Set<String> = [], jobs: Int? = nil
  ) -> (files: [SourceFile], findings: [Finding]) {
    let rootFolder: Descriptor
    switch Descriptor.openingFolder(root) {
    case .opened(let folder): rootFolder = folder
    case .failed(let trouble): return ([], [trouble.finding(at: prefix)])
    }
    var listing = FolderListing(prefix: prefix)
    listing.list(rootFolder, components: [])
    let paths = listing.files.filter { path in path.folder.first.map { !unwanted.contains($0) } ?? true }
    let outcomes = read(paths, under: rootFolder, jobs: jobs)
    var files: [SourceFile] = []
    var findings = listing.findings
    for (path, outcome) in zip(paths, outcomes) {
      let display = display(path, prefix: prefix)
      switch outcome {
      case .bytes(let bytes): files.append(SourceFile(path: display, bytes: bytes))
      case .trouble(let trouble): findings.append(trouble.finding(at: display))
      }
    }
    files.sort { $0.path < $1.path }
    return (files, findings.sorted(by: Finding.isShownBefore))
  }

  private static func display(_ path: FolderListing.Path, prefix: String) -> String {
    ([prefix].filter { !$0.isEmpty } + path.folder + [path.name]).joined(separator: "/")
  }

  /// What came of each path, in their order.
  private static func read(
    _ paths: [FolderListing.Path], under root: borrowing Descriptor, jobs: Int?
  ) -> [FileOutcome] {
    let root = root.number
    // Neighbours go to one thread, so that it opens each folder once.
    return paths.concurrentMap(jobs: jobs) { part in
      var reader = FileReader(root: root)
      var outcomes: [FileOutcome] = []
      for path in part { outcomes.append(reader.read(path)) }
      return outcomes
    }
  }
}
