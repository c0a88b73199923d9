/// An edition as those after it remember it: `editions/ID.json`.
package struct PastEdition: Sendable, Equatable {
  package var id: String
  /// The day that it speaks of, as `2026-11-23`.
  package var day: String
  /// The day of the edition before it; `nil` for the first.
  package var previousDay: String?
  package var facts: EditionFacts
  /// What moved since the edition before it; `nil` for the first.
  package var changes: EditionChanges?

  package init(id: String, day: String, previousDay: String?, facts: EditionFacts, changes: EditionChanges?) {
    self.id = id
    self.day = day
    self.previousDay = previousDay
    self.facts = facts
    self.changes = changes
  }
}

/// What the editions up to this one changed, for readers: an edition that says what the one before said isn't in it.
///
/// The same records, rendered once more over their own edition, have the same history.
package struct History: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let day: String
    package let previousDay: String?
    /// `nil` for the first edition.
    package let changes: EditionChanges?
    package let figures: [EditionFacts.Figure]
    /// Which of those that speak of the same day it is, from 1.
    package fileprivate(set) var ofDay = 1

    /// Its name for ever in anchors and feeds: by what it says, not by its place among the others.
    package var name: String {
      guard let changes else { return "first-edition" }
      return "change-\(ShortSum.of("\(day) \(EditionJSON.text(of: changes))").prefix(8))"
    }

    package init(day: String, previousDay: String?, changes: EditionChanges?, figures: [EditionFacts.Figure]) {
      self.day = day
      self.previousDay = previousDay
      self.changes = changes
      self.figures = figures
    }
  }

  /// Oldest first; the edition at hand is the last one, unless it says what its predecessor said.
  package private(set) var entries: [Entry] = []

  /// Records that are named in each place, where there may be many.
  package static let namesKept = 20

  /// - Parameters:
  ///   - past: the editions before, oldest first, the live one last.
  ///   - changes: what moved since the live one; `nil` when there is none.
  package init(past: [PastEdition] = [], day: String, facts: EditionFacts, changes: EditionChanges?) {
    for edition in past {
      guard let changes = edition.changes else {
        entries = [
          Entry(day: edition.day, previousDay: nil, changes: nil, figures: edition.facts.figures)
        ]
        continue
      }
      guard !changes.isEmpty else { continue }
      entries.append(
        Entry(
          day: edition.day, previousDay: edition.previousDay, changes: changes, figures: edition.facts.figures))
    }
    if past.isEmpty {
      entries = [Entry(day: day, previousDay: nil, changes: nil, figures: facts.figures)]
    } else if let changes, !changes.isEmpty {
      entries.append(
        Entry(
          day: day, previousDay: past.last?.day, changes: changes.naming(atMost: Self.namesKept),
          figures: facts.figures))
    }
    var counts: [String: Int] = [:]
    for index in entries.indices {
      counts[entries[index].day, default: 0] += 1
      entries[index].ofDay = counts[entries[index].day] ?? 1
    }
  }
}
