import Metrics

extension SiteContext {
  /// A figure in a line: title, answer, day, and how the number is made.
  var paperNotes: PaperNotes {
    PaperNotes { path in
      guard path.hasPrefix("figures/"), let position = figurePositions[path] else { return nil }
      return note(on: figures[position])
    }
  }

  private func note(on figure: Figure) -> [Inline] {
    let view = FigureView(figure, blocs: blocs)
    var words = figure.title + ": "
    if case .number(let answer, _)? = FigurePart.whole.answer(view) {
      words += answer.plainText
    } else {
      words += "no value"
    }
    if let date = figure.asOf { words += ", \(NumberFormat.date(date))" }
    let longest = 120
    if let formula = figure.workings?.formula(of: "value")?.text, formula.utf8.count <= longest {
      words += "; \(formula)"
    }
    return [.text(words)]
  }
}
