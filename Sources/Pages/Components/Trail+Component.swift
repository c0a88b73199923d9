import Diagnostics
import Metrics
import Records

extension Component {
  static let rail = Component(
    name: "rail", summary: "Figures to quote, by id, with what stands behind them and their days.",
    parameters: [.positional("figures", .figures), .named("title", .word), .named("names", .word)], isBlock: true
  ) { arguments, page in
    let names = (arguments.word("names") ?? "").split(separator: ";").map { String($0.drop { $0 == " " }) }
    let quotes = arguments.figures("figures").enumerated().compactMap { position, index in
      page.site.quote(page.figure(index), as: position < names.count ? names[position] : nil)
    }
    return quotes.isEmpty ? .nothing : .blocks([.rail(title: arguments.word("title") ?? "Figures to quote", quotes)])
  }

  static let trail = Component(
    name: "trail", summary: "How a figure came about, step by step.", parameters: [.positional("figure", .figure)],
    isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let trail = page.trail(of: index)
    // Its own page has these as tables.
    guard page.ownTrail?.figure.id != trail.figure.id else { return .blocks([.trail(trail.facts)]) }
    return .blocks([.trail(trail.facts(with: trail.namedRows + trail.earlier))])
  }

  static let workings = Component(
    name: "workings",
    summary: "A figure made again from its rows: each step with its formula, its numbers, its result.",
    parameters: [.positional("figure", .figure)], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let blocks = page.trail(of: index).workings
    return blocks.isEmpty ? .nothing : .blocks(blocks)
  }

  static let rows = Component(
    name: "rows",
    summary: "The rows behind a figure: used, left out with the reason, or quarantined; all of them in a file.",
    parameters: [
      .positional("figure", .figure), .named("use", .choice(TrailRows.Use.allCases.map(\.rawValue))),
      .named("top", .whole),
    ], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let use = arguments.word("use").flatMap { TrailRows.Use(rawValue: $0) } ?? .used
    let trail = page.trail(of: index)
    return trail.table(of: use, top: arguments.whole("top") ?? 60).map { .blocks([.table($0)]) } ?? .nothing
  }

  static let grounds = Component(
    name: "grounds", summary: "What a figure rests on: its question, its sources, how far each was read.",
    parameters: [.positional("figure", .figure)], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    return .blocks([.trail(page.trail(of: index).sources)])
  }

  static let uses = Component(
    name: "uses", summary: "What rests on a figure: claims, other figures, pages, downloads.",
    parameters: [.positional("figure", .figure)], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    return .blocks([.trail(page.trail(of: index).uses)])
  }

  static let metrics = Component(
    name: "metrics",
    summary: "Every figure with its answer, day and formula, or those of the metrics that are asked for.",
    parameters: [.named("where", .filter)], isBlock: true, kind: Metric.kind
  ) { arguments, page in
    let filter = arguments.filter("where")
    let figures = page.site.figures.filter { figure in
      filter.map { filter in page.site.corpus.record(Metric.kind, figure.id).map { page.passes(filter, $0) } ?? false }
        ?? true
    }
    guard !figures.isEmpty else { return .nothing }
    let rows = figures.sorted { ($0.title, $0.id) < ($1.title, $1.id) }.map { figure in
      Table.Row(
        id: nil,
        cells: [
          [page.site.link("figures", figure.id, [.text(Typography.curled(figure.title))])],
          page.site.answer(of: figure),
          figure.asOf.map { [.unbroken([.text(NumberFormat.date($0, isShort: true))])] }
            ?? [.muted([.text("no day")])],
          Markdown.inlines(ofProse: figure.method.sentences(1)),
        ])
    }
    var table = Table(
      caption: "Figures, their answers and how they are made",
      columns: ["Figure", "Answer", "As of", "Formula"].map {
        Table.Column(title: [.text($0)], isOptional: $0 == "Formula")
      },
      rows: rows, style: rows.count > 12 ? .flow : .stack, isSortable: rows.count > 5)
    table.note = Table.count(of: rows.count)
    table.days = page.site.days(of: figures)
    return .blocks([.table(table)])
  }
}

extension SiteContext {
  /// What a figure answers: who leads and by how much, which model comes first, or its number.
  fileprivate func answer(of figure: Figure) -> [Inline] {
    let view = FigureView(figure, blocs: blocs)
    if figure.measure == "balance", let part = figure.words["headline"] {
      return [link(Model.kind, part)]
    }
    let lead = figure.measure == "gap" || figure.measure == "trend" ? FigurePart.named("lead") : nil
    for part in [lead, FigurePart.whole].compactMap(\.self) {
      guard case .number(let words, _)? = part.answer(view) else { continue }
      let leader = figure.measure == "gap" && !view.isTie ? view.leader.map { [Inline.text("\($0.name): ")] } : nil
      return (leader ?? []) + [.quoted(part.quotation(of: view), words)]
    }
    return [.muted([.text("no value")])]
  }
}

extension Rendering {
  /// - Parameter index: of a figure, or below zero for the page's own.
  func trail(of index: Int) -> FigureTrail {
    let figure = figure(index)
    if let ownTrail, ownTrail.figure.id == figure.id { return ownTrail }
    return FigureTrail(figure, site)
  }
}
