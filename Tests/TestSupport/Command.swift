import Foundation
import Glibc

/// What one run of a program came to.
package struct CommandResult: Sendable {
  package let exitCode: Int32
  /// The signal that ended it; `nil` when it ended by itself.
  package let signal: Int32?
  package let output: String
  package let errors: String
}

/// A program on its way, started by a test and ended by it.
package final class Command: @unchecked Sendable {
  private let process = Process()
  private let files: [URL]

  /// - Parameter folder: where it runs.
  package init(_ program: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]) throws
  {
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: neither can fill up, and nothing has to be read at the same time.
    let id = UUID().uuidString
    files = ["out", "err"].map { FileManager.default.temporaryDirectory.appendingPathComponent("\($0)-\(id)") }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
  }

  deinit { for file in files { try? FileManager.default.removeItem(at: file) } }

  package var isRunning: Bool { process.isRunning }

  /// Ends it at once, wherever it is.
  package func kill() { _ = Glibc.kill(process.processIdentifier, SIGKILL) }

  package func wait() throws -> CommandResult {
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    let wasKilled = process.terminationReason == .uncaughtSignal
    return CommandResult(
      exitCode: process.terminationStatus, signal: wasKilled ? process.terminationStatus : nil, output: texts[0],
      errors: texts[1])
  }

  /// Runs a program to its end.
  package static func run(_ program: String, _ arguments: [String], in folder: String = "/") throws -> CommandResult {
    try Command(program, arguments, in: folder).wait()
  }

  /// Where a program of the system is; `nil` when it isn't installed.
  package static func path(of name: String) -> String? {
    ["/usr/sbin", "/usr/bin", "/sbin", "/bin"].map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
