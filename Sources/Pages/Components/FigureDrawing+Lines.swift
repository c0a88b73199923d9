import Charts
import Glibc
import Metrics
import Records

/// The forms that follow a figure over time.
extension FigureDrawing {
  // MARK: Lines

  /// A line for each part: those of the blocs, or whatever the figure is split by.
  var lines: (any Chart)? {
    let link = links(to: figure)
    let lineParts = lineParts
    let shown = figure.series.filter { lineParts.contains($0.part) && isShown($0.at) }
    let latest = shown.filter { $0.value != nil }.max { $0.at < $1.at }
    let series = lineParts.compactMap { part -> ChartSeries? in
      let observed = shown.filter { $0.part == part && $0.value != nil }
      let isSecond = lineParts.first { head(of: $0) == head(of: part) } != part
      let isPale = isSecond && site.corpus.bloc(head(of: part)) != nil
      var points = observed.compactMap { observation in
        point(
          observation, isHollow: isPale || observation.words["run-by"] == Score.Runner.vendor.rawValue,
          link: isOfPageAlone ? rowLink(of: observation) : link(observation.at))
      }
      guard !points.isEmpty else { return nil }
      // Who sets the value is named where it changes; the latest has its own label.
      let setters = observed.map { isOfBlocs ? $0.labels.first : nil }
      var last: String?
      for index in points.indices {
        let name = setters[index].map(Self.short)
        if index < points.count - 1, name != last { points[index].label = name }
        last = name
      }
      // Labels of two scales stand beside each other, and are not to be compared.
      let day = observed.last.flatMap { own in
        latest.flatMap { own.at < $0.at && own.words["scale"] != $0.words["scale"] ? own.at : nil }
      }
      let note = [setters.last.flatMap(\.self), day.map { NumberFormat.date($0, isShort: true) }].compactMap(\.self)
      return ChartSeries(
        name: ownName(of: part) ?? name(of: part), mark: mark(head(of: part)), points: points,
        boundsAlone: shown.filter { $0.part == part }.compactMap(bounds),
        note: note.isEmpty ? nil : note.joined(separator: ", "))
    }
    guard !series.isEmpty else { return nil }
    return LineChart(
      title: figure.title, axisTitle: axisTitle, series: series, holes: holes, breaks: breaks,
      periods: Self.periods(observedDates), format: chartFormat, startsAtZero: isCounted, joinsWithin: joinsWithin,
      height: observedDates.count < 4 ? .low : .tall)
  }

  /// An observation of which bounds alone are known; `nil` of any other.
  private func bounds(_ point: Figure.Point) -> ChartBounds? {
    guard point.value == nil, let low = point.low, let high = point.high else { return nil }
    let unit = unit(of: point)
    return ChartBounds(
      day: point.at.middle.number, low: low * unit.factor, high: high * unit.factor,
      words: "\(unit.range(low, high)) \(NumberFormat.when(point.at))")
  }

  /// The dates of which a line has a value, or bounds.
  private var observedDates: [PartialDate] {
    let parts = Set(lineParts)
    return figure.dates.filter { date in
      isShown(date)
        && figure.series.contains {
          $0.at == date && parts.contains($0.part) && ($0.value != nil || $0.low != nil && $0.high != nil)
        }
    }
  }

  /// What the page calls one of the parts that it asks for.
  private func ownName(of part: String) -> String? {
    parts.firstIndex(of: part).flatMap { names.indices.contains($0) ? names[$0] : nil }
  }

  private var lineParts: [String] {
    guard parts.isEmpty else { return parts }
    let ofBlocs = likeParts.filter { part in site.blocs.contains { $0.id == head(of: part) } }
    return ofBlocs.isEmpty ? largestParts : ofBlocs
  }

  /// The parts of the figure's own unit: what a ratio or a difference compares may have another, and no place on its axis.
  private var likeParts: [String] { figure.parts.filter { figure.unit(of: $0) == figure.unit } }

  /// The most lines that can be told apart by their labels.
  private static let mostLines = 6

  /// All parts, or the largest at the latest date.
  private var largestParts: [String] {
    let parts = likeParts
    guard parts.count > Self.mostLines, let date = figure.asOf ?? figure.dates.last else { return parts }
    func size(_ part: String) -> Double { figure.series.last { $0.part == part && $0.at <= date }?.value ?? 0 }
    let sizes = parts.map { (part: $0, size: size($0)) }.sorted { ($1.size, $0.part) < ($0.size, $1.part) }
    return sizes.prefix(Self.mostLines).map(\.part)
  }

  /// `Gemini 2.5 Pro` of `Gemini 2.5 Pro (June 2025)`.
  private static func short(_ model: String) -> String {
    String(model.prefix { $0 != "(" }).split(separator: " ").joined(separator: " ")
  }

  var isOfBlocs: Bool { lineParts.contains { site.corpus.bloc(head(of: $0)) != nil } }

  /// The bloc of `us/above`.
  func head(of part: String) -> String { String(part.prefix { $0 != "/" }) }

  func isShown(_ date: PartialDate) -> Bool { since.map { $0.first <= date.first } ?? true }

  /// "United States", "United States, above", "Unattributed", "Permissive"; the name of the model, maker, licence or
  /// country whose id a part is.
  func name(of part: String) -> String {
    if part == "all" { return unit.word.isEmpty ? "All" : unit.word.capitalisedFirst }
    if figure.measure == "concentration", let name = concentrationName(part) { return name }
    return site.partName(part).capitalisedFirst
  }

  /// What of a concentration a part is.
  private func concentrationName(_ part: String) -> String? {
    switch part {
    case "herfindahl": "Herfindahl index"
    case "gini": "Gini coefficient"
    case "top": metric?.top.map { $0 == 1 ? "The largest" : "The \(NumberFormat.count($0)) largest" }
    default: nil
    }
  }

  /// Shares and counts have a zero that means none; ratings have not.
  private var isCounted: Bool { unit.suffix == "%" || !unit.prefix.isEmpty || figure.measure == "tally" }

  /// Neighbours are joined when no period lies empty between them.
  var joinsWithin: Int { (figure.dates.last?.precision ?? .day).joinsWithin }

  // MARK: Dots

  /// Differences, of one figure or more, over a zero line.
  var dots: (any Chart)? {
    guard ([figure] + also).contains(where: { $0.series.contains { $0.value != nil && isShown($0.at) } }) else {
      return nil
    }
    let figures = [figure] + also
    let series = figures.enumerated().map { index, figure in
      ChartSeries(
        name: name(of: figure, at: index), mark: .ink,
        points: named(figure.points(of: "difference"), isHollow: index > 0, links(to: figure))
      )
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
      rightAxis: hasRates
        ? site.blocs.first.map { RightAxis(title: "\(short($0)) answer preferred", ticks: ticks) } : nil,
      trend: trendLine, holes: holes, crossings: also.isEmpty ? crossing : [], breaks: days, format: chartFormat,
      height: also.isEmpty ? .regular : .tall)
  }

  func name(of figure: Figure, at index: Int) -> String { index < names.count ? names[index] : figure.title }

  /// The observations, the two farthest apart with the model that made them so: the leader's, or in a small lead the
  /// follower's.
  private func named(
    _ observed: [Figure.Point], isHollow: Bool, _ link: (PartialDate) -> String?
  ) -> [ChartPoint] {
    let shown = observed.filter { isShown($0.at) && $0.value != nil }
    var points = shown.compactMap { point($0, isHollow: isHollow, link: link($0.at)) }
    guard figure.measure == "gap", points.count > 2 else { return points }
    let highest = points.indices.max { points[$0].value < points[$1].value }
    let lowest = points.indices.min { points[$0].value < points[$1].value }
    for index in [highest, lowest].compactMap(\.self).dropLast(highest == lowest ? 1 : 0) {
      guard index < points.count - 1, shown[index].labels.count == 2 else { continue }
      let isFirst = index == highest ? points[index].value > 0 : false
      let (name, value) = (Self.short(shown[index].labels[isFirst ? 0 : 1]), points[index].value)
      // A follower's name beside the leader's number says whose the number is.
      let isFollower = !isFirst && value > 0
      points[index].label =
        isFollower
        ? "\(site.blocs.first.map(short) ?? "") by \(chartFormat.text(value)), against \(name)"
        : "\(name) \(chartFormat.text(value))"
    }
    return points
  }

  /// The straight line of `trend` through the middle of the series, as Theil and Sen have it.
  private var trendLine: DotChart.Trend? {
    // Slopes within several scales are no line through all of them.
    guard let trend, let slope = trend.value, trend.words["scales"] != "apart" else { return nil }
    let points = figure.points(of: "difference").filter { isShown($0.at) && $0.value != nil }
    guard points.count > 2, let first = points.first?.at.middle.number, let last = points.last?.at.middle.number else {
      return nil
    }
    func years(_ day: Int) -> Double { Double(day - first) / 365.25 }
    let starts = points.map { ($0.value ?? 0) - slope * years($0.at.middle.number) }.sorted()
    let start = (starts[(starts.count - 1) / 2] + starts[starts.count / 2]) / 2
    let isTold = trend.words["trend"] != "not-told-from-chance"
    let (low, high) = slope < 0 ? (trend.high.map { -$0 }, trend.low.map { -$0 }) : (trend.low, trend.high)
    let range = unit.interval(low, high, isLabel: true).map { " \($0)" } ?? ""
    let amount = "\(unit.text(slope.magnitude)) \(slope < 0 ? "fewer" : "more") a year\(range)"
    let short = "\(slope < 0 ? NumberFormat.minus : "+")\(unit.number(slope.magnitude)) a year"
    return DotChart.Trend(
      from: (first, start * unit.factor), to: (last, (start + slope * years(last)) * unit.factor),
      note: isTold ? "Trend: \(amount)" : "Trend: not to be told from chance",
      shortNote: isTold ? short : "no clear trend",
      link: addresses?.address(site.routes.target("figures", trend.id)))
  }

  /// Where one side took the lead from the other for good: between two observations whose intervals leave no doubt.
  private var crossing: [ChartSpan] {
    let told = figure.points(of: "difference").filter { point in
      isShown(point.at) && ((point.low ?? 0) > 0 || (point.high ?? 0) < 0)
    }
    let turns = zip(told, told.dropFirst()).filter { (($0.low ?? 0) > 0) != (($1.low ?? 0) > 0) }
    guard figure.measure == "gap", turns.count == 1, let turn = turns.first else { return [] }
    let (from, to) = (NumberFormat.date(turn.0.at, isShort: true), NumberFormat.date(turn.1.at, isShort: true))
    return [
      ChartSpan(
        from: turn.0.at.middle.number, to: turn.1.at.middle.number, text: "Crossed between \(from) and \(to)",
        shortText: "Crossed by \(to)")
    ]
  }

  func short(_ bloc: Bloc) -> String { bloc.id == "us" ? "US" : bloc.name }

  var axisTitle: String {
    if let axis { return axis }
    if figure.unit == "fraction" || figure.unit == "share" { return shareTitle }
    let unit = unit.word.isEmpty ? figure.unit : figure.unit == "points" ? "rating points" : figure.unit
    guard figure.measure == "gap" || figure.measure == "lag", site.blocs.count > 1 else { return unit.capitalisedFirst }
    if figure.measure == "lag" { return unit.capitalisedFirst }
    return "\(unit.capitalisedFirst), \(short(site.blocs[0])) minus \(short(site.blocs[1]))"
  }

  /// What a percentage is of.
  private var shareTitle: String {
    if figure.measure == "rubric" { return "Mean score, percent" }
    guard let counted = site.corpus.metrics.first(where: { $0.id == figure.id })?.choices.of else { return "Percent" }
    return "Percent of \(counted.withoutHyphens)"
  }
}

extension PartialDate.Precision {
  /// The most days between two neighbours that a line joins: none of the kind lies empty between them.
  var joinsWithin: Int {
    switch self {
    case .year: 400
    case .half: 200
    case .quarter: 100
    case .month, .day: 45
    }
  }
}
