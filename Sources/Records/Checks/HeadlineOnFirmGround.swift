import Diagnostics

/// The rows that a headline figure stands on, as its measure reports them.
package struct HeadlineGround: Sendable {
  /// The id of the metric.
  package let metric: String
  /// The rows behind the headline number itself.
  package let rows: [(kind: String, id: String)]
  /// How many rows of what it counts were kept out.
  package let quarantined: Int

  package init(metric: String, rows: [(kind: String, id: String)], quarantined: Int) {
    self.metric = metric
    self.rows = rows
    self.quarantined = quarantined
  }
}

extension Check {
  package static let headlineCode = "shaky-headline"

  /// No headline figure rests on a row that is marked unconfirmed, nor on a model that is; one whose rows were partly
  /// kept out says so.
  ///
  /// It runs when figures are computed, since only they know their rows.
  package static func headlineOnFirmGround(_ grounds: [HeadlineGround]) -> Check {
    Check(headlineCode) { corpus in
      grounds.filter { corpus.report.headlines.contains($0.metric) }.flatMap { ground -> [Finding] in
        let metric = corpus.metrics.first { $0.id == ground.metric }
        var findings: [Finding] = []
        let rows = ground.rows.compactMap { corpus.record($0.kind, $0.id) }
        let shaky = rows.filter(corpus.isUnconfirmed)
        if let first = shaky.first {
          findings.append(.unconfirmedHeadline(ground, rows: shaky.count, first: first))
        }
        // The row may be beyond doubt, and still not who made the model, or when it came out.
        if let model = rows.lazy.compactMap({ corpus.resolvedNames(of: $0)?.model }).first(where: {
          $0.status == .unconfirmed
        }) {
          findings.append(.headlineOfUnconfirmed(model, ground))
        }
        if ground.quarantined > 0 { findings.append(.thinnedHeadline(ground, at: metric?.place)) }
        return findings
      }
    }
  }
}

extension Corpus {
  /// Whether a record says that it is unconfirmed, or rests on a source that does.
  package func isUnconfirmed(_ record: Record) -> Bool {
    for name in ["confidence", "status", "seen"] where record[name] == .choice("unconfirmed") { return true }
    guard case .reference(_, let id) = record["source"] else { return false }
    return source(id)?.seen == .unconfirmed
  }
}

extension Finding {
  fileprivate static func unconfirmedHeadline(_ ground: HeadlineGround, rows: Int, first: Record) -> Finding {
    Finding(
      .error, "shaky-headline",
      "the headline '\(ground.metric)' rests on \(rows) unconfirmed \(rows == 1 ? "row" : "rows"), '\(first.id)' first",
      at: first.place, hint: "confirm the row, or leave the figure out of 'headlines'")
  }

  fileprivate static func headlineOfUnconfirmed(_ model: Model, _ ground: HeadlineGround) -> Finding {
    Finding(
      .error, "shaky-headline",
      "the headline '\(ground.metric)' rests on the model '\(model.id)', which is unconfirmed",
      at: model.place, hint: "confirm the model, or leave the figure out of 'headlines'")
  }

  fileprivate static func thinnedHeadline(_ ground: HeadlineGround, at place: Place?) -> Finding {
    let rows = ground.quarantined == 1 ? "1 row" : "\(ground.quarantined) rows"
    return Finding(
      .warning, "shaky-headline", "the headline '\(ground.metric)' is computed without \(rows) that were kept out",
      at: place, hint: "mend the rows; the Quality page lists them")
  }
}
