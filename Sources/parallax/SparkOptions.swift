import ArgumentParser
import Diagnostics
import Glibc
import Publishing
import Records
import Rollups

/// Where Spark is and what it runs on.
struct SparkOptions: ParsableArguments {
  @Option(help: "What Spark runs on: local[*], spark://HOST:PORT, yarn or k8s://ADDRESS.")
  var master: String?

  @Option(help: "The folder of Apache Spark; SPARK_HOME, or spark-sql on the path, unless given.")
  var spark: String?

  @Option(
    help: "A folder for files in between, which this machine and every worker see under the same path.")
  var exchange: String?

  @Option(name: .customLong("conf"), help: "A setting for Spark, as spark.executor.memory=4g. Can be repeated.")
  var settings: [String] = []

  var isGiven: Bool { master != nil || spark != nil || exchange != nil || !settings.isEmpty }

  func check() throws {
    for setting in settings where !setting.hasPrefix("spark.") || !setting.contains("=") {
      throw ValidationError(
        "--conf takes a setting of Spark's, as spark.executor.memory=4g, not '\(printable(setting))'")
    }
    guard let master else { return }
    let isLocal = master.hasPrefix("local")
    guard isLocal || master == "yarn" || ["spark://", "k8s://"].contains(where: { master.hasPrefix($0) }) else {
      throw ValidationError(
        "--master takes local[*], spark://HOST:PORT, yarn or k8s://ADDRESS, not '\(printable(master))'")
    }
    let isLoopback = ["spark://127.0.0.1", "spark://localhost"].contains { master.hasPrefix($0) }
    if !isLocal, !isLoopback, exchange == nil {
      throw ValidationError("--exchange is needed: a folder that this machine and every worker see under the same path")
    }
  }

  /// Runs the plan on Spark.
  func count(
    _ plan: RollupPlan, history: String, hashes: Bool, progress: (String) -> Void
  ) throws -> (Counting, version: String) {
    let disk = Disk()
    let isAddress = history.contains("://") && !history.hasPrefix("file://")
    let local = history.hasPrefix("file://") ? String(history.dropFirst(7)) : history
    let root = disk.realPath(of: local) ?? local
    let files = isAddress ? nil : try HistoryPath.files(matching: plan.spec.inputs, below: root)
    let folder = try exchangeFolder(plan.spec.id)
    var engine = SparkEngine(
      program: program, master: master ?? "local[*]", history: isAddress ? history : "file://\(root)", exchange: folder)
    engine.settings = settings
    engine.hashes = hashes
    let result = try engine.count(plan, files, progress: progress)
    // After a failure it stays, with Spark's messages.
    if result.0.tally != nil { try? disk.removeTree(folder) }
    return result
  }

  /// Whole, since it runs in another folder.
  private var program: String {
    let known = unsafe getenv("SPARK_HOME").map { unsafe String(cString: $0) }
    let home = spark ?? known ?? ""
    return home.isEmpty ? "spark-sql" : "\(Disk().realPath(of: home) ?? home)/bin/spark-sql"
  }

  /// A new folder of this run alone.
  private func exchangeFolder(_ id: String) throws -> String {
    let disk = Disk()
    let temporary = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    let parent = exchange ?? temporary
    let folder = "\(disk.realPath(of: parent) ?? parent)/parallax-\(id)-\(getpid())"
    do throws(PublishingProblem) {
      try disk.makeFolders(folder)
    } catch {
      Terminal.complain("parallax: \(printable("\(error)"))\nName another folder with --exchange.\n")
      throw ExitCode(error)
    }
    return folder
  }
}
