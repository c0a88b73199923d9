import Diagnostics
import Metrics
import Records

/// Writes pages: everything that they share is made once, so that each costs only what is its own.
struct Press: Sendable {
  /// One page to write.
  struct Job: Sendable {
    var page: PageTemplate
    var path: String
    var record: Record?
    var figure: Int?
  }

  struct Printed: Sendable {
    var path: String
    var files: [OutputFile]
    var findings: [Finding]
    /// Every file of the site that its text leads to.
    var linked: Set<String>
    var search: SearchIndex.Entry
    /// Whether it stands as it is and has no files here.
    var isKept = false

    var lead: PageLinks.Lead {
      PageLinks.Lead(page: PageLinks.Page(path: path, title: search.title), linked: linked)
    }
  }

  /// Ids that the layout of a page brings along.
  private static let taken: Set<String> = ["toc-h", "facts-h", "key-h", "rail-h", "paper-notes"]

  /// Where the style of what the home page doesn't have may stand apart, so that the first page that anybody loads is small.
  static let innerStyle = "pages.css"

  let context: SiteContext
  private let shell: Shell
  private let pages: [PageTemplate]
  /// Ids that no part of a page may have.
  private let taken: Set<String>

  init(context: SiteContext, shell: Shell, pages: [PageTemplate]) {
    self.context = context
    self.shell = shell
    self.pages = pages
    taken = shell.ids.union(Self.taken)
  }

  /// The same press, once the edition has its name.
  func knowing(_ editions: [EditionLine]) -> Press {
    var context = context
    context.editions = editions
    return Press(context: context, shell: shell, pages: pages)
  }

  /// The same press, once the pages that lead to others are written.
  func knowing(_ links: PageLinks) -> Press {
    var context = context
    context.links = links
    return Press(context: context, shell: shell, pages: pages)
  }

  func jobs(for page: PageTemplate) -> [Job] {
    switch page.kind {
    case nil: [Job(page: page, path: page.path)]
    case "figures":
      context.figures.enumerated().map { Job(page: page, path: "figures/\($1.id).html", figure: $0) }
    case let kind?: context.corpus.records(of: kind).map { Job(page: page, path: "\(kind)/\($0.id).html", record: $0) }
    }
  }

  func printed(_ job: Job) -> Printed {
    var rendering = Rendering(
      site: context, path: job.path, record: job.record, ownFigure: job.figure,
      taken: taken, hasPlaces: job.page.hasPlaces)
    let title = rendering.inlines(job.page.title, isLinked: false)?.plainText ?? job.page.label
    let description = rendering.inlines(job.page.description, isLinked: false)?.plainText ?? title
    let kicker = job.page.kicker.flatMap { rendering.inlines($0, isLinked: false) } ?? []
    rendering.anchors = AnchorSet(taken)
    var resolver = Resolver(placeholders: job.page.placeholders, rendering: rendering)
    let blocks = resolver.resolved(job.page.blocks)
    let tree = PageTree(kicker: kicker, crumbs: crumbs(job), blocks: blocks, title: title)
    let notes = context.paperNotes
    let layout = HTMLLayout(tree, path: job.path, root: root(of: job), notes: notes)
    let main = layout.bytes
    let isHome = job.path == "index.html"
    let siteTitle = context.corpus.report.title
    let window = isHome ? "\(siteTitle): \(title)" : "\(title) \u{B7} \(siteTitle)"
    let html = assembled(job, title: title, window: window, description: description, main: main)
    var markdown = MarkdownWriter(tree, path: job.path, notes: notes)
    markdown.raw("---\n\n")
    markdown.text(citation(job, title))
    markdown.raw("\n")
    return Printed(
      path: job.path,
      files: [
        OutputFile(path: job.path, bytes: html.fitting),
        OutputFile(path: PagePath.twin(of: job.path), bytes: markdown.bytes.fitting),
      ] + resolver.files + (rendering.ownTrail?.files ?? []), findings: resolver.findings,
      linked: layout.linked,
      search: SearchIndex.Entry(
        path: job.path, title: title,
        words: job.page.kind == nil ? tree.sections.map(\.heading.content.plainText).joined(separator: " ") : ""))
  }

  /// A page that stays as it is: only what other files say of it is made.
  func kept(_ job: Job) -> Printed {
    let rendering = Rendering(site: context, path: job.path, record: job.record)
    let title = rendering.inlines(job.page.title, isLinked: false)?.plainText ?? job.page.label
    return Printed(
      path: job.path, files: [], findings: [], linked: [],
      search: SearchIndex.Entry(path: job.path, title: title, words: ""), isKept: true)
  }

  /// What the pages are made from, by path, as far as that can be told.
  func sums(of jobs: [Job], _ former: FormerPages?) async -> [String: PageSum] {
    guard let former else { return [:] }
    let sums = await PageSums(context, pages, former)
    let found = await inParallel(jobs) { job in sums.sum(of: job).map { (job.path, $0) } }
    return Dictionary(found.compactMap(\.self)) { first, _ in first }
  }

  /// The way from the home page to this one.
  private func crumbs(_ job: Job) -> [Link] {
    guard job.path != "index.html" else { return [] }
    var links = [Link(.file("index.html", fragment: nil), [.text("Home")])]
    if let index = pages.first(where: { $0.path == job.page.under && $0.path != job.path }) {
      links.append(Link(.file(index.path, fragment: nil), [.text(index.label)]))
    }
    return links
  }

  private func root(of job: Job) -> String {
    PagePath.root(from: job.path, publishedAt: context.corpus.report.baseAddress)
  }

  /// How to name the page in a footnote, with the edition that said it.
  private func citation(_ job: Job, _ title: String) -> String {
    "To cite this page: " + Citation(context.corpus.report, on: context.asOf).words(of: title, at: job.path)
  }

  private func assembled(
    _ job: Job, title: String, window: String, description: String, main: [UInt8]
  ) -> [UInt8] {
    var writer = HTMLWriter(path: job.path, root: root(of: job), reserving: main.count + 16_384)
    for piece in shell.pieces {
      switch piece {
      case .literal(let bytes): writer.raw(bytes)
      case .root: writer.text(writer.root)
      case .slot(let slot): fill(slot, job, title, window, description, main, &writer)
      }
    }
    return writer.bytes
  }

  private func fill(
    _ slot: Shell.Slot, _ job: Job, _ title: String, _ window: String, _ description: String, _ main: [UInt8],
    _ writer: inout HTMLWriter
  ) {
    switch slot {
    case .title: writer.text(window)
    case .head:
      if context.hasInnerStyle, job.path != "index.html" {
        writer.raw("<link rel=\"stylesheet\"")
        writer.attribute("href", writer.root + Self.innerStyle)
        writer.raw("/>\n")
      }
      writer.raw("<meta name=\"description\"")
      writer.attribute("content", description)
      writer.raw("/>\n<link rel=\"alternate\" type=\"text/markdown\"")
      let twin = PagePath.twin(of: job.path)
      let name = twin.split(separator: "/").last.map(String.init) ?? ""
      writer.attribute("href", job.path == PagePath.notFound ? writer.root + twin : name)
      writer.raw("/>")
      if Feed.isThere(context) {
        writer.raw("\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Changes\"")
        writer.attribute("href", writer.root + Feed.path)
        writer.raw("/>")
      }
      if job.path == "data.html" {
        writer.raw("\n<script type=\"application/ld+json\">")
        writer.raw(made: DatasetDescription(context).json)
        writer.raw("</script>")
      }
    case .main: writer.raw(main)
    case .themes: items(.themes, job, &writer)
    case .reference: items(.reference, job, &writer)
    case .contents: contents(job, &writer)
    case .edition: writer.text("Edition of \(NumberFormat.date(context.asOf))")
    case .twin:
      writer.link(Link(.file(PagePath.twin(of: job.path), fragment: nil), [.text("This page as Markdown")]))
    case .colophon: writer.text(citation(job, title))
    case .home: break
    }
  }

  /// The pages of a group as list items, the current one marked.
  private func items(_ group: PageTemplate.Group, _ job: Job, _ writer: inout HTMLWriter) {
    for page in pages where page.group == group && page.kind == nil {
      writer.raw("<li><a")
      writer.attribute("href", writer.root + page.path)
      if page.path == job.path { writer.raw(" aria-current=\"page\"") }
      writer.raw(">")
      writer.text(page.label)
      writer.raw("</a></li>")
    }
  }

  /// Every page of the site by group, for the footer.
  private func contents(_ job: Job, _ writer: inout HTMLWriter) {
    for (group, title) in [(PageTemplate.Group.themes, "Themes"), (.reference, "Reference"), (.records, "Records")] {
      guard pages.contains(where: { $0.group == group && $0.kind == nil }) else { continue }
      writer.raw("<div><h2>")
      writer.text(title)
      writer.raw("</h2><ul>")
      items(group, job, &writer)
      writer.raw("</ul></div>\n")
    }
  }

  /// `sitemap.xml`, where the report says where the site is published; relative addresses mean nothing in one.
  func siteMap(_ paths: [String]) -> OutputFile {
    let base = context.corpus.report.baseAddress ?? ""
    var writer = HTMLWriter(path: "sitemap.xml")
    writer.raw(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for path in base.isEmpty ? [] : paths.filter({ $0 != PagePath.notFound }).sorted() {
      writer.raw("<url><loc>")
      writer.text(base.hasSuffix("/") ? base + path : "\(base)/\(path)")
      writer.raw("</loc></url>\n")
    }
    writer.raw("</urlset>\n")
    return OutputFile(path: "sitemap.xml", bytes: writer.bytes)
  }
}

extension [UInt8] {
  /// The same in no more room than it takes: pages are many, and are held until all of them are published.
  fileprivate var fitting: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    bytes.append(contentsOf: self)
    return bytes
  }
}
