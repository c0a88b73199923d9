import Glibc

extension Disk {
  /// Writes a file where there is none yet.
  ///
  /// - Returns: false when something is there already; it is left as it was.
  package func createNew(_ path: String, with bytes: [UInt8]) throws(PublishingProblem) -> Bool {
    do {
      try write(bytes, to: path)
      return true
    } catch {
      if case .cannotCreate(_, let cause) = error, cause.code == EEXIST { return false }
      throw error
    }
  }
}
