import Metrics
import Records

/// Figures as text: a line each where the terminal is wide enough, else a list by theme.
struct FigureTable {
  let figures: [Figure]
  /// In characters; `nil` where nobody is watching, who may want the columns.
  let width: Int?
  /// What blocs are called, by their ids.
  var names: [String: String] = [:]

  var text: String {
    let table = lines
    guard let width, table.contains(where: { $0.count > width }) else { return table.joined(separator: "\n") + "\n" }
    return FigureList(figures: figures, width: width, names: names).text
  }

  private static let columns = ["figure", "value", "from", "to", "unit", "as of", "n", "choices", "verdict"]
  private static let numbers = ["value", "from", "to", "n", "choices"]

  private var lines: [String] {
    let rows = [Self.columns] + figures.map(cells(of:))
    let widths = Self.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = Self.columns.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return Self.numbers.contains(Self.columns[column]) ? padding + row[column] : row[column] + padding
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func cells(of figure: Figure) -> [String] {
    let sensitivity = figure.sensitivity
    let choices =
      sensitivity.map { $0.deciding > 1 ? "\($0.holding) of \($0.deciding)" : "\($0.counted.count + 1)" } ?? ""
    let numbers = FigureNumbers(of: figure)
    return [
      figure.id, numbers.hasNone ? figure.noNumber : numbers.value, numbers.low, numbers.high, figure.unit,
      figure.asOf?.description ?? "", String(figure.n), choices, figure.verdict,
    ]
  }
}

extension Figure {
  /// What stands in place of a number.
  var noNumber: String { words["headline"] == "none" ? "a list" : "unknown" }

  /// The word that the record's test or the measure gives; empty without any.
  var verdict: String { sensitivity?.verdict ?? words["verdict"] ?? words["trend"] ?? words["too-few"] ?? "" }
}
