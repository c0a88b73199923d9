import Diagnostics
import Reading
import Records

extension Importer {
  /// Lists of the repositories of a model hub with their downloads: a list with `date` and `models`, or a bare list whose
  /// file is named for its day, `hf_models_2026-05-12.json`.
  ///
  /// - Gives: `downloads`, a file for each day, with the publisher as the hub names it. Whose model it is, the ledger says;
  ///   a repository of somebody unknown is part of what nobody is given.
  /// - Of each list the 300 most downloaded repositories: the lists themselves grow from 500 to 1,900, so that shares of
  ///   the whole lists would move with them. Hub counts are of the trailing thirty days, so days overlap.
  /// - Left out: repositories without a count.
  static let hubDownloads = Importer(
    "hub-downloads", "lists of a model hub's repositories (JSON) to downloads", endings: ["json"]
  ) { intake in
    var days: [Day: RecordTable] = [:]
    for file in intake.files {
      guard let (day, table) = intake.topList(file) else { continue }
      if let other = days[day], other.rows.count >= table.rows.count { continue }
      days[day] = table
    }
    return days.values.map(\.self)
  }
}

private let placesTaken = 300

extension Intake {
  fileprivate mutating func topList(_ file: SourceFile) -> (Day, RecordTable)? {
    guard let root = json(file) else { return nil }
    let stated = root["date"]?.written.flatMap { Importing.day(in: $0) }
    guard let list = list(root.items == nil ? "models" : nil, in: root) else { return nil }
    let day = stated ?? dateInName(file.stem) ?? asOf
    var counts: [String: Double] = [:]
    for repository in list {
      guard let id = repository["id"]?.written ?? text("name", in: repository) else { continue }
      guard let count = (repository["downloads"] ?? repository["hf_downloads"])?.number, count > 0 else { continue }
      counts[id] = max(counts[id] ?? 0, count)
    }
    let top = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(placesTaken)
    var table = RecordTable(
      kind: Download.kind, name: "top-\(day)", series: "top", key: ["subject", "as-of"], rank: "value",
      places: placesTaken, rows: [])
    table.rows = top.map { id, count in
      [
        "subject": id, "subject-kind": SubjectKind.model.rawValue,
        "organisation": id.split(separator: "/").count == 2 ? String(id.split(separator: "/")[0]) : "",
        "platform": "Hugging Face", "measure": "downloads by repository", "value": Quantity.text(of: count),
        "unit": "downloads", "as-of": day.description, "window": Count.Window.trailing30Days.rawValue,
        "population": "the \(placesTaken) most downloaded repositories of the list",
      ]
    }
    return (day, table)
  }
}
