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

  /// What the input comes to.
  var records: RecordsRead { Corpus.reading(input, asOf: asOf) }
}

typealias RecordsRead = (corpus: Corpus, findings: [Finding])

/// What a run comes to, before anything is written.
struct Outcome {
  var corpus: Corpus
  var figures: [Figure]
  var files: [OutputFile]
  /// In the order in which they are shown.
  var findings: [Finding]
  /// The day that the edition speaks of.
  var day: Day
  var facts: EditionFacts
  /// The index of the records as the next edition will read it; empty where nothing is published.
  var index: [UInt8]
  /// What moved since the live edition; `nil` when there is none.
  var changes: EditionChanges?
  var site: Site
}

/// Everything between reading the input and writing the output.
///
/// - Parameters:
///   - records: what the input comes to, where somebody has read it already.
///   - past: what earlier editions said; `nil` where nobody asks what has changed.
///   - live: the pages that are live, which stay where they would come out the same; `nil` where each page is wanted
///     and nothing is published.
func makeReport(
  from ingredients: Ingredients, records: RecordsRead? = nil, past: Past? = nil, live: LivePages? = nil
) async -> Outcome {
  let (corpus, unreadable) = records ?? ingredients.records
  // Where no edition came before, nothing needs the index before it is written: it is made beside figures and pages.
  let isWanted = past != nil
  let indexOfRecords = Task { isWanted ? RecordIndex(recordsOf: corpus) : RecordIndex() }
  let (figures, unanswered, mainBoards) = Metrics.figures(of: corpus, asOf: ingredients.asOf)
  let (verdicts, untestable) = Verdicts.all(for: corpus, figures: figures)
  let unsure = Check.headlineOnFirmGround(figures.map(\.ground)).findings(in: corpus)
  let known = unreadable + unanswered + untestable + unsure + excess(of: corpus)
  let day = corpus.asOf
  let facts = EditionFacts(figures: figures, verdicts: verdicts, corpus: corpus)
  let index = Task {
    var index = await indexOfRecords.value
    if isWanted { index.take(figures, in: corpus) }
    return index
  }
  let isPublished = live != nil
  let bytes = Task { isPublished ? RecordIndexJSON.bytes(of: await index.value) : [] }
  var changes: EditionChanges?
  if let past, let last = past.editions.last {
    changes = Comparison.changes(
      from: last.facts, past.records, to: facts, await index.value, isOtherDay: last.day != day.description,
      lookedAt: { lookedAt(by: $0, figures, corpus) })
  }
  let history = History(past: past?.editions ?? [], day: day.description, facts: facts, changes: changes)
  let site = await Site.make(
    figures: figures, corpus: corpus, verdicts: verdicts, templates: ingredients.templates, findings: known,
    asOf: day, mainBoards: mainBoards, history: history,
    quarantinePrices: Metrics.pricesOfQuarantine(in: corpus, figures: figures, asOf: ingredients.asOf),
    former: live?.former(ingredients, index))
  let isBroken = known.contains { $0.effect == .fatal }
  let refused = Gate.findings(inTemplates: site.templates, paths: site.files.map(\.path) + site.kept)
  let own = (site.findings + refused).filter { !(isBroken && $0.mayFollowFromRecords) }
  let findings = (known + own).map { ingredients.isStrict ? $0.strict : $0 }
  return Outcome(
    corpus: corpus, figures: figures, files: site.files, findings: findings.sorted(by: Finding.isShownBefore),
    day: day, facts: facts, index: await bytes.value, changes: changes, site: site)
}

/// The records that a figure looked at, as the index of all records numbers them.
private func lookedAt(by id: String, _ figures: [Figure], _ corpus: Corpus) -> [Range<Int>] {
  figures.first { $0.id == id }.map { RecordIndex.lookedAt(by: $0, in: corpus) } ?? []
}

extension Outcome {
  /// The records that a figure looked at.
  func lookedAt(by id: String) -> [Range<Int>] { parallax.lookedAt(by: id, figures, corpus) }

  /// The files of the folder of editions that tell of this one and its place among the others.
  ///
  /// - Parameter frozen: the editions that have pages under their own names.
  func about(
    _ edition: Edition, after archive: Archive, past: Past, frozen: Set<String>
  ) -> (files: [OutputFile], findings: [Finding]) {
    let name = "\(Archive.folder)/\(edition.id)"
    var files = [OutputFile(path: "\(name).records.json", bytes: index)]
    // One that was published before keeps what it said of itself then.
    if archive[edition.id] == nil {
      let remembered = PastEdition(
        id: edition.id, day: edition.day, previousDay: past.editions.last?.day, facts: facts,
        changes: changes?.naming(atMost: History.namesKept))
      files.append(
        OutputFile(
          path: "\(name).json", bytes: Array(EditionJSON.text(of: remembered, previous: archive.live).utf8)))
    }
    let pages = site.editionPages(archive.adding(edition).lines(frozen: frozen))
    return (files + pages.files, pages.findings)
  }
}

extension Archive {
  /// As pages list them, the latest first.
  func lines(frozen: Set<String>) -> [EditionLine] {
    entries.reversed().map { entry in
      EditionLine(
        id: entry.id, day: entry.day, isFrozen: frozen.contains(entry.id), isLive: entry.id == live,
        isWithdrawn: entry.isWithdrawn)
    }
  }
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
