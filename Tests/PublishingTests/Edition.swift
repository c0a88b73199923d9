import Diagnostics
import Publishing
import TestSupport

/// An edition written down: paths and texts.
func edition(_ files: [String: String]) -> [OutputFile] {
  files.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, bytes: Array($0.value.utf8)) }
}

func fingerprint(_ text: String) -> Digest {
  Digest(of: Array(text.utf8))
}

extension TemporaryFolder {
  /// Publishes into `Output`, as one run does.
  @discardableResult
  func publish(
    _ files: [String: String], disk: Disk = Disk(), clock: (@Sendable () -> FileTime)? = nil
  ) async throws -> Publication {
    var publisher = try Publisher(output: "\(path)/Output", disk: disk, clock: clock ?? { .now })
    let key = files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    return try await publisher.publish(Item.all(edition(files)), madeFrom: fingerprint(key))
  }

  func status(_ name: String) throws -> FileStatus? {
    try Disk().status(of: "\(path)/\(name)")
  }
}
