import Diagnostics
import Metrics
import Publishing
import Records

/// What records and templates as they stand would change, against an edition or a revision.
struct Impact {
  /// How far a figure moves, by the interval that it had.
  enum Reach: String {
    case new, gone
    /// Older observations only.
    case history
    case withinInterval = "within-interval"
    case beyondInterval = "beyond-interval"
    /// It had no interval to be in.
    case withoutInterval = "without-interval"
    /// The number stays; its day, its rows or its verdict move.
    case number = "same-number"
  }

  /// An edition whose numbers were true until now.
  struct Outdated {
    let edition: String
    /// Ids of figures that said what the baseline says, and won't say it any more.
    let figures: [String]
  }

  /// What it is compared with, in words.
  let baseline: String
  let changes: EditionChanges
  let pages: Shelf.Pages
  /// Newest first; none where nothing was published.
  let outdated: [Outdated]
  let headlines: Set<String>
  let headlineClaims: Set<String>
  /// Fields of records that say something else, as far as what they said is known.
  let fields: [FieldMove]
  /// Rows that the checks keep out of every figure.
  let keptOut: [Quarantined]

  /// - Parameters:
  ///   - old: the records of a kind as they were, as JSON; `nil` where nobody has them.
  ///   - isPublished: whether these are those of an edition, without what may not be passed on.
  init(
    baseline: String, changes: EditionChanges, pages: Shelf.Pages, editions: [PastEdition], corpus: Corpus,
    isPublished: Bool, old: (KindDescription) -> [UInt8]?
  ) {
    let report = corpus.report
    self.baseline = baseline
    let changed = Set(changes.records.filter { $0.change == .changed }.map(\.kind))
    fields = FieldMove.all(of: changed, from: old, to: corpus, isPublished: isPublished)
    keptOut = corpus.quarantined.sorted { $0.place < $1.place }
    self.changes = changes
    self.pages = pages
    let moves = changes.figures
    outdated = editions.reversed().compactMap { edition in
      let said = Dictionary(edition.facts.figures.map { ($0.id, $0) }) { first, _ in first }
      let figures = moves.filter { move in
        guard let cited = said[move.id], let before = move.before, cited.quotes(before) else { return false }
        return !(move.after.map(cited.quotes) ?? false)
      }
      return figures.isEmpty ? nil : Outdated(edition: edition.id, figures: figures.map(\.id))
    }
    headlines = Set(report.headlines)
    headlineClaims = Set(report.headlineClaims)
  }

  func reach(of move: EditionChanges.FigureMove) -> Reach {
    guard let before = move.before else { return .new }
    guard let after = move.after else { return .gone }
    if move.isOnlyHistory { return .history }
    if (before.value, before.low, before.high) == (after.value, after.low, after.high) { return .number }
    guard let low = before.low, let high = before.high, low < high, let value = after.value else {
      return .withoutInterval
    }
    return value < low || value > high ? .beyondInterval : .withinInterval
  }

  var movesHeadlines: Bool {
    changes.figures.contains { headlines.contains($0.id) && reach(of: $0) != .history }
      || changes.verdicts.contains { headlineClaims.contains($0.id) }
  }

  var isNothing: Bool { changes.isEmpty && pages.isEmpty }
}

extension EditionFacts.Figure {
  /// Whether who cites the one cites the other's numbers.
  fileprivate func quotes(_ other: EditionFacts.Figure) -> Bool {
    (value, low, high) == (other.value, other.low, other.high) && (asOf, unit) == (other.asOf, other.unit)
  }
}

extension Shelf.Pages {
  var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// What files of now are beside files whose sums are known.
  ///
  /// - Parameter old: the sums of the files before, by path.
  init(_ files: [OutputFile], over old: [String: Digest]) {
    var gone = old
    for file in files where file.path.hasSuffix(".html") {
      guard let before = gone.removeValue(forKey: file.path) else {
        added.append(file.path)
        continue
      }
      if before != Digest(of: file.bytes) { changed.append(file.path) }
    }
    removed = gone.keys.filter { $0.hasSuffix(".html") }.sorted()
  }
}
