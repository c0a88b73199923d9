import Diagnostics

extension Check {
  /// Every source that is due regularly has facts as new as it promises, seen from the day of the edition.
  ///
  /// The threshold multiplies the days after which a source is due. Older than its `stops-after-days` is an error.
  package static let staleSource = Check("stale-source", threshold: 1) { corpus, settings in
    guard let today = settings.asOf else { return [] }
    let newest = corpus.newestFacts
    return corpus.sources.compactMap { source in
      guard let date = newest[source.id] ?? source.published ?? source.retrieved else { return nil }
      let age = today.number - date.last.number
      if let limit = source.stopsAfterDays, age > limit {
        return .staleSource(source, newest: date, age: age, limit: limit, .error)
      }
      guard let due = source.expectedEveryDays, Double(age) > Double(due) * settings.threshold else { return nil }
      return .staleSource(source, newest: date, age: age, limit: due, .warning)
    }
  }
}

extension Corpus {
  /// The latest date among the facts of each source that has dated ones, by the source's id.
  fileprivate var newestFacts: [String: PartialDate] {
    var newest: [String: PartialDate] = [:]
    func note(_ date: PartialDate?, _ source: String) {
      guard let date else { return }
      if let earlier = newest[source], earlier.last >= date.last { return }
      newest[source] = date
    }
    for row in scores { note(row.vintage, row.source) }
    for row in prices { note([row.validFrom, row.observed].compactMap(\.self).max(), row.source) }
    for row in downloads { note(row.asOf, row.source) }
    for row in derivatives { note(row.asOf, row.source) }
    for row in usage { note(row.asOf, row.source) }
    for row in adoption { note(row.asOf, row.source) }
    for row in compute { note(row.asOf, row.source) }
    for row in openness { note(row.asOf, row.source) }
    for row in events { note(row.date, row.source) }
    for row in funding { note(row.date, row.source) }
    for row in safety { note(row.date, row.source) }
    return newest
  }
}

extension Finding {
  fileprivate static func staleSource(
    _ source: Source, newest: PartialDate, age: Int, limit: Int, _ severity: Severity
  ) -> Finding {
    let end = severity == .error ? "nothing is published after \(limit)" : "it is due every \(limit)"
    return Finding(
      severity, "stale-source", "the newest fact of '\(source.id)' is of \(newest), \(age) days old; \(end)",
      at: source.place, hint: "import what has come since, or correct how often it is due")
  }
}
