extension TimePlot {
  /// Names a joined line as something that labels should not hide.
  mutating func avoidLine(_ places: [(x: Double, y: Double)], cost: Double) {
    for (one, next) in zip(places, places.dropFirst()) {
      labels.avoid(Stroke(x1: one.x, y1: one.y, x2: next.x, y2: next.y), cost: cost)
    }
  }

  /// An interval as a bar through its mark.
  mutating func drawInterval(_ mark: Mark, day: Int, low: Double, high: Double) {
    let stroke = Stroke(x1: x(day), y1: y(low), x2: x(day), y2: y(high))
    writer.line("iv iv-\(mark.suffix)", stroke)
    labels.avoid(stroke, cost: 30)
  }

  /// The mark of a point with its interval, as a thing to be named.
  func target(_ point: ChartPoint, radius: Double) -> LabelPlacement.Target {
    LabelPlacement.Target(
      x: x(point.day), y: y(point.value), radius: radius, top: y(point.most), bottom: y(point.least))
  }

  /// The names that points carry, the most telling first: first, last, highest and lowest of a series, then the rest.
  mutating func writePointLabels(_ series: [ChartSeries], most: Int, markOf: (ChartPoint, Mark) -> Mark = { $1 }) {
    guard layout != .mini else { return }
    var wanted: [(rank: Int, point: ChartPoint, mark: Mark, isAbove: Bool)] = []
    for one in series {
      let highest = one.points.map(\.value).max()
      let lowest = one.points.map(\.value).min()
      let mean = one.points.reduce(0) { $0 + $1.value } / Double(max(1, one.points.count))
      for point in one.points where point.label != nil {
        let isEnd = point.day == one.points.first?.day || point.day == one.points.last?.day
        let isExtreme = point.value == highest || point.value == lowest
        guard layout == .wide || isEnd || isExtreme else { continue }
        wanted.append((isEnd ? 0 : isExtreme ? 1 : 2, point, markOf(point, one.mark), point.value >= mean))
      }
    }
    let ordered = wanted.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    for (_, item) in ordered.prefix(most) {
      let block = TextBlock(item.point.label ?? "", .label(item.mark))
      let sides: [LabelPlacement.Side] =
        item.isAbove ? [.above, .left, .right, .below] : [.below, .right, .left, .above]
      let place = labels.place(block, at: target(item.point, radius: 4), prefer: sides, isEssential: false)
      if let place { write(block, place) }
    }
  }
}

extension SVGWriter {
  /// A picture that says in words that there is nothing to draw.
  static func empty(_ chart: some Chart, _ layout: ChartLayout, id: String) -> String {
    var writer = SVGWriter()
    writer.text("No observations", .note, x: 0, y: 20)
    return writer.picture(of: chart, layout, id: id, height: 40)
  }
}
