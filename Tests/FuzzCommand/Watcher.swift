import ArgumentParser
import Foundation

/// Starts the worker in a process of its own, so that a crash, a hang or too much memory can be told with its input.
struct Watcher {
  /// No input may take longer: the readers are linear, and an input has 64 KiB at most.
  private static let secondsPerInput = 20

  let command: FuzzCommand

  func run() throws {
    let path = FileManager.default.temporaryDirectory.path + "/fuzz-\(getpid())"
    let progress = try Progress(writing: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let worker = Process()
    worker.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    worker.arguments = Array(CommandLine.arguments.dropFirst()) + ["--progress", path]
    let start = Date()
    try worker.run()
    let isHanging = watch(worker, progress)
    worker.waitUntilExit()
    let seconds = Date().timeIntervalSince(start)
    print("\(progress.count) inputs in \(Int(seconds)) seconds, seed \(command.seed)")
    if isHanging { try fail("takes longer than \(Self.secondsPerInput) seconds", progress) }
    if worker.terminationReason == .uncaughtSignal {
      try fail("ends the program by signal \(worker.terminationStatus)", progress)
    }
    if worker.terminationStatus != 0 { throw ExitCode(worker.terminationStatus) }
    print("none of them broke a rule")
  }

  /// Waits for the worker; true when it had to be ended.
  private func watch(_ worker: Process, _ progress: Progress) -> Bool {
    var (last, waited) = (-1, 0)
    while worker.isRunning {
      Thread.sleep(forTimeInterval: 0.2)
      let number = progress.number
      (last, waited) = (number, number == last ? waited + 1 : 0)
      guard waited > Self.secondsPerInput * 5 else { continue }
      kill(worker.processIdentifier, SIGKILL)
      return true
    }
    return false
  }

  private func fail(_ what: String, _ progress: Progress) throws {
    print("input \(progress.number) \(what)")
    print("see it with: fuzz --seed \(command.seed) --from \(progress.number) --count 1 --show")
    throw ExitCode.failure
  }
}
