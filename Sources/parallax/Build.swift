import ArgumentParser
import CLinux
import Diagnostics
import Metrics
import Pages
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

  @Flag(
    name: .customLong("read-all"),
    help: "Read every file and make every page, also where all says that it would be the same.")
  var readsAll = false

  @Flag(name: .customLong("dry-run"), help: "Say which files, figures and verdicts would change, and change none.")
  var dryRun = false

  @Option(help: "The most processors to use. (default: all)")
  var jobs: Int?

  @Option(name: .customLong("log-format"), help: "text or json: the form of what is said on standard error.")
  var logFormat = LogFormat.text

  @Flag(help: "Say what was read, found, made and written.")
  var verbose = false

  @Option(
    name: .customLong("metrics"),
    help: ArgumentHelp(
      "Where to tell Prometheus's textfile collector how the run went; ends in .prom.", valueName: "file"))
  var metricsFile: String?

  @Option(
    help: ArgumentHelp("A shell command to run first; when it fails, nothing is published.", valueName: "command"))
  var before: String?

  @Option(
    help: ArgumentHelp(
      "A shell command to run last, with the run report on its standard input.",
      discussion: "PARALLAX_RUN is ok, unchanged or failed.", valueName: "command"))
  var after: String?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a whole number from 1") }
    if let metricsFile, !metricsFile.hasSuffix(".prom") {
      throw ValidationError("--metrics takes a file whose name ends in .prom; the collector reads no others")
    }
  }

  func run() async throws {
    try refuseOverlap(of: folders, output: output, state: state)
    if let jobs { _ = linux_limit_processors(Int32(clamping: jobs)) }
    let progress = Progress(isWanted: logFormat == .text && !verbose)
    var report = RunReport()
    var code = ExitCode.success
    do {
      if let before, !dryRun { try run(before, "start", nil, report, todo: "Mend the command, then run it again.") }
      try await run(noting: &report, progress)
    } catch let problem as PublishingProblem {
      progress.clear()
      code = ExitCode(problem)
      report.end = .failed(code.rawValue, why: "\(problem)")
      say(.failure(problem, output: output, isLive: report.hasChanged), code)
    } catch let stop as ExitCode {
      progress.clear()
      code = stop
      if report.end == nil { report.end = .failed(code.rawValue, why: "said on standard error") }
    }
    if !dryRun { code = tell(report, code) }
    if code != .success { throw code }
  }

  private func run(noting report: inout RunReport, _ progress: Progress) async throws {
    progress.show("reading")
    try reading(noting: &report) { try requireFolders(folders) }
    var publisher = try Publisher(output: output, state: state)
    report.state = publisher.state
    let archive = try publisher.memory.archive()
    report.edition = archive.live
    report.editionBefore = archive.live

    // Before anything is read: what changes meanwhile looks different the next time.
    let look = dryRun ? nil : look(of: folders, asOf: asOf, isStrict: strict)
    if let look, !readsAll, let known = publisher.fingerprint(ofLook: look.digest), try publisher.isLive(known) {
      report.note("looked at", ["files": look.fileCount])
      return try finish(publisher.hasFinishedSwitch ? .recovered : .unchanged, &report, progress)
    }
    var (ingredients, unreadable) = try reading(noting: &report) { try readFolders(folders) }
    ingredients.asOf = asOf
    ingredients.isStrict = strict
    report.note("read", ["files": ingredients.input.count + ingredients.templates.count])
    let fingerprint = fingerprint(of: ingredients)
    if unreadable.isEmpty, !dryRun {
      if let look { publisher.remember(look: look.digest, as: fingerprint) }
      if try publisher.isLive(fingerprint) {
        return try finish(publisher.hasFinishedSwitch ? .recovered : .unchanged, &report, progress)
      }
      if publisher.isWithdrawn(fingerprint) { return try hold(&publisher, &report, progress) }
    }

    progress.show("computing and rendering")
    // What earlier editions said is read beside the records.
    let given = ingredients
    async let records = given.records
    let past = try Past(archive, in: publisher.memory)
    let memory = readsAll ? nil : publisher.pages
    let outcome = await makeReport(
      from: given, records: await records, past: past, live: LivePages(memory: memory))
    // The process ends soon, and with it everything; taking it apart first would only take time.
    _ = unsafe Unmanaged.passRetained(Kept(outcome))
    let kept = publisher.kept(outcome.site.kept)
    var counts = ["files": outcome.files.count + outcome.site.kept.count, "figures": outcome.figures.count]
    if !outcome.site.kept.isEmpty { counts["files kept"] = outcome.site.kept.count }
    report.note("rendered", counts)
    report.take(outcome, after: archive.live)
    var findings = unreadable + outcome.findings
    let published = outcome.figures.map { PublishedFigure($0) }
    let gate = circumstances(of: published)
    var items: [Item] = []
    var staged: Result<StagedEdition?, PublishingProblem> = .success(nil)
    var made: String?
    if ExitCode(stoppedBy: findings) == nil {
      progress.show("checking \(outcome.files.count) files")
      let edition = await Edition(of: outcome.files, kept: kept, day: outcome.day.description)
      if archive.holdsBack(edition.id) {
        guard dryRun else { return try hold(&publisher, &report, progress) }
        progress.clear()
        return Terminal.print("nothing would change: the edition of these records was rolled back\n")
      }
      let frozen = try publisher.frozen(
        archive.adding(edition), with: edition.id, keeping: outcome.corpus.report.editionsKept)
      let (about, found) = outcome.about(edition, after: archive, past: past, frozen: frozen)
      items = try publisher.items(for: edition, about: about, keeping: outcome.corpus.report.editionsKept)
      findings += found
      if !dryRun, ExitCode(stoppedBy: findings) == nil {
        // The disk takes the files while the gate reads them. What goes wrong is told once the gate has nothing to say.
        staged = Result { () throws(PublishingProblem) in try publisher.stage(items, madeFrom: fingerprint) }
        if case .success(.some) = staged { report.note("staged", [:]) }
      }
      let hasPassed = memory?.hasPassed(under: gate) ?? false
      findings += await Gate.findings(
        in: outcome.files, about: about, figures: published, beside: Set(items.map(\.path)),
        kept: hasPassed ? kept.adding(sameIn: edition, of: outcome.files) : kept)
      report.note("checked", [:])
      made = edition.id
    }
    report.findings = findings
    if let code = ExitCode(stoppedBy: findings) {
      progress.clear()
      say(.refusal(findings, output: output, isLive: publisher.hasEdition, showsAll: verbose), code)
      report.end = .failed(code.rawValue, why: countsBySeverity(of: findings.filter { $0.effect == .fatal }))
      if let staged = try? staged.get() { try? publisher.discard(staged) }
      if !dryRun { try keep(report) }
      throw code
    }
    if dryRun {
      progress.clear()
      if let changes = outcome.changes { Terminal.print(ChangeList(changes, recordLimit: 0).text) }
      return Terminal.print(list(of: try publisher.changes(publishing: items)))
    }

    progress.show("publishing")
    let isAnew = publisher.isOutputLost
    let publication =
      if let staged = try staged.get() {
        try publisher.publish(staged)
      } else {
        try publisher.publish(items, madeFrom: fingerprint)
      }
    publisher.remember(pages: outcome.site.sums, passedUnder: gate)
    report.note("written", ["files": publication.changes.added.count + publication.changes.changed.count])
    report.changes = publication.changes
    report.edition = made
    progress.clear()
    if case .fileByFile(let reason) = publication.way {
      warn("published file by file, since the file system can't exchange folders (\(reason))")
    }
    if let first = publication.changes.damaged.first {
      let more = publication.changes.damaged.count - 1
      warn(
        "'\(first)'\(more > 0 ? " and \(more) more" : "") of an earlier edition was changed by hand, and there is no other copy of it"
      )
    }
    if isAnew { warn("the output was gone, and is made anew; frozen pages of editions before this one are lost") }
    try finish(publication.changes.isEmpty ? .unchanged : .published, &report, progress)
  }

  private func reading<Result>(noting report: inout RunReport, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let stop as ExitCode {
      let why = "the folder '\(folders.input)' or '\(folders.templates)' can't be read"
      report.end = .failed(stop.rawValue, why: why)
      throw stop
    }
  }

  /// Keeps to the edition that was rolled back to, and puts right what somebody changed in it.
  private func hold(
    _ publisher: inout Publisher, _ report: inout RunReport, _ progress: Progress
  ) throws(PublishingProblem) {
    if try !publisher.isUntouched() { try publisher.rollBack(to: report.edition, noting: &report) }
    try finish(.withdrawn, &report, progress)
  }

  /// Writes the run report and, when asked, says it.
  private func finish(_ end: RunReport.End, _ report: inout RunReport, _ progress: Progress) throws(PublishingProblem) {
    progress.clear()
    report.end = end
    try keep(report)
    if verbose { Terminal.complain(logFormat == .json ? report.json : report.text) }
  }

  /// Puts the report in place of the one of the run before.
  private func keep(_ report: RunReport) throws(PublishingProblem) {
    if let state = report.state { try report.keep(in: state) }
  }

  /// Tells everybody who asked how the run ended.
  ///
  /// - Returns: how it ended, all told: what can't be told is a failure too.
  private func tell(_ report: RunReport, _ code: ExitCode) -> ExitCode {
    var report = report
    var code = code
    // The disk may be what failed; then there is no report.
    if case .failed? = report.end { try? keep(report) }
    code = writeMetrics(report, code)
    if let after {
      do {
        try run(after, report.end?.word ?? "failed", code.rawValue, report, todo: "Mend the command.")
      } catch {
        if code == .success {
          code = error
          report.end = .failed(code.rawValue, why: "the command after it failed: '\(after)'")
          try? keep(report)
          code = writeMetrics(report, code)
        }
      }
    }
    return code
  }

  /// - Returns: how the run ended: metrics that can't be written are a failure of one that went well.
  private func writeMetrics(_ report: RunReport, _ code: ExitCode) -> ExitCode {
    guard let metricsFile else { return code }
    do {
      try MetricsFile(report: report, exitCode: code.rawValue).write(to: metricsFile)
      return code
    } catch {
      let failure = code == .success ? ExitCode(error) : code
      say(
        .failure(
          error, output: output, isLive: report.hasChanged,
          todo: "Make the folder, or name a file in another one with --metrics."), failure)
      return failure
    }
  }

  private func run(
    _ command: String, _ word: String, _ exitCode: Int32?, _ report: RunReport, todo: String
  ) throws(ExitCode) {
    guard let failure = Hook(command: command).failure(word, exitCode: exitCode, report) else { return }
    let live = report.hasChanged ? "The new edition is live in '\(output)'." : Message.unchanged(output)
    say(Message(why: "'\(command)' \(failure)", live: live, todo: todo), .inputOutput)
    throw .inputOutput
  }

  private func say(_ message: Message, _ code: ExitCode) {
    switch logFormat {
    case .text: Terminal.complain(message.text)
    case .json: Terminal.complain(message.json(exitCode: code.rawValue))
    }
  }

  private func warn(_ text: String) {
    switch logFormat {
    case .text: Terminal.complain("parallax: \(printable(text))\n")
    case .json: Terminal.complain("{\"level\":\"warning\",\"message\":\(jsonText(text))}\n")
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

/// Holds an outcome until the process ends.
private final class Kept {
  private let outcome: Outcome

  init(_ outcome: Outcome) { self.outcome = outcome }
}

/// How standard error is written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

extension RunReport {
  /// What the records came to.
  fileprivate mutating func take(_ outcome: Outcome, after live: String?) {
    editionBefore = live
    figures = outcome.figures.count
    quarantined = outcome.corpus.quarantined.count
    for claim in outcome.facts.claims { verdicts[claim.verdict, default: 0] += 1 }
    moved = (outcome.changes?.figures.map(\.id) ?? []) + (outcome.changes?.verdicts.map(\.id) ?? [])
    freshness = outcome.corpus.freshness(patience: Check.staleSource.threshold(in: outcome.corpus))
  }
}
