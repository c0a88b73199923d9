import Glibc
import Metrics
import Records

/// Figures as text: a line each where the terminal is wide enough, else two.
struct FigureTable {
  let figures: [Figure]
  /// In characters; `nil` where nobody is watching, who may want the columns.
  let width: Int?

  var text: String {
    let table = lines
    guard let width, table.contains(where: { $0.count > width }) else { return table.joined(separator: "\n") + "\n" }
    return figures.map { entry($0, width) }.joined()
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
    let numbers = Numbers(of: figure)
    return [
      figure.id, numbers.hasNone ? noNumber(of: figure) : numbers.value, numbers.low, numbers.high, figure.unit,
      figure.asOf?.description ?? "", String(figure.n), choices, verdict(of: figure),
    ]
  }

  private func noNumber(of figure: Figure) -> String { figure.words["headline"] == "none" ? "a list" : "unknown" }

  private func verdict(of figure: Figure) -> String {
    figure.sensitivity?.verdict ?? figure.words["verdict"] ?? figure.words["trend"] ?? figure.words["too-few"] ?? ""
  }

  /// `arena-gap: Gap between …`, and under it what the figure says.
  private func entry(_ figure: Figure, _ width: Int) -> String {
    let numbers = Numbers(of: figure)
    var words: [String] = []
    if numbers.hasNone {
      words.append(noNumber(of: figure))
    } else {
      let range =
        switch (numbers.low, numbers.high) {
        case ("", ""): ""
        case (let low, ""): "at least \(low)"
        case ("", let high): "at most \(high)"
        case (let low, let high): "\(low) to \(high)"
        }
      let both = numbers.value.isEmpty || range.isEmpty ? numbers.value + range : "\(numbers.value) (\(range))"
      words.append("\(both) \(figure.unit)\(parts(of: figure))")
    }
    if let date = figure.asOf { words.append(date.description) }
    words.append("n \(figure.n)")
    let verdict = verdict(of: figure)
    if let sensitivity = figure.sensitivity, sensitivity.deciding > 1 {
      words.append("\(verdict) in \(sensitivity.holding) of \(sensitivity.deciding) choices")
    } else if !verdict.isEmpty {
      words.append(verdict)
    }
    return cut("\(figure.id): \(figure.title)", to: width) + "\n" + cut("  " + words.joined(separator: ", "), to: width)
      + "\n"
  }

  /// `: A 98.8%, B 19%`, what a comparison of proportions is of.
  private func parts(of figure: Figure) -> String {
    guard figure.measure == "ratio", let own = figure.words["headline"],
      let point = figure.series.last(where: { $0.part == own }), point.labels.count == 2
    else { return "" }
    let sides = point.labels.compactMap { side in
      figure.series.last { $0.part == side }?.value.map { "\(side) \(Quantity.text(of: ($0 * 1000).rounded() / 10))%" }
    }
    return sides.count == 2 ? ": " + sides.joined(separator: ", ") : ""
  }

  private func cut(_ line: String, to width: Int) -> String {
    line.count <= width ? line : line.prefix(max(width - 1, 0)) + "…"
  }
}

extension FigureTable {
  /// A figure's value and ends with the digits that say something.
  struct Numbers {
    let value: String
    let low: String
    let high: String

    var hasNone: Bool { value.isEmpty && low.isEmpty && high.isEmpty }

    init(of figure: Figure) {
      var step: Double?
      // Of half an interval two digits count.
      if figure.level != nil || figure.measure == "tally", let low = figure.low, let high = figure.high, high > low {
        step = pow(10, floor(log10((high - low) / 2)) - 1)
      }
      func text(_ number: Double?) -> String {
        guard let number else { return "" }
        return Self.text(of: number, step: step ?? Self.step(of: number, figure.unit))
      }
      (value, low, high) = (text(figure.value), text(figure.low), text(figure.high))
    }

    /// Whole numbers from a thousand up, else four digits that count; years with hundredths.
    private static func step(of number: Double, _ unit: String) -> Double {
      let size = unit == "year" ? 10 : abs(number)
      return size >= 1000 || size == 0 ? 1 : size >= 100 ? 0.1 : size >= 10 ? 0.01 : size >= 0.1 ? 0.001 : 0.0001
    }

    private static func text(of number: Double, step: Double) -> String {
      guard step < 1 else { return Quantity.text(of: (number / step).rounded() * step) }
      let scale = (1 / step).rounded()
      return Quantity.text(of: (number * scale).rounded() / scale)
    }
  }
}
