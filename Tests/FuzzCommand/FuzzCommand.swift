import ArgumentParser
import Foundation
import Fuzzing

/// Feeds damaged input to everything that takes bytes from outside, and watches.
@main struct FuzzCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz", abstract: "Feeds damaged input to the readers and says what breaks.",
    discussion: """
      Run it from the package's folder. An input has a number and is the same for the same seed and the same files:
      'fuzz --seed S --from N --count 1 --show' makes it again.
      """)

  @Option(help: "How long to run.") var seconds = 600
  @Option(help: "What the inputs are made from.") var seed: UInt64 = 1
  @Option(help: "The number of the first input.") var from = 0
  @Option(help: "How many inputs to run, whatever the time.") var count: Int?
  @Option(help: "The most mebibytes that it may take.") var memory = 1024
  @Flag(help: "Write each input to the output.") var show = false
  /// Set for the process that does the work, while this one watches.
  @Option(help: .hidden) var progress: String?

  func run() async throws {
    if let progress {
      try await Worker(command: self, progress: Progress(writing: progress)).run()
    } else {
      try Watcher(command: self).run()
    }
  }
}
