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
  /// `nil` for what stays: the live file tells.
  let digest: Digest?

  init(path: String, content: Content, digest: Digest?) {
    self.path = path
    self.content = content
    self.digest = digest
  }

  /// A file that stays as it is in the live folder; it is left out when it isn't there.
  static func kept(_ path: String) -> Item { Item(path: path, content: .kept, digest: nil) }

  package init(_ file: OutputFile) {
    self.init(path: file.path, content: .bytes(file.bytes), digest: Digest(of: file.bytes))
  }

  /// An item for each file, their sums made on several threads.
  package static func all(_ files: [OutputFile]) async -> [Item] {
    await files.concurrentMap(stretch: 64) { $0.map { Item($0) } }.flatMap { $0 }
  }
}

extension [Item] {
  /// The bytes that the item brings; none for what stays.
  func bytes(of index: Int) -> [UInt8] {
    switch self[index].content {
    case .bytes(let bytes): bytes
    case .copy(let original): bytes(of: original)
    case .kept: []
    }
  }
}
