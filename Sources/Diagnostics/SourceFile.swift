import Synchronization

/// One file as it was read: its path inside the tree it came from, and its bytes.
///
/// A class, so that the many places that point into a file share one copy of it.
package final class SourceFile: Sendable {
  /// The path as a person would type it, such as `Input/models/qwen.yaml`.
  package let path: String
  package let bytes: [UInt8]
  /// The 1-based line of the file at which the bytes begin: above one for a stretch of a file too large to keep.
  let firstLine: Int
  /// Where each line begins; counted when somebody first asks.
  private let countedLines = Mutex<[Int]?>(nil)

  package init(path: String, bytes: [UInt8], firstLine: Int = 1) {
    self.path = path
    self.bytes = bytes
    self.firstLine = firstLine
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

extension SourceFile {
  /// The line that holds an offset, from 1, and the offset of its first byte.
  ///
  /// Lines are looked up, not counted again, so that a page may name the line of every row of a long file.
  func line(at offset: Int) -> (number: Int, start: Int) {
    countedLines.withLock { known in
      if known == nil { known = SourceFile.lineStarts(in: bytes) }
      let starts = known!
      // The first line that begins behind the offset.
      var (low, high) = (0, starts.count)
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] <= offset { low = middle + 1 } else { high = middle }
      }
      return (low + firstLine - 1, starts[low - 1])
    }
  }

  /// A line ends with a line feed, or with a carriage return that none follows.
  private static func lineStarts(in bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || (byte == 0x0D && !(index < bytes.count && bytes[index] == 0x0A)) { starts.append(index) }
    }
    return starts
  }
}
