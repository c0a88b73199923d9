import Diagnostics
package import Records

/// One row of a board with its names resolved: what the measures of scores work on.
package struct Rating: Sendable {
  /// What is the same on every board that a source rates a model on under one name.
  final class Named: Sendable {
    let bloc: String?
    let weights: Weights
    let name: String
    let publishedName: String
    let model: String?
    let released: PartialDate?
    let scale: String?

    init(
      bloc: String?, weights: Weights, name: String, publishedName: String, model: String?, released: PartialDate?,
      scale: String?
    ) {
      self.bloc = bloc
      self.weights = weights
      self.name = name
      self.publishedName = publishedName
      self.model = model
      self.released = released
      self.scale = scale
    }
  }

  package let vintage: PartialDate
  private let quantity: Quantity
  package let row: Figure.Row
  private let named: Named

  init(vintage: PartialDate, quantity: Quantity, named: Named, row: Figure.Row) {
    self.vintage = vintage
    self.quantity = quantity
    self.named = named
    self.row = row
  }

  package init(
    vintage: PartialDate, value: Double, low: Double?, high: Double?, bloc: String?, weights: Weights, name: String,
    publishedName: String, model: String?, released: PartialDate?, scale: String?, row: Figure.Row
  ) {
    let named = Named(
      bloc: bloc, weights: weights, name: name, publishedName: publishedName, model: model, released: released,
      scale: scale)
    self.init(vintage: vintage, quantity: Quantity(value: value, low: low, high: high), named: named, row: row)
  }

  package var value: Double { quantity.value ?? 0 }
  /// The bounds of the 95% interval; `nil` when the board printed none.
  package var low: Double? { quantity.low }
  package var high: Double? { quantity.high }
  /// The bloc's id, `other`, or `nil` when the maker or its country isn't known.
  package var bloc: String? { named.bloc }
  package var weights: Weights { named.weights }
  /// The name to show: our model's, or else the published one.
  package var name: String { named.name }
  package var publishedName: String { named.publishedName }
  /// The id of our model, when the published name resolves to one.
  package var model: String? { named.model }
  package var released: PartialDate? { named.released }
  /// Ratings of one scale may be joined in a line.
  package var scale: String? { named.scale }
  /// Ratings with the same have all of the above alike but numbers; others may too.
  var nameIdentity: ObjectIdentifier { ObjectIdentifier(named) }
}

extension Rating {
  /// The same as of a maker in a bloc, whoever made it.
  ///
  /// - Parameter known: names that were given to the bloc before, by what they were.
  func given(to bloc: String, _ known: inout [ObjectIdentifier: Named]) -> Rating {
    let other =
      known[ObjectIdentifier(named)]
      ?? Named(
        bloc: bloc, weights: weights, name: name, publishedName: publishedName, model: model, released: released,
        scale: scale)
    known[ObjectIdentifier(named)] = other
    return Rating(vintage: vintage, quantity: quantity, named: other, row: row)
  }

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
