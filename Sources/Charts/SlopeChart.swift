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
    let most = layout.width * (layout == .wide ? 0.34 : 0.37)
    let before = labels(\.before, \.links.before, isNameFirst: true, most: most)
    let after = labels(\.after, \.links.after, isNameFirst: false, most: most)
    let rows = [before, after].map { $0.reduce(0) { $0 + $1.block.height + Self.gap } }.max() ?? 0
    let height = max(layout == .mini ? 196 : 260, rows + 76)
    // The years over the columns need room too, where no label stands beside one.
    let rooms = [(before, beforeLabel), (after, afterLabel)].map { labels, year in
      max((labels.map(\.block.width).max() ?? 0) + 12, TextStyle.year.room(for: year) / 2)
    }
    let plot = Box(left: rooms[0], top: 58, right: layout.width - rooms[1], bottom: height - 14)
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
    write(before, x: plot.left - 10, .end, within: range, y, in: &writer)
    write(after, x: plot.right + 10, .start, within: range, y, in: &writer)
    return writer.picture(
      of: self, layout, id: id, height: height, scale: ChartScale(.slope, [ChartScale.Axis((low, high), position: y)]))
  }

  // MARK: Labels

  /// The space between two labels of a column.
  private static let gap = 4.0

  /// Name and number of what is known on one side, in as many lines as they need: both sides name what they show, so that
  /// the picture reads from either.
  private func labels(
    _ side: KeyPath<Item, Double?>, _ link: KeyPath<Item, String?>, isNameFirst: Bool, most: Double
  ) -> [(value: Double, block: TextBlock)] {
    items.compactMap { item in
      guard let value = item[keyPath: side] else { return nil }
      let style = TextStyle.plain(item.mark, isBold: item.isBold)
      let number = format.text(value)
      let text = isNameFirst ? "\(item.name) \(number)" : "\(number) \(item.name)"
      let lines = style.wrapped(text, to: most).map { TextBlock.Line(text: style.fitted($0, to: most), style: style) }
      return (value, TextBlock(lines, link: item[keyPath: link]))
    }
  }

  private func write(
    _ labels: [(value: Double, block: TextBlock)], x: Double, _ anchor: TextAnchor, within range: ClosedRange<Double>,
    _ y: (Double) -> Double, in writer: inout SVGWriter
  ) {
    let middles = LabelPlacement.column(
      labels.map { y($0.value) }, heights: labels.map { $0.block.height + Self.gap }, within: range)
    for (label, middle) in zip(labels, middles) {
      writer.block(label.block, x: x, y: middle - label.block.height / 2 + label.block.ascent, anchor: anchor)
    }
  }
}
