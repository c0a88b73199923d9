import CLinux
import Glibc

/// The system calls that publishing makes, each with its error as a value.
///
/// Tests put a `fault` in, and see what a full disk or a lost permission does at each single call.
package struct Disk: Sendable {
  /// The calls that change something.
  package enum Call: String, Sendable, CaseIterable {
    case makeFolder, create, write, setTime, sync, link, rename, exchange, remove
  }

  /// Asked before each call that changes something; a value of `errno` makes the call fail, `nil` lets it through.
  package var fault: (@Sendable (Call, String) -> Int32?)?

  package init(fault: (@Sendable (Call, String) -> Int32?)? = nil) {
    self.fault = fault
  }

  /// Makes one call; `nil` when it succeeded.
  func attempt(_ call: Call, _ path: String, _ body: () -> Int32) -> SystemCause? {
    if let fault, let code = fault(call, path) { return SystemCause(code: code) }
    return body() == 0 ? nil : SystemCause.latest
  }

  func create(_ call: Call, _ path: String, _ body: () -> Int32) throws(PublishingProblem) {
    if let cause = attempt(call, path, body) { throw .cannotCreate(path: path, cause: cause) }
  }
}

// MARK: - Looking

extension Disk {
  /// The file itself, not what a link points to; `nil` when there is none.
  package func status(of path: String) throws(PublishingProblem) -> FileStatus? {
    var status = stat()
    guard unsafe lstat(path, &status) != 0 else { return FileStatus(status) }
    let cause = SystemCause.latest
    guard cause.code == ENOENT || cause.code == ENOTDIR else { throw .readingFailed(path: path, cause: cause) }
    return nil
  }

  /// The whole file.
  package func bytes(of path: String) throws(PublishingProblem) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .readingFailed(path: path, cause: .latest) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .readingFailed(path: path, cause: .latest) }
    // One byte more than the file should have: a file that grew is read to its end too.
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var count = 0
    while true {
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let got = unsafe bytes.withUnsafeMutableBytes { space in
        unsafe read(descriptor, space.baseAddress! + count, space.count - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .readingFailed(path: path, cause: .latest) }
      guard got > 0 else { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Whether a file has just these bytes; only a block of it is in memory at a time.
  package func isFile(_ path: String, of bytes: [UInt8]) throws(PublishingProblem) -> Bool {
    guard let status = try status(of: path), status.size == bytes.count else { return false }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .readingFailed(path: path, cause: .latest) }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 64 << 10)
    var count = 0
    while true {
      let got = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .readingFailed(path: path, cause: .latest) }
      guard got > 0 else { return count == bytes.count }
      guard count + got <= bytes.count, block[..<got] == bytes[count..<count + got] else { return false }
      count += got
    }
  }

  /// The names in a folder, sorted; `nil` among them for a name that isn't UTF-8.
  package func names(in path: String) throws(PublishingProblem) -> [String?] {
    guard let folder = unsafe opendir(path) else { throw .readingFailed(path: path, cause: .latest) }
    defer { unsafe closedir(folder) }
    var names: [String?] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        guard errno == 0 else { throw .readingFailed(path: path, cause: .latest) }
        break
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(validatingCString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { ($0 ?? "") < ($1 ?? "") }
  }

  /// Whether this process may make something in the folder.
  func isWritable(_ folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }

  /// The path without links and `..`; `nil` when nothing is there.
  package func realPath(of path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}

// MARK: - Changing

extension Disk {
  func makeFolder(_ path: String, mode: UInt32 = 0o777) throws(PublishingProblem) {
    try create(.makeFolder, path) { unsafe mkdir(path, mode) }
  }

  /// Makes the folder and those above it, where they are missing.
  package func makeFolders(_ path: String) throws(PublishingProblem) {
    guard !path.isEmpty, try status(of: path) == nil else { return }
    try makeFolders(parent(of: path))
    let cause = attempt(.makeFolder, path) { unsafe mkdir(path, 0o777) }
    if let cause, cause.code != EEXIST { throw .cannotCreate(path: path, cause: cause) }
  }

  /// What is made meanwhile can be read by everybody, whatever the account's habit: a web server is somebody else.
  package static func readableByAll<Result>(
    _ body: () throws(PublishingProblem) -> Result
  ) throws(PublishingProblem) -> Result {
    let habit = umask(0o022)
    defer { umask(habit) }
    return try body()
  }

  /// Gives a folder the permissions of another one. Best effort: a folder of somebody else's keeps its own.
  func setMode(of path: String, to mode: UInt32) {
    _ = unsafe chmod(path, mode)
  }

  /// Writes a new file, with the given time if there is one; there must be none yet.
  ///
  /// - Returns: what the file system says of it.
  @discardableResult
  func write(
    _ bytes: [UInt8], to path: String, mode: UInt32? = nil, time: FileTime? = nil, isSynced: Bool = false
  ) throws(PublishingProblem) -> FileStatus {
    if let code = fault?(.create, path) { throw .cannotCreate(path: path, cause: SystemCause(code: code)) }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, cause: .latest) }
    var failure = writeAll(bytes, to: descriptor, path)
    if failure == nil, let mode, fchmod(descriptor, mode) != 0 { failure = .latest }
    if failure == nil, let time {
      let moment = timespec(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
      failure = attempt(.setTime, path) { unsafe futimens(descriptor, [moment, moment]) }
    }
    if failure == nil, isSynced { failure = attempt(.sync, path) { fsync(descriptor) } }
    var status = stat()
    if failure == nil, unsafe fstat(descriptor, &status) != 0 { failure = .latest }
    // Network file systems tell of a full disk here.
    if close(descriptor) != 0, failure == nil { failure = .latest }
    if let failure { throw .writingFailed(path: path, cause: failure) }
    return FileStatus(status)
  }

  private func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) -> SystemCause? {
    if let code = fault?(.write, path) { return SystemCause(code: code) }
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { content in
        unsafe Glibc.write(descriptor, content.baseAddress! + start, content.count - start)
      }
      if written < 0 && errno == EINTR { continue }
      guard written >= 0 else { return .latest }
      start += written
    }
    return nil
  }

  /// Sets the time of a file or folder.
  func setTime(of path: String, to time: FileTime) throws(PublishingProblem) {
    let moment = timespec(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
    let cause = attempt(.setTime, path) {
      unsafe utimensat(AT_FDCWD, path, [moment, moment], AT_SYMLINK_NOFOLLOW)
    }
    if let cause { throw .writingFailed(path: path, cause: cause) }
  }

  /// Gives the file a second name; the cause when that can't be done. A link is linked itself, not what it points to.
  func link(_ path: String, as name: String) -> SystemCause? {
    attempt(.link, name) { unsafe Glibc.link(path, name) }
  }

  /// Moves a file or folder, replacing a file that is there.
  func rename(_ path: String, to target: String) throws(PublishingProblem) {
    try create(.rename, target) { unsafe Glibc.rename(path, target) }
  }

  /// Exchanges two folders in one step; the cause when the file system can't.
  func exchange(_ first: String, _ second: String) -> SystemCause? {
    if let code = fault?(.exchange, second) { return SystemCause(code: code) }
    let code = unsafe linux_exchange(first, second)
    return code == 0 ? nil : SystemCause(code: code)
  }

  func removeFile(_ path: String) throws(PublishingProblem) {
    try create(.remove, path) { unsafe unlink(path) }
  }

  func removeFolder(_ path: String) throws(PublishingProblem) {
    try create(.remove, path) { unsafe rmdir(path) }
  }

  /// Removes a folder with everything in it. Follows no link.
  package func removeTree(_ path: String) throws(PublishingProblem) {
    guard let status = try status(of: path) else { return }
    guard status.kind == .folder else { return try removeFile(path) }
    try removeWhole(path)
  }

  private func removeWhole(_ folder: String) throws(PublishingProblem) {
    // A name that isn't UTF-8 was never made by us, and removing the folder will say that it isn't empty.
    let names = try names(in: folder).compactMap(\.self)
    let folders = try names.concurrentResults { name throws(PublishingProblem) -> String? in
      let path = "\(folder)/\(name)"
      // Nearly all are files, so nobody asks first: the system says of a folder that it is one.
      guard let cause = attempt(.remove, path, { unsafe unlink(path) }) else { return nil }
      guard cause.code == EISDIR else { throw .cannotCreate(path: path, cause: cause) }
      return path
    }
    for path in folders.compactMap(\.self) { try removeWhole(path) }
    try removeFolder(folder)
  }

  /// Waits until a folder's list of names is on the disk.
  func syncFolder(_ path: String) throws(PublishingProblem) {
    try sync(path) { fsync($0) == 0 ? 0 : errno }
  }

  /// Waits until everything on the file system that holds `path` is on the disk.
  func syncFileSystem(of path: String) throws(PublishingProblem) {
    try sync(path, linux_sync_file_system)
  }

  private func sync(_ path: String, _ body: (Int32) -> Int32) throws(PublishingProblem) {
    if let code = fault?(.sync, path) { throw .writingFailed(path: path, cause: SystemCause(code: code)) }
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .readingFailed(path: path, cause: .latest) }
    defer { close(descriptor) }
    let code = body(descriptor)
    // Some network file systems can't sync a folder, and say so.
    if code != 0 && code != EINVAL { throw .writingFailed(path: path, cause: SystemCause(code: code)) }
  }

  /// Replaces a small file of the state folder whole: written beside, synced, renamed.
  package func replace(_ path: String, with bytes: [UInt8]) throws(PublishingProblem) {
    let temporary = path + ".tmp"
    if try status(of: temporary) != nil { try removeFile(temporary) }
    try write(bytes, to: temporary, isSynced: true)
    try rename(temporary, to: path)
    try syncFolder(parent(of: path))
  }
}

/// The folder that holds the path: `a/b` of `a/b/c`, `.` of `c`, `/` of `/c`.
func parent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path == "." ? "" : "." }
  return slash == path.startIndex ? (path == "/" ? "" : "/") : String(path[..<slash])
}
