/// SHA-256 sums of files by path, as `sha256sum` writes and checks them.
package struct Sums: Sendable, Equatable {
  package static let name = "SHA256SUMS"

  package private(set) var digests: [String: Digest] = [:]

  package init() {}

  package subscript(path: String) -> Digest? {
    get { digests[path] }
    set { digests[path] = newValue }
  }

  /// Sorted by path; `sha256sum --check` takes it.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digests.count * 96)
    for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
      digest.appendDigits(to: &bytes)
      bytes += "  ".utf8
      bytes += path.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// `nil` when a line isn't a sum and a path that stays inside the folder.
  package init?(_ text: String) {
    guard text.isEmpty || text.utf8.last == UInt8(ascii: "\n") else { return nil }
    for line in text.split(separator: "\n") {
      let path = line.dropFirst(66)
      guard line.dropFirst(64).hasPrefix("  "), let digest = Digest(line.prefix(64).utf8), Sums.isInside(path) else {
        return nil
      }
      digests[String(path)] = digest
    }
  }

  private static func isInside(_ path: Substring) -> Bool {
    !path.split(separator: "/", omittingEmptySubsequences: false).contains { ["", ".", ".."].contains($0) }
  }
}
