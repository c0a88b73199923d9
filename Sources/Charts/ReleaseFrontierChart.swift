/// Every release a mark at its day and value; those that set a record large, with steps between them for each mark.
///
/// - The lag is a measured ink line with end ticks, in words.
/// - Missing: a release without a day is drawn apart at the right edge and joins no line; one that is better than all
///   dated ones of its bloc is named there.
package struct ReleaseFrontierChart: Chart {
  package struct Release: Sendable {
    /// Days since 1 January 1970; `nil` when no source gives it.
    package var day: Int?
    package var value: Double
    package var low: Double?
    package var high: Double?
    package var mark: Mark
    package var name: String
    package var title: String
    /// A name worth writing if the release set a record.
    package var label: String?
    /// Where its name leads, as an address seen from the page.
    package var link: String?

    package init(
      day: Int?, value: Double, low: Double? = nil, high: Double? = nil, mark: Mark, name: String, title: String,
      label: String? = nil, link: String? = nil
    ) {
      self.day = day
      self.value = value
      self.low = low
      self.high = high
      self.mark = mark
      self.name = name
      self.title = title
      self.label = label
      self.link = link
    }
  }

  /// A stretch of time measured at a value.
  package struct Lag: Sendable {
    package var from: Int
    package var to: Int
    package var value: Double
    package var text: String
    /// Where the words lead, as an address seen from the page.
    package var link: String?

    package init(from: Int, to: Int, value: Double, text: String, link: String? = nil) {
      self.from = min(from, to)
      self.to = max(from, to)
      self.value = value
      self.text = text
      self.link = link
    }
  }

  package var title: String
  package var axisTitle: String
  package var releases: [Release]
  package var lag: Lag?
  /// The lines reach this day.
  package var asOf: Int
  package var format: NumberFormat
  package var height: ChartHeight

  package init(
    title: String, axisTitle: String, releases: [Release], lag: Lag? = nil, asOf: Int,
    format: NumberFormat = NumberFormat(), height: ChartHeight = .regular
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.releases = releases
    self.lag = lag
    self.asOf = asOf
    self.format = format
    self.height = height
  }

  package var summary: String {
    let parts = Self.marks.map { mark in
      let best = records(of: mark).map { release in
        "\(release.name) \(format.spoken(release.value))"
          + (release.day.map { " on \(CalendarDay($0).text)" } ?? "")
      }
      return best.isEmpty ? "" : "Records: \(best.joined(separator: ", "))"
    }
    let apart = undated.map { "\($0.name): \(format.spoken($0.value)), no date" }
    return Summary.sentences(parts + apart + [lag.map { "Lag: \($0.text)" } ?? ""])
  }

  /// Whose records are joined; what belongs to no bloc is only a mark.
  private static let marks: [Mark] = [.us, .china]

  /// The releases without a day that would set a record, best first; the others are small marks at the edge.
  private var undated: [Release] {
    let best = Self.marks.map { mark in (mark, records(of: mark).last?.value ?? -.infinity) }
    let apart = releases.filter { release in
      release.day == nil && best.contains { $0.0 == release.mark && release.value > $0.1 }
    }
    return apart.enumerated().sorted { ($0.element.value, $1.offset) > ($1.element.value, $0.offset) }.map(\.element)
  }

  /// The releases of `mark` that were the best of their bloc when they came, days ascending.
  private func records(of mark: Mark) -> [Release] {
    let own = releases.filter { $0.mark == mark && $0.day != nil }
    return Frontier.positions(of: own.map { (Double($0.day ?? 0), $0.value) }).map { own[$0] }
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let days = releases.compactMap(\.day) + (lag.map { [$0.from, $0.to] } ?? [])
    guard let first = days.min(), let last = days.max() else { return SVGWriter.empty(self, layout, id: id) }
    let best = Self.marks.flatMap { records(of: $0) }
    let values = releases.map(\.value) + (best + undated).flatMap { [$0.low, $0.high].compactMap(\.self) }
    let low = min(values.min() ?? 0, lag?.value ?? .infinity)
    let high = max(values.max() ?? 1, lag?.value ?? -.infinity)
    let ticks = Ticks.covering(
      low - (high - low) * 0.04, high + (high - low) * 0.04, count: layout == .mini ? 3...5 : 4...7, snaps: false)
    let apart = Apart(undated, others: releases.filter { $0.day == nil }, layout: layout)
    var plot = TimePlot(
      layout, height: height, days: first...max(last, asOf), ticks: ticks, endRoom: apart.room,
      ground: TimePlot.Ground(axisTitle: axisTitle, format: format))
    let isRecord = Set(best.map(\.title))
    for release in releases where !isRecord.contains(release.title) { drawMinor(release, in: &plot) }
    for mark in Self.marks { drawRecords(records(of: mark), in: &plot) }
    drawLag(in: &plot)
    apart.draw(in: &plot)
    writeNames(best, in: &plot)
    // The small picture has to stay light; the file beside it is read back.
    return plot.picture(of: self, id: id, form: layout == .mini ? nil : .points)
  }

  private func drawMinor(_ release: Release, in plot: inout TimePlot) {
    guard let day = release.day else { return }
    let (x, y) = (plot.x(day), plot.y(release.value))
    plot.writer.mark(release.mark, x: x, y: y, radius: 1.8, classes: " dim", title: release.title)
    plot.labels.avoid(Stroke(x1: x - 1.8, y1: y, x2: x + 1.8, y2: y), cost: TimePlot.Cost.minor)
  }

  private func drawRecords(_ best: [Release], in plot: inout TimePlot) {
    guard let mark = best.first?.mark else { return }
    let places = best.map { (x: plot.x($0.day ?? 0), y: plot.y($0.value)) }
    let corners = Frontier.steps(places, to: plot.x(asOf))
    if corners.count > 1 {
      plot.writer.path(mark.lineClass, SVGWriter.polyline(corners))
      plot.avoidLine(corners, cost: TimePlot.Cost.line)
    }
    let radius = plot.layout == .mini ? 2.8 : 3.6
    plot.drawIntervals(
      best.compactMap { release in
        release.low.flatMap { low in release.high.map { (mark, release.day ?? 0, low, $0) } }
      })
    for (release, place) in zip(best, places) {
      plot.writer.mark(mark, x: place.x, y: place.y, radius: radius, title: release.title)
      plot.labels.avoid(
        Box(left: place.x - radius, top: place.y - radius, right: place.x + radius, bottom: place.y + radius))
    }
  }

  private func drawLag(in plot: inout TimePlot) {
    guard let lag else { return }
    let (x1, x2, y) = (plot.x(lag.from), plot.x(lag.to), plot.y(lag.value))
    plot.writer.line("meas", Stroke(x1: x1, y1: y, x2: x2, y2: y))
    for x in [x1, x2] { plot.writer.line("meas", Stroke(x1: x, y1: y - 4, x2: x, y2: y + 4)) }
    plot.labels.avoid(Stroke(x1: x1, y1: y, x2: x2, y2: y), cost: TimePlot.Cost.mark)
    let block = TextBlock(lag.text, .label(.ink, isBold: true), link: lag.link)
    var places: [(x: Double, y: Double, anchor: TextAnchor, price: Double)] = []
    for (index, part) in [0.5, 0.4, 0.6, 0.3, 0.7].enumerated() {
      let x = x1 + (x2 - x1) * part
      places.append((x, y + 16, .middle, Double(index)))
      places.append((x, y - 6, .middle, Double(index) + 1))
    }
    if let place = plot.labels.take(block, among: places, limit: .infinity) { plot.write(block, place) }
  }

  private func writeNames(_ best: [Release], in plot: inout TimePlot) {
    guard plot.layout != .mini else { return }
    // The newest and the oldest first; on a phone few others find room.
    var ranked: [(rank: Int, release: Release)] = []
    for mark in Self.marks {
      let own = best.filter { $0.mark == mark && $0.label != nil }
      for (offset, release) in own.enumerated() {
        ranked.append((offset == own.count - 1 ? 0 : offset == 0 ? 1 : 2, release))
      }
    }
    let named = ranked.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
      \.element)
    for (rank, release) in named.prefix(10) where plot.layout == .wide || rank < 2 {
      let point = ChartPoint(
        day: release.day ?? 0, value: release.value, low: release.low, high: release.high, title: release.title)
      let block = TextBlock(release.label ?? "", .label(release.mark, isBold: rank == 0), link: release.link)
      let isUpper = release.mark == best.max { $0.value < $1.value }?.mark
      let place = plot.labels.place(
        block, at: plot.target(point, radius: 4),
        prefer: isUpper ? [.above, .left, .below, .right] : [.below, .right, .left, .above], isEssential: rank == 0)
      if let place { plot.write(block, place) }
    }
  }

  /// The releases without a day, hollow at the right edge with their names.
  private struct Apart {
    let releases: [Release]
    let others: [Release]
    let blocks: [TextBlock]
    let room: Double

    init(_ all: [Release], others: [Release], layout: ChartLayout) {
      let releases = Array(all.prefix(layout == .mini ? 1 : 3))
      self.releases = releases
      let named = Set(releases.map(\.title))
      self.others = others.filter { !named.contains($0.title) }
      let width = layout == .wide ? 110.0 : 58.0
      blocks = releases.map { release in
        let style = TextStyle.plain(release.mark)
        let lines = style.wrapped("\(release.name), no date", to: width).prefix(4)
        return TextBlock(
          lines.map { TextBlock.Line(text: style.fitted($0, to: width), style: style) }, link: release.link)
      }
      room = others.isEmpty ? 0 : (blocks.map(\.width).max() ?? 0) + 30
    }

    func draw(in plot: inout TimePlot) {
      let x = plot.plot.right + 14
      for release in others {
        let y = plot.y(release.value)
        plot.writer.mark(release.mark, x: x, y: y, radius: 1.8, classes: " dim", title: release.title)
      }
      let middles = LabelPlacement.column(
        releases.map { plot.y($0.value) }, heights: blocks.map { $0.height + 4 },
        within: (plot.plot.top - 12)...(plot.height - 2))
      for ((release, block), middle) in zip(zip(releases, blocks), middles) {
        let y = plot.y(release.value)
        if let low = release.low, let high = release.high {
          plot.writer.line("iv iv-\(release.mark.suffix)", Stroke(x1: x, y1: plot.y(low), x2: x, y2: plot.y(high)))
        }
        plot.writer.mark(release.mark, x: x, y: y, radius: 3.6, isHollow: true, title: release.title)
        plot.labels.avoid(Box(left: x - 5, top: y - 5, right: x + 5, bottom: y + 5))
        plot.set(block, x: x + 10, y: middle - block.height / 2 + block.ascent)
      }
    }
  }
}
