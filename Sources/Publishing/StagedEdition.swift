import CLinux
import Dispatch
import Glibc
import Synchronization

/// An edition whose files are beside the live folder, or in it already, and that can be switched to.
package struct StagedEdition: Sendable {
  let items: [Item]
  let plan: Plan
  /// Whether the live folder already is the edition: then nothing is staged.
  let isUntouched: Bool
  /// The manifest once it is live.
  var next: Manifest
  /// Why the folders can't be exchanged, as far as anybody knows before it is tried.
  var reasonAgainstExchange: String?
  /// What has the disk take the files while other work goes on.
  var sync: BackgroundSync?
}

/// Has the disk take all that is written on a file system, beside whatever goes on meanwhile.
///
/// What is written after it began needs another sync, which then has less to wait for.
final class BackgroundSync: Sendable {
  private let cause = Mutex<SystemCause?>(nil)
  private let end = DispatchGroup()

  /// - Parameter path: a folder of that file system.
  init(ofFileSystemOf path: String, on disk: Disk) {
    if let code = disk.fault?(.sync, path) {
      cause.withLock { $0 = SystemCause(code: code) }
      return
    }
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // Neither a task nor a block of a shared queue: it waits, and would keep one of their few threads from working.
    DispatchQueue(label: "sync").async(group: end) { [self] in
      let code = linux_sync_file_system(descriptor)
      close(descriptor)
      // Some file systems can't; the sync that follows says so.
      if code != 0, code != EINVAL { cause.withLock { $0 = SystemCause(code: code) } }
    }
  }

  /// Why the disk couldn't take it, once it has ended; a later sync needn't be told again.
  var failure: SystemCause? {
    end.wait()
    return cause.withLock { $0 }
  }
}
