/// A sum over all that a page was made from: another sum, other pages.
package struct PageSum: Sendable, Hashable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}
