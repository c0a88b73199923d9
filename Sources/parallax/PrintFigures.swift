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

  func run() async throws {
    let (files, unreadable) = try read(input, as: "Input", option: "--input")
    let (corpus, wrong) = Corpus.reading(files)
    let (figures, _) = Metrics.figures(of: corpus)
    for id in ids where !figures.contains(where: { $0.id == id }) {
      let meant = nearMiss(of: id, among: figures.map(\.id)).map { "; did you mean '\($0)'?" } ?? ""
      Terminal.complain("parallax: there is no figure '\(printable(id))'\(meant)\n")
      throw ExitCode.validationFailure
    }
    let chosen = ids.isEmpty ? figures : ids.compactMap { id in figures.first { $0.id == id } }
    Terminal.print(json ? FiguresJSON.text(of: chosen) : table(of: chosen))
    if let code = ExitCode(stoppedBy: unreadable + wrong) {
      Terminal.complain("parallax: these records can't be published: parallax check says why\n")
      throw code
    }
  }

  private func table(of figures: [Figure]) -> String {
    let rows = [["figure", "value", "interval", "unit", "as of", "n"]] + figures.map(row(of:))
    let widths = (0..<6).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return [1, 2, 5].contains(column) ? padding + cell.0 : cell.0 + padding
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func row(of figure: Figure) -> [String] {
    func short(_ number: Double?) -> String {
      number.map { Quantity.text(of: ($0 * 100).rounded() / 100) } ?? ""
    }
    let interval = figure.low == nil && figure.high == nil ? "" : "\(short(figure.low))..\(short(figure.high))"
    let value = figure.value == nil ? "unknown" : short(figure.value)
    return [figure.id, value, interval, figure.unit, figure.asOf?.description ?? "", String(figure.n)]
  }
}
