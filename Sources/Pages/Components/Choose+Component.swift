import Charts
import Diagnostics
import Metrics
import Records

extension Component {
  private static let profile: [Parameter] = [.positional("profile", .word, isRequired: false)]

  static let answer = Component(
    name: "answer", summary: "Which model comes first for a reader's needs, and how often under other weights.",
    parameters: profile, isBlock: false
  ) { arguments, page in
    guard let decision = page.decision(arguments) else { return .nothing }
    return .inlines(page.site.answer(of: decision))
  }

  static let turn = Component(
    name: "turn", summary: "How much one weight must change for another model to come first.", parameters: profile,
    isBlock: false
  ) { arguments, page in
    guard let decision = page.decision(arguments), decision.places.count > 1 else { return .nothing }
    return .inlines(page.site.turn(of: decision))
  }

  static let funnel = Component(
    name: "funnel", summary: "A reader's hard limits, one after the other: how many models are left, who falls out.",
    parameters: profile, isBlock: true
  ) { arguments, page in
    page.decision(arguments).map { .blocks(page.site.funnel(of: $0)) } ?? .nothing
  }

  static let inside = Component(
    name: "inside", summary: "Rating and price of every model, those that pass a reader's limits strong.",
    parameters: profile, isBlock: true
  ) { arguments, page in
    guard let decision = page.decision(arguments), !decision.fitting.isEmpty else { return .nothing }
    let drawing = DecisionDrawing(decision, page.addresses)
    guard let chart = drawing.inside else { return .nothing }
    return page.placed(
      chart, id: "chart-inside", title: chart.title, subtitle: drawing.insideWords, footer: drawing.footer,
      table: drawing.insideTable, data: drawing.insideData)
  }

  static let order = Component(
    name: "order",
    summary: "The models that pass a reader's limits, in the order of its weights, which script can move.",
    parameters: profile, isBlock: true
  ) { arguments, page in
    guard let decision = page.decision(arguments), !decision.fitting.isEmpty else { return .nothing }
    return .blocks([page.site.weights(of: decision), .table(page.site.order(of: decision))])
  }

  static let robustness = Component(
    name: "robustness", summary: "The places that each model takes over thousands of other weights.",
    parameters: profile, isBlock: true
  ) { arguments, page in
    guard let decision = page.decision(arguments), decision.fitting.count > 1 else { return .nothing }
    let drawing = DecisionDrawing(decision, page.addresses)
    // A handful of places is a table; a picture of it would show nothing more.
    guard decision.fitting.count > 3 else {
      var table = drawing.placesTable
      table.days = page.site.days(of: [decision])
      table.caption = drawing.placesTitle
      return .blocks([.table(table)])
    }
    return page.placed(
      drawing.places, id: "chart-places", title: drawing.placesTitle, subtitle: drawing.placesWords,
      footer: drawing.footer, table: drawing.placesTable, data: drawing.placesData)
  }

  static let reasons = Component(
    name: "reasons", summary: "For every rated model why it is in or out under a reader's limits.", parameters: profile,
    isBlock: true
  ) { arguments, page in
    page.decision(arguments).map { .blocks([.table(page.site.reasons(of: $0))]) } ?? .nothing
  }

  static let profiles = Component(
    name: "profiles", summary: "Every reader whose needs we hold, with what comes first for it.", parameters: [],
    isBlock: true
  ) { _, page in
    let site = page.site
    let rows = site.corpus.profiles.map { profile -> Table.Row in
      guard let decision = site.decisions[profile.id] else {
        return Table.Row(
          id: nil,
          cells: [
            [site.link(Profile.kind, profile.id)], Markdown.inlines(ofProse: profile.who),
            [.muted([.text("not worked out")])], [.muted([.text("no metric puts a board to these needs")])],
          ])
      }
      let best = site.oftenFirst(decision).prefix(3).enumerated().flatMap { rank, place -> [Inline] in
        let option = decision.options[decision.fitting[place.candidate]]
        let first = [Inline.text(" "), .aside([.text(NumberFormat.percent(place.first))])]
        return (rank > 0 ? [Inline.text("; ")] : []) + [site.link(Model.kind, option.model.id)] + first
      }
      return Table.Row(
        id: nil,
        cells: [
          [site.link(Profile.kind, profile.id)], Markdown.inlines(ofProse: profile.who),
          [.text("\(decision.fitting.count) of \(decision.options.count)")],
          decision.places.first.map { place in
            [site.link(Model.kind, decision.options[decision.fitting[place.candidate]].model.id)]
          } ?? [.muted([.text("no model passes")])],
          best.isEmpty ? [.muted([.text("no model passes")])] : best,
        ])
    }
    guard !rows.isEmpty else { return .nothing }
    let titles = [
      "Reader", "Who it is", "Models that pass", "First at its own weights", "First most often, under others",
    ]
    return .blocks([
      .table(
        Table(
          caption: "Readers and what comes first for them", columns: titles.map { Table.Column(title: [.text($0)]) },
          rows: rows, style: .stack, days: site.days(of: site.corpus.profiles.compactMap { site.decisions[$0.id] })))
    ])
  }
}

extension Rendering {
  /// The decision of the profile that is named, or of the page's own.
  mutating func decision(_ arguments: Arguments) -> Decision? {
    guard let id = arguments.word("profile") else {
      return record.flatMap { $0.kind == Profile.kind ? site.decisions[$0.id] : nil }
    }
    if let decision = site.decisions[id] { return decision }
    report(
      Finding(
        .error, "unknown-profile", "no profile '\(id)' with a metric", at: arguments.place,
        hint: nearMiss(of: id, among: site.decisions.keys.sorted()).map { "did you mean '\($0)'?" }, area: .pages))
    return nil
  }

  /// A chart that a component makes of its own, with title, table and files.
  mutating func placed(
    _ chart: any Chart, id: String, title: String, subtitle: String, footer: [Inline], table: Table,
    data: CSVWriter
  ) -> Component.Content {
    var block = plainBlock(chart, id: id, title: [.text(title)], isMini: false)
    block.subtitle = [.text(subtitle)]
    block.footer = footer
    block.table = table
    return .blocks([.chart(finished(block, data: data))])
  }
}

// MARK: - Words

extension SiteContext {
  /// One decision for each profile that a metric puts a board to.
  static func decisions(of corpus: Corpus) -> [String: Decision] {
    var decisions: [String: Decision] = [:]
    for metric in corpus.metrics where metric.measure == .balance {
      guard let profile = metric.profile, decisions[profile] == nil else { continue }
      decisions[profile] = Decision(metric, in: corpus)
    }
    return decisions
  }

  /// Under a table of models for a reader: ratings have the day of their board, prices are the last that we know.
  fileprivate func days(of decisions: [Decision]) -> [Inline] {
    guard let board = decisions.map(\.vintage).max() else { return dayOfRecords }
    // Most were seen before the newest one, none after it.
    let seen = corpus.prices.compactMap { $0.observed ?? $0.validFrom }.filter { $0.last <= asOf }.max()
    let prices = seen.map { ", prices as last seen, up to \(NumberFormat.date($0))" } ?? ""
    return [.text("Data as of \(NumberFormat.date(board))\(prices).")]
  }

  func answer(of decision: Decision) -> [Inline] {
    guard !decision.places.isEmpty else {
      return [.text("No model on the board of \(NumberFormat.date(decision.vintage)) passes all limits.")]
    }
    func named(_ place: Balance.Place) -> Inline {
      .strong([link(Model.kind, decision.options[decision.fitting[place.candidate]].model.id)])
    }
    var words: [Inline] = [.text("At this reader’s own weights "), named(decision.places[0]), .text(" comes first")]
    for (position, place) in oftenFirst(decision).filter({ $0.first >= 0.1 }).prefix(2).enumerated() {
      let part = NumberFormat.percent(place.first)
      words.append(.text(position == 0 ? "; of \(weightings) other weightings " : " and "))
      words += [named(place), .text(position == 0 ? " comes first in \(part)" : " in \(part)")]
    }
    words.append(
      .text(
        ". \(NumberFormat.number(Double(decision.fitting.count))) of \(decision.options.count) rated models pass its limits."
      ))
    return words
  }

  /// `At this reader's own weights R1 gives way to V3 once cost weighs more than 47% instead of 33%.`
  fileprivate func turn(of decision: Decision) -> [Inline] {
    func named(_ candidate: Int) -> Inline { link(Model.kind, decision.options[decision.fitting[candidate]].model.id) }
    guard let first = decision.places.first?.candidate else { return [] }
    guard let turn = decision.turn else {
      return [.text("No single weight, however it is set, takes first place from "), named(first), .text(".")]
    }
    let sum = decision.weights.reduce(0) { $0 + $1.weight }
    let (own, name) = (decision.weights[turn.quality].weight / sum, decision.weights[turn.quality].dimension.rawValue)
    let way = turn.share > own ? "more" : "less"
    return [
      .text("At this reader’s own weights "), named(first), .text(" gives way to "), named(turn.rival),
      .text(
        " once \(name) weighs \(way) than \(NumberFormat.percent(turn.share)) instead of \(NumberFormat.percent(own)), "
          + "the other weights in proportion."),
    ]
  }

  /// Whoever is ever first under other weights, the most often first of all.
  fileprivate func oftenFirst(_ decision: Decision) -> [Balance.Place] {
    decision.places.filter { $0.first >= 0.005 }.enumerated()
      .sorted { ($1.element.first, $0.offset) < ($0.element.first, $1.offset) }.map(\.element)
  }

  private var weightings: String { NumberFormat.number(Double(Balance.draws)) }

  // MARK: Limits

  func funnel(of decision: Decision) -> [Block] {
    let words = LimitWords(site: self)
    func counts(_ left: [Int]) -> (us: Int, china: Int, other: Int) {
      let blocs = left.map { decision.options[$0].rating.bloc }
      return (blocs.count { $0 == "us" }, blocs.count { $0 == "china" }, blocs.count { $0 != "us" && $0 != "china" })
    }
    func row(_ name: [Inline], _ left: [Int], _ out: [Inline]) -> Table.Row {
      let (us, china, other) = counts(left)
      return Table.Row(
        id: nil,
        cells: [
          name, [.text(String(left.count))], [.bloc(.us, [.text(String(us))], withMark: false)],
          [.bloc(.china, [.text(String(china))], withMark: false)], [.text(String(other))],
          [.bar(Bar(us: us, china: china, other: other, whole: decision.options.count))], out,
        ])
    }
    var rows = [row([.text("Rated on the board")], Array(decision.options.indices), [])]
    for step in decision.steps {
      rows.append(row([.text(words(step.limit).capitalisedFirst)], step.left, fallen(step, decision)))
    }
    let titles = ["Limit", "Left", "American", "Chinese", "Other", "Drawn", "Falls out"]
    let table = Table(
      caption: "Models left after each limit",
      columns: titles.enumerated().map { Table.Column(title: [.text($1)], isNumber: (1...4).contains($0)) }, rows: rows,
      style: .flow, name: "funnel", days: days(of: [decision]))
    let reasons = decision.steps.map { step in
      [
        Block.paragraph(
          [.strong([.text(words(step.limit).capitalisedFirst + ".")]), .text(" ")]
            + Markdown.inlines(ofProse: step.limit.reason))
      ]
    }
    var blocks: [Block] = [.table(table), .list(List(start: nil, items: reasons, isTight: true))]
    if !decision.undecidable.isEmpty {
      let limits = decision.undecidable.map { limit in
        [
          Block.paragraph(
            [.strong([.text(words(limit).capitalisedFirst + ".")]), .text(" ")]
              + Markdown.inlines(ofProse: limit.reason))
        ]
      }
      blocks.append(.paragraph([.text("No record of ours decides the following; look at them yourself:")]))
      blocks.append(.list(List(start: nil, items: limits, isTight: true)))
    }
    return blocks
  }

  /// `7: Gemini 4 Argon, the leader, among them`: the best of those that fall out first.
  private func fallen(_ step: Decision.Step, _ decision: Decision) -> [Inline] {
    guard !step.out.isEmpty else { return [.muted([.text("none")])] }
    let best = step.out.sorted { decision.options[$0].rating.value > decision.options[$1].rating.value }.prefix(3)
    var words: [Inline] = [.text("\(step.out.count): ")]
    for (position, index) in best.enumerated() {
      if position > 0 { words.append(.text(", ")) }
      words.append(link(Model.kind, decision.options[index].model.id))
    }
    if step.out.count > best.count { words.append(.text(" and others")) }
    return words
  }

  func reasons(of decision: Decision) -> Table {
    let words = LimitWords(site: self)
    let limits = decision.steps.map { words($0.limit) }
    let rows = decision.options.indices.sorted {
      (-decision.options[$0].rating.value, $0) < (-decision.options[$1].rating.value, $1)
    }.map { index -> Table.Row in
      let option = decision.options[index]
      let failed = decision.failures[index].map { limits[$0] }
      return Table.Row(
        id: nil,
        cells: [
          [.text(option.model.name)],
          [option.rating.bloc.map { blocMark($0, isShort: true) } ?? .muted([.text("not known")])],
          [.text(NumberFormat.number(option.rating.value))], [.text(option.price.map(Self.dollars) ?? "no price")],
          [failed.isEmpty ? .strong([.text("in")]) : .text("out")],
          [.text(failed.isEmpty ? "none" : failed.joined(separator: "; "))],
        ])
    }
    let titles = ["Model", "Country", "Rating", "Price", "In/out", "Limits that it fails"]
    return Table(
      caption: "Every rated model, and why it is in or out",
      columns: titles.enumerated().map { Table.Column(title: [.text($1)], isNumber: $0 == 2 || $0 == 3) }, rows: rows,
      style: .dense, name: "reasons", days: days(of: [decision]))
  }

  static func dollars(_ price: Double) -> String { "$" + NumberFormat.number(price, places: 2) }

  /// `(1,463–1,471)`, of a rating with both bounds.
  static func interval(of option: Decision.Option) -> String? {
    guard let low = option.rating.low, let high = option.rating.high else { return nil }
    return "(\(NumberFormat.range(low, high, isLabel: true)))"
  }

  // MARK: Weights

  func weights(of decision: Decision) -> Block {
    let sum = decision.weights.reduce(0) { $0 + $1.weight }
    return .weights(
      WeightBlock(
        lines: decision.weights.map {
          WeightLine(
            name: $0.dimension.rawValue.capitalisedFirst, percent: Int(($0.weight / sum * 100).rounded()),
            reason: Markdown.inlines(ofProse: $0.reason))
        }, note: unweighed(of: decision)))
  }

  /// What the reader weighs and no record measures.
  private func unweighed(of decision: Decision) -> [Inline] {
    let sum = decision.profile.weights.reduce(0) { $0 + $1.weight }
    let sentences = decision.unweighed.map { weight -> [Inline] in
      let part = NumberFormat.percent(weight.weight / sum)
      let name = weight.dimension.rawValue.capitalisedFirst
      return [
        .strong([.text("\(name), \(part) of this reader’s weight, isn’t in the score.")]),
        .text(" No record measures it for all models alike, so the other weights share it. "),
      ] + Markdown.inlines(ofProse: weight.reason)
    }
    return Array(sentences.joined(separator: [.text(" ")]))
  }

  func order(of decision: Decision) -> Table {
    let rows = decision.places.enumerated().map { rank, place -> Table.Row in
      let option = decision.options[decision.fitting[place.candidate]]
      let maker = name(Organisation.kind, option.model.developer)
      let bloc = option.rating.bloc.flatMap { Inline.Bloc($0) }
      let mark: Inline = bloc.map { .bloc($0, [.text(maker)], withMark: true) } ?? .text(maker)
      let interval = Self.interval(of: option).map { " \($0)" }
      return Table.Row(
        id: nil,
        cells: [
          [.text(String(rank + 1))], [link(Model.kind, option.model.id), .text(" "), .small([mark])],
          [.text(NumberFormat.number(option.rating.value)), .aside([.text(interval ?? "")])],
          [.text(option.price.map(Self.dollars) ?? "none")],
          option.model.licence.map { [link(Licence.kind, $0)] } ?? [.muted([.text("not known")])],
          [.text(NumberFormat.number(place.score.value * 100))], [.text(NumberFormat.percent(place.first))],
        ])
    }
    let titles = ["Place", "Model", "Rating", "Price", "Licence", "Score", "First in"]
    var table = Table(
      caption: "Order under these weights",
      columns: titles.enumerated().map {
        Table.Column(title: [.text($1)], isNumber: $0 != 1 && $0 != 4, isOptional: $0 == 4 || $0 == 6)
      }, rows: rows, style: .order, name: "order", days: days(of: [decision]))
    table.headColumn = 1
    return table
  }
}
