/// Findings as JUnit's XML: a test case each, failed for errors, skipped for the rest; one that passed when there are none.
func junitRendering(of findings: [Finding]) -> String {
  let errors = findings.count { $0.severity == .error }
  var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  xml +=
    "<testsuite name=\"parallax\" tests=\"\(max(1, findings.count))\" failures=\"\(errors)\" skipped=\"\(findings.count - errors)\">\n"
  if findings.isEmpty { xml += "  <testcase classname=\"parallax\" name=\"check\"/>\n" }
  for finding in findings {
    let place = finding.place.map { place in
      let (line, column) = place.lineAndColumn
      return "\(place.file.path):\(line):\(column)"
    }
    let element = finding.severity == .error ? "failure" : "skipped"
    let text = [finding.headline, finding.hint].compactMap(\.self).joined(separator: "; ")
    xml += "  <testcase classname=\"\(xmlText(finding.code))\" name=\"\(xmlText(place ?? finding.headline))\">"
    xml += "<\(element) message=\"\(xmlText(text))\"/></testcase>\n"
  }
  return xml + "</testsuite>\n"
}

private func xmlText(_ text: String) -> String {
  var xml = ""
  for scalar in printable(text).unicodeScalars {
    switch scalar {
    case "&": xml += "&amp;"
    case "<": xml += "&lt;"
    case ">": xml += "&gt;"
    case "\"": xml += "&quot;"
    default: xml.unicodeScalars.append(scalar)
    }
  }
  return xml
}
