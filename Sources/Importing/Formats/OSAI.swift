import Diagnostics
import Reading
import Records

extension Importer {
  /// The European Open Source AI Index: a YAML file for each system, with a class and a link for each criterion.
  ///
  /// - Gives: `openness` on the scale `osai-index`: fourteen criteria, each open, partial or closed, with the index's
  ///   evidence. One file stands for a family of models as the index names it.
  /// - The index gives national origin in comments alone; our record of the maker decides.
  static let osai = Importer(
    "osai-index", "judgements of the Open Source AI Index (YAML) to openness", endings: ["yaml", "yml"]
  ) { intake in
    var table = RecordTable(
      kind: Openness.kind, name: "judgements", series: "judgements", key: ["scale", "model", "criterion"],
      seenOn: "as-of", rows: [])
    // The index keeps an empty form beside its entries.
    for file in intake.files where !file.stem.hasSuffix("template") { table.rows += intake.judgements(file) }
    return [table]
  }
}

extension Intake {
  fileprivate mutating func judgements(_ file: SourceFile) -> [RecordTable.Row] {
    guard let root = yaml(file).first, let system = root["system"], let name = text("name", in: system) else {
      return []
    }
    let maker = root["org"]?["name"]?.written ?? ""
    return (root.entries ?? []).compactMap { entry in
      guard let criterion = entry.key.text, let judged = entry.value["class"]?.written else { return nil }
      guard let judgement = Openness.Judgement(rawValue: judged.lowercased()) else {
        findings.append(
          .unlikeFormat("'\(judged)' is none of open, partial, closed", at: entry.value["class"]?.place ?? root.place))
        return nil
      }
      return [
        "model": name, "organisation": maker, "scale": "osai-index", "criterion": criterion,
        "judgement": judgement.rawValue, "evidence": address(entry.value["link"]?.written), "as-of": asOf.description,
      ]
    }
  }

  /// An address that records may hold, or nothing.
  func address(_ text: String?) -> String {
    guard let text, text.hasPrefix("https://") || text.hasPrefix("http://") else { return "" }
    let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "<" && $0 != ">" && $0 != "\"" }
    return isPlain ? text : ""
  }
}
