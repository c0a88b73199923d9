extension TimePlot {
  /// Names a joined line as something that labels should not hide.
  mutating func avoidLine(_ places: [(x: Double, y: Double)], cost: Double) {
    for (one, next) in zip(places, places.dropFirst()) {
      labels.avoid(Stroke(x1: one.x, y1: one.y, x2: next.x, y2: next.y), cost: cost)
    }
  }

  /// Intervals as bars through their marks; one whose ends are one number is none.
  mutating func drawIntervals(_ intervals: [(mark: Mark, day: Int, low: Double, high: Double)]) {
    let strokes = intervals.filter { $0.low < $0.high }.map { one in
      (
        classes: "iv iv-\(one.mark.suffix)",
        stroke: Stroke(x1: x(one.day), y1: y(one.low), x2: x(one.day), y2: y(one.high))
      )
    }
    writer.lines(strokes)
    for line in strokes { labels.avoid(line.stroke, cost: Cost.mark) }
  }

  /// The mark of a point with its interval, as a thing to be named.
  func target(_ point: ChartPoint, radius: Double) -> LabelPlacement.Target {
    LabelPlacement.Target(
      x: x(point.day), y: y(point.value), radius: radius, top: y(point.most), bottom: y(point.least))
  }

  /// The names that points carry, the most telling first: first, highest, lowest and the largest step of a series, then
  /// the rest where there is room. The latest observation has its own label.
  mutating func writePointLabels(_ series: [ChartSeries], most: Int, markOf: (ChartPoint, Mark) -> Mark = { $1 }) {
    guard layout != .mini else { return }
    var wanted: [(rank: Int, position: Int, point: ChartPoint, mark: Mark, isAbove: Bool)] = []
    for one in series {
      let highest = one.points.map(\.value).max()
      let lowest = one.points.map(\.value).min()
      let turning = Self.largestStep(of: one.points)
      let firsts = Self.firstDays(of: one.points)
      // Of several lines the upper ones are named above, the lower ones below; a single series around its middle.
      let all = series.count > 1 && !ground.hasZeroLine ? series.flatMap(\.points) : one.points
      let own = one.points.reduce(0) { $0 + $1.value } / Double(max(1, one.points.count))
      let mean = all.reduce(0) { $0 + $1.value } / Double(max(1, all.count))
      for (position, point) in one.points.dropLast().filter({ $0.label != nil }).enumerated() {
        let isFirst = point.day == one.points.first?.day
        let opensScale = layout == .wide && firsts.contains(point.day)
        let isExtreme = point.value == highest || point.value == lowest || point.day == turning
        guard layout == .wide || isFirst || isExtreme else { continue }
        wanted.append(
          (
            isExtreme ? 0 : isFirst || opensScale ? 1 : 2, position, point, markOf(point, one.mark),
            (all.count > one.points.count ? own : point.value) >= mean
          ))
      }
    }
    // Series take turns, so that the names of one don't fill the picture.
    let ordered = wanted.enumerated().sorted {
      ($0.element.rank, $0.element.position, $0.offset) < ($1.element.rank, $1.element.position, $1.offset)
    }
    // Between two sides of zero the farthest and the nearest are what is asked for, and a wide picture has the room.
    let isEssential = layout == .wide && ground.hasZeroLine && ground.rightAxis != nil && series.count == 1
    var left = most
    for (_, item) in ordered where left > 0 {
      let block = TextBlock(item.point.label ?? "", .label(item.mark), link: item.point.link)
      let sides: [LabelPlacement.Side] =
        item.isAbove ? [.above, .left, .right, .below] : [.below, .right, .left, .above]
      let place = labels.place(
        block, at: target(item.point, radius: 4), prefer: sides, isEssential: item.rank == 0 && isEssential)
      guard let place else { continue }
      write(block, place)
      left -= 1
    }
  }
}

extension TimePlot {
  /// The days on which an observation is the first of its scale.
  private static func firstDays(of points: [ChartPoint]) -> Set<Int> {
    Set(points.indices.filter { $0 == 0 || points[$0 - 1].scale != points[$0].scale }.map { points[$0].day })
  }

  /// The day whose named observation differs most from the one before it on the same scale.
  private static func largestStep(of points: [ChartPoint]) -> Int? {
    let steps = zip(points, points.dropFirst()).filter { $0.scale == $1.scale && $1.label != nil }
    return steps.max { ($0.1.value - $0.0.value).magnitude < ($1.1.value - $1.0.value).magnitude }?.1.day
  }
}

extension SVGWriter {
  /// A picture that says in words that there is nothing to draw.
  static func empty(_ chart: some Chart, _ layout: ChartLayout, id: String) -> String {
    var writer = SVGWriter(layout)
    writer.text("No observations", .note, x: 0, y: 20)
    return writer.picture(of: chart, layout, id: id, height: 40)
  }
}
