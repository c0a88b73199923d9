import ArgumentParser
import Foundation

/// Times one reader over one file: a line for each round, so that rounds of several readers can take turns.
@main struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Times one reader over one file; 'Benchmarks/reading.py' lets several take turns.")

  @Argument(help: "Which reader.") var contender: Contender
  @Argument(help: "The file; '-' for a fixed text of 1 MiB.") var path: String
  @Option(help: "How often to read the file.") var rounds = 1

  func run() throws {
    let bytes = path == "-" ? contender.fixedText : [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let before = Self.memory("VmRSS")
    Self.forgetPeak()
    for _ in 0..<rounds {
      let start = Self.secondsOfProcessor()
      let count = try contender.read(bytes)
      let seconds = Self.secondsOfProcessor() - start
      print(seconds, count, Self.memory("VmHWM") - before)
    }
  }

  /// What this process has used of a core; other programs on the machine don't count.
  private static func secondsOfProcessor() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Lets `VmHWM`, the most memory that was held, begin again at what is held now.
  private static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }

  /// A line of `/proc/self/status`, in bytes.
  private static func memory(_ name: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
    return (line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0) * 1024
  }
}
