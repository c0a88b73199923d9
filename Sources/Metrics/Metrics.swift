package import Diagnostics
package import Records

/// All metrics, put to the records.
package enum Metrics {
  /// One figure for each metric, in order of id.
  ///
  /// A metric that nothing answers gives a figure without value, whose coverage says what is missing.
  package static func figures(of corpus: Corpus) -> (figures: [Figure], findings: [Finding]) {
    var histories: [String: BoardHistory] = [:]
    let blocs = corpus.report.blocs.map(\.id)
    var figures: [Figure] = []
    var findings: [Finding] = []
    for metric in corpus.metrics.sorted(by: { $0.id < $1.id }) {
      var history: BoardHistory {
        let benchmark = metric.benchmark ?? ""
        if let known = histories[benchmark] { return known }
        let made = BoardHistory(of: benchmark, in: corpus)
        histories[benchmark] = made
        return made
      }
      let answer: (figure: Figure, findings: [Finding]) =
        switch metric.measure {
        case .frontier: Frontier.figure(metric, history, blocs: blocs)
        case .gap: (Gap.figure(metric, history), [])
        case .lag: (Lag.figure(metric, history), [])
        case .tally: Tally.figure(metric, corpus)
        case .share: Share.figure(metric, corpus)
        }
      figures.append(answer.figure)
      findings += answer.findings
      if answer.figure.series.isEmpty, !answer.findings.contains(where: { $0.severity == .error }) {
        findings.append(.emptyFigure(metric, answer.figure))
      }
    }
    for id in histories.keys.sorted() {
      for board in histories[id]!.boards { findings += mixedScales(on: board, of: id) }
    }
    return (figures, findings.sorted(by: Finding.isShownBefore))
  }

  private static func mixedScales(on board: Board, of benchmark: String) -> [Finding] {
    guard let first = board.ratings.first, let other = board.ratings.first(where: { $0.scale != first.scale }) else {
      return []
    }
    return [.mixedScales(first, other, of: benchmark)]
  }
}

extension Finding {
  fileprivate static func emptyFigure(_ metric: Metric, _ figure: Figure) -> Finding {
    Finding(
      .warning, "empty-figure", "no row answers '\(metric.id)'", at: metric.place, hint: figure.coverage.note)
  }

  fileprivate static func mixedScales(_ first: Rating, _ other: Rating, of benchmark: String) -> Finding {
    Finding(
      .error, "mixed-scales",
      "'\(benchmark)' of \(first.vintage) is on two scales, '\(first.scale ?? "none")' and '\(other.scale ?? "none")'",
      at: other.row.place, hint: "rows of one vintage share a scale; give one of them another vintage or benchmark",
      related: [.init("the other scale is here", at: first.row.place)])
  }
}
