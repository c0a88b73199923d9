import Foundation
import TestSupport

/// The built program, run on folders of its own.
struct Command {
  struct Result {
    var exitCode: Int32
    var output: String
    var complaint: String
  }

  let folder: TemporaryFolder

  /// A small, complete input and its templates.
  init() throws {
    folder = try TemporaryFolder()
    for (path, text) in smallInput.merging(Self.furtherInput, uniquingKeysWith: { $1 }) {
      try folder.write(text, to: path)
    }
    for (path, text) in Self.templates { try folder.write(text, to: path) }
  }

  /// Runs it in the folder; `TZ` and the locale are the caller's.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    let complaint = Pipe()
    process.standardOutput = output
    process.standardError = complaint
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      exitCode: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      complaint: String(decoding: complained, as: UTF8.self))
  }

  /// Every published file with its bytes and time.
  func published() throws -> [String: String] {
    var all: [String: String] = [:]
    for name in folder.files(in: "Output") {
      let path = "\(folder.path)/Output/\(name)"
      let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      all[name] =
        "\(time?.timeIntervalSince1970 ?? 0) \(try Data(contentsOf: URL(fileURLWithPath: path)).base64EncodedString())"
    }
    return all
  }

  /// The program stands beside the test bundle.
  private static let program: URL = {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let candidates = [beside, package.appendingPathComponent(".build/debug")].compactMap {
      $0?.appendingPathComponent("parallax")
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
  }()

  private static let furtherInput = [
    "Input/models/m.yaml": """
    - {id: r1, name: DeepSeek R1, developer: deepseek, released: 2025-01-20, weights: open, licence: mit, source: board}
    - {id: gpt-4o, name: GPT-4o, developer: openai, released: 2024-05-13, weights: closed, licence: proprietary, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    DeepSeek R1,DeepSeek,arena,2025-01-29,"1358 [1349, 1366]",board
    GPT-4o,OpenAI,arena,2025-01-29,"1377 [1372, 1382]",board

    """,
    "Input/metrics/gap.yaml": """
    id: gap
    title: The gap
    measure: gap
    unit: points
    version: 1
    caveat: A test.
    method: One minus the other.
    benchmark: arena
    leader: us
    follower: china
    """,
  ]

  private static let templates = [
    "Templates/site.html": """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><title><slot name="title"/></title></head>
    <body><main><slot name="main"/></main></body></html>
    """,
    "Templates/pages/index.md": """
    ---
    title: Test
    description: A test.
    ---

    # A test

    The gap is {{ gap }}.

    {{ chart gap }}
    """,
    "Templates/pages/model.md": """
    ---
    title: "{record.name}"
    description: A model.
    for: models
    ---

    By {{ record.developer }}.
    """,
  ]
}
