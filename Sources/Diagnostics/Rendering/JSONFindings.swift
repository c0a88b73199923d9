extension FindingReport {
  /// An object a line for each finding, then one line with the counts.
  func jsonLines() -> String {
    var output = ""
    for finding in shown { output += object(for: finding).compact + "\n" }
    let counts = JSONValue.object([
      ("errors", .number(counts.errors)), ("warnings", .number(counts.warnings)), ("notes", .number(counts.notes)),
      ("shown", .number(shown.count)),
    ])
    return output + JSONValue.object([("counts", counts)]).compact + "\n"
  }

  private func object(for finding: Finding) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("severity", .text("\(finding.severity)")), ("code", .text(finding.code)),
      ("headline", .text(finding.headline)),
    ]
    if let hint = finding.hint { members.append(("hint", .text(hint))) }
    members += [("area", .text("\(finding.area)")), ("effect", .text("\(finding.effect)"))]
    if let place = finding.place { members += position(of: place) }
    if !finding.related.isEmpty {
      let related = finding.related.map { JSONValue.object([("note", .text($0.note))] + position(of: $0.place)) }
      members.append(("related", .list(related)))
    }
    return .object(members)
  }

  private func position(of place: Place) -> [(String, JSONValue)] {
    let (line, column) = place.lineAndColumn
    let (endLine, endColumn) = place.endLineAndColumn
    return [
      ("file", .text(place.file.path)), ("line", .number(line)), ("column", .number(column)),
      ("end-line", .number(endLine)), ("end-column", .number(endColumn)),
    ]
  }
}
