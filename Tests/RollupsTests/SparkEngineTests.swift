import Diagnostics
import Foundation
import Records
import Rollups
import TestSupport
import Testing

/// The same spec over a million rows, on this machine alone and on a cluster: the same bytes, whatever happens to it.
@Suite(.serialized, .enabled(if: Spark.home != nil, Spark.absence), .onACluster)
struct SparkEngineTests {
  private static let rowsADay = 10_000
  private static let dayCount = 100

  /// A hundred days of ten thousand repositories, some of which change hands, some with names in quotes.
  private static let history: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    let hubs = ["openai", "deepseek-ai", "mistralai", "handed", "who", "\"\"q\"\""]
    let names = (0..<rowsADay).map { number -> String in
      let name = "\(hubs[number % hubs.count])/m-\(number)"
      return name.contains("\"") ? "\"\(name), \(number)\"" : name
    }
    var random = SeededGenerator(seed: 8)
    for day in 0..<dayCount {
      // A Monday, so that weeks are whole.
      let date = Day(number: 20_093 + day)
      var text = "model,day,downloads,kind\n"
      for name in names {
        text += "\(name),\(date),\(random.below(5) == 0 ? "" : String(random.below(1_000_000))),"
        text += random.below(10) == 0 ? "test\n" : "model\n"
      }
      try folder.write(text, to: "hub/\(date).csv")
    }
    return folder
  }

  private static let columns =
    "[{name: model, type: text}, {name: day, type: day}, {name: downloads, type: count, may-be-empty: yes}, {name: kind, type: text}]"

  private func plan(_ fields: [String: String]) throws -> RollupPlan {
    let filters =
      "filters: [{column: kind, op: is-not, values: [test]}, {column: day, op: at-least, values: [2025-01-06]}]\n"
    return try RollupsTests.plan(
      spec(["period": "week"].merging(fields) { $1 }, columns: Self.columns, more: filters))
  }

  private func folder() throws -> TemporaryFolder { try Self.history.get() }

  private func engine(_ exchange: TemporaryFolder, _ history: TemporaryFolder) throws -> SparkEngine {
    let cluster = try #require(SparkCluster.current)
    var engine = SparkEngine(
      program: "\(try #require(Spark.home))/bin/spark-sql", master: cluster.address, history: "file://\(history.path)",
      exchange: exchange.path)
    // Small tasks, so that there are many to lose.
    engine.settings = [
      "spark.sql.files.maxPartitionBytes=1m", "spark.sql.files.openCostInBytes=64k", "spark.driver.host=127.0.0.1",
      "spark.driver.bindAddress=127.0.0.1", "spark.executor.memory=512m", "spark.sql.shuffle.partitions=4",
    ]
    return engine
  }

  private func onSpark(
    _ plan: RollupPlan, _ history: TemporaryFolder, progress: (String) -> Void = { _ in }
  ) throws -> Counting {
    let exchange = try TemporaryFolder()
    let files = try HistoryPath.files(matching: plan.spec.inputs, below: history.path)
    return try engine(exchange, history).count(plan, files, progress: progress).0
  }

  /// Both engines over the same history: the same records, the same sums of inputs.
  private func expectSame(
    _ plan: RollupPlan, _ history: TemporaryFolder, progress: (String) -> Void = { _ in }
  ) throws {
    let here = try counting(plan, in: history)
    let there = try onSpark(plan, history, progress: progress)
    let (ours, theirs) = (try #require(here.tally), try #require(there.tally, "\(there.findings.map(line(of:)))"))
    #expect(ours.rowCount == Self.rowsADay * Self.dayCount)
    #expect(ours.days == theirs.days)
    #expect(ours == theirs)
    #expect(RolledUp(ours, plan).text == RolledUp(theirs, plan).text)
    #expect(RolledUp(ours, plan).isWhole && RolledUp(ours, plan).recordCount > 10)
    #expect(here.inputs == there.inputs)
  }

  @Test func givesTheSameBytesForOrganisationsByWeek() throws {
    try expectSame(plan([:]), folder())
  }

  @Test func givesTheSameBytesForTheLatestOfEachNameByMonth() throws {
    try expectSame(plan(["by": "name", "take": "latest", "period": "month"]), folder())
  }

  @Test func aMalformedRowIsTheSameFindingWithFileAndLine() throws {
    let history = try folder()
    let path = "hub/2025-02-14.csv"
    let whole = try history.text(of: path)
    defer { try? history.write(whole, to: path) }
    var lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[4321] = "openai/cut,2025-02-14,12x4,model"
    try history.write(lines.joined(separator: "\n"), to: path)
    let plan = try plan(["by": "name"])
    let expected = [
      "\(path):4322:23: error: '12x4' in 'downloads' isn't a count; a count has digits only, eighteen at most"
    ]
    #expect(try counting(plan, in: history).findings.map(line(of:)) == expected)
    #expect(try onSpark(plan, history).findings.map(line(of:)) == expected)
  }

  @Test func aMissingPartitionIsTheSameFinding() throws {
    let history = try folder()
    let path = "hub/2025-03-01.csv"
    let whole = try history.text(of: path)
    defer { try? history.write(whole, to: path) }
    try history.remove(path)
    let plan = try plan(["by": "name", "rows-expected": "\(Self.rowsADay * Self.dayCount)"])
    let ours = RolledUp(try #require(try counting(plan, in: history).tally), plan)
    let there = try onSpark(plan, history)
    let theirs = RolledUp(try #require(there.tally, "\(there.findings.map(line(of:)))"), plan)
    #expect(!ours.isWhole)
    #expect(ours.findings == theirs.findings)
    #expect(
      ours.findings.filter { $0.severity == .error }.map(\.headline) == [
        "the history has 990000 rows where the spec expects 1000000", "the history has no rows of 2025-03-01",
      ])
  }

  @Test func losingAWorkerHalfWayMakesNoDifference() throws {
    let cluster = try #require(SparkCluster.current)
    var wasKilled = false
    var seen: [String] = []
    try expectSame(plan(["by": "name", "period": "month"]), folder()) { words in
      seen.append(words)
      guard !wasKilled, words.hasPrefix("Spark has "), !words.hasPrefix("Spark has 0 ") else { return }
      wasKilled = true
      cluster.killWorker()
    }
    #expect(wasKilled, "no task had ended before all had: \(seen)")
  }
}
