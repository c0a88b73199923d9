/// The labels of the latest observations: name, value, interval and note, in a column right of the plot when the picture
/// is wide, beside the last mark when it is narrow or the series ended early.
struct EndLabels {
  private struct Item {
    var point: ChartPoint
    var mark: Mark
    var block: TextBlock
    var isInColumn: Bool
  }

  private let items: [Item]
  /// Units that the column needs.
  let room: Double

  init(_ series: [ChartSeries], format: NumberFormat, layout: ChartLayout, lastDay: Int, firstDay: Int) {
    let isFull = series.count <= 5
    items = series.compactMap { one in
      guard let point = one.points.last else { return nil }
      let isLate = Double(lastDay - point.day) <= Double(lastDay - firstDay) * 0.2
      let isInColumn = isLate && (layout == .wide || layout == .narrow && series.count > 2)
      let bold = TextStyle.label(one.mark, isBold: true)
      let light = TextStyle.label(one.mark)
      var lines: [TextBlock.Line]
      if layout == .wide, isFull {
        lines = bold.wrapped(one.name, to: 150).map { TextBlock.Line(text: bold.fitted($0, to: 150), style: bold) }
        lines.append(TextBlock.Line(text: format.text(point), style: light))
        let note = light.wrapped(one.note ?? "", to: 150).prefix(2)
        lines += note.map { TextBlock.Line(text: light.fitted($0, to: 150), style: light) }
      } else {
        let name = "\(one.name) \(format.supporting(point.low, point.high).text(point.value))"
        // Where many series end, their labels stand in a column on a phone too.
        let room = layout.width * (layout == .narrow && isInColumn ? 0.34 : 0.6)
        lines = bold.wrapped(name, to: room).map { TextBlock.Line(text: bold.fitted($0, to: room), style: bold) }
      }
      return Item(
        point: point, mark: one.mark, block: TextBlock(lines, link: point.link), isInColumn: isInColumn)
    }
    let widest = items.filter(\.isInColumn).map(\.block.width).max()
    room = widest.map { $0 + 14 } ?? 0
  }

  /// How far from its mark's level a label may stand and still be taken for its name.
  private static let farthestWithoutLine = 8.0

  func write(in plot: inout TimePlot) {
    let column = items.filter(\.isInColumn)
    let middles = LabelPlacement.column(
      column.map { plot.y($0.point.value) }, heights: column.map { $0.block.height + 4 },
      within: 18...(plot.height - 2))
    for (item, middle) in zip(column, middles) {
      let top = middle - item.block.height / 2
      let x = plot.plot.right + 12
      plot.set(item.block, x: x, y: top + item.block.ascent)
      // A label that was moved would be read as a value of its own: a line leads to its mark.
      let mark = (x: plot.x(item.point.day) + 5, y: plot.y(item.point.value))
      guard (middle - mark.y).magnitude > Self.farthestWithoutLine else { continue }
      plot.lead(Stroke(x1: x - 3, y1: middle, x2: mark.x, y2: mark.y))
    }
    for item in items where !item.isInColumn {
      let isTop = items.allSatisfy { plot.y($0.point.value) >= plot.y(item.point.value) }
      let place = plot.labels.place(
        item.block, at: plot.target(item.point, radius: 4),
        prefer: isTop ? [.above, .right, .left, .below] : [.below, .right, .left, .above], isEssential: true)
      if let place { plot.write(item.block, place) }
    }
  }
}
