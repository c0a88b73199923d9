import Glibc

/// What the file system says of a file without opening it.
package struct FileStatus: Equatable, Sendable {
  package enum Kind: Sendable {
    case file, folder, link, special
  }

  package let kind: Kind
  /// In bytes.
  package let size: Int
  package let modified: FileTime
  package let device: UInt64
  package let inode: UInt64
  /// Permission bits.
  let mode: UInt32

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .special
      }
    size = Int(status.st_size)
    modified = FileTime(seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec))
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    mode = status.st_mode & 0o7777
  }
}

/// When a file was last changed, since 1970-01-01 00:00 UTC.
package struct FileTime: Equatable, Comparable, Sendable {
  package let seconds: Int
  package let nanoseconds: Int

  package init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  package static func < (left: FileTime, right: FileTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The next whole second. Web servers and HTTP dates know nothing finer.
  var nextSecond: FileTime { FileTime(seconds: seconds + 1) }
}
