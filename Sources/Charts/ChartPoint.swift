/// One observation on a day.
package struct ChartPoint: Sendable, Equatable {
  /// Days since 1 January 1970.
  package var day: Int
  package var value: Double
  /// The bounds of the interval; both or none.
  package var low: Double?
  package var high: Double?
  /// Weaker in a way that the caption names: closed, announced, by the maker.
  package var isHollow: Bool
  /// Day, value and interval in words, shown on the mark.
  package var title: String
  /// Observations of different scales are never joined.
  package var scale: String?
  /// What was counted over, in words, where it is longer than a day: "June 2026", "2026 H1". The day is then its middle.
  package var period: String?
  /// A name worth writing beside the mark. The chart writes as many as find room, and few on a phone.
  package var label: String?
  /// Where its label leads, as an address seen from the page.
  package var link: String?

  package init(
    day: Int, value: Double, low: Double? = nil, high: Double? = nil, isHollow: Bool = false, title: String,
    scale: String? = nil, period: String? = nil, label: String? = nil, link: String? = nil
  ) {
    precondition(value.isFinite && low?.isFinite ?? true && high?.isFinite ?? true, "a point's numbers are finite")
    self.day = day
    self.value = value
    self.low = low
    self.high = high
    self.isHollow = isHollow
    self.title = title
    self.scale = scale
    self.period = period
    self.label = label
    self.link = link
  }

  /// "on 8 October 2026", "in June 2026".
  var on: String { period.map { "in \($0)" } ?? "on \(CalendarDay(day).text)" }
  /// "October 2026".
  var monthText: String { period ?? CalendarDay(day).monthText }
  var least: Double { min(value, low ?? value) }
  var most: Double { max(value, high ?? value) }
  /// True when the interval contains zero: nobody leads.
  var isTie: Bool {
    guard let low, let high else { return false }
    return low <= 0 && high >= 0
  }
}

/// A day of which bounds alone are known: nobody knows a middle.
package struct ChartBounds: Sendable, Equatable {
  /// Days since 1 January 1970.
  package var day: Int
  package var low: Double
  package var high: Double
  /// Bounds and day in words: "81% to 91% in the first half of 2026".
  package var words: String

  package init(day: Int, low: Double, high: Double, words: String) {
    precondition(low.isFinite && high.isFinite && low <= high, "finite bounds, the lower one first")
    self.day = day
    self.low = low
    self.high = high
    self.words = words
  }
}

/// Observations that belong together, in the order of their days.
package struct ChartSeries: Sendable {
  package var name: String
  package var mark: Mark
  package var points: [ChartPoint]
  /// Drawn as a bar without a mark, and joined to nothing.
  package var boundsAlone: [ChartBounds]
  /// A last line for the label of the latest observation, such as the name of the model.
  package var note: String?

  package init(
    name: String, mark: Mark, points: [ChartPoint], boundsAlone: [ChartBounds] = [], note: String? = nil
  ) {
    self.name = name
    self.mark = mark
    self.points = points.sorted { $0.day < $1.day }
    self.boundsAlone = boundsAlone
    self.note = note
  }

  /// The runs of observations that a line may join: one scale, and no step longer than `step` days.
  func runs(joiningWithin step: Int) -> [[ChartPoint]] {
    points.reduce(into: []) { runs, point in
      if let last = runs.last?.last, last.scale == point.scale, point.day - last.day <= step {
        runs[runs.count - 1].append(point)
      } else {
        runs.append([point])
      }
    }
  }
}

/// A stretch of the calendar that is counted as one, such as a half-year. What was counted stands in its middle.
package struct ChartPeriod: Sendable, Equatable {
  /// Days since 1 January 1970; `to` is its last.
  package var from: Int
  package var to: Int
  /// Such as "H1"; bold, when it is a year itself.
  package var label: String
  /// Written once under neighbours that share it, such as "2026"; empty for a year.
  package var year: String

  package init(from: Int, to: Int, label: String, year: String) {
    precondition(from <= to, "a period ends after it begins")
    self.from = from
    self.to = to
    self.label = label
    self.year = year
  }

  var middle: Double { Double(from + to) / 2 }
}

/// A stretch of days with words: a hole nobody observed, or the span in which a series crossed zero.
package struct ChartSpan: Sendable {
  package var from: Int
  package var to: Int
  package var text: String
  /// Fewer words for a narrow picture.
  package var shortText: String?

  package init(from: Int, to: Int, text: String, shortText: String? = nil) {
    self.from = min(from, to)
    self.to = max(from, to)
    self.text = text
    self.shortText = shortText
  }

  func words(in layout: ChartLayout) -> String { layout == .wide ? text : shortText ?? text }
}

/// A day with words: the change of a scale, or the day of a claim. Drawn as a dotted line.
package struct ChartBreak: Sendable {
  package var day: Int
  package var text: String
  package var shortText: String?

  package init(day: Int, text: String, shortText: String? = nil) {
    self.day = day
    self.text = text
    self.shortText = shortText
  }

  func words(in layout: ChartLayout) -> String { layout == .wide ? text : shortText ?? text }
}

/// A tick of a second scale: where it stands on the first, and what is written there.
package struct ChartTick: Sendable {
  package var value: Double
  package var label: String

  package init(value: Double, label: String) {
    self.value = value
    self.label = label
  }
}

/// A second scale on the right. The caller says what its ticks mean.
package struct RightAxis: Sendable {
  package var title: String
  package var ticks: [ChartTick]

  package init(title: String, ticks: [ChartTick]) {
    self.title = title
    self.ticks = ticks
  }
}
