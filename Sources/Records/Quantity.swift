/// A number as it was published: exact, with an interval, or a range of which nobody knows the middle.
package struct Quantity: Sendable, Hashable {
  /// `nil` for a range such as `11..14`: a range has no middle.
  package let value: Double?
  package let low: Double?
  package let high: Double?

  package init(value: Double?, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }
}
