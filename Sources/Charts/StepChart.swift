/// A value that holds until it is changed, such as a price: level lines, upright on the day of a change.
///
/// - Where the day of a change isn't known, a tinted span between the two observations takes the line's place.
/// - Contradicting sources are hollow marks and resellers grey squares: `others`, which join no line.
/// - Missing: nothing is drawn after the last observation.
package struct StepChart: Chart {
  package struct Step: Sendable {
    package var point: ChartPoint
    /// True when the value changed on this very day; false when it was only seen then.
    package var isDayKnown: Bool

    package init(_ point: ChartPoint, isDayKnown: Bool) {
      self.point = point
      self.isDayKnown = isDayKnown
    }
  }

  package var title: String
  package var axisTitle: String
  package var name: String
  package var mark: Mark
  package var steps: [Step]
  package var others: [ChartSeries]
  /// Written in a span in which the value changed.
  package var unknownText: String
  package var format: NumberFormat
  package var startsAtZero: Bool
  package var height: ChartHeight

  package init(
    title: String, axisTitle: String, name: String, mark: Mark, steps: [Step], others: [ChartSeries] = [],
    unknownText: String = "Changed between these two days", format: NumberFormat = NumberFormat(),
    startsAtZero: Bool = true, height: ChartHeight = .low
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.name = name
    self.mark = mark
    self.steps = steps.sorted { $0.point.day < $1.point.day }
    self.others = others
    self.unknownText = unknownText
    self.format = format
    self.startsAtZero = startsAtZero
    self.height = height
  }

  package var summary: String {
    let own = ChartSeries(name: name, mark: mark, points: steps.map(\.point))
    return Summary.sentences(
      [Summary.line(own, format: format)] + others.flatMap { $0.points.map(\.title) })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let points = steps.map(\.point) + others.flatMap(\.points)
    guard let first = points.map(\.day).min(), let last = points.map(\.day).max() else {
      return SVGWriter.empty(self, layout, id: id)
    }
    let low = points.map(\.least).min() ?? 0
    let high = points.map(\.most).max() ?? 0
    let ticks = Ticks.covering(
      startsAtZero ? min(0, low) : low, startsAtZero ? max(0, high) * 1.06 : high,
      count: layout == .mini ? 3...5 : 4...7, snaps: true)
    var plot = TimePlot(
      layout, height: height, days: first...last, ticks: ticks, endRoom: 0,
      ground: TimePlot.Ground(axisTitle: axisTitle, format: format, hasZeroLine: ticks.values.first == 0))
    var spans: [Box] = []
    for (one, next) in zip(steps, steps.dropFirst()) { draw(one.point, next, spans: &spans, in: &plot) }
    for step in steps { drawMark(step.point, mark, in: &plot) }
    for one in others { one.points.forEach { drawMark($0, one.mark, in: &plot) } }
    writeSpans(spans, in: &plot)
    writeNames(in: &plot)
    // The small picture has to stay light; the file beside it is read back.
    return plot.picture(of: self, id: id, form: layout == .mini ? nil : .points)
  }

  private func draw(_ one: ChartPoint, _ next: Step, spans: inout [Box], in plot: inout TimePlot) {
    let start = (x: plot.x(one.day), y: plot.y(one.value))
    let end = (x: plot.x(next.point.day), y: plot.y(next.point.value))
    if one.value != next.point.value, !next.isDayKnown {
      let box = Box(left: start.x, top: min(start.y, end.y), right: end.x, bottom: max(start.y, end.y))
      plot.writer.rect("hole", box, title: unknownText)
      spans.append(box)
    } else {
      let corners = start.y == end.y ? [start, end] : [start, (end.x, start.y), end]
      plot.writer.path("\(mark.lineClass) solid", SVGWriter.polyline(corners))
      plot.avoidLine(corners, cost: TimePlot.Cost.line)
    }
  }

  private func drawMark(_ point: ChartPoint, _ mark: Mark, in plot: inout TimePlot) {
    let (x, y) = (plot.x(point.day), plot.y(point.value))
    if let low = point.low, let high = point.high { plot.drawIntervals([(mark, point.day, low, high)]) }
    plot.writer.mark(mark, x: x, y: y, radius: 3.8, isHollow: point.isHollow, title: point.title)
    plot.labels.avoid(Box(left: x - 4, top: y - 4, right: x + 4, bottom: y + 4))
  }

  private func writeSpans(_ spans: [Box], in plot: inout TimePlot) {
    guard plot.layout != .mini else { return }
    for span in spans {
      let lines = TextStyle.note.wrapped(unknownText, to: span.width - 8)
      guard !lines.isEmpty else { continue }
      let block = TextBlock(lines.map { TextBlock.Line(text: $0, style: .note) })
      guard block.width <= span.width - 4, block.height <= span.height - 6 else { continue }
      let y = span.middle - block.height / 2 + block.ascent
      if plot.labels.isFree(block.box(x: span.centre, y: y, anchor: .middle)) {
        plot.set(block, x: span.centre, y: y, anchor: .middle)
      }
    }
  }

  private func writeNames(in plot: inout TimePlot) {
    guard plot.layout != .mini else { return }
    let own = steps.map { (point: $0.point, mark: mark, isBold: true) }
    let all = own + others.flatMap { one in one.points.map { (point: $0, mark: one.mark, isBold: false) } }
    for item in all {
      guard let label = item.point.label else { continue }
      let style = TextStyle.label(item.mark, isBold: item.isBold)
      let lines = style.wrapped(label, to: plot.layout == .wide ? 220 : 130)
      let block = TextBlock(
        lines.map { TextBlock.Line(text: style.fitted($0, to: 220), style: style) }, link: item.point.link)
      let place = plot.labels.place(
        block, at: plot.target(item.point, radius: 4), prefer: [.above, .right, .below, .left], isEssential: true)
      if let place { plot.write(block, place) }
    }
  }
}
