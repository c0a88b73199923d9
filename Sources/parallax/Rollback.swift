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

  @Argument(help: "The edition's id, as editions/index.html lists it.")
  var id: String?

  @Option(help: "The published folder.")
  var output = "Output"

  @Option(help: "The state folder. (default: .parallax beside the output)")
  var state: String?

  func run() throws {
    do throws(PublishingProblem) {
      var publisher = try Publisher(output: output, state: state)
      var report = RunReport()
      report.editionBefore = try publisher.memory.archive().live
      let (live, publication) = try publisher.rollBack(to: id) { page, archive, frozen in
        EditionList.renewed(page, with: archive.lines(frozen: frozen))
      }
      Terminal.print("Edition \(live) is live in '\(printable(output))'.\n")
      report.note("written", ["files": publication.changes.added.count + publication.changes.changed.count])
      report.edition = live
      report.changes = publication.changes
      report.end = .rolledBack
      try report.keep(in: publisher.state)
    } catch {
      Terminal.complain(Message.failure(error, output: output).text)
      throw ExitCode(error)
    }
  }
}
