package import Records

/// How far a row that is kept out would move a headline figure.
package struct QuarantinePrice: Sendable {
  package let figure: String
  package let without: Double?
  package let with: Double?
}

extension Metrics {
  /// The most rows that are priced: each is a computation of its own.
  package static let pricedRows = 60

  /// What each row that is kept out would do to the headlines: those that it would move, in the report's order.
  ///
  /// - Parameter figures: the figures without any of these rows.
  /// - Returns: by the row's place in `corpus.quarantined`; only the first `pricedRows` are there.
  package static func pricesOfQuarantine(
    in corpus: Corpus, figures: [Figure], asOf day: Day? = nil
  ) -> [[QuarantinePrice]] {
    let headlines = corpus.report.headlines
    let without = Dictionary(figures.map { ($0.id, $0.value) }) { first, _ in first }
    return corpus.quarantined.prefix(pricedRows).map { row in
      let (moved, _) = Metrics.figures(of: corpus.restoring(row), asOf: day, only: Set(headlines), withWorkings: false)
      let with = Dictionary(moved.map { ($0.id, $0.value) }) { first, _ in first }
      return headlines.compactMap { id in
        guard let before = without[id], let after = with[id], before != after else { return nil }
        return QuarantinePrice(figure: id, without: before, with: after)
      }
    }
  }
}
