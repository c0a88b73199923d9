/// A whole split over time: areas stacked from zero, what nobody could attribute hatched and on top.
///
/// - Shape: each part has a value for each day, days ascending; absent parts are zeros of a counted whole.
/// - Drawn: parts from the bottom up in their order, the unattributed last; a mark of each observed day on every edge;
///   names with the latest value at the right.
/// - Missing: two days further apart than `joinsWithin` leave a gap. One day alone is no area: use a bar.
package struct AreaChart: Chart {
  package struct Part: Sendable {
    package var name: String
    package var mark: Mark
    package var isUnattributed: Bool
    /// True for paper with an edge: the part of a bloc's whole that isn't the one in question.
    package var isPlain: Bool
    /// One for each day.
    package var values: [Double]
    /// The bounds of the values, where they are known; drawn of the lowest part, whose height is its value.
    package var bounds: [ClosedRange<Double>?]

    package init(
      name: String, mark: Mark, isUnattributed: Bool = false, isPlain: Bool = false, values: [Double],
      bounds: [ClosedRange<Double>?] = []
    ) {
      precondition(bounds.isEmpty || bounds.count == values.count, "bounds for each day")
      self.name = name
      self.mark = mark
      self.isUnattributed = isUnattributed
      self.isPlain = isPlain
      self.values = values
      self.bounds = bounds
    }
  }

  package var title: String
  package var axisTitle: String
  /// Days since 1 January 1970, ascending.
  package var days: [Int]
  /// What was counted over, one for each day, which then lies in its middle; empty when days are days.
  package var periods: [ChartPeriod]
  /// What each day is called, such as "2026 H1".
  package var labels: [String]
  package let parts: [Part]
  package var format: NumberFormat
  package var joinsWithin: Int
  package var height: ChartHeight
  /// Where the numbers of the last day lead, as an address seen from the page.
  package var link: String?

  package init(
    title: String, axisTitle: String, days: [Int], periods: [ChartPeriod] = [], labels: [String], parts: [Part],
    format: NumberFormat = NumberFormat(), joinsWithin: Int = 400, height: ChartHeight = .low, link: String? = nil
  ) {
    precondition(
      days.count == labels.count && parts.allSatisfy { $0.values.count == days.count }, "a value for each day")
    precondition(parts.allSatisfy { $0.values.allSatisfy { $0 >= 0 && $0.isFinite } }, "values from zero up")
    self.title = title
    self.axisTitle = axisTitle
    self.days = days
    self.periods = periods
    self.labels = labels
    self.parts =
      (parts.filter { !$0.isUnattributed } + parts.filter(\.isUnattributed)).filter { $0.values.contains { $0 > 0 } }
    self.format = format
    self.joinsWithin = joinsWithin
    self.height = height
    self.link = link
  }

  package var summary: String {
    guard let first = labels.first, let last = labels.last else { return "" }
    return Summary.sentences(
      parts.map { part in
        let (start, end) = (part.values[0], part.values[days.count - 1])
        guard days.count > 1 else { return "\(part.name): \(format.spoken(end)) in \(last)" }
        return "\(part.name): \(format.spoken(start)) in \(first), \(format.spoken(end)) in \(last)"
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard let first = days.first, let last = days.last, !parts.isEmpty else {
      return SVGWriter.empty(self, layout, id: id)
    }
    let totals = days.indices.map { day in parts.reduce(0) { $0 + $1.values[day] } }
    let ticks = Ticks.covering(0, max(totals.max() ?? 1, 1e-9), count: layout == .mini ? 3...5 : 4...7, snaps: true)
    let names = parts.map { EndName($0, format: format) }
    let room = min((names.map(\.room).max() ?? 0) + 8, layout.width * (layout == .wide ? 0.3 : 0.42))
    var plot = TimePlot(
      layout, height: height, days: first...last, ticks: ticks, endRoom: room,
      ground: TimePlot.Ground(axisTitle: axisTitle, format: format, periods: periods, hasZeroLine: true))
    let hatching = "\(id)-\(layout.letter)-h"
    if parts.contains(where: \.isUnattributed) { plot.writer.hatching(id: hatching) }
    for run in runs { draw(run, in: &plot, hatching: "url(#\(hatching))") }
    drawBounds(in: &plot)
    write(names, in: &plot)
    return plot.picture(of: self, id: id, form: .stack)
  }

  /// Positions of days that belong together.
  private var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in days.indices {
      if index > 0, days[index] - days[index - 1] <= joinsWithin, let run = runs.last {
        runs[runs.count - 1] = run.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  private func draw(_ run: Range<Int>, in plot: inout TimePlot, hatching: String) {
    var floor = [Double](repeating: 0, count: days.count)
    for part in parts {
      let ceiling = zip(floor, part.values).map(+)
      let upper = run.map { (x: plot.x(days[$0]), y: plot.y(ceiling[$0])) }
      let lower = run.map { (x: plot.x(days[$0]), y: plot.y(floor[$0])) }
      let shape = SVGWriter.polyline(upper + lower.reversed(), isClosed: true)
      let last = run.upperBound - 1
      let title = "\(part.name): \(format.text(part.values[last])) in \(labels[last])"
      if run.count > 1 {
        plot.writer.path(fillClass(part), shape, title: title)
        if part.isUnattributed { plot.writer.hatch(shape, fill: hatching, title: title) }
      }
      for index in run where part.values[index] > 0 && !part.isPlain {
        let words = "\(part.name): \(format.text(part.values[index])) in \(labels[index])"
        plot.writer.mark(
          part.mark, x: plot.x(days[index]), y: plot.y(ceiling[index]), radius: plot.layout == .mini ? 2 : 2.6,
          isHollow: part.isUnattributed, title: words)
      }
      floor = ceiling
    }
  }

  /// Thin, in ink: they lie over the colours of two parts.
  private func drawBounds(in plot: inout TimePlot) {
    guard plot.layout != .mini, let part = parts.first else { return }
    plot.drawIntervals(
      zip(days, part.bounds).compactMap { day, bounds in bounds.map { (.ink, day, $0.lowerBound, $0.upperBound) } })
  }

  private func fillClass(_ part: Part) -> String {
    guard !part.isUnattributed, !part.isPlain else { return "f-none" }
    let isBloc = part.mark == .us || part.mark == .china
    return isBloc ? "f-\(part.mark.suffix) q3" : "cross"
  }

  // MARK: Names

  /// A part's name and latest value, written beside its area.
  private struct EndName {
    var name: String
    var number: String
    var style: TextStyle

    init(_ part: Part, format: NumberFormat) {
      name = part.name
      number = format.text(part.values.last ?? 0)
      let isBloc = part.mark == .us || part.mark == .china
      style = isBloc && !part.isPlain ? .plain(part.mark, isBold: true) : .plain(.ink)
    }

    var room: Double { style.room(for: "\(name) \(number)") }
  }

  private func write(_ names: [EndName], in plot: inout TimePlot) {
    var low = 0.0
    let wanted = parts.map { part in
      let value = part.values.last ?? 0
      let middle = plot.y(low + value / 2)
      low += value
      return middle
    }
    let middles = LabelPlacement.column(
      wanted, heights: names.map { _ in TextBlock.lineHeight }, within: (plot.plot.top - 8)...(plot.plot.bottom + 4))
    let left = plot.plot.right + 6
    for (name, middle) in zip(names, middles) {
      // Where room is short the name is cut, never the number.
      let room = plot.layout.width - left - name.style.room(for: " \(name.number)")
      plot.set(
        TextBlock("\(name.style.fitted(name.name, to: room)) \(name.number)", name.style, link: link), x: left,
        y: middle + 4.5)
    }
  }
}
