import Charts
import Glibc
import Metrics
import Records

/// A figure's numbers as the chart forms take them.
struct FigureDrawing {
  let figure: Figure
  let also: [Figure]
  let site: SiteContext
  let names: [String]
  let bloc: String?
  let since: PartialDate?
  /// The axis's title, where the page gives one.
  let axis: String?
  /// Whether it stands on the figure's own page, which is where the numbers of other pages lead.
  var isOnOwnPage = false

  var unit: Unit { Unit(figure.unit) }
  var chartFormat: Charts.NumberFormat { unit.chartFormat }

  /// The chart, or `nil` when the figure has nothing that the form could draw.
  func chart(_ form: ChartForm) -> (any Chart)? {
    // Dates that sources give stand in the table of rows; an axis of decimal years says nothing.
    if figure.measure == "crossing", figure.series.contains(where: { $0.low != nil }) { return nil }
    return switch form {
    case .dots: dots
    case .columns: columns
    case .areas: areas
    case .shares: shares
    case .slope: slope
    case .multiples: multiples
    case .releases: releases
    case .ranges: ranges
    default: lines
    }
  }

  func table(_ form: ChartForm) -> Table { form == .columns ? columnTable : observationTable }

  // MARK: Lines

  /// A line for each part: the blocs, or whatever the figure is split by.
  private var lines: (any Chart)? {
    let series = lineParts.compactMap { part -> ChartSeries? in
      let points = figure.points(of: part).filter { isShown($0.at) }.compactMap { point($0, isHollow: false) }
      guard !points.isEmpty else { return nil }
      let latest = figure.points(of: part).last { $0.value != nil }
      return ChartSeries(name: name(of: part), mark: mark(part), points: points, note: latest?.labels.first)
    }
    guard !series.isEmpty else { return nil }
    return LineChart(
      title: figure.title, axisTitle: axisTitle, series: series, holes: holes, breaks: breaks, format: chartFormat,
      startsAtZero: isCounted, joinsWithin: joinsWithin)
  }

  private var lineParts: [String] {
    let blocs = site.blocs.map(\.id).filter { figure.parts.contains($0) }
    return blocs.isEmpty ? figure.parts : blocs
  }

  func isShown(_ date: PartialDate) -> Bool { since.map { $0.first <= date.first } ?? true }

  /// "United States", "Unattributed", "Permissive".
  func name(of part: String) -> String {
    site.corpus.bloc(part)?.name ?? part.split(separator: "-").joined(separator: " ").capitalisedFirst
  }

  /// Shares and counts have a zero that means none; ratings have not.
  private var isCounted: Bool { unit.suffix == "%" || !unit.prefix.isEmpty || figure.measure == "tally" }

  /// Neighbours are joined when no period lies empty between them.
  private var joinsWithin: Int {
    switch figure.dates.last?.precision {
    case .year: 400
    case .half: 200
    case .quarter: 100
    default: 45
    }
  }

  // MARK: Dots

  /// Differences, of one figure or more, over a zero line.
  private var dots: any Chart {
    let figures = [figure] + also
    let series = figures.enumerated().map { index, figure in
      ChartSeries(
        name: index < names.count ? names[index] : figure.title, mark: .ink,
        points: figure.points(of: "difference").compactMap { point($0, isHollow: index > 0) })
    }
    let ticks = stride(from: 30, through: 70, by: 5).map { percent in
      let share = Double(percent) / 100
      return ChartTick(value: 400 * log10(share / (1 - share)), label: "\(percent)%")
    }
    let hasRates = figure.extras["win-rate"] != nil
    return DotChart(
      title: figure.title, axisTitle: axisTitle, series: series,
      above: site.blocs.first.map { DotChart.Side(mark: mark($0.id), name: short($0)) },
      below: site.blocs.dropFirst().first.map { DotChart.Side(mark: mark($0.id), name: short($0)) },
      rightAxis: hasRates ? RightAxis(title: "\(short(site.blocs[0])) answer preferred", ticks: ticks) : nil,
      holes: holes, format: chartFormat, height: also.isEmpty ? .regular : .tall)
  }

  func short(_ bloc: Bloc) -> String { bloc.id == "us" ? "US" : bloc.name }

  var axisTitle: String {
    if let axis { return axis }
    let unit = unit.word.isEmpty ? figure.unit : figure.unit == "points" ? "rating points" : figure.unit
    guard figure.measure == "gap" || figure.measure == "lag", site.blocs.count > 1 else { return unit.capitalisedFirst }
    if figure.measure == "lag" { return unit.capitalisedFirst }
    return "\(unit.capitalisedFirst), \(short(site.blocs[0])) minus \(short(site.blocs[1]))"
  }

  // MARK: Columns

  private var periods: [PartialDate] {
    figure.dates.filter { date in
      guard since.map({ $0 <= date }) ?? true else { return false }
      return !figure.series.contains { $0.at == date && $0.words["period"] == "incomplete" }
    }
  }

  var drawnBlocs: [Bloc] { bloc.map { id in site.blocs.filter { $0.id == id } } ?? Array(site.blocs.prefix(2)) }

  /// The classes that anything falls into, in the figure's order; one nameless class where there are none.
  private var classes: [String] {
    let shown = Set(drawnBlocs.map(\.id))
    var found: [String] = []
    for part in figure.parts {
      let pieces = part.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard shown.contains(pieces[0]) else { continue }
      let name = pieces.count == 2 ? pieces[1] : ""
      let isUsed = figure.series.contains { point in
        let isOfClass = name.isEmpty || point.part.hasSuffix("/\(name)")
        return isOfClass && shown.contains(String(point.part.prefix { $0 != "/" })) && (point.value ?? 0) > 0
          && periods.contains(point.at)
      }
      if isUsed, !found.contains(name) { found.append(name) }
    }
    return found
  }

  private func count(_ bloc: Bloc, _ name: String, _ period: PartialDate) -> Double {
    let part = name.isEmpty ? bloc.id : "\(bloc.id)/\(name)"
    return figure.series.first { $0.part == part && $0.at == period }?.value ?? 0
  }

  private var columns: any Chart {
    let classes = classes
    let groups = drawnBlocs.map { bloc in
      StackedColumnChart.Group(
        heading: drawnBlocs.count == 1 ? "" : bloc.name, mark: mark(bloc.id),
        columns: periods.map { period in
          let parts = period.description.split(separator: "-", maxSplits: 1).map(String.init)
          return StackedColumnChart.Column(
            label: parts.count == 2 ? parts[1] : parts[0], year: parts[0],
            counts: classes.map { count(bloc, $0, period) })
        })
    }
    return StackedColumnChart(
      title: figure.title,
      classes: classes.map { StackedColumnChart.Class(name: FigureDrawing.className($0), fill: fill($0)) },
      groups: groups, format: chartFormat)
  }

  private func fill(_ name: String) -> StackedColumnChart.Fill {
    switch name {
    case "", "permissive": .strong
    case "duty": .middle
    case "restricted", "non-commercial": .light
    case "unknown": .unknown
    default: .white
    }
  }

  static func className(_ name: String) -> String {
    switch name {
    case "": "Releases"
    case "permissive": "Permissive"
    case "duty": "Naming duty"
    case "restricted": "Restricted"
    case "non-commercial": "Non-commercial"
    case "closed": "No weights"
    case "unknown": "Not known"
    default: name
    }
  }

  // MARK: Shared

  func mark(_ bloc: String) -> Mark { Mark(bloc: bloc) }

  func point(_ point: Figure.Point, isHollow: Bool) -> ChartPoint? {
    guard let value = point.value else { return nil }
    let models = point.labels.joined(separator: " against ")
    let interval = point.low.flatMap { low in point.high.map { unit.range(low, $0, isTable: true, isLabel: true) } }
    let number = unit.number(value, isTable: true) + (interval.map { " (\($0))" } ?? "")
    return ChartPoint(
      day: point.at.first.number, value: value * unit.factor, low: point.low.map { $0 * unit.factor },
      high: point.high.map { $0 * unit.factor }, isHollow: isHollow,
      title: "\(NumberFormat.date(point.at, isShort: true)): \(models.isEmpty ? "" : models + ", ")\(number)",
      scale: point.words["scale"])
  }

  /// Stretches of more than 150 days without an observation, of any of the figures; only where days are observed.
  private var holes: [ChartSpan] {
    guard figure.dates.contains(where: { $0.precision == .day }) else { return [] }
    let days = (figure.dates + also.flatMap(\.dates)).map(\.first.number).sorted()
    return zip(days, days.dropFirst()).filter { $1 - $0 > 150 }.map { before, after in
      ChartSpan(
        from: before + 10, to: after - 10,
        text: hasIntervals ? "No \(observed) with intervals held" : "No \(observed) held",
        shortText: "No \(observed) held")
    }
  }

  private var hasIntervals: Bool { figure.series.contains { $0.low != nil } }

  /// What one observation is: a board for scores, an observation for all else.
  var observed: String { figure.rows.first?.kind == "scores" ? "board" : "observation" }

  /// Where ratings of one side may not be compared with those of the other, outside of holes; the first says so.
  private var breaks: [ChartBreak] {
    var breaks: [ChartBreak] = []
    var last: (day: Int, scale: String?)?
    for point in figure.series where point.value != nil {
      let now = (day: point.at.first.number, scale: point.words["scale"])
      if let last, last.scale != now.scale, now.day - last.day <= 150, now.day > last.day {
        breaks.append(ChartBreak(day: (last.day + now.day) / 2, text: breaks.isEmpty ? "new scale" : ""))
      }
      last = now
    }
    return breaks
  }

  /// Where the numbers come from, how far they reach, and how many there are.
  ///
  /// - Parameter isShort: more than two sources are only counted; the trail names them.
  func footer(isShort: Bool = false) -> [Inline] {
    var ids: [String] = []
    for row in figure.rows {
      guard case .reference(_, let id)? = site.corpus.record(row.kind, row.id)?["source"], !ids.contains(id) else {
        continue
      }
      ids.append(id)
    }
    var content: [Inline] = []
    if figure.measure == "tally" || ids.count > 6 {
      content.append(.text("Source: our records of \(figure.rows.first?.kind ?? "models"), each with its own source. "))
    } else if isShort, ids.count > 2 {
      content.append(.text("Sources: \(NumberFormat.count(ids.count)), on the trail. "))
    } else if !ids.isEmpty {
      content.append(.text(ids.count == 1 ? "Source: " : "Sources: "))
      for (position, id) in ids.enumerated() {
        if position > 0 { content.append(.text("; ")) }
        content.append(site.link("sources", id))
      }
      content.append(.text(". "))
    }
    if let first = figure.dates.first, let last = figure.dates.last {
      let span =
        first == last ? "As of \(NumberFormat.date(last))" : "\(NumberFormat.date(first)) to \(NumberFormat.date(last))"
      let count = figure.rows.first?.kind == "scores" ? "boards" : first.precision == .day ? "days" : "periods"
      content.append(.text(first == last ? span + "." : "\(span.capitalisedFirst), \(figure.dates.count) \(count)."))
    }
    return content
  }

  // MARK: Tables

  /// Every observation, the latest first: one row for a date, a column for a part.
  var observationTable: Table {
    let parts = figure.parts
    let isDifference = parts == ["difference"]
    var columns = [Table.Column(title: [.text("Date")])]
    if isDifference {
      columns += ["Models", "Difference"].map { Table.Column(title: [.text($0)], isNumber: $0 == "Difference") }
      if figure.extras["win-rate"] != nil { columns.append(Table.Column(title: [.text("Win rate")], isNumber: true)) }
    } else {
      columns += parts.map { part in
        Table.Column(title: [.text(site.corpus.bloc(part)?.name ?? part.capitalisedFirst)])
      }
    }
    let rows = figure.dates.reversed().map { date -> Table.Row in
      var cells: [[Inline]] = [[.text(NumberFormat.date(date, isShort: true))]]
      let points = figure.series.filter { $0.at == date }
      if isDifference, let point = points.first {
        cells.append([.text(point.labels.joined(separator: " against "))])
        cells.append(number(point))
        if figure.extras["win-rate"] != nil {
          cells.append(point.extras["win-rate"].map { [.text(NumberFormat.percent($0))] } ?? [.muted([.text("none")])])
        }
      } else {
        for part in parts {
          guard let point = points.first(where: { $0.part == part }) else {
            cells.append([.muted([.text("none")])])
            continue
          }
          let label = point.labels.first.map { [Inline.text($0 + " ")] } ?? []
          cells.append(label + number(point))
        }
      }
      return Table.Row(id: isOnOwnPage ? anchor(date) : nil, cells: cells)
    }
    return Table(caption: figure.title, columns: columns, rows: rows, style: .dense)
  }

  /// Where an observation stands on the figure's page.
  private func anchor(_ date: PartialDate) -> String { "at-\(date)" }

  /// A number of the table, which leads to its observation on the figure's page.
  private func linked(_ date: PartialDate, _ content: [Inline]) -> [Inline] {
    guard !isOnOwnPage, case .file(let path, _)? = site.routes.target("figures", figure.id) else { return content }
    return [.link(Link(.file(path, fragment: anchor(date)), content, isNumber: true))]
  }

  private func number(_ point: Figure.Point) -> [Inline] {
    guard let value = point.value else { return [.muted([.text("not known")])] }
    var content = linked(point.at, [.text(unit.number(value, isTable: true))])
    if let low = point.low, let high = point.high {
      content += [.text(" "), .aside([.text("(\(unit.range(low, high, isTable: true, isLabel: true)))")])]
    }
    return [.unbroken(content)]
  }

  /// Counts by period, the latest first.
  var columnTable: Table {
    let classes = classes
    var columns = [Table.Column(title: [.text("Period")])]
    for bloc in drawnBlocs {
      columns += classes.map { name in
        let title = name.isEmpty ? bloc.name : "\(short(bloc)): \(FigureDrawing.className(name).lowercased())"
        return Table.Column(title: [.text(title)], isNumber: true)
      }
    }
    let rows = periods.reversed().map { period in
      Table.Row(
        id: isOnOwnPage ? anchor(period) : nil,
        cells: [[.text(NumberFormat.date(period, isShort: true))]]
          + drawnBlocs.flatMap { bloc in
            classes.map { linked(period, [Inline.text(NumberFormat.number(count(bloc, $0, period)))]) }
          })
    }
    return Table(caption: figure.title, columns: columns, rows: rows, style: .dense)
  }
}

extension String {
  /// The same with a capital at the beginning.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
