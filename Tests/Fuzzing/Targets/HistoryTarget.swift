import Diagnostics
import Foundation
import Records
import Rollups
import TestSupport

extension FuzzTarget {
  /// A history for a rollup: however it is split among workers, and whether rows are read the quick way or one by one, it
  /// comes to the same counts and findings.
  static func histories() -> FuzzTarget {
    FuzzTarget(
      name: "histories", seeds: historySeeds.map { Array($0.utf8) },
      words: [
        ",", "\"", "\"\"", "\n", "\r\n", "\r", "lab/one", "\"lab/one\"", ",model,", "2025-01-07", "2025-02-30", ",0\n",
        "999999999999999999", "1234567890123456789", "\u{FFFD}", "\u{FEFF}",
      ], weight: 4
    ) { bytes in
      do {
        let folder = try TemporaryFolder()
        try folder.write(Data(bytes), to: "hub/a.csv")
        let quick = try counting(plan(isQuick: true), in: folder, jobs: 1, stretchSize: 1 << 20)
        let others = try [
          ("row by row", counting(plan(isQuick: false), in: folder, jobs: 1, stretchSize: 1 << 20)),
          ("in stretches", counting(plan(isQuick: true), in: folder, jobs: 2, stretchSize: 50)),
        ]
        if let wrong = Fuzzing.complaint(about: quick.findings) { return wrong }
        if (quick.tally == nil) == quick.findings.isEmpty { return "neither counts nor findings, or both" }
        for (way, other) in others {
          if other.tally != quick.tally { return "other counts \(way)" }
          let (found, expected) = (
            render(other.findings, as: .text, limit: 1000), render(quick.findings, as: .text, limit: 1000)
          )
          if found != expected { return "\(way) it finds\n\(found)\nand not\n\(expected)" }
        }
        return nil
      } catch {
        return "\(error)"
      }
    }
  }

  private static func counting(
    _ plan: RollupPlan, in folder: TemporaryFolder, jobs: Int, stretchSize: Int
  ) throws -> Counting {
    var engine = EmbeddedEngine()
    engine.jobs = jobs
    engine.stretchSize = stretchSize
    engine.hashes = false
    return try engine.count(plan, HistoryPath.files(matching: plan.spec.inputs, below: folder.path))
  }

  /// - Parameter isQuick: whether no filter asks for numbers, which all rows would pass; for with one each row is read alone.
  private static func plan(isQuick: Bool) throws -> RollupPlan {
    let test = isQuick ? "" : ", {column: downloads, op: at-least, values: [0]}"
    let spec = """
      id: hub
      title: Downloads
      into: downloads
      inputs: [hub/*.csv]
      columns: [{name: model, type: text}, {name: kind, type: text}, {name: day, type: day}, {name: downloads, type: count}]
      name-column: model
      day-column: day
      count-column: downloads
      period: week
      take: sum
      by: name
      platform: Hub
      measure: downloads by model
      unit: downloads
      source: board
      filters: [{column: kind, op: is-not, values: [space]}\(test)]
      """
    let (corpus, _) = Corpus.reading([SourceFile(path: "Input/rollups/hub.yaml", text: spec)])
    guard let spec = corpus.rollups.first, let plan = RollupPlan.make(spec, corpus).plan else {
      throw RollupProblem.unreadable(path: "Input/rollups/hub.yaml", cause: "the spec makes no plan")
    }
    return plan
  }

  /// Models day by day, a day's rows in another order, names of all lengths, some in quotes.
  private static var historySeeds: [String] {
    let names = (0..<24).map { "lab-\($0 % 5)/" + String(repeating: "n", count: $0 * 3) }
    func rows(_ days: Range<Int>, _ names: [String]) -> String {
      days.flatMap { day in
        names.enumerated().map { place, name in
          "\(place % 7 == 6 ? "\"\(name)\"" : name),\(place % 11 == 10 ? "space" : "model"),"
            + "\(Day(number: 20_089 + day)),\(place * 1_000_003 * (day + 1))\n"
        }
      }.joined()
    }
    let header = "model,kind,day,downloads\n"
    return [
      header + rows(0..<9, names), header + rows(0..<3, names) + rows(3..<6, names.reversed()),
      header + rows(0..<3, Array(names.prefix(4))), header + rows(0..<1, Array(names.prefix(3))),
    ]
  }
}
