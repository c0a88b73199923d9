import Diagnostics
import Reading
import Records

extension Importer {
  /// Aider's leaderboards: a YAML list of runs, with the share of tasks solved and what the run cost.
  ///
  /// - Gives: `scores`, for each leaderboard one file with the shares and one with the dollars, where they are told. A
  ///   cost of 0 means that nobody noted it.
  /// - A leaderboard is dated by its newest run; `run-on` has the day of each.
  static let aider = Importer("aider", "Aider's leaderboards (YAML) to scores", endings: ["yml", "yaml"]) { intake in
    intake.files.flatMap { intake.leaderboard($0) }
  }
}

/// Our boards by the names of Aider's files, and which try counts. Files beside them compare settings, not models.
private let boards = [
  "polyglot_leaderboard": (board: "aider-polyglot", share: "pass_rate_2"),
  "edit_leaderboard": (board: "aider-edit", share: "pass_rate_2"),
  "refactor_leaderboard": (board: "aider-refactor", share: "pass_rate_1"),
]

extension Intake {
  fileprivate mutating func leaderboard(_ file: SourceFile) -> [RecordTable] {
    guard let (board, share) = boards[file.stem], let root = yaml(file).first, let runs = list(nil, in: root) else {
      return []
    }
    let days = runs.compactMap { run in run["date"]?.written.flatMap { day(in: $0) } }
    guard let newest = days.max(), days.count == runs.count else {
      findings.append(.unlikeFormat("a run lacks its 'date'", at: Place(file)))
      return []
    }
    var shares = RecordTable.scores(on: board, of: newest)
    var costs = RecordTable.scores(on: "\(board)-cost", of: newest)
    for (run, day) in zip(runs, days) {
      guard let model = text("model", in: run), let solved = number(share, in: run) else { continue }
      let tasks = run["test_cases"]?.number
      shares.add(model, Quantity(value: solved), count: tasks, runOn: day)
      if let cost = run["total_cost"]?.number, cost > 0 {
        costs.add(model, Quantity(value: hundredths(cost)), count: tasks, runOn: day)
      }
    }
    return [shares, costs].filter { !$0.rows.isEmpty }
  }
}
