import Records

extension FigureTest {
  /// What the test reads, for people: `42.2 points (29.3 to 55.1), 2026-10-08`. `nil` when there is no value.
  package func readings(over figures: [String: Figure]) -> String? {
    var parts: [String] = []
    for name in subjects {
      guard let figure = figures[name.figure], let text = FigureTest.reading(name, of: figure) else { continue }
      if !parts.contains(text) { parts.append(text) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func reading(_ name: FigureName, of figure: Figure) -> String? {
    func operand(_ wanted: String) -> Operand {
      FigureName(
        figure: name.figure, date: name.date, part: name.part, name: wanted, sort: wanted == "as-of" ? .date : .number
      )
      .operand(of: figure)
    }
    var text: String
    if ["value", "low", "high", "n"].contains(name.name) || name.sort != .number {
      guard case .number(let value) = operand("value") else { return nil }
      text = "\(rounded(value)) \(figure.unit)"
      if case .number(let low) = operand("low"), case .number(let high) = operand("high") {
        text += " (\(rounded(low)) to \(rounded(high)))"
      }
    } else {
      guard case .number(let value) = operand(name.name) else { return nil }
      text = "\(name.name) \(rounded(value))"
    }
    if case .date(let date) = operand("as-of") { text += ", \(date)" }
    return text
  }

  /// One decimal from 10 upwards, two from 1, else three; zeros at the end dropped.
  static func rounded(_ number: Double) -> String {
    let places = abs(number) >= 10 ? 1 : abs(number) >= 1 ? 2 : 3
    let scale = [1.0, 10, 100, 1000][places]
    let scaled = (number * scale).rounded()
    return (scaled < 0 ? "\u{2212}" : "") + Quantity.text(of: abs(scaled) / scale)
  }
}
