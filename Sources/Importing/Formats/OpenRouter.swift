import Diagnostics
import Reading
import Records

extension Importer {
  /// A router's public rankings: tokens by author and by model in the week so far.
  ///
  /// - Gives: `usage`, a file for each day: the shares of the authors that are named, one row for all others, and the
  ///   tokens of the models that are named. Nine places are named of each.
  /// - Models are counted since Monday. Authors were counted since Sunday until the end of April 2026, and since Monday
  ///   from May on; so of those weeks the file of Saturday is the fullest, and a file of a Sunday has authors of one day.
  /// - Left out: the rankings by language and task, speeds, apps, and `benchmarks`, which repeats an index whose terms
  ///   are reported to forbid redistribution.
  static let openRouter = Importer(
    "openrouter-rankings", "a router's rankings by tokens (JSON) to usage", endings: ["json"]
  ) { intake in
    var days: [Day: RecordTable] = [:]
    for file in intake.files {
      guard let (day, table) = intake.rankings(file) else { continue }
      if let other = days[day], other.rows.count >= table.rows.count { continue }
      days[day] = table
    }
    return days.values.map(\.self)
  }
}

extension Intake {
  fileprivate mutating func rankings(_ file: SourceFile) -> (Day, RecordTable)? {
    guard let root = json(file), let meta = root["meta"], let fetched = text("fetched_at", in: meta),
      let day = day(in: fetched), let authors = list("market_share", in: root), let models = list("models", in: root)
    else { return nil }
    check(authors, against: meta["counts"]?["market_share"], in: file)
    check(models, against: meta["counts"]?["models"], in: file)
    guard !authors.isEmpty, !models.isEmpty else {
      findings.append(.emptyRankings(file))
      return nil
    }
    var table = RecordTable(
      kind: Usage.kind, name: "rankings-\(day)", series: "rankings", key: ["measure", "subject", "as-of"],
      rank: "value",
      rows: [])
    func row(_ subject: String, _ kind: SubjectKind, _ measure: String, _ value: Double, _ unit: String)
      -> RecordTable.Row
    {
      [
        "subject": subject, "subject-kind": kind.rawValue, "platform": "OpenRouter", "measure": measure,
        "value": Quantity.text(of: value), "unit": unit, "as-of": day.description, "window": Count.Window.week.rawValue,
        "population": "tokens of all models", "counting-rule": "Routed tokens, in and out, in the week so far.",
      ]
    }
    var named = 0.0
    for author in authors {
      guard let name = text("author", in: author), let share = number("share_pct", in: author) else { continue }
      named += share
      // What the router itself puts together is no author.
      let kind: SubjectKind = name == "others" ? .group : .organisation
      table.rows.append(row(name, kind, "share of tokens by author", share, "percent"))
    }
    if !table.rows.contains(where: { $0["subject"] == "others" }), named < 100 {
      let rest = ((100 - named) * 10).rounded() / 10
      table.rows.append(row("others", .group, "share of tokens by author", rest, "percent"))
    }
    for model in models {
      guard let id = text("model_id", in: model), let tokens = number("tokens", in: model) else { continue }
      table.rows.append(row(id, .model, "tokens by model", tokens, "tokens"))
    }
    return (day, table)
  }
}

extension Finding {
  fileprivate static func emptyRankings(_ file: SourceFile) -> Finding {
    Finding(
      .error, "empty-export", "the rankings are empty, though the file is well formed", at: Place(file),
      hint: "fetch it again; what was imported before stays")
  }
}
