import ArgumentParser
import Diagnostics
import Pages
import Records

/// `parallax explain`: where a thing came from, and what it feeds.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what a thing is, what it rests on, and what rests on it.",
    discussion: """
      THING is a figure (arena-gap), a page (convergence), a record (models/deepseek-v4-pro, or its id alone, with \
      .FIELD for one value), a claim, a file of the output (data/arena-gap.csv), or a place (Input/scores/a.csv:12, with \
      :FIELD for one value). The facts are those of the thing's page. Writes nothing.
      """)

  @Argument(help: "What to explain.")
  var thing: String

  @OptionGroup var folders: Folders

  @Flag(help: "As JSON.")
  var json = false

  @Option(help: "The published folder, whose editions are told of.")
  var output = "Output"

  @Option(name: .customLong("as-of"), help: "The day of the edition; the last that the records know of when not given.")
  var asOf: Day?

  func run() async throws {
    var (ingredients, unreadable) = try readFolders(folders)
    ingredients.asOf = asOf
    // Without an edition, or with one that can't be read, there is still all else to tell.
    let past = try? Shelf(output).live()?.past
    let outcome = await makeReport(from: ingredients, past: past ?? Past())
    guard let explainer = outcome.site.explainer else {
      Terminal.complain("parallax: the templates have no shell, so there are no pages: parallax check says why\n")
      throw ExitCode.templates
    }
    do {
      let explanation = try explainer.explanation(of: thing)
      Terminal.print(json ? explanation.json : explanation.tree())
    } catch {
      Terminal.complain("parallax: \(printable(error.why))\n")
      throw ExitCode.validationFailure
    }
    if let code = ExitCode(stoppedBy: unreadable + outcome.findings) {
      Terminal.complain("parallax: these records can't be published: parallax check says why\n")
      throw code
    }
  }
}
