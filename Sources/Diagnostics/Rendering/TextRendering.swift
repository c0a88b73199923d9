/// Findings for people: place, headline, the source line with a caret under the span, hint, related places.
func textRendering(of findings: [Finding], colour: Bool, limit: Int?) -> String {
  let shown = findings.prefix(limit ?? findings.count)
  var text = shown.map { block(of: $0, colour: colour) }.joined(separator: "\n")
  if shown.count < findings.count { text += "\n… and \(findings.count - shown.count) more\n" }
  if !findings.isEmpty { text += "\n\(countsBySeverity(of: findings))\n" }
  return text
}

private func block(of finding: Finding, colour: Bool) -> String {
  func painted(_ text: String, _ code: String) -> String { colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
  let hue =
    switch finding.severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .note: "1;36"
    }
  let position = finding.place.map { place in
    let (line, column) = place.lineAndColumn
    return "\(printable(place.file.path)):\(line):\(column): "
  }
  let head = painted("\(finding.severity):", hue)
  var lines = ["\(position ?? "")\(head) \(printable(finding.headline)) [\(finding.code)]"]
  if let place = finding.place, !place.file.bytes.isEmpty { lines += excerpt(of: place).map { painted($0, "2") } }
  if let hint = finding.hint { lines.append("  help: \(printable(hint))") }
  for related in finding.related {
    let (line, column) = related.place.lineAndColumn
    lines.append("  \(printable(related.note)): \(printable(related.place.file.path)):\(line):\(column)")
  }
  return lines.joined(separator: "\n") + "\n"
}

/// The source line of a place and a line of carets below its span, cut to a readable width.
private func excerpt(of place: Place) -> [String] {
  let bytes = place.file.bytes
  func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  var start = min(place.start, bytes.count)
  while start > 0, !isBreak(bytes[start - 1]) { start -= 1 }
  if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
  var end = min(place.start, bytes.count)
  while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
  // A long line is shown around the span, not from its beginning.
  let width = 100
  let from = max(start, min(place.start, bytes.count) - width / 2)
  let line = String(decoding: bytes[from..<min(end, from + 4 * width)], as: UTF8.self)
  let before = String(decoding: bytes[from..<max(from, min(place.start, end))], as: UTF8.self)
  let within = String(
    decoding: bytes[min(max(from, place.start), end)..<min(max(place.end, place.start), end)], as: UTF8.self)
  let number = String(place.line)
  let lead = (from > start ? "…" : "")
  let carets = String(repeating: "^", count: max(1, min(printable(within).count, width)))
  let shown = String(printable(lead + line).prefix(width))
  let margin = String(repeating: " ", count: number.count)
  return [
    "  \(number) | \(shown)",
    "  \(margin) | \(String(repeating: " ", count: printable(lead + before).count))\(carets)",
  ]
}

/// Text that can't move a terminal's cursor, ring its bell or turn its direction round.
package func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0x09: " "
        case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: scalar
        }
      }))
}
