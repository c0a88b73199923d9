/// The plot that charts over time share: value axis on the left, days below, holes, breaks and crossings behind.
///
/// It draws the ground when it is made; a form then draws its data, names what labels must avoid, and sets the words.
struct TimePlot {
  typealias Cost = LabelPlacement.Cost

  /// What the ground shows, the same for both layouts.
  struct Ground {
    var axisTitle: String
    var rightAxis: RightAxis?
    var format: NumberFormat
    var holes: [ChartSpan] = []
    var crossings: [ChartSpan] = []
    var breaks: [ChartBreak] = []
    /// What the values were counted over, ascending; the axis then names periods instead of days.
    var periods: [ChartPeriod] = []
    /// True to draw the line of zero in ink.
    var hasZeroLine = false
  }

  let layout: ChartLayout
  let height: Double
  let plot: Box
  let firstDay: Double
  let lastDay: Double
  let ticks: Ticks
  let ground: Ground
  var writer: SVGWriter
  var labels: LabelPlacement
  /// The lines that lead to labels and the labels, written last so that nothing covers them.
  private var words: SVGWriter

  /// - Parameter endRoom: units kept free right of the plot for labels of the latest observations.
  init(
    _ layout: ChartLayout, height: ChartHeight, days: ClosedRange<Int>, ticks: Ticks, endRoom: Double, ground: Ground
  ) {
    self.layout = layout
    writer = SVGWriter(layout)
    words = SVGWriter(layout)
    self.height = height.units(in: layout)
    self.ticks = ticks
    self.ground = ground
    let format = ground.format.forTicks(every: ticks.step)
    let tickRoom = ticks.values.map { TextStyle.tick.room(for: format.text($0)) }.max() ?? 0
    let rightRoom = ground.rightAxis.map { axis in
      9 + (axis.ticks.map { TextStyle.tick.room(for: $0.label) }.max() ?? 0)
    }
    let titles = Self.titles(of: ground, in: layout)
    plot = Box(
      left: (tickRoom + 7).rounded(.up), top: Double(titles.count - 1) * TextBlock.lineHeight + 30,
      right: layout.width - max(rightRoom ?? 0, endRoom, layout == .wide ? 8 : 4),
      bottom: self.height - (ground.periods.contains { !$0.year.isEmpty } ? 44 : 30))
    // Marks at the very edge would touch the axes.
    let inset = layout == .wide ? 12.0 : 7.0
    let perDay = (plot.width - 2 * inset) / Double(max(1, days.upperBound - days.lowerBound))
    if days.lowerBound == days.upperBound {
      firstDay = Double(days.lowerBound) - 15
      lastDay = Double(days.lowerBound) + 15
    } else {
      firstDay = Double(days.lowerBound) - inset / perDay
      lastDay = Double(days.upperBound) + inset / perDay
    }
    // Words stay inside the axes; without a right axis they may use the margin there.
    labels = LabelPlacement(
      frame: Box(
        left: plot.left + 2, top: plot.top - 13, right: rightRoom == nil ? layout.width : plot.right - 2,
        bottom: plot.bottom - 1))
    drawTitles(titles)
    drawValues(format)
    drawSpans()
    if ground.periods.isEmpty { drawDays() } else { drawPeriods() }
  }

  func x(_ day: Int) -> Double { x(Double(day)) }
  func x(_ day: Double) -> Double { plot.left + (day - firstDay) / (lastDay - firstDay) * plot.width }
  func y(_ value: Double) -> Double {
    plot.bottom - (value - ticks.low) / (ticks.high - ticks.low) * plot.height
  }

  /// Writes words that were placed.
  mutating func write(_ block: TextBlock, _ place: LabelPlacement.Place) {
    if let leader = place.leader { words.line("lead", leader) }
    words.block(block, x: place.x, y: place.y, anchor: place.anchor)
  }

  /// Writes words at a place that was computed, and keeps it.
  mutating func set(_ block: TextBlock, x: Double, y: Double, anchor: TextAnchor = .start) {
    labels.reserve(block.box(x: x, y: y, anchor: anchor))
    words.block(block, x: x, y: y, anchor: anchor)
  }

  /// Draws a line that leads from a label to its mark.
  mutating func lead(_ stroke: Stroke) {
    words.line("lead", stroke)
    labels.avoid(stroke, cost: Cost.mark)
  }

  /// - Parameter form: how the data are drawn, where they can be read back.
  func picture(of chart: some Chart, id: String, form: ChartScale.Form? = nil) -> String {
    var whole = writer
    whole.append(words)
    let scale = form.flatMap { form in
      ChartScale(
        form,
        [
          ChartScale.Axis((firstDay.rounded(.up), lastDay.rounded(.down))) { x($0) },
          ChartScale.Axis((ticks.values.first ?? 0, ticks.values.last ?? 0)) { y($0) },
        ])
    }
    return whole.picture(of: chart, layout, id: id, height: height, scale: scale)
  }

  // MARK: Ground

  /// The lines of the axis title; on a narrow picture it wraps beside the title of the right axis.
  private static func titles(of ground: Ground, in layout: ChartLayout) -> [String] {
    let right = ground.rightAxis.map { TextStyle.axisTitle.room(for: $0.title) + 14 } ?? 0
    let room = layout.width - min(right, layout.width * 0.5)
    let lines = TextStyle.axisTitle.wrapped(ground.axisTitle, to: room)
    return lines.isEmpty ? [""] : lines.prefix(3).map { TextStyle.axisTitle.fitted($0, to: room) }
  }

  private mutating func drawTitles(_ titles: [String]) {
    for (index, title) in titles.enumerated() where !title.isEmpty {
      put(title, .axisTitle, x: 0, y: 14 + Double(index) * TextBlock.lineHeight)
    }
    guard let axis = ground.rightAxis else { return }
    put(TextStyle.axisTitle.fitted(axis.title, to: layout.width / 2), .axisTitle, x: layout.width, y: 14, anchor: .end)
  }

  private mutating func drawValues(_ format: NumberFormat) {
    for value in ticks.values {
      let y = y(value)
      let isZero = value == 0 && ground.hasZeroLine
      writer.line(isZero ? "zero" : "grid", Stroke(x1: plot.left, y1: y, x2: plot.right, y2: y))
      labels.avoid(Stroke(x1: plot.left, y1: y, x2: plot.right, y2: y), cost: isZero ? Cost.mark : Cost.grid)
    }
    for value in ticks.values {
      let text = value == 0 && format.prefix.isEmpty ? "0" + format.suffix : format.text(value)
      put(text, .tick, x: plot.left - 7, y: y(value) + 4, anchor: .end)
    }
    guard let axis = ground.rightAxis else { return }
    var free = Double.infinity
    var shown: [ChartTick] = []
    for tick in axis.ticks.sorted(by: { $0.value < $1.value }) where (ticks.low...ticks.high).contains(tick.value) {
      let y = y(tick.value)
      guard y <= free else { continue }
      free = y - 16
      writer.line("axis", Stroke(x1: plot.right, y1: y, x2: plot.right + 5, y2: y))
      shown.append(tick)
    }
    for tick in shown { put(tick.label, .tick, x: plot.right + 9, y: y(tick.value) + 4) }
  }

  private mutating func drawSpans() {
    for hole in ground.holes {
      let box = Box(left: clamped(hole.from), top: plot.top, right: clamped(hole.to), bottom: plot.bottom)
      writer.rect("hole", box, title: hole.text)
      labels.avoidField(box)
    }
    for crossing in ground.crossings {
      let box = Box(left: clamped(crossing.from), top: plot.top, right: clamped(crossing.to), bottom: plot.bottom)
      writer.rect("cross", box, title: crossing.text)
      for edge in [box.left, box.right] {
        labels.avoid(Stroke(x1: edge, y1: box.top, x2: edge, y2: box.bottom), cost: Cost.line)
      }
    }
    for mark in ground.breaks {
      let x = clamped(mark.day)
      let stroke = Stroke(x1: x, y1: plot.top, x2: x, y2: plot.bottom)
      writer.line("brk", stroke)
      labels.avoid(stroke, cost: Cost.trend)
    }
  }

  private mutating func drawDays() {
    let axis = DateAxis(from: Int(firstDay.rounded(.up)), to: Int(lastDay.rounded(.down)), width: plot.width)
    for tick in axis.ticks {
      let x = x(tick.day)
      let length = tick.label.isEmpty ? 4.0 : 6.0
      writer.line("axis", Stroke(x1: x, y1: plot.bottom, x2: x, y2: plot.bottom + length))
    }
    writer.line("axis", Stroke(x1: plot.left, y1: plot.bottom, x2: plot.right, y2: plot.bottom))
    for tick in axis.ticks where !tick.label.isEmpty {
      let style: TextStyle = tick.isYear ? .year : .tick
      put(
        tick.label, style, x: inside(x(tick.day), style.room(for: tick.label)), y: plot.bottom + 20, anchor: .middle)
    }
  }

  /// Ticks between neighbouring periods, each period's name under its middle, and the years under those.
  private mutating func drawPeriods() {
    for (one, next) in zip(ground.periods, ground.periods.dropFirst()) where next.from == one.to + 1 {
      let x = x(Double(one.to) + 0.5)
      writer.line("axis", Stroke(x1: x, y1: plot.bottom, x2: x, y2: plot.bottom + 5))
    }
    writer.line("axis", Stroke(x1: plot.left, y1: plot.bottom, x2: plot.right, y2: plot.bottom))
    let names = ground.periods.map {
      (text: $0.label, style: $0.year.isEmpty ? TextStyle.periodYear : .period, x: x($0.middle))
    }
    let nearest = zip(names, names.dropFirst()).map { $1.x - $0.x }.min() ?? .infinity
    let widest = names.map { $0.style.room(for: $0.text) }.max() ?? 0
    // Names that would meet are left out together, but years stand at least at every other place.
    let step =
      widest + 4 <= nearest ? 1 : ground.periods.allSatisfy(\.year.isEmpty) ? Int((widest + 4) / nearest) + 1 : 0
    for (index, name) in names.enumerated() where step > 0 && index % step == 0 {
      put(
        name.text, name.style, x: inside(name.x, name.style.room(for: name.text)), y: plot.bottom + 18, anchor: .middle)
    }
    var years: [(name: String, first: Double, last: Double)] = []
    for period in ground.periods where !period.year.isEmpty {
      if years.last?.name == period.year {
        years[years.count - 1].last = period.middle
      } else {
        years.append((period.year, period.middle, period.middle))
      }
    }
    var free = -Double.infinity
    for year in years {
      let room = TextStyle.periodYear.room(for: year.name)
      let middle = inside(x((year.first + year.last) / 2), room)
      guard middle - room / 2 > free else { continue }
      put(year.name, .periodYear, x: middle, y: plot.bottom + 34, anchor: .middle)
      free = middle + room / 2 + 4
    }
  }

  /// The place nearest to `x` at which the middle of a text may stand.
  private func inside(_ x: Double, _ room: Double) -> Double { min(max(x, room / 2), layout.width - room / 2) }

  private func clamped(_ day: Int) -> Double { min(max(x(day), plot.left), plot.right) }

  /// Writes a text of the ground at once and keeps its room.
  private mutating func put(_ text: String, _ style: TextStyle, x: Double, y: Double, anchor: TextAnchor = .start) {
    labels.reserve(TextBlock(text, style).box(x: x, y: y, anchor: anchor))
    writer.text(text, style, x: x, y: y, anchor: anchor)
  }

  // MARK: Words of the ground

  /// The words of holes, crossings and breaks, where they hide least; call it once the data are drawn.
  mutating func writeGroundWords() {
    for hole in ground.holes { writeHole(hole) }
    for mark in ground.breaks { writeBreak(mark) }
    for crossing in ground.crossings { writeCrossing(crossing) }
  }

  private mutating func writeHole(_ hole: ChartSpan) {
    let (left, right) = (clamped(hole.from), clamped(hole.to))
    for words in [hole.words(in: layout), hole.shortText ?? hole.text] {
      let lines = TextStyle.note.wrapped(words, to: right - left - 6)
      let block = TextBlock(lines.map { TextBlock.Line(text: $0, style: .noteOverLines) })
      let fits = block.width <= right - left - 2 && block.height < plot.height * 0.6
      guard fits, !lines.isEmpty, layout != .mini else { continue }
      let last = plot.bottom - 11 - block.height + block.ascent
      let levels = [last, plot.top + 14 + 2, plot.middle, plot.top + plot.height * 0.25, plot.top + plot.height * 0.7]
      let places = levels.enumerated().map {
        (x: (left + right) / 2, y: $0.element, anchor: TextAnchor.middle, price: Double($0.offset))
      }
      if let place = labels.take(block, among: places, limit: 400) { return write(block, place) }
    }
  }

  private mutating func writeBreak(_ mark: ChartBreak) {
    let x = clamped(mark.day)
    let lines = TextStyle.note.wrapped(mark.words(in: layout), to: layout == .wide ? 110 : 84)
    guard !lines.isEmpty, layout != .mini else { return }
    let block = TextBlock(lines.map { TextBlock.Line(text: $0, style: .noteOverLines) })
    let bottom = plot.bottom - 11 - block.height + block.ascent
    var places: [(x: Double, y: Double, anchor: TextAnchor, price: Double)] = []
    for (index, y) in stride(from: bottom, through: plot.top + 14, by: -12).enumerated() {
      places.append((x - 5, y, .end, Double(index)))
      places.append((x + 5, y, .start, Double(index) + 0.5))
    }
    if let place = labels.take(block, among: places, limit: .infinity) { write(block, place) }
  }

  private mutating func writeCrossing(_ crossing: ChartSpan) {
    let lines = TextStyle.note.wrapped(crossing.words(in: layout), to: layout == .wide ? 136 : 96)
    guard !lines.isEmpty, layout != .mini else { return }
    let block = TextBlock(lines.map { TextBlock.Line(text: $0, style: .noteOverLines) })
    let (left, right) = (clamped(crossing.from) - 6, clamped(crossing.to) + 6)
    var places: [(x: Double, y: Double, anchor: TextAnchor, price: Double)] = []
    for (index, y) in stride(from: plot.top + 14, through: plot.bottom - 30, by: 12).enumerated() {
      places.append((right, y, .start, Double(index)))
      places.append((left, y, .end, Double(index) + 0.5))
    }
    if let place = labels.take(block, among: places, limit: .infinity) { write(block, place) }
  }
}
