import Diagnostics

extension Check {
  /// A count of all time never falls. One that does was counted in another way, or written down wrongly.
  package static let countsThatFall = Check("falling-total") { corpus in
    CountSeries.all(in: corpus) { $0.window == .allTime }.flatMap { series in
      zip(series.observations, series.observations.dropFirst()).compactMap { earlier, later in
        guard earlier.at.last < later.at.first, later.value < earlier.value else { return nil }
        return .fallingTotal(series, from: earlier, to: later, in: corpus)
      }
    }
  }
}

extension Finding {
  fileprivate static func fallingTotal(
    _ series: CountSeries, from earlier: CountSeries.Observation, to later: CountSeries.Observation,
    in corpus: Corpus
  ) -> Finding {
    Finding(
      .warning, "falling-total",
      """
      \(series.name) fall from \(Quantity.text(of: earlier.value)) in \(earlier.at) \
      to \(Quantity.text(of: later.value)) in \(later.at), though counted over all time
      """,
      at: series.place(of: later, in: corpus), hint: "correct the window, or say in 'counting-rule' what changed",
      related: [.init("the earlier count is here", at: series.place(of: earlier, in: corpus))])
  }
}
