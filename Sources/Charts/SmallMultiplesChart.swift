/// The same difference over time in many small panels of one scale, sorted by the latest value.
///
/// - Each panel has its name at the left and its latest value with interval above it, the scale's numbers stand once
///   for each row, and dots follow the rules of `DotChart`.
/// - Missing: a panel without observations says so.
package struct SmallMultiplesChart: Chart {
  package struct Panel: Sendable {
    package var name: String
    package var points: [ChartPoint]

    package init(name: String, points: [ChartPoint]) {
      self.name = name
      self.points = points.sorted { $0.day < $1.day }
    }
  }

  package var title: String
  package var axisTitle: String
  /// Ascending by their latest value; those without any last.
  package let panels: [Panel]
  package var above: DotChart.Side
  package var below: DotChart.Side
  package var format: NumberFormat
  package var joinsWithin: Int

  package init(
    title: String, axisTitle: String, panels: [Panel], above: DotChart.Side, below: DotChart.Side,
    format: NumberFormat = NumberFormat(), joinsWithin: Int = 45
  ) {
    self.title = title
    self.axisTitle = axisTitle
    let order = panels.indices.sorted {
      (panels[$0].points.last?.value ?? .infinity, $0) < (panels[$1].points.last?.value ?? .infinity, $1)
    }
    self.panels = order.map { panels[$0] }
    self.above = above
    self.below = below
    self.format = format
    self.joinsWithin = joinsWithin
  }

  package var summary: String {
    Summary.sentences(
      panels.map { panel in
        guard let last = panel.points.last else { return "\(panel.name): no observations" }
        return "\(panel.name): \(Summary.latest(last, format: format))" + (last.isTie ? ", a tie" : "")
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let points = panels.flatMap(\.points)
    guard let first = points.map(\.day).min(), let last = points.map(\.day).max() else {
      return SVGWriter.empty(self, layout, id: id)
    }
    let low = points.map(\.least).reduce(0, min)
    let high = points.map(\.most).reduce(0, max)
    let ticks = Ticks.covering(low, high > low ? high : low + 1, count: 3...4, snaps: false)
    let columns = min(panels.count, layout == .wide ? 3 : 2)
    let tickRoom = ticks.values.map { TextStyle.tick.room(for: format.forTicks(every: ticks.step).text($0)) }.max() ?? 0
    let left = (tickRoom + 8).rounded(.up)
    let gap = layout == .wide ? 22.0 : 16
    let width = (layout.width - left - gap * Double(columns - 1)) / Double(columns)
    // A panel's name and value share a line only where every panel has room for both.
    let isOneLine = panels.allSatisfy { panel in
      let name = TextStyle.plain(.ink, isBold: true).room(for: panel.name)
      return name + TextStyle.tick.room(for: latestText(panel)) + 8 <= width
    }
    let titles = TextStyle.axisTitle.wrapped(axisTitle, to: layout.width)
    let top = Double(max(1, titles.count)) * TextBlock.lineHeight + 11
    let head = isOneLine ? 20.0 : 36
    let rowHeight = head + 118 + 34
    var writer = SVGWriter(layout)
    for (index, title) in titles.enumerated() {
      let text = TextStyle.axisTitle.fitted(title, to: layout.width)
      writer.text(text, .axisTitle, x: 0, y: 14 + Double(index) * TextBlock.lineHeight)
    }
    for (index, panel) in panels.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let x = left + Double(column) * (width + gap)
      let y = top + Double(row) * rowHeight
      let box = Box(left: x, top: y + head, right: x + width, bottom: y + head + 118)
      writeHead(panel, box, isOneLine: isOneLine, in: &writer)
      drawScale(ticks, box, isFirst: column == 0, in: &writer)
      drawDays(first, last, box, in: &writer)
      let scale = ChartScale(
        .points,
        [
          ChartScale.Axis((Double(first), Double(last))) { position(Int($0), first, last, box) },
          ChartScale.Axis((ticks.values.first ?? 0, ticks.values.last ?? 0)) { height($0, ticks, box) },
        ])
      if let scale { writer.raw("<g\(scale.attribute)>") }
      draw(panel, first, last, ticks, box, in: &writer)
      if scale != nil { writer.raw("</g>") }
    }
    let rows = (panels.count + columns - 1) / columns
    return writer.picture(of: self, layout, id: id, height: top + Double(rows) * rowHeight - 8)
  }

  private func latestText(_ panel: Panel) -> String {
    guard let last = panel.points.last else { return "no observations" }
    return format.text(last) + (last.isTie ? ", tie" : "")
  }

  private func mark(of point: ChartPoint) -> Mark {
    point.isTie ? .other : point.value >= 0 ? above.mark : below.mark
  }

  private func writeHead(_ panel: Panel, _ box: Box, isOneLine: Bool, in writer: inout SVGWriter) {
    let bold = TextStyle.plain(.ink, isBold: true)
    let latest = latestText(panel)
    let lead = panel.points.last.map { $0.isTie ? Mark.ink : mark(of: $0) } ?? .ink
    let style = TextStyle.number(lead)
    let y = box.top - (isOneLine ? 8 : 24)
    let room = isOneLine ? box.width - style.room(for: latest) - 8 : box.width
    writer.linked(to: panel.points.last?.link) {
      $0.text(bold.fitted(panel.name, to: room), bold, x: box.left, y: y)
      $0.text(
        style.fitted(latest, to: box.width), style, x: isOneLine ? box.right : box.left, y: isOneLine ? y : y + 15,
        anchor: isOneLine ? .end : .start)
    }
  }

  private func drawScale(_ ticks: Ticks, _ box: Box, isFirst: Bool, in writer: inout SVGWriter) {
    let written = format.forTicks(every: ticks.step)
    for value in ticks.values {
      let y = height(value, ticks, box)
      writer.line(value == 0 ? "zero" : "grid", Stroke(x1: box.left, y1: y, x2: box.right, y2: y))
      if isFirst { writer.text(written.text(value), .tick, x: box.left - 7, y: y + 4, anchor: .end) }
    }
  }

  private func height(_ value: Double, _ ticks: Ticks, _ box: Box) -> Double {
    box.bottom - 4 - (value - ticks.low) / (ticks.high - ticks.low) * (box.height - 8)
  }

  private func position(_ day: Int, _ first: Int, _ last: Int, _ box: Box) -> Double {
    last > first
      ? box.left + 8 + Double(day - first) / Double(last - first) * (box.width - 16) : box.centre
  }

  private func drawDays(_ first: Int, _ last: Int, _ box: Box, in writer: inout SVGWriter) {
    for tick in DateAxis(from: first, to: last, width: box.width - 16).ticks {
      let x = position(tick.day, first, last, box)
      writer.line("axis", Stroke(x1: x, y1: box.bottom, x2: x, y2: box.bottom + (tick.label.isEmpty ? 3 : 5)))
      guard !tick.label.isEmpty else { continue }
      let style: TextStyle = tick.isYear ? .year : .tick
      let half = style.room(for: tick.label) / 2
      let inside = min(max(x, box.left + half - 6), box.right - half)
      writer.text(tick.label, style, x: inside, y: box.bottom + 18, anchor: .middle)
    }
    writer.line("axis", Stroke(x1: box.left, y1: box.bottom, x2: box.right, y2: box.bottom))
  }

  private func draw(
    _ panel: Panel, _ first: Int, _ last: Int, _ ticks: Ticks, _ box: Box, in writer: inout SVGWriter
  ) {
    func place(_ point: ChartPoint) -> (x: Double, y: Double) {
      (position(point.day, first, last, box), height(point.value, ticks, box))
    }
    let series = ChartSeries(name: panel.name, mark: .ink, points: panel.points)
    for run in series.runs(joiningWithin: joinsWithin) {
      for (one, next) in zip(run, run.dropFirst()) {
        let (start, end) = (place(one), place(next))
        writer.line("thread", Stroke(x1: start.x, y1: start.y, x2: end.x, y2: end.y))
      }
    }
    for point in panel.points {
      let (x, y) = place(point)
      let mark = mark(of: point)
      if let low = point.low, let high = point.high {
        let stroke = Stroke(x1: x, y1: height(low, ticks, box), x2: x, y2: height(high, ticks, box))
        writer.line("iv iv-\(mark.suffix)", stroke)
      }
      if point.isTie {
        writer.tie(x: x, y: y, radius: 3.4, title: point.title)
      } else {
        writer.mark(mark, x: x, y: y, radius: 3.4, isHollow: point.isHollow, title: point.title)
      }
    }
  }
}
