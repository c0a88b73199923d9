import Glibc

/// Reads files below a folder one after the other, and keeps the folder of the last one open.
struct FileReader: ~Copyable {
  private let root: Int32
  private var folderNames: [String] = []
  private var folder: Descriptor?

  init(root: Int32) {
    self.root = root
    folder = nil
  }

  mutating func read(_ path: FolderListing.Path) -> FileOutcome {
    if path.folder != folderNames {
      if let trouble = moveTo(path.folder) { return .trouble(trouble) }
    }
    let parent = folder?.number ?? root
    // A file that is being written is tried again; an editor is done by then.
    for _ in 0..<5 {
      switch Descriptor.opening(path.name, in: parent) {
      case .failed(let trouble): return .trouble(trouble)
      case .opened(let file):
        switch Self.read(file) {
        case .trouble(.changed): usleep(Self.tickInMicroseconds)
        case let outcome: return outcome
        }
      }
    }
    return .trouble(.changed)
  }

  /// Opens a folder name by name, so that no link on the way is followed.
  private mutating func moveTo(_ names: [String]) -> FileTrouble? {
    folder = nil
    folderNames = []
    for name in names {
      switch Descriptor.opening(name, in: folder?.number ?? root, flags: O_DIRECTORY) {
      case .opened(let inner): folder = consume inner
      case .failed(let trouble):
        folder = nil
        return trouble
      }
    }
    folderNames = names
    return nil
  }

  /// Longer than the kernel takes to give a later change a later time.
  private static let tickInMicroseconds: UInt32 = 20_000

  /// True for a file so fresh that another change could leave its time as it is.
  private static func changedThisTick(_ status: stat) -> Bool {
    var now = timespec()
    guard unsafe clock_gettime(CLOCK_REALTIME_COARSE, &now) == 0 else { return false }
    let seconds = now.tv_sec - status.st_mtim.tv_sec
    guard abs(seconds) < 2 else { return false }
    let age = seconds * 1_000_000 + (now.tv_nsec - status.st_mtim.tv_nsec) / 1000
    return age >= 0 && age < Int(tickInMicroseconds)
  }

  /// The whole file, if it stays the same meanwhile.
  private static func read(_ file: borrowing Descriptor) -> FileOutcome {
    guard let before = file.status() else { return .trouble(.unreadable(systemError(errno))) }
    guard Descriptor.Kind(mode: before.st_mode) == .file else { return .trouble(.notAFile) }
    guard !Self.changedThisTick(before) else { return .trouble(.changed) }
    let size = Int(before.st_size)
    guard size <= InputFolder.fileSizeLimit else { return .trouble(.tooLarge(size)) }
    guard let bytes = file.bytes(upTo: size) else { return .trouble(.unreadable(systemError(errno))) }
    guard let after = file.status(), bytes.count == size, Int(after.st_size) == size,
      after.st_mtim.tv_sec == before.st_mtim.tv_sec, after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else { return .trouble(.changed) }
    return .bytes(bytes)
  }
}
