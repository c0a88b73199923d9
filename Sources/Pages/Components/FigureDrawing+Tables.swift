import Metrics
import Records

/// The same numbers as a table, and where they come from.
extension FigureDrawing {
  /// Where the numbers come from, how far they reach, and how many there are.
  ///
  /// - Parameters:
  ///   - isShort: more than two sources are only counted; the trail names them.
  ///   - choices: the same figure under other choices, drawn beside it, each with sources and a day of its own.
  func footer(isShort: Bool = false, choices: [Figure] = []) -> [Inline] {
    let ids = sources(choices: choices)
    var content: [Inline] = []
    if choices.isEmpty, let board = boardLine(ids) { return board }
    if figure.measure == "tally" && choices.isEmpty || ids.count > 6 {
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
    if let level = rowLevel { content.append(.text("Ranges are the \(level) intervals of the source. ")) }
    if Set(([figure] + choices).map(\.asOf)).count > 1, !choices.isEmpty {
      return content + [.text("Each choice as of its own day.")]
    }
    let dates = drawnDates
    if let first = dates.first, let last = dates.last {
      let span =
        first == last ? "As of \(NumberFormat.date(last))" : "\(NumberFormat.date(first)) to \(NumberFormat.date(last))"
      let count = figure.rows.first?.kind == "scores" ? "boards" : first.precision == .day ? "days" : "periods"
      content.append(.text(first == last ? span + "." : "\(span.capitalisedFirst), \(dates.count) \(count)."))
    } else if !also.isEmpty {
      content.append(.text("Each as of its own day."))
    } else if let day = figure.asOf {
      content.append(.text("As of \(NumberFormat.date(day))."))
    }
    return content
  }

  /// `90%`, where each number is one row's, with the interval that its source gives.
  private var rowLevel: String? {
    guard let level = metric?.rowLevel, figure.series.contains(where: { $0.n == 1 && $0.low != nil }) else {
      return nil
    }
    return NumberFormat.percent(level)
  }

  /// The sources of the rows, each once.
  func sources(choices: [Figure] = []) -> [String] {
    var ids: [String] = []
    for row in figure.rows + (also + choices).flatMap(\.rows) {
      guard case .reference(_, let id)? = site.corpus.record(row.kind, row.id)?["source"], !ids.contains(id) else {
        continue
      }
      ids.append(id)
    }
    return ids
  }

  /// "Source: Arena text, 23 boards from five sources, 19 June 2024 to 8 October 2026.": one scale that came to us by
  /// several ways, which the figure's own page names.
  private func boardLine(_ ids: [String]) -> [Inline]? {
    let benchmarks = Set(
      ([figure] + also).map { figure in
        site.corpus.metrics.first { $0.id == figure.id }?.benchmark
      })
    guard !isOnOwnPage, ids.count > 2, benchmarks.count == 1, let benchmark = benchmarks.first ?? nil,
      let first = drawnDates.first,
      let last = drawnDates.last, first < last
    else { return nil }
    let from = site.link("figures", figure.id, [.text("\(NumberFormat.count(ids.count)) sources")])
    return [
      .text("Source: "), site.link(Benchmark.kind, benchmark), .text(", \(drawnDates.count) boards from "), from,
      .text(", \(NumberFormat.date(first)) to \(NumberFormat.date(last))."),
    ]
  }

  /// The dates that the picture shows; none where figures of several days stand side by side, each with its own.
  private var drawnDates: [PartialDate] {
    let ends = Set(([figure] + also).map { $0.asOf ?? $0.dates.last })
    if !also.isEmpty, figure.measure == "share", ends.count > 1 { return [] }
    let isCounted = ["tally", "share", "rubric"].contains(figure.measure)
    if isCounted { return completeDates }
    // Of parts that the page chose, the dates on which one of them is known.
    let known = Set(figure.series.filter { parts.contains($0.part) && ($0.value ?? $0.low) != nil }.map(\.at))
    return figure.dates.filter { isShown($0) && (parts.isEmpty || known.contains($0)) }
  }

  // MARK: Tables

  /// Every observation, the latest first: one row for a date, a column for a part.
  var observationTable: Table {
    let parts = parts.isEmpty ? figure.parts : figure.parts.filter(parts.contains)
    if parts.count > Self.mostColumns || isOfSeveralPerDate { return longTable }
    let isDifference = parts == ["difference"]
    var columns = [Table.Column(title: [.text("Date")])]
    if isDifference {
      columns += ["Models", "Difference"].map { Table.Column(title: [.text($0)], isNumber: $0 == "Difference") }
      if figure.extras["win-rate"] != nil { columns.append(Table.Column(title: [.text("Win rate")], isNumber: true)) }
    } else {
      columns += parts.map { part in
        Table.Column(title: [.text(name(of: part))])
      }
    }
    let anchored = anchoredDates
    let rows = figure.dates.reversed().map { date -> Table.Row in
      var cells: [[Inline]] = [[.unbroken([.text(NumberFormat.date(date, isShort: true))])]]
      let points = figure.series.filter { $0.at == date }
      if isDifference, let point = points.first {
        cells.append([.text(point.labels.joined(separator: " against "))])
        cells.append(number(point, leading: anchored))
        if figure.extras["win-rate"] != nil {
          cells.append(
            point.extras["win-rate"].map {
              [.quoted(Quotation(figure, point, number: "win-rate"), [.text(NumberFormat.percent($0))])]
            } ?? [.muted([.text("none")])])
        }
      } else {
        for part in parts {
          guard let point = points.first(where: { $0.part == part }) else {
            cells.append([.muted([.text("none")])])
            continue
          }
          // A count's label is an id of what is first or largest in it; a difference is of the models beside it.
          let isNamed = !["concentration", "threshold"].contains(figure.measure) && part != "difference"
          let label = isNamed ? point.labels.first.map { [Inline.text($0 + " ")] } ?? [] : []
          cells.append(label + number(point, leading: anchored))
        }
      }
      return Table.Row(id: isOnOwnPage ? Self.anchor(date) : nil, cells: cells)
    }
    return Table(caption: figure.title, columns: columns, rows: rows, style: .dense)
  }

  /// The most parts that have a column each.
  private static let mostColumns = 12

  /// A row for an observation, where a column for each part would be too wide for any page.
  private var longTable: Table {
    let anchored = anchoredDates
    var rows: [Table.Row] = []
    for date in figure.dates.reversed() {
      for (position, point) in figure.series.filter({ $0.at == date }).enumerated() {
        let bloc = site.corpus.bloc(point.part)?.name
        let name = [point.labels.first ?? bloc ?? self.name(of: point.part), point.labels.isEmpty ? nil : bloc]
          .compactMap(\.self).joined(separator: ", ")
        rows.append(
          Table.Row(
            id: isOnOwnPage && position == 0 ? Self.anchor(date) : nil,
            cells: [
              [.unbroken([.text(NumberFormat.date(date, isShort: true))])], [.text(name)],
              number(point, leading: anchored),
            ]))
      }
    }
    let titles = ["Date", "Part", "Value"]
    return Table(
      caption: figure.title,
      columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Value") }, rows: rows, style: .dense)
  }

  /// The dates whose rows the table on the figure's own page has; none on that page itself.
  private var anchoredDates: Set<PartialDate> {
    isOnOwnPage || isMini ? [] : Self.anchoredDates(of: figure, site)
  }

  /// A number that leads to its observation on the figure's page, or to that page.
  private func linked(
    _ point: Figure.Point, of other: Figure? = nil, _ content: [Inline], _ anchored: Set<PartialDate>,
    number: String = "value"
  ) -> [Inline] {
    // A small picture's table has its numbers from the figure's own table, which is read back, and stands on pages that
    // have to stay light.
    guard !isMini else { return content }
    // What a page reckons for itself is no figure that anybody could look up, but its rows are.
    guard !isOfPageAlone else { return point.rows.first.map { site.leading(content, to: figure.rows[$0]) } ?? content }
    let quotation = Quotation(other ?? figure, point, number: number)
    guard anchored.contains(point.at), case .file(let path, _)? = site.routes.target("figures", figure.id) else {
      return [.quoted(quotation, content)]
    }
    return [.link(Link(.file(path, fragment: Self.anchor(point.at)), content, isNumber: true, quotation: quotation))]
  }

  /// - Parameter anchored: dates that have an address; the numbers of others lead nowhere.
  func number(
    _ point: Figure.Point, of other: Figure? = nil, leading anchored: Set<PartialDate> = []
  ) -> [Inline] {
    let unit = (other.map { Unit($0.unit(of: point.part)) } ?? unit(of: point)).supporting(point.low, point.high)
    if isUntold(point), let high = point.high {
      return [
        .unbroken(
          linked(point, of: other, [.text("at most \(unit.number(high, isTable: true))")], anchored, number: "high"))
      ]
    }
    guard let value = point.value else {
      func bound(_ text: String) -> [Inline] { [.unbroken(linked(point, of: other, [.text(text)], anchored))] }
      switch (point.low, point.high) {
      case (let low?, let high?): return bound(unit.range(low, high, isTable: true, isLabel: true))
      case (let low?, nil): return bound("at least \(unit.number(low, isTable: true))")
      case (nil, let high?): return bound("at most \(unit.number(high, isTable: true))")
      case (nil, nil): return [.muted([.text("not known")])]
      }
    }
    var content = linked(point, of: other, [.text(unit.number(value, isTable: true))], anchored)
    if let interval = unit.interval(point.low, point.high, isTable: true, isLabel: true) {
      content += [.text(" "), .aside([.text(interval)])]
    }
    if isOfPageAlone, let row = point.rows.first { content += site.line(of: figure.rows[row]) }
    if point.words["dated"] != nil, point.dated != point.at {
      content.append(.small([.text(" \(NumberFormat.date(point.dated, isShort: true))")]))
    }
    return [.unbroken(content)]
  }

  /// The unit of an observation: the parts that a ratio or difference is of are proportions themselves.
  func unit(of point: Figure.Point) -> Unit {
    Unit(figure.unit(of: point.part))
  }

  /// Counts by period, the latest first.
  var columnTable: Table {
    let classes = classes
    var columns = [Table.Column(title: [.text("Period")])]
    for bloc in drawnBlocs {
      columns += classes.map { name in
        let title = name.isEmpty ? bloc.name : "\(short(bloc)): \(className(name).lowercased())"
        return Table.Column(title: [.text(title)], isNumber: true)
      }
    }
    let anchored = anchoredDates
    let rows = periods.reversed().map { period in
      Table.Row(
        id: isOnOwnPage ? Self.anchor(period) : nil,
        cells: [[.unbroken([.text(NumberFormat.date(period, isShort: true))])]]
          + drawnBlocs.flatMap { bloc in
            let points = classes.map { point(bloc, $0, period) }
            // Nobody in a class is none of it; a value that nobody knows is not.
            let missing: Inline =
              points.contains { $0 != nil } ? .text(unit.number(0, isTable: true)) : .muted([.text("none")])
            return points.map { $0.map { number($0, leading: anchored) } ?? [missing] }
          })
    }
    return Table(caption: figure.title, columns: columns, rows: rows, style: .dense)
  }

  // MARK: Several figures

  /// Every date, the latest first: a column for each figure.
  var comparedTable: Table {
    let figures = [figure] + also
    let dates = Set(figures.flatMap(\.dates)).filter(isShown).sorted(by: >)
    let rows = dates.map { date in
      Table.Row(
        id: nil,
        cells: [[.unbroken([.text(NumberFormat.date(date, isShort: true))])]]
          + figures.map { figure in
            figure.series.last { $0.at == date && (figure.parts.count == 1 || $0.part == "difference") }.map {
              number($0, of: figure)
            }
              ?? [.muted([.text("none")])]
          })
    }
    let titles = ["Date"] + figures.enumerated().map { name(of: $1, at: $0) }
    return Table(
      caption: figure.title,
      columns: titles.enumerated().map { Table.Column(title: [.text($1)], isNumber: $0 > 0) }, rows: rows, style: .dense
    )
  }

  /// A row for each whole, a column for each part.
  var shareTable: Table {
    let blocs = site.blocs.prefix(2)
    let rows = ([figure] + also).enumerated().map { index, figure -> Table.Row in
      let date = figure.asOf ?? figure.dates.last
      let parts = blocs.map { bloc in figure.series.last { $0.part == bloc.id && $0.at == date } }
      let unit = Unit(figure.unit)
      // Of the numbers as they are printed, so that a row adds up.
      let known = parts.reduce(0) { sum, point in
        sum + (point.flatMap { point in point.value.map { unit.supporting(point.low, point.high).shown($0) } } ?? 0)
      }
      return Table.Row(
        id: nil,
        cells: [
          [.text(name(of: figure, at: index))],
          [.text(date.map { NumberFormat.date($0, isShort: true) } ?? "")],
        ]
          + parts.map { point in
            guard let point, let value = point.value else { return [.muted([.text("none")])] }
            let unit = unit.supporting(point.low, point.high)
            return [.quoted(Quotation(figure, point), [.text(unit.number(value, isTable: true))])]
          } + [
            [.text(unit.number(max(0, (100 - known) / unit.factor), isTable: true))]
          ])
    }
    let titles = ["Of what", "As of"] + blocs.map(\.name) + ["Rest"]
    return Table(
      caption: figure.title,
      columns: titles.enumerated().map { Table.Column(title: [.text($1)], isNumber: $0 > 1) }, rows: rows, style: .dense
    )
  }

  // MARK: Releases

  /// Every model that the picture shows, the best first.
  var releaseTable: Table {
    let rows = ratings.map { rating in
      Table.Row(
        id: nil,
        cells: [
          [.text(rating.name)], rating.bloc.map { [site.blocMark($0)] } ?? [.muted([.text("not known")])],
          [rating.released.map { .text(NumberFormat.date($0, isShort: true)) } ?? .muted([.text("not known")])],
          [
            .text(
              NumberFormat.number(rating.value)
                + (Unit("").interval(rating.low, rating.high, isLabel: true).map { " \($0)" } ?? ""))
          ],
        ])
    }
    let titles = ["Model", "Country", "Released", "Rating"]
    return Table(
      caption: figure.title,
      columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Rating") }, rows: rows, style: .dense)
  }

  /// The same for a spreadsheet.
  var releaseData: CSVWriter {
    var csv = CSVWriter(header: ["model", "bloc", "released", "rating", "low", "high"])
    for rating in ratings {
      csv.row([
        .text(rating.name), .text(rating.bloc ?? ""), .text(rating.released?.description ?? ""), .number(rating.value),
        .number(rating.low), .number(rating.high),
      ])
    }
    return csv
  }
}
