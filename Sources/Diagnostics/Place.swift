/// A stretch of a source file: what a finding points at, and where a value came from.
///
/// Holds byte offsets only; lines and columns are counted when somebody asks.
package struct Place: Sendable, Hashable {
  package let file: SourceFile
  /// The offset of the first byte.
  package let start: Int
  /// The offset behind the last byte.
  package let end: Int

  package init(_ file: SourceFile, _ bytes: Range<Int>) {
    self.file = file
    start = bytes.lowerBound
    end = bytes.upperBound
  }

  /// The file as a whole, shown as its first line.
  package init(_ file: SourceFile) {
    self.init(file, 0..<0)
  }

  package static func == (left: Place, right: Place) -> Bool {
    left.file.path == right.file.path && left.start == right.start && left.end == right.end
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(file.path)
    hasher.combine(start)
    hasher.combine(end)
  }
}

extension Place: Comparable {
  /// By path, then by position: the order in which findings are shown.
  package static func < (left: Place, right: Place) -> Bool {
    (left.file.path, left.start, left.end) < (right.file.path, right.start, right.end)
  }
}

extension Place {
  /// The 1-based line and column of the first byte, as an editor counts: columns are Unicode scalars.
  package var lineAndColumn: (line: Int, column: Int) { file.lineAndColumn(of: start) }

  /// The same of what stands behind the last byte.
  var endLineAndColumn: (line: Int, column: Int) { file.lineAndColumn(of: end) }

  /// The 1-based line of the first byte.
  package var line: Int { file.line(at: start) }
}
