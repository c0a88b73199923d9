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
    return .blocks([.trail(page.trail(of: index).facts)])
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
    name: "metrics", summary: "Every metric with its value, formula, version and caveat.", parameters: [], isBlock: true
  ) { _, page in
    let rows = page.site.figures.map { figure -> Table.Row in
      let view = FigureView(figure, blocs: page.site.blocs)
      var value: [Inline] = [.muted([.text("no value")])]
      if case .number(let words, _)? = FigurePart.whole.answer(view) {
        value = [.quoted(FigurePart.whole.quotation(of: view), words)]
      }
      return Table.Row(
        id: nil,
        cells: [
          [page.site.link("figures", figure.id, [.text(figure.title)])], value,
          figure.asOf.map { [.text(NumberFormat.date($0, isShort: true))] } ?? [],
          Markdown.inlines(ofProse: figure.method), Markdown.inlines(ofProse: figure.caveat),
          [.text(String(figure.version))],
        ])
    }
    let titles = ["Metric", "Value", "As of", "Formula and source", "Do not conclude", "Version"]
    return .blocks([
      .table(
        Table(
          caption: "Metrics", columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Version") },
          rows: rows, style: .stack))
    ])
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
