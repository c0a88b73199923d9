import Diagnostics
import Metrics
import Records

/// `status.json`: how old the data is, in absolute dates, so that a copy left alone stays true.
struct Status {
  private let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  var file: OutputFile {
    let known = context.corpus.freshness(patience: Check.staleSource.threshold(in: context.corpus))
    let lines = known.sorted { $0.source.id < $1.source.id }.map { freshness -> String in
      let source = freshness.source
      return """
        {"id": \(jsonText(source.id)), "title": \(jsonText(source.title)), \
        "newest_fact": \(jsonText(freshness.newest.description)), "retrieved": \(text(source.retrieved?.description)), \
        "expected_every_days": \(source.expectedEveryDays.map(String.init) ?? "null"), \
        "next_due": \(text(freshness.dueAfter?.description)), \
        "nothing_published_after": \(text(freshness.stopsAfter?.description))}
        """
    }
    let dues = known.compactMap(\.dueAfter)
    let verdicts = Dictionary(grouping: context.verdicts.values) { $0.verdict.rawValue }
    let counts = verdicts.sorted { $0.key < $1.key }.map { "\(jsonText($0.key)): \($0.value.count)" }
    let json = """
      {
        "title": \(jsonText(context.corpus.report.title)),
        "edition_day": \(jsonText(context.asOf.description)),
        "figures": \(context.figures.count),
        "verdicts": {\(counts.joined(separator: ", "))},
        "quarantined": \(context.corpus.quarantined.count),
        "next_due": \(dues.min().map { jsonText($0.description) } ?? "null"),
        "sources": [
          \(lines.joined(separator: ",\n    "))
        ]
      }

      """
    return OutputFile(path: "status.json", bytes: Array(json.utf8))
  }

  private func text(_ text: String?) -> String { text.map(jsonText) ?? "null" }
}
