/// Findings as SARIF 2.1.0 (OASIS, 2020), one run with a rule for each code.
func sarifRendering(of findings: [Finding]) -> String {
  let codes = Set(findings.map(\.code)).sorted()
  let rules = codes.map { code in
    "{\"id\":\(jsonText(code)),\"helpUri\":\(jsonText("https://parallax.example/findings/\(code)"))}"
  }
  let results = findings.map { finding in
    let level = finding.severity == .note ? "note" : "\(finding.severity)"
    let message = finding.hint.map { "\(finding.headline)\n\($0)" } ?? finding.headline
    var fields = [
      "\"ruleId\":\(jsonText(finding.code))", "\"level\":\"\(level)\"", "\"message\":{\"text\":\(jsonText(message))}",
    ]
    if let place = finding.place { fields.append("\"locations\":[\(location(of: place))]") }
    if !finding.related.isEmpty {
      let related = finding.related.map { location(of: $0.place, message: $0.note) }
      fields.append("\"relatedLocations\":[\(related.joined(separator: ","))]")
    }
    return "{\(fields.joined(separator: ","))}"
  }
  return """
    {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{\
    "tool":{"driver":{"name":"parallax","rules":[\(rules.joined(separator: ","))]}},\
    "columnKind":"unicodeCodePoints","results":[\(results.joined(separator: ","))]}]}

    """
}

private func location(of place: Place, message: String? = nil) -> String {
  let (line, column) = place.lineAndColumn
  let (endLine, endColumn) = Place.lineAndColumn(of: place.end, in: place.file.bytes)
  let region =
    "{\"startLine\":\(line),\"startColumn\":\(column),\"endLine\":\(endLine),\"endColumn\":\(max(endColumn, endLine == line ? column : 1))}"
  let physical =
    "\"physicalLocation\":{\"artifactLocation\":{\"uri\":\(jsonText(uri(of: place.file.path)))},\"region\":\(region)}"
  return "{\(physical)\(message.map { ",\"message\":{\"text\":\(jsonText($0))}" } ?? "")}"
}

/// A path as a relative reference: what may not stand in one is percent-encoded.
private func uri(of path: String) -> String {
  path.utf8.map { byte -> String in
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"):
      return String(UnicodeScalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }
  }.joined()
}
