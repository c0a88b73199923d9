import Diagnostics
import Reading
import Records

extension Importer {
  /// The European Open Source AI Index: a YAML file for each system, with a class and a link for each criterion.
  ///
  /// - Gives: `openness` on the scale `osai-index`: twelve criteria, each open, partial or closed, with the index's
  ///   evidence. One file stands for a family of models as the index names it.
  /// - The index gives national origin in comments alone; our record of the maker decides.
  static let osai = Importer(
    "osai-index", "judgements of the Open Source AI Index (YAML) to openness", endings: ["yaml", "yml"]
  ) { intake in
    var table = RecordTable.openness("judgements")
    // The index keeps an empty form beside its entries.
    let entries = intake.files.filter { !$0.stem.hasSuffix("template") }
      .map { (file: $0, rows: intake.judgements($0)) }
    // It asks the same of every system, so that a file with fewer answers was cut off.
    let most = entries.map(\.rows.count).max() ?? 0
    for (file, rows) in entries {
      if !rows.isEmpty, rows.count < most { intake.findings.append(.cutEntry(file, rows.count, of: most)) }
      table.rows += rows
    }
    return [table]
  }
}

extension Intake {
  fileprivate mutating func judgements(_ file: SourceFile) -> [RecordTable.Row] {
    guard let root = yaml(file).first, let system = root["system"], let name = text("name", in: system) else {
      return []
    }
    let maker = root["org"]?["name"]?.written
    return (root.entries ?? []).compactMap { entry in
      guard let criterion = entry.key.text, let judged = entry.value["class"]?.written else { return nil }
      guard let judgement = Openness.Judgement(rawValue: judged.lowercased()) else {
        findings.append(
          .unlikeFormat("'\(judged)' is none of open, partial, closed", at: entry.value["class"]?.place ?? root.place))
        return nil
      }
      return self.judgement(
        judgement, of: name, by: maker, on: "osai-index", criterion, evidence: entry.value["link"]?.written)
    }
  }
}

extension Finding {
  fileprivate static func cutEntry(_ file: SourceFile, _ count: Int, of most: Int) -> Finding {
    Finding(
      .error, "cut-export", "the file judges \(count) criteria where others judge \(most)", at: Place(file),
      hint: "fetch it again")
  }
}
