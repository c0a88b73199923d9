extension FindingReport {
  /// For people: each finding with its source line, then the counts. Empty without findings.
  func text(colour: Bool) -> String {
    guard counts.total > 0 else { return "" }
    let paint = Paint(isOn: colour)
    var output = ""
    for finding in shown { write(finding, paint, to: &output) }
    let hidden = hiddenCount > 0 ? "; \(hiddenCount) of them not shown" : ""
    output += "\(counts.words)\(hidden)\n"
    return output
  }

  private func write(_ finding: Finding, _ paint: Paint, to output: inout String) {
    let severity = paint(finding.severity, "\(finding.severity):")
    let headline = paint.bold(printable(finding.headline))
    if let place = finding.place {
      let (line, column) = place.lineAndColumn
      output += "\(printable(place.file.path)):\(line):\(column): \(severity) \(headline) [\(finding.code)]\n"
      writeSource(of: place, line: line, paint(finding.severity), to: &output)
    } else {
      output += "\(severity) \(headline) [\(finding.code)]\n"
    }
    if let hint = finding.hint { output += "  help: \(printable(hint))\n" }
    for related in finding.related {
      let (line, column) = related.place.lineAndColumn
      output += "  note: \(printable(related.place.file.path)):\(line):\(column): \(printable(related.note))\n"
    }
    output += "\n"
  }

  /// The source line, and a caret under each column of the place that stands on it.
  private func writeSource(of place: Place, line: Int, _ paint: (String) -> String, to output: inout String) {
    let bytes = place.file.bytes
    guard !bytes.isEmpty, place.start <= bytes.count, place.start < place.end || place.start > 0 else { return }
    let range = place.file.lineRange(at: place.start)
    let start = min(max(place.start, range.lowerBound), range.upperBound)
    let window = Window(range, around: start, in: bytes)
    let end = min(max(place.end, start), window.range.upperBound)
    let before = printable(String(decoding: bytes[window.range.lowerBound..<start], as: UTF8.self))
    let marked = printable(String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
    let after = printable(String(decoding: bytes[max(start, end)..<window.range.upperBound], as: UTF8.self))
    let number = "\(line)"
    let margin = String(repeating: " ", count: number.count)
    let lead = window.startsLine ? "" : "…"
    output += "  \(number) | \(lead)\(before)\(marked)\(after)\(window.endsLine ? "" : "…")\n"
    let indent = String(repeating: " ", count: displayWidth(lead) + displayWidth(before))
    output += "  \(margin) | \(indent)\(paint(carets(under: marked, goesOn: place.end > end && !window.endsLine)))\n"
  }
}

/// A caret for each column of text; a few and an ellipsis where what is meant goes on behind what is shown of its line.
private func carets(under text: String, goesOn: Bool) -> String {
  let width = max(1, displayWidth(text))
  return goesOn ? String(repeating: "^", count: min(width, 20)) + "…" : String(repeating: "^", count: width)
}

/// The part of a long line that is shown: a hundred bytes or so around a place.
private struct Window {
  let range: Range<Int>
  let startsLine: Bool
  let endsLine: Bool

  init(_ line: Range<Int>, around offset: Int, in bytes: [UInt8]) {
    var start = offset - line.lowerBound > 80 ? offset - 60 : line.lowerBound
    while start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var end = min(line.upperBound, max(start + 120, offset + 40))
    while end < line.upperBound, end > offset, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    range = start..<end
    startsLine = start == line.lowerBound
    endsLine = end == line.upperBound
  }
}

/// Colours for a terminal, or none.
private struct Paint {
  let isOn: Bool

  func callAsFunction(_ severity: Finding.Severity, _ text: String) -> String {
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  func callAsFunction(_ severity: Finding.Severity) -> (String) -> String {
    { self(severity, $0) }
  }

  func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

/// Text that can't move the cursor or change colours: each tab a space, control characters, line ends
/// and marks that turn the direction of writing a dot.
package func printable(_ text: String) -> String {
  var output = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09: output.append(" ")
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: output.append("·")
    default: output.append(scalar)
    }
  }
  return String(output)
}

/// How many columns of a terminal text takes: East Asian wide characters two, combining marks none.
private func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { width, scalar in
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: width
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      width + 2
    default: width + 1
    }
  }
}
