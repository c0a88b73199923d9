import Metrics
import TestSupport
import Testing

@testable import Pages

/// The one rule of rounding over every figure of the committed records, as pages print them.
@Suite struct DigitsOfFiguresTests {
  /// What a unit prints of a reading, and whether the last digit of it is worth a thirtieth of half the interval.
  private func excess(_ unit: Unit, _ value: Double, _ low: Double?, _ high: Double?) -> String? {
    guard let low, let high, low < high else { return nil }
    let shown = unit.supporting(low, high)
    for isTable in [false, true] {
      let places = isTable ? shown.tablePlaces : shown.places
      let digit = (0..<places.magnitude).reduce(1.0) { power, _ in places < 0 ? power * 10 : power / 10 }
      let half = (high - low) * unit.factor / 2
      if digit * (places > 0 ? 30 : 100) < half * (1 - 1e-6) {
        return "\(shown.text(value, isTable: isTable)) of \(low) to \(high)"
      }
    }
    return nil
  }

  @Test func noFigureHasMoreDigitsThanItsIntervalSupports() {
    var wrong: [String] = []
    for figure in Committed.figures {
      let unit = Unit(figure.unit)
      if let value = figure.value, let words = excess(unit, value, figure.low, figure.high) {
        wrong.append("\(figure.id): \(words)")
      }
      for point in figure.series {
        guard let value = point.value else { continue }
        if let words = excess(Unit(figure.unit(of: point.part)), value, point.low, point.high) {
          wrong.append("\(figure.id) at \(point.at), \(point.part): \(words)")
        }
      }
    }
    #expect(wrong == [])
  }
}
