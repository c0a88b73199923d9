import Charts
import Glibc
import Metrics
import Records

/// A figure's numbers as the chart forms take them.
struct FigureDrawing {
  let figure: Figure
  let site: SiteContext
  /// Figures of the same measure, drawn beside it.
  var also: [Figure] = []
  /// What the figures are called here, where their titles are too long.
  var names: [String] = []
  /// The only bloc that is drawn.
  var bloc: String?
  /// The parts that are drawn, where not all that the form can draw.
  var parts: [String] = []
  var since: PartialDate?
  /// The axis's title, where the page gives one.
  var axis: String?
  /// The slope of the figure's own series.
  var trend: Figure?
  /// Where labels lead; `nil` where they lead nowhere, as in a picture that leads to its figure as a whole.
  var addresses: ChartAddresses?
  /// Days to mark, such as that of a claim.
  var days: [ChartBreak] = []
  /// Whether it stands on the figure's own page, which is where the numbers of other pages lead.
  var isOnOwnPage = false
  /// Whether the page reckons it for itself: no figure of the site, so its numbers lead each to its first row.
  var isOfPageAlone = false
  /// Who ran the test beside the models' makers, where that is what parts its scales.
  var otherRunner: String?
  /// Whether it is one of many small pictures, whose tables lead to the trail once and not in each cell.
  var isMini = false

  var unit: Unit { Unit(figure.unit) }
  var chartFormat: Charts.NumberFormat { unit.chartFormat }

  /// The chart, or `nil` when the figure has nothing that the form could draw.
  func chart(_ form: ChartForm) -> (any Chart)? {
    if isOfReportedDates { return reportedDates }
    return switch fitting(form) {
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

  /// The form that can show the figure where the one asked for can't: columns are a bloc's, a line needs two dates, and
  /// what has several values at one date is a list.
  func fitting(_ form: ChartForm) -> ChartForm {
    guard also.isEmpty else { return form }
    // Of sums a period without any is not known to be nothing, and a column would say so.
    if form == .columns, !unit.prefix.isEmpty { return fitting(.lines) }
    let isList = isOfSeveralPerDate && form == .lines
    if isList || figure.measure == "ratio" && form == .lines { return .ranges }
    guard form == .columns || form == .lines else { return form }
    if form == .columns, figure.parts.contains(where: { site.corpus.bloc(head(of: $0)) != nil }) { return form }
    return Set(figure.series.filter { $0.value != nil }.map(\.at)).count > 1 ? .lines : .ranges
  }

  /// Whether a part has more than one value at a date, as a list of prices has.
  var isOfSeveralPerDate: Bool {
    Dictionary(grouping: figure.series) { "\($0.at) \($0.part)" }.values.contains { $0.count > 1 }
  }

  func table(_ form: ChartForm) -> Table {
    if isOfReportedDates { return reportedDatesTable }
    return switch fitting(form) {
    case .columns: columnTable
    case .releases: releaseTable
    case .shares where !also.isEmpty: shareTable
    default: also.isEmpty ? observationTable : comparedTable
    }
  }

  // MARK: Columns

  var periods: [PartialDate] {
    figure.dates.filter { date in
      guard since.map({ $0 <= date }) ?? true else { return false }
      return !figure.series.contains { $0.at == date && $0.words["period"] == "incomplete" }
    }
  }

  var drawnBlocs: [Bloc] { bloc.map { id in site.blocs.filter { $0.id == id } } ?? Array(site.blocs.prefix(2)) }

  /// The classes that anything falls into, in the figure's order; one nameless class where there are none.
  var classes: [String] {
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

  /// One for each class, where nobody in a class is none of it; `nil` where nothing of the bloc was counted or measured.
  private func counts(_ bloc: Bloc, in classes: [String], _ period: PartialDate) -> [Double]? {
    let points = classes.map { point(bloc, $0, period) }
    return points.contains { $0 != nil } ? points.map { ($0?.value ?? 0) * unit.factor } : nil
  }

  func point(_ bloc: Bloc, _ name: String, _ period: PartialDate) -> Figure.Point? {
    let part = name.isEmpty ? bloc.id : "\(bloc.id)/\(name)"
    return figure.series.first { $0.part == part && $0.at == period }
  }

  private var columns: any Chart {
    let classes = classes
    let link = links(to: figure)
    let groups = drawnBlocs.map { bloc in
      StackedColumnChart.Group(
        heading: drawnBlocs.count == 1 ? "" : bloc.name, mark: mark(bloc.id),
        columns: periods.map { period in
          let parts = period.description.split(separator: "-", maxSplits: 1).map(String.init)
          return StackedColumnChart.Column(
            label: parts.count == 2 ? parts[1] : "", year: parts[0],
            counts: counts(bloc, in: classes, period), link: link(period))
        })
    }
    return StackedColumnChart(
      title: figure.title,
      classes: classes.map { StackedColumnChart.Class(name: className($0), fill: fill($0)) },
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

  func className(_ name: String) -> String {
    switch name {
    case "": unit.word.isEmpty ? "All" : unit.word.capitalisedFirst
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

  /// The mark of a bloc, or of that of a country, a maker or a model.
  func mark(_ part: String) -> Mark {
    if site.corpus.bloc(part) != nil { return Mark(bloc: part) }
    if let bloc = site.blocs.first(where: { $0.countries.contains(part) }) { return Mark(bloc: bloc.id) }
    // Some figures are split by what a source calls a maker.
    let maker = site.corpus.model(part)?.developer ?? site.corpus.organisations.first { $0.name == part }?.id
    return Mark(bloc: site.corpus.bloc(of: maker ?? part))
  }

  /// - Parameter link: where its label leads.
  func point(_ point: Figure.Point, isHollow: Bool, link: String? = nil) -> ChartPoint? {
    guard let value = point.value else { return nil }
    let models = point.labels.joined(separator: " against ")
    let unit = Unit(figure.unit(of: point.part)).supporting(point.low, point.high)
    let interval = unit.interval(point.low, point.high, isTable: true, isLabel: true)
    let number = unit.number(value, isTable: true) + (interval.map { " \($0)" } ?? "")
    return ChartPoint(
      day: point.at.middle.number, value: value * unit.factor, low: point.low.map { $0 * unit.factor },
      high: point.high.map { $0 * unit.factor }, isHollow: isHollow,
      title: "\(NumberFormat.date(point.at, isShort: true)): \(models.isEmpty ? "" : models + ", ")\(number)",
      scale: point.words["scale"],
      period: point.at.precision == .day ? nil : NumberFormat.date(point.at, isShort: point.at.precision > .month),
      link: link)
  }

  /// Stretches of more than 150 days without an observation, of any of the figures; only where days are observed.
  var holes: [ChartSpan] {
    guard figure.dates.contains(where: { $0.precision == .day }) else { return [] }
    let days = (figure.dates + also.flatMap(\.dates)).map(\.first.number).sorted()
    return zip(days, days.dropFirst()).filter { $1 - $0 > 150 }.map { before, after in
      ChartSpan(
        from: before + 10, to: after - 10,
        text: isOfReleases
          ? "No board with known release days"
          : hasIntervals ? "No \(observed) with intervals held" : "No \(observed) held",
        shortText: isOfReleases ? "No days known" : "No \(observed) held")
    }
  }

  /// The half-years, quarters or years of the given dates; none where days or months are known.
  static func periods(_ dates: [PartialDate]) -> [ChartPeriod] {
    guard let precision = dates.first?.precision, precision > .month, dates.allSatisfy({ $0.precision == precision })
    else { return [] }
    return dates.map { date in
      let (year, month, _) = date.first.components
      let label =
        switch precision {
        case .quarter: "Q\((month + 2) / 3)"
        case .half: month < 7 ? "H1" : "H2"
        default: String(year)
        }
      return ChartPeriod(
        from: date.first.number, to: date.last.number, label: label, year: precision == .year ? "" : String(year))
    }
  }

  /// Whether it needs the release days of models: a board that is held may have none.
  private var isOfReleases: Bool { figure.measure == "lag" }

  private var hasIntervals: Bool { figure.series.contains { $0.low != nil } }

  /// What one observation is: a board for scores, an observation for all else.
  var observed: String { figure.rows.first?.kind == "scores" ? "board" : "observation" }

  /// Where ratings of one side may not be compared with those of the other, outside of holes; on a phone the first says so.
  var breaks: [ChartBreak] {
    var breaks: [ChartBreak] = []
    var last: (day: Int, scale: String?)?
    for point in figure.series where point.value != nil {
      let now = (day: point.at.middle.number, scale: point.words["scale"])
      if let last, last.scale != now.scale, now.day - last.day <= 150, now.day > last.day {
        let isOfMaker = point.words["run-by"] == Score.Runner.vendor.rawValue
        breaks.append(
          ChartBreak(
            day: (last.day + now.day) / 2,
            text: otherRunner.map { "\(isOfMaker ? "its maker" : $0) ran it" } ?? "new scale",
            shortText: breaks.isEmpty ? nil : ""))
      }
      last = now
    }
    return breaks + days
  }
}

extension String {
  /// The same with a capital at the beginning; a name such as xAI keeps its own small letter.
  var capitalisedFirst: String {
    dropFirst().first?.isUppercase == true ? self : prefix(1).uppercased() + dropFirst()
  }

  /// The same with a small letter there.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
