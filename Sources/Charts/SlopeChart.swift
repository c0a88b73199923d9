/// Two vintages that may be compared: a column of marks on each side, a line for each thing, labels outside.
///
/// - Drawn: values and names outside the columns, moved apart where they would meet; lines in the bloc's colour.
/// - Missing: a thing known on one side only is a mark there without a line.
package struct SlopeChart: Chart {
  package struct Item: Sendable {
    package var name: String
    package var mark: Mark
    package var before: Double?
    package var after: Double?
    package var isBold: Bool
    package var title: String
    /// Where the numbers of either side lead, as addresses seen from the page.
    package var links: (before: String?, after: String?)

    package init(
      name: String, mark: Mark, before: Double?, after: Double?, isBold: Bool = false, title: String,
      links: (before: String?, after: String?) = (nil, nil)
    ) {
      self.name = name
      self.mark = mark
      self.before = before
      self.after = after
      self.isBold = isBold
      self.title = title
      self.links = links
    }
  }

  package var title: String
  package var axisTitle: String
  package var beforeLabel: String
  package var afterLabel: String
  package var items: [Item]
  package var format: NumberFormat

  package init(
    title: String, axisTitle: String, beforeLabel: String, afterLabel: String, items: [Item],
    format: NumberFormat = NumberFormat()
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.beforeLabel = beforeLabel
    self.afterLabel = afterLabel
    self.items = items.filter { $0.before != nil || $0.after != nil }
    self.format = format
  }

  package var summary: String {
    Summary.sentences(
      items.map { item in
        switch (item.before, item.after) {
        case (let before?, let after?):
          "\(item.name): \(format.spoken(before)) in \(beforeLabel), \(format.spoken(after)) in \(afterLabel)"
        case (let before?, nil): "\(item.name): \(format.spoken(before)) in \(beforeLabel) only"
        case (nil, let after?): "\(item.name): \(format.spoken(after)) in \(afterLabel) only"
        case (nil, nil): ""
        }
      })
  }

  package func svg(_ layout: ChartLayout, id: String) -> String {
    let values = items.flatMap { [$0.before, $0.after].compactMap(\.self) }
    guard let low = values.min(), let high = values.max() else { return SVGWriter.empty(self, layout, id: id) }
    let rows = Double(max(items.count { $0.before != nil }, items.count { $0.after != nil }))
    let height = max(layout == .mini ? 196 : 260, rows * 19 + 76)
    // On a phone a name stands once, at the right.
    let room = layout.width * (layout == .wide ? 0.3 : 0.45)
    let bold = TextStyle.plain(.ink, isBold: true)
    let numbers = items.compactMap { item in item.before.map { bold.room(for: format.text($0)) } }.max() ?? 0
    let isShort = layout != .wide && !items.contains { $0.after == nil }
    let leftRoom =
      isShort
      ? max(numbers + 14, TextStyle.year.room(for: beforeLabel) / 2) : layout == .wide ? room : layout.width * 0.34
    let plot = Box(left: leftRoom, top: 58, right: layout.width - room, bottom: height - 14)
    func y(_ value: Double) -> Double {
      high > low ? plot.bottom - (value - low) / (high - low) * plot.height : plot.middle
    }
    var writer = SVGWriter(layout)
    writer.text(TextStyle.axisTitle.fitted(axisTitle, to: layout.width), .axisTitle, x: 0, y: 14)
    for (text, x) in [(beforeLabel, plot.left), (afterLabel, plot.right)] {
      let half = TextStyle.year.room(for: text) / 2
      writer.text(text, .year, x: min(max(x, half), layout.width - half), y: 38, anchor: .middle)
      writer.line("axis", Stroke(x1: x, y1: plot.top - 10, x2: x, y2: plot.bottom + 8))
    }
    for item in items {
      guard let before = item.before, let after = item.after else { continue }
      let ends = [(plot.left, y(before)), (plot.right, y(after))]
      writer.path(item.mark.lineClass, SVGWriter.polyline(ends.map { (x: $0.0, y: $0.1) }), title: item.title)
    }
    for item in items {
      for (value, x) in [(item.before, plot.left), (item.after, plot.right)] {
        guard let value else { continue }
        writer.mark(item.mark, x: x, y: y(value), radius: 3.6, title: item.title)
      }
    }
    let range = 48...(height - 1)
    let before = items.filter { $0.before != nil }
    let after = items.filter { $0.after != nil }
    writeLabels(
      before, \.before, \.links.before, isShort, x: plot.left - 10, .end, leftRoom - 12, range, y, in: &writer)
    writeLabels(after, \.after, \.links.after, false, x: plot.right + 10, .start, room - 12, range, y, in: &writer)
    return writer.picture(
      of: self, layout, id: id, height: height, scale: ChartScale(.slope, [ChartScale.Axis((low, high), position: y)]))
  }

  private func writeLabels(
    _ items: [Item], _ side: KeyPath<Item, Double?>, _ link: KeyPath<Item, String?>, _ isShort: Bool, x: Double,
    _ anchor: TextAnchor, _ room: Double,
    _ range: ClosedRange<Double>, _ y: (Double) -> Double, in writer: inout SVGWriter
  ) {
    let wanted = items.map { y($0[keyPath: side] ?? 0) }
    let middles = LabelPlacement.column(wanted, heights: items.map { _ in 15 }, within: range)
    for (item, middle) in zip(items, middles) {
      let style = TextStyle.plain(item.mark, isBold: item.isBold)
      let number = format.text(item[keyPath: side] ?? 0)
      let name = style.fitted(item.name, to: room - style.room(for: " " + number))
      let text = isShort ? number : anchor == .end ? "\(name) \(number)" : "\(number) \(name)"
      writer.linked(to: item[keyPath: link]) { $0.text(text, style, x: x, y: middle + 4.5, anchor: anchor) }
    }
  }
}
