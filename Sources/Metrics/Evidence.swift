import Diagnostics
import Records

extension Figure {
  /// Every row that a question looked at: those that count, and the others with the reason.
  package struct Evidence: Sendable, Equatable {
    /// Rows that were compared or counted, in the order in which they were read.
    package var used: [Row] = []
    /// By reason, those without a row left away.
    package var leftOut: [LeftOut] = []
    package var quarantined: [KeptOut] = []

    package init(used: [Row] = [], leftOut: [LeftOut] = [], quarantined: [KeptOut] = []) {
      self.used = used
      self.leftOut = leftOut.filter { $0.count > 0 }
      self.quarantined = quarantined
    }
  }

  /// Rows that don't count, and why.
  package struct LeftOut: Sendable, Equatable {
    /// Of rows that a question doesn't ask for only so many are listed: they are the rest of their kind.
    package static let listed = 2_000

    /// Completes "left out:".
    package var reason: String
    package private(set) var count = 0
    package private(set) var rows: [Row] = []
    private let limit: Int

    package init(_ reason: String, listing limit: Int = .max) {
      self.reason = reason
      self.limit = limit
    }

    mutating func add(_ row: Row) {
      count += 1
      if rows.count < limit { rows.append(row) }
    }
  }

  /// A row that the checks keep out of every figure.
  package struct KeptOut: Sendable, Equatable {
    package var row: Row
    /// The finding's headline.
    package var reason: String
  }
}

extension Corpus {
  /// The record that a row is of; `nil` for one that isn't there.
  func record(behind row: Figure.Row) -> Record? {
    row.record.fieldCount > 0 ? row.record : record(row.kind, row.id)
  }

  /// The row of a record, by its name.
  func row(_ kind: String, _ id: String, at place: Place) -> Figure.Row {
    record(kind, id).map { Figure.Row($0) } ?? Figure.Row(kind: kind, id: id, place: place)
  }

  /// The quarantined rows of a kind, of some files only where they are given.
  func keptOut(of kind: String, in files: Set<String>? = nil) -> [Figure.KeptOut] {
    quarantined.filter { $0.kind == kind && files?.contains($0.place.file.path) ?? true }.map {
      Figure.KeptOut(row: Figure.Row($0.record), reason: $0.finding.headline)
    }
  }
}
