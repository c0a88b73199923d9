import ArgumentParser
import Diagnostics

/// `parallax check`: a run without its end.
struct CheckRecords: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads and checks everything, and writes nothing.",
    discussion: "Prints all findings on standard output. Exit codes as for build.")

  @OptionGroup var folders: Folders

  @Option(help: "text, json (JSON Lines), sarif (2.1.0) or junit.")
  var format = FindingFormat.text

  @Flag(help: "Count warnings as errors.")
  var strict = false

  func run() async throws {
    var (ingredients, unreadable) = try readFolders(folders)
    ingredients.isStrict = strict
    let outcome = await makeReport(from: ingredients)
    let findings = unreadable + outcome.findings
    Terminal.print(render(findings, as: format, colour: format == .text && Terminal.showsColours))
    if let code = ExitCode(stoppedBy: findings) { throw code }
  }
}

extension FindingFormat: ExpressibleByArgument {}
