import Diagnostics
import Metrics
import Pages
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
    changes.isEmpty ? "no figure, verdict or record has changed" : changes.counts
  }

  private func lines(of move: EditionChanges.FigureMove) -> [String] {
    let values =
      move.isOnlyHistory
      ? "the answer stays; other observations moved" : "\(words(of: move.before)), now \(words(of: move.after))"
    return ["figure   \(move.id): \(values) (\(move.reasons.words))"] + names(move.reasons)
  }

  private func lines(of move: EditionChanges.VerdictMove) -> [String] {
    ["verdict  \(move.id): \(move.words) (\(move.reasons.words))"] + names(move.reasons)
  }

  private var recordLines: [String] {
    changes.records.flatMap { move in
      ["records  \(move.words) (\(move.cause.words))"] + move.keys.prefix(recordLimit).map { "           \($0)" }
    }
  }

  private func names(_ reasons: [EditionChanges.Reason]) -> [String] {
    reasons.flatMap { $0.records.prefix(recordLimit).map { "           \($0)" } }
  }

  private func words(of figure: EditionFacts.Figure?) -> String {
    guard let known = figure, known.value != nil else { return figure.answer }
    return "\(known.answer)\(known.asOf.map { " of \($0)" } ?? "")"
  }
}
