import ArgumentParser
import Diagnostics
import Metrics
import Records

/// `parallax figures`: what the records come to, in a terminal.
struct PrintFigures: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Prints figures.",
    discussion: "Without ids, all of them. Figures are printed even where the records have errors; check tells which.")

  @Argument(help: "Ids of figures, such as arena-gap.")
  var ids: [String] = []

  @Option(help: "The folder of records.")
  var input = "Input"

  @Flag(help: "As JSON, with series and rows.")
  var json = false

  @Option(name: .customLong("as-of"), help: "The figures as known on that day: rows first published later aren't used.")
  var asOf: Day?

  func run() async throws {
    let (files, unreadable) = try read(input, as: "Input", option: "--input")
    let (corpus, wrong) = Corpus.reading(files)
    for id in ids where !corpus.metrics.contains(where: { $0.id == id }) {
      let meant = nearMiss(of: id, among: corpus.metrics.map(\.id).sorted()).map { "; did you mean '\($0)'?" } ?? ""
      Terminal.complain("parallax: there is no figure '\(printable(id))'\(meant)\n")
      throw ExitCode.validationFailure
    }
    // A table shows no workings, and of the others nobody asked.
    let made = Metrics.figures(
      of: corpus, asOf: asOf, only: ids.isEmpty ? nil : Set(ids), withWorkings: json)
    let chosen = ids.isEmpty ? made.figures : ids.compactMap { id in made.figures.first { $0.id == id } }
    let names = Dictionary(corpus.report.blocs.map { ($0.id, $0.name) }) { first, _ in first }
    Terminal.print(
      json
        ? FiguresJSON.text(of: chosen)
        : FigureTable(figures: chosen, width: Terminal.width, names: names).text)
    if let code = ExitCode(stoppedBy: unreadable + wrong) {
      Terminal.complain("parallax: these records can't be published: parallax check says why\n")
      throw code
    }
  }
}
