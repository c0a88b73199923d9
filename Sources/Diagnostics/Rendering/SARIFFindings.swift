extension FindingReport {
  /// One run of SARIF 2.1.0; a rule for each code among the findings shown.
  func sarif() -> String {
    let codes = Set(shown.map(\.code)).sorted()
    let driver = JSONValue.object([
      ("name", .text("parallax")),
      (
        "rules",
        .list(
          codes.map { code in
            .object([
              ("id", .text(code)), ("help", .object([("text", .text("See Documentation/findings/\(code).md."))])),
            ])
          })
      ),
    ])
    let ranks = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let results = shown.map { result(for: $0, rule: ranks[$0.code] ?? 0) }
    let run = JSONValue.object([
      ("tool", .object([("driver", driver)])), ("columnKind", .text("unicodeCodePoints")), ("results", .list(results)),
      (
        "properties",
        .object([
          ("errors", .number(counts.errors)), ("warnings", .number(counts.warnings)), ("notes", .number(counts.notes)),
        ])
      ),
    ])
    let log = JSONValue.object([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .text("2.1.0")),
      ("runs", .list([run])),
    ])
    return log.compact + "\n"
  }

  private func result(for finding: Finding, rule: Int) -> JSONValue {
    let message = finding.hint.map { "\(finding.headline). Hint: \($0)" } ?? finding.headline
    var members: [(String, JSONValue)] = [
      ("ruleId", .text(finding.code)), ("ruleIndex", .number(rule)), ("level", .text("\(finding.severity)")),
      ("message", .object([("text", .text(message))])),
    ]
    if let place = finding.place {
      members.append(("locations", .list([.object([("physicalLocation", location(of: place))])])))
    }
    if !finding.related.isEmpty {
      let related = finding.related.enumerated().map { index, related in
        JSONValue.object([
          ("id", .number(index + 1)), ("message", .object([("text", .text(related.note))])),
          ("physicalLocation", location(of: related.place)),
        ])
      }
      members.append(("relatedLocations", .list(related)))
    }
    return .object(members)
  }

  private func location(of place: Place) -> JSONValue {
    let (line, column) = place.lineAndColumn
    let (endLine, endColumn) = place.endLineAndColumn
    return .object([
      ("artifactLocation", .object([("uri", .text(percentEncoded(place.file.path)))])),
      (
        "region",
        .object([
          ("startLine", .number(line)), ("startColumn", .number(column)), ("endLine", .number(endLine)),
          ("endColumn", .number(endColumn)),
        ])
      ),
    ])
  }

  /// A path as a relative reference: whatever may not stand in one becomes `%XX`.
  private func percentEncoded(_ path: String) -> String {
    var output = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        output.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        output += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return output
  }
}
