extension FindingReport {
  /// A suite for each file with findings, a failed case for each error and a passed one for the others.
  func junit() -> String {
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    output += "<testsuites name=\"parallax\" tests=\"\(counts.total)\" failures=\"\(counts.errors)\">\n"
    var start = shown.startIndex
    while start < shown.endIndex {
      let path = shown[start].place?.file.path
      let end = shown[start...].firstIndex { $0.place?.file.path != path } ?? shown.endIndex
      writeSuite(shown[start..<end], path: path, to: &output)
      start = end
    }
    return output + "</testsuites>\n"
  }

  private func writeSuite(_ findings: ArraySlice<Finding>, path: String?, to output: inout String) {
    let failures = findings.filter { $0.severity == .error }.count
    let name = escaped(path ?? "parallax")
    output += "  <testsuite name=\"\(name)\" tests=\"\(findings.count)\" failures=\"\(failures)\">\n"
    for finding in findings { writeCase(finding, to: &output) }
    output += "  </testsuite>\n"
  }

  private func writeCase(_ finding: Finding, to output: inout String) {
    let place = finding.place.map { place in
      let (line, column) = place.lineAndColumn
      return "\(place.file.path):\(line):\(column)"
    }
    let name = escaped([place, finding.code].compactMap(\.self).joined(separator: " "))
    let text = escaped(
      "\(finding.severity): \(finding.headline)\(finding.hint.map { "\n\($0)" } ?? "")")
    output += "    <testcase classname=\"\(escaped(finding.code))\" name=\"\(name)\">\n"
    if finding.severity == .error {
      output += "      <failure type=\"\(escaped(finding.code))\" message=\"\(escaped(finding.headline))\">"
      output += "\(text)</failure>\n"
    } else {
      output += "      <system-out>\(text)</system-out>\n"
    }
    output += "    </testcase>\n"
  }

  /// Text for an XML element or attribute; characters that XML can't hold become U+FFFD.
  private func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\n": output += "&#10;"
      case "\t": output += "&#9;"
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
