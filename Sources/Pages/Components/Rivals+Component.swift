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
      let answers = site.answers(to: rival, isFull: true)
      return .blocks(page.rivalChart(rival) + [.table(answers)])
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
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Answers") }, rows: rows,
          style: .stack,
          days: site.days(ofAnswersTo: chosen)))
    ])
  }
}

extension Rendering {
  /// The answers that share a unit, drawn; nothing where fewer than two do.
  fileprivate mutating func rivalChart(_ rival: Rival) -> [Block] {
    guard let drawing = RivalDrawing(rival, figures: site.figures(of: rival), blocs: site.blocs, addresses) else {
      return []
    }
    // Most of its marks are what others published: no figure of ours vouches for the picture as a whole.
    var block = plainBlock(drawing.chart, id: "chart-answers", title: [.text(drawing.title)], isMini: false)
    block.subtitle = [.text(drawing.subtitle)]
    block.footer = site.days(ofAnswersTo: [rival])
    return [.chart(finished(block, data: drawing.data))]
  }
}

extension SiteContext {
  /// What our figures say, each in short.
  fileprivate func ours(_ rival: Rival) -> [Inline] {
    let own = figures(of: rival).map { ours($0) }
    guard let first = own.first else { return [.muted([.text("no figure of ours")])] }
    // More than two numbers without a word each would say nothing; the question's page names them.
    guard own.count > 2 else { return Self.joined(own, by: "; ") }
    return first + [.text("; and \(NumberFormat.count(own.count - 1)) counted otherwise")]
  }

  func figures(of rival: Rival) -> [Figure] {
    rival.figures.compactMap { id in figures.first { $0.id == id } }
  }

  /// A figure's value with its day, or its observation that is over by a date.
  func ours(_ figure: Figure, at date: PartialDate? = nil) -> [Inline] {
    let point = date.flatMap { figure.headline(at: $0) }
    let view = FigureView(figure, point: point, blocs: blocs)
    guard date == nil || point != nil, case .number(let words, _)? = FigurePart.whole.answer(view) else {
      return [.muted([.text("no value")])]
    }
    return number(figure, words, as: FigurePart.whole.quotation(of: view))
      + (view.asOf.map { [.text(", " + NumberFormat.date($0, isShort: true))] } ?? [])
  }

  /// Of which days the answers are, ours among them; each names its source.
  fileprivate func days(ofAnswersTo rivals: [Rival]) -> [Inline] {
    var days = DataDays(self)
    for rival in rivals {
      for figure in figures(of: rival) { days.add(figure.asOf) }
      for answer in rival.answers {
        days.add(answer.asOf)
        days.add(source: answer.source)
      }
    }
    return days.line()
  }

  /// Every answer with what it counted; ours first, where we have some.
  fileprivate func answers(to rival: Rival, isFull: Bool) -> Table {
    var rows = figures(of: rival).map { figure in
      let question = corpus.metrics.first { $0.id == figure.id }?.question
      let what = figure.denominator ?? question ?? figure.title
      let counted: [[Inline]] =
        isFull
        ? [
          [.text(what)], figure.asOf.map { [.text(NumberFormat.date($0))] } ?? [],
          Markdown.inlines(ofProse: figure.method), [.muted([.text("by the method")])],
        ] : [[.text(what)]]
      return Table.Row(
        id: nil,
        cells: [[.text("Parallax")], ours(figure)] + counted + [[link("figures", figure.id, [.text(figure.title)])]])
    }
    for (position, answer) in rival.answers.enumerated() {
      let publisher = answer.publisher.map { [Inline.text($0.capitalisedFirst)] } ?? [.muted([.text("not named")])]
      // An answer that is a day says when itself.
      let isDated = answer.asOf.first.number != 0 && answer.valueDate == nil
      let date = isDated ? [Inline.text(", \(NumberFormat.date(answer.asOf, isShort: true))")] : []
      let address = Self.anchor(ofAnswer: position)
      let number = published(answer)
      // On the question's page it stands in the row itself.
      let isElsewhere = !isFull && routes.listsAnswers && answer.figure == nil && answer.hasNumber
      let target =
        isElsewhere ? routes.pagePath(Rival.kind, rival.id).map { Link.Target.file($0, fragment: address) } : nil
      let said =
        (target.map { [.link(Link($0, number, isNumber: true))] } ?? number) + (answer.figure == nil ? date : [])
        + remarks(on: answer)
      let counted = [
        answer.population.map { Markdown.inlines(ofProse: $0) }, answer.window.map { [Inline.text($0)] },
        answer.countingRule.map { Markdown.inlines(ofProse: $0) },
        answer.attributionRule.map { Markdown.inlines(ofProse: $0) },
      ]
      let cells =
        isFull
        ? counted.map { $0 ?? [.muted([.text("not stated")])] }
        : [
          counted.contains { $0 != nil }
            ? Self.joined(counted.compactMap(\.self), by: "; ") : [.muted([.text("not stated")])]
        ]
      let place: [Inline] =
        isFull ? [.text(", \(read(answer.source))"), .lineBreak, .small([.code(answer.place.spot)])] : []
      rows.append(
        Table.Row(
          id: isFull ? address : nil, cells: [publisher, said] + cells + [[link("sources", answer.source)] + place]))
    }
    let titles =
      isFull
      ? ["Who", "Answer", "Of what", "Over which time", "What counts as one", "Given to whom", "Source"]
      : ["Who", "Answer", "What was counted", "Source"]
    return Table(
      caption: rival.question, columns: titles.map { Table.Column(title: [.text($0)]) }, rows: rows, style: .stack,
      days: days(ofAnswersTo: [rival]))
  }

  /// Where an answer stands on its question's page.
  static func anchor(ofAnswer position: Int) -> String { "answer-\(position + 1)" }

  /// What a reader should know of an answer, and the claim that used it.
  private func remarks(on answer: Rival.Answer) -> [Inline] {
    let note = answer.note.map { [Inline.text(". ")] + Markdown.inlines(ofProse: $0) } ?? []
    let claim = answer.claim.flatMap { id in corpus.claims.first { $0.id == id } }
    let words = claim?.isSeed == true ? "Used by the article: checked" : "The claim, checked"
    return note + (claim.map { [.text(" "), link("claims", $0.id, [.text(words)])] } ?? [])
  }

  func published(_ answer: Rival.Answer) -> [Inline] {
    if let figure = answer.figure.flatMap({ id in figures.first { $0.id == id } }) {
      return ours(figure, at: answer.asOf)
    }
    if let words = answer.words { return [.text("\(words) \(answer.unit)")] }
    if let date = answer.valueDate { return [.text(NumberFormat.date(date))] }
    guard let value = answer.value else { return [.muted([.text("no number")])] }
    let qualifier = answer.qualifier.map { $0.rawValue.withoutHyphens + " " } ?? ""
    return [.text(qualifier)] + inlines(.number(value)) + [.text(" " + answer.unit)]
  }

  static func joined(_ parts: [[Inline]], by separator: String) -> [Inline] { joined(parts, by: .text(separator)) }

  static func joined(_ parts: [[Inline]], by separator: Inline) -> [Inline] {
    parts.enumerated().flatMap { $0.offset == 0 ? $0.element : [separator] + $0.element }
  }
}

extension Rival.Answer {
  fileprivate var hasNumber: Bool { value != nil || valueDate != nil }
}
