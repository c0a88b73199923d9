import Diagnostics

extension Check {
  /// No single day has more releases or events than the threshold.
  ///
  /// A day on which everything happened is most often the day on which somebody wrote a list.
  package static let crowdedDate = Check("crowded-date", threshold: 10) { corpus, settings in
    func look(_ kind: String, _ field: String, _ dates: [(PartialDate?, Place)]) -> [Finding] {
      var crowds: [Day: [Place]] = [:]
      for case (let date?, let place) in dates where date.precision == .day {
        crowds[date.first, default: []].append(place)
      }
      return crowds.filter { Double($0.value.count) > settings.threshold }.sorted { $0.key < $1.key }.map {
        .crowdedDate($0.key, places: $0.value, of: kind, field)
      }
    }
    return look(Model.kind, "released", corpus.models.map { ($0.released, $0.place) })
      + look(Event.kind, "date", corpus.events.map { ($0.date, $0.place) })
      + look(Funding.kind, "date", corpus.funding.map { ($0.date, $0.place) })
  }
}

extension Finding {
  fileprivate static func crowdedDate(
    _ day: Day, places: [Place], of kind: String, _ field: String
  ) -> Finding {
    let sorted = places.sorted()
    return Finding(
      .warning, "crowded-date", "\(places.count) \(kind) share the day \(day) in '\(field)'", at: sorted[0],
      hint: "look whether a list's own date was taken for theirs",
      related: sorted.dropFirst().prefix(3).map { .init("another is here", at: $0) })
  }
}
