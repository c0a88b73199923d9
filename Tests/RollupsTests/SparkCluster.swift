import Foundation
import TestSupport
import Testing

/// Where Spark is, for tests: `PARALLAX_SPARK` names its folder, as `make test-spark` does.
enum Spark {
  static let home = ProcessInfo.processInfo.environment["PARALLAX_SPARK"].flatMap { $0.isEmpty ? nil : $0 }

  /// Why a test of Spark was skipped, for its trait.
  static let absence: Comment = "needs Apache Spark: run 'make test-spark', which installs it under .build"
}

/// A standalone cluster on this machine: a master and two workers, each a process of its own.
final class SparkCluster: Sendable {
  @TaskLocal static var current: SparkCluster?

  let address: String
  let folder: TemporaryFolder
  private let master: Command
  private let workers: [Command]

  init(in home: String) throws {
    let port = Int.random(in: 20_000..<30_000)
    let address = "spark://127.0.0.1:\(port)"
    let folder = try TemporaryFolder()
    let environment = [
      "SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": "\(folder.path)/workers",
      "JAVA_HOME": ProcessInfo.processInfo.environment["JAVA_HOME"] ?? "",
    ].filter { !$0.value.isEmpty }
    func start(_ name: String, _ arguments: [String]) throws -> Command {
      try Command(
        "\(home)/bin/spark-class", ["org.apache.spark.deploy.\(name)"] + arguments, in: folder.path,
        environment: environment)
    }
    master = try start(
      "master.Master", ["--host", "127.0.0.1", "--port", "\(port)", "--webui-port", "\(port + 1)"])
    (self.address, self.folder) = (address, folder)
    workers = try (0..<2).map { number in
      try start(
        "worker.Worker",
        ["--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "\(port + 2 + number)", address])
    }
  }

  /// Ends one worker, and with it what it runs, at once.
  func killWorker() { workers[1].kill() }

  func stop() {
    for process in workers + [master] {
      process.kill()
      _ = try? process.wait()
    }
  }
}

/// Runs the tests of a suite while a cluster stands.
struct OnACluster: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    guard let home = Spark.home else { return try await body() }
    let cluster = try SparkCluster(in: home)
    defer { cluster.stop() }
    try await SparkCluster.$current.withValue(cluster) { try await body() }
  }
}

extension Trait where Self == OnACluster {
  static var onACluster: Self { OnACluster() }
}
