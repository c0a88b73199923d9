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
  /// - Tasks differ by release, so releases are never compared.
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
    var whole = RecordTable.scores(on: "livebench", of: day)
    var parts = groups.compactMap { group in boards[group.name].map { RecordTable.scores(on: $0, of: day) } }
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
        parts[index].add(model, Quantity(value: hundredths(mean)))
      }
      guard means.count == groups.count else { continue }
      whole.add(model, Quantity(value: hundredths(means.reduce(0, +) / Double(means.count))))
    }
    return [whole] + parts
  }
}
