import Foundation
import TestSupport

/// What one run of the program came to.
struct Run {
  let exitCode: Int32
  let output: String
  let errors: String
}

/// A folder with a small, whole `Input/` and `Templates/` of its own, to be spoiled at will.
struct Workplace {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures").path
    for name in ["Input", "Templates"] {
      try FileManager.default.copyItem(atPath: "\(fixtures)/\(name)", toPath: "\(folder.path)/\(name)")
    }
  }

  var path: String { folder.path }

  /// Runs `parallax` in this folder and waits for it.
  func parallax(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try parallax(arguments, environment: environment)
  }

  func parallax(_ arguments: [String], environment: [String: String] = [:]) throws -> Run {
    let process = Process()
    process.executableURL = Workplace.program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: neither can fill up, and nothing has to be read at the same time.
    let id = UUID().uuidString
    let files = ["\(path)/../out-\(id)", "\(path)/../err-\(id)"].map { URL(fileURLWithPath: $0) }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Run(exitCode: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Replaces the first occurrence of a text in a file, which must be there.
  func replace(_ old: String, with new: String, in file: String) throws {
    let text = try folder.text(of: file)
    guard let range = text.range(of: old) else { throw Missing(text: old, file: file) }
    try folder.write(text.replacingCharacters(in: range, with: new), to: file)
  }

  struct Missing: Error {
    let text: String
    let file: String
  }

  /// The program beside the test bundle, both made by the same build.
  static let program: URL = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("parallax")
  }()
}
