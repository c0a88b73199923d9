import Diagnostics
import Reading
import Records

extension RecordTable {
  /// An empty table of judgements, which grows by entries: a system with its criteria.
  static func openness(_ name: String) -> RecordTable {
    RecordTable(
      kind: Openness.kind, name: name, series: name, key: ["scale", "model", "criterion"], seenOn: "as-of",
      entry: "model", rows: [])
  }
}

extension Intake {
  /// One criterion of one system.
  ///
  /// - Parameter evidence: upstream's link; left out where it is no address that records may hold.
  func judgement(
    _ judgement: Openness.Judgement, of model: String, by maker: String?, on scale: String, _ criterion: String,
    answer: String = "", evidence: String?
  ) -> RecordTable.Row {
    [
      "model": model, "organisation": maker ?? "", "scale": scale, "criterion": criterion,
      "judgement": judgement.rawValue, "answer": answer, "evidence": address(evidence), "as-of": asOf.description,
    ]
  }

  private func address(_ text: String?) -> String {
    guard let text, text.hasPrefix("https://") || text.hasPrefix("http://") else { return "" }
    let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "<" && $0 != ">" && $0 != "\"" }
    return isPlain ? text : ""
  }
}
