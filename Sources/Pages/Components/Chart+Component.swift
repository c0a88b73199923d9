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
      .named("also", .figures), .named("names", .word), .named("bloc", .word), .named("parts", .word),
      .named("since", .date), .named("trend", .figure),
      // For records.
      .named("about", .choice(["record"])), .named("zero", .choice(["no"])), .named("days", .whole),
      .named("where", .filter), .named("others", .filter), .named("sort", .sort), .named("top", .whole),
      .named("hollow", .filter), .named("colour", .choice(["none"])), .named("x-axis", .sentence),
      .named("x-unit", .word), .named("scale", .choice(["log", "linear"])),
      .named("frontier", .choice(["one", "each", "none"])),
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
    // The slope of a series is drawn through what it is the slope of.
    let series = figure.measure == "trend" ? site.figures.first { $0.id == figure.words["series"] } : nil
    let drawn = series ?? figure
    let form = arguments.word("form").flatMap { ChartForm(rawValue: $0) } ?? ChartForm(measure: drawn.measure)
    guard isKnown(form, among: ChartForm.ofFigures, "a figure", arguments) else { return .nothing }
    let parts = words(arguments.word("parts"))
    for part in parts where !figure.parts.contains(part) {
      report(
        Finding(
          .error, "unknown-part", "figure '\(figure.id)' has no part '\(part)'", at: arguments.place,
          hint: nearMiss(of: part, among: figure.parts).map { "did you mean '\($0)'?" }
            ?? "it has \(figure.parts.joined(separator: ", "))", area: .pages))
      return .nothing
    }
    var drawing = FigureDrawing(
      figure: drawn, site: site, also: arguments.figures("also").map { self.figure($0) },
      names: words(arguments.word("names")), bloc: arguments.word("bloc"), parts: parts,
      since: arguments.date("since"), axis: arguments.sentence("axis").flatMap { inlines($0)?.plainText },
      trend: arguments.figure("trend").map { self.figure($0) } ?? (series == nil ? nil : figure))
    drawing.isOnOwnPage = ownFigure != nil && series == nil
    drawing.isMini = arguments.word("size") == "mini"
    // A small picture of one figure is one link, to that figure; of several, each label leads to its own.
    let isOneLink = drawing.isMini && drawing.also.isEmpty
    if !isOneLink { drawing.addresses = addresses }
    guard let chart = drawing.chart(form) else { return .nothing }
    // Marks of a release frontier are ratings of models, and no observations of the figure.
    let shown =
      form == .releases || drawing.isOfReportedDates
      ? [] : ([drawn] + drawing.also).map(\.id) + (drawing.trend.map { [$0.id] } ?? [])
    let name = ownFigure == nil ? nil : FigureDrawing(figure: figure, site: site).finding
    let block = block(chart, arguments, id: "chart-" + figure.id, title: name ?? [.text(figure.title)], of: shown)
    var whole = filled(block, drawing, form)
    if let most = arguments.whole("top") { whole.shortenTable(to: most) }
    return .blocks([.chart(whole)])
  }

  /// The block with source, caveat, table and downloads.
  private mutating func filled(_ block: ChartBlock, _ drawing: FigureDrawing, _ form: ChartForm) -> ChartBlock {
    var block = block
    block.footer = drawing.footer(isShort: block.isMini)
    block.sources = block.isMini ? [] : drawing.sources()
    block.caveat = block.isMini ? [] : Markdown.inlines(ofProse: drawing.figure.caveat)
    block.table = drawing.table(form)
    if ownFigure == nil, block.isMini, drawing.also.isEmpty {
      block.trail = site.routes.target("figures", drawing.figure.id)
    }
    if form == .releases {
      block.downloads += site.trail(of: drawing.figure)
      return finished(block, data: drawing.releaseData)
    }
    block.downloads.insert(contentsOf: site.downloads(of: drawing.figure), at: 0)
    if !block.isMini {
      block.downloads += drawing.also.enumerated().map { index, figure in
        let name = drawing.name(of: figure, at: index + 1)
        return Link(.file("data/\(figure.id).csv", fragment: nil), [.text("CSV: \(name)")])
      }
    }
    return finished(block)
  }

  /// What a claim's test reads: over time, with the day of the claim, or the proportions that it compares; `nil` where
  /// nothing was observed twice.
  ///
  /// - Parameter isAlone: on the claim's own page, which has room for the whole table.
  mutating func chart(of claim: Claim, isAlone: Bool) -> ChartBlock? {
    let read = (site.verdicts[claim.id]?.readings ?? []).map(\.figure)
    let drawn = site.figures.first { figure in
      guard read.contains(figure.id), !["trend", "crossing", "price"].contains(figure.measure) else { return false }
      return figure.dates.count > 1 || figure.measure == "ratio" && FigureDrawing(figure: figure, site: site).isCompared
    }
    guard let figure = drawn else { return nil }
    var drawing = FigureDrawing(figure: figure, site: site)
    drawing.addresses = addresses
    if let day = claim.asOf {
      let date = NumberFormat.date(day, isShort: true)
      drawing.days = [ChartBreak(day: day.first.number, text: "Claim, \(date)", shortText: "Claim")]
    }
    let form = ChartForm(measure: figure.measure)
    guard let chart = drawing.chart(form) else { return nil }
    let title = site.claimTitle(figure, drawing)
    var block = filled(
      plainBlock(chart, id: "chart-\(claim.id)", title: title, isMini: false, of: [figure.id]), drawing, form)
    if title.plainText != figure.title { block.subtitle = [.text(figure.title + ".")] }
    if !isAlone {
      // The caveat stands on the claim's own page, and the file has all rows.
      block.caveat = []
      block.shortenTable(to: 8)
    }
    return block
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
    // The names of a small timeline have no numbers, and its page is one of many.
    if arguments.word("size") != "mini" || form != .timeline { drawing.addresses = addresses }
    drawing.own = record.flatMap { $0.kind == kind ? $0.id : nil }
    drawing.xAxis = arguments.sentence("x-axis").flatMap { inlines($0)?.plainText }
    drawing.hollow = Set(
      arguments.filter("hollow").map { filter in records.filter { passes(filter, $0) } }?.map(\.id) ?? [])
    drawing.isColoured = arguments.word("colour") != "none"
    drawing.limits = limits(arguments)
    drawing.others = arguments.filter("others").map { filter in all.filter { passes(filter, $0) } } ?? []
    drawing.isLogarithmic = arguments.word("scale") != "linear"
    drawing.startsAtZero = arguments.word("zero") != "no"
    drawing.lineName = arguments.word("names")
    drawing.frontier =
      switch arguments.word("frontier") {
      case "each": .perMark
      case "none": .none
      default: .whole
      }
    if form == .shares, let group = drawing.overfull {
      report(
        Finding(
          .error, "parts-over-whole", "shares of '\(group)' add up to more than 100%", at: arguments.place,
          hint: "group them by what they are shares of, or choose with 'where'", area: .pages))
    }
    drawn = drawing.drawn
    defer { drawn = nil }
    drawing.title = titleWords(arguments)?.plainText ?? title
    guard drawing.days >= arguments.whole("days") ?? 0, let chart = drawing.chart(form) else { return .nothing }
    var block = block(chart, arguments, id: "chart-\(kind)", title: [.text(title)])
    block.footer = drawing.footer(isShort: block.isMini)
    block.table = drawing.table
    return .blocks([.chart(finished(block, data: drawing.data))])
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

  /// The title while its test holds, and what to say otherwise; `nil` where the page says neither.
  ///
  /// Words that name what nothing answers give way to those that stand without it.
  private func titleWords(_ arguments: Arguments) -> [Inline]? {
    let holds = arguments.test("if").map { self.holds($0) } ?? true
    let words =
      (holds ? arguments.sentence("title").flatMap { inlines($0) } : nil)
      ?? arguments.sentence("else").flatMap { inlines($0) }
    return words?.withoutLinks.capitalisedFirst
  }

  /// The chart with its title, which says what it finds while its test holds.
  private mutating func block(
    _ chart: any Chart, _ arguments: Arguments, id: String, title: [Inline], of figures: [String] = []
  ) -> ChartBlock {
    let isMini = arguments.word("size") == "mini"
    var block = plainBlock(
      chart, id: id, title: titleWords(arguments) ?? title, isMini: isMini, of: figures)
    block.subtitle = arguments.sentence("subtitle").flatMap { inlines($0) } ?? []
    return block
  }

  /// Both drawings, and the picture as a file.
  ///
  /// - Parameter figures: ids of those whose observations the picture shows.
  mutating func plainBlock(
    _ chart: any Chart, id: String, title: [Inline], isMini: Bool, of figures: [String] = []
  ) -> ChartBlock {
    let id = anchors.unique(id)
    _ = anchors.unique(id + "-h")
    var block = ChartBlock(
      id: id, number: isMini ? 0 : nextChartNumber(), title: title, subtitle: [],
      wide: isMini ? "" : chart.svg(.wide, id: id, of: figures),
      narrow: chart.svg(isMini ? .mini : .narrow, id: id, of: figures),
      summary: chart.summary, footer: [], downloads: [], table: nil, tableTitle: "Table", isMini: isMini)
    let path = chartPath(id, "svg")
    attach(OutputFile(path: path, bytes: Array(chart.file(id: id, style: site.chartStyle, of: figures).utf8)))
    block.downloads.append(Link(.file(path, fragment: nil), [.text("SVG")]))
    return block
  }

  /// Names the table, and gives the numbers as a file where no figure's file has them.
  mutating func finished(_ block: ChartBlock, data: CSVWriter? = nil) -> ChartBlock {
    var block = block
    block.table?.caption = "\(block.title.plainText): the data"
    let rows = block.table?.rows.count ?? 0
    if rows > 1 { block.tableTitle = "Table of \(rows) rows" }
    if let data {
      let path = chartPath(block.id, "csv")
      attach(OutputFile(path: path, bytes: data.bytes))
      block.downloads.insert(Link(.file(path, fragment: nil), [.text("CSV")]), at: 0)
    }
    // A page of many charts can't carry all their rows, and their sources stand under the picture.
    if block.isMini, let columns = block.table?.columns, columns.last?.title == [.text("Source")] {
      block.table?.removeColumn(columns.count - 1)
    }
    if block.isMini { block.shortenTable(to: 8) }
    return block
  }

  var addresses: ChartAddresses { ChartAddresses(site: site, page: path) }

  private func chartPath(_ id: String, _ ending: String) -> String {
    "charts/\(path.hasSuffix(".html") ? path.dropLast(5) : path[...])/\(id).\(ending)"
  }
}

extension ChartBlock {
  /// Leaves the first rows of the table; the file to download has all.
  fileprivate mutating func shortenTable(to most: Int) {
    guard let rows = table?.rows.count, rows > most else { return }
    tableTitle = "Table of the first \(most) of \(rows) rows"
    table?.rows.removeLast(rows - most)
  }
}

extension SiteContext {
  /// What the chart of a claim finds: both proportions of a ratio; of some makers' models the figure's name, since they
  /// don't stand for their countries, and of what has bounds alone.
  fileprivate func claimTitle(_ figure: Figure, _ drawing: FigureDrawing) -> [Inline] {
    let isOfSome = corpus.metrics.first { $0.id == figure.id }?.choices.filter != nil && figure.measure == "gap"
    let found =
      figure.measure == "ratio"
      ? FigureView(figure, blocs: blocs).comparedWords : isOfSome || figure.value == nil ? nil : drawing.finding
    return found?.capitalisedFirst ?? [.text(figure.title)]
  }

  /// `Licence clauses`, of `licence-clauses`.
  func kindTitle(_ kind: String) -> String { kind.withoutHyphens.capitalisedFirst }

  /// Where a figure's numbers can be had: as CSV, and with their trail.
  func downloads(of figure: Figure) -> [Link] {
    [Link(.file("data/\(figure.id).csv", fragment: nil), [.text("CSV")])] + trail(of: figure)
  }

  /// The link to a figure's page; none where there is no such page.
  func trail(of figure: Figure) -> [Link] {
    routes.target("figures", figure.id).map { [Link($0, [.text("Trail")])] } ?? []
  }
}
