import Diagnostics
import Reading

extension Finding {
  /// A finding about an output file: an error, and nothing is published.
  private static func output(
    _ code: String, _ headline: String, at place: Place, hint: String? = nil
  ) -> Finding {
    Finding(.error, code, headline, at: place, hint: hint, area: .output, effect: .fatal)
  }

  static func notUTF8(_ file: OutputFile) -> Finding {
    output("output-not-utf8", "bytes that aren't UTF-8", at: file.place(line: 1))
  }

  static func unsafePath(_ file: OutputFile, _ reason: String) -> Finding {
    output("output-path", "path '\(file.path)' \(reason)", at: file.place(line: 1))
  }

  static func clashingPaths(_ file: OutputFile, _ other: String) -> Finding {
    let difference = file.path == other ? "is made twice" : "differs from '\(other)' only in case"
    return output(
      "output-path", "path '\(file.path)' \(difference)", at: file.place(line: 1),
      hint: "rename one of the records or pages behind them")
  }

  static func notWellFormed(_ problem: XMLProblem, _ file: OutputFile) -> Finding {
    output(
      "page-not-well-formed", "not well-formed: \(problem.reason)",
      at: file.place(line: problem.line, column: problem.column))
  }

  static func notPlainDoctype(_ file: OutputFile) -> Finding {
    output("page-doctype", "'<!DOCTYPE html>' missing or with more in it", at: file.place(line: 1))
  }

  static func broken(_ assertion: PageAssertion, _ line: Int, _ file: OutputFile) -> Finding {
    output(
      assertion.code, assertion.headline, at: file.place(line: line, text: "<" + assertion.element),
      hint: assertion.hint)
  }

  static func repeatedID(_ spot: PageFacts.Spot, _ file: OutputFile) -> Finding {
    output(
      "page-repeated-id", "id '\(spot.text)' stands in the page twice", at: file.place(line: spot.line, text: spot.text)
    )
  }

  static func missingID(_ spot: PageFacts.Spot, known: Set<String>, _ file: OutputFile) -> Finding {
    output(
      "page-missing-id", "id '\(spot.text)' isn't in the page", at: file.place(line: spot.line, text: spot.text),
      hint: didYouMean(spot.text, known))
  }

  static func inlineAttribute(_ spot: PageFacts.Spot, _ file: OutputFile) -> Finding {
    output(
      "page-inline-attribute", "attribute '\(spot.text)' in a page", at: file.place(line: spot.line, text: spot.text),
      hint: "use a class and the style sheet, or the script file")
  }

  static func skippedHeading(_ level: Int, after previous: Int, _ line: Int, _ file: OutputFile) -> Finding {
    let before = previous == 0 ? "nothing" : "'h\(previous)'"
    return output(
      "page-skipped-heading", "'h\(level)' follows \(before)", at: file.place(line: line, text: "<h\(level)"),
      hint: "headings go down one level at a time")
  }

  static func foreignRequest(_ reference: PageFacts.Reference, _ file: OutputFile) -> Finding {
    output(
      "page-foreign-request", "'\(reference.address)' would be loaded from elsewhere", at: file.place(reference),
      hint: "put it into Templates/assets/")
  }

  static func rootedLink(_ reference: PageFacts.Reference, _ file: OutputFile) -> Finding {
    output(
      "page-rooted-link", "address '\(reference.address)' starts at the server's root", at: file.place(reference),
      hint: "write it relative to the page, so that it works from disk and in a subfolder")
  }

  static func linkAboveTheSite(_ reference: PageFacts.Reference, _ file: OutputFile) -> Finding {
    output("page-broken-link", "address '\(reference.address)' leaves the site", at: file.place(reference))
  }

  static func linkIntoEditions(_ reference: PageFacts.Reference, _ file: OutputFile) -> Finding {
    output(
      "page-broken-link", "address '\(reference.address)' leads into the folder of editions", at: file.place(reference),
      hint: "link to \(Archive.page), which frozen copies of this page can reach too")
  }

  static func refusedScheme(_ scheme: String, _ reference: PageFacts.Reference, _ file: OutputFile) -> Finding {
    output("page-refused-scheme", "address of scheme '\(scheme)'", at: file.place(reference))
  }

  static func deadLink(
    _ reference: PageFacts.Reference, to path: String, known: [String: Int], _ file: OutputFile
  ) -> Finding {
    let isFolder = known["\(path.hasSuffix("/") ? path : path + "/")index.html"] != nil
    return output(
      "page-broken-link", "address '\(reference.address)' leads to no file of the site", at: file.place(reference),
      hint: isFolder ? "write its 'index.html' out, so that it works from disk" : didYouMean(path, known.keys))
  }

  static func missingAnchor(
    _ id: String, in page: String, _ address: String, _ line: Int, known: Set<String>, _ file: OutputFile
  ) -> Finding {
    output(
      "page-broken-anchor", "anchor '\(id)' isn't in '\(page)'", at: file.place(line: line, text: address),
      hint: didYouMean(id, known))
  }

  private static func didYouMean(_ name: String, _ known: some Sequence<String>) -> String? {
    nearMiss(of: name, among: known).map { "did you mean '\($0)'?" }
  }
}

extension OutputFile {
  fileprivate func place(_ reference: PageFacts.Reference) -> Place {
    place(line: reference.line, text: reference.address)
  }

  /// The first place of `text` on the line or after it; the line's start when it isn't written like that there.
  ///
  /// libxml2 tells the line on which an element's start tag ends, so a tag of several lines is searched from there on
  /// and then backwards.
  func place(line: Int, text: String) -> Place {
    let start = offset(ofLine: line)
    let wanted = Array(text.replacing("&", with: "&amp;").utf8)
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let found =
      bytes.position(of: wanted, in: start..<end) ?? bytes.position(of: wanted, in: max(0, start - 2000)..<end)
    guard let found, !wanted.isEmpty else { return place(start..<start) }
    return place(found..<(found + wanted.count))
  }

  fileprivate func place(line: Int, column: Int = 1) -> Place {
    let start = min(offset(ofLine: line) + column - 1, bytes.count)
    return place(start..<start)
  }

  private func place(_ range: Range<Int>) -> Place {
    Place(SourceFile(path: path, bytes: bytes), range)
  }

  /// The first place of `text` in the file; its start when it isn't there.
  func place(of text: String) -> Place {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, let found = bytes.position(of: wanted, in: 0..<bytes.count) else { return place(0..<0) }
    return place(found..<(found + wanted.count))
  }

  private func offset(ofLine line: Int) -> Int {
    var offset = 0
    for _ in 1..<max(line, 1) {
      guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else { return offset }
      offset = end + 1
    }
    return offset
  }
}

extension [UInt8] {
  fileprivate func position(of wanted: [UInt8], in range: Range<Int>) -> Int? {
    guard !wanted.isEmpty, range.count >= wanted.count else { return nil }
    return (range.lowerBound...(range.upperBound - wanted.count)).first { start in
      self[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
