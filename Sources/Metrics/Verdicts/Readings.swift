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
}

extension FigureTest {
  /// What the left sides of the test read, each once, in its order. What has no value at all is left out.
  package func readings(over figures: [String: Figure]) -> [Reading] {
    subjects.reduce(into: []) { all, name in
      guard let figure = figures[name.figure], let reading = FigureTest.reading(name, of: figure) else { return }
      if !all.contains(reading) { all.append(reading) }
    }
  }

  private static func reading(_ name: FigureName, of figure: Figure) -> Reading? {
    func number(_ wanted: String) -> Double? {
      let other = FigureName(figure: name.figure, date: name.date, part: name.part, name: wanted, sort: .number)
      return if case .number(let value) = other.operand(of: figure) { value } else { nil }
    }
    let dated = FigureName(figure: name.figure, date: name.date, part: name.part, name: "as-of", sort: .date)
    let at: PartialDate? = if case .date(let date) = dated.operand(of: figure) { date } else { nil }
    let isWhole = ["value", "low", "high", "n"].contains(name.name) || name.sort != .number
    let shown = isWhole ? "value" : name.name
    let reading = Reading(
      figure: name.figure, part: name.part, name: shown, value: number(shown),
      low: number(isWhole ? "low" : "\(shown)-low"), high: number(isWhole ? "high" : "\(shown)-high"),
      unit: isWhole ? figure.unit(of: name.part) : shown.hasPrefix("win-rate") ? "fraction" : "", at: at)
    return reading.value == nil && reading.low == nil && reading.high == nil ? nil : reading
  }

  /// One decimal from 10 upwards, two from 1, else three; zeros at the end dropped.
  static func rounded(_ number: Double) -> String {
    let places = abs(number) >= 10 ? 1 : abs(number) >= 1 ? 2 : 3
    let scale = [1.0, 10, 100, 1000][places]
    let scaled = (number * scale).rounded()
    return (scaled < 0 ? "\u{2212}" : "") + Quantity.text(of: abs(scaled) / scale)
  }
}

extension Figure {
  /// The unit of a part of its series; ratios have parts of two units.
  func unit(of part: String?) -> String {
    guard measure == "ratio", let part else { return unit }
    return part == "relative-risk" ? "times" : "fraction"
  }
}

extension Reading {
  /// For people, without a page's formatting: `42.2 points (29.3 to 55.1), 2026-10-08`.
  package var text: String {
    var words: [String] = []
    if name != "value" { words.append(name) }
    if let value { words.append(FigureTest.rounded(value)) }
    if name == "value", value != nil { words.append(unit) }
    switch (low, high) {
    case (let low?, let high?):
      let range = "\(FigureTest.rounded(low)) to \(FigureTest.rounded(high))"
      words.append(value == nil ? "\(range) \(unit)" : "(\(range))")
    case (let low?, nil): words.append("at least \(FigureTest.rounded(low)) \(unit)")
    case (nil, let high?): words.append("at most \(FigureTest.rounded(high)) \(unit)")
    case (nil, nil): break
    }
    return words.joined(separator: " ") + (at.map { ", \($0)" } ?? "")
  }
}
