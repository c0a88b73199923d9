/// What stands in front of a document's first element.
enum XMLProlog {
  /// Where the `[` of an internal subset stands, or `nil` without one.
  ///
  /// Looks at the bytes, so that nothing a subset declares is ever read: entities that expand to gigabytes, entities
  /// that are other files.
  static func internalSubset(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index].isBlank || bytes[index].isBreak {
        index += 1
      } else if stands(comment, at: index, in: bytes) {
        index = end(of: commentEnd, from: index + 4, in: bytes)
      } else if stands(instruction, at: index, in: bytes) {
        index = end(of: instructionEnd, from: index + 2, in: bytes)
      } else if stands(doctype, at: index, in: bytes) {
        return bracket(from: index, in: bytes)
      } else {
        return nil
      }
    }
    return nil
  }

  /// The first `[` of a document type, quoted addresses passed over; `nil` when the `>` comes first.
  private static func bracket(from start: Int, in bytes: Span<UInt8>) -> Int? {
    var index = start
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == .quote || byte == .apostrophe {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        return index
      } else if byte == UInt8(ascii: ">") {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static let comment = Array("<!--".utf8)
  private static let commentEnd = Array("-->".utf8)
  private static let instruction = Array("<?".utf8)
  private static let instructionEnd = Array("?>".utf8)
  private static let doctype = Array("<!doctype".utf8)

  /// True when a mark, given in small letters, stands at `index`, in capitals or not.
  private static func stands(_ mark: [UInt8], at index: Int, in bytes: Span<UInt8>) -> Bool {
    guard index + mark.count <= bytes.count else { return false }
    for offset in mark.indices {
      let byte = bytes[index + offset]
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      guard mark[offset] == (isCapital ? byte | 0x20 : byte) else { return false }
    }
    return true
  }

  /// The offset behind the next such mark, or the end.
  private static func end(of mark: [UInt8], from start: Int, in bytes: Span<UInt8>) -> Int {
    var index = start
    while index < bytes.count, !stands(mark, at: index, in: bytes) { index += 1 }
    return min(index + mark.count, bytes.count)
  }

  /// The 1-based line and column of an offset, as libxml2 counts: lines by `\n`, columns in bytes.
  static func position(of offset: Int, in bytes: Span<UInt8>) -> (line: Int, column: Int) {
    var (line, start) = (1, 0)
    for index in 0..<offset where bytes[index] == .lineFeed { (line, start) = (line + 1, index + 1) }
    return (line, offset - start + 1)
  }
}
