import Charts
import Diagnostics
import Metrics
import Records

extension Component {
  static let standings = Component(
    name: "standings",
    summary: "The page's benchmark drawn: the best of each country over time, or the best of its latest board.",
    parameters: [
      .positional("form", .choice(["frontier", "latest"])), .named("subtitle", .sentence), .named("top", .whole),
    ], isBlock: true
  ) { arguments, page in
    guard let record = page.record, let benchmark = page.site.corpus.benchmark(record.id),
      record.kind == Benchmark.kind
    else { return .nothing }
    return arguments.word("form") == "latest"
      ? page.latestBoard(of: benchmark, arguments) : page.frontierChart(of: benchmark, arguments)
  }
}

extension Rendering {
  // MARK: Over time

  /// A line for each of the two blocs, with the lead on the latest board as its title.
  fileprivate mutating func frontierChart(of benchmark: Benchmark, _ arguments: Arguments) -> Component.Content {
    let history = BoardHistory(of: benchmark.id, in: site.corpus)
    let blocs = site.blocs.prefix(2).map(\.id)
    let (figure, hasRunners) = apartByRunner(Self.frontier(of: benchmark, history, blocs: blocs))
    guard figure.dates.count > 1 else { return .nothing }
    var drawing = FigureDrawing(figure: figure, site: site, axis: benchmark.unit.capitalisedFirst)
    drawing.otherRunner = hasRunners ? benchmark.runBy ?? "others" : nil
    // No page is its trail: each number leads to its row.
    drawing.isOnOwnPage = true
    drawing.isOfPageAlone = true
    drawing.addresses = addresses
    guard let chart = drawing.chart(.lines) else { return .nothing }
    let drawn = site.blocs.prefix(2).filter { !figure.points(of: $0.id).isEmpty }
    let title =
      drawn.count == 1
      ? "\(benchmark.name): the best \(drawn[0].adjective) model" : lead(of: benchmark, history) ?? figure.title
    var block = plainBlock(chart, id: "chart-frontier", title: [.text(title)], isMini: false)
    block.subtitle = arguments.sentence("subtitle").flatMap { inlines($0) } ?? []
    for bloc in site.blocs.prefix(2) where figure.points(of: bloc.id).isEmpty {
      block.subtitle.append(.text(" No \(bloc.adjective) model is on a board that we hold."))
    }
    if hasRunners { block.subtitle.append(.text(" Hollow: as its maker reports it.")) }
    block.footer = drawing.footer()
    block.table = drawing.table(.lines)
    return .blocks([.chart(finished(block, data: drawing.frontierData))])
  }

  /// The same with who ran each board that states no scale for its scale, where they are several: what a maker reports of
  /// its own model is never joined with what others found.
  private func apartByRunner(_ figure: Figure) -> (figure: Figure, hasRunners: Bool) {
    let runners = figure.series.map { point -> (by: String, source: String)? in
      guard point.words["scale"] == nil, let position = point.rows.first else { return nil }
      let row = figure.rows[position]
      return site.corpus.record(row.kind, row.id).map { ($0["run-by"].text, $0["source"].text) }
    }
    guard Set(runners.compactMap { $0.map { "\($0.by) \($0.source)" } }).count > 1 else { return (figure, false) }
    var apart = figure
    for (index, runner) in runners.enumerated() {
      guard let runner else { continue }
      apart.series[index].words["scale"] = "\(runner.by), \(runner.source)"
      apart.series[index].words["run-by"] = runner.by
    }
    return (apart, true)
  }

  /// The best of each bloc on every board, as the measure `frontier` has it; no figure of its own, as nobody quotes it.
  private static func frontier(of benchmark: Benchmark, _ history: BoardHistory, blocs: [String]) -> Figure {
    let (points, rows) = Frontier.points(
      of: history.boards, blocs: blocs, openness: .all, better: history.better)
    return Figure(
      id: "frontier-\(benchmark.id)", title: "\(benchmark.name): the best of each country", unit: benchmark.unit,
      measure: "frontier", version: 1, caveat: "", method: "", asOf: points.last?.at,
      coverage: Figure.Coverage(used: rows.count, leftOut: 0, quarantined: 0, note: ""), series: points, rows: rows)
  }

  /// "The US leads by 42 points (29 to 55) on the latest board" while that is so.
  private func lead(of benchmark: Benchmark, _ history: BoardHistory) -> String? {
    guard site.blocs.count > 1 else { return nil }
    let (first, second) = (site.blocs[0], site.blocs[1])
    let found = Gap.points(
      of: history.boards, leader: first.id, follower: second.id, openness: .all, benchmark: benchmark)
    guard let latest = found.points.last(where: { $0.part == "difference" }), let value = latest.value,
      latest.at == history.boards.last?.vintage
    else { return nil }
    let unit = Unit(benchmark.unit == "percent" ? "percentage points" : benchmark.unit)
    let isAhead = value >= 0
    let (low, high) = isAhead ? (latest.low, latest.high) : (latest.high.map { -$0 }, latest.low.map { -$0 })
    let name = FigureDrawing.inText(isAhead ? first : second)
    let distance = unit.text(value.magnitude)
    guard latest.low != nil else {
      return value == 0 ? nil : "\(name) stands \(distance) ahead on the latest board, which prints no interval"
    }
    let interval = unit.interval(low, high).map { " \($0)" } ?? ""
    let isTie = (latest.low ?? 0) <= 0 && (latest.high ?? 0) >= 0
    return isTie
      ? "A tie on the latest board: \(name) by \(distance)\(interval)" : "\(name) leads by \(distance)\(interval)"
  }

  // MARK: The latest board

  /// The best models of the latest board with their intervals.
  fileprivate mutating func latestBoard(of benchmark: Benchmark, _ arguments: Arguments) -> Component.Content {
    let history = BoardHistory(of: benchmark.id, in: site.corpus)
    guard let board = history.boards.last else { return .nothing }
    let sorted = board.ratings.sorted { left, right in
      if left.value != right.value { return (left.value > right.value) == (history.better == .higher) }
      return left.publishedName < right.publishedName
    }
    let shown = sorted.prefix(arguments.whole("top") ?? 20)
    guard shown.count > 1 else { return .nothing }
    var unit = Unit(benchmark.unit)
    // What costs less than a hundred is told apart by cents.
    if !unit.prefix.isEmpty, shown.contains(where: { ($0.value * unit.factor).magnitude < 100 }) { unit.places = 2 }
    // Where several rows are of one model, what the board calls them tells them apart.
    let uses = Dictionary(grouping: shown, by: \.name).mapValues(\.count)
    let rows = shown.map { rating in
      let name = uses[rating.name] == 1 ? rating.name : rating.publishedName
      let interval = unit.interval(rating.low, rating.high, isLabel: true).map { " \($0)" } ?? ""
      let words = unit.number(rating.value) + interval
      return RangeBarChart.Row(
        name: name, mark: Mark(bloc: rating.bloc), low: (rating.low ?? rating.value) * unit.factor,
        high: (rating.high ?? rating.value) * unit.factor, value: rating.value * unit.factor, words: words,
        title: "\(name): \(words)", link: rowAddress(rating.row))
    }
    let day = NumberFormat.date(board.vintage)
    let isWhole = shown.count == sorted.count
    let title = isWhole ? "All \(shown.count) models of \(day)" : "The best \(shown.count) of \(sorted.count), \(day)"
    let chart = RangeBarChart(
      title: "\(benchmark.name), \(day)", axisTitle: benchmark.unit.capitalisedFirst, rows: rows,
      format: unit.chartFormat, startsAtZero: false)
    var block = plainBlock(chart, id: "chart-latest", title: [.text(title)], isMini: false)
    block.subtitle = arguments.sentence("subtitle").flatMap { inlines($0) } ?? []
    block.footer = boardFooter(shown.map(\.row), board.vintage)
    block.table = boardTable(Array(shown), unit)
    return .blocks([.chart(finished(block, data: Self.data(of: Array(shown))))])
  }

  /// Where the file is told that a row stands in.
  private func rowAddress(_ row: Figure.Row) -> String? {
    site.corpus.record(row.kind, row.id).flatMap { addresses.fact(nil, of: $0) }
  }

  private func boardFooter(_ rows: [Figure.Row], _ day: PartialDate) -> [Inline] {
    var ids: [String] = []
    for row in rows {
      if case .reference(_, let id)? = site.corpus.record(row.kind, row.id)?["source"], !ids.contains(id) {
        ids.append(id)
      }
    }
    var content: [Inline] = ids.isEmpty ? [] : [.text(ids.count == 1 ? "Source: " : "Sources: ")]
    for (position, id) in ids.enumerated() {
      content += (position > 0 ? [.text("; ")] : []) + [site.link(Source.kind, id)]
    }
    return content + [.text("\(ids.isEmpty ? "" : ". ")As of \(NumberFormat.date(day)).")]
  }

  private func boardTable(_ ratings: [Rating], _ unit: Unit) -> Table {
    let rows = ratings.map { rating -> Table.Row in
      let interval = unit.interval(rating.low, rating.high, isTable: true, isLabel: true)
      return Table.Row(
        id: nil,
        cells: [
          [rating.model.map { site.link(Model.kind, $0) } ?? .text(rating.publishedName)],
          rating.bloc.map { [site.blocMark($0)] } ?? [.muted([.text("not known")])],
          site.leading([.text(unit.number(rating.value, isTable: true))], to: rating.row)
            + (interval.map { [.text(" "), .aside([.text($0)])] } ?? []) + site.line(of: rating.row),
        ])
    }
    let titles = ["Model", "Country", "Score"]
    return Table(
      caption: "", columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Score") }, rows: rows,
      style: .dense)
  }

  private static func data(of ratings: [Rating]) -> CSVWriter {
    var csv = CSVWriter(header: ["model", "bloc", "vintage", "value", "low", "high"])
    for rating in ratings {
      csv.row([
        .text(rating.name), .text(rating.bloc ?? ""), .text(rating.vintage.description), .number(rating.value),
        .number(rating.low), .number(rating.high),
      ])
    }
    return csv
  }
}

extension FigureDrawing {
  /// "The US", as a sentence begins with it.
  static func inText(_ bloc: Bloc) -> String { bloc.id == "us" ? "The US" : bloc.name }

  /// Every point of the lines, for download.
  fileprivate var frontierData: CSVWriter {
    var csv = CSVWriter(header: ["vintage", "bloc", "model", "value", "low", "high", "scale"])
    for point in figure.series {
      csv.row([
        .text(point.at.description), .text(point.part), .text(point.labels.first ?? ""), .number(point.value),
        .number(point.low), .number(point.high), .text(point.words["scale"] ?? ""),
      ])
    }
    return csv
  }
}
