package import Records

extension Metrics {
  /// The most rows that are priced: each is a computation of all figures.
  package static let pricedRows = 60

  /// What each row that is kept out would do to the figures were it let in: those that it would move, headlines first, then
  /// in the figures' order.
  ///
  /// - Parameter figures: the figures without any of these rows.
  /// - Returns: by the row's place in `corpus.quarantined`, from what is said without it to what would be said with it; only
  ///   the first `pricedRows` are there.
  package static func pricesOfQuarantine(
    in corpus: Corpus, figures: [Figure], asOf day: Day? = nil
  ) -> [[EditionChanges.FigureMove]] {
    guard !corpus.quarantined.isEmpty else { return [] }
    let headlines = corpus.report.headlines
    let order = headlines + figures.map(\.id).filter { !headlines.contains($0) }
    func facts(_ figures: [Figure]) -> [String: EditionFacts.Figure] {
      Dictionary(figures.map { ($0.id, EditionFacts.Figure($0, metric: nil)) }) { first, _ in first }
    }
    let without = facts(figures)
    return corpus.quarantined.prefix(pricedRows).map { row in
      let with = facts(Metrics.figures(of: corpus.restoring(row), asOf: day, withWorkings: false).figures)
      return order.compactMap { id in
        guard let before = without[id], let after = with[id], !before.says(theSameAs: after) else { return nil }
        return EditionChanges.FigureMove(before: before, after: after, reasons: [])
      }
    }
  }
}
