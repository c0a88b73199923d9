import Diagnostics
import Metrics
import Records

/// Finds what a name means on the site and in its records, and tells where that came from and what it feeds.
package struct Explainer: Sendable {
  let site: SiteContext
  let pages: [PageTemplate]
  /// Every page's title by its path.
  let titles: [String: String]
  /// For each page every file that its text leads to.
  let linked: [String: Set<String>]
  let files: [String]

  /// A name that means nothing, or several things.
  package struct Unknown: Error {
    /// Completes "parallax: ".
    package let why: String
  }

  /// - Parameter thing: a figure, a page, a record by id or `KIND/ID` (with `.FIELD`), a claim, a file of the output, or
  ///   `Input/FILE:LINE` (with `:FIELD`).
  package func explanation(of thing: String) throws(Unknown) -> Explanation {
    if thing.hasPrefix("Input/") { return try row(at: thing) }
    let name = ["./", "Output/"].reduce(thing) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
    if let explanation = try choice(named: name) { return explanation }
    let stem = [".html", ".md"].reduce(name) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 }
    if let figure = site.figures.first(where: { "figures/\($0.id)" == stem || "\(Metric.kind)/\($0.id)" == stem }) {
      return explanation(of: figure)
    }
    if let found = record(named: stem) { return explanation(of: found.record, field: found.field) }
    if let page = pages.first(where: { $0.kind == nil && $0.path == stem + ".html" || $0.file.path == thing }) {
      return explanation(of: page)
    }
    if files.contains(name) { return explanation(ofFile: name) }
    let own = bare(stem)
    // A figure before all else of its name: what a question and its answer are both called is the answer.
    if let first = own.first, own.count == 1 || first.name.hasPrefix("figures/") {
      var explanation = first.explain()
      explanation.namesakes = own.dropFirst().map(\.name)
      return explanation
    }
    if own.count > 1 {
      throw Unknown(why: "'\(thing)' means \(own.map(\.name).joined(separator: " and ")); write one of these")
    }
    let called = named(thing)
    if called.count == 1 { return explanation(of: called[0], field: nil) }
    let near = nearest(to: stem)
    throw Unknown(why: "nothing is called '\(thing)'" + (near.isEmpty ? "" : "; did you mean \(near)?"))
  }

  // MARK: Names

  private struct Meaning {
    var name: String
    var explain: () -> Explanation
  }

  /// `models/qwen3-8b`, with or without `.context` or `#context`.
  private func record(named name: String) -> (record: Record, field: String?)? {
    guard let slash = name.firstIndex(of: "/") else { return nil }
    let (kind, rest) = (String(name[..<slash]), String(name[name.index(after: slash)...]))
    return record(kind, rest)
  }

  private func record(_ kind: String, _ name: String) -> (record: Record, field: String?)? {
    if let record = site.corpus.record(kind, name) { return (record, nil) }
    guard let mark = name.lastIndex(where: { $0 == "." || $0 == "#" }),
      let record = site.corpus.record(kind, String(name[..<mark]))
    else { return nil }
    let field = String(name[name.index(after: mark)...])
    return record.fields.contains { $0.name == field } ? (record, field) : nil
  }

  /// Everything that a name without a folder means.
  private func bare(_ name: String) -> [Meaning] {
    var found: [Meaning] = []
    for figure in site.figures where figure.id == name {
      found.append(Meaning(name: "figures/\(name)") { explanation(of: figure) })
    }
    for kind in Corpus.kinds where kind.name != Metric.kind {
      guard let (record, field) = record(kind.name, name) else { continue }
      found.append(Meaning(name: "\(kind.name)/\(name)") { explanation(of: record, field: field) })
    }
    return found
  }

  /// `arena-gap#choice-hard-requests`: a figure under one of its other choices; `nil` for what names none.
  private func choice(named name: String) throws(Unknown) -> Explanation? {
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[1].hasPrefix("choice-") else { return nil }
    let page = parts[0].hasSuffix(".html") ? String(parts[0].dropLast(5)) : parts[0]
    let id = page.hasPrefix("figures/") ? String(page.dropFirst("figures/".count)) : page
    guard let figure = site.figures.first(where: { $0.id == id }) else { return nil }
    let choices = FigureTrail(figure, site).choices
    guard let trail = choices.first(where: { $0.choice.id == parts[1] }) else {
      let near = nearMiss(of: parts[1], among: choices.map(\.choice.id)).map { "; did you mean '\(id)#\($0)'?" } ?? ""
      throw Unknown(why: "figure '\(id)' has no choice '\(parts[1])'\(near)")
    }
    return Explanation(
      "figures/\(id)#\(parts[1])", kind: "choice", title: "\(figure.title): \(trail.choice.name)", parts: trail.parts)
  }

  /// The records with pages that are called so, in upper or lower case.
  private func named(_ name: String) -> [Record] {
    let wanted = name.lowercased()
    return Corpus.kinds.filter { site.routes.kindsWithPages.contains($0.name) && $0.name != Metric.kind }.flatMap {
      kind in
      site.corpus.records(of: kind.name).filter { site.name(kind.name, $0.id).lowercased() == wanted }
    }
  }

  private func nearest(to name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    var near: [String] = []
    func look(_ names: some Sequence<String>, _ prefix: String, _ wanted: String) {
      if let meant = nearMiss(of: wanted, among: names) { near.append("'\(prefix)\(meant)'") }
    }
    look(site.figures.map(\.id), "figures/", last)
    for kind in Corpus.kinds where kind.name != Metric.kind {
      look(site.corpus.records(of: kind.name).lazy.map(\.id).filter { !$0.contains(":") }, "\(kind.name)/", last)
    }
    look(pages.filter { $0.kind == nil }.map(\.path), "", name + ".html")
    if name.contains("/") || name.contains(".") { look(files, "", name) }
    return near.prefix(4).joined(separator: " or ")
  }

  // MARK: Places

  private func row(at thing: String) throws(Unknown) -> Explanation {
    let parts = thing.split(separator: ":", maxSplits: 2).map(String.init)
    let path = parts[0]
    let records = Corpus.kinds.flatMap { site.corpus.records(of: $0.name) }.filter { $0.place.file.path == path }
    let kept = site.corpus.quarantined.filter { $0.place.file.path == path }
    guard !records.isEmpty || !kept.isEmpty else {
      let known = Set(Corpus.kinds.flatMap { site.corpus.records(of: $0.name) }.map(\.place.file.path)).sorted()
      let near = nearMiss(of: path, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw Unknown(why: "no record stands in '\(path)'\(near)")
    }
    guard parts.count > 1 else { return explanation(ofInput: path, records, kept.count) }
    guard let line = Int(parts[1]), line > 0 else { throw Unknown(why: "'\(parts[1])' is no line of '\(path)'") }
    let record = records.filter { $0.place.line <= line }.max { $0.place < $1.place }
    if let out = kept.last(where: { $0.place.line == line }) { return explanation(of: out) }
    guard let record else {
      throw Unknown(
        why: "no record stands at line \(line) of '\(path)'; the first is at \(records.map(\.place.line).min() ?? 1)")
    }
    // A line of a table has them all; a line of record text has one.
    let isRow = record.fields.allSatisfy { $0.place.map { $0.line == record.place.line } ?? true }
    var field = isRow ? nil : record.fields.last { $0.place.map { $0.line <= line } ?? false }?.name
    if parts.count > 2 {
      let known = record.fields.map(\.name)
      guard known.contains(parts[2]) else {
        let near = nearMiss(of: parts[2], among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw Unknown(why: "\(record.kind) have no field '\(parts[2])'\(near)")
      }
      field = parts[2]
    } else if line > (record.fields.compactMap { $0.place?.line }.max() ?? line), isRow, record.place.line != line {
      throw Unknown(why: "no record stands at line \(line) of '\(path)'; the one before it is at \(record.place.line)")
    }
    let trail = RecordTrail(record, site)
    if parts.count == 2, let field, let entry = trail.entry(of: field, at: line) {
      return Explanation(
        "\(path):\(line)", kind: "value",
        title: "\(site.name(record.kind, record.id)): \(field.words.lowercasedFirst), number \(entry.number)",
        parts: [.init(title: "What it is", terms: entry.terms)])
    }
    return explanation(of: record, field: field)
  }

  // MARK: Things

  func explanation(of figure: Figure) -> Explanation {
    let trail = FigureTrail(figure, site)
    var explanation = Explanation(
      "figures/\(figure.id)", kind: "figure", title: figure.title,
      parts: [
        .init(title: "What it is", terms: trail.facts), .init(title: "With these numbers", terms: trail.steps),
        .init(title: "Under other choices", terms: trail.choiceTerms),
        .init(title: "In each edition", terms: trail.editions),
        .init(title: "What it rests on", terms: trail.names + trail.sources),
        .init(title: "What rests on it", terms: trail.uses),
      ])
    explanation.numbers = EditionFacts.Figure(figure, metric: site.corpus.record(Metric.kind, figure.id))
    return explanation
  }

  private func explanation(of record: Record, field: String?) -> Explanation {
    let trail = RecordTrail(record, site)
    if let field, let value = trail.value(of: field) {
      return Explanation(
        "\(record.kind)/\(record.id).\(field)", kind: "value",
        title: "\(site.name(record.kind, record.id)): \(field.words.lowercasedFirst)",
        parts: [.init(title: "The value", terms: value)])
    }
    var parts: [Explanation.Part] = []
    let claim = record.kind == Claim.kind ? site.corpus.claims.first { $0.id == record.id } : nil
    if let claim { parts.append(.init(title: "The verdict", terms: verdict(of: claim))) }
    parts += [
      .init(title: "What it is", terms: trail.facts), .init(title: "What it rests on", terms: trail.sources),
      .init(title: "What rests on it", terms: trail.uses),
    ]
    return Explanation(
      "\(record.kind)/\(record.id)", kind: claim == nil ? "record" : "claim", title: title(of: record),
      parts: parts)
  }

  /// Its name; of a row without one, what it is about.
  private func title(of record: Record) -> String {
    let name = site.name(record.kind, record.id)
    return name == record.id ? record.shortName : name
  }

  private func verdict(of claim: Claim) -> [Term] {
    site.entry(claim, number: 1, id: claim.id, isAlone: true).terms.filter { $0.name != "As published" }
      .reduce(into: [Term(name: "Verdict", content: [[.verdict(site.verdict(of: claim))]])]) { $0.append($1) }
      + (site.verdicts[claim.id]?.figures ?? []).map { id in
        Term(name: "Tests", content: [[site.link("figures", id, [.text(id)])]])
      }
  }

  private func explanation(of kept: Quarantined) -> Explanation {
    var terms = Terms()
    terms.add("Row", [.text("of \(kept.kind), kept out of every figure")])
    terms.add("File and line", [.code(kept.place.spot)])
    terms.add("Why", [.text(kept.finding.headline)])
    if let hint = kept.finding.hint { terms.add("What to do", [.text(hint)]) }
    var uses = Terms()
    for figure in site.figures
    where figure.coverage.evidence.quarantined.contains(where: { $0.row.place == kept.place }) {
      uses.add("Figure", [site.link("figures", figure.id, [.text(figure.id)]), .text(": would have looked at it")])
    }
    var moves = Terms()
    for move in site.moves(ofQuarantined: kept.place) ?? [] {
      moves.add("Figure", [site.link("figures", move.id, [.text(move.id)]), .text(": ")] + Words.price(move))
    }
    return Explanation(
      kept.place.spot, kind: "quarantined row", title: kept.id,
      parts: [
        .init(title: "What it is", terms: terms.all), .init(title: "What it is missing from", terms: uses.all),
        .init(title: "What it would move", terms: moves.all),
      ])
  }

  private func explanation(ofInput path: String, _ records: [Record], _ kept: Int) -> Explanation {
    var terms = Terms()
    for (kind, group) in Dictionary(grouping: records, by: \.kind).sorted(by: { $0.key < $1.key }) {
      terms.add("Records", [.text("\(NumberFormat.number(Double(group.count))) of \(kind)")])
    }
    if kept > 0 { terms.add("Quarantined", [.text(NumberFormat.number(Double(kept)))]) }
    let own = Set(records.map(\.key))
    var uses = Terms()
    for figure in site.figures {
      let count = figure.coverage.evidence.used.count { own.contains(Record.Key(kind: $0.kind, id: $0.id)) }
      if count > 0 {
        uses.add("Figure", [site.link("figures", figure.id, [.text(figure.id)]), .text(": \(count) of the rows used")])
      }
    }
    return Explanation(
      path, kind: "file of records", title: path,
      parts: [.init(title: "What it holds", terms: terms.all), .init(title: "What rests on it", terms: uses.all)])
  }

  private func explanation(of page: PageTemplate) -> Explanation {
    var terms = Terms()
    terms.add("Path", [.text(page.path)])
    terms.add("Made from", [.code(page.file.path)])
    return Explanation(
      page.path, kind: "page", title: titles[page.path] ?? page.label,
      parts: [
        .init(title: "What it is", terms: terms.all), .init(title: "What it rests on", terms: figures(on: page.path)),
        .init(title: "What it leads to", terms: contents(of: page.path)),
        .init(title: "What leads to it", terms: leads(to: page.path)),
      ])
  }

  /// The figures whose numbers a page has.
  private func figures(on path: String) -> [Term] {
    let linked = linked[path] ?? []
    var terms = Terms()
    for figure in site.figures where linked.contains("figures/\(figure.id).html") {
      let view = FigureView(figure, blocs: site.blocs)
      var words: [Inline] = [.text("\(figure.id): ")]
      if case .number(let answer, _)? = FigurePart.whole.answer(view) { words += answer }
      terms.add("Figure", words)
    }
    return terms.all
  }

  /// What else a page's text leads to, by sort; its own pictures are parts of it.
  private func contents(of path: String) -> [Term] {
    var terms = Terms()
    var others: [String: [String]] = [:]
    for target in (linked[path] ?? []).sorted() where !target.hasPrefix("charts/") && !target.hasPrefix("figures/") {
      let stem = target.hasSuffix(".html") ? String(target.dropLast(5)) : target
      let parts = stem.split(separator: "/", maxSplits: 1).map(String.init)
      if parts.count == 2, target.hasSuffix(".html") {
        others[parts[0], default: []].append(parts[1])
      } else {
        others[target.hasSuffix(".html") ? "pages" : "files", default: []].append(target)
      }
    }
    for (kind, names) in others.sorted(by: { $0.key < $1.key }) {
      terms.add(kind.words, [.text("\(names.count): \(names.joined(separator: ", "))")])
    }
    return terms.all
  }

  private func leads(to path: String) -> [Term] {
    var terms = Terms()
    for page in site.pagesLinking(to: path) { terms.add("Page", [.text("\(page.title) (\(page.path))")]) }
    return terms.all
  }

  private func explanation(ofFile path: String) -> Explanation {
    var terms = Terms()
    var rests = Terms()
    let parts = path.split(separator: "/").map(String.init)
    let stem = parts.last.map { $0.prefix { $0 != "." } }.map(String.init) ?? path
    if parts.count > 1, parts[0] == "data" {
      if let figure = site.figures.first(where: { $0.id == stem }) {
        let rows = path.hasSuffix(".choices.csv") ? "the rows of a figure’s other choices" : "every row behind a figure"
        terms.add("Holds", [.text(parts.count == 3 ? rows : "every observation of a figure")])
        rests.add("Figure", [site.link("figures", figure.id, [.text(figure.id)])])
      } else if let holding = site.holdings.first(where: { $0.kind.name == stem }) {
        terms.add("Holds", [.text("\(NumberFormat.number(Double(holding.records.count))) records of \(stem)")])
        for withheld in holding.withheld {
          terms.add("Leaves out", [.text("\(withheld.rows) rows of \(withheld.source.id), which may not be passed on")])
        }
      } else {
        terms.add("Holds", [.text(stem == "figures" ? "every figure with its workings" : "data of the whole site")])
      }
    } else if parts.first == "charts" {
      terms.add("Holds", [.text("a chart of \(parts.dropFirst().dropLast().joined(separator: "/")).html")])
    } else {
      terms.add("Holds", [.text(path.hasSuffix(".md") ? "a page as Markdown" : "a file of the whole site")])
    }
    return Explanation(
      path, kind: "file", title: path,
      parts: [
        .init(title: "What it is", terms: terms.all), .init(title: "What it rests on", terms: rests.all),
        .init(title: "What leads to it", terms: leads(to: path)),
      ])
  }
}
