import Diagnostics

/// One file's facts, held against what a page must be.
struct PageReview {
  let file: OutputFile
  let facts: PageFacts
  let site: SiteLinks

  var findings: [Finding] {
    file.isPage ? structure + references : references.filter { $0.code == "page-foreign-request" }
  }

  private var structure: [Finding] {
    var findings: [Finding] = []
    if !facts.hasPlainDoctype {
      findings.append(finding("page-doctype", "'<!DOCTYPE html>' missing, or more than that", 1, "write it alone"))
    }
    for spot in facts.repeatedIDs {
      findings.append(finding("page-repeated-id", "id '\(spot.text)' stands twice", spot.line, "ids are unique"))
    }
    for spot in facts.idReferences where !facts.ids.contains(spot.text) {
      findings.append(
        finding("page-unknown-id", "an attribute names the id '\(spot.text)', which isn't there", spot.line, nil))
    }
    for spot in facts.inlineAttributes {
      findings.append(
        finding("page-inline-style", "attribute '\(spot.text)'", spot.line, "styles and scripts live in files"))
    }
    for (index, line) in facts.broken {
      let assertion = PageAssertion.all[index]
      findings.append(finding(assertion.code, assertion.headline, line, assertion.hint))
    }
    for (before, heading) in zip(facts.headings, facts.headings.dropFirst()) where heading.level > before.level + 1 {
      findings.append(
        finding(
          "page-heading-order", "'h\(heading.level)' follows 'h\(before.level)'", heading.line,
          "a heading is at most one level below the one before"))
    }
    return findings
  }

  private var references: [Finding] {
    facts.references.compactMap { reference in
      let scheme = scheme(of: reference.address)
      switch reference.purpose {
      case .statement: return nil
      case .request where scheme != nil || reference.address.hasPrefix("//"):
        return finding(
          "page-foreign-request", "the page would load '\(reference.address)' from elsewhere", reference.line,
          "publish the file with the site")
      case .link where scheme != nil:
        guard let scheme, !["http", "https", "mailto"].contains(scheme) else { return nil }
        return finding(
          "page-link-scheme", "a link with the scheme '\(scheme)'", reference.line, "http, https and mailto are fine")
      case .link, .request:
        switch site.answer(to: reference.address, on: file.path) {
        case .found: return nil
        case .noFile(let path):
          return finding(
            "page-broken-link", "a link to '\(reference.address)', and there is no '\(path)'", reference.line, nil)
        case .noAnchor(let id):
          return finding(
            "page-broken-anchor", "a link to '\(reference.address)', and nothing there has the id '\(id)'",
            reference.line, nil)
        }
      }
    }
  }

  /// `https` of `https://…`; `nil` for a relative address.
  private func scheme(of address: String) -> String? {
    guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = address[..<colon]
    let isScheme = !scheme.isEmpty && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    return isScheme ? scheme.lowercased() : nil
  }

  private func finding(_ code: String, _ headline: String, _ line: Int, _ hint: String?) -> Finding {
    Finding(.error, code, headline, at: linePlace(line, in: file), hint: hint, area: .output)
  }
}

extension Finding {
  static func notWellFormed(_ problem: XMLProblem, in file: OutputFile) -> Finding {
    Finding(
      .error, "page-not-well-formed", problem.reason, at: linePlace(problem.line, in: file), area: .output)
  }
}

/// The line of an output file, as a place.
private func linePlace(_ line: Int, in file: OutputFile) -> Place {
  var start = 0
  for _ in 1..<max(1, line) {
    guard let end = file.bytes[start...].firstIndex(of: 0x0A) else { break }
    start = end + 1
  }
  let end = file.bytes[start...].firstIndex(of: 0x0A) ?? file.bytes.count
  return Place(SourceFile(path: "Output/" + file.path, bytes: file.bytes), start..<end)
}
