import Diagnostics
package import Records

/// One row of a board with its names resolved: what the measures of scores work on.
package struct Rating: Sendable {
  package var vintage: PartialDate
  package var value: Double
  /// The bounds of the 95% interval; `nil` when the board printed none.
  package var low: Double?
  package var high: Double?
  /// The bloc's id, `other`, or `nil` when the maker or its country isn't known.
  package var bloc: String?
  package var weights: Weights
  /// The name to show: our model's, or else the published one.
  package var name: String
  package var publishedName: String
  /// The id of our model, when the published name resolves to one.
  package var model: String?
  package var released: PartialDate?
  /// Ratings of one scale may be joined in a line.
  package var scale: String?
  package var row: Figure.Row

  package init(
    vintage: PartialDate, value: Double, low: Double?, high: Double?, bloc: String?, weights: Weights, name: String,
    publishedName: String, model: String?, released: PartialDate?, scale: String?, row: Figure.Row
  ) {
    self.vintage = vintage
    self.value = value
    self.low = low
    self.high = high
    self.bloc = bloc
    self.weights = weights
    self.name = name
    self.publishedName = publishedName
    self.model = model
    self.released = released
    self.scale = scale
    self.row = row
  }
}

extension Rating {
  /// Whether this row comes first when the best one is sought.
  ///
  /// Equal ratings are told apart by the narrower interval, then by name, then by place, so that the order of rows
  /// never decides.
  func isBetter(than other: Rating, _ better: Benchmark.Direction) -> Bool {
    if value != other.value { return better == .higher ? value > other.value : value < other.value }
    let width = (high ?? .infinity) - (low ?? 0)
    let otherWidth = (other.high ?? .infinity) - (other.low ?? 0)
    if width != otherWidth { return width < otherWidth }
    if publishedName != other.publishedName { return publishedName < other.publishedName }
    return row.place < other.row.place
  }

  /// Whether the value is at least as good as the given one.
  func reaches(_ wanted: Double, _ better: Benchmark.Direction) -> Bool {
    better == .higher ? value >= wanted : value <= wanted
  }
}

extension Metric.Openness {
  package func admits(_ weights: Weights) -> Bool {
    switch self {
    case .all: true
    case .open: weights == .open
    case .closed: weights == .closed
    }
  }
}
