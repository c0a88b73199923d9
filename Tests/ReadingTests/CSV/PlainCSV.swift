import Reading

/// A second reader of CSV, a character at a time and as plain as can be: the fast one must agree with it.
///
/// It says which rows there are, and the code and byte of each finding.
struct PlainCSV: Equatable {
  var header: [String]?
  var rows: [[String]] = []
  var findings: [String] = []

  init(_ text: [UInt8]) {
    var reader = PlainCSVReader(text: text)
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
    let start = reader.index
    var isComment = false
    while reader.index < text.count, reader.isBreak || text[reader.index] == UInt8(ascii: "#") {
      if !reader.isBreak { isComment = true }
      reader.skipLine()
    }
    if isComment { findings.append("comment-line \(start)") }
    guard reader.index < text.count else {
      findings.append("missing-header 0")
      return
    }
    guard let names = reader.row(&findings) else { return }
    if names.count == 1, text[names[0].start] != UInt8(ascii: "\""),
      names[0].text.contains(where: { ";\t".contains($0) })
    {
      let separator = text[names[0].start...].firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\t") }
      findings.append("other-separator \(separator!)")
      return
    }
    header = names.map(\.text)
    for (position, name) in names.enumerated() {
      if name.text.isEmpty {
        findings.append("unnamed-column \(name.start)")
      } else if names[..<position].contains(where: { $0.text == name.text }) {
        findings.append("duplicate-column \(name.start)")
      }
    }
    while true {
      while reader.index < text.count, reader.isBreak { reader.index += 1 }
      guard reader.index < text.count else { return }
      guard let row = reader.row(&findings) else { continue }
      if row.count < names.count {
        findings.append("missing-cell \(row[row.count - 1].start)")
      } else if row.count > names.count {
        findings.append("extra-cell \(row[names.count].start)")
      } else {
        rows.append(row.map(\.text))
      }
    }
  }
}

private struct PlainCSVReader {
  let text: [UInt8]
  var index = 0
  var openQuotes = 0

  init(text: [UInt8]) { self.text = text }

  var isBreak: Bool { text[index] == 0x0A || text[index] == 0x0D }

  mutating func skipLine() {
    while index < text.count, !isBreak { index += 1 }
    endLine()
  }

  mutating func endLine() {
    guard index < text.count else { return }
    let isReturn = text[index] == 0x0D
    index += 1
    if isReturn, index < text.count, text[index] == 0x0A { index += 1 }
  }

  /// The cells of a row, or `nil` and a finding; then the line with the trouble is left behind.
  mutating func row(_ findings: inout [String]) -> [(text: String, start: Int)]? {
    var cells: [(String, Int)] = []
    while true {
      let start = index
      var cell: [UInt8] = []
      if index < text.count, text[index] == UInt8(ascii: "\"") {
        index += 1
        while true {
          guard index < text.count else {
            findings.append("unclosed-quote \(start)")
            openQuotes += 1
            index = openQuotes < 2 ? start : text.count
            skipLine()
            return nil
          }
          if text[index] != UInt8(ascii: "\"") {
            cell.append(text[index])
            index += 1
          } else if index + 1 < text.count, text[index + 1] == UInt8(ascii: "\"") {
            cell.append(text[index])
            index += 2
          } else {
            index += 1
            break
          }
        }
        if index < text.count, !isBreak, text[index] != UInt8(ascii: ",") {
          let isOneLine = !text[start..<index].contains { $0 == 0x0A || $0 == 0x0D }
          findings.append(isOneLine ? "stray-quote \(index)" : "unclosed-quote \(start)")
          if !isOneLine { index = start }
          skipLine()
          return nil
        }
      } else {
        while index < text.count, !isBreak, text[index] != UInt8(ascii: ",") {
          if text[index] == UInt8(ascii: "\"") {
            findings.append("stray-quote \(index)")
            skipLine()
            return nil
          }
          cell.append(text[index])
          index += 1
        }
      }
      cells.append((String(decoding: cell, as: UTF8.self), start))
      if index < text.count, text[index] == UInt8(ascii: ",") {
        index += 1
      } else {
        endLine()
        return cells
      }
    }
  }
}
