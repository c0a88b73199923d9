import Diagnostics
import Records

/// Below this share of the rows of the last table of its series, a table is taken for the beginning of one.
///
/// Arena's daily copies hold the first 20, 30, 50 or 71 models as the copying went; from one day to the next an honest
/// list has never lost a third of its rows.
private let leastShare = 2.0 / 3

extension Import {
  /// Tables that are far shorter than the one before them in their series, there or in this import.
  func shortTables(
    among tables: [RecordTable], source: String, input: [SourceFile], _ options: ImportOptions
  ) -> [Finding] {
    guard !options.allowsShorter else { return [] }
    var known: [String: [(name: String, rows: Int)]] = [:]
    let files = Dictionary(input.map { ($0.path, $0) }) { first, _ in first }
    // What shows the newest entries alone says nothing by being short.
    let tables = tables.filter { $0.growth != .newest }
    for table in tables where known[folder(table, source) + table.series] == nil {
      let folder = folder(table, source)
      known[folder + table.series] = files.keys.filter { path in
        path.hasPrefix(folder) && series(of: path, in: folder) == table.series
      }.sorted().map { path in
        (String(path.dropFirst(folder.count).dropLast(4)), Self.length(of: files[path]!, like: table))
      }
    }
    return tables.compactMap { table in
      let key = folder(table, source) + table.series
      let last = known[key]?.filter { $0.name <= table.name }.max { $0.name < $1.name }
      let count = table.latest.count
      known[key]?.removeAll { $0.name == table.name }
      known[key]?.append((table.name, count))
      guard let last, Double(count) < Double(last.rows) * leastShare else { return nil }
      return .shortExport(table.name, rows: count, last: last.name, of: last.rows)
    }
  }

  private func folder(_ table: RecordTable, _ source: String) -> String { "Input/\(table.kind)/\(source)/" }

  /// The name without the day at its end.
  private func series(of path: String, in folder: String) -> String {
    let name = path.dropFirst(folder.count).dropLast(4)
    guard let day = dateInName(String(name)) else { return String(name) }
    return String(name.dropLast(day.description.count + 1))
  }

  private static func length(of file: SourceFile, like table: RecordTable) -> Int {
    var there = table
    there.rows = RecordTable.rows(in: file)
    return there.latest.count
  }
}

extension Finding {
  fileprivate static func shortExport(_ name: String, rows: Int, last: String, of lastRows: Int) -> Finding {
    let other = last == name ? "the one before had" : "'\(last)' has"
    return Finding(
      .error, "short-export", "'\(name)' has \(rows) rows where \(other) \(lastRows)", at: nil,
      hint: "fetch it again; if upstream really dropped so many, import it with --allow-shorter")
  }
}
