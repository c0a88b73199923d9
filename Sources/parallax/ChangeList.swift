import Diagnostics
import Metrics
import Records

/// What moved between two editions, as lines for a terminal.
struct ChangeList {
  let changes: EditionChanges
  /// The most records that are named in each place; 0 for none.
  let recordLimit: Int

  init(_ changes: EditionChanges, recordLimit: Int) {
    self.changes = changes
    self.recordLimit = recordLimit
  }

  var text: String {
    let lines = changes.figures.flatMap(lines(of:)) + changes.verdicts.flatMap(lines(of:)) + recordLines
    return (lines + [summary]).map { printable($0) + "\n" }.joined()
  }

  private var summary: String {
    guard !changes.isEmpty else { return "no figure, verdict or record has changed" }
    let records = changes.records.reduce(0) { $0 + $1.count }
    return "\(changes.figures.count) figures and \(changes.verdicts.count) verdicts moved, \(records) records changed"
  }

  private func lines(of move: EditionChanges.FigureMove) -> [String] {
    let values =
      move.isOnlyHistory
      ? "older observations only" : "\(words(of: move.before)), now \(words(of: move.after))"
    return ["figure   \(move.id): \(values) (\(causes(move.reasons)))"] + names(move.reasons)
  }

  private func lines(of move: EditionChanges.VerdictMove) -> [String] {
    let (before, after) = (move.before?.verdict ?? "not there", move.after?.verdict ?? "gone")
    return ["verdict  \(move.id): \(before), now \(after) (\(causes(move.reasons)))"] + names(move.reasons)
  }

  private var recordLines: [String] {
    changes.records.flatMap { move in
      let source = move.source.isEmpty ? "" : " of \(move.source)"
      let line = "records  \(move.count) \(move.kind)\(source) \(move.change.rawValue) (\(words(of: move.cause)))"
      return [line] + move.keys.prefix(recordLimit).map { "           \($0)" }
    }
  }

  private func names(_ reasons: [EditionChanges.Reason]) -> [String] {
    reasons.flatMap { $0.records.prefix(recordLimit).map { "           \($0)" } }
  }

  private func words(of figure: EditionFacts.Figure?) -> String {
    guard let figure else { return "not there" }
    func short(_ number: Double) -> String { Quantity.text(of: (number * 1000).rounded() / 1000) }
    guard let value = figure.value else { return "no value" }
    let interval = if let low = figure.low, let high = figure.high { " (\(short(low)) to \(short(high)))" } else { "" }
    return "\(short(value))\(interval) \(figure.unit)\(figure.asOf.map { " of \($0)" } ?? "")"
  }

  private func words(of cause: EditionChanges.Cause) -> String {
    String(cause.rawValue.map { $0 == "-" ? " " : $0 })
  }

  private func causes(_ reasons: [EditionChanges.Reason]) -> String {
    reasons.map { words(of: $0.cause) }.joined(separator: ", ")
  }
}
