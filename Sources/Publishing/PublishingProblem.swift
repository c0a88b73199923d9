import Glibc

/// Why an edition couldn't be published. Whatever it is, the live edition stays as it was.
package enum PublishingProblem: Error, Equatable {
  /// Another run holds the lock; its process, where the kernel tells.
  case busy(process: Int?)
  /// A file or folder can't be made, replaced or removed: no permission, a read-only file system.
  case cannotCreate(path: String, cause: SystemCause)
  case readingFailed(path: String, cause: SystemCause)
  /// A file was opened and its bytes didn't all arrive: the disk is full or broken.
  case writingFailed(path: String, cause: SystemCause)
  /// The new edition is live, and what it replaced couldn't be put away; the next run does that.
  case untidied(path: String, cause: SystemCause)
  /// A switch file by file stopped on the way: the live folder has files of two editions until the next run.
  case halfway(path: String, cause: SystemCause)
  /// Something that isn't ours stands where a file of the edition has to go.
  case obstructed(path: String, by: String)
  /// The list of editions in the live folder can't be made out: going on would forget them.
  case brokenArchive(path: String)
  /// There is no edition of that name, or its pages are gone.
  case noEdition(String)
  /// There is no edition before the one of this id; `nil` where there is none at all.
  case noEarlierEdition(String?)
  /// A frozen page of the edition isn't as it was published.
  case damaged(edition: String, path: String)
  /// Somebody changed a file of the live edition that was to stay as it was, after the run had looked at it.
  case changedMeanwhile(path: String)
}

/// What the system said, as the value of `errno`.
package struct SystemCause: Equatable, Sendable, CustomStringConvertible {
  package let code: Int32

  package init(code: Int32) {
    self.code = code
  }

  /// The cause of the system call that has just failed.
  static var latest: SystemCause { SystemCause(code: errno) }

  /// Whether the file system, rather than the file, is the reason: no hard links, no exchange, not across a border.
  var meansUnsupported: Bool {
    [EXDEV, EPERM, EMLINK, EINVAL, ENOSYS, ENOTSUP, EBUSY].contains(code)
  }

  /// In the words of the C library, such as `No space left on device`.
  package var description: String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}

extension PublishingProblem {
  /// Where it happened and what the system said; `nil` for a problem that is no system call's.
  var site: (path: String, cause: SystemCause)? {
    switch self {
    case .cannotCreate(let path, let cause), .readingFailed(let path, let cause), .writingFailed(let path, let cause),
      .untidied(let path, let cause), .halfway(let path, let cause):
      (path, cause)
    case .busy, .obstructed, .brokenArchive, .noEdition, .noEarlierEdition, .damaged,
      .changedMeanwhile:
      nil
    }
  }
}

extension PublishingProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .busy(let process?): "another run is going on (process \(process))"
    case .busy(nil): "another run is going on"
    case .cannotCreate(let path, let cause): "'\(path)' can't be made: \(cause)"
    case .readingFailed(let path, let cause): "'\(path)' can't be read: \(cause)"
    case .writingFailed(let path, let cause): "'\(path)' can't be written: \(cause)"
    case .untidied(let path, let cause): "'\(path)' can't be put away: \(cause)"
    case .halfway(let path, let cause): "'\(path)' can't be replaced: \(cause)"
    case .obstructed(let path, let obstacle): "'\(path)' can't be made: \(obstacle) stands in the way"
    case .brokenArchive(let path): "'\(path)' can't be made out: it was changed by hand or cut short"
    case .noEdition(let id): "there are no pages of edition '\(id)'"
    case .noEarlierEdition(let id?): "there is no edition before \(id)"
    case .noEarlierEdition(nil): "there is no edition"
    case .damaged(let id, let path): "'\(path)' of edition \(id) was changed, and there is no other copy of it"
    case .changedMeanwhile(let path): "'\(path)' was changed while this run went on; the next one puts it right"
    }
  }
}
