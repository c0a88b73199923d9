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
    return tables.flatMap { cutEntries(of: $0, source, files) }
      + tables.compactMap { table in
        let key = folder(table, source) + table.series
        let last = known[key]?.filter { $0.name <= table.name }.max { $0.name < $1.name }
        let count = table.latest.count
        known[key]?.removeAll { $0.name == table.name }
        known[key]?.append((table.name, count))
        guard let last else { return nil }
        let isFull = table.places.map { last.rows >= $0 && count < $0 } ?? false
        if isFull || isCut(count, of: last.rows) {
          return .shortExport(table.name, rows: count, last: last.name, of: last.rows)
        }
        // As many rows as before, and others: half of a list of which only the top is taken.
        guard last.name == table.name, let file = files[Import.path(of: table, source: source)] else { return nil }
        let kept = table.keptKeys(of: RecordTable.rows(in: file))
        return isCut(kept, of: last.rows) ? .otherRows(table.name, kept: kept, of: last.rows) : nil
      }
  }

  private func isCut(_ count: Int, of last: Int) -> Bool { Double(count) < Double(last) * leastShare }

  /// Entries that have lost more than a third of their rows: a whole folder hardly notices one cut file.
  private func cutEntries(of table: RecordTable, _ source: String, _ files: [String: SourceFile]) -> [Finding] {
    guard let entry = table.entry, let file = files[Import.path(of: table, source: source)] else { return [] }
    func sizes(_ rows: [RecordTable.Row]) -> [String: Int] {
      Dictionary(grouping: rows) { $0[entry] ?? "" }.mapValues { Set($0.map(table.key(of:))).count }
    }
    let new = sizes(table.rows)
    return sizes(RecordTable.rows(in: file)).sorted { $0.key < $1.key }.compactMap { name, rows in
      guard let count = new[name], isCut(count, of: rows) else { return nil }
      return .shortExport(name, rows: count, last: name, of: rows)
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

extension RecordTable {
  /// How many of the keys of some rows the table has too.
  fileprivate func keptKeys(of rows: [Row]) -> Int {
    Set(rows.map(key(of:))).intersection(self.rows.map(key(of:))).count
  }
}

extension Finding {
  fileprivate static func otherRows(_ name: String, kept: Int, of rows: Int) -> Finding {
    Finding(
      .error, "short-export", "'\(name)' keeps \(kept) of the \(rows) rows that it had", at: nil,
      hint: "fetch it again; if upstream really replaced so many, import it with --allow-shorter")
  }

  fileprivate static func shortExport(_ name: String, rows: Int, last: String, of lastRows: Int) -> Finding {
    let other = last == name ? "the one before had" : "'\(last)' has"
    return Finding(
      .error, "short-export", "'\(name)' has \(rows) rows where \(other) \(lastRows)", at: nil,
      hint: "fetch it again; if upstream really dropped so many, import it with --allow-shorter")
  }
}
