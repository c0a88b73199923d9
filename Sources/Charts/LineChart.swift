/// Values over time as lines with intervals, for a few series on one scale.
///
/// - A line joins observations of one scale that are at most `joinsWithin` days apart; a gap is left as a gap.
/// - A run of intervals is a tinted band, a single one a bar through its mark; of more than two lines of one colour only
///   the latest intervals are drawn.
/// - The latest observation carries name, value, interval and note at the right edge; on a phone name and value.
/// - Missing: an observation without bounds has no band, one of which bounds alone are known no mark; a series without
///   observations isn't drawn.
package struct LineChart: Chart {
  package enum Intervals: Sendable {
    case bands, bars
  }

  package var title: String
  package var axisTitle: String
  package var series: [ChartSeries]
  package var holes: [ChartSpan]
  package var breaks: [ChartBreak]
  /// What the values were counted over, ascending; empty when they belong to days.
  package var periods: [ChartPeriod]
  package var format: NumberFormat
  package var intervals: Intervals
  /// True when the scale must begin at zero, as for counts and prices.
  package var startsAtZero: Bool
  /// The most days between two observations that a line still joins.
  package var joinsWithin: Int
  package var height: ChartHeight

  package init(
    title: String, axisTitle: String, series: [ChartSeries], holes: [ChartSpan] = [], breaks: [ChartBreak] = [],
    periods: [ChartPeriod] = [],
    format: NumberFormat = NumberFormat(), intervals: Intervals = .bands, startsAtZero: Bool = false,
    joinsWithin: Int = 45, height: ChartHeight = .tall
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.series = series.filter { !$0.points.isEmpty }
    self.holes = holes
    self.breaks = breaks
    self.periods = periods
    self.format = format
    self.intervals = intervals
    self.startsAtZero = startsAtZero
    self.joinsWithin = joinsWithin
    self.height = height
  }

  package var summary: String {
    let parts = series.flatMap { one in
      [Summary.line(one, format: format)] + one.boundsAlone.map { "\(one.name), bounds alone: \($0.words)" }
    }
    return Summary.sentences(parts + Summary.ground(holes: holes, breaks: breaks))
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let points = series.flatMap(\.points)
    let bounds = series.flatMap(\.boundsAlone)
    let days = points.map(\.day) + bounds.map(\.day)
    guard let first = days.min(), let last = days.max() else { return SVGWriter.empty(self, layout, id: id) }
    let low = (points.map(\.least) + bounds.map(\.low)).min() ?? 0
    let high = (points.map(\.most) + bounds.map(\.high)).max() ?? 0
    let room = (high - low) * 0.04
    // Names below the lowest line need more.
    let floor = points.contains { $0.label != nil } && layout != .mini ? room * 2.2 : room
    let ticks = Ticks.covering(
      startsAtZero ? min(0, low) : low - floor, startsAtZero ? max(0, high) : high + room,
      count: layout == .mini ? 3...5 : 4...7, snaps: startsAtZero)
    let ends = EndLabels(series, format: format, layout: layout, lastDay: last, firstDay: first)
    var plot = TimePlot(
      layout, height: height, days: first...last, ticks: ticks, endRoom: ends.room,
      ground: TimePlot.Ground(
        axisTitle: axisTitle, format: format, holes: holes, breaks: breaks, periods: periods,
        hasZeroLine: ticks.values.first == 0))
    for one in series { drawIntervals(one, in: &plot) }
    for one in series { drawLine(one, in: &plot) }
    plot.writeGroundWords()
    ends.write(in: &plot)
    plot.writePointLabels(series, most: layout == .wide ? 16 : 6)
    return plot.picture(of: self, id: id, form: .points)
  }

  /// The most lines of one colour that have all of their intervals.
  private static let mostOfOneMark = 2

  private func drawIntervals(_ one: ChartSeries, in plot: inout TimePlot) {
    plot.drawIntervals(one.boundsAlone.map { (one.mark, $0.day, $0.low, $0.high) })
    // Bands and bars of many lines of one colour can't be told apart: the latest of each is enough to compare by.
    guard series.count(where: { $0.mark == one.mark }) <= Self.mostOfOneMark else {
      return plot.drawIntervals(
        one.points.suffix(1).compactMap { point in
          point.low.flatMap { low in point.high.map { (one.mark, point.day, low, $0) } }
        })
    }
    for run in one.runs(joiningWithin: joinsWithin) {
      let bounds = run.compactMap { point in point.low.flatMap { low in point.high.map { (point.day, low, $0) } } }
      if intervals == .bands, bounds.count == run.count, run.count > 1, one.mark == .us || one.mark == .china {
        let upper = bounds.map { (x: plot.x($0.0), y: plot.y($0.2)) }
        let lower = bounds.map { (x: plot.x($0.0), y: plot.y($0.1)) }
        plot.writer.path("band-\(one.mark.suffix)", SVGWriter.polyline(upper + lower.reversed(), isClosed: true))
        plot.avoidLine(upper, cost: TimePlot.Cost.edge)
        plot.avoidLine(lower, cost: TimePlot.Cost.edge)
      } else {
        plot.drawIntervals(bounds.map { (one.mark, $0.0, $0.1, $0.2) })
      }
    }
  }

  private func drawLine(_ one: ChartSeries, in plot: inout TimePlot) {
    let radius = plot.layout == .mini ? 2.6 : 3.1
    for run in one.runs(joiningWithin: joinsWithin) {
      let places = run.map { (x: plot.x($0.day), y: plot.y($0.value)) }
      if run.count > 1 {
        plot.writer.path(one.mark.lineClass, SVGWriter.polyline(places))
        plot.avoidLine(places, cost: TimePlot.Cost.line)
      }
      for (point, place) in zip(run, places) {
        plot.writer.mark(
          one.mark, x: place.x, y: place.y, radius: radius, isHollow: point.isHollow, title: point.title)
        plot.labels.avoid(
          Box(left: place.x - radius, top: place.y - radius, right: place.x + radius, bottom: place.y + radius))
      }
    }
  }
}
