import Charts
import Diagnostics
import Metrics
import Records

extension Component {
  static let chart = Component(
    name: "chart", summary: "A figure drawn, with its source and the same data as a table.",
    parameters: [
      .positional("figure", .figure), .named("form", .choice(["lines", "dots", "columns"])),
      .named("also", .figure), .named("names", .word), .named("title", .sentence), .named("if", .test),
      .named("else", .sentence), .named("subtitle", .sentence), .named("bloc", .word), .named("since", .word),
      .named("size", .choice(["regular", "mini"])),
    ], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let figure = page.figure(index)
    guard !figure.series.isEmpty else { return .nothing }
    let form =
      arguments.word("form") ?? (figure.measure == "gap" ? "dots" : figure.measure == "tally" ? "columns" : "lines")
    let drawing = FigureDrawing(
      figure: figure, also: arguments.figure("also").map { page.figure($0) }, site: page.site,
      names: (arguments.word("names") ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) },
      bloc: arguments.word("bloc"), since: arguments.word("since").flatMap { PartialDate($0) })
    let chart: any Chart =
      switch form {
      case "dots": drawing.dots
      case "columns": drawing.columns
      default: drawing.lines
      }
    let holds = arguments.test("if").map { page.holds($0) } ?? true
    let words = (holds ? arguments.sentence("title") : arguments.sentence("else")).flatMap { page.inlines($0) }
    let isMini = arguments.word("size") == "mini"
    let id = page.anchors.unique("chart-" + figure.id)
    var block = ChartBlock(
      id: id, number: isMini ? 0 : page.nextChartNumber(), title: words?.withoutLinks ?? [.text(figure.title)],
      subtitle: arguments.sentence("subtitle").flatMap { page.inlines($0) } ?? [],
      wide: isMini ? "" : chart.svg(.wide, id: id), narrow: chart.svg(isMini ? .mini : .narrow, id: id),
      summary: chart.summary, footer: drawing.footer, downloads: page.site.downloads(of: figure),
      table: form == "columns" ? drawing.columnTable : drawing.observationTable, tableTitle: "Table",
      isMini: isMini)
    for id in [block.id + "-h"] { _ = page.anchors.unique(id) }
    block.table?.caption = "\(block.title.plainText): the data"
    return .blocks([.chart(block)])
  }
}

extension SiteContext {
  /// Where a figure's numbers can be had: as CSV, and with their trail.
  func downloads(of figure: Figure) -> [Link] {
    var links = [Link(.file("data/\(figure.id).csv", fragment: nil), [.text("CSV")])]
    if let target = routes.target("figures", figure.id) { links.append(Link(target, [.text("Trail")])) }
    return links
  }
}
