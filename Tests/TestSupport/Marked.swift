package import Diagnostics

/// A source file written with `«…»` around the text that a finding must point at.
package struct Marked {
  package let file: SourceFile
  /// The byte range of each marked stretch, in order.
  package let marks: [Range<Int>]

  package init(_ text: String, path: String = "Input/test.yaml") {
    var bytes: [UInt8] = []
    var marks: [Range<Int>] = []
    var open: Int?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«": open = bytes.count
      case "»":
        marks.append((open ?? bytes.count)..<bytes.count)
        open = nil
      default: bytes.append(contentsOf: UTF8.encode(scalar)!)
      }
    }
    file = SourceFile(path: path, bytes: bytes)
    self.marks = marks
  }
}
