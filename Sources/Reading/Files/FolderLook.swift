import Glibc

/// What the system says of a file without opening it: as long as that stays, nobody has written to the file.
///
/// The second time is that of the last change of anything about the file. Whoever writes to it sets it, and no program
/// can set it back.
struct FileLook: Sendable {
  let size: Int
  /// Seconds and nanoseconds since 1970.
  let modified: (seconds: Int, nanoseconds: Int)
  let changed: (seconds: Int, nanoseconds: Int)
  let inode: UInt64
  let device: UInt64

  init(_ status: stat) {
    size = Int(status.st_size)
    modified = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
    changed = (Int(status.st_ctim.tv_sec), Int(status.st_ctim.tv_nsec))
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
  }
}

/// What the system says of every file of a folder that would be read. Two equal ones are of the same bytes.
package struct FolderLook: Sendable {
  /// A line for each file: its path and the look of it.
  package let text: String
  package let fileCount: Int

  /// - Parameter now: seconds since 1970.
  /// - Returns: `nil` where something would be a finding, and where a file was changed within the last two seconds, so that
  ///   another change might leave all of this as it is: clocks of file systems go in steps.
  package init?(root: String, at now: Int = time(nil)) {
    guard case .opened(let folder) = Descriptor.openingFolder(root) else { return nil }
    var listing = FolderListing(prefix: "")
    listing.list(folder, components: [])
    guard listing.findings.isEmpty else { return nil }
    var text = ""
    for file in listing.files {
      let look = file.look
      guard max(look.modified.seconds, look.changed.seconds) < now - Self.settlingInSeconds else { return nil }
      text += file.folder.joined(separator: "/")
      text += "/\(file.name) \(look.size) \(look.modified.seconds) \(look.modified.nanoseconds) "
      text += "\(look.changed.seconds) \(look.changed.nanoseconds) \(look.inode) \(look.device)\n"
    }
    self.text = text
    fileCount = listing.files.count
  }

  /// The coarsest clock of a file system in use goes in steps of two seconds.
  private static let settlingInSeconds = 2
}
