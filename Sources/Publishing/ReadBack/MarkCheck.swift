import Glibc

/// Compares the marks of a picture with what each says of itself, where no figure stands behind it.
///
/// A mark's place comes of the chart's scale, its title of the record's value in words: `R1: 1,358 (1,349–1,366), 29 Jan
/// 2025`. Both are wrong together only if the record is.
struct MarkCheck {
  struct Wrong: Equatable {
    var line: Int
    var printed: String
    var drawn: String
  }

  let chart: DrawnChart

  private typealias Axis = StatedScale.Axis

  /// Places are written to a tenth, and so are the corners that middles come from.
  private static let slack = 0.07

  /// What marks and the axis of days say that isn't where they stand.
  var wrong: [Wrong] { chart.figures.isEmpty ? marks + days : days }

  // MARK: Marks

  private var marks: [Wrong] {
    chart.shapes.compactMap { shape in
      guard let scale = shape.scale, let title = shape.title else { return nil }
      return wrong(shape, scale, says: title).map { Wrong(line: shape.line, printed: title, drawn: $0) }
    }
  }

  /// Where a shape lies that isn't what its title says; `nil` when it is.
  private func wrong(_ shape: DrawnChart.Shape, _ scale: StatedScale, says title: String) -> String? {
    // The name of a thing may hold numbers; what is said of it stands behind it.
    let said = title.ranges(of: ": ").last.map { String(title[$0.upperBound...]) } ?? title
    switch (scale.form, shape.form, scale.axes.count) {
    case (.points, _, 2):
      guard shape.isAnyMark, let spot = shape.middle else { return nil }
      return value(at: spot.y, scale.axes[1], in: said) ?? day(at: spot.x, scale.axes[0], in: said)
    case (.plane, _, 2), (.log, _, 2), (.logs, _, 2):
      guard shape.isAnyMark, let spot = shape.middle else { return nil }
      return value(at: spot.y, scale.axes[1], in: said, isPower: scale.form == .logs)
        ?? value(at: spot.x, scale.axes[0], in: said, isPower: scale.form != .plane)
    case (.rows, .path(let runs), 1) where shape.classes.first == "iv2",
      (.logRows, .path(let runs), 1) where shape.classes.first == "iv2":
      return runs.joined().compactMap { value(at: $0.x, scale.axes[0], in: said, isPower: scale.form == .logRows) }
        .first
    case (.rows, _, 1), (.logRows, _, 1):
      guard shape.isAnyMark, let spot = shape.middle else { return nil }
      return value(at: spot.x, scale.axes[0], in: said, isPower: scale.form == .logRows)
    case (.bars, .box(_, _, let width, _), 1):
      guard let number = PrintedNumber.all(in: said).last else { return nil }
      let share = width * scale.axes[0].perUnit
      let room = Self.step(of: number, isRounded: false) / 2 + abs(scale.axes[0].perUnit) * 2 * Self.slack
      return abs(share - number.value) <= room ? nil : "a bar of \(Self.text(share))"
    case (.spans, .box(let edge, _, let size, let height), 1):
      // A span too short to be drawn is a square mark at its beginning.
      let isMark = shape.isAnyMark && abs(size - 7) < 0.2 && abs(height - 7) < 0.2
      let (left, width) = isMark ? (edge + size / 2, 0) : (edge, size)
      let dates = PrintedDate.days(in: said)
      return dates.first.flatMap { isThere($0, left, scale.axes[0]) ? nil : "a span from \(date(left, scale.axes[0]))" }
        ?? dates.dropFirst(isMark ? 2 : 1).first.flatMap {
          isThere($0, left + width, scale.axes[0]) ? nil : "a span to \(date(left + width, scale.axes[0]))"
        }
    default: return nil
    }
  }

  /// The number of a place when none that is said is it.
  private func value(at position: Double, _ axis: Axis, in said: String, isPower: Bool = false) -> String? {
    let numbers = PrintedNumber.all(in: said)
    guard !numbers.isEmpty else { return nil }
    let ends = [-Self.slack, Self.slack].map { axis.value(at: position + $0) }.map { isPower ? power(of: $0) : $0 }
      .sorted()
    let isSaid = numbers.contains { number in
      let room = Self.step(of: number, isRounded: numbers.count > 2) / 2
      return [number.value, number.value * number.scale].contains { value in
        let rounding = room * (value == number.value ? 1 : number.scale) + abs(value) * 1e-9
        return ends[0] - rounding <= value && value <= ends[1] + rounding
      }
    }
    return isSaid ? nil : "a mark at \(Self.text((ends[0] + ends[1]) / 2))"
  }

  /// Ten to a power, from the digits of its logarithm.
  private func power(of logarithm: Double) -> Double { pow(10, logarithm) }

  /// What the last digit that counts is worth; an interval may take digits before the point.
  private static func step(of number: PrintedNumber, isRounded: Bool) -> Double {
    var step = (0..<number.places).reduce(1.0) { step, _ in step / 10 }
    guard isRounded, number.places == 0, number.value != 0 else { return step }
    while (number.value / (step * 10)).rounded() * step * 10 == number.value { step *= 10 }
    return step
  }

  private func day(at position: Double, _ axis: Axis, in said: String) -> String? {
    // A number before the date isn't its day: `42, March 2026`.
    let date = said.ranges(of: ", ").last.map { String(said[$0.upperBound...]) } ?? said
    guard let printed = PrintedDate.days(in: date).last, !isThere(printed, position, axis) else { return nil }
    return "a mark on \(self.date(position, axis))"
  }

  private func isThere(_ day: Int, _ position: Double, _ axis: Axis) -> Bool {
    abs(axis.value(at: position) - Double(day)) <= abs(axis.perUnit) * Self.slack + 1e-6
  }

  private func date(_ position: Double, _ axis: Axis) -> String {
    PrintedDate.text(ofDay: Int(axis.value(at: position).rounded()))
  }

  // MARK: The axis of days

  /// Labels under the axis that stand at another day than they say.
  private var days: [Wrong] {
    let labels = chart.shapes.compactMap { shape -> (text: String, x: Double, axis: Axis, line: Int)? in
      guard let scale = shape.scale, [.points, .stack, .spans].contains(scale.form), let axis = scale.axes.first,
        case .words(let text, let spot) = shape.form, shape.classes.first == "tick", shape.classes.last == "m"
      else { return nil }
      return (text, spot.x, axis, shape.line)
    }
    let (first, last) = (labels.map(\.x).min(), labels.map(\.x).max())
    return labels.compactMap { label in
      let there = label.axis.value(at: label.x)
      guard let day = PrintedDate.day(ofTick: label.text, near: Int(there.rounded())) else { return nil }
      if isThere(day, label.x, label.axis) { return nil }
      // A label at the edge of the picture is moved inside.
      let aside = label.axis.position(of: Double(day)) - label.x
      if label.x == first, aside < 0, -aside < Self.widestHalf { return nil }
      if label.x == last, aside > 0, aside < Self.widestHalf { return nil }
      return Wrong(line: label.line, printed: "\(label.text) on the axis", drawn: date(label.x, label.axis))
    }
  }

  /// Half of the widest label.
  private static let widestHalf = 40.0

  private static func text(_ number: Double) -> String {
    PublishedFigure.Reading.text((number * 1000).rounded() / 1000)
  }
}

extension DrawnChart.Shape {
  /// A mark, be it a pale one.
  fileprivate var isAnyMark: Bool {
    classes.first.map { $0.hasPrefix("pt-") || $0.hasPrefix("ho-") } ?? false
  }
}
