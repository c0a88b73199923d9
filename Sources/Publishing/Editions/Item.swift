package import Diagnostics

/// One file of the folder to publish: where it will be, and where its bytes come from.
package struct Item: Sendable {
  enum Content: Sendable {
    case bytes([UInt8])
    /// A second name for the bytes of an item before this one, by its position.
    case copy(of: Int)
    /// Whatever the live folder has there stays.
    case kept
  }

  package let path: String
  let content: Content
  /// `nil` for what stays, whatever it is: the live file tells.
  let digest: Digest?

  init(path: String, content: Content, digest: Digest?) {
    self.path = path
    self.content = content
    self.digest = digest
  }

  /// A file that stays as it is in the live folder; it is left out when it isn't there.
  static func kept(_ path: String) -> Item { Item(path: path, content: .kept, digest: nil) }

  /// A file that has to be in the live folder with just these bytes.
  static func kept(_ path: String, as digest: Digest) -> Item { Item(path: path, content: .kept, digest: digest) }

  package init(_ file: OutputFile) {
    self.init(path: file.path, content: .bytes(file.bytes), digest: Digest(of: file.bytes))
  }

  /// An item for each file, their sums made on several threads.
  package static func all(_ files: [OutputFile]) async -> [Item] {
    await files.concurrentMap(stretch: 64) { $0.map { Item($0) } }.flatMap { $0 }
  }
}
