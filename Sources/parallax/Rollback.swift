import ArgumentParser
import Diagnostics
import Pages
import Publishing

/// `parallax rollback`: makes an earlier edition live again.
struct Rollback: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes an earlier edition live again, in one step.",
    discussion: """
      Without an id, the edition before the live one. A run on the same records doesn't publish again what was rolled \
      back; a run on others does.
      """)

  @Argument(help: "The edition's id, as editions/index.html lists it, or the beginning of it.")
  var id: String?

  @Option(help: "The published folder.")
  var output = "Output"

  @Option(help: "The state folder. (default: .parallax beside the output)")
  var state: String?

  @Option(
    help: ArgumentHelp(
      "A shell command to run last, as that of build: a copy to the web servers.", valueName: "command"))
  var after: String?

  func run() throws {
    let report: RunReport
    do {
      report = try rollBack()
    } catch {
      Terminal.complain(Message.failure(error, output: output).text)
      throw ExitCode(error)
    }
    guard let after, let failure = Hook(command: after).failure("ok", exitCode: 0, report) else { return }
    let live = "The edition is live in '\(output)'."
    Terminal.complain(Message(why: "'\(after)' \(failure)", live: live, todo: "Mend the command.").text)
    throw ExitCode.inputOutput
  }

  private func rollBack() throws(PublishingProblem) -> RunReport {
    var publisher = try Publisher(output: output, state: state)
    var report = RunReport()
    report.editionBefore = try publisher.memory.archive().live
    let publication = try publisher.rollBack(to: id, noting: &report)
    report.note("written", ["files": publication.changes.added.count + publication.changes.changed.count])
    report.end = .rolledBack
    Terminal.print("Edition \(report.edition ?? "") is live in '\(printable(output))'.\n")
    try report.keep(in: publisher.state)
    return report
  }
}

extension Publisher {
  /// Makes an edition live again, with pages that list editions as they are then.
  @discardableResult
  mutating func rollBack(to name: String?, noting report: inout RunReport) throws(PublishingProblem) -> Publication {
    let (live, publication) = try rollBack(to: name) { page, archive, frozen in
      EditionList.renewed(page, with: archive.lines(frozen: frozen))
    }
    report.edition = live
    report.changes = publication.changes
    return publication
  }
}
