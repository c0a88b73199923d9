import Diagnostics

/// What figures make of disagreements: the answer that ranks first counts, as the page of conflicts says.
extension Corpus {
  /// The rows that give way to those of a source that ranks higher, and of chips that repeat another, by kind, each
  /// with what counts in its place.
  ///
  /// Prices aren't among them: which of two counts depends on the day that is asked about, and the latest look counts.
  func rowsToSetAside() -> [String: [Record: Set<Record>]] {
    var better: [String: [Place: [Place]]] = [:]
    for disagreement in disagreementsOfRows() {
      let first = disagreement.answers[0].witnesses.map(\.place)
      for witness in disagreement.answers.dropFirst().flatMap(\.witnesses) {
        better[disagreement.kind, default: [:]][witness.place] = first
      }
    }
    var rows = better.reduce(into: [String: [Record: Set<Record>]]()) { rows, entry in
      for (place, first) in entry.value {
        guard let record = record(of: entry.key, at: place) else { continue }
        rows[entry.key, default: [:]][record] = Set(first.compactMap { self.record(of: entry.key, at: $0) })
      }
    }
    for (chip, record) in zip(chips, records(of: Chip.kind)) {
      guard let other = chip.repeats else { continue }
      rows[Chip.kind, default: [:]][record] = self.record(Chip.kind, other).map { [$0] } ?? []
    }
    return rows
  }
}
