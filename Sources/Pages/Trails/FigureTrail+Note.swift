import Metrics

extension SiteContext {
  /// A figure in a line: title and day. Its answer is the number that the note stands at.
  var paperNotes: PaperNotes {
    PaperNotes { path in
      guard path.hasPrefix("figures/"), let position = figurePositions[path] else { return nil }
      return note(on: figures[position])
    }
  }

  private func note(on figure: Figure) -> [Inline] {
    guard let date = figure.asOf else { return [.text(figure.title)] }
    return [.text("\(figure.title), \(NumberFormat.date(date))")]
  }
}
