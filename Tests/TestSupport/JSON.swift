/// A JSON value as its text says, numbers unread: what conformance suites give as the right answer.
package indirect enum JSON: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case text(String)
  case list([JSON])
  case object([Member])

  package struct Member: Equatable {
    package var name: String
    package var value: JSON

    package init(name: String, value: JSON) {
      self.name = name
      self.value = value
    }
  }

  package struct Problem: Error {
    package var offset: Int
  }

  /// The values that stand one behind the other in a text.
  package static func all(in text: String) throws(Problem) -> [JSON] {
    var reader = JSONReader(bytes: Array(text.utf8))
    var values: [JSON] = []
    while reader.hasMore { values.append(try reader.value()) }
    return values
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var index = 0

  var hasMore: Bool {
    mutating get {
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
      return index < bytes.count
    }
  }

  mutating func value() throws(JSON.Problem) -> JSON {
    guard hasMore else { throw .init(offset: index) }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      var members: [JSON.Member] = []
      try items(until: UInt8(ascii: "}")) { reader throws(JSON.Problem) in
        guard reader.hasMore else { throw .init(offset: reader.index) }
        let name = try reader.string()
        try reader.expect(UInt8(ascii: ":"))
        members.append(.init(name: name, value: try reader.value()))
      }
      return .object(members)
    case UInt8(ascii: "["):
      var list: [JSON] = []
      try items(until: UInt8(ascii: "]")) { reader throws(JSON.Problem) in list.append(try reader.value()) }
      return .list(list)
    case UInt8(ascii: "\""): return .text(try string())
    default:
      let start = index
      while index < bytes.count, !" \t\r\n,]}:".utf8.contains(bytes[index]) { index += 1 }
      let word = String(decoding: bytes[start..<index], as: UTF8.self)
      switch word {
      case "null": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      default:
        guard Double(word) != nil else { throw .init(offset: start) }
        return .number(word)
      }
    }
  }

  private mutating func items(
    until end: UInt8, _ item: (inout JSONReader) throws(JSON.Problem) -> Void
  ) throws(JSON.Problem) {
    index += 1
    while hasMore, bytes[index] != end {
      try item(&self)
      if hasMore, bytes[index] == UInt8(ascii: ",") { index += 1 }
    }
    try expect(end)
  }

  private mutating func expect(_ byte: UInt8) throws(JSON.Problem) {
    guard hasMore, bytes[index] == byte else { throw .init(offset: index) }
    index += 1
  }

  private mutating func string() throws(JSON.Problem) -> String {
    try expect(UInt8(ascii: "\""))
    var output: [UInt16] = []
    var plain: [UInt8] = []
    func flush() {
      output += String(decoding: plain, as: UTF8.self).utf16
      plain = []
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        plain.append(byte)
        continue
      }
      flush()
      guard index < bytes.count else { throw .init(offset: index) }
      let letter = bytes[index]
      index += 1
      switch letter {
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "u"):
        guard index + 4 <= bytes.count,
          let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw .init(offset: index) }
        output.append(unit)
        index += 4
      default: output.append(UInt16(letter))
      }
    }
    flush()
    try expect(UInt8(ascii: "\""))
    return String(decoding: output, as: UTF16.self)
  }
}
