import Diagnostics
import Reading
import Records

extension Importer {
  /// Tables of the Arena leaderboards, in every form in which archives have kept them.
  ///
  /// - Gives: `scores`, a file for each board and publish date; from a daily list with prices, `prices` too.
  /// - Keyed on the day on which Arena published the table, so that copies of one table from several days are one.
  /// - Bounds are those of the table: `+5/-4`, a plus-and-minus, or two bounds. Two decimals are kept.
  /// - Of the categories, those for which we have a board: overall, coding, Chinese, mathematics, hard prompts, longer
  ///   queries, instructions, creative writing, expert prompts.
  static let arena = Importer(
    "arena", "tables of the Arena leaderboards (CSV, JSON) to scores", endings: ["csv", "json"]
  ) { intake in
    var tables: [RecordTable] = []
    for file in intake.files where !file.stem.hasPrefix("_") {
      tables += file.ending == "csv" ? intake.arenaCSV(file) : intake.arenaJSON(file)
    }
    return tables.joined
  }
}

/// Our boards by the names of Arena's; others aren't imported.
private let boards = [
  "text": "arena-text", "text_style_control": "arena-text", "webdev": "arena-webdev",
  "vision": "arena-vision", "vision_style_control": "arena-vision", "search": "arena-search",
  "document": "arena-document",
]

/// What is added to a board's id for a category of its full table.
private let categories = [
  "overall": "", "coding": "-coding", "chinese": "-chinese", "math": "-maths", "hard_prompts": "-hard-prompts",
  "longer_query": "-longer-queries", "instruction_following": "-instructions",
  "creative_writing": "-creative-writing", "expert": "-expert-prompts",
]

// MARK: - CSV

extension Intake {
  /// `rank,model,arena_elo,95_pct_ci,votes,organization,license,…`; later `arena_score`, and a second rank.
  fileprivate mutating func arenaCSV(_ file: SourceFile) -> [RecordTable] {
    let needs = [["model"], ["arena_score", "arena_elo"], ["95_pct_ci"]]
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return [] }
    var table = RecordTable.scores(on: "arena-text", of: dateInName(file.stem) ?? asOf)
    for row in 0..<upstream.rowCount {
      guard let name = upstream.text(row, "model"),
        let score = upstream.number(row, "arena_score", "arena_elo", in: &self)
      else { continue }
      guard let bounds = bounds(upstream.text(row, "95_pct_ci"), around: score) else {
        let written = upstream.text(row, "95_pct_ci") ?? ""
        findings.append(.unlikeFormat("'\(written)' isn't an interval like +5/-4", at: upstream.place(ofRow: row)))
        continue
      }
      table.add(
        name, organisation: upstream.text(row, "organization"), licence: upstream.text(row, "license"),
        rating(score, bounds), count: upstream.number(row, "votes", in: &self))
    }
    return [table]
  }

  /// `+5/-4` around a score.
  private func bounds(_ text: String?, around score: Double) -> ClosedRange<Double>? {
    let parts = (text ?? "").split(separator: "/").compactMap { Double($0) }
    guard parts.count == 2, parts[0] >= 0, parts[1] <= 0 else { return nil }
    return score + parts[1]...score + parts[0]
  }
}

extension Intake {
  fileprivate func rating(_ score: Double, _ bounds: ClosedRange<Double>) -> Quantity {
    Quantity(value: hundredths(score), low: hundredths(bounds.lowerBound), high: hundredths(bounds.upperBound))
  }
}

// MARK: - JSON

extension Intake {
  fileprivate mutating func arenaJSON(_ file: SourceFile) -> [RecordTable] {
    guard let root = json(file) else { return [] }
    if root["rows"] != nil { return fullTable(root, file) }
    if root["sources"]?["lmarena"] != nil { return listWithPrices(root, file) }
    return shortTable(root, file)
  }

  /// All categories of one board, with the bounds written out: `meta` and `rows`.
  private mutating func fullTable(_ root: Node, _ file: SourceFile) -> [RecordTable] {
    guard let rows = list("rows", in: root), let meta = root["meta"] else { return [] }
    check(rows, against: meta["n_rows"], in: file)
    guard let subset = text("subset", in: meta), let published = text("leaderboard_publish_date", in: meta),
      let day = day(in: published)
    else { return [] }
    // The text table without style control is a board of its own where both are published.
    guard let board = subset == "text" ? "arena-text-plain" : boards[subset] else { return [] }
    var tables: [String: RecordTable] = [:]
    for row in rows {
      guard let category = text("category", in: row), let suffix = categories[category] else { continue }
      guard subset == "text_style_control" || suffix.isEmpty else { continue }
      guard let name = text("model_name", in: row), let rating = number("rating", in: row),
        let low = number("rating_lower", in: row), let high = number("rating_upper", in: row), low <= high
      else { continue }
      tables[suffix, default: RecordTable.scores(on: board + suffix, of: day)].add(
        name, organisation: row["organization"]?.written, licence: row["license"]?.written,
        self.rating(rating, low...high), count: row["vote_count"]?.number)
    }
    return tables.values.map(\.self)
  }

  /// One board with a plus-and-minus: `models`, dated by the leaderboard or else by the copy.
  private mutating func shortTable(_ root: Node, _ file: SourceFile) -> [RecordTable] {
    guard let rows = list("models", in: root) else { return [] }
    check(rows, against: root["meta"]?["model_count"] ?? root["total_models"], in: file)
    let subset = root["meta"]?["leaderboard"]?.written ?? "text"
    guard let board = boards[subset] else { return [] }
    let dates = [root["leaderboard_date"], root["meta"]?["last_updated"], root["meta"]?["fetched_at"]]
    let published = dates.lazy.compactMap { $0?.written }.compactMap { day(in: $0) }.first
    var table = RecordTable.scores(on: board, of: published ?? asOf)
    for row in rows {
      guard let name = row["model_name"]?.written ?? text("model", in: row), let score = number("score", in: row),
        let spread = number("ci", in: row), spread >= 0
      else { continue }
      table.add(
        name, organisation: (row["organization"] ?? row["vendor"])?.written, licence: row["license"]?.written,
        rating(score, score - spread...score + spread), count: row["votes"]?.number)
    }
    return [table]
  }

  /// A choice of models with the score on the text board and a router's cheapest offer.
  private mutating func listWithPrices(_ root: Node, _ file: SourceFile) -> [RecordTable] {
    guard let rows = list("models", in: root), let sources = root["sources"], let arena = sources["lmarena"] else {
      return []
    }
    check(rows, against: root["count"], in: file)
    guard let published = text("publish_date", in: arena), let publishedOn = day(in: published) else { return [] }
    let listed = root["date"]?.written.flatMap { day(in: $0) } ?? asOf
    var scores = RecordTable.scores(on: "arena-text", of: publishedOn)
    var prices = RecordTable.prices(named: "openrouter", growth: .day)
    for row in rows {
      guard let name = text("display_name", in: row) else { continue }
      if let score = row["arena_score"]?.number {
        guard let low = number("arena_ci_low", in: row), let high = number("arena_ci_high", in: row), low <= high else {
          continue
        }
        scores.add(
          name, organisation: row["org"]?.written, licence: row["license"]?.written, rating(score, low...high),
          count: row["arena_votes"]?.number)
      }
      guard let input = row["price_in"]?.written, let output = row["price_out"]?.written else { continue }
      prices.rows.append([
        "model": name, "organisation": row["org"]?.written ?? "", "provider": "openrouter", "input": input,
        "output": output, "observed": listed.description, "tier": isFree(input, output) ? Price.free : "",
      ])
    }
    return prices.rows.isEmpty ? [scores] : [scores, prices]
  }
}

extension RecordTable {
  /// All that the rows say, to tell copies of equal length apart.
  fileprivate var text: String { rows.map { "\(key(of: $0)) \($0["value"] ?? "")" }.joined(separator: "\n") }
}

extension [RecordTable] {
  /// One table for each day of a board: of several copies, the fullest.
  ///
  /// Price lists grow by day, and are joined row by row.
  fileprivate var joined: [RecordTable] {
    Dictionary(grouping: self) { "\($0.kind)/\($0.name)" }.values.map { copies in
      if var all = copies.first, all.growth == .day {
        all.rows = copies.flatMap(\.rows)
        return all
      }
      return copies.max { ($0.rows.count, $0.text) < ($1.rows.count, $1.text) }!
    }
  }
}
