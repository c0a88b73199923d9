/// One file as it was read: its path inside the tree it came from, and its bytes.
///
/// A class, so that the many places that point into a file share one copy of it.
package final class SourceFile: Sendable {
  /// The path as a person would type it, such as `Input/models/qwen.yaml`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
