import Charts
import Metrics
import Records

/// The forms that set the parts of a figure side by side.
extension FigureDrawing {
  /// What is counted without anybody to give it to.
  private static let unattributed = ["unattributed", "unknown"]

  private func isUnattributed(_ part: String) -> Bool {
    part.split(separator: "/").contains { Self.unattributed.contains(String($0)) }
  }

  private func points(at date: PartialDate) -> [Figure.Point] { figure.series.filter { $0.at == date } }

  // MARK: Shares

  /// A part's share of the whole over time; what nobody attributes is hatched, on top.
  var areas: (any Chart)? {
    let dates = completeDates
    guard dates.count > 1 else { return shares }
    guard figure.series.allSatisfy({ ($0.value ?? 0) >= 0 }) else { return nil }
    let attributed = figure.parts.filter { !isUnattributed($0) }
    let parts = attributed + figure.parts.filter(isUnattributed)
    // The parts of one bloc's whole have its colour: the first in full, the others as paper.
    let whole = attributed.contains { site.corpus.bloc($0) != nil } ? nil : wholeBloc
    let series = parts.map { part in
      let points = dates.map { date in figure.series.first { $0.part == part && $0.at == date } }
      return AreaChart.Part(
        name: name(of: part), mark: mark(whole ?? part), isUnattributed: isUnattributed(part),
        isPlain: whole != nil && part != attributed.first,
        values: points.map { point in
          point.map(isUntold) == true ? nil : point?.value.map { $0 * unit.factor } ?? 0
        },
        bounds: points.map { point in
          guard point.map(isUntold) != true, let low = point?.low, let high = point?.high, low <= high else {
            return nil
          }
          return low * unit.factor...high * unit.factor
        })
    }
    return AreaChart(
      title: figure.title, axisTitle: axisTitle, days: dates.map(\.middle.number),
      periods: Self.periods(dates),
      labels: dates.map { NumberFormat.date($0, isShort: true) }, parts: series, format: chartFormat,
      joinsWithin: joinsWithin, link: dates.last.flatMap(links(to: figure)))
  }

  /// Whether nobody tells the part's amount, though some of the whole is unattributed: it may be in there, so that its
  /// share is between nothing and the bound. That is so where each amount is told by a row of its own; where rows are
  /// counted or added up, a part without any has none of them.
  func isUntold(_ point: Figure.Point) -> Bool {
    point.value == 0 && point.rows.isEmpty && (point.high ?? 0) > 0 && figure.measure == "share"
      && !isUnattributed(point.part) && metric?.value != nil && figure.series.allSatisfy { $0.rows.count < 2 }
  }

  /// The dates that are over and of which anything is known: what nobody counted is no zero.
  var completeDates: [PartialDate] {
    figure.dates.filter { date in
      let points = points(at: date)
      return isShown(date) && points.contains { $0.value != nil }
        && !points.contains { $0.words["period"] == "incomplete" }
    }
  }

  /// The latest period as one bar of a hundred.
  var shares: (any Chart)? {
    let figures = [figure] + also
    let rows = figures.enumerated().compactMap { index, figure -> ShareBar.Row? in
      let drawing = FigureDrawing(figure: figure, site: site, since: since)
      guard let date = figure.asOf ?? figure.dates.last else { return nil }
      let parts = figure.series.filter {
        $0.at == date && !drawing.isUnattributed($0.part) && $0.value != nil && !drawing.isUntold($0)
      }
      // Blocs with a colour lead; the others follow as grey, and what nobody attributes is the rest.
      let ordered =
        parts.filter { site.corpus.bloc($0.part) != nil } + parts.filter { site.corpus.bloc($0.part) == nil }
      let label = name(of: figure, at: index)
      let sum = ordered.reduce(0) { $0 + ($1.value ?? 0) * drawing.unit.factor }
      guard sum <= 100.5, ordered.allSatisfy({ ($0.value ?? 0) >= 0 }) else { return nil }
      let link = links(to: figure)(date)
      return ShareBar.Row(
        label: "\(label), \(NumberFormat.date(date, isShort: true))",
        parts: ordered.map {
          ShareBar.Part(
            name: drawing.name(of: $0.part), mark: mark($0.part), percent: ($0.value ?? 0) * drawing.unit.factor,
            shown: drawing.unit.supporting($0.low, $0.high).shown($0.value ?? 0), link: link)
        }, restName: "unknown", link: link)
    }
    return rows.isEmpty ? nil : ShareBar(title: figure.title, rows: rows)
  }

  // MARK: Rows

  private static let mostRows = 24

  /// The parts of the latest date, each with its bounds; of many the first in the figure's order.
  var ranges: (any Chart)? {
    guard let date = figure.headlineDate else { return nil }
    var points = points(at: date).filter { $0.value != nil || $0.low != nil && $0.high != nil }
    // Differences and ratios of the parts have other units than the parts.
    if figure.measure == "ratio" { points.removeAll { ["difference", "relative-risk"].contains($0.part) } }
    // One axis has one unit: that of most parts. An index and a share are no parts of one thing.
    let units = Dictionary(grouping: points) { figure.unit(of: $0.part) }
    let most = units.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key ?? figure.unit
    if units.count > 1 { points.removeAll { figure.unit(of: $0.part) != most } }
    if figure.measure == "concentration", let own = figure.headlinePoint?.part { points.removeAll { $0.part != own } }
    let isList = isOfSeveralPerDate
    if isList { points.sort { ($0.value ?? 0) < ($1.value ?? 0) } }
    if figure.measure == "ratio" { points.sort { ($1.value ?? $1.high ?? 0) < ($0.value ?? $0.high ?? 0) } }
    // More rows would be higher than a sheet of paper; the table has them all.
    let link = links(to: figure)(date)
    let rows = points.prefix(Self.mostRows).map { point in
      let unit = unit(of: point).supporting(point.low, point.high)
      let value = point.value.map { $0 * unit.factor }
      let bounds = point.low.flatMap { low in point.high.map { (low * unit.factor, $0 * unit.factor) } }
      let range = point.low.flatMap { low in point.high.map { unit.range(low, $0, isLabel: true) } }
      let interval = unit.interval(point.low, point.high, isLabel: true).map { " \($0)" } ?? ""
      let words = point.value.map { unit.number($0) + interval } ?? range ?? ""
      return RangeBarChart.Row(
        name: isList ? point.labels.first ?? name(of: point.part) : tested(point)?.name ?? name(of: point.part),
        mark: tested(point)?.mark ?? mark(point.words["bloc"] ?? point.part), low: bounds?.0 ?? value,
        high: bounds?.1 ?? value, value: value,
        words: words, title: "\(isList ? point.labels.first ?? point.part : name(of: point.part)): \(words)",
        link: link)
    }
    let format = points.first.map { unit(of: $0).chartFormat } ?? chartFormat
    let title =
      axis == nil && units.count > 1
      ? most.capitalisedFirst : figure.measure == "ratio" && axis == nil ? "Percent" : axisTitle
    return rows.isEmpty ? nil : RangeBarChart(title: figure.title, axisTitle: title, rows: rows, format: format)
  }

  /// Who was tested, where the rows of a ratio are results about one model, as their source calls it.
  private func tested(_ point: Figure.Point) -> (name: String, mark: Mark)? {
    guard figure.measure == "ratio", let row = point.rows.first.map({ figure.rows[$0] }),
      let record = site.corpus.record(row.kind, row.id), let name = record["subject"].word
    else { return nil }
    return (name, Mark(bloc: site.index.bloc(of: record)))
  }

  /// Whether two proportions and more can be drawn side by side.
  var isCompared: Bool { (ranges as? RangeBarChart).map { $0.rows.count > 1 } ?? false }

  // MARK: Two dates

  /// The first and the last date that the page asks for; only for values that may be compared.
  var slope: (any Chart)? {
    let dates = completeDates
    guard let first = dates.first, let last = dates.last, first < last else { return nil }
    let scales = Set((points(at: first) + points(at: last)).map { $0.words["scale"] ?? "" })
    guard scales.count == 1 else { return nil }
    // Of one bloc's whole the first part has its colour; what is nothing on both sides is left out.
    let whole = figure.parts.contains { site.corpus.bloc($0) != nil } ? nil : wholeBloc
    let shown = parts.isEmpty ? figure.parts : parts
    let link = links(to: figure)
    let items = shown.compactMap { part -> SlopeChart.Item? in
      let ends = [first, last].map { date in points(at: date).first { $0.part == part } }
      let values = ends.map { $0?.value.map { $0 * unit.factor } }
      guard values.contains(where: { ($0 ?? 0) != 0 }) else { return nil }
      let isFirst = part == shown.first
      let words = zip([first, last], ends).compactMap { date, point in
        point?.value.map { value in
          let interval = unit.interval(point?.low, point?.high, isLabel: true).map { " \($0)" } ?? ""
          return "\(unit.number(value))\(interval) in \(NumberFormat.date(date, isShort: true))"
        }
      }
      return SlopeChart.Item(
        name: name(of: part), mark: mark(whole.map { isFirst ? $0 : "" } ?? part), before: values[0], after: values[1],
        isBold: whole != nil && isFirst, title: "\(name(of: part)): \(words.joined(separator: ", "))",
        links: (link(first), link(last)))
    }
    return SlopeChart(
      title: figure.title, axisTitle: axisTitle, beforeLabel: NumberFormat.date(first, isShort: true),
      afterLabel: NumberFormat.date(last, isShort: true), items: items, format: chartFormat)
  }

  // MARK: Many figures

  /// The same difference in a panel for each figure.
  var multiples: (any Chart)? {
    guard let first = site.blocs.first, let second = site.blocs.dropFirst().first else { return nil }
    let panels = ([figure] + also).enumerated().map { index, figure in
      let link = links(to: figure)
      return SmallMultiplesChart.Panel(
        name: name(of: figure, at: index),
        points: figure.points(of: "difference").filter { isShown($0.at) }.compactMap {
          point($0, isHollow: false, link: link($0.at))
        })
    }
    guard panels.contains(where: { !$0.points.isEmpty }) else { return nil }
    return SmallMultiplesChart(
      title: figure.title, axisTitle: axisTitle, panels: panels,
      above: DotChart.Side(mark: mark(first.id), name: short(first)),
      below: DotChart.Side(mark: mark(second.id), name: short(second)), format: chartFormat)
  }

  // MARK: Releases

  /// Every model of the latest board at its release, with the lag that the figure measures.
  var releases: (any Chart)? {
    guard let board, let metric else { return nil }
    let unit = ratingUnit
    let releases = ratings.map { rating in
      let interval = unit.interval(rating.low, rating.high, isLabel: true).map { " \($0)" } ?? ""
      let day = rating.released.map { NumberFormat.date($0, isShort: true) } ?? "no date"
      return ReleaseFrontierChart.Release(
        day: rating.released?.first.number, value: rating.value, low: rating.low, high: rating.high,
        mark: Mark(bloc: rating.bloc), name: rating.name,
        title: "\(rating.name): \(unit.number(rating.value))\(interval), \(day)", label: rating.name,
        link: rating.model.flatMap { site.corpus.record(Model.kind, $0) }.flatMap { addresses?.fact("rating", of: $0) })
    }
    guard !releases.isEmpty else { return nil }
    return ReleaseFrontierChart(
      title: figure.title,
      axisTitle: "Rating on the board of \(NumberFormat.date(board.vintage))", releases: releases,
      lag: measuredLag(metric, board), asOf: board.vintage.last.number, format: unit.chartFormat)
  }

  /// The bloc that the metric's filter asks for, as in `bloc = china and not base-model`.
  private var wholeBloc: String? {
    guard let filter = metric?.choices.filter else { return nil }
    return site.blocs.first { filter.contains("bloc = \($0.id)") }?.id
  }

  var metric: Metric? { site.corpus.metrics.first { $0.id == figure.id } }

  /// The latest board that the figure's metric reads.
  private var board: Board? {
    guard let metric, metric.benchmark != nil else { return nil }
    return BoardHistory(for: metric, in: site.corpus).boards.last
  }

  private var ratingUnit: Unit {
    Unit(metric?.benchmark.flatMap { site.corpus.benchmark($0)?.unit } ?? "")
  }

  /// The models of that board that the metric counts, the best first.
  var ratings: [Rating] {
    guard let board, let metric else { return [] }
    return board.ratings.filter { metric.openness.admits($0.weights) && isShown($0.released ?? board.vintage) }
      .sorted { ($1.value, $0.name) < ($0.value, $1.name) }
  }

  private func measuredLag(_ metric: Metric, _ board: Board) -> ReleaseFrontierChart.Lag? {
    guard let leader = metric.leader, let follower = metric.follower,
      case .answer(let answer) = Lag.outcome(
        on: board, leader: leader, follower: follower, openness: metric.openness),
      let first = answer.leader?.released, let second = answer.follower.released, let months = answer.months
    else { return nil }
    return ReleaseFrontierChart.Lag(
      from: min(first.first.number, second.first.number), to: max(first.first.number, second.first.number),
      value: answer.follower.value, text: unit.text(months), link: links(to: figure)(board.vintage))
  }
}
