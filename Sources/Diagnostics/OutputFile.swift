/// A file to publish: what the site makes and what publishing takes.
package struct OutputFile: Sendable, Equatable {
  /// Relative to the site's root, with `/`, such as `models/qwen3-8b.html`.
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
