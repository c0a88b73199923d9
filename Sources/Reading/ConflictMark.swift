import Diagnostics

extension Finding {
  /// The first mark of a merge that git couldn't finish; asked for where something is wrong anyway, instead of all that.
  static func conflict(in file: SourceFile) -> Finding? {
    let array = file.bytes
    let bytes = array.span
    var line = 0
    while line < bytes.count {
      if isConflictMark(at: line, in: bytes) {
        return Finding(
          .error, "merge-conflict", "mark of a merge that isn't finished", at: Place(file, line..<line + 7),
          hint: "choose between the two versions and delete the lines '<<<<<<<', '=======' and '>>>>>>>'")
      }
      let end = firstIndex(of: .lineFeed, .carriageReturn, .lineFeed, .carriageReturn, from: line, in: bytes)
      line = end < bytes.count ? lineBreakEnd(at: end, in: bytes) : end
    }
    return nil
  }

  /// True at seven `<` and a space.
  private static func isConflictMark(at start: Int, in bytes: Span<UInt8>) -> Bool {
    start + 8 <= bytes.count && word(at: start, 8, in: bytes) == 0x203C_3C3C_3C3C_3C3C
  }
}
