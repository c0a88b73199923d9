package import Diagnostics

extension Gate {
  /// What the gate would refuse on every page, found in the template that it comes from.
  ///
  /// Looks at the shell and the assets only, so that a check needs no gate to see it. What depends on the text that
  /// pages bring along isn't looked for: anchors, ids that are referred to, levels of headings.
  ///
  /// - Parameters:
  ///   - templates: files of the site that are made of a template alone, each with that template; lines are the same.
  ///   - paths: every path of the site.
  package static func findings(
    inTemplates templates: [(file: OutputFile, template: SourceFile)], paths: [String]
  ) -> [Finding] {
    let positions = Dictionary(paths.map { ($0, 0) }) { first, _ in first }
    var inspector = Inspector(positions: positions, beside: Set(Archive.pages))
    var findings: [Finding] = []
    for (file, template) in templates {
      let inspection = inspector.inspection(of: file)
      let dead = inspection.dead.map { Finding.deadLink($0.reference, to: $0.path, known: positions, file) }
      for finding in inspection.findings + dead where !dependsOnText.contains(finding.code) {
        findings.append(finding.moved(to: template))
      }
    }
    return findings
  }

  private static let dependsOnText: Set<String> = ["page-broken-anchor", "page-missing-id", "page-skipped-heading"]
}

extension Finding {
  /// The same about the template that the file was made from.
  fileprivate func moved(to template: SourceFile) -> Finding {
    var moved = self
    moved.area = .pages
    guard let place else { return moved }
    let own = place.file.bytes
    let lineStart = own[..<place.start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = template.bytes.line(place.file.bytes[..<lineStart].count { $0 == UInt8(ascii: "\n") })
    let text = own[place.start..<place.end]
    let found = text.isEmpty ? nil : line.first { template.bytes[$0..<line.upperBound].starts(with: text) }
    let start = found ?? min(line.lowerBound + place.start - lineStart, line.upperBound)
    moved.place = Place(template, start..<(found == nil ? start : start + text.count))
    return moved
  }
}

extension [UInt8] {
  /// Where a line stands, without its end; lines are counted from 0.
  fileprivate func line(_ number: Int) -> Range<Int> {
    var start = 0
    for _ in 0..<number {
      guard let end = self[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = end + 1
    }
    return start..<(self[start...].firstIndex(of: UInt8(ascii: "\n")) ?? count)
  }
}
