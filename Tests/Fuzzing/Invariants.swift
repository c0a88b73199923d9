import Diagnostics

/// What is wrong with where findings point, and whether people can be shown them; `nil` when nothing is.
func complaint(about findings: [Finding]) -> String? {
  for finding in findings {
    for place in [finding.place].compactMap(\.self) + finding.related.map(\.place) {
      if let wrong = complaint(about: place) { return "\(wrong), of the finding '\(finding.headline)'" }
    }
    if finding.headline.isEmpty || finding.code.isEmpty { return "a finding without code or headline" }
    if max(finding.headline.utf8.count, finding.hint?.utf8.count ?? 0) > 4000 {
      return "a headline or hint without end"
    }
  }
  let text = render(findings, as: .text, limit: 3)
  if findings.isEmpty != text.isEmpty { return "\(findings.count) findings are shown as '\(text)'" }
  for format in FindingFormat.allCases where format != .text {
    if render(findings, as: format, limit: 3).isEmpty { return "nothing is written as \(format)" }
  }
  return nil
}

/// What is wrong with a place; `nil` when it lies inside its file.
func complaint(about place: Place) -> String? {
  let isInside = 0 <= place.start && place.start <= place.end && place.end <= place.file.bytes.count
  return isInside ? nil : "\(place.start)..<\(place.end) lies outside the \(place.file.bytes.count) bytes of the file"
}
