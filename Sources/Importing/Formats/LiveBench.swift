import Diagnostics
import Reading
import Records

extension Importer {
  /// LiveBench: a table of tasks for each release, `table_2026_01_08.csv`, and the JSON that groups them,
  /// `categories_2026_01_08.json`. Both files of a release are given together.
  ///
  /// - Gives: `scores`, a file for each board and release: the average of all categories, and each category.
  /// - A category is the mean of its tasks, the whole the mean of its categories, as LiveBench counts them. A model that
  ///   lacks a task has no value for its category, nor for the whole. Two decimals are kept.
  /// - Tasks differ by release, so each is a scale of its own. Models are added to a release until the next one comes: a
  ///   table is dated by the day before that, the newest by the day of the export.
  static let liveBench = Importer(
    "livebench", "LiveBench's tables and categories (CSV with JSON) to scores", endings: ["csv", "json"]
  ) { intake in
    var categories: [Day: [(name: String, tasks: [String])]] = [:]
    for file in intake.files where file.ending == "json" {
      guard let day = dateInName(file.stem), let groups = intake.json(file)?.entries else { continue }
      categories[day] = groups.map { ($0.key.text ?? "", ($0.value.items ?? []).compactMap(\.text)) }
    }
    return intake.files.filter { $0.ending == "csv" }.flatMap { intake.release($0, categories) }
  }
}

/// Our boards by LiveBench's categories.
private let boards = [
  "Reasoning": "livebench-reasoning", "Coding": "livebench-coding", "Agentic Coding": "livebench-agentic-coding",
  "Mathematics": "livebench-maths", "Data Analysis": "livebench-data-analysis", "Language": "livebench-language",
  "IF": "livebench-instructions",
]

extension Intake {
  fileprivate mutating func release(
    _ file: SourceFile, _ categories: [Day: [(name: String, tasks: [String])]]
  ) -> [RecordTable] {
    guard let day = dateInName(file.stem), let groups = categories[day], !groups.isEmpty else {
      findings.append(.unlikeFormat("no categories file of the same release", at: Place(file)))
      return []
    }
    let needs = [["model"]] + groups.flatMap(\.tasks).map { [$0] }
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return [] }
    let next = categories.keys.filter { $0 > day }.min().map { Day(number: $0.number - 1) }
    let (vintage, scale) = ((next.map { min($0, asOf) } ?? asOf).description, day.description)
    func table(_ board: String) -> RecordTable {
      var table = RecordTable.scores(on: board, of: day)
      (table.key, table.seenOn, table.isDatedAsOne) = (["model", "benchmark"], "vintage", true)
      return table
    }
    var whole = table("livebench")
    var parts = groups.compactMap { group in boards[group.name].map(table) }
    guard parts.count == groups.count else {
      let unknown = groups.map(\.name).filter { boards[$0] == nil }.joined(separator: ", ")
      findings.append(.unlikeFormat("no board of ours is the category '\(unknown)'", at: Place(file)))
      return []
    }
    for row in 0..<upstream.rowCount {
      guard let model = upstream.text(row, "model") else { continue }
      var means: [Double] = []
      for (index, group) in groups.enumerated() {
        let values = group.tasks.compactMap { upstream.number(row, $0, in: &self) }
        guard values.count == group.tasks.count else { continue }
        let mean = values.reduce(0, +) / Double(values.count)
        means.append(mean)
        parts[index].add(model, Quantity(value: hundredths(mean)), vintage: vintage, scale: scale)
      }
      guard means.count == groups.count else { continue }
      let mean = means.reduce(0, +) / Double(means.count)
      whole.add(model, Quantity(value: hundredths(mean)), vintage: vintage, scale: scale)
    }
    return [whole] + parts
  }
}
