/// A whole split over time: areas stacked from zero, what nobody could attribute hatched and on top.
///
/// - Shape: each part has a place for each day, days ascending; absent parts are zeros of a counted whole, and `nil` where
///   nobody told the part.
/// - Drawn: parts from the bottom up in their order, the unattributed last; a mark of each observed day on every edge;
///   names with the latest value at the right.
/// - Missing: two days further apart than `joinsWithin` leave a gap. One day alone is no area: use a bar. A part that
///   nobody told has no area, mark or label on that day, and what stands on it rests on what lies below.
package struct AreaChart: Chart {
  package struct Part: Sendable {
    package var name: String
    package var mark: Mark
    package var isUnattributed: Bool
    /// True for paper with an edge: the part of a bloc's whole that isn't the one in question.
    package var isPlain: Bool
    /// One for each day; `nil` where it isn't known, which is no zero.
    package var values: [Double?]
    /// The bounds of the values, where they are known; drawn of the lowest part, whose height is its value.
    package var bounds: [ClosedRange<Double>?]

    package init(
      name: String, mark: Mark, isUnattributed: Bool = false, isPlain: Bool = false, values: [Double?],
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
    precondition(
      parts.allSatisfy { $0.values.compactMap(\.self).allSatisfy { $0 >= 0 && $0.isFinite } }, "values from zero up")
    self.title = title
    self.axisTitle = axisTitle
    self.days = days
    self.periods = periods
    self.labels = labels
    self.parts =
      (parts.filter { !$0.isUnattributed } + parts.filter(\.isUnattributed))
      .filter { $0.values.contains { ($0 ?? 0) > 0 } }
    self.format = format
    self.joinsWithin = joinsWithin
    self.height = height
    self.link = link
  }

  package var summary: String {
    guard let first = labels.first, let last = labels.last else { return "" }
    return Summary.sentences(
      parts.compactMap { part in
        let ends = days.count > 1 ? [(part.values[0], first)] : []
        let known = (ends + [(part.values[days.count - 1], last)]).compactMap { value, day in
          value.map { "\(format.spoken($0)) in \(day)" }
        }
        return known.isEmpty ? nil : "\(part.name): \(known.joined(separator: ", "))"
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    guard let first = days.first, let last = days.last, !parts.isEmpty else {
      return SVGWriter.empty(self, layout, id: id)
    }
    let totals = days.indices.map { day in parts.reduce(0) { $0 + ($1.values[day] ?? 0) } }
    let ticks = Ticks.covering(0, max(totals.max() ?? 1, 1e-9), count: layout == .mini ? 3...5 : 4...7, snaps: true)
    let names = parts.map { part in part.values.last?.map { EndName(part, $0, format: format) } }
    let room = min((names.compactMap { $0?.room }.max() ?? 0) + 8, layout.width * (layout == .wide ? 0.3 : 0.42))
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

  /// Positions of the days of a run on which the part is known, those behind each other together.
  private func stretches(of part: Part, in run: Range<Int>) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    for index in run where part.values[index] != nil {
      if let last = stretches.last, last.upperBound == index {
        stretches[stretches.count - 1] = last.lowerBound..<index + 1
      } else {
        stretches.append(index..<index + 1)
      }
    }
    return stretches
  }

  private func words(_ part: Part, _ value: Double, at index: Int) -> String {
    "\(part.name): \(format.text(value)) in \(labels[index])"
  }

  private func draw(_ run: Range<Int>, in plot: inout TimePlot, hatching: String) {
    var floor = [Double](repeating: 0, count: days.count)
    for part in parts {
      let ceiling = zip(floor, part.values).map { $0 + ($1 ?? 0) }
      for stretch in stretches(of: part, in: run) where stretch.count > 1 {
        let upper = stretch.map { (x: plot.x(days[$0]), y: plot.y(ceiling[$0])) }
        let lower = stretch.map { (x: plot.x(days[$0]), y: plot.y(floor[$0])) }
        let shape = SVGWriter.polyline(upper + lower.reversed(), isClosed: true)
        let title = words(part, part.values[stretch.upperBound - 1] ?? 0, at: stretch.upperBound - 1)
        plot.writer.path(fillClass(part), shape, title: title)
        if part.isUnattributed { plot.writer.hatch(shape, fill: hatching, title: title) }
      }
      for index in run where !part.isPlain {
        guard let value = part.values[index], value > 0 else { continue }
        let words = words(part, value, at: index)
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

    init(_ part: Part, _ value: Double, format: NumberFormat) {
      name = part.name
      number = format.text(value)
      let isBloc = part.mark == .us || part.mark == .china
      style = isBloc && !part.isPlain ? .plain(part.mark, isBold: true) : .plain(.ink)
    }

    var room: Double { style.room(for: "\(name) \(number)") }
  }

  /// - Parameter names: one for each part; `nil` of what the last day doesn't tell.
  private func write(_ names: [EndName?], in plot: inout TimePlot) {
    var low = 0.0
    let all = zip(parts, names).map { part, name in
      let value = part.values.last.flatMap(\.self) ?? 0
      defer { low += value }
      return (name: name, middle: plot.y(low + value / 2))
    }
    let wanted = all.compactMap { name, middle in name.map { (name: $0, middle: middle) } }
    let middles = LabelPlacement.column(
      wanted.map(\.middle), heights: wanted.map { _ in TextBlock.lineHeight },
      within: (plot.plot.top - 8)...(plot.plot.bottom + 4))
    let left = plot.plot.right + 6
    for (name, middle) in zip(wanted.map(\.name), middles) {
      // Where room is short the name is cut, never the number.
      let room = plot.layout.width - left - name.style.room(for: " \(name.number)")
      plot.set(
        TextBlock("\(name.style.fitted(name.name, to: room)) \(name.number)", name.style, link: link), x: left,
        y: middle + 4.5)
    }
  }
}
