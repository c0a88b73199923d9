/// One edition as the list of editions shows it.
package struct EditionLine: Sendable, Equatable {
  package let id: String
  /// The day that it speaks of, as `2026-11-23`.
  package let day: String
  /// Whether its pages are still there under its own name.
  package let isFrozen: Bool
  package let isLive: Bool
  package let isWithdrawn: Bool

  package init(id: String, day: String, isFrozen: Bool, isLive: Bool, isWithdrawn: Bool) {
    self.id = id
    self.day = day
    self.isFrozen = isFrozen
    self.isLive = isLive
    self.isWithdrawn = isWithdrawn
  }

  /// Pages in this folder are about editions and no part of one.
  static let folder = "editions/"
}
