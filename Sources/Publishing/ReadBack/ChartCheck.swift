import Diagnostics

/// Takes the positions of a picture back to values, and compares these with the figures that it shows.
///
/// A position is written to a tenth: what a tenth is worth on the picture's scale is the rounding that is allowed.
struct ChartCheck {
  struct Wrong {
    var line: Int
    var figure: String
    var mismatch: QuoteCheck.Mismatch
  }

  let chart: DrawnChart
  let figures: [PublishedFigure]
  private let words: QuoteCheck

  init(_ chart: DrawnChart, _ all: [String: PublishedFigure]) {
    self.chart = chart
    figures = chart.figures.compactMap { all[$0] }
    words = QuoteCheck(figures: all)
  }

  private typealias Reading = PublishedFigure.Reading
  private typealias Spot = DrawnChart.Spot

  /// Marks are written to a tenth, and so are the corners that their middles come from.
  private static let slack = 0.07

  var wrong: [Wrong] {
    guard figures.count == chart.figures.count, let first = figures.first else {
      return [
        Wrong(
          line: chart.line, figure: chart.figures.joined(separator: " "),
          mismatch: QuoteCheck.Mismatch(printed: "a picture", expected: "no figure of ours"))
      ]
    }
    var wrong: [Wrong] = []
    for shape in chart.shapes {
      guard let scale = shape.scale, scale.form != .other else { continue }
      if let mismatch = axisLabel(shape, scale) {
        wrong.append(Wrong(line: shape.line, figure: first.id, mismatch: mismatch))
      }
      for mismatch in mismatches(of: shape, scale) {
        wrong.append(Wrong(line: shape.line, figure: first.id, mismatch: mismatch))
      }
    }
    for mismatch in columns + latest { wrong.append(Wrong(line: chart.line, figure: first.id, mismatch: mismatch)) }
    return wrong
  }

  private func mismatches(of shape: DrawnChart.Shape, _ scale: StatedScale) -> [QuoteCheck.Mismatch] {
    switch (scale.form, scale.axes.count) {
    case (.points, 2): points(of: shape, scale.axes[0], scale.axes[1])
    case (.stack, 2): stack(shape, scale.axes[0], scale.axes[1])
    case (.rows, 1): row(of: shape, scale.axes[0])
    case (.bars, 1): bar(shape, scale.axes[0])
    case (.slope, 1): slope(shape, scale.axes[0])
    default: []
    }
  }

  // MARK: The scale that a reader sees

  /// The number beside a line of the grid is the value of its place.
  private func axisLabel(_ shape: DrawnChart.Shape, _ scale: StatedScale) -> QuoteCheck.Mismatch? {
    guard case .words(let text, let spot) = shape.form, shape.classes == ["tick", "e"], let axis = scale.axes.last,
      [.points, .stack].contains(scale.form), let number = PrintedNumber.all(in: text).first
    else { return nil }
    let value = axis.value(at: spot.y - 4)
    guard abs(number.value - value) > abs(axis.perUnit) * Self.slack + 1e-9 else { return nil }
    return QuoteCheck.Mismatch(printed: "\(text) on the axis", expected: "\(Self.text(value)) there")
  }

  // MARK: Days and values

  private func points(
    of shape: DrawnChart.Shape, _ days: StatedScale.Axis, _ values: StatedScale.Axis
  ) -> [QuoteCheck.Mismatch] {
    if shape.isMark, let spot = shape.middle {
      let found = readings(at: spot, days, values, \.value)
      return found.isEmpty ? [mismatch(at: spot, days, values, "a mark")] : label(shape.title, found)
    }
    switch shape.form {
    case .words(let text, _): return label(text, leadingTo: shape.observation)
    case .path(let runs):
      let name = shape.classes.first ?? ""
      if name == "iv" {
        return runs.flatMap { run -> [QuoteCheck.Mismatch] in
          guard run.count == 2 else { return [] }
          return interval(low: max(run[0].y, run[1].y), high: min(run[0].y, run[1].y), x: run[0].x, days, values)
        }
      } else if name.hasPrefix("band-") {
        return runs.flatMap { run in
          (0..<run.count / 2).flatMap { index in
            interval(low: run[run.count - 1 - index].y, high: run[index].y, x: run[index].x, days, values)
          }
        }
      } else if ["ln", "thread"].contains(name) {
        return runs.flatMap(\.self).compactMap { spot in
          readings(at: spot, days, values, \.value).isEmpty ? mismatch(at: spot, days, values, "a line") : nil
        }
      }
      return []
    default: return []
    }
  }

  private func interval(
    low: Double, high: Double, x: Double, _ days: StatedScale.Axis, _ values: StatedScale.Axis
  ) -> [QuoteCheck.Mismatch] {
    let ends = [(Spot(x: x, y: low), \Reading.low), (Spot(x: x, y: high), \Reading.high)]
    return ends.compactMap { spot, bound in
      readings(at: spot, days, values, bound).isEmpty ? mismatch(at: spot, days, values, "a bound") : nil
    }
  }

  /// The observations that lie there.
  private func readings(
    at spot: Spot, _ days: StatedScale.Axis, _ values: StatedScale.Axis, _ number: KeyPath<Reading, Double?>
  ) -> [(reading: Reading, figure: PublishedFigure)] {
    let day = days.value(at: spot.x)
    let value = values.value(at: spot.y)
    let (dayRoom, valueRoom) = (abs(days.perUnit) * Self.slack + 1e-6, abs(values.perUnit) * Self.slack)
    return figures.flatMap { figure in
      figure.series.filter { point in
        let there = point.reading.scaled(by: figure.drawnFactor)[keyPath: number]
        return abs(Double(point.day) - day) <= dayRoom
          && there.map { abs($0 - value) <= valueRoom + abs($0) * 1e-9 } ?? false
      }.map { ($0.reading, figure) }
    }
  }

  private func mismatch(
    at spot: Spot, _ days: StatedScale.Axis, _ values: StatedScale.Axis, _ what: String
  ) -> QuoteCheck.Mismatch {
    let day = days.value(at: spot.x)
    let value = values.value(at: spot.y)
    let nearest = figures.flatMap { figure in
      figure.series.map { (point: $0, reading: $0.reading.scaled(by: figure.drawnFactor)) }
    }.min {
      (abs(Double($0.point.day) - day), abs(($0.reading.value ?? 0) - value))
        < (abs(Double($1.point.day) - day), abs(($1.reading.value ?? 0) - value))
    }
    return QuoteCheck.Mismatch(
      printed: "\(what) at \(Self.text(value))",
      expected: nearest.map { "\($0.reading.words) at \($0.point.at)" } ?? "no observation")
  }

  // MARK: Words

  /// A label that says a number with its interval says that of an observation: of the one that it leads to.
  private func label(_ text: String, leadingTo target: DrawnChart.Observation?) -> [QuoteCheck.Mismatch] {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("),
      PrintedNumber.all(in: String(text[open...])).count == 2, !PrintedNumber.all(in: String(text[..<open])).isEmpty
    else { return [] }
    return said(text, at: target).map { [$0] } ?? []
  }

  /// The title of a mark ends with the number that the mark shows.
  private func label(
    _ title: String?, _ found: [(reading: Reading, figure: PublishedFigure)]
  ) -> [QuoteCheck.Mismatch] {
    guard let title else { return [] }
    let mismatches = found.map { words.mismatch(text: title, interval: nil, $0.reading, unit: $0.figure.unit) }
    return mismatches.contains { $0 == nil } ? [] : mismatches.prefix(1).compactMap(\.self)
  }

  /// What is wrong with a number and interval that must be those of any observation or choice, from either side; where a
  /// label leads to an observation, of that one.
  private func said(_ text: String, at target: DrawnChart.Observation? = nil) -> QuoteCheck.Mismatch? {
    var first: QuoteCheck.Mismatch?
    for figure in figures where target == nil || figure.id == target?.figure {
      let there =
        figure.series.filter { target == nil || $0.at == target?.at }.map(\.reading)
        + figure.choices.filter { target == nil || $0.id == target?.at }.map(\.reading)
      for reading in (target == nil ? [figure.reading] : []) + there {
        for side in [reading, reading.turned] {
          let mismatch = words.mismatch(text: text, interval: nil, side, unit: figure.unit)
          guard let mismatch, !mismatch.isTooFine else { return mismatch }
          first =
            first
            ?? QuoteCheck.Mismatch(
              printed: text, expected: (target == nil ? figure.reading : there[0]).words + ", and nothing like it")
        }
      }
    }
    if let target, first == nil {
      let what = target.at.hasPrefix("choice-") ? "a choice" : "an observation"
      return QuoteCheck.Mismatch(printed: text, expected: "\(what) of '\(target.figure)' at \(target.at)")
    }
    return first
  }

  /// `Latest: 42, interval 29 to 55, on 8 October 2026`, or `in 2025 Q4`, of what is read out.
  private var latest: [QuoteCheck.Mismatch] {
    guard chart.shapes.contains(where: { $0.scale?.form == .points }) else { return [] }
    return chart.description.ranges(of: "Latest: ").compactMap { range in
      let rest = chart.description[range.upperBound...]
      let day = [", on ", ", in "].compactMap { rest.ranges(of: $0).first?.lowerBound }.min()
      let end = day ?? rest.ranges(of: ". ").first?.lowerBound
      let sentence = String(rest[..<(end ?? rest.endIndex)])
      guard let comma = sentence.ranges(of: ", interval ").first else { return nil }
      return said("\(sentence[..<comma.lowerBound]) (\(sentence[comma.upperBound...]))")
    }
  }

  // MARK: Shares and counts

  private func stack(
    _ shape: DrawnChart.Shape, _ days: StatedScale.Axis, _ values: StatedScale.Axis
  ) -> [QuoteCheck.Mismatch] {
    guard case .path(let runs) = shape.form, let name = shape.classes.first, name.hasPrefix("f-") || name == "cross"
    else {
      return []
    }
    return runs.flatMap { run in
      (0..<run.count / 2).compactMap { index in
        let (upper, lower) = (run[index], run[run.count - 1 - index])
        let value = (upper.y - lower.y) * values.perUnit
        let day = Int(days.value(at: upper.x).rounded())
        let room = abs(values.perUnit) * 2 * Self.slack
        let known = figures.flatMap { figure in figure.readings(on: day).map { $0.scaled(by: figure.drawnFactor) } }
        // A part that wasn't counted then has no height.
        if abs(value) <= room || known.contains(where: { $0.value.map { abs($0 - value) <= room } ?? false }) {
          return nil
        }
        return nearest(value, known.compactMap(\.value), "an area of \(Self.text(value))")
      }
    }
  }

  private func row(of shape: DrawnChart.Shape, _ axis: StatedScale.Axis) -> [QuoteCheck.Mismatch] {
    func wrong(_ position: Double, _ number: KeyPath<Reading, Double?>, _ what: String) -> [QuoteCheck.Mismatch] {
      let value = axis.value(at: position)
      let known = rowReadings.compactMap { $0[keyPath: number] }
      if known.contains(where: { abs($0 - value) <= abs(axis.perUnit) * Self.slack + abs($0) * 1e-9 }) { return [] }
      return [nearest(value, known, "\(what) at \(Self.text(value))")]
    }
    if shape.isMark, let spot = shape.middle { return wrong(spot.x, \.valueOrBound, "a mark") }
    switch shape.form {
    case .path(let runs) where shape.classes.first == "iv2":
      return runs.flatMap { run in
        run.count == 2
          ? wrong(run[0].x, \.lowOrValue, "a bound") + wrong(run[1].x, \.highOrValue, "a bound") : []
      }
    case .words(let text, _): return label(text, leadingTo: shape.observation)
    default: return []
    }
  }

  /// What a row can show: the parts of the latest date, or the figure under each choice.
  private var rowReadings: [Reading] {
    figures.flatMap { figure in
      ([figure.reading] + figure.choices.map(\.reading)).map { $0.scaled(by: figure.drawnFactor) }
        + figure.series.map(figure.drawn)
    }
  }

  private func bar(_ shape: DrawnChart.Shape, _ axis: StatedScale.Axis) -> [QuoteCheck.Mismatch] {
    guard case .box(_, _, let width, _) = shape.form, let name = shape.classes.first,
      name.hasPrefix("f-") || name.hasPrefix("pt-")
    else { return [] }
    let share = width * axis.perUnit
    let room = abs(axis.perUnit) * 2 * Self.slack
    let wholes = figures.map { figure in
      figure.series.filter { $0.at == figure.asOf ?? figure.series.last?.at }
        .compactMap { $0.reading.scaled(by: figure.drawnFactor).value }
    }
    // What nobody attributes is the rest; the figure has it as parts of its own.
    let rests = figures.flatMap { figure in
      let parts = figure.series.filter { $0.at == figure.asOf ?? figure.series.last?.at }
        .filter { !$0.part.split(separator: "/").contains { $0 == "unattributed" || $0 == "unknown" } }
      return [100 - parts.reduce(0) { $0 + ($1.reading.value ?? 0) * figure.drawnFactor }]
    }
    let known = wholes.flatMap(\.self) + rests
    if known.contains(where: { abs($0 - share) <= room }) { return [] }
    return [nearest(share, known, "a bar of \(Self.text(share))")]
  }

  private func slope(_ shape: DrawnChart.Shape, _ axis: StatedScale.Axis) -> [QuoteCheck.Mismatch] {
    guard shape.isMark, let spot = shape.middle else { return [] }
    let value = axis.value(at: spot.y)
    let known = figures.flatMap { figure in figure.series.compactMap { $0.reading.scaled(by: figure.drawnFactor).value }
    }
    if known.contains(where: { abs($0 - value) <= abs(axis.perUnit) * Self.slack }) { return [] }
    return [nearest(value, known, "a mark at \(Self.text(value))")]
  }

  /// The parts of a column are those of one bloc in one period.
  private var columns: [QuoteCheck.Mismatch] {
    let boxes = chart.shapes.compactMap { shape -> (place: [Int], value: Double, room: Double)? in
      guard let scale = shape.scale, scale.form == .columns, let axis = scale.axes.first,
        case .box(let x, let y, let width, let height) = shape.form, let name = shape.classes.first,
        name.hasPrefix("f-") || name.hasPrefix("pt-")
      else { return nil }
      // Columns one under the other belong to different blocs; those of one group end on one line.
      let group = chart.shapes.compactMap { other -> Int? in
        guard case .path(let runs) = other.form, other.classes == ["axis"], let run = runs.first, let start = run.first,
          start.y >= y + height - 0.2, start.x <= x + width
        else { return nil }
        return Int((start.y * 10).rounded())
      }.min()
      return ([group ?? 0, Int(x * 10)], height * abs(axis.perUnit), abs(axis.perUnit) * 2 * Self.slack)
    }
    let columns = Dictionary(grouping: boxes, by: \.place).sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return columns.compactMap { _, parts in
      let drawn = parts.map(\.value).sorted()
      let room = parts[0].room
      let isKnown = stacks.contains { stack in
        stack.count == drawn.count && zip(stack, drawn).allSatisfy { abs($0 - $1) <= room }
      }
      guard !isKnown else { return nil }
      let words = drawn.map { Self.text($0) }.joined(separator: ", ")
      let near = stacks.filter { $0.count == drawn.count }.min { distance($0, drawn) < distance($1, drawn) }
      return QuoteCheck.Mismatch(
        printed: "a column of \(words)",
        expected: near.map { $0.map { Reading.text($0) }.joined(separator: ", ") } ?? "no such column")
    }
  }

  private func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1) }
  }

  /// For each period and bloc the parts that count anything, ascending.
  private var stacks: [[Double]] {
    figures.flatMap { figure -> [[Double]] in
      let groups = Dictionary(grouping: figure.series) { point in
        [point.at, String(point.part.prefix { $0 != "/" })]
      }
      return groups.values.map { points in
        points.compactMap { $0.reading.value.map { $0 * figure.drawnFactor } }.filter { $0 > 0 }.sorted()
      }
    }
  }

  private func nearest(_ value: Double, _ known: [Double], _ printed: String) -> QuoteCheck.Mismatch {
    let near = known.min { abs($0 - value) < abs($1 - value) }
    return QuoteCheck.Mismatch(
      printed: printed, expected: near.map { "\(Reading.text($0)) as the nearest" } ?? "nothing to draw")
  }

  private static func text(_ value: Double) -> String { Reading.text((value * 100).rounded() / 100) }
}

extension PublishedFigure.Reading {
  fileprivate var valueOrBound: Double? { value ?? low }
  fileprivate var lowOrValue: Double? { low ?? value }
  fileprivate var highOrValue: Double? { high ?? value }
}
