import ArgumentParser
import CLinux
import Diagnostics
import Publishing
import Records

/// `parallax build`: one run, from records to the published site.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds the site and publishes it: all of it, or nothing.",
    discussion: """
      Silent when all is well. When something stops publication, says on standard error what it is, what is still \
      live, and what to do.
      """)

  @OptionGroup var folders: Folders

  @Option(help: "The folder to publish.")
  var output = "Output"

  @Option(help: "The folder for the lock, the manifest and the run report. (default: .parallax beside the output)")
  var state: String?

  @Option(
    name: .customLong("as-of"),
    help: "The day of the edition, as 2026-11-23. (default: the last day that the records know of)")
  var asOf: Day?

  @Flag(help: "Count warnings as errors.")
  var strict = false

  @Flag(name: .customLong("dry-run"), help: "Say which files, figures and verdicts would change, and change none.")
  var dryRun = false

  @Option(help: "The most processors to use. (default: all)")
  var jobs: Int?

  @Option(name: .customLong("log-format"), help: "text or json: the form of what is said on standard error.")
  var logFormat = LogFormat.text

  @Flag(help: "Say what was read, found, made and written.")
  var verbose = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a whole number from 1") }
  }

  func run() async throws {
    try refuseOverlap(of: folders, output: output, state: state)
    if let jobs { _ = linux_limit_processors(Int32(clamping: jobs)) }
    var report = RunReport()
    do {
      try await run(noting: &report)
    } catch let problem as PublishingProblem {
      let code = ExitCode(problem)
      say(.failure(problem, output: output), code, report)
      throw code
    }
  }

  private func run(noting report: inout RunReport) async throws {
    var (ingredients, unreadable) = try readFolders(folders)
    ingredients.asOf = asOf
    ingredients.isStrict = strict
    report.note("read", ["files": ingredients.input.count + ingredients.templates.count])

    var publisher = try Publisher(output: output, state: state)
    let fingerprint = fingerprint(of: ingredients)
    if unreadable.isEmpty, !dryRun, try publisher.isLive(fingerprint) {
      try finish(.unchanged, &report, in: publisher)
      return
    }

    if unreadable.isEmpty, !dryRun, publisher.isWithdrawn(fingerprint) {
      try finish(.withdrawn, &report, in: publisher)
      return
    }

    let archive = try publisher.archive()
    let past = try Past(archive, in: publisher)
    let outcome = await makeReport(from: ingredients, past: past)
    report.note("rendered", ["files": outcome.files.count, "figures": outcome.figures.count])
    var findings = unreadable + outcome.findings
    var items: [Item] = []
    if ExitCode(stoppedBy: findings) == nil {
      let edition = await Edition(of: outcome.files, day: outcome.day.description)
      let (about, found) = outcome.about(edition, after: archive, past: past)
      items = try publisher.items(for: edition, about: about, keeping: outcome.corpus.report.editionsKept)
      findings += found
      findings += await Gate.findings(in: outcome.files, about: about, beside: Set(items.map(\.path)))
      report.note("checked", [:])
      report.edition = edition.id
    }
    report.findings = findings
    if let code = ExitCode(stoppedBy: findings) {
      say(.refusal(findings, output: output, isLive: publisher.hasEdition), code, report)
      if !dryRun { try finish(.refused(code.rawValue), &report, in: publisher) }
      throw code
    }

    if dryRun {
      Terminal.print(list(of: try publisher.changes(publishing: items)))
      if let changes = outcome.changes { Terminal.print(ChangeList(changes, recordLimit: 0).text) }
      return
    }
    let publication = try publisher.publish(items, madeFrom: fingerprint)
    report.note("written", ["files": publication.changes.added.count + publication.changes.changed.count])
    report.changes = publication.changes
    if case .fileByFile(let reason) = publication.way {
      Terminal.complain(
        "parallax: published file by file, since the file system can't exchange folders (\(printable(reason)))\n")
    }
    try finish(publication.changes.isEmpty ? .unchanged : .published, &report, in: publisher)
  }

  /// Writes the run report and, when asked, says it.
  private func finish(_ end: RunReport.End, _ report: inout RunReport, in publisher: borrowing Publisher) throws {
    report.end = end
    try publisher.write(runReport: Array(report.json.utf8))
    if verbose { Terminal.complain(logFormat == .json ? report.json : report.text) }
  }

  private func say(_ message: Message, _ code: ExitCode, _ report: RunReport) {
    switch logFormat {
    case .text: Terminal.complain(message.text)
    case .json: Terminal.complain(message.json(exitCode: code.rawValue))
    }
  }

  private func list(of changes: Changes) -> String {
    let lines =
      changes.added.map { "add     \($0)" } + changes.changed.map { "change  \($0)" }
      + changes.removed.map { "remove  \($0)" } + changes.foreign.map { "keep    \($0) (not ours)" }
    let counts =
      "\(changes.added.count) to add, \(changes.changed.count) to change, \(changes.removed.count) to remove, "
      + "\(changes.unchanged) unchanged"
    return (lines.map(printable) + [counts]).joined(separator: "\n") + "\n"
  }
}

/// How standard error is written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
