/// A difference over time as dots with intervals on both sides of zero, for one or more series.
///
/// - A dot takes the mark of the side it is on: its colour and shape say who leads.
/// - Grey and hollow: the interval contains zero. Hollow in colour: `isHollow`, as the caption says.
/// - A thin thread joins neighbours of one scale that are at most `joinsWithin` days apart.
/// - Missing: an observation without bounds has no bar and is never a tie; what isn't observed isn't drawn.
package struct DotChart: Chart {
  /// Who is ahead on one side of zero.
  package struct Side: Sendable {
    package var mark: Mark
    /// As in "US ahead".
    package var name: String

    package init(mark: Mark, name: String) {
      self.mark = mark
      self.name = name
    }
  }

  /// A straight trend, with its slope and interval in words.
  package struct Trend: Sendable {
    package var from: (day: Int, value: Double)
    package var to: (day: Int, value: Double)
    package var note: String
    package var shortNote: String?
    /// Where the note leads, as an address seen from the page.
    package var link: String?

    package init(
      from: (day: Int, value: Double), to: (day: Int, value: Double), note: String, shortNote: String? = nil,
      link: String? = nil
    ) {
      self.from = from
      self.to = to
      self.note = note
      self.shortNote = shortNote
      self.link = link
    }
  }

  package var title: String
  package var axisTitle: String
  package var series: [ChartSeries]
  /// Who leads above and below zero; `nil` when values have no sides, and dots take their series' mark.
  package var above: Side?
  package var below: Side?
  package var rightAxis: RightAxis?
  package var trend: Trend?
  package var holes: [ChartSpan]
  package var crossings: [ChartSpan]
  package var breaks: [ChartBreak]
  package var format: NumberFormat
  package var joinsWithin: Int
  package var height: ChartHeight

  package init(
    title: String, axisTitle: String, series: [ChartSeries], above: Side? = nil, below: Side? = nil,
    rightAxis: RightAxis? = nil, trend: Trend? = nil, holes: [ChartSpan] = [], crossings: [ChartSpan] = [],
    breaks: [ChartBreak] = [], format: NumberFormat = NumberFormat(), joinsWithin: Int = 45,
    height: ChartHeight = .regular
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.series = series.filter { !$0.points.isEmpty }
    self.above = above
    self.below = below
    self.rightAxis = rightAxis
    self.trend = trend
    self.holes = holes
    self.crossings = crossings
    self.breaks = breaks
    self.format = format
    self.joinsWithin = joinsWithin
    self.height = height
  }

  package var summary: String {
    let parts = series.map { one in
      hasSides
        ? Summary.lead(one, above: above?.name ?? "", below: below?.name ?? "", format: format)
        : Summary.line(one, format: format)
    }
    return Summary.sentences(
      parts + [trend?.note ?? ""] + crossings.map(\.text) + Summary.ground(holes: holes, breaks: breaks))
  }

  private var hasSides: Bool { above != nil || below != nil }

  private func mark(of point: ChartPoint, _ own: Mark) -> Mark {
    guard hasSides else { return own }
    if point.isTie { return .other }
    return (point.value >= 0 ? above : below)?.mark ?? own
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let points = series.flatMap(\.points)
    let days = points.map(\.day) + (trend.map { [$0.from.day, $0.to.day] } ?? [])
    guard !points.isEmpty, let first = days.min(), let last = days.max() else {
      return SVGWriter.empty(self, layout, id: id)
    }
    var plot = TimePlot(
      layout, height: height, days: first...last, ticks: ticks(points, in: layout), endRoom: 0,
      ground: TimePlot.Ground(
        axisTitle: axisTitle, rightAxis: layout == .mini ? nil : rightAxis, format: tickFormat(points), holes: holes,
        crossings: crossings, breaks: breaks, hasZeroLine: true))
    drawThreads(in: &plot)
    drawTrend(in: &plot)
    drawDots(in: &plot)
    plot.writeGroundWords()
    writeLatest(in: &plot)
    writeTrendNote(in: &plot)
    plot.writePointLabels(series, most: layout == .wide ? 10 : 5) { mark(of: $0, $1) }
    writeSides(in: &plot)
    return plot.picture(of: self, id: id, form: .points)
  }

  /// The scale holds zero, every interval, and room for the words on both sides of zero.
  private func ticks(_ points: [ChartPoint], in layout: ChartLayout) -> Ticks {
    let ends = trend.map { [$0.from.value, $0.to.value] } ?? []
    let low = (points.map(\.least) + ends).reduce(0, min)
    let high = (points.map(\.most) + ends).reduce(0, max)
    let span = high > low ? high - low : 1
    // Names beyond the extremes need more.
    let room = points.contains { $0.label != nil } && layout != .mini ? span * 0.09 : span * 0.06
    let floor = hasSides ? min(low - room, -span * 0.18) : low
    let ceiling = hasSides ? max(high + room, span * 0.18) : high + room
    return Ticks.covering(floor, ceiling, count: layout == .mini ? 3...5 : 4...7, snaps: false)
  }

  /// Ticks carry a sign when both sides are in use.
  private func tickFormat(_ points: [ChartPoint]) -> NumberFormat {
    var format = format
    format.isSigned = format.isSigned || (points.contains { $0.value < 0 } && points.contains { $0.value > 0 })
    return format
  }

  private func drawThreads(in plot: inout TimePlot) {
    for run in series.flatMap({ $0.runs(joiningWithin: joinsWithin) }) {
      for (one, next) in zip(run, run.dropFirst()) {
        let stroke = Stroke(
          x1: plot.x(one.day), y1: plot.y(one.value), x2: plot.x(next.day), y2: plot.y(next.value))
        plot.writer.line("thread", stroke)
        plot.labels.avoid(stroke, cost: TimePlot.Cost.thread)
      }
    }
  }

  private func drawDots(in plot: inout TimePlot) {
    let radius = plot.layout == .wide ? 4.0 : plot.layout == .narrow ? 3.4 : 2.8
    plot.drawIntervals(
      series.flatMap { one in
        one.points.compactMap { point in
          point.low.flatMap { low in point.high.map { (mark(of: point, one.mark), point.day, low, $0) } }
        }
      })
    for one in series {
      for point in one.points {
        let (x, y) = (plot.x(point.day), plot.y(point.value))
        let isTie = hasSides && point.isTie
        // A tie is a grey circle whoever it favours: a shape would name a side.
        if isTie {
          plot.writer.tie(x: x, y: y, radius: radius, title: point.title)
        } else {
          plot.writer.mark(
            mark(of: point, one.mark), x: x, y: y, radius: radius, isHollow: point.isHollow, title: point.title)
        }
        plot.labels.avoid(Box(left: x - radius, top: y - radius, right: x + radius, bottom: y + radius))
      }
    }
  }

  private func drawTrend(in plot: inout TimePlot) {
    guard let trend else { return }
    let stroke = Stroke(
      x1: plot.x(trend.from.day), y1: plot.y(trend.from.value), x2: plot.x(trend.to.day), y2: plot.y(trend.to.value))
    plot.writer.line("trend", stroke)
    plot.labels.avoid(stroke, cost: TimePlot.Cost.trend)
  }
}
