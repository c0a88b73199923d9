import Diagnostics
import Metrics
import Records

/// What is known of a figure, part by part: its page prints these parts, and so does `explain`.
struct FigureTrail {
  let figure: Figure
  let site: SiteContext
  let rows: TrailRows
  /// The figure under each of its other choices.
  let choices: [ChoiceTrail]
  private let view: FigureView
  private let metric: Metric?

  init(_ figure: Figure, _ site: SiteContext, rows: TrailRows? = nil) {
    self.figure = figure
    self.site = site
    self.rows = rows ?? TrailRows(of: figure, in: site.corpus)
    choices = (figure.sensitivity?.choices ?? []).enumerated().map { index, choice in
      ChoiceTrail(choice, number: index + 1, of: figure, site)
    }
    view = FigureView(figure, blocs: site.blocs)
    metric = site.corpus.metrics.first { $0.id == figure.id }
  }

  // MARK: What it is

  var facts: [Term] {
    var terms = Terms()
    if let question = metric?.question { terms.add("Question", Markdown.inlines(ofProse: question)) }
    if case .number(let words, _)? = FigurePart.whole.answer(view) {
      let parts = view.comparedWords.map { [.text(": ")] + $0 } ?? []
      terms.add("Answer", [.quoted(FigurePart.whole.quotation(of: view), words)] + parts)
    } else {
      terms.add("Answer", [.text("no value")])
    }
    terms.add("Unit", [.text(figure.unit == "fraction" ? "percent; in the files a fraction of one" : figure.unit)])
    if let denominator = figure.denominator { terms.add("Of", Markdown.inlines(ofProse: denominator)) }
    if let date = figure.asOf { terms.add("As of", [.text(NumberFormat.date(date))]) }
    terms.add("Formula", Markdown.inlines(ofProse: figure.method))
    terms.add("With these numbers", arithmetic)
    let level = figure.level.map { "\(NumberFormat.percent($0)) level. " } ?? ""
    terms.add("Interval", [.text(level + figure.interval)])
    terms.add("Rows", [.text(counts)] + Markdown.inlines(ofProse: figure.coverage.note))
    terms.add("What is missing", missing)
    terms.add("Whatever the unknown is", bounds)
    terms.add("Other choices", [.text(figure.sensitivity?.text ?? "None are computed for this figure.")])
    if let test = metric?.verdict {
      terms.add(
        "Tested",
        [.code(test)] + (figure.sensitivity?.verdict.map { [.text(": \($0.replacing("-", with: " "))")] } ?? []))
    }
    terms.add("Do not conclude", Markdown.inlines(ofProse: figure.caveat))
    terms.add("Version", [.text("\(figure.version) of metric "), .code(figure.id)])
    terms.add("Cite as", [.text(citation)])
    return terms.all
  }

  /// The last step that gives the answer: `value = leader.value − follower.value = 1533.9 − 1491.7 = 42.2`.
  /// The facts with further ones behind what is said of the rows.
  func facts(with further: [Term]) -> [Term] {
    var terms = facts
    let position = terms.firstIndex { $0.name == "Rows" }.map { $0 + 1 } ?? terms.endIndex
    terms.insert(contentsOf: further, at: position)
    return terms
  }

  /// The few rows that the answer hangs on: `Gemini 4 Argon, 1533.9, line 11 of …`.
  var namedRows: [Term] {
    var terms = Terms()
    var named: Set<Int> = []
    for group in figure.workings?.groups ?? [] {
      let positions = rows.positions(of: group.name)
      guard positions.count <= Self.mostNamed else { continue }
      for position in positions where named.insert(position).inserted {
        let row = rows.rows[position]
        let number = row.text("value").map { ", \($0)" } ?? ""
        let ends = row.text("low").flatMap { low in row.text("high").map { " (\(low) to \($0))" } } ?? ""
        let source = row.source.map { [.text(", "), site.link(Source.kind, $0.id)] } ?? [Inline]()
        terms.add(
          "The rows behind it",
          [.text("\(group.meaning.capitalisedFirst): \(row.name)\(number)\(ends)")] + source
            + [.text(", "), .code(row.spot)])
      }
    }
    return terms.all
  }

  /// The last observations before the one that the answer is, and how many there are.
  var earlier: [Term] {
    guard let last = view.asOf else { return [] }
    let before = view.observed.filter { $0.at < last }
    guard !before.isEmpty else { return [] }
    var content: [Inline] = []
    for point in before.suffix(Self.mostEarlier).reversed() {
      let past = FigureView(figure, point: point, blocs: site.blocs)
      guard case .number(let words, _)? = FigurePart.whole.answer(past) else { continue }
      if !content.isEmpty { content.append(.text("; ")) }
      content.append(.text("\(NumberFormat.date(point.at)): "))
      content += site.number(figure, words, as: FigurePart.whole.quotation(of: past))
    }
    if before.count > Self.mostEarlier {
      content.append(.text("; "))
      content.append(site.link("figures", figure.id, [.text("all \(grouped(before.count + 1))")]))
    }
    var terms = Terms()
    terms.add("Earlier values", content)
    return terms.all
  }

  private static let mostNamed = 3
  private static let mostEarlier = 3

  private var arithmetic: [Inline] {
    guard let workings = figure.workings,
      let step = workings.steps.last(where: { $0.name == "value" }) ?? workings.steps.last
    else { return [] }
    return [.code("\(step.name) = \(step.text)")]
  }

  private var counts: String {
    let counts = figure.coverage
    return "\(grouped(counts.used)) used, \(grouped(counts.leftOut)) left out, "
      + "\(grouped(counts.quarantined)) quarantined. "
  }

  private func grouped(_ number: Int) -> String { NumberFormat.number(Double(number)) }

  private var citation: String {
    let report = site.corpus.report
    let address = report.baseAddress.map { ", " + ($0.hasSuffix("/") ? $0 : $0 + "/") + "figures/\(figure.id).html" }
    return "\(report.title), “\(figure.title)” (\(figure.id), version \(figure.version)), "
      + "edition of \(edition)\(address ?? "")"
  }

  /// The day of the edition; where the figure last moved in a later one of that day, which one, so that who cites it says
  /// which of its numbers is meant.
  private var edition: String {
    let moved = site.history.entries.last { entry in entry.changes?.figures.contains { $0.id == figure.id } ?? false }
    guard let moved, moved.day == site.asOf.description else { return NumberFormat.date(site.asOf) }
    return Words.edition(moved)
  }

  // MARK: Its workings

  /// Each step: `value = leader.value − follower.value = 1533.9 − 1491.7 = 42.2`.
  var steps: [Term] {
    var terms = Terms()
    guard let workings = figure.workings else { return [] }
    terms.add("Choice", workings.choice.isEmpty ? [] : [.text(workings.choice)])
    for step in workings.steps {
      terms.add(step.name, [.code(step.text)])
    }
    return terms.all
  }

  /// What each name stands for: few rows one by one, many by their number.
  var names: [Term] {
    var terms = Terms()
    for group in figure.workings?.groups ?? [] {
      let positions = rows.positions(of: group.name)
      guard positions.count <= Self.mostNamed else {
        terms.add(group.name, [.text("\(group.meaning): \(grouped(positions.count)) rows")])
        continue
      }
      for position in positions {
        let row = rows.rows[position]
        let number = row.text("value").map { ", \($0)" } ?? ""
        terms.add(group.name, [.text("\(group.meaning): \(row.name)\(number) ("), .code(row.spot), .text(")")])
      }
    }
    return terms.all
  }

  /// What each other choice gives, with the name by which it is explained.
  var choiceTerms: [Term] {
    var terms = Terms()
    for trail in choices {
      let choice = trail.choice
      let turns = choice.agrees == false && !choice.isComparison ? ": turns the verdict" : ""
      let words = (trail.verdict.map { ", \($0)" } ?? "") + turns + "; "
      let name = "\(figure.id)#\(choice.id)"
      let target = site.target(of: choice, figure, from: "")
      terms.add(
        choice.shownName,
        trail.answer + [.text(words), target.map { .link(Link($0, [.code(name)])) } ?? .code(name)])
    }
    return terms.all
  }

  // MARK: Its past

  /// What it was in each edition that changed it, the latest first, and why.
  var past: [(edition: String, isNow: Bool, figure: EditionFacts.Figure, why: String)] {
    let entries = site.history.entries
    return entries.reversed().compactMap { entry in
      guard let known = entry.figures.first(where: { $0.id == figure.id }) else { return nil }
      let move = entry.changes?.figures.first { $0.id == figure.id }
      if entry.changes != nil && move == nil { return nil }
      let why = move.map { $0.before == nil ? "new" : Words.causes($0.reasons) } ?? "first edition"
      return (Words.edition(entry), entry.name == entries.last?.name, known, why)
    }
  }

  /// The same in lines.
  var editions: [Term] {
    var terms = Terms()
    for line in past {
      let date = line.figure.asOf.map { ", \(Words.date($0))" } ?? ""
      terms.add(line.edition, Words.value(line.figure) + [.text("\(date): \(line.why)")])
    }
    return terms.all
  }

  // MARK: What it rests on

  var sources: [Term] {
    var terms = Terms()
    if let metric { terms.add("Question asked in", [.code(metric.place.spot)]) }
    if let other = figure.words["series"] {
      terms.add("Series of", [site.link("figures", other, [.text(other)])])
    }
    for (kind, id) in [
      (Benchmark.kind, metric?.benchmark), (Rubric.kind, metric?.rubric), (Profile.kind, metric?.profile),
    ] {
      if let id { terms.add(kind.capitalisedFirst.droppingPlural, [site.link(kind, id)]) }
    }
    var counts: [String: Int] = [:]
    var order: [Source] = []
    for row in rows.rows where row.use == .used {
      guard let source = row.source else { continue }
      if counts[source.id] == nil { order.append(source) }
      counts[source.id, default: 0] += 1
    }
    // Those that the answer hangs on came first.
    for source in order {
      let retrieved = source.retrieved.map { "read on \(NumberFormat.date($0))" } ?? "day of reading not recorded"
      let count = counts[source.id] ?? 0
      terms.add(
        "Source",
        [
          site.link(Source.kind, source.id),
          .text(", \(grouped(count)) \(count == 1 ? "row" : "rows"), \(retrieved), seen: \(source.seen.words)"),
        ])
    }
    return terms.all
  }

  // MARK: What rests on it

  var uses: [Term] {
    var terms = Terms()
    if site.corpus.report.headlines.contains(figure.id) { terms.add("Headline", [.text("yes, of the report")]) }
    for claim in site.corpus.claims {
      guard let verdict = site.verdicts[claim.id], verdict.figures.contains(figure.id) else { continue }
      let words = Markdown.inlines(ofProse: claim.statement).withoutLinks
      let isReachable = site.routes.kindsWithPages.contains(Claim.kind)
      terms.add(
        "Claim",
        [
          .verdict(verdict.verdict), .text(": "),
          isReachable ? site.link(Claim.kind, claim.id, words) : .unbroken(words),
        ])
    }
    for metric in site.corpus.metrics where metric.series == figure.id {
      terms.add("Figure", [site.link("figures", metric.id, [.text(metric.title)])])
    }
    for page in site.pagesLinking(to: "figures/\(figure.id).html") {
      terms.add("Page", [.link(Link(.file(page.path, fragment: nil), [.text(page.title)]))])
    }
    for (path, words) in [
      ("data/\(figure.id).csv", "every observation"), (TrailRows.path(of: figure.id), "every row"),
    ]
      + (choices.isEmpty ? [] : [(TrailRows.choicesPath(of: figure.id), "the rows of its other choices")])
      + [("data/figures.json", "this and all other figures")]
    {
      terms.add(
        "Download", [.link(Link(.file(path, fragment: nil), [.text(path)])), .text(", \(words)")])
    }
    return terms.all
  }
}

/// Facts in their order; what has nothing to say isn't one.
struct Terms {
  private(set) var all: [Term] = []

  mutating func add(_ name: String, _ content: [Inline]) {
    guard !content.isEmpty else { return }
    // Several of one name are one fact with several lines.
    if let last = all.last, last.name == name {
      all[all.count - 1].content.append(content)
    } else {
      all.append(Term(name: name, content: [content]))
    }
  }
}

extension Source.Seen {
  /// As a reader says it.
  var words: String {
    switch self {
    case .fullText: "in full"
    case .excerpt: "an excerpt"
    case .secondaryMention: "as others mention it"
    case .unconfirmed: "unconfirmed"
    }
  }
}

extension FigureTrail {
  /// The files that its page refers to for rows.
  var files: [OutputFile] {
    [rows.file]
      + (choices.isEmpty ? [] : [TrailRows.file(of: figure.id, choices: choices.map { ($0.choice.id, $0.rows) })])
  }
}

extension Workings.Step {
  /// `leader.value − follower.value = 1533.9 − 1491.7 = 42.2`.
  var text: String { "\(formula.text) = \(withNumbers) = \(resultText)" }

  /// Of many numbers the first, and how many there are.
  var resultText: String {
    let shown = result.prefix(4).map(Formula.shortDigits)
    guard result.count > 4 else { return shown.joined(separator: ", ") }
    return shown.prefix(3).joined(separator: ", ") + ", … \(result.count) in all"
  }
}

extension String {
  /// `Benchmark` of `Benchmarks`.
  fileprivate var droppingPlural: String { hasSuffix("s") ? String(dropLast()) : self }
}
