/// A number and, where it has them, the bounds that hold it.
package struct Estimate: Sendable, Equatable {
  package var value: Double
  package var low: Double?
  package var high: Double?

  package init(value: Double, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }
}
