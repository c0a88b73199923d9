import Metrics
import Records

/// Figures as a list by theme: what each is called, and under it value, interval and what to know of them in words.
///
/// Numbers of a theme stand under each other, none is ever cut, and words that find no room go on under themselves.
struct FigureList {
  let figures: [Figure]
  /// In characters.
  let width: Int
  /// What blocs are called, by their ids.
  var names: [String: String] = [:]

  var text: String {
    let themes = Claim.Theme.allCases.map(Optional.some) + [nil]
    let groups = themes.compactMap { theme -> String? in
      let own = figures.filter { $0.theme == theme }
      guard !own.isEmpty else { return nil }
      // A single figure, or several of which none has a theme, need no title.
      guard figures.count > 1, figures.contains(where: { $0.theme != nil }) else { return entries(of: own) }
      let title = theme.map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() } ?? "Without a theme"
      return title + "\n" + String(repeating: "=", count: title.count) + "\n\n" + entries(of: own)
    }
    return groups.joined(separator: "\n")
  }

  private func entries(of figures: [Figure]) -> String {
    let cells = figures.map { figure -> (value: String, range: String) in
      let numbers = FigureNumbers(of: figure, forPeople: true)
      return (numbers.hasNone ? figure.noNumber : numbers.value, range(of: figure, numbers))
    }
    // What is wider than half of the line isn't waited for.
    func column(_ widths: [Int]) -> Int { widths.filter { $0 <= width / 3 }.max() ?? 0 }
    let values = column(cells.map(\.value.count))
    let ranges = column(cells.map(\.range.count))
    return zip(figures, cells).map { figure, cell in
      let padding = String(repeating: " ", count: max(0, values - cell.value.count))
      var line = "  " + padding + cell.value
      if ranges > 0 { line += "  " + cell.range + String(repeating: " ", count: max(0, ranges - cell.range.count)) }
      let indent = 2 + values + (ranges > 0 ? 2 + ranges : 0) + 2
      return wrapped(figure.title, behind: figure.id, indent: min(figure.id.count + 2, width / 2))
        + wrapped(words(of: figure).joined(separator: ", "), behind: line, indent: min(indent, width / 2))
    }.joined()
  }

  /// `29 to 55 (95%)`, `32.1 to 39.2% (bounds)`.
  private func range(of figure: Figure, _ numbers: FigureNumbers) -> String {
    if figure.measure == "crossing", let by = figure.words["by"] {
      return figure.words["after"].map { "\($0) to \(by)" } ?? "by \(by)"
    }
    let level = figure.level.map { "\(Int(($0 * 100).rounded()))%" } ?? "bounds"
    return switch (numbers.low, numbers.high) {
    case ("", ""): ""
    case (let low, ""): "at least \(low)"
    case ("", let high): "at most \(high)"
    case (let low, let high): "\(low) to \(high) (\(level))"
    }
  }

  /// Unit, part, date, number of rows and verdict.
  private func words(of figure: Figure) -> [String] {
    var words: [String] = []
    switch figure.unit {
    case "fraction", "percent": words.append(figure.denominator.map { "of \($0)" } ?? "percent")
    default: words.append(figure.unit)
    }
    if let part = figure.words["headline"], ["share", "tally", "rubric", "price"].contains(figure.measure),
      !["ratio", "none", "total", "all"].contains(part)
    {
      words.append("for \(name(of: part))")
    }
    words += sides(of: figure)
    // What stays on one line has spaces that don't break.
    if let date = figure.asOf { words.append("as\u{A0}of\u{A0}\(date)") }
    if figure.n > 0 { words.append("n\u{A0}\(figure.n)") }
    let verdict = verdict(of: figure)
    if let sensitivity = figure.sensitivity, sensitivity.deciding > 1, !verdict.isEmpty {
      words.append("\(verdict) in \(sensitivity.holding) of \(sensitivity.deciding) choices")
    } else if !verdict.isEmpty {
      words.append(verdict)
    }
    if figure.measure == "balance", let often = figure.series.max(by: { first($0) < first($1) }) {
      words.append("first most often \(often.labels[0]), in \(Int((first(often) * 100).rounded()))% of the weightings")
    }
    return words
  }

  private func first(_ point: Figure.Point) -> Double { point.extras["first"] ?? 0 }

  /// `US leads`, `a tie`, `not told from chance`.
  private func verdict(of figure: Figure) -> String {
    let words = figure.inWords(figure.verdict, naming: name(of:))
    return ["holds", "does not hold"].contains(words) ? "its test \(words)" : words
  }

  /// `A 98.8%, B 19%`, what a comparison of proportions is of.
  private func sides(of figure: Figure) -> [String] {
    guard figure.measure == "ratio", let own = figure.words["headline"],
      let point = figure.series.last(where: { $0.part == own }), point.labels.count == 2
    else { return [] }
    let sides = point.labels.compactMap { side in
      figure.series.last { $0.part == side }?.value.map { "\(side) \(Quantity.text(of: ($0 * 1000).rounded() / 10))%" }
    }
    return sides.count == 2 ? sides : []
  }

  /// `US closed` for `us/closed`.
  private func name(of side: String) -> String {
    side.split(separator: "/").map { names[String($0)] ?? String($0) }.joined(separator: " ")
  }

  /// Words behind what stays together, broken where the line ends and indented from then on; a word wider than the line
  /// stands alone.
  private func wrapped(_ words: String, behind start: String, indent: Int) -> String {
    var lines: [String] = []
    var line = start
    var gap = "  "
    for word in words.split(separator: " ") {
      if line.count + gap.count + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += gap + word
      }
      gap = " "
    }
    return (lines + [line]).map { line in
      var line = line.replacing("\u{A0}", with: " ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
