import Diagnostics
import Reading

/// Looks at files one by one. Each thread has its own.
struct Inspector: ~Copyable {
  private let positions: [String: Int]
  private let beside: Set<String>
  private let readBack: ReadBack
  private var walk = PageWalk()
  /// Addresses that were resolved before, for the folder of the page at hand: most pages share most links.
  private var resolved: [String: Address] = [:]
  private var folder: String?

  /// - Parameters:
  ///   - positions: every path of the site.
  ///   - beside: paths that will be there too.
  ///   - readBack: compares what files say of figures.
  init(positions: [String: Int], beside: Set<String>, readBack: ReadBack = ReadBack([])) {
    self.readBack = readBack
    self.positions = positions
    self.beside = beside
  }

  mutating func inspection(of file: OutputFile) -> Inspection {
    var inspection = Inspection()
    let kind = file.path.utf8.lastIndex(of: UInt8(ascii: ".")).map { file.path[$0...] } ?? ""
    let isText = [".html", ".svg", ".xml", ".md", ".txt", ".json", ".jsonl", ".csv", ".css", ".js"].contains(kind)
    if isText, (try? UTF8Span(validating: file.bytes.span)) == nil {
      inspection.findings.append(.notUTF8(file))
      return inspection
    }
    switch kind {
    case ".html", ".svg", ".xml":
      do throws(XMLProblem) {
        let facts = try walk.facts(of: file.bytes, isPage: kind == ".html")
        if kind == ".html" { addPageFindings(facts, file, &inspection) }
        if kind != ".xml" { addReferences(facts, file, isPage: kind == ".html", &inspection) }
        inspection.findings += readBack.findings(facts, in: file)
        inspection.quotes = facts.quotes
      } catch {
        let isDoctype = error.cause == .internalSubset && kind == ".html"
        inspection.findings.append(isDoctype ? .notPlainDoctype(file) : .notWellFormed(error, file))
      }
    case ".css": addStyleReferences(file, &inspection)
    default: break
    }
    inspection.findings += readBack.findings(inFile: file)
    return inspection
  }

  private func addPageFindings(_ facts: PageFacts, _ file: OutputFile, _ inspection: inout Inspection) {
    inspection.ids = facts.ids
    if !facts.hasPlainDoctype { inspection.findings.append(.notPlainDoctype(file)) }
    for (index, line) in facts.broken {
      inspection.findings.append(.broken(PageAssertion.all[index], line, file))
    }
    for spot in facts.repeatedIDs { inspection.findings.append(.repeatedID(spot, file)) }
    for spot in facts.idReferences where !facts.ids.contains(spot.text) {
      inspection.findings.append(.missingID(spot, known: facts.ids, file))
    }
    for spot in facts.inlineAttributes { inspection.findings.append(.inlineAttribute(spot, file)) }
    var level = 0
    for heading in facts.headings {
      if heading.level > level + 1 {
        inspection.findings.append(.skippedHeading(heading.level, after: level, heading.line, file))
      }
      level = heading.level
    }
  }

  private mutating func addReferences(
    _ facts: PageFacts, _ file: OutputFile, isPage: Bool, _ inspection: inout Inspection
  ) {
    for reference in facts.references {
      switch address(reference.address, in: file.path) {
      case .outside:
        if reference.purpose == .request { inspection.findings.append(.foreignRequest(reference, file)) }
      case .rooted:
        if file.path == Self.shownAnywhere, leadsInside(reference.address) { continue }
        inspection.findings.append(.rootedLink(reference, file))
      case .above: inspection.findings.append(.linkAboveTheSite(reference, file))
      case .refused(let scheme): inspection.findings.append(.refusedScheme(scheme, reference, file))
      case .inside(let path, let fragment):
        if isLost(path, in: file.path) {
          inspection.findings.append(.linkIntoEditions(reference, file))
          continue
        }
        guard let target = positions[path] else {
          if beside.contains(path) {
            if let fragment, !fragment.isEmpty { inspection.anchorsBeside.append((path, reference, fragment)) }
            continue
          }
          inspection.dead.append((reference, path))
          continue
        }
        guard let fragment, !fragment.isEmpty else { continue }
        if path != file.path {
          inspection.anchors.append(
            Inspection.Anchor(target: target, id: fragment, line: reference.line, address: reference.address))
        } else if !facts.ids.contains(fragment) {
          inspection.findings.append(
            .missingAnchor(fragment, in: path, reference.address, reference.line, known: facts.ids, file))
        }
      }
    }
  }

  /// What a server shows for an address that leads nowhere: under such an address nothing relative would work.
  private static let shownAnywhere = "404.html"

  /// Whether an address from the server's root ends in a path of the site, whatever folder that is published in.
  private func leadsInside(_ address: String) -> Bool {
    let path = address.prefix { $0 != "#" && $0 != "?" }
    let parts = path.split(separator: "/")
    return parts.indices.contains { start in
      let end = parts[start...].joined(separator: "/")
      return positions[end] != nil || beside.contains(end)
    }
  }

  /// Whether frozen pages couldn't follow the link: they have nothing of the folder of editions but its list.
  private func isLost(_ path: String, in page: String) -> Bool {
    let folder = Archive.folder + "/"
    return path.hasPrefix(folder) && !page.hasPrefix(folder) && path != Archive.page && path != folder + "index.md"
  }

  private mutating func address(_ text: String, in page: String) -> Address {
    // `#part` is another place on each page; everything else means the same for all pages of a folder.
    if text.utf8.first == UInt8(ascii: "#") || text.isEmpty { return Address(text, in: page) }
    let own = parent(of: page)
    if own != folder {
      folder = own
      resolved.removeAll(keepingCapacity: true)
    }
    if let known = resolved[text] { return known }
    let address = Address(text, in: page)
    if text.utf8.first != UInt8(ascii: "?") { resolved[text] = address }
    return address
  }

  /// `url(…)` and `@import` of a style sheet: enough to see what it would load.
  private func addStyleReferences(_ file: OutputFile, _ inspection: inout Inspection) {
    let text = String(decoding: file.bytes, as: UTF8.self)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      // Most lines load nothing.
      guard line.utf8.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "@") }) else { continue }
      var rest = line
      while let start = rest.range(of: "url(") {
        rest = rest[start.upperBound...]
        let written = rest.prefix { $0 != ")" }
        let name = String(written).trimming(["\"", "'", " "])
        let reference = PageFacts.Reference(purpose: .request, address: name, line: number + 1)
        if name.isEmpty || name.hasPrefix("data:") || name.hasPrefix("#") { continue }
        switch Address(name, in: file.path) {
        case .inside(let path, _): if positions[path] == nil { inspection.dead.append((reference, path)) }
        default: inspection.findings.append(.foreignRequest(reference, file))
        }
      }
      if line.contains("@import") {
        let reference = PageFacts.Reference(purpose: .request, address: "@import", line: number + 1)
        inspection.findings.append(.foreignRequest(reference, file))
      }
    }
  }
}

extension StringProtocol {
  fileprivate func range(of text: String) -> Range<Index>? {
    ranges(of: text).first
  }

  fileprivate func trimming(_ marks: Set<Character>) -> String {
    String(drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
  }
}
