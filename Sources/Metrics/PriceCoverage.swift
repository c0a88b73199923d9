import Records

/// Counts which prices a figure compares, and says it in sentences: whose, on which board, and seen when.
struct PriceCoverage {
  private let metric: Metric
  /// The board that rates what is sold; `nil` where ratings don't matter.
  private let board: PartialDate?
  private let total: Int
  private let asked: Int
  /// Positions of prices.
  private var used: Set<Int> = []
  private var models: Set<String> = []
  private var unrated: Set<String> = []
  private var unratedRows: Set<Int> = []
  private var introductory: Set<Int> = []
  private var seen: ClosedRange<Day>?

  /// - Parameters:
  ///   - total: how many prices the records hold.
  ///   - asked: how many of them the metric asks for.
  init(_ metric: Metric, board: PartialDate?, total: Int, asked: Int) {
    self.metric = metric
    self.board = board
    self.total = total
    self.asked = asked
  }

  mutating func count(_ offer: StandingOffer, isUsed: Bool) {
    // A price is counted once, however many days it is looked at on.
    guard isUsed else {
      if unratedRows.insert(offer.row).inserted { unrated.insert(offer.name) }
      return
    }
    if used.insert(offer.row).inserted { models.insert(offer.name) }
    if offer.followsIntroduction { introductory.insert(offer.row) }
    seen = min(offer.seen, seen?.lowerBound ?? offer.seen)...max(offer.seen, seen?.upperBound ?? offer.seen)
  }

  /// - Parameter count: the prices that the metric asks for, and those that it doesn't.
  func coverage(of count: Count, in corpus: Corpus) -> Figure.Coverage {
    let sellers = metric.offers == .hosts ? "of makers and hosts" : "of makers’ own lists"
    let rated = board.map { ", rated on the board of \($0.words())" } ?? ""
    var sentences = [
      used.isEmpty
        ? "No price answers the question"
        : "\(counted(used.count, "price")) \(sellers) for \(counted(models.count, "model"))\(rated)"
    ]
    if let seen {
      let from = PartialDate(seen.lowerBound).words()
      let to = PartialDate(seen.upperBound).words()
      sentences.append(from == to ? "Last seen on \(to)" : "Last seen between \(from) and \(to)")
    }
    let others = unrated.subtracting(models).count
    if others > 0, let board {
      sentences.append(
        "\(counted(others, "other model")) with such a price \(others == 1 ? "isn’t" : "aren’t") rated on the board of \(board.words())"
      )
    }
    if !introductory.isEmpty {
      let replaced = introductory.count
      sentences.append(
        replaced == 1
          ? "In place of 1 introductory price the one that follows it counts"
          : "In place of \(grouped(replaced)) introductory prices those that follow them count")
    }
    let rest = asked - used.count
    if rest > 0 {
      let why =
        board == nil
        ? "free, superseded, contradicted by more sources, or for another part of a graded list"
        : "free, superseded, contradicted by more sources, for another part of a graded list or for a model without a rating"
      sentences.append("\(counted(rest, "price")) of the same sellers \(rest == 1 ? "isn’t" : "aren’t") used: \(why)")
    }
    if total > asked {
      let terms = [
        metric.offers == .hosts ? nil : "hosts’ and resellers’", metric.filter.map { "others than `\($0)`" },
      ]
      sentences.append(
        "\(counted(total - asked, "other")) \(total - asked == 1 ? "isn’t" : "aren’t") asked for (\(terms.compactMap(\.self).joined(separator: "; ")))"
      )
    }
    if !count.quarantined.isEmpty { sentences.append("\(grouped(count.quarantined.count)) quarantined") }
    var passed = Figure.LeftOut(
      "free, superseded, for another part of a graded list, or its model isn’t rated", listing: Figure.LeftOut.listed)
    var rows: [Figure.Row] = []
    for item in count.items {
      if corpus.position(of: item.row.record).map(used.contains) ?? false {
        rows.append(item.row)
      } else {
        passed.add(item.row)
      }
    }
    let leftOut = [passed, count.unmeasured, count.unplaced, count.outliers, count.setAside, count.excluded]
    return Figure.Coverage(
      used: used.count, leftOut: leftOut.reduce(0) { $0 + $1.count }, quarantined: count.quarantined.count,
      note: sentences.joined(separator: ". ") + ".",
      evidence: Figure.Evidence(used: rows, leftOut: leftOut, quarantined: count.quarantined))
  }
}
