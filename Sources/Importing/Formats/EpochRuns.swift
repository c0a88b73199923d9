import Diagnostics
import Reading
import Records

extension Importer {
  /// The benchmarks that Epoch AI runs itself: `benchmarks_runs.csv`, a row for each run.
  ///
  /// - Gives: `scores` in percent, a file for each task set. It is dated by the newest run of the table; `run-on` has the
  ///   day of each.
  /// - Of several runs of one model the newest counts. The interval is 1.959964 standard errors either way, from the
  ///   scorer whose result is the published one, and stays inside 0 and 100.
  /// - Left out: runs that didn't succeed, and the public samples of FrontierMath, ten tasks each.
  static let epochRuns = Importer(
    "epoch-runs", "benchmark runs by Epoch AI (CSV) to scores", endings: ["csv"]
  ) { intake in
    // The tables beside it are copies of others' leaderboards.
    intake.files.filter { $0.stem == "benchmarks_runs" || intake.files.count == 1 }.flatMap { intake.runs($0) }
  }
}

/// Our boards by Epoch's task sets.
private let boards = [
  "GPQA diamond": "epoch-gpqa-diamond", "MATH level 5": "epoch-math-level-5",
  "OTIS Mock AIME 2024-2025": "epoch-otis-mock-aime", "FrontierMath-2025-02-28-Private": "epoch-frontiermath",
  "FrontierMath-Tier-4-2025-07-01-Private": "epoch-frontiermath-tier-4",
  "SWE-Bench verified": "epoch-swe-bench-verified",
]

private struct Run {
  /// Runs by hand have none.
  var day: Day?
  var score: Double
  var error: Double?

  /// Whether the other run counts instead; of two on one day the better one does.
  func isBefore(_ other: Run) -> Bool {
    (day?.number ?? 0, score) < (other.day?.number ?? 0, other.score)
  }
}

extension Intake {
  fileprivate mutating func runs(_ file: SourceFile) -> [RecordTable] {
    let needs = [["task"], ["model"], ["Best score (across scorers)"], ["Scores"], ["started_at"], ["Status"]]
    guard let upstream = UpstreamTable(file, needs: needs, in: &self) else { return [] }
    var newest: [[String]: Run] = [:]
    var last: Day?
    for row in 0..<upstream.rowCount where upstream.text(row, "Status") == "Success" {
      guard let task = upstream.text(row, "task"), let board = boards[task], let model = upstream.text(row, "model")
      else { continue }
      let day: Day? = upstream.text(row, "started_at").flatMap { text in Importing.day(in: text) }
      if let day { last = max(last ?? day, day) }
      guard let score = upstream.number(row, "Best score (across scorers)", in: &self) else { continue }
      let error = standardError(of: score, in: upstream.text(row, "Scores") ?? "")
      let run = Run(day: day, score: score, error: error)
      if let other = newest[[board, model]], !other.isBefore(run) { continue }
      newest[[board, model]] = run
    }
    guard let last else {
      findings.append(.unlikeFormat("no run has the day on which it began", at: Place(file)))
      return []
    }
    var tables: [String: RecordTable] = [:]
    for (key, run) in newest {
      tables[key[0], default: RecordTable.scores(on: key[0], of: last)]
        .add(key[1], percentage(run.score, run.error), runOn: run.day)
    }
    return tables.values.map(\.self)
  }

  private func percentage(_ score: Double, _ error: Double?) -> Quantity {
    guard let error else { return Quantity(value: hundredths(score * 100)) }
    let spread = 1.959964 * error
    return Quantity(
      value: hundredths(score * 100), low: hundredths(max(0, score - spread) * 100),
      high: hundredths(min(1, score + spread) * 100))
  }

  /// From `choice:0.85±0.02,model_graded:0.84±0.02` the error of the scorer nearest to the score; `nil` for none or 0.
  private func standardError(of score: Double, in scores: String) -> Double? {
    let results = scores.split(separator: ",").compactMap { scorer -> (Double, Double)? in
      let numbers = scorer.split(separator: ":").last?.split(separator: "±").map { Double($0) } ?? []
      guard numbers.count == 2, let value = numbers[0], let error = numbers[1], error > 0 else { return nil }
      return (value, error)
    }
    return results.min { abs($0.0 - score) < abs($1.0 - score) }?.1
  }
}
