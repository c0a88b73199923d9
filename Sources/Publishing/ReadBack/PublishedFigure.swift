/// What a figure says, as plain numbers: what its edition is read back against.
package struct PublishedFigure: Sendable {
  /// A number and its bounds.
  package struct Reading: Sendable, Equatable {
    package var value: Double?
    package var low: Double?
    package var high: Double?

    package init(value: Double?, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }

    /// Whether data say it: with the twelve digits that files of data have of a number.
    func isSame(as other: Reading) -> Bool {
      zip([value, low, high], [other.value, other.low, other.high]).allSatisfy { one, other in
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= 5e-12 * max(abs(one), abs(other))
      }
    }

    /// The same seen from the other side.
    var turned: Reading { Reading(value: value.map { -$0 }, low: high.map { -$0 }, high: low.map { -$0 }) }
  }

  package struct Observation: Sendable {
    /// As `2026-10-08`, `2026-Q3`.
    package var at: String
    /// The day in the middle of that date, counted from 1 January 1970: pictures have it there.
    package var day: Int
    package var part: String
    package var reading: Reading
    package var n: Int?
    package var extras: [String: Double]
    /// Where it isn't the figure's: parts of a ratio are fractions.
    package var unit: String?

    package init(
      at: String, day: Int, part: String, reading: Reading, n: Int? = nil, extras: [String: Double] = [:],
      unit: String? = nil
    ) {
      self.unit = unit
      self.at = at
      self.day = day
      self.part = part
      self.reading = reading
      self.n = n
      self.extras = extras
    }
  }

  /// What it would be under a choice.
  package struct Choice: Sendable {
    /// Its address on the figure's page; empty for the figure's own choice.
    package var id: String
    package var reading: Reading

    package init(id: String, reading: Reading) {
      self.id = id
      self.reading = reading
    }
  }

  package var id: String
  package var title: String
  package var unit: String
  package var version: Int
  package var reading: Reading
  package var level: Double?
  package var n: Int
  package var extras: [String: Double]
  /// The part of the series that the headline is one of.
  package var part: String?
  package var asOf: String?
  /// Whether its sign says who is ahead.
  package var isDifference: Bool
  /// Of a crossing, the dates between which it lies.
  package var after: String?
  package var by: String?
  /// Dates ascending.
  package var series: [Observation]
  /// The figure under other choices, its own first.
  package var choices: [Choice]

  package init(
    id: String, title: String, unit: String, version: Int = 1, reading: Reading, level: Double? = nil, n: Int = 0,
    extras: [String: Double] = [:], part: String? = nil, asOf: String? = nil, isDifference: Bool = false,
    after: String? = nil, by: String? = nil, series: [Observation] = [], choices: [Choice] = []
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.version = version
    self.reading = reading
    self.level = level
    self.n = n
    self.extras = extras
    self.part = part
    self.asOf = asOf
    self.isDifference = isDifference
    self.after = after
    self.by = by
    self.series = series
    self.choices = choices
  }

  /// Every reading that a picture of it can show on the day.
  func readings(on day: Int) -> [Reading] { series.filter { $0.day == day }.map(\.reading) }

  /// What a number is multiplied by before it is drawn: percent of a fraction, billions of millions.
  var drawnFactor: Double { Self.drawnFactor(of: unit) }

  private static func drawnFactor(of unit: String) -> Double {
    unit == "fraction" || unit == "share" ? 100 : unit.hasPrefix("millions of ") ? 0.001 : 1
  }

  /// An observation as it is drawn.
  func drawn(_ point: Observation) -> Reading {
    point.reading.scaled(by: Self.drawnFactor(of: point.unit ?? unit))
  }
}

extension PublishedFigure.Reading {
  func scaled(by factor: Double) -> PublishedFigure.Reading {
    PublishedFigure.Reading(
      value: value.map { $0 * factor }, low: low.map { $0 * factor }, high: high.map { $0 * factor })
  }

  var words: String {
    let range: String? =
      switch (low, high) {
      case (let low?, let high?) where low < high: "\(Self.text(low)) to \(Self.text(high))"
      case (let low?, nil): "at least \(Self.text(low))"
      case (nil, let high?): "at most \(Self.text(high))"
      default: nil
      }
    guard let value else { return range ?? "no value" }
    return Self.text(value) + (range.map { " (\($0))" } ?? "")
  }

  static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : number.description
  }
}
