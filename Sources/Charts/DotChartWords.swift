extension DotChart {
  /// The label of the latest observation: the series' name over who is ahead and by how much.
  func writeLatest(in plot: inout TimePlot) {
    for one in series {
      guard let point = one.points.last else { continue }
      let mark = latestMark(of: point, one.mark)
      let bold = TextStyle.label(mark, isBold: true)
      let room = plot.layout == .wide ? 240.0 : 170.0
      var lines: [TextBlock.Line] = []
      if series.count > 1 {
        lines.append(TextBlock.Line(text: bold.fitted(one.name, to: room), style: bold))
        let light = TextStyle.label(mark)
        lines.append(TextBlock.Line(text: light.fitted(latest(point, in: plot.layout), to: room), style: light))
      } else {
        lines.append(TextBlock.Line(text: bold.fitted(latest(point, in: plot.layout), to: room), style: bold))
      }
      if let note = one.note, plot.layout == .wide {
        let light = TextStyle.label(mark)
        lines.append(TextBlock.Line(text: light.fitted(note, to: room), style: light))
      }
      let block = TextBlock(lines, link: point.link)
      let isUp = point.value >= 0
      let place = plot.labels.place(
        block, at: plot.target(point, radius: 4),
        prefer: isUp ? [.above, .below, .left, .right] : [.below, .above, .left, .right], isEssential: true)
      if let place { plot.write(block, place) }
    }
  }

  private func latestMark(of point: ChartPoint, _ own: Mark) -> Mark {
    guard above != nil || below != nil else { return own }
    if point.isTie { return .ink }
    return (point.value >= 0 ? above : below)?.mark ?? own
  }

  /// "US ahead by 42 (29–55)", "US by 42 (29–55)" on a phone, "Tie: 8 (−4 to 20)"; the caller's own label before all.
  private func latest(_ point: ChartPoint, in layout: ChartLayout) -> String {
    if let label = point.label { return label }
    guard let side = point.value >= 0 ? above : below else { return format.text(point) }
    if point.isTie { return "Tie: \(format.text(point))" }
    let verb = layout == .wide ? " ahead by " : " by "
    var turned = point
    if point.value < 0 {
      turned.value = -point.value
      turned.low = point.high.map { -$0 }
      turned.high = point.low.map { -$0 }
    }
    return side.name + verb + format.text(turned)
  }

  /// Who leads, written on both sides of the zero line: one over the other where there is room for both, else apart.
  func writeSides(in plot: inout TimePlot) {
    guard plot.layout != .mini else { return }
    let zero = plot.y(0)
    let sides = [(above, -1.0), (below, 1.0)].compactMap { side, away in
      side.map {
        (
          block: TextBlock("\($0.name) ahead", .label($0.mark, isBold: true)), y: zero + (away < 0 ? -7 : 16),
          away: away
        )
      }
    }
    let widest = sides.map(\.block.width).max() ?? 0
    let columns = stride(from: plot.plot.right - 4, through: plot.plot.left + widest, by: -9).map(\.self)
    // Dots crowd the line: a little further from it is better than on top of one.
    let gaps = [0.0, 10, 18, 30, 44]
    if sides.count == 2 {
      var best: (cost: Double, boxes: [(x: Double, y: Double)])?
      for (index, x) in columns.enumerated() {
        for gap in gaps.prefix(3) {
          let places = sides.map { (x: x, y: $0.y + $0.away * gap) }
          let costs = zip(sides, places).map { side, place in
            plot.labels.cost(of: side.block.box(x: place.x, y: place.y, anchor: .end))
          }
          guard let first = costs[0], let second = costs[1] else { continue }
          let cost = first + second + Double(index) * 0.4 + gap
          if cost < best?.cost ?? 60 { best = (cost, places) }
        }
      }
      if let best {
        for (side, place) in zip(sides, best.boxes) {
          plot.labels.reserve(side.block.box(x: place.x, y: place.y, anchor: .end))
          plot.write(side.block, LabelPlacement.Place(x: place.x, y: place.y, anchor: .end))
        }
        return
      }
    }
    for side in sides {
      let places = gaps.flatMap { gap in
        columns.enumerated().map { index, x in
          (x: x, y: side.y + side.away * gap, anchor: TextAnchor.end, price: Double(index) * 0.4 + gap)
        }
      }
      if let place = plot.labels.take(side.block, among: places, limit: 200) { plot.write(side.block, place) }
    }
  }

  func writeTrendNote(in plot: inout TimePlot) {
    guard let trend, plot.layout != .mini else { return }
    let words = plot.layout == .wide ? trend.note : trend.shortNote ?? trend.note
    let lines = TextStyle.note.wrapped(words, to: plot.layout == .wide ? 130 : 84)
    guard !lines.isEmpty else { return }
    let block = TextBlock(lines.map { TextBlock.Line(text: $0, style: .noteOverLines) }, link: trend.link)
    var places: [(x: Double, y: Double, anchor: TextAnchor, price: Double)] = []
    let (x1, y1) = (plot.x(trend.from.day), plot.y(trend.from.value))
    let (x2, y2) = (plot.x(trend.to.day), plot.y(trend.to.value))
    for part in stride(from: 0.1, through: 0.9, by: 0.05) {
      let (x, y) = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part)
      for gap in [6.0, 12, 20, 30] {
        places.append((x, y - gap - block.height + block.ascent, .middle, gap / 2))
        places.append((x, y + gap + block.ascent, .middle, gap / 2 + 0.5))
      }
    }
    if let place = plot.labels.take(block, among: places, limit: .infinity) { plot.write(block, place) }
  }
}

extension SVGWriter {
  /// A grey hollow circle: nobody leads.
  mutating func tie(x: Double, y: Double, radius: Double, title: String?) {
    let n = SVGWriter.number
    element("circle", " class=\"ho-xx\" cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\"", title: title)
  }
}

extension Summary {
  private static func observations(_ count: Int) -> String { "\(count) observation\(count == 1 ? "" : "s")" }

  /// "All models: US ahead at 24 of 25 observations, China at 0, a tie at 1. Largest … Latest …"
  static func lead(_ series: ChartSeries, above: String, below: String, format: NumberFormat) -> String {
    guard let last = series.points.last else { return "" }
    let ties = series.points.count { $0.isTie }
    // What reads as nothing is no lead.
    let told = series.points.filter { !$0.isTie && format.text($0.value) != format.text(0) }
    let up = told.count { $0.value > 0 }
    let down = told.count - up
    let level = series.points.count - told.count - ties
    let counts = [(above, up), (below, down)].filter { $0.1 > 0 && !$0.0.isEmpty }.map { "\($0.0) ahead at \($0.1)" }
    let all = counts + (ties > 0 ? ["a tie at \(ties)"] : []) + (level > 0 ? ["nobody at \(level)"] : [])
    return sentences([
      "\(series.name), \(observations(series.points.count)): \(all.joined(separator: ", "))",
      series.points.count > 1 ? "It \(way(series.points, format: format))" : "",
      extremes(series.points, format: format), "Latest: \(latest(last, format: format))",
    ])
  }
}
