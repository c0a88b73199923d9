import Diagnostics
import Metrics
import Records

/// One page while its placeholders are being resolved.
struct Rendering {
  let site: SiteContext
  let path: String
  /// The record that the page is about, on a page for each record of a kind.
  let record: Record?
  /// The figure that the page is about.
  let ownFigure: Int?
  /// The trail of that figure, made once for all parts of the page.
  let ownTrail: FigureTrail?
  /// Whether the page tells where each value of its record stands.
  let hasPlaces: Bool
  /// What the chart of records draws whose title is being made.
  var drawn: Drawn?
  private(set) var findings: [Finding] = []
  var anchors: AnchorSet
  private(set) var chartCount = 0
  /// The sources that the page's charts have named so far, and its tables on a page that is about no record.
  private(set) var cited: [String] = []
  /// What the page's charts can be downloaded as.
  private(set) var files: [OutputFile] = []

  init(
    site: SiteContext, path: String, record: Record? = nil, ownFigure: Int? = nil, taken: Set<String> = [],
    hasPlaces: Bool = false
  ) {
    self.hasPlaces = hasPlaces
    ownTrail = ownFigure.map { FigureTrail(site.figures[$0], site) }
    self.site = site
    self.path = path
    self.record = record
    self.ownFigure = ownFigure
    anchors = AnchorSet(taken)
  }

  mutating func report(_ finding: Finding) { findings.append(finding) }

  mutating func attach(_ file: OutputFile) { files.append(file) }

  mutating func nextChartNumber() -> Int {
    chartCount += 1
    return chartCount
  }

  /// Keeps the sources that charts and tables name, for the list at the page's end.
  mutating func note(citedBy blocks: [Block]) {
    guard record?.kind != Source.kind, ownFigure == nil else { return }
    var known = Set(cited)
    func note(_ content: [Inline]) {
      for case .link(let link) in content {
        guard case .file(let path, let fragment) = link.target else { continue }
        let isHeld = path == site.routes.pageHolding["sources"]
        let isPage = path.hasPrefix("sources/") && path.hasSuffix(".html")
        guard
          let id = isPage ? String(path.dropFirst("sources/".count).dropLast(".html".count)) : isHeld ? fragment : nil
        else { continue }
        if known.insert(id).inserted { cited.append(id) }
      }
    }
    for block in blocks {
      switch block {
      case .chart(let chart):
        note(chart.footer)
        for id in chart.sources where known.insert(id).inserted { cited.append(id) }
      // What its record's rows name is found by the rows themselves.
      case .table(let table) where record == nil:
        for row in table.rows { for cell in row.cells { note(cell) } }
        note(table.days)
      default: break
      }
    }
  }

  func figure(_ index: Int) -> Figure { site.figures[index < 0 ? ownFigure ?? 0 : index] }

  // MARK: References

  func view(_ reference: Reference) -> FigureView? {
    switch reference {
    case .figure(let index, let at, let series, _):
      let figure = site.figures[index]
      guard at != nil || series != nil else { return FigureView(figure, blocs: site.blocs) }
      let wanted = series ?? figure.headlinePoint?.part
      // The figure's own day before the latest: the latest period of a count may be incomplete.
      let headlined = figure.headlineDate
      let isHeadlined = figure.series.contains { $0.part == wanted && $0.at == headlined }
      let date = at ?? (isHeadlined ? headlined : figure.series.last { $0.part == wanted }?.at)
      guard let point = figure.series.last(where: { $0.part == wanted && $0.at == date }) else { return nil }
      return FigureView(figure, point: point, blocs: site.blocs)
    case .ownFigure: return ownFigure.map { FigureView(site.figures[$0], blocs: site.blocs) }
    case .record, .site, .drawn: return nil
    }
  }

  private func part(_ reference: Reference) -> FigurePart? {
    switch reference {
    case .figure(_, _, _, let part), .ownFigure(let part): part
    case .record, .site, .drawn: nil
    }
  }

  /// What a name shows; `nil` when there is nothing to show.
  func inlines(_ reference: Reference, isLinked: Bool = true) -> [Inline]? {
    switch reference {
    case .figure, .ownFigure:
      guard let view = view(reference), let part = part(reference), let answer = part.answer(view) else { return nil }
      switch answer {
      case .number(let content, _):
        let quotation = part.quotation(of: view)
        guard isLinked, FigurePart.leading.contains(part.name) else { return [.quoted(quotation, content)] }
        return site.number(view.figure, content, as: quotation)
      case .date(let content, _), .words(let content): return content
      }
    case .record(let path):
      guard let record else { return nil }
      let value = site.index.value(of: path, in: record)
      if case .missing = value { return nil }
      if case .choice("unknown") = value { return nil }
      if case .date(let date) = value { return [.text(NumberFormat.date(date))] }
      return site.inlines(value, field: path.field)
    case .drawn(let name):
      switch drawn?.answer(name) {
      case .number(let content, _), .date(let content, _), .words(let content): return content
      case nil: return nil
      }
    case .site(.title): return [.text(site.corpus.report.title)]
    case .site(.asOf), .site(.edition): return [.text(NumberFormat.date(site.asOf))]
    case .site(.quarantineLimit): return [.text(NumberFormat.percent(site.corpus.report.quarantineLimit, places: 1))]
    }
  }

  /// A field of the page's record as it stands there; `nil` for every other name.
  func value(_ reference: Reference) -> Value? {
    guard case .record(let path) = reference, let record else { return nil }
    return site.index.value(of: path, in: record)
  }

  /// What a name is compared as.
  func operand(_ reference: Reference) -> Operand {
    switch reference {
    case .figure, .ownFigure:
      return operand(view(reference).flatMap { part(reference)?.answer($0) })
    case .drawn(let name): return operand(drawn?.answer(name))
    case .record(let path): return record.map { site.index.operand(site.index.value(of: path, in: $0)) } ?? .missing
    case .site(.asOf), .site(.edition): return .date(PartialDate(site.asOf))
    case .site(.quarantineLimit): return .number(site.corpus.report.quarantineLimit)
    case .site(.title): return .word(site.corpus.report.title)
    }
  }

  private func operand(_ answer: FigurePart.Answer?) -> Operand {
    switch answer {
    case .number(_, let number): .number(number)
    case .date(_, let date): .date(date)
    case .words(let words): .word(words.plainText)
    case nil: .missing
    }
  }

  func holds(_ test: BoundTest) -> Bool {
    test.expression.holds { term in test.references[term.text].map { operand($0) } }
  }

  func passes(_ filter: BoundFilter, _ record: Record) -> Bool {
    filter.expression.holds { term in
      if let path = filter.fields[term.text], !term.isQuoted {
        return site.index.operand(site.index.value(of: path, in: record))
      }
      return filter.references[term.text].map { operand($0) }
    }
  }

  /// A sentence's words; `nil` when a name in it has nothing to show.
  func inlines(_ sentence: Sentence, isLinked: Bool = true) -> [Inline]? {
    var isComplete = true
    func filled(_ content: [Inline]) -> [Inline] {
      content.flatMap { inline -> [Inline] in
        switch inline {
        case .placeholder(let index):
          guard let shown = self.inlines(sentence.references[index], isLinked: isLinked) else {
            isComplete = false
            return []
          }
          return shown
        default: return [inline.mapContent(filled)]
        }
      }
    }
    let result = filled(sentence.content)
    return isComplete ? result : nil
  }
}

extension Inline {
  /// The same with other content inside.
  func mapContent(_ transform: ([Inline]) -> [Inline]) -> Inline {
    switch self {
    case .text, .code, .lineBreak, .bar, .verdict, .absent, .placeholder: self
    case .emphasis(let content): .emphasis(transform(content))
    case .strong(let content): .strong(transform(content))
    case .struck(let content): .struck(transform(content))
    case .aside(let content): .aside(transform(content))
    case .small(let content): .small(transform(content))
    case .muted(let content): .muted(transform(content))
    case .unbroken(let content): .unbroken(transform(content))
    case .sentence(let content): .sentence(transform(content))
    case .quoted(let quotation, let content): .quoted(quotation, transform(content))
    case .bloc(let bloc, let content, let withMark): .bloc(bloc, transform(content), withMark: withMark)
    case .link(var link):
      {
        link.content = transform(link.content)
        return .link(link)
      }()
    }
  }
}
