import CLinux
import Glibc

/// Holds the state folder for one run. The kernel lets go of the lock when the process ends, however it ends.
@safe struct StateLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock without waiting, or says who holds it.
  init(_ path: String) throws(PublishingProblem) {
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard opened >= 0 else { throw .cannotCreate(path: path, cause: .latest) }
    let code = linux_try_lock(opened)
    guard code == 0 else {
      let holder = StateLock.holder(of: opened)
      close(opened)
      guard code == EWOULDBLOCK else { throw .cannotCreate(path: path, cause: SystemCause(code: code)) }
      throw .busy(process: holder)
    }
    descriptor = opened
  }

  deinit {
    // A child that was started meanwhile has the open file too, until it becomes another program.
    linux_unlock(descriptor)
    close(descriptor)
  }

  /// The process that holds the lock, from the kernel's list: `12: FLOCK ADVISORY WRITE 4711 fe:01:5242 0 EOF`.
  private static func holder(of descriptor: Int32) -> Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, let list = try? Disk().bytes(of: "/proc/locks") else { return nil }
    for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK", words[5].hasSuffix(":\(status.st_ino)") else { continue }
      return Int(words[4])
    }
    return nil
  }
}
