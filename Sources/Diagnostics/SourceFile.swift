import Synchronization

/// One file as it was read: its path inside the tree it came from, and its bytes.
///
/// A class, so that the many places that point into a file share one copy of it.
package final class SourceFile: Sendable {
  /// The path as a person would type it, such as `Input/models/qwen.yaml`.
  package let path: String
  package let bytes: [UInt8]
  /// Where each line begins; counted when somebody first asks.
  private let countedLines = Mutex<LineTable?>(nil)

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

extension SourceFile {
  /// The 1-based line that holds an offset.
  ///
  /// Lines are looked up, not counted again, so that a page may name the line of every row of a long file.
  func line(at offset: Int) -> Int { withLines { $0.line(at: offset) } }

  /// The 1-based line and column of an offset; columns are Unicode scalars.
  func lineAndColumn(of offset: Int) -> (line: Int, column: Int) {
    withLines { $0.lineAndColumn(of: min(offset, bytes.count), in: bytes) }
  }

  /// The bytes of the line that holds an offset, without its line end and without a byte order mark.
  func lineRange(at offset: Int) -> Range<Int> {
    withLines { $0.range(ofLine: $0.line(at: offset), in: bytes) }
  }

  private func withLines<Result: Sendable>(_ use: (inout LineTable) -> Result) -> Result {
    countedLines.withLock { known in
      var lines = known.take() ?? LineTable(of: bytes)
      defer { known = lines }
      return use(&lines)
    }
  }
}
