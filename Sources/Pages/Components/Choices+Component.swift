import Charts
import Metrics
import Records

extension Component {
  static let choices = Component(
    name: "choices",
    summary: "What a figure becomes under the choices that others could reasonably make, drawn and in words.",
    parameters: [.positional("figure", .figure), .named("form", .choice(["drawn", "workings"]))], isBlock: true
  ) { arguments, page in
    guard let index = arguments.figure("figure") else { return .nothing }
    let figure = page.figure(index)
    // Each choice made again stands on the figure's own page, where the numbers of choices lead.
    if arguments.word("form") == "workings" {
      guard let trail = page.ownTrail, trail.figure.id == figure.id, let table = trail.choiceTable else {
        return .nothing
      }
      return .blocks([.table(table)])
    }
    guard let sensitivity = figure.sensitivity else { return .nothing }
    var drawing = FigureDrawing(figure: figure, site: page.site)
    drawing.addresses = page.addresses
    let own = Sensitivity.Choice(
      name: "As published here", value: figure.value, low: figure.low, high: figure.high, n: figure.n,
      asOf: figure.asOf,
      verdict: sensitivity.verdict, agrees: true, figure: figure)
    let all = [own] + sensitivity.choices
    var content: [Block] = []
    if let chart = drawing.choices(all) {
      var block = page.plainBlock(
        chart, id: "chart-choices-\(figure.id)", title: [.text(drawing.choicesTitle(all))], isMini: false,
        of: [figure.id])
      let choices = sensitivity.choices.map(\.figure)
      block.subtitle = [.text(drawing.choicesWords(sensitivity))]
      block.footer = drawing.footer(choices: choices)
      block.sources = drawing.sources(choices: choices)
      block.table = Self.choiceTable(all, figure, page)
      content.append(.chart(page.finished(block, data: Self.choiceData(all))))
    } else {
      var table = Self.choiceTable(all, figure, page)
      table.days = page.site.days(of: all.map(\.figure))
      content.append(.table(table))
    }
    return .blocks(content)
  }

  private static func choiceData(_ choices: [Sensitivity.Choice]) -> CSVWriter {
    var csv = CSVWriter(
      header: ["choice", "value", "low", "high", "as-of", "verdict", "id", "formula", "low-formula", "high-formula"])
    for choice in choices {
      let formulas = ["value", "low", "high"].map { choice.figure.workings?.formula(of: $0)?.text ?? "" }
      csv.row(
        [
          .text(choice.name), .reckoned(choice.value), .reckoned(choice.low), .reckoned(choice.high),
          .text(choice.asOf?.description ?? ""), .text(choice.verdict ?? ""), .text(choice.id),
        ] + formulas.map { .text($0) })
    }
    return csv
  }

  private static func choiceTable(_ choices: [Sensitivity.Choice], _ figure: Figure, _ page: Rendering) -> Table {
    func leading(_ number: Inline, to choice: Sensitivity.Choice) -> [Inline] {
      page.site.target(of: choice, figure, from: page.path).map { [.link(Link($0, [number], isNumber: true))] }
        ?? [number]
    }
    let rows = choices.enumerated().map { index, choice in
      let unit = Unit(figure.unit).supporting(choice.low, choice.high)
      return Table.Row(
        id: nil,
        cells: [
          [.text(choice.shownName)],
          choice.value.map {
            leading(
              .quoted(
                Quotation(figure: figure.id, number: "choice-\(index)"), [.text(unit.text($0, isTable: true))]),
              to: choice)
          } ?? [.muted([.text("no value")])],
          unit.interval(choice.low, choice.high, isTable: true, isLabel: true).map { interval in
            let quotation = Quotation(figure: figure.id, number: "choice-\(index)-interval")
            let words = Inline.quoted(quotation, [.text(String(interval.dropFirst().dropLast()))])
            // Where only bounds are known, they lead there themselves.
            return [.aside(choice.value == nil ? leading(words, to: choice) : [words])]
          } ?? [.muted([.text("none")])],
          choice.asOf.map { [.text(NumberFormat.date($0, isShort: true))] } ?? [.muted([.text("none")])],
          choice.verdict.map { [.text(choice.figure.inWords($0, naming: page.site.corpus.name(ofSide:)))] } ?? [
            .muted([.text("none")])
          ],
        ])
    }
    let titles = ["Choice", "Value", "Interval", "As of", "Verdict"]
    var table = Table(
      caption: "Choices and what each gives",
      columns: titles.enumerated().map { Table.Column(title: [.text($1)], isNumber: $0 == 1 || $0 == 2) }, rows: rows,
      style: .stack)
    // Of what nobody leads there is no verdict.
    if choices.allSatisfy({ $0.verdict == nil }) {
      table.removeColumn(titles.count - 1)
    }
    return table
  }
}

extension FigureDrawing {
  /// What the choices find together: who is ahead under how many, or the verdict's share of them, or how far they go.
  func choicesTitle(_ all: [Sensitivity.Choice]) -> String {
    if figure.measure == "gap", let first = site.blocs.first, let second = site.blocs.dropFirst().first {
      let told = all.filter { $0.low != nil && $0.high != nil }
      let ahead = told.count { ($0.low ?? 0) > 0 }
      let behind = told.count { ($0.high ?? 0) < 0 }
      let sides = [
        (ahead, FigureDrawing.inText(first)), (behind, FigureDrawing.inText(second)),
        (told.count - ahead - behind, "neither"),
      ].filter { $0.0 > 0 }
      if let most = sides.first, !told.isEmpty, figure.words["leader"] == first.id {
        let words =
          sides.count == 1
          ? "\(most.1) leads under all \(NumberFormat.count(told.count)) choices"
          : sides.map { "\($0.1) leads under \(NumberFormat.count($0.0))" }.joined(separator: ", ")
            + " of \(NumberFormat.count(told.count)) choices"
        return words.capitalisedFirst
      }
    }
    if let sensitivity = figure.sensitivity, sensitivity.deciding > 1 {
      let (holding, deciding) = (sensitivity.holding, sensitivity.deciding)
      return holding == deciding
        ? "The verdict is the same under all \(NumberFormat.count(deciding)) choices"
        : "The verdict stands under \(NumberFormat.count(holding)) of \(NumberFormat.count(deciding)) choices"
    }
    guard let range = figure.sensitivity?.range, range.lowerBound < range.upperBound else {
      return "\(figure.title) under other choices"
    }
    let (least, most) = (unit.number(range.lowerBound), unit.text(range.upperBound))
    return least == unit.number(range.upperBound)
      ? "\(most) under every choice" : "Other choices give \(least) to \(most)"
  }

  /// How to read the rows, and which choices have none.
  func choicesWords(_ sensitivity: Sensitivity) -> String {
    let ties = figure.measure == "gap" ? " Hollow grey: the interval contains zero." : ""
    let unanswered = sensitivity.choices.filter { $0.value == nil && $0.low == nil && $0.high == nil }.map(\.name)
    let rest = unanswered.isEmpty ? "" : " No value: \(unanswered.joined(separator: "; "))."
    return "Each row makes one choice otherwise; none of them is wrong.\(ties)\(rest)"
  }

  /// A row for each choice; who leads under it is its mark.
  func choices(_ all: [Sensitivity.Choice]) -> (any Chart)? {
    let rows = all.enumerated().compactMap { index, choice -> RangeBarChart.Row? in
      guard choice.value != nil || choice.low != nil && choice.high != nil else { return nil }
      let unit = unit.supporting(choice.low, choice.high)
      let value = choice.value.map { $0 * unit.factor }
      // A bar has two ends: one that nobody knows is told in words.
      let isWhole = choice.low != nil && choice.high != nil
      let low = isWhole ? choice.low.map { $0 * unit.factor } : value
      let high = isWhole ? choice.high.map { $0 * unit.factor } : value
      guard let low, let high, low <= high else { return nil }
      let interval = unit.interval(choice.low, choice.high, isLabel: true)
      let words =
        choice.value.map { unit.number($0) + (interval.map { " \($0)" } ?? "") }
        ?? unit.range(low / unit.factor, high / unit.factor, isLabel: true)
      let isDifference = figure.measure == "gap"
      let leader =
        isDifference && low > 0
        ? site.blocs.first?.id : isDifference && high < 0 ? site.blocs.dropFirst().first?.id : nil
      return RangeBarChart.Row(
        name: choice.shownName, mark: leader.map { mark($0) } ?? (isDifference && isWhole ? .other : .ink), low: low,
        high: high, value: value,
        isTie: isDifference && isWhole && leader == nil, isBold: index == 0, words: words,
        title: "\(choice.shownName): \(words)",
        link: addresses.flatMap { $0.address(site.target(of: choice, figure, from: $0.page)) })
    }
    guard rows.count > 1 else { return nil }
    return RangeBarChart(title: figure.title, axisTitle: axisTitle, rows: rows, format: chartFormat)
  }
}

extension Sensitivity.Choice {
  /// With a capital, and what answers another question called so.
  var shownName: String { (isComparison ? "for comparison: " + name : name).capitalisedFirst }
}
