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
    private var added: [Row] = []
    private var rest: Rest?
    private let limit: Int

    package init(_ reason: String, listing limit: Int = .max) {
      self.reason = reason
      self.limit = limit
    }

    /// All records but those at some positions, ascending. They are picked out when somebody asks for them.
    init(_ reason: String, all records: [Record], but positions: [Int]) {
      self.init(reason, listing: Self.listed)
      rest = Rest(records: records, positions: positions)
      count = records.count - positions.count
    }

    package var rows: [Row] { rest.map { $0.rows(atMost: limit) } ?? added }

    mutating func add(_ row: Row) {
      precondition(rest == nil, "what is picked out of all isn't added to")
      count += 1
      if added.count < limit { added.append(row) }
    }

    package static func == (left: LeftOut, right: LeftOut) -> Bool {
      (left.reason, left.count) == (right.reason, right.count) && left.rows == right.rows
    }

    private struct Rest: Sendable {
      let records: [Record]
      /// Of those that aren't left out.
      let positions: [Int]

      func rows(atMost limit: Int) -> [Row] {
        var rows: [Row] = []
        var next = 0
        for (position, record) in records.enumerated() {
          guard rows.count < limit else { break }
          if next < positions.count, positions[next] == position { next += 1 } else { rows.append(Row(record)) }
        }
        return rows
      }
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
