/// How old a source's newest fact is, and when something newer is due.
package struct Freshness: Sendable {
  package enum State: Sendable {
    /// Nothing newer is due, or nothing ever is.
    case fresh
    /// Something newer is due; figures are weaker for it.
    case due
    /// So old that nothing is published.
    case tooOld
  }

  package let source: Source
  /// The latest date among its facts; its own date where it has no dated ones.
  package let newest: PartialDate
  /// The last day on which the newest fact is new enough; `nil` for a source that promises nothing.
  package let dueAfter: Day?
  /// The last day on which anything is published with it.
  package let stopsAfter: Day?
  package let state: State
  /// From the newest fact's last day to the edition's, in days.
  package let ageInDays: Int
}

extension Corpus {
  /// The freshness of every source that has a date, in the order of ids.
  ///
  /// - Parameter patience: multiplies the days after which a source is due.
  package func freshness(patience: Double = 1) -> [Freshness] {
    let newest = newestFacts
    return sources.compactMap { source in
      guard let date = newest[source.id] ?? source.published ?? source.retrieved else { return nil }
      func day(_ days: Double?) -> Day? { days.map { Day(number: date.last.number + Int($0)) } }
      let due = day(source.expectedEveryDays.map { Double($0) * patience })
      let stop = day(source.stopsAfterDays.map(Double.init))
      let state: Freshness.State =
        if let stop, asOf > stop { .tooOld } else if let due, asOf > due { .due } else { .fresh }
      return Freshness(
        source: source, newest: date, dueAfter: due, stopsAfter: stop, state: state,
        ageInDays: asOf.number - date.last.number)
    }
  }

  /// The latest date among the facts of each source that has dated ones, by the source's id.
  private var newestFacts: [String: PartialDate] {
    var newest: [String: PartialDate] = [:]
    func note(_ date: PartialDate?, _ source: String) {
      guard let date else { return }
      if let earlier = newest[source], earlier.last >= date.last { return }
      newest[source] = date
    }
    eachDate(of: Score.kind, "vintage", note)
    for row in prices { note([row.validFrom, row.observed].compactMap(\.self).max(), row.source) }
    for kind in [Download.kind, Derivative.kind, Usage.kind] { eachDate(of: kind, "as-of", note) }
    for row in adoption { note(row.asOf, row.source) }
    for row in compute { note(row.asOf, row.source) }
    for row in openness { note(row.asOf, row.source) }
    for row in events { note(row.date, row.source) }
    for row in funding { note(row.date, row.source) }
    for row in safety { note(row.date, row.source) }
    // What a source announces for later isn't news of later.
    for source in sources {
      if let date = newest[source.id], let out = source.published ?? source.retrieved, date.first > out.last {
        newest[source.id] = out
      }
    }
    return newest
  }

  /// Gives each date that a field of a kind has, with the source that says it: once for all rows of a file that say both
  /// alike, in the order of the files.
  func eachDate(of kind: String, _ field: String, _ use: (PartialDate, _ source: String) -> Void) {
    let fields = Corpus.kinds.first { $0.name == kind }?.fields ?? []
    guard let date = fields.firstIndex(where: { $0.name == field }),
      let source = fields.firstIndex(where: { $0.name == "source" })
    else { return }
    for stretch in stretches(of: kind) {
      stretch.eachPair(at: date, source) { date, source in
        if case .date(let date) = date, case .reference(_, let source) = source { use(date, source) }
      }
    }
  }
}
