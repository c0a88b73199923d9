package import Records

/// What a test read of a figure: one of its numbers, with interval, unit and day.
package struct Reading: Sendable, Equatable {
  package var figure: String
  /// The part of the figure's series; `nil` for its own answer.
  package var part: String?
  /// `value`, or a further number such as `win-rate`.
  package var name: String
  package var value: Double?
  package var low: Double?
  package var high: Double?
  package var unit: String
  package var at: PartialDate?
  /// Of a crossing, instead of a year with decimals: the dates between which it happened; `after` alone isn't known
  /// where it was over when anyone looked.
  package var after: PartialDate?
  package var by: PartialDate?
}

extension FigureTest {
  /// What the test reads, left sides first, each once. What has no value at all is left out.
  package func readings(over figures: [String: Figure]) -> [Reading] {
    (subjects + reads.filter { !subjects.contains($0) }).reduce(into: []) { all, name in
      guard let figure = figures[name.figure], let reading = FigureTest.reading(name, of: figure) else { return }
      if !all.contains(reading) { all.append(reading) }
    }
  }

  /// Names whose last observation by their date is older than a test allows, each with that observation and its age.
  func outdated(over figures: [String: Figure]) -> [(name: FigureName, at: PartialDate, ageInDays: Int, limit: Int)] {
    reads.compactMap { name in
      guard let point = figures[name.figure].flatMap({ name.observation(of: $0) }) else { return nil }
      let (age, limit) = (name.age(of: point), name.limit(for: point))
      return age > limit ? (name, point.at, age, limit) : nil
    }
  }

  private static func reading(_ name: FigureName, of figure: Figure) -> Reading? {
    func named(_ wanted: String, _ sort: FigureName.Sort) -> FigureName {
      var other = name
      (other.name, other.sort) = (wanted, sort)
      return other
    }
    func number(_ wanted: String) -> Double? {
      let other = named(wanted, .number)
      return if case .number(let value) = other.operand(of: figure) { value } else { nil }
    }
    let dated = named("as-of", .date)
    let at: PartialDate? = if case .date(let date) = dated.operand(of: figure) { date } else { nil }
    let isWhole = ["value", "low", "high", "n"].contains(name.name) || name.sort != .number
    let shown = isWhole ? "value" : name.name
    var reading = Reading(
      figure: name.figure, part: name.part, name: shown, value: number(shown),
      low: number(isWhole ? "low" : "\(shown)-low"), high: number(isWhole ? "high" : "\(shown)-high"),
      unit: isWhole ? figure.unit(of: name.part) : shown.hasPrefix("win-rate") ? "fraction" : "", at: at)
    if figure.measure == "crossing", shown == "value" {
      (reading.after, reading.by) = (date(figure.words["after"]), date(figure.words["by"]))
    }
    return reading.value == nil && reading.low == nil && reading.high == nil ? nil : reading
  }

  private static func date(_ text: String?) -> PartialDate? { text.flatMap { PartialDate($0) } }

  /// One decimal from 10 upwards, two from 1, else three; zeros at the end dropped.
  static func rounded(_ number: Double) -> String {
    let places = abs(number) >= 10 ? 1 : abs(number) >= 1 ? 2 : 3
    let scale = [1.0, 10, 100, 1000][places]
    let scaled = (number * scale).rounded()
    return (scaled < 0 ? "\u{2212}" : "") + Quantity.text(of: abs(scaled) / scale)
  }
}

extension Figure {
  /// The unit of a part of its series; what compares two parts is in another unit than they are.
  package func unit(of part: String?) -> String {
    guard let part else { return unit }
    switch measure {
    case "ratio":
      return switch part {
      case "difference": "percentage points"
      case "relative-risk": "times"
      default: "fraction"
      }
    case "gap" where unit == "percentage points": return part == "difference" ? unit : "percent"
    case "price": return part == "ratio" ? unit : "USD per million tokens"
    default: return unit
    }
  }
}

extension Reading {
  /// For people, without a page's formatting: `42.2 points (29.3 to 55.1), 2026-10-08`, `win-rate 56% (54.2 to 57.9)`.
  package var text: String {
    if let by { return after.map { "between \($0) and \(by)" } ?? "by \(by)" }
    let isFraction = unit == "fraction"
    func number(_ value: Double) -> String { FigureTest.rounded(isFraction ? value * 100 : value) }
    func measured(_ digits: String) -> String {
      isFraction ? digits + "%" : unit.isEmpty ? digits : "\(digits) \(unit)"
    }
    var words: [String] = name == "value" ? [] : [name]
    if let value { words.append(measured(number(value))) }
    switch (low, high) {
    case (let low?, let high?) where low < high:
      let range = "\(number(low)) to \(number(high))"
      words.append(value == nil ? measured(range) : "(\(range))")
    case (let low?, nil): words.append("at least \(measured(number(low)))")
    case (nil, let high?): words.append("at most \(measured(number(high)))")
    default: break
    }
    return words.joined(separator: " ") + (at.map { ", \($0)" } ?? "")
  }
}
