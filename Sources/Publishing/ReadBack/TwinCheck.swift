import Diagnostics

/// The Markdown of a page has the numbers of its HTML, as often and with the same digits.
struct TwinCheck {
  let files: [OutputFile]
  let inspections: [Inspection]
  let positions: [String: Int]

  func findings(ofFile index: Int) -> [Finding] {
    let file = files[index]
    let quotes = inspections[index].quotes
    guard file.path.hasSuffix(".html"), !quotes.isEmpty,
      let twin = positions[file.path.dropLast(5) + ".md"].map({ files[$0] })
    else { return [] }
    let root = String(repeating: "../", count: file.path.utf8.count { $0 == UInt8(ascii: "/") })
    let lines = String(decoding: twin.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    var rows: [Substring: [Int]] = [:]
    for (number, line) in lines.enumerated() where line.hasPrefix("| ") {
      rows[Self.plain(line.dropFirst(2).prefix { $0 != "|" }), default: []].append(number)
    }
    var findings: [Finding] = []
    var wanted: [String: (count: Int, quote: NumberQuote)] = [:]
    for quote in quotes {
      let snippet = quote.markdown(root: root)
      guard let head = quote.rowHead else {
        wanted[snippet, default: (0, quote)].count += 1
        continue
      }
      let own = rows[Self.plain(head[...])] ?? []
      guard !own.contains(where: { lines[$0].contains(snippet) }) else { continue }
      findings.append(missing(quote, snippet, in: twin, near: own.first.map { lines[$0] }))
    }
    for (snippet, (count, quote)) in wanted.sorted(by: { $0.key < $1.key }) {
      let found = lines.reduce(0) { $0 + $1.ranges(of: snippet).count }
      guard found < count else { continue }
      let near = quote.isLink ? lines.first { $0.contains("][\(quote.figure)]") } : nil
      findings.append(missing(quote, snippet, in: twin, near: near))
    }
    return findings
  }

  /// A cell's words: without links, escapes, marks and blanks.
  private static func plain(_ cell: Substring) -> Substring {
    var text: [UInt8] = []
    var isAddress = false
    var last: UInt8 = 0
    for byte in cell.utf8 {
      if isAddress {
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { isAddress = false }
      } else if last == UInt8(ascii: "]"), byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
        isAddress = true
      } else if !" []*`\\".utf8.contains(byte) {
        text.append(byte)
      }
      last = byte
    }
    return Substring(String(decoding: text, as: UTF8.self))
  }

  private func missing(_ quote: NumberQuote, _ snippet: String, in twin: OutputFile, near line: String?) -> Finding {
    let shown = line.map { $0.utf8.count > 160 ? String($0.prefix(160)) + "…" : $0 } ?? "nothing like it"
    return .disagreement(
      QuoteCheck.Mismatch(printed: shown, expected: snippet), figure: quote.figure,
      at: line.map { twin.place(of: $0) } ?? twin.place(of: ""), why: "its HTML has it")
  }
}
