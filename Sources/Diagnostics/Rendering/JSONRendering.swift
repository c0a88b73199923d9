/// A finding as one line of JSON. Lines and columns count from 1; `end_column` is the one behind the span.
func jsonLine(of finding: Finding) -> String {
  var fields = [
    "\"severity\":\(jsonText("\(finding.severity)"))", "\"code\":\(jsonText(finding.code))",
    "\"headline\":\(jsonText(finding.headline))", "\"effect\":\(jsonText("\(finding.effect)"))",
  ]
  if let place = finding.place { fields.append(contentsOf: jsonFields(of: place)) }
  if let hint = finding.hint { fields.append("\"hint\":\(jsonText(hint))") }
  if !finding.related.isEmpty {
    let related = finding.related.map { related in
      "{" + (["\"note\":\(jsonText(related.note))"] + jsonFields(of: related.place)).joined(separator: ",") + "}"
    }
    fields.append("\"related\":[\(related.joined(separator: ","))]")
  }
  return "{" + fields.joined(separator: ",") + "}"
}

private func jsonFields(of place: Place) -> [String] {
  let (line, column) = place.lineAndColumn
  let (endLine, endColumn) = Place.lineAndColumn(of: place.end, in: place.file.bytes)
  return [
    "\"file\":\(jsonText(place.file.path))", "\"line\":\(line)", "\"column\":\(column)", "\"end_line\":\(endLine)",
    "\"end_column\":\(endColumn)",
  ]
}
