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
    let (figures, _) = Metrics.figures(of: corpus, asOf: asOf)
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
    let rows = [["figure", "value", "from", "to", "unit", "as of", "n", "choices", "verdict"]] + figures.map(row(of:))
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let isNumber = ["value", "from", "to", "n", "choices"].map { rows[0].firstIndex(of: $0)! }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return isNumber.contains(column) ? padding + cell.0 : cell.0 + padding
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func row(of figure: Figure) -> [String] {
    let sensitivity = figure.sensitivity
    let choices =
      sensitivity.map { $0.deciding > 1 ? "\($0.holding) of \($0.deciding)" : "\($0.choices.count + 1)" } ?? ""
    let verdict =
      sensitivity?.verdict ?? figure.words["verdict"] ?? figure.words["trend"] ?? figure.words["too-few"] ?? ""
    return [
      figure.id, answer(of: figure), short(figure.low, figure.unit), short(figure.high, figure.unit), figure.unit,
      figure.asOf?.description ?? "", String(figure.n), choices, verdict,
    ]
  }

  private func answer(of figure: Figure) -> String {
    guard figure.value == nil, figure.low == nil, figure.high == nil else { return short(figure.value, figure.unit) }
    return figure.words["headline"] == "none" ? "a list" : "unknown"
  }

  /// Whole numbers from a thousand up, else four digits that count; years with hundredths.
  private func short(_ number: Double?, _ unit: String) -> String {
    guard let number else { return "" }
    let size = unit == "year" ? 10 : abs(number)
    let scale = size >= 1000 || size == 0 ? 1.0 : size >= 100 ? 10 : size >= 10 ? 100 : size >= 0.1 ? 1000 : 10_000
    return Quantity.text(of: (number * scale).rounded() / scale)
  }
}
