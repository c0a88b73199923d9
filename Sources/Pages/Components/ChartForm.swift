/// The forms of chart that a page can ask for.
enum ChartForm: String, Sendable, CaseIterable {
  case lines, dots, columns, areas, shares, slope, multiples, releases, ranges, timeline, scatter, steps, proportions

  /// What a figure's series can be drawn as.
  static let ofFigures: [ChartForm] = [
    .lines, .dots, .columns, .areas, .shares, .slope, .multiples, .releases, .ranges,
  ]
  /// What records can be drawn as.
  static let ofRecords: [ChartForm] = [.timeline, .ranges, .scatter, .steps, .shares, .proportions, .lines]

  /// The form that shows a measure best, where the page doesn't say.
  init(measure: String) {
    switch measure {
    case "gap", "lag": self = .dots
    case "tally": self = .columns
    case "share": self = .areas
    default: self = .lines
    }
  }
}

/// What a field is in a chart of records.
enum ChartRole: String, Sendable, CaseIterable {
  /// What a row or mark is called.
  case name
  /// The number; with its own bounds, or those of `low` and `high`.
  case value, low, high
  /// The number of the level axis.
  case x
  /// The day of a value, and a day on which it was only seen.
  case at, seen
  /// When a span begins and ends, and when it was made known.
  case from, to, announced
  /// What rows that belong together share.
  case group
  /// What points of a line must share to be joined, such as the scale of a rating.
  case series
  /// Trials, and successes among them.
  case n, successes
}
