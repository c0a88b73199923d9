package import Diagnostics

/// Reads back what is about to be published, and says what is wrong with it.
package enum Gate {
  /// Everything wrong with an edition; empty when it may be published.
  ///
  /// Pages (`.html`), pictures (`.svg`) and feeds (`.xml`) must be well-formed. Pages must be what `PageAssertion` asks
  /// for, lead nowhere that isn't there, and load nothing from elsewhere.
  package static func findings(in files: [OutputFile]) async -> [Finding] {
    let documents = files.filter { [".html", ".svg", ".xml"].contains(where: $0.path.hasSuffix) }
    let walked = await documents.concurrentMap(stretch: 32) { stretch in
      var walk = PageWalk()
      return stretch.map { file in
        do throws(XMLProblem) {
          return (file, Result<PageFacts, XMLProblem>.success(try walk.facts(of: file.bytes, isPage: file.isPage)))
        } catch {
          return (file, .failure(error))
        }
      }
    }.flatMap { $0 }
    var site = SiteLinks(paths: files.map(\.path))
    for case (let file, .success(let facts)) in walked { site.ids[file.path] = facts.ids }
    let findings = walked.flatMap { file, result -> [Finding] in
      switch result {
      case .failure(let problem): [.notWellFormed(problem, in: file)]
      case .success(let facts): PageReview(file: file, facts: facts, site: site).findings
      }
    }
    return findings.sorted(by: Finding.isShownBefore)
  }
}

extension OutputFile {
  var isPage: Bool { path.hasSuffix(".html") }
}

/// What there is to link to: the paths of an edition, and the ids of each page.
struct SiteLinks: Sendable {
  private let paths: Set<String>
  var ids: [String: Set<String>] = [:]

  init(paths: [String]) {
    self.paths = Set(paths)
  }

  enum Answer {
    case found
    case noFile(String)
    case noAnchor(String)
  }

  /// Whether a relative address on a page leads to something.
  func answer(to address: String, on page: String) -> Answer {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let target = path.isEmpty ? page : resolved(String(path), on: page)
    guard let target, paths.contains(target) else { return .noFile(target ?? address) }
    guard parts.count == 2, !parts[1].isEmpty, let known = ids[target] else { return .found }
    return known.contains(String(parts[1])) ? .found : .noAnchor(String(parts[1]))
  }

  /// The path within the site that a relative address means; `nil` when it leaves the site.
  private func resolved(_ address: String, on page: String) -> String? {
    guard !address.hasPrefix("/") else { return nil }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in address.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case "", ".": continue
      case "..":
        guard !folders.isEmpty else { return nil }
        folders.removeLast()
      default: folders.append(decoded(part))
      }
    }
    if address.hasSuffix("/") { folders.append("index.html") }
    return folders.joined(separator: "/")
  }

  private func decoded(_ part: Substring) -> String {
    guard part.contains("%") else { return String(part) }
    var bytes: [UInt8] = []
    var rest = part.utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
