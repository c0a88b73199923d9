import Diagnostics

extension Check {
  /// No count or price of one series changes by more than the threshold's factor within a year.
  ///
  /// A jump tenfold is most often a slipped unit. Shares are left out: small ones grow by large factors.
  package static let suddenJump = Check("sudden-jump", threshold: 10) { corpus, settings in
    let counts = CountSeries.all(in: corpus).filter { $0.unit != "percent" }.map { ($0.name, $0.observations) }
    return (counts + prices(in: corpus)).flatMap { name, observations in
      zip(observations, observations.dropFirst()).compactMap { earlier, later in
        let (small, large) = (min(earlier.value, later.value), max(earlier.value, later.value))
        let days = later.at.days(since: earlier.at).lowerBound
        guard small > 0, large / small > settings.threshold, days <= 366 else { return nil }
        return .suddenJump(name, from: earlier, to: later, factor: large / small)
      }
    }
  }

  /// The list price of output of each name, provider, tier and source over time: two names of one model may be offers side
  /// by side.
  private static func prices(in corpus: Corpus) -> [(String, [CountSeries.Observation])] {
    var positions: [[String?]: Int] = [:]
    var series: [(String, [CountSeries.Observation])] = []
    // Both forms stand in one order.
    for (price, record) in zip(corpus.prices, corpus.records(of: Price.kind)) {
      guard let at = price.validFrom ?? price.observed, let value = price.output.value else { continue }
      let key = [price.publishedName, price.provider, price.tier, price.source]
      let observation = CountSeries.Observation(at: at, value: value, record: record)
      if let position = positions[key] {
        series[position].1.append(observation)
      } else {
        positions[key] = series.count
        series.append(("the output price of '\(price.publishedName)' at \(price.provider)", [observation]))
      }
    }
    return series.map { name, observations in (name, observations.sorted(by: CountSeries.Observation.isEarlier)) }
  }
}

extension Finding {
  fileprivate static func suddenJump(
    _ name: String, from earlier: CountSeries.Observation, to later: CountSeries.Observation, factor: Double
  ) -> Finding {
    Finding(
      .warning, "sudden-jump",
      """
      \(name) jumps from \(Quantity.text(of: earlier.value)) in \(earlier.at) \
      to \(Quantity.text(of: later.value)) in \(later.at), by a factor of \(Quantity.text(of: factor.rounded()))
      """,
      at: later.place, hint: "look whether the unit slipped; if not, say so in a note",
      related: [.init("the earlier value is here", at: earlier.place)])
  }
}
