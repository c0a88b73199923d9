import Diagnostics

extension Check {
  /// No count or price of one series changes by more than the threshold's factor within a year.
  ///
  /// A jump tenfold is most often a slipped unit. Shares are left out: small ones grow by large factors.
  package static let suddenJump = Check("sudden-jump", threshold: 10) { corpus, settings in
    let counts = CountSeries.all(in: corpus) { $0.unit != "percent" }
    return (counts + prices(in: corpus)).flatMap { series in
      zip(series.observations, series.observations.dropFirst()).compactMap { earlier, later in
        let (small, large) = (min(earlier.value, later.value), max(earlier.value, later.value))
        let days = later.at.days(since: earlier.at).lowerBound
        guard small > 0, large / small > settings.threshold, days <= 366 else { return nil }
        return .suddenJump(series, from: earlier, to: later, factor: large / small, in: corpus)
      }
    }
  }

  /// The list price of output of each name, provider, tier and source over time: two names of one model may be offers side
  /// by side.
  private static func prices(in corpus: Corpus) -> [CountSeries] {
    var positions: [[String?]: Int] = [:]
    var series: [CountSeries] = []
    for (index, price) in corpus.prices.enumerated() {
      guard let at = price.validFrom ?? price.observed, let value = price.output.value else { continue }
      let key = [price.publishedName, price.provider, price.tier, price.source]
      let observation = CountSeries.Observation(at: at, value: value, position: index)
      if let position = positions[key] {
        series[position].observations.append(observation)
      } else {
        positions[key] = series.count
        series.append(
          CountSeries(
            kind: Price.kind, name: "the output price of '\(price.publishedName)' at \(price.provider)",
            observations: [observation]))
      }
    }
    return series.map { unsorted in
      var sorted = unsorted
      sorted.observations.sort(by: CountSeries.Observation.isEarlier)
      return sorted
    }
  }
}

extension Finding {
  fileprivate static func suddenJump(
    _ series: CountSeries, from earlier: CountSeries.Observation, to later: CountSeries.Observation, factor: Double,
    in corpus: Corpus
  ) -> Finding {
    Finding(
      .warning, "sudden-jump",
      """
      \(series.name) jumps from \(Quantity.text(of: earlier.value)) in \(earlier.at) \
      to \(Quantity.text(of: later.value)) in \(later.at), by a factor of \(Quantity.text(of: factor.rounded()))
      """,
      at: series.place(of: later, in: corpus), hint: "look whether the unit slipped; if not, say so in a note",
      related: [.init("the earlier value is here", at: series.place(of: earlier, in: corpus))])
  }
}
