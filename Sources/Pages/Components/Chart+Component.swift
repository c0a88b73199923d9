import Charts
import Diagnostics
import Metrics
import Records

extension Component {
  static let chart = Component(
    name: "chart",
    summary:
      "A figure, or the records of a kind, drawn: with its source, the same data as a table, and both to download.",
    parameters: [
      .positional("of", .subject), .named("form", .choice(ChartForm.allCases.map(\.rawValue))),
      .named("title", .sentence), .named("if", .test), .named("else", .sentence), .named("subtitle", .sentence),
      .named("size", .choice(["regular", "mini"])), .named("axis", .sentence), .named("unit", .word),
      // For figures.
      .named("also", .figures), .named("names", .word), .named("bloc", .word), .named("since", .date),
      // For records.
      .named("about", .choice(["record"])), .named("zero", .choice(["no"])), .named("days", .whole),
      .named("where", .filter), .named("others", .filter), .named("sort", .sort), .named("top", .whole),
      .named("x-unit", .word), .named("scale", .choice(["log", "linear"])),
      .named("frontier", .choice(["one", "each"])),
      .named("limits", .word),
    ] + ChartRole.allCases.map { .named($0.rawValue, .field) }, isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("of") else { return page.recordChart(arguments) }
    return page.figureChart(page.figure(index), arguments)
  }
}

extension Rendering {
  // MARK: Figures

  fileprivate mutating func figureChart(_ figure: Figure, _ arguments: Arguments) -> Component.Content {
    guard !figure.series.isEmpty else { return .nothing }
    let form = arguments.word("form").flatMap { ChartForm(rawValue: $0) } ?? ChartForm(measure: figure.measure)
    guard isKnown(form, among: ChartForm.ofFigures, "a figure", arguments) else { return .nothing }
    var drawing = FigureDrawing(
      figure: figure, also: arguments.figures("also").map { self.figure($0) }, site: site,
      names: words(arguments.word("names")), bloc: arguments.word("bloc"), since: arguments.date("since"),
      axis: arguments.sentence("axis").flatMap { inlines($0)?.plainText })
    drawing.isOnOwnPage = ownFigure != nil
    guard let chart = drawing.chart(form) else { return .nothing }
    var block = block(chart, arguments, id: "chart-" + figure.id, title: figure.title)
    block.footer = drawing.footer(isShort: block.isMini)
    block.caveat = block.isMini ? [] : Markdown.inlines(ofProse: figure.caveat)
    block.table = drawing.table(form)
    if ownFigure == nil { block.trail = site.routes.target("figures", figure.id) }
    block.downloads.insert(contentsOf: site.downloads(of: figure), at: 0)
    return .blocks([.chart(finished(block))])
  }

  // MARK: Records

  fileprivate mutating func recordChart(_ arguments: Arguments) -> Component.Content {
    let kind = arguments.word("of") ?? ""
    guard let form = arguments.word("form").flatMap({ ChartForm(rawValue: $0) }) else {
      report(
        Finding(
          .error, "missing-argument", "a chart of records needs 'form'", at: arguments.place,
          hint: "write form=\(ChartForm.ofRecords.map(\.rawValue).joined(separator: ", "))", area: .pages))
      return .nothing
    }
    guard isKnown(form, among: ChartForm.ofRecords, "records", arguments) else { return .nothing }
    let all = self.records(of: kind, arguments)
    var records = arguments.filter("where").map { filter in all.filter { passes(filter, $0) } } ?? all
    if let order = arguments.sort("sort") { records = sorted(records, by: order) }
    if let top = arguments.whole("top") { records = Array(records.prefix(top)) }
    let title = site.kindTitle(kind)
    var drawing = RecordDrawing(
      kind: kind, records: records,
      roles: Dictionary(
        uniqueKeysWithValues: ChartRole.allCases.compactMap { role in arguments.field(role.rawValue).map { (role, $0) }
        }),
      site: site, title: title,
      axisTitle: arguments.sentence("axis").flatMap { inlines($0)?.plainText } ?? "",
      unit: Unit(arguments.word("unit") ?? ""), xUnit: Unit(arguments.word("x-unit") ?? ""))
    drawing.limits = limits(arguments)
    drawing.others = arguments.filter("others").map { filter in all.filter { passes(filter, $0) } } ?? []
    drawing.isLogarithmic = arguments.word("scale") != "linear"
    drawing.startsAtZero = arguments.word("zero") != "no"
    drawing.isByBloc = arguments.word("frontier") == "each"
    if form == .shares, let group = drawing.overfull {
      report(
        Finding(
          .error, "parts-over-whole", "shares of '\(group)' add up to more than 100%", at: arguments.place,
          hint: "group them by what they are shares of, or choose with 'where'", area: .pages))
    }
    guard drawing.days >= arguments.whole("days") ?? 0, let chart = drawing.chart(form) else { return .nothing }
    var block = block(chart, arguments, id: "chart-\(kind)", title: title)
    block.footer = drawing.footer(isShort: block.isMini)
    block.table = drawing.table
    return .blocks([.chart(finished(block))])
  }

  /// `21000: ceiling for export; 4800: first limit, of 2022`.
  private mutating func limits(_ arguments: Arguments) -> [(value: Double, text: String)] {
    (arguments.word("limits") ?? "").split(separator: ";").map { String($0.drop { $0 == " " }) }.compactMap { item in
      let parts = item.split(separator: ":", maxSplits: 1).map { String($0.drop { $0 == " " }) }
      guard parts.count == 2, let value = Double(parts[0]) else {
        report(
          Finding(
            .error, "bad-number", "limit '\(item)' isn't a number and its meaning", at: arguments.place,
            hint: "write limits=\"21000: ceiling for export\"", area: .pages))
        return nil
      }
      return (value, parts[1])
    }
  }

  // MARK: Both

  private mutating func isKnown(
    _ form: ChartForm, among known: [ChartForm], _ what: String, _ arguments: Arguments
  ) -> Bool {
    guard !known.contains(form) else { return true }
    report(
      Finding(
        .error, "unknown-choice", "\(what) can't be drawn as '\(form.rawValue)'", at: arguments.place,
        hint: "write \(known.map(\.rawValue).joined(separator: ", "))", area: .pages))
    return false
  }

  private func words(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  /// The chart with its title, which says what it finds while its test holds.
  private mutating func block(
    _ chart: any Chart, _ arguments: Arguments, id: String, title: String
  ) -> ChartBlock {
    let holds = arguments.test("if").map { self.holds($0) } ?? true
    let words = (holds ? arguments.sentence("title") : arguments.sentence("else")).flatMap { inlines($0) }
    var block = plainBlock(
      chart, id: id, title: words?.withoutLinks ?? [.text(title)], isMini: arguments.word("size") == "mini")
    block.subtitle = arguments.sentence("subtitle").flatMap { inlines($0) } ?? []
    return block
  }

  /// Both drawings, and the picture as a file.
  mutating func plainBlock(_ chart: any Chart, id: String, title: [Inline], isMini: Bool) -> ChartBlock {
    let id = anchors.unique(id)
    _ = anchors.unique(id + "-h")
    var block = ChartBlock(
      id: id, number: isMini ? 0 : nextChartNumber(), title: title, subtitle: [],
      wide: isMini ? "" : chart.svg(.wide, id: id), narrow: chart.svg(isMini ? .mini : .narrow, id: id),
      summary: chart.summary, footer: [], downloads: [], table: nil, tableTitle: "Table", isMini: isMini)
    let path = chartPath(id, "svg")
    attach(OutputFile(path: path, bytes: Array(chart.file(id: id, style: site.chartStyle).utf8)))
    block.downloads.append(Link(.file(path, fragment: nil), [.text("SVG")]))
    return block
  }

  /// Names the table, and gives it as a file where nothing else does.
  mutating func finished(_ block: ChartBlock) -> ChartBlock {
    var block = block
    block.table?.caption = "\(block.title.plainText): the data"
    if let rows = block.table?.rows.count, rows > 1 { block.tableTitle = "Table of \(rows) rows" }
    let hasData = block.downloads.contains { $0.content == [.text("CSV")] }
    if let table = block.table, !hasData {
      let path = chartPath(block.id, "csv")
      attach(OutputFile(path: path, bytes: table.csv))
      block.downloads.insert(Link(.file(path, fragment: nil), [.text("CSV")]), at: 0)
    }
    return block
  }

  private func chartPath(_ id: String, _ ending: String) -> String {
    "charts/\(path.hasSuffix(".html") ? path.dropLast(5) : path[...])/\(id).\(ending)"
  }
}

extension Table {
  /// What the table shows, as it shows it.
  fileprivate var csv: [UInt8] {
    var writer = CSVWriter(header: columns.map(\.title.plainText))
    for row in rows { writer.row(row.cells.map { .text($0.plainText) }) }
    return writer.bytes
  }
}

extension SiteContext {
  /// `Licence clauses`, of `licence-clauses`.
  func kindTitle(_ kind: String) -> String { kind.split(separator: "-").joined(separator: " ").capitalisedFirst }

  /// Where a figure's numbers can be had: as CSV, and with their trail.
  func downloads(of figure: Figure) -> [Link] {
    var links = [Link(.file("data/\(figure.id).csv", fragment: nil), [.text("CSV")])]
    if let target = routes.target("figures", figure.id) { links.append(Link(target, [.text("Trail")])) }
    return links
  }
}
