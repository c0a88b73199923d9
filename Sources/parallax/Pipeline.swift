import Diagnostics
import Metrics
import Pages
import Publishing
import Records

/// What a run is made from.
struct Ingredients {
  var input: [SourceFile]
  var templates: [SourceFile]
  /// The day of the edition; `nil` for the last day that the records know of.
  var asOf: Day?
  var isStrict = false
}

/// What a run comes to, before anything is written.
struct Outcome {
  var corpus: Corpus
  var figures: [Figure]
  var files: [OutputFile]
  /// In the order in which they are shown.
  var findings: [Finding]
}

/// Everything between reading the input and writing the output.
func makeReport(from ingredients: Ingredients) async -> Outcome {
  let (corpus, unreadable) = Corpus.reading(ingredients.input, asOf: ingredients.asOf)
  let (figures, unanswered) = Metrics.figures(of: corpus, asOf: ingredients.asOf)
  let (verdicts, untestable) = Verdicts.all(for: corpus, figures: figures)
  let unsure = Check.headlineOnFirmGround(figures.map(\.ground)).findings(in: corpus)
  let known = unreadable + unanswered + untestable + unsure + excess(of: corpus)
  let site = await Site.make(
    figures: figures, corpus: corpus, verdicts: verdicts, templates: ingredients.templates, findings: known,
    asOf: corpus.asOf)
  let isBroken = known.contains { $0.effect == .fatal }
  let own = site.findings.filter { !(isBroken && $0.mayFollowFromRecords) }
  let findings = (known + own).map { ingredients.isStrict ? $0.strict : $0 }
  return Outcome(
    corpus: corpus, figures: figures, files: site.files, findings: findings.sorted(by: Finding.isShownBefore))
}

/// Too many rows kept out: whatever the figures say then, they don't speak for the records.
private func excess(of corpus: Corpus) -> [Finding] {
  let limit = corpus.report.quarantineLimit
  guard corpus.quarantinedShare > limit else { return [] }
  func percent(_ fraction: Double) -> String { "\((fraction * 1000).rounded() / 10)%" }
  return [
    Finding(
      .error, "too-many-quarantined",
      "\(corpus.quarantined.count) rows are kept out, \(percent(corpus.quarantinedShare)) of all; the limit is \(percent(limit))",
      at: corpus.report.place, hint: "mend the rows, or raise 'quarantine-limit'")
  ]
}

extension Finding {
  /// Whether a page may only lack what broken records took from its figures.
  fileprivate var mayFollowFromRecords: Bool { ["nothing-to-show", "failed-sentence"].contains(code) }

  /// The finding where warnings count as errors.
  fileprivate var strict: Finding {
    guard severity == .warning else { return self }
    var strict = self
    strict.severity = .error
    strict.effect = .fatal
    return strict
  }
}
