import Diagnostics
import Metrics
import Records

extension Component {
  static let rivals = Component(
    name: "rivals",
    summary: "Questions with all published answers side by side: one by its id, those of a theme, or all.",
    parameters: [
      .positional("question", .word, isRequired: false),
      .named("theme", .choice(Claim.Theme.allCases.map(\.rawValue))),
    ], isBlock: true
  ) { arguments, page in
    let site = page.site
    if let id = arguments.word("question") {
      guard let rival = site.corpus.rivals.first(where: { $0.id == id }) else {
        page.report(
          Finding(
            .error, "unknown-rival", "no question '\(id)'", at: arguments.place,
            hint: nearMiss(of: id, among: site.corpus.rivals.map(\.id)).map { "did you mean '\($0)'?" }, area: .pages))
        return .nothing
      }
      return .blocks([.table(site.answers(to: rival, isFull: false))])
    }
    if arguments.word("theme") == nil, let record = page.record, record.kind == Rival.kind,
      let rival = site.corpus.rivals.first(where: { $0.id == record.id })
    {
      return .blocks([.table(site.answers(to: rival, isFull: true))])
    }
    let chosen = site.corpus.rivals.filter { rival in
      arguments.word("theme").map { $0 == rival.theme?.rawValue } ?? true
    }
    guard !chosen.isEmpty else { return .nothing }
    let rows = chosen.map { rival in
      Table.Row(
        id: nil,
        cells: [
          [site.link(Rival.kind, rival.id, Markdown.inlines(ofProse: rival.question).withoutLinks)],
          [.text(String(rival.answers.count))], site.ours(rival), Markdown.inlines(ofProse: rival.why),
        ])
    }
    let titles = ["Question", "Answers", "Ours", "Why they differ"]
    return .blocks([
      .table(
        Table(
          caption: "Questions with several published answers",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Answers") }, rows: rows, style: .stack
        ))
    ])
  }
}

extension SiteContext {
  fileprivate func ours(_ rival: Rival) -> [Inline] {
    guard let figure = rival.figure.flatMap({ id in figures.first { $0.id == id } }) else {
      return [.muted([.text("no figure of ours")])]
    }
    let view = FigureView(figure, blocs: blocs)
    guard case .number(let words, _)? = FigurePart.whole.answer(view) else { return [.muted([.text("no value")])] }
    return number(figure, words, as: FigurePart.whole.quotation(of: view))
      + (view.asOf.map { [.text(", " + NumberFormat.date($0, isShort: true))] } ?? [])
  }

  /// Every answer with what it counted; ours first, where we have one.
  fileprivate func answers(to rival: Rival, isFull: Bool) -> Table {
    var rows: [Table.Row] = []
    if rival.figure != nil {
      rows.append(
        Table.Row(
          id: nil,
          cells: [[.text("Parallax")], ours(rival)] + (isFull ? [[], [], [], []] : [[.text("our own figure")]]) + [[]]))
    }
    for answer in rival.answers {
      let publisher = answer.publisher.map { [Inline.text($0)] } ?? [.muted([.text("not named")])]
      let date =
        answer.asOf.first.number == 0 ? [] : [Inline.text(", \(NumberFormat.date(answer.asOf, isShort: true))")]
      let said = published(answer) + date
      let counted = [
        answer.population.map { Markdown.inlines(ofProse: $0) }, answer.window.map { [Inline.text($0)] },
        answer.countingRule.map { Markdown.inlines(ofProse: $0) },
        answer.attributionRule.map { Markdown.inlines(ofProse: $0) },
      ]
      let cells =
        isFull
        ? counted.map { $0 ?? [.muted([.text("not stated")])] }
        : [Self.joined(counted.compactMap(\.self), by: "; ")]
      rows.append(Table.Row(id: nil, cells: [publisher, said] + cells + [[link("sources", answer.source)]]))
    }
    let titles =
      isFull
      ? ["Who", "Answer", "Of what", "Over which time", "What counts as one", "Given to whom", "Source"]
      : ["Who", "Answer", "What was counted", "Source"]
    return Table(
      caption: rival.question, columns: titles.map { Table.Column(title: [.text($0)]) }, rows: rows, style: .stack)
  }

  private func published(_ answer: Rival.Answer) -> [Inline] {
    if let words = answer.words { return [.text("\(words) \(answer.unit)")] }
    if let date = answer.valueDate { return [.text(NumberFormat.date(date))] }
    guard let value = answer.value else { return [.muted([.text("no number")])] }
    let qualifier = answer.qualifier.map { $0.rawValue.split(separator: "-").joined(separator: " ") + " " } ?? ""
    return [.text(qualifier)] + inlines(.number(value)) + [.text(" " + answer.unit)]
  }

  static func joined(_ parts: [[Inline]], by separator: String) -> [Inline] {
    parts.enumerated().flatMap { $0.offset == 0 ? $0.element : [.text(separator)] + $0.element }
  }
}
