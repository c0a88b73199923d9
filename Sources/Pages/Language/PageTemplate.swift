import Diagnostics
import Metrics
import Reading
import Records

/// A page in `Templates/pages/`: front matter and Markdown with placeholders, every name in it checked.
struct PageTemplate: Sendable {
  /// Where a page stands in the navigation.
  enum Group: String, Sendable, CaseIterable {
    case themes, reference, records
  }

  static let keys = ["title", "path", "description", "kicker", "navigation", "label", "order", "for", "holds", "under"]

  let file: SourceFile
  /// The page's path, or that of the folder for a page for each record.
  let path: String
  /// The kind that there is a page for each record of, or `figures`.
  let kind: String?
  /// The kind whose records this page holds, each with an anchor.
  let holds: String?
  /// The page that this one, or each of its pages, belongs under.
  let under: String?
  let group: Group?
  let order: Double
  let label: String
  let title: Sentence
  let description: Sentence
  let kicker: Sentence?
  let blocks: [Block]
  let placeholders: [BoundPlaceholder]
  let findings: [Finding]
  /// Links to pages of the site, with the place of their line.
  let links: [(path: String, place: Place)]

  /// `nil` when the file has no front matter to go by; the findings then say so.
  static func reading(
    _ file: SourceFile, figures: [Figure], blocs: [String]
  ) -> (template: PageTemplate?, findings: [Finding]) {
    let (note, unreadable) = NoteText.read(file)
    let findings = unreadable.map { finding in
      var finding = finding
      finding.area = .pages
      return finding
    }
    guard let note, let entries = note.front?.entries else {
      let missing = Finding(
        .error, "no-front-matter", "page without front matter", at: Place(file),
        hint: "begin with ---, title and description", area: .pages)
      return (nil, findings.isEmpty ? [missing] : findings)
    }
    let template = PageTemplate(file, front: FrontMatter(entries, file), note.bodyPlace, figures, blocs, findings)
    return (template, template.findings)
  }

  private init(
    _ file: SourceFile, front: FrontMatter, _ body: Place, _ figures: [Figure], _ blocs: [String],
    _ unreadable: [Finding]
  ) {
    self.file = file
    var front = front
    var findings = unreadable
    let name = String((file.path.split(separator: "/").last ?? "").prefix { $0 != "." })
    kind = front.choice("for", Corpus.kinds.map(\.name) + ["figures"])
    holds = front.choice("holds", Corpus.kinds.map(\.name))
    under = front["under"]?.text ?? kind.map { "\($0).html" }
    group = front.choice("navigation", Group.allCases.map(\.rawValue)).flatMap { Group(rawValue: $0) }
    order = front.number("order") ?? 1000
    path = kind ?? front["path"]?.text ?? "\(name).html"
    if !PagePath.isPath(path) || kind == nil && !path.hasSuffix(".html") {
      front.report(
        "bad-path", "'\(path)' can't be a page's path", front["path"]?.place ?? Place(file), "write NAME.html")
    }
    let names = Names(figures: figures, kind: kind, blocs: blocs)
    title = front.sentence("title", names: names, isRequired: true)
    description = front.sentence("description", names: names, isRequired: true)
    kicker = front["kicker"] == nil ? nil : front.sentence("kicker", names: names, isRequired: false)
    label = front["label"]?.text ?? title.content.plainText
    findings += front.findings

    let text = PlaceholderText(file, body.start..<body.end)
    findings += text.findings
    let markdown = Markdown(
      text.markdown, trust: .template, placeholderCount: text.placeholders.count, originals: text.originals)
    findings += markdown.problems.map { $0.finding(at: text.place(ofLine: $0.line, in: file)) }
    findings += Self.brokenOutline(markdown.outline) { text.place(ofLine: $0, in: file) }
    var binding = Binding(names: names)
    placeholders = text.placeholders.map { binding.bound($0) }
    findings += binding.findings
    blocks = markdown.blocks.captioned(by: label)
    links = markdown.links.map { ($0.path, text.place(ofLine: $0.line, in: file)) }
    self.findings = findings
  }
}

extension PageTemplate {
  /// Headings that skip a level, or a second one of the first level.
  private static func brokenOutline(
    _ outline: [(level: Int, line: Int)], place: (Int) -> Place
  ) -> [Finding] {
    var findings: [Finding] = []
    var last = 1
    var hasMain = false
    for (level, line) in outline {
      switch level {
      // A component may bring headings of the third level.
      case 0: last = max(last, 3)
      // It stands in for the title, at the top wherever it is written.
      case 1:
        if hasMain {
          findings.append(
            Finding(
              .error, "page-main-heading", "'h1' repeated", at: place(line),
              hint: "a page has one, or its title; begin sections with ##", area: .pages))
        }
        hasMain = true
      default:
        if level > last + 1 {
          findings.append(
            Finding(
              .error, "page-skipped-heading", "'h\(level)' follows 'h\(last)'", at: place(line),
              hint: "headings go down one level at a time", area: .pages))
        }
        last = level
      }
    }
    return findings
  }
}

/// The keys of a page, with the findings that reading them gives.
private struct FrontMatter {
  private let values: [(key: String, token: Placeholder.Token)]
  private let file: SourceFile
  private(set) var findings: [Finding] = []

  init(_ entries: [Node.Entry], _ file: SourceFile) {
    self.file = file
    var values: [(String, Placeholder.Token)] = []
    for entry in entries {
      guard let key = entry.key.text else { continue }
      guard PageTemplate.keys.contains(key) else {
        findings.append(
          Finding(
            .error, "unknown-page-key", "pages have no '\(key)'", at: entry.key.place,
            hint: nearMiss(of: key, among: PageTemplate.keys).map { "did you mean '\($0)'?" }
              ?? "known are \(PageTemplate.keys.joined(separator: ", "))", area: .pages))
        continue
      }
      guard let text = entry.value.text else {
        findings.append(
          Finding(.error, "bad-page-key", "'\(key)' of a page is one line of text", at: entry.value.place, area: .pages)
        )
        continue
      }
      // A place may include quotes; names inside are found behind them.
      var place = entry.value.place
      let isQuoted = place.end - place.start >= 2 && [0x22, 0x27].contains(file.bytes[place.start])
      if isQuoted { place = Place(file, place.start + 1..<place.end - 1) }
      values.append((key, Placeholder.Token(text: text, place: place, isQuoted: isQuoted)))
    }
    self.values = values
  }

  subscript(key: String) -> Placeholder.Token? { values.first { $0.key == key }?.token }

  mutating func report(_ code: String, _ headline: String, _ place: Place, _ hint: String? = nil) {
    findings.append(Finding(.error, code, headline, at: place, hint: hint, area: .pages))
  }

  mutating func choice(_ key: String, _ words: [String]) -> String? {
    guard let token = self[key] else { return nil }
    if words.contains(token.text) { return token.text }
    report(
      "bad-page-key", "'\(key)' of a page can't be '\(token.text)'", token.place,
      nearMiss(of: token.text, among: words).map { "did you mean '\($0)'?" } ?? "write \(words.joined(separator: ", "))"
    )
    return nil
  }

  mutating func number(_ key: String) -> Double? {
    guard let token = self[key] else { return nil }
    if let number = Double(token.text), number.isFinite { return number }
    report("bad-page-key", "'\(token.text)' isn't a number", token.place)
    return nil
  }

  mutating func sentence(_ key: String, names: Names, isRequired: Bool) -> Sentence {
    guard let token = self[key] else {
      if isRequired { report("missing-page-key", "page without '\(key)'", Place(file)) }
      return Sentence(content: [], references: [])
    }
    let (sentence, found) = Sentence.binding(token, names: names)
    findings += found
    return sentence
  }
}
