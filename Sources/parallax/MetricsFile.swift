import Diagnostics
import Publishing
import Records

/// A file for Prometheus's textfile collector: when the last run was, how it ended, how old the data is.
///
/// What this run doesn't know, such as the age of sources when nothing had to be read anew, stays as the last run that
/// knew it has written it.
struct MetricsFile {
  private struct Family {
    let name: String
    let help: String
    let samples: [String]
  }

  let report: RunReport
  let exitCode: Int32

  /// Replaces the file by rename, so that the collector never reads half of one.
  func write(to path: String) throws(PublishingProblem) {
    let disk = Disk()
    let old = try disk.status(of: path) == nil ? [] : try disk.bytes(of: path)
    let text = text(over: String(decoding: old, as: UTF8.self))
    try Disk.readableByAll { () throws(PublishingProblem) in try disk.replace(path, with: Array(text.utf8)) }
  }

  /// The whole file. No sample has a time of its own: the collector gives it that of the file.
  func text(over old: String) -> String {
    var kept: [String: [String]] = [:]
    for line in old.split(separator: "\n") where !line.hasPrefix("#") {
      kept[String(line.prefix { $0 != "{" && $0 != " " }), default: []].append(String(line))
    }
    return families.map { family in
      let samples = family.samples.isEmpty ? kept[family.name] ?? [] : family.samples
      guard !samples.isEmpty else { return "" }
      return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) gauge\n"
        + samples.map { $0 + "\n" }.joined()
    }.joined()
  }

  private var families: [Family] {
    [
      family("last_run_timestamp_seconds", "When the last run ended.", [("", Double(report.ended))]),
      family(
        "last_success_timestamp_seconds", "When a run last ended with an edition live that its records make.",
        isAsRecordsMakeIt == true && exitCode == 0 ? [("", Double(report.ended))] : []),
      family("exit_code", "How the last run ended.", [("", Double(exitCode))]),
      family("run_duration_seconds", "How long the last run took.", [("", report.seconds)]),
      family(
        "stage_duration_seconds", "How long each stage of the last run took.",
        report.stages.map { (label("stage", $0.name), $0.seconds) }),
      family(
        "findings", "What the last run that read everything found, by severity.",
        report.counts.map { (label("severity", $0.severity), Double($0.count)) }),
      family(
        "quarantined_rows", "Rows that are kept out of every figure.",
        report.quarantined.map { [("", Double($0))] } ?? []),
      family("figures", "Figures of the edition.", report.figures.map { [("", Double($0))] } ?? []),
      family(
        "claims", "Claims of the edition by verdict.",
        report.verdicts.sorted { $0.key < $1.key }.map { (label("verdict", $0.key), Double($0.value)) }),
      family(
        "rolled_back", "Whether an earlier edition is live than the records make.",
        isAsRecordsMakeIt.map { [("", $0 ? 0 : 1)] } ?? []),
      family(
        "edition_info", "The edition that is live.",
        report.edition.map { [(label("edition", $0), 1)] } ?? []),
      family(
        "source_newest_fact_timestamp_seconds", "The day of each source's newest fact.",
        report.freshness.map { fresh in
          // What is known as a year only is no news of its last day.
          let ahead = max(0, -fresh.ageInDays)
          return (label("source", fresh.source.id), seconds(Day(number: fresh.newest.last.number - ahead)))
        }),
      family(
        "source_due_timestamp_seconds", "The day after which each source should have something newer.",
        report.freshness.compactMap { fresh in
          fresh.dueAfter.map { (label("source", fresh.source.id), seconds($0)) }
        }),
    ]
  }

  /// Whether the records make the live edition; `nil` when the run didn't get so far.
  private var isAsRecordsMakeIt: Bool? {
    switch report.end {
    case .published, .recovered, .unchanged: true
    case .withdrawn, .rolledBack: false
    case .failed, nil: nil
    }
  }

  private func family(_ name: String, _ help: String, _ samples: [(labels: String, value: Double)]) -> Family {
    Family(
      name: "parallax_\(name)", help: help,
      samples: samples.map { "parallax_\(name)\($0.labels) \(jsonNumber($0.value))" })
  }

  private func label(_ name: String, _ value: String) -> String {
    let escaped = value.flatMap { character -> [Character] in
      switch character {
      case "\\", "\"": ["\\", character]
      case "\n": ["\\", "n"]
      default: [character]
      }
    }
    return "{\(name)=\"\(String(escaped))\"}"
  }

  private func seconds(_ day: Day) -> Double { Double(day.number * 86_400) }
}
