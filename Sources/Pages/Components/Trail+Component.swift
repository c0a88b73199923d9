import Diagnostics
import Metrics
import Records

extension Component {
  static let rail = Component(
    name: "rail", summary: "Figures to quote, by id, with their days.",
    parameters: [.positional("figures", .figures), .named("title", .word)], isBlock: true
  ) { arguments, page in
    let quotes = arguments.figures("figures").compactMap { index -> Quote? in
      let figure = page.figure(index)
      let view = FigureView(figure, blocs: page.site.blocs)
      guard let lead = view.lead else { return nil }
      var value = page.site.number(figure, [.unbroken([.text(view.unit.text(lead.value))])])
      if let low = lead.low, let high = lead.high, low < high {
        value += [.text(" "), .aside([.text(view.unit.range(low, high, isLabel: true))])]
      }
      var note: [Inline] = []
      if let leader = view.leader {
        note.append(.text("\(leader.name) ahead"))
        if let rate = view.extras["win-rate"] {
          note.append(
            .text("; its answer is preferred \(NumberFormat.timesInHundred(view.value ?? 0 < 0 ? 1 - rate : rate))"))
        }
        note.append(.text(". "))
      } else if view.isTie {
        note.append(.text("A tie: the interval contains zero. "))
      }
      if let date = view.asOf { note.append(.text(NumberFormat.date(date).capitalisedFirst + ".")) }
      return Quote(label: figure.title, value: value, note: note)
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
      if case .number(let words, _)? = FigurePart.whole.answer(view) { value = words }
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
