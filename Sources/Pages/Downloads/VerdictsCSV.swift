import Diagnostics
import Metrics
import Records

extension Downloads {
  /// The ledger as a table: every claim with what was published, what we have beside it, the verdict, and what turns it.
  static func verdicts(_ context: SiteContext) -> OutputFile {
    var csv = CSVWriter(header: [
      "claim", "theme", "statement", "published", "unit", "as_of", "source", "verdict", "by", "ours", "checked",
      "choices",
      "turning", "since", "decided", "reason",
    ])
    for claim in context.corpus.claims {
      let verdict = context.verdicts[claim.id]
      csv.row([
        .text(claim.id), .text(claim.theme.rawValue), .text(claim.statement),
        .text(claim.publishedDate?.description ?? claim.published?.text ?? ""), .text(claim.unit ?? ""),
        .text(claim.asOf?.description ?? ""), .text(claim.source),
        .text(verdict?.verdict.rawValue ?? Claim.Verdict.cannotBeTested.rawValue),
        .text(verdict?.isComputed ?? false ? "test" : "analyst"), .text(verdict?.ours ?? ""),
        .text(claim.checked.map { "\($0.text) \(claim.checkedUnit ?? claim.unit ?? "")" } ?? ""),
        .number(verdict.flatMap { $0.deciding == 0 ? nil : Double($0.deciding) }),
        .text(verdict?.turning.joined(separator: "; ") ?? ""), .text(verdict?.since?.description ?? ""),
        .text(claim.decided?.description ?? ""), .text(claim.reason ?? ""),
      ])
    }
    return OutputFile(path: "data/verdicts.csv", bytes: csv.bytes)
  }
}
