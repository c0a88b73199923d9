package import Diagnostics

/// What became of the rows of one kind.
package struct Outcome: Sendable, Equatable {
  package let kind: String
  /// Rows without any warning.
  package internal(set) var accepted = 0
  /// Rows that stay in, of which something is to be said.
  package internal(set) var warned = 0
  /// Rows that stand behind no figure.
  package internal(set) var quarantined = 0

  package var rows: Int { accepted + warned + quarantined }
}

extension Corpus {
  /// What became of every row, kind by kind in the order of the dictionary; kinds without rows are left out.
  ///
  /// - Parameter findings: what was found in the records. A warning belongs to the row that it points into.
  package func outcomes(of findings: [Finding]) -> [Outcome] {
    let warned = rows(pointedAtBy: findings.filter { $0.severity == .warning && $0.effect == .kept })
    return Corpus.kinds.compactMap { kind in
      var outcome = Outcome(kind: kind.name)
      for record in records(of: kind.name) {
        if warned.contains(record) { outcome.warned += 1 } else { outcome.accepted += 1 }
      }
      outcome.quarantined = quarantined.count { $0.kind == kind.name }
      return outcome.rows == 0 ? nil : outcome
    }
  }

  /// The records that findings point into: the last one that begins at or before the place, in the same file.
  private func rows(pointedAtBy findings: [Finding]) -> Set<Record> {
    let places = findings.compactMap(\.place)
    let paths = Set(places.map(\.file.path))
    var starts: [String: [(start: Int, record: Record)]] = [:]
    for kind in Corpus.kinds {
      for record in records(of: kind.name) where paths.contains(record.file.path) {
        starts[record.file.path, default: []].append((record.place.start, record))
      }
    }
    for path in starts.keys { starts[path]!.sort { $0.start < $1.start } }
    var found: Set<Record> = []
    for place in places {
      guard let rows = starts[place.file.path] else { continue }
      // The first row that begins behind the place.
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle].start <= place.start { low = middle + 1 } else { high = middle }
      }
      if low > 0 { found.insert(rows[low - 1].record) }
    }
    return found
  }
}
