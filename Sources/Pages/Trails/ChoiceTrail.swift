import Diagnostics
import Metrics
import Records

/// What is known of a figure under one choice made otherwise: what is chosen, how the number follows from rows, and which
/// rows it reads that the figure doesn't.
///
/// The figure's page has a row for it, whose address is the choice's id; so has `explain FIGURE#CHOICE`.
struct ChoiceTrail {
  let choice: Sensitivity.Choice
  let rows: TrailRows
  private let figure: Figure
  /// Its place among the figure's choices, of which its own is the first.
  private let number: Int
  private let site: SiteContext

  init(_ choice: Sensitivity.Choice, number: Int, of figure: Figure, _ site: SiteContext) {
    self.choice = choice
    self.number = number
    self.figure = figure
    self.site = site
    rows = TrailRows(of: choice, beside: figure, in: site.corpus)
  }

  // MARK: What it is

  /// `benchmark` Arena text, code; in place of Arena text: field by field as the record has it.
  var chosen: [[Inline]] {
    let metric = site.corpus.record(Metric.kind, figure.id)
    let variants = metric?.fields.first { $0.name == "variants" }?.entries ?? []
    let own = variants.first { fields in fields.contains { $0.name == "name" && $0.value.word == choice.name } } ?? []
    return own.filter { !["name", "comparison"].contains($0.name) && !$0.value.isAbsent }.map { field in
      let before = metric?[field.name] ?? .missing(.absent)
      return [.code(field.name), .text(" ")] + words(field.value, of: field.name)
        + (before.isAbsent ? [] : [.text(" in place of ")] + words(before, of: field.name))
    }
  }

  /// An expression is code, as are words that only the schema explains.
  private func words(_ value: Value, of field: String) -> [Inline] {
    switch value {
    case .text(let text), .choice(let text): [.code(text)]
    default: site.inlines(value, field: field)
    }
  }

  /// `17.7 points (9.8 to 25.6)`, each of them said to be the choice's.
  var answer: [Inline] {
    let unit = Unit(choice.figure.unit).supporting(choice.low, choice.high)
    let range = unit.interval(choice.low, choice.high, isTable: true, isLabel: true).map {
      Inline.quoted(
        Quotation(figure: figure.id, number: "choice-\(number)-interval"), [.text(String($0.dropFirst().dropLast()))])
    }
    guard let value = choice.value else {
      return range.map { [$0] } ?? [.text("no value")]
    }
    let quoted = Inline.quoted(
      Quotation(figure: figure.id, number: "choice-\(number)"), [.text(unit.text(value, isTable: true))])
    return [quoted] + (range.map { [.text(" ("), $0, .text(")")] } ?? [])
  }

  var verdict: String? { choice.verdict?.replacing("-", with: " ") }

  // MARK: Its workings

  /// `value = leader.value − follower.value = 1502.2 − 1484.5 = 17.7`, a line for each step.
  var steps: [[Inline]] {
    let workings = choice.figure.workings
    let choice = (workings?.choice).flatMap { $0.isEmpty ? nil : [Inline.text($0)] }
    return (choice.map { [$0] } ?? [])
      + (workings?.steps ?? []).map { step in [.code("\(step.name) = \(step.text)")] }
  }

  /// What each name stands for: few rows one by one, many by their number.
  var names: [[Inline]] {
    (choice.figure.workings?.groups ?? []).map { group in
      let positions = rows.positions(of: group.name)
      guard positions.count <= 3 else {
        return [.code(group.name), .text(": \(grouped(positions.count)) rows, \(group.meaning)")]
      }
      return [.code(group.name), .text(": ")]
        + SiteContext.joined(positions.map { described(rows.rows[$0]) }, by: "; ")
    }
  }

  private func described(_ row: TrailRows.Row) -> [Inline] {
    if let observation = row.observation {
      return [site.link("figures", observation.figure, [.text("\(observation.figure), \(observation.at)")])]
    }
    let number = row.text("value").map { " \($0)" } ?? ""
    let name = row.row.map { site.link($0.kind, $0.id, [.text(row.name)]) } ?? .text(row.name)
    return [name, .text("\(number) ("), .code(row.spot), .text(")")]
  }

  /// Which rows it reads that the figure doesn't, and the other way round; why there is no number, where there is none.
  var differences: [[Inline]] {
    func line(_ count: Int, _ words: String) -> [[Inline]] {
      guard count > 0 else { return [] }
      let rest = count > TrailRows.listedOfChoice ? ", \(TrailRows.listedOfChoice) of them in the file" : ""
      return [[.text("\(grouped(count)) \(count == 1 ? "row" : "rows") used \(words)\(rest)")]]
    }
    let isSame = rows.gainedCount == 0 && rows.lostCount == 0
    let hasNumber = choice.value != nil || choice.low != nil || choice.high != nil
    return (hasNumber ? [] : [Markdown.inlines(ofProse: choice.figure.coverage.note)])
      + (isSame ? [[.text("The rows are the figure’s own")]] : [])
      + line(rows.gainedCount, "here and not by the figure") + line(rows.lostCount, "by the figure and not here")
  }

  private func grouped(_ number: Int) -> String { NumberFormat.number(Double(number)) }

  // MARK: In lines

  /// The same for `explain`.
  var parts: [Explanation.Part] {
    var facts = Terms()
    facts.add("Figure", [site.link("figures", figure.id, [.text(figure.id)]), .text(": \(figure.title)")])
    facts.add("Answer", answer)
    if let date = choice.asOf { facts.add("As of", [.text(NumberFormat.date(date))]) }
    if let verdict { facts.add("Verdict", [.text(verdict)]) }
    for words in chosen { facts.add("Chosen otherwise", words) }
    if choice.isComparison { facts.add("Counts", [.text("in no range and no verdict: it is another question")]) }
    if let place = choice.place { facts.add("Asked for in", [.code(place.spot)]) }
    var workings = Terms()
    for line in steps { workings.add("Step", line) }
    var rests = Terms()
    for line in names { rests.add("Name", line) }
    for line in differences { rests.add("Rows", line) }
    rests.add("File", [.text(TrailRows.choicesPath(of: figure.id))])
    return [
      .init(title: "What it is", terms: facts.all), .init(title: "With these numbers", terms: workings.all),
      .init(title: "What it rests on", terms: rests.all),
    ]
  }

  /// The same as a row of a page.
  var row: Table.Row {
    var name: [Inline] = [.text(choice.shownName), .text(": ")] + answer
    if let date = choice.asOf { name.append(.text(", \(NumberFormat.date(date, isShort: true))")) }
    if let verdict { name.append(.text(", \(verdict)")) }
    let place = choice.place.map { [[Inline.small([.code($0.spot)])]] } ?? []
    return Table.Row(
      id: choice.id,
      cells: [name, lines(chosen + place), lines(steps), lines(names + differences)])
  }

  private func lines(_ lines: [[Inline]]) -> [Inline] {
    lines.enumerated().flatMap { $0 == 0 ? $1 : [.lineBreak] + $1 }
  }
}

extension FigureTrail {
  /// Every other choice with its number made again; `nil` where none are computed.
  var choiceTable: Table? {
    guard !choices.isEmpty else { return nil }
    let titles = ["Choice", "Chosen otherwise", "Made again", "Rows"]
    var table = Table(
      caption: "Each choice made again from its rows", columns: titles.map { Table.Column(title: [.text($0)]) },
      rows: choices.map(\.row), style: .stack)
    table.days = site.days(of: choices.map(\.choice.figure))
    table.note = [
      .text("Every name is a column of the "),
      .link(Link(.file(TrailRows.choicesPath(of: figure.id), fragment: nil), [.text("file of rows")])),
      .text(
        ", in the rows of that choice, which are those that the number hangs on, and others so far as they differ."),
    ]
    return table
  }
}

extension SiteContext {
  /// Where a figure's number under a choice leads: to that choice on the figure's page, seen from a page.
  func target(of choice: Sensitivity.Choice, _ figure: Figure, from page: String) -> Link.Target? {
    guard case .file(let path, _)? = routes.target("figures", figure.id) else { return nil }
    guard routes.showsChoices, !choice.id.isEmpty else { return path == page ? nil : .file(path, fragment: nil) }
    return path == page ? .here(choice.id) : .file(path, fragment: choice.id)
  }
}
