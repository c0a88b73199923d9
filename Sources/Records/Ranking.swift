import Diagnostics

/// What figures make of disagreements: the answer that ranks first counts, as the page of conflicts says.
extension Corpus {
  /// Ids of the rows that give way to those of a source that ranks higher, and of chips that repeat another, by kind, each
  /// with the ids of what counts in its place.
  ///
  /// Prices aren't among them: which of two counts depends on the day that is asked about, and the latest look counts.
  func rowsToSetAside() -> [String: [String: Set<String>]] {
    var better: [String: [Place: [Place]]] = [:]
    for disagreement in disagreementsOfRows() {
      let first = disagreement.answers[0].witnesses.map(\.place)
      for witness in disagreement.answers.dropFirst().flatMap(\.witnesses) {
        better[disagreement.kind, default: [:]][witness.place] = first
      }
    }
    var rows = better.reduce(into: [String: [String: Set<String>]]()) { rows, entry in
      let records = records(of: entry.key)
      let ids = Dictionary(records.map { ($0.place, $0.id) }) { first, _ in first }
      for (place, first) in entry.value {
        guard let id = ids[place] else { continue }
        rows[entry.key, default: [:]][id] = Set(first.compactMap { ids[$0] })
      }
    }
    for chip in chips { if let other = chip.repeats { rows[Chip.kind, default: [:]][chip.id] = [other] } }
    return rows
  }
}
