import Diagnostics
import Records

/// Figures as JSON, for programs: `data/figures.json` and `parallax figures --json` are the same text.
package enum FiguresJSON {
  /// An array of figures in the order given. Keys in a fixed order, a figure's points and rows a line each; rows of one
  /// file that come one after the other share a line, with their numbers in the file as `rows`.
  package static func text(of figures: [Figure]) -> String {
    figures.isEmpty ? "[]\n" : "[\n" + figures.map(text(of:)).joined(separator: ",\n") + "\n]\n"
  }

  private static func text(of figure: Figure) -> String {
    let coverage = figure.coverage
    return """
        {
          "id": \(jsonText(figure.id)),
          "title": \(jsonText(figure.title)),
          "theme": \(figure.theme.map { jsonText($0.rawValue) } ?? "null"),
          "unit": \(jsonText(figure.unit)),
          "value": \(reckonedNumber(figure.value)),
          "low": \(reckonedNumber(figure.low)),
          "high": \(reckonedNumber(figure.high)),
          "level": \(jsonNumber(figure.level)),
          "n": \(figure.n),
          "as_of": \(figure.asOf.map { jsonText($0.description) } ?? "null"),
          "version": \(figure.version),
          "measure": \(jsonText(figure.measure)),
          "method": \(jsonText(figure.method)),
          "caveat": \(jsonText(figure.caveat)),
          "interval": \(jsonText(figure.interval)),
          "denominator": \(figure.denominator.map(jsonText) ?? "null"),
          "coverage": {"used": \(coverage.used), "left_out": \(coverage.leftOut), \
      "quarantined": \(coverage.quarantined), "note": \(jsonText(coverage.note))},
          "extras": \(extras(figure.extras, figure.words)),
          "workings": \(figure.workings.map { text(of: $0, rowsFile: "\(figure.id).rows.csv") } ?? "null"),
          "choices": \(figure.sensitivity.map { text(of: $0, figure) } ?? "null"),
          "series": [\(lines(figure.series.map { text(of: $0, figure) }))],
          "rows": [\(lines(of: figure.rows))]
        }
      """
  }

  private static func lines(_ items: [String]) -> String {
    items.isEmpty ? "" : "\n      " + items.joined(separator: ",\n      ") + "\n    "
  }

  private static func text(of sensitivity: Sensitivity, _ figure: Figure) -> String {
    let range = sensitivity.range
    let others = sensitivity.choices.map { choice in
      """
      {"id": \(jsonText(choice.id)), "name": \(jsonText(choice.name)), "value": \(reckonedNumber(choice.value)), "low": \(reckonedNumber(choice.low)), \
      "high": \(reckonedNumber(choice.high)), "n": \(choice.n), "as_of": \(choice.asOf.map { jsonText($0.description) } ?? "null"), \
      "verdict": \(choice.verdict.map(jsonText) ?? "null"), "comparison": \(choice.isComparison), \
      "workings": \(choice.figure.workings.map { text(of: $0, rowsFile: "\(figure.id).choices.csv") } ?? "null")}
      """
    }
    return """
      {"low": \(reckonedNumber(range?.lowerBound)), "high": \(reckonedNumber(range?.upperBound)), \
      "verdict": \(sensitivity.verdict.map(jsonText) ?? "null"), "holding": \(sensitivity.holding), \
      "deciding": \(sensitivity.deciding), "turning": [\(sensitivity.turning.map(jsonText).joined(separator: ", "))], \
      "others": [\(lines(others))]}
      """
  }

  /// Names, formulas and results; the rows that names stand for are lines of the file of rows.
  private static func text(of workings: Workings, rowsFile: String) -> String {
    let groups = workings.groups.map { group in
      """
      {"name": \(jsonText(group.name)), "meaning": \(jsonText(group.meaning)), "rows": \(group.entries.count)}
      """
    }
    let steps = workings.steps.map { step in
      let results = step.result.map { reckonedNumber($0) }.joined(separator: ", ")
      return """
        {"name": \(jsonText(step.name)), "formula": \(jsonText(step.formula.text)), \
        "with_numbers": \(jsonText(step.withNumbers)), "meaning": \(jsonText(step.meaning)), \
        "result": \(step.result.count == 1 ? results : "[\(results)]")}
        """
    }
    return """
      {"rows_file": \(jsonText("data/figures/\(rowsFile)")), "choice": \(jsonText(workings.choice)), \
      "names": [\(lines(groups))], "steps": [\(lines(steps))]}
      """
  }

  private static func text(of point: Figure.Point, _ figure: Figure) -> String {
    var fields = [
      "\"at\": \(jsonText(point.at.description))", "\"part\": \(jsonText(point.part))",
      "\"value\": \(reckonedNumber(point.value))", "\"low\": \(reckonedNumber(point.low))",
      "\"high\": \(reckonedNumber(point.high))",
    ]
    let unit = figure.unit(of: point.part)
    if unit != figure.unit { fields.append("\"unit\": \(jsonText(unit))") }
    if let n = point.n { fields.append("\"n\": \(n)") }
    if !point.labels.isEmpty { fields.append("\"labels\": [\(point.labels.map(jsonText).joined(separator: ", "))]") }
    if !point.extras.isEmpty || !point.words.isEmpty {
      fields.append("\"extras\": \(extras(point.extras, point.words))")
    }
    fields.append("\"rows\": [\(list(point.rows))]")
    return "{\(fields.joined(separator: ", "))}"
  }

  /// A line for each row, and one for rows of a file that come one after the other: the first of them, and the number of
  /// each in the file.
  private static func lines(of rows: [Figure.Row]) -> String {
    var lines: [String] = []
    var next = 0
    while next < rows.count {
      let (count, numbers) = FigureRows.together(rows, from: next)
      if let numbers {
        lines.append(text(of: rows[next], further: ", \"rows\": [\(list(numbers))]"))
      } else {
        lines += rows[next..<next + count].map { text(of: $0) }
      }
      next += count
    }
    return Self.lines(lines)
  }

  private static func text(of row: Figure.Row, further: String = "") -> String {
    let place = row.place
    return """
      {"kind": \(jsonText(row.kind)), "id": \(jsonText(row.id)), "file": \(jsonText(place.file.path)), \
      "line": \(place.line)\(further)}
      """
  }

  /// Whole numbers between commas, without a text for each.
  private static func list(_ numbers: [Int]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 7)
    for number in numbers {
      if !bytes.isEmpty { bytes.append(contentsOf: ", ".utf8) }
      Quantity.append(Double(number), to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Numbers and words under one roof, by name; hyphens become underscores, as keys elsewhere have them.
  private static func extras(_ numbers: [String: Double], _ words: [String: String]) -> String {
    func key(_ name: String) -> String { jsonText(String(name.map { $0 == "-" ? "_" : $0 })) }
    let fields =
      numbers.map { ($0.key, reckonedNumber($0.value)) } + words.map { ($0.key, jsonText($0.value)) }
    let sorted = fields.sorted { $0.0 < $1.0 }.map { "\(key($0.0)): \($0.1)" }
    return "{\(sorted.joined(separator: ", "))}"
  }
}
