package import Diagnostics
package import Metrics
package import Records

/// The whole site in memory: every page as HTML and as Markdown, its data, its assets.
package struct Site: Sendable {
  package let files: [OutputFile]
  /// Pages and their twins that are live and weren't made, since they would come out as they are.
  package let kept: [String]
  /// What each page was made from whose template tells it, with the page's files.
  package let sums: [(files: [String], sum: PageSum)]
  package let findings: [Finding]
  /// Prints the pages about editions, which need to know the edition's name.
  private let late: (press: Press, jobs: [Press.Job])?
  /// What of the pages the explainer is made of.
  private let explained: (press: Press, pages: [PageTemplate], leads: [PageLinks.Lead])?
  /// Files that are made of a template alone, each with that template: the assets, and the shell around an empty page.
  package let templates: [(file: OutputFile, template: SourceFile)]

  init(
    files: [OutputFile], kept: [String] = [], sums: [(files: [String], sum: PageSum)] = [], findings: [Finding],
    late: (press: Press, jobs: [Press.Job])? = nil,
    explained: (press: Press, pages: [PageTemplate], leads: [PageLinks.Lead])? = nil,
    templates: [(file: OutputFile, template: SourceFile)] = []
  ) {
    self.kept = kept
    self.sums = sums
    self.explained = explained
    self.templates = templates
    self.files = files
    self.findings = findings
    self.late = late
  }

  /// Tells of anything on the site where it came from; `nil` without pages. Made each time it is asked for: a build
  /// does without.
  package var explainer: Explainer? {
    guard let (press, pages, leads) = explained else { return nil }
    return Explainer(
      site: press.knowing(PageLinks(of: leads)).context, pages: pages,
      titles: Dictionary(leads.map { ($0.page.path, $0.page.title) }) { first, _ in first },
      linked: Dictionary(leads.map { ($0.page.path, $0.linked) }) { first, _ in first }, files: files.map(\.path))
  }

  /// The pages that list editions, as files of the site. They are no part of the edition itself.
  ///
  /// - Parameter editions: newest first, the one at hand among them.
  package func editionPages(_ editions: [EditionLine]) -> (files: [OutputFile], findings: [Finding]) {
    guard let late else { return ([], []) }
    let press = late.press.knowing(editions)
    let printed = late.jobs.map { press.printed($0) }
    return (printed.flatMap(\.files), printed.flatMap(\.findings))
  }

  /// Reads the templates, resolves them and writes every page.
  ///
  /// - Parameters:
  ///   - templates: everything below `Templates/`: `site.html`, `pages/*.md`, `assets/*`.
  ///   - findings: what is already known to be wrong; the quality of the records is part of the site.
  ///   - asOf: the day of the edition.
  ///   - history: what earlier editions said; `nil` when this is the first.
  ///   - quarantinePrices: what each row that is kept out would move, in their order; fewer where not all are priced.
  ///   - former: what is known of the pages that are live; `nil` where each page is wanted.
  package static func make(
    figures: [Figure], corpus: Corpus, verdicts: [ClaimVerdict], templates: [SourceFile], findings: [Finding],
    asOf: Day, mainBoards: BoardHistory? = nil, history: History? = nil,
    quarantinePrices: [[EditionChanges.FigureMove]] = [], former: FormerPages? = nil
  ) async -> Site {
    var wrong: [Finding] = []
    var pages: [PageTemplate] = []
    for file in templates where file.path.hasPrefix("Templates/pages/") && file.path.hasSuffix(".md") {
      let (page, found) = PageTemplate.reading(file, figures: figures, blocs: corpus.report.blocs.map(\.id))
      wrong += found
      if let page { pages.append(page) }
    }
    pages.sort { ($0.order, $0.path) < ($1.order, $1.path) }
    guard let shellFile = templates.first(where: { $0.path == "Templates/site.html" }) else {
      let missing = Finding(
        .error, "missing-shell", "there is no Templates/site.html", at: nil,
        hint: "write one with the slots 'title' and 'main'", area: .pages)
      return Site(files: [], findings: wrong + [missing])
    }
    let (shell, shellFindings) = Shell.reading(shellFile)
    wrong += shellFindings

    let routes = Routes(pages, figures: figures, corpus: corpus)
    wrong += pages.flatMap { $0.brokenLinks(routes) }
    async let holdings = Holding.all(of: corpus)
    var context = SiteContext(
      index: await SiteIndex(corpus, boards: mainBoards), figures: figures,
      verdicts: Dictionary(verdicts.map { ($0.claim, $0) }) { first, _ in first }, asOf: asOf,
      findings: findings.filter { $0.area == .records }, holdings: await holdings, routes: routes,
      figurePositions: Dictionary(
        figures.enumerated().map { ("figures/\($1.id).html", $0) }
      ) { first, _ in first },
      history: history
        ?? History(
          day: asOf.description, facts: EditionFacts(figures: figures, verdicts: verdicts, corpus: corpus),
          changes: nil))
    context.hasInnerStyle = templates.contains { $0.path == "Templates/assets/\(Press.innerStyle)" }
    let sheets = [Press.innerStyle, "style.css"].compactMap { name in
      templates.first { $0.path == "Templates/assets/\(name)" }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    context.chartStyle = ChartStyle.rules(of: sheets.joined(separator: "\n"))
    context.decisions = SiteContext.decisions(of: corpus)
    context.limits = LimitCatalogue(context)
    context.quarantinePrices = quarantinePrices
    context.orders = RecordOrder.all(of: pages, in: context.index)
    context.columns = ColumnCells.all(of: pages, in: context)
    if routes.listsFiles { context.rowFiles = RowFiles(of: routes.kindsWithoutPages, in: corpus) }
    let press = Press(context: context, shell: shell, pages: pages)
    let isLate: (Press.Job) -> Bool = { $0.path.hasPrefix(EditionLine.folder) }
    let allJobs = pages.flatMap { press.jobs(for: $0) }
    let jobs = allJobs.filter { !isLate($0) }
    let lateJobs = allJobs.filter(isLate)
    let shared = context
    async let downloads = Downloads(shared).files
    // Only where nothing is known of the live pages do their sums wait until all pages are made, and the index with them.
    let areLive = former?.areLive
    let known = areLive == nil ? [:] : await press.sums(of: jobs, former)
    // Figures come last: their pages tell which others lead to them.
    let first = await inParallel(jobs.filter { $0.figure == nil }) { job in
      if let areLive, let sum = known[job.path], areLive(job.ownFiles, sum) { return press.kept(job) }
      return press.printed(job)
    }
    let informed = press.knowing(PageLinks(of: first.map(\.lead)))
    let printed = first + (await inParallel(jobs.filter { $0.figure != nil }) { informed.printed($0) })
    // What is left is made beside each other.
    async let sums = areLive == nil ? press.sums(of: jobs, former) : known
    let entries = printed.filter { $0.path != PagePath.notFound }.map(\.search)
    async let search = SearchIndex.file(of: entries)
    async let siteMap = press.siteMap(allJobs.map(\.path))
    let kept = printed.filter(\.isKept).flatMap { [$0.path, PagePath.twin(of: $0.path)] }
    wrong += unique(printed.flatMap(\.findings))
    var files = printed.flatMap(\.files)
    files += await downloads
    let assets = assets(templates)
    files += assets.map(\.file)
    files += Feed(context).files
    if let limits = context.limits, pages.contains(where: { $0.places(Component.needs) }) {
      files.append(ChooseData(limits, context).file)
    }
    files += [
      Status(context).file, await siteMap, DataPackage(context).file,
      LanguageModels(context: context, pages: pages).file,
      await search,
    ]
    let paths = Set(files.map(\.path) + kept).union(lateJobs.flatMap { [$0.path, PagePath.twin(of: $0.path)] })
    wrong += pages.flatMap { $0.brokenLinks(toOthersThan: paths) }
    // A shell whose slots are wrong says so by itself.
    let empty = shellFindings.isEmpty ? [(file: shell.emptyPage, template: shellFile)] : []
    files.sort { $0.path < $1.path }
    let found = await sums
    return Site(
      files: files, kept: kept,
      sums: printed.filter(\.canBeKept).compactMap { page in
        found[page.path].map { ([page.path, PagePath.twin(of: page.path)], $0) }
      }, findings: wrong, late: (press, lateJobs),
      explained: (press, pages, printed.map(\.lead)), templates: assets + empty)
  }

  private static func assets(_ templates: [SourceFile]) -> [(file: OutputFile, template: SourceFile)] {
    let prefix = "Templates/assets/"
    return templates.filter { $0.path.hasPrefix(prefix) }.map {
      (OutputFile(path: String($0.path.dropFirst(prefix.count)), bytes: $0.bytes), $0)
    }
  }

  /// A template's mistake shows on each of its pages; one finding is enough.
  private static func unique(_ findings: [Finding]) -> [Finding] {
    var seen: Set<[String]> = []
    return findings.filter { finding in
      let place = finding.place.map { "\($0.file.path):\($0.start)" } ?? ""
      return seen.insert([place, finding.code, finding.headline]).inserted
    }
  }
}

/// Transforms stretches of elements on several threads at once; the results keep the elements' order.
func inParallel<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  let stretch = 16
  return await withTaskGroup { group in
    let starts = Array(stride(from: 0, to: elements.count, by: stretch))
    for start in starts {
      let slice = elements[start..<min(start + stretch, elements.count)]
      group.addTask { (start, slice.map(transform)) }
    }
    let results = await group.reduce(into: [Int: [Result]]()) { $0[$1.0] = $1.1 }
    return starts.flatMap { results[$0] ?? [] }
  }
}

extension Routes {
  init(_ pages: [PageTemplate], figures: [Figure], corpus: Corpus) {
    for page in pages {
      if let kind = page.kind {
        kindsWithPages.insert(kind)
        let ids = kind == "figures" ? figures.map(\.id) : corpus.records(of: kind).map(\.id)
        for id in ids { self.pages.insert("\(kind)/\(id).html") }
        anchors[kind, default: []].formUnion(page.factFields)
        if kind == "figures", page.drawsItsFigure { drawsFigures = true }
        if page.hasPlaces { kindsWithPlaces.insert(kind) }
        if kind == Rival.kind, page.places(Component.rivals) { listsAnswers = true }
        if kind == "figures", page.showsWorkingsOfChoices { showsChoices = true }
        if kind == Source.kind, page.places(Component.files) { listsFiles = true }
      } else {
        self.pages.insert(page.path)
        if let holds = page.holds { pageHolding[holds] = page.path }
      }
    }
  }
}

extension Routes {
  /// The kinds whose records stand on no page that is theirs.
  var kindsWithoutPages: [String] {
    Corpus.kinds.map(\.name).filter { !kindsWithPages.contains($0) && pageHolding[$0] == nil }
  }
}

extension PageTemplate {
  /// The record's own fields in its grid of facts.
  fileprivate var factFields: [String] {
    placeholders.flatMap { placeholder -> [String] in
      guard case .component(let component, let arguments) = placeholder, component.name == Component.facts.name else {
        return []
      }
      return (arguments.columns("columns") ?? []).map(\.path).filter { $0.steps.count == 1 }.map(\.text)
    }
  }

  /// Whether it draws the figure that it is about, as its measure is best drawn.
  fileprivate var drawsItsFigure: Bool {
    placeholders.contains { placeholder in
      guard case .component(let component, let arguments) = placeholder else { return false }
      return component.name == Component.chart.name && (arguments.figure("of") ?? 0) < 0
        && arguments.word("form") == nil
    }
  }

  /// Whether it makes each other choice of its figure again, step by step.
  fileprivate var showsWorkingsOfChoices: Bool {
    placeholders.contains { placeholder in
      guard case .component(let component, let arguments) = placeholder else { return false }
      return component.name == Component.choices.name && arguments.word("form") == "workings"
    }
  }

  /// Whether it tells where each value stands.
  var hasPlaces: Bool { places(Component.places) }

  func places(_ wanted: Component) -> Bool {
    placeholders.contains { if case .component(let component, _) = $0 { component.name == wanted.name } else { false } }
  }

  /// Links of the page's text that lead to no page.
  fileprivate func brokenLinks(_ routes: Routes) -> [Finding] {
    links.filter { $0.path.hasSuffix(".html") && !routes.pages.contains($0.path) }
      .map { Self.brokenLink($0, known: routes.pages) }
  }

  /// The same of links to data and other files.
  fileprivate func brokenLinks(toOthersThan paths: Set<String>) -> [Finding] {
    links.filter { !$0.path.isEmpty && !$0.path.hasSuffix(".html") && !paths.contains($0.path) }
      .map { Self.brokenLink($0, known: paths) }
  }

  private static func brokenLink(_ link: (path: String, place: Place), known: Set<String>) -> Finding {
    Finding(
      .error, "unknown-page", "no \(link.path.hasSuffix(".html") ? "page" : "file") '\(link.path)'", at: link.place,
      hint: nearMiss(of: link.path, among: known.sorted()).map { "did you mean '\($0)'?" }, area: .pages)
  }
}
