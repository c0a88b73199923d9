/// What is published: the files that are ours, with their sums and what the file system said of them then.
///
/// Kept in the state folder as text, a line for each file. It tells our files from other people's, and whether a file
/// is still as we left it without reading it.
package struct Manifest: Equatable, Sendable {
  package struct Entry: Equatable, Sendable {
    package let digest: Digest
    /// In bytes.
    package let size: Int
    package let modified: FileTime
    package let inode: UInt64

    /// Whether the file hasn't been touched since: neither replaced nor written to.
    func describes(_ status: FileStatus) -> Bool {
      status.kind == .file && status.inode == inode && status.size == size && status.modified == modified
    }
  }

  /// What the edition was made from.
  package var fingerprint: Digest
  /// The folder's device and inode: tells, after a crash, whether the exchange took place. `nil` without an exchange.
  package var folder: Folder?
  /// The time of the youngest file of this edition or any before it. The next changed file gets a later one.
  package var latest: FileTime
  package var files: [String: Entry]
  /// What the editions were made from that were rolled back since the last one was published.
  package var withdrawn: Set<Digest>

  package struct Folder: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  package init(
    fingerprint: Digest, folder: Folder?, latest: FileTime, files: [String: Entry], withdrawn: Set<Digest> = []
  ) {
    self.fingerprint = fingerprint
    self.folder = folder
    self.latest = latest
    self.files = files
    self.withdrawn = withdrawn
  }
}

// MARK: - As text

extension Manifest {
  private static let firstLine = "parallax-manifest 1"

  /// Files by path, so that two manifests can be compared with `diff`.
  var text: String {
    var lines = [Manifest.firstLine, "fingerprint \(fingerprint)", "latest \(latest.seconds) \(latest.nanoseconds)"]
    if let folder { lines.append("folder \(folder.device) \(folder.inode)") }
    lines += withdrawn.map { "withdrawn \($0)" }.sorted()
    for (path, entry) in files.sorted(by: { $0.key < $1.key }) {
      let modified = entry.modified
      lines.append(
        "file \(entry.digest) \(entry.size) \(modified.seconds) \(modified.nanoseconds) \(entry.inode) \(path)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `nil` when the text isn't a whole manifest of this version.
  init?(_ text: String) {
    let lines = text.split(separator: "\n")
    guard text.utf8.last == UInt8(ascii: "\n"), lines.first.map(String.init) == Manifest.firstLine else { return nil }
    var fingerprint: Digest?
    var latest: FileTime?
    var folder: Folder?
    var withdrawn: Set<Digest> = []
    var files: [String: Entry] = [:]
    files.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
      let words = line.split(separator: " ", maxSplits: 6)
      switch (words[0], words.count) {
      case ("fingerprint", 2): fingerprint = Digest(words[1])
      case ("withdrawn", 2):
        guard let digest = Digest(words[1]) else { return nil }
        withdrawn.insert(digest)
      case ("latest", 3): latest = Manifest.time(words[1], words[2])
      case ("folder", 3):
        guard let device = UInt64(words[1]), let inode = UInt64(words[2]) else { return nil }
        folder = Folder(device: device, inode: inode)
      case ("file", 7):
        guard let digest = Digest(words[1]), let size = Int(words[2]), let inode = UInt64(words[5]),
          let modified = Manifest.time(words[3], words[4])
        else { return nil }
        files[String(words[6])] = Entry(digest: digest, size: size, modified: modified, inode: inode)
      default: return nil
      }
    }
    guard let fingerprint, let latest else { return nil }
    self.init(fingerprint: fingerprint, folder: folder, latest: latest, files: files, withdrawn: withdrawn)
  }

  private static func time(_ seconds: Substring, _ nanoseconds: Substring) -> FileTime? {
    guard let seconds = Int(seconds), let nanoseconds = Int(nanoseconds) else { return nil }
    return FileTime(seconds: seconds, nanoseconds: nanoseconds)
  }
}
