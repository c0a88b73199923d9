/// The plot of charts that give each thing a row: names on the left, one scale across, grid lines upright.
struct RowPlot {
  struct Row {
    var name: String
    var mark: Mark
    var isBold = false
    /// Under the name, for what has no room beside its mark.
    var note = ""
    /// Tinted, as the row of what the page is about.
    var isOwn = false
    /// Where name and note lead, as an address seen from the page.
    var link: String?
  }

  let layout: ChartLayout
  let height: Double
  let plot: Box
  /// Whether words behind the marks take so much that too little is left to compare lengths by.
  let isCramped: Bool
  private let scale: RowScale
  /// The middle of each row, and how high it is.
  private let rows: [(middle: Double, height: Double)]
  /// Upright lines that words beside a mark shouldn't lie on.
  private var rules: [Double] = []
  var writer: SVGWriter

  /// With more rows the numbers of the scale stand over them too: who reads the first shouldn't have to look for the last.
  private static let mostRowsOverOneScale = 12

  /// The least part of the width beside the names that the plot should have.
  private static let leastPart = 0.6

  /// - Parameters:
  ///   - endRoom: units kept free right of the plot.
  ///   - ends: where what a row shows ends on the scale, and the room that the words behind it take. The plot gives way
  ///     to them, up to half of its width.
  ///   - head: units kept free over the first row for words.
  init(
    _ layout: ChartLayout, axisTitle: String, rows: [Row], scale: RowScale, endRoom: Double = 0,
    ends: [(value: Double, room: Double)] = [], head: Double = 0
  ) {
    self.layout = layout
    self.scale = scale
    writer = SVGWriter(layout)
    let most = layout.width * (layout == .wide ? 0.36 : 0.42)
    let blocks = rows.map { row in
      [(row.name, TextStyle.plain(row.mark, isBold: row.isBold)), (row.note, .number(row.mark))].flatMap {
        text, style in
        style.wrapped(text, to: most).map { TextBlock.Line(text: style.fitted($0, to: most), style: style) }
      }
    }
    let names = blocks.flatMap(\.self).map { $0.style.room(for: $0.text) }.max() ?? 0
    let pitch = layout == .mini ? min(26, max(15.5, 144 / Double(max(1, rows.count)))) : 26
    let titles = axisTitle.isEmpty ? [] : TextStyle.axisTitle.wrapped(axisTitle, to: layout.width)
    let hasTopTicks = rows.count > Self.mostRowsOverOneScale
    let top = Double(titles.count) * TextBlock.lineHeight + (hasTopTicks ? titles.isEmpty ? 22 : 28 : 8)
    var bottom = top + head
    self.rows = blocks.map { lines in
      let height = max(pitch, Double(lines.count) * TextBlock.lineHeight + 4)
      bottom += height
      return (bottom - height / 2, height)
    }
    let left = (names + 10).rounded(.up)
    let widest = layout.width - max(endRoom, 14) - left
    let wanted = ends.reduce(widest) { width, end in
      let share = scale.part(end.value)
      return share > 0 ? min(width, (layout.width - left - end.room) / share) : width
    }
    plot = Box(left: left, top: top, right: left + max(wanted, widest / 2), bottom: bottom)
    isCramped = wanted < widest * Self.leastPart
    height = bottom + 22
    for (index, title) in titles.enumerated() {
      let text = TextStyle.axisTitle.fitted(title, to: layout.width)
      writer.text(text, .axisTitle, x: 0, y: 14 + Double(index) * TextBlock.lineHeight)
    }
    for (row, place) in zip(rows, self.rows) where row.isOwn {
      let edges = (place.middle - place.height / 2, place.middle + place.height / 2)
      writer.rect("hole", Box(left: 0, top: edges.0, right: layout.width, bottom: edges.1))
    }
    draw(scale.ticks(plot.width), isOnTop: hasTopTicks)
    for (index, lines) in blocks.enumerated() where !lines.isEmpty {
      let block = TextBlock(lines, link: rows[index].link)
      writer.block(block, x: plot.left - 10, y: y(index) - block.height / 2 + block.ascent, anchor: .end)
    }
  }

  func x(_ value: Double) -> Double { plot.left + scale.part(value) * plot.width }
  func y(_ row: Int) -> Double { rows[row].middle }
  /// How high the lowest row is.
  var pitch: Double { rows.map(\.height).min() ?? 0 }

  private mutating func draw(_ ticks: [RowScale.Tick], isOnTop: Bool) {
    for tick in ticks {
      let x = x(tick.position)
      writer.line(tick.isOrigin ? "axis" : "grid", Stroke(x1: x, y1: plot.top, x2: x, y2: plot.bottom))
      if tick.isOrigin { avoid(x) }
    }
    for y in isOnTop ? [plot.top - 6, plot.bottom + 16] : [plot.bottom + 16] {
      var free = -Double.infinity
      for tick in ticks {
        let x = x(tick.position)
        let style: TextStyle = tick.isYear ? .year : .tick
        let half = style.room(for: tick.label) / 2
        let inside = min(max(x, half), layout.width - half)
        guard !tick.label.isEmpty, inside - half > free else { continue }
        writer.text(tick.label, style, x: inside, y: y, anchor: .middle)
        free = inside + half + 6
      }
    }
  }

  // MARK: Words

  /// Keeps the words of rows off an upright line.
  mutating func avoid(_ x: Double) {
    if x > plot.left + 1 { rules.append(x) }
  }

  /// Whether words of what a row shows from `left` to `right` have room beside it.
  func hasRoom(for text: String, _ style: TextStyle, left: Double, right: Double) -> Bool {
    place(for: text, style, left, right) != nil
  }

  /// Whether such words stand where reading goes on, right behind the mark.
  func standsBehind(_ text: String, _ style: TextStyle, left: Double, right: Double) -> Bool {
    place(for: text, style, left, right).map { $0.anchor == .start && $0.x == right + Self.distance } ?? false
  }

  /// Words at the end of what a row shows from `left` to `right`: after it, before it, or beyond a line that they would
  /// lie on; where no room is, nowhere.
  mutating func writeEnd(
    _ text: String, _ style: TextStyle, row: Int, left: Double, right: Double, link: String? = nil
  ) {
    guard let place = place(for: text, style, left, right) else { return }
    let y = y(row) + 4.5
    writer.linked(to: link) { $0.text(text, style, x: place.x, y: y, anchor: place.anchor) }
  }

  private func place(
    for text: String, _ style: TextStyle, _ left: Double, _ right: Double
  ) -> (x: Double, anchor: TextAnchor)? {
    let room = style.room(for: text)
    var places: [(x: Double, anchor: TextAnchor, price: Double)] = [
      (right + Self.distance, .start, 0), (left - Self.distance, .end, 4),
    ]
    for rule in rules {
      places.append((max(rule + 6, right + Self.distance), .start, max(0, rule - 2 - right)))
      places.append((min(rule - 6, left - Self.distance), .end, max(0, left - 2 - rule) + 4))
    }
    let costs = places.compactMap { place -> (x: Double, anchor: TextAnchor, cost: Double)? in
      let span = span(of: room, at: place.x, place.anchor)
      guard span.upperBound <= layout.width, place.anchor == .start || span.lowerBound >= plot.left + 2 else {
        return nil
      }
      return (place.x, place.anchor, place.price + Double(rules.count { span.contains($0) }) * Self.struck)
    }
    return costs.min { $0.cost < $1.cost }.map { ($0.x, $0.anchor) }
  }

  /// From the edge of a mark to the words beside it.
  private static let distance = 8.0

  /// What a line through words costs, in units of distance from their mark.
  private static let struck = 120.0

  /// From where to where a text reaches, with the paper around its letters.
  private func span(of room: Double, at x: Double, _ anchor: TextAnchor) -> ClosedRange<Double> {
    anchor == .start ? x - 2...x + room : x - room...x + 2
  }

  /// A number at each end of a bar; the lower one only where it is clear of the names.
  mutating func writeBothEnds(
    _ low: String, _ high: String, _ style: TextStyle, row: Int, _ left: Double, _ right: Double, link: String? = nil
  ) {
    let y = y(row) + 4.5
    if left - 6 - style.room(for: low) >= plot.left + 2 {
      writer.linked(to: link) { $0.text(low, style, x: left - 6, y: y, anchor: .end) }
    }
    guard right + 6 + style.room(for: high) <= layout.width else { return }
    writer.linked(to: link) { $0.text(high, style, x: right + 6, y: y) }
  }
}
