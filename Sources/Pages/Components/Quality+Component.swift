import Diagnostics
import Metrics
import Records

extension Component {
  static let outcomes = Component(
    name: "outcomes", summary: "What became of the rows, kind by kind.", parameters: [], isBlock: true
  ) { _, page in
    let site = page.site
    let outcomes = site.corpus.outcomes(of: site.findings)
    func sum(_ path: KeyPath<Outcome, Int>) -> Int { outcomes.reduce(0) { $0 + $1[keyPath: path] } }
    func count(_ number: Int) -> [Inline] { [.text(NumberFormat.number(Double(number)))] }
    func cells(_ name: [Inline], _ outcome: (KeyPath<Outcome, Int>) -> Int, unconfirmed: Int) -> [[Inline]] {
      [
        name, count(outcome(\.rows)), count(outcome(\.accepted)), count(outcome(\.warned)),
        count(outcome(\.quarantined)), count(unconfirmed),
      ]
    }
    let unconfirmed = outcomes.map { outcome in
      site.corpus.records(of: outcome.kind).count { site.corpus.isUnconfirmed($0) }
    }
    let rows = zip(outcomes, unconfirmed).map { outcome, unconfirmed in
      Table.Row(
        id: nil, cells: cells([.text(site.kindTitle(outcome.kind))], { outcome[keyPath: $0] }, unconfirmed: unconfirmed)
      )
    }
    let total = Table.Row(
      id: nil, cells: cells([.strong([.text("all")])], { sum($0) }, unconfirmed: unconfirmed.reduce(0, +)))
    let titles = ["Kind", "Rows", "Accepted", "With a warning", "Kept out", "Unconfirmed"]
    return .blocks([
      .table(
        Table(
          caption: "Rows by kind and by what became of them",
          columns: titles.map {
            Table.Column(
              title: [.text($0)], isNumber: $0 != "Kind", isOptional: ["Accepted", "Unconfirmed"].contains($0))
          }, rows: rows + [total], days: site.dayOfRecords))
    ])
  }

  static let quarantine = Component(
    name: "quarantine",
    summary: "Every row that is kept out of the figures, with the reason and what it would move.", parameters: [],
    isBlock: true
  ) { _, page in
    let site = page.site
    let rows = site.corpus.quarantined.enumerated().sorted { $0.element.place < $1.element.place }
    guard !rows.isEmpty else { return .blocks([.paragraph([.text("No row is kept out of the figures.")])]) }
    let titles = ["File and line", "Kind", "Reason", "What it would move", "What to do"]
    return .blocks([
      .table(
        Table(
          caption: "Rows kept out of every figure", columns: titles.map { Table.Column(title: [.text($0)]) },
          rows: rows.map { position, row in
            Table.Row(
              id: nil,
              cells: [
                [.code(row.place.spot)], [.text(site.kindTitle(row.kind))],
                site.named(row.finding.headline.capitalisedFirst) + [.text(". "), .small([.code(row.finding.code)])],
                site.price(ofQuarantined: position, at: row.place),
                [.text(row.finding.hint.map { Typography.curled($0).capitalisedFirst } ?? "Look at the row.")],
              ])
          }, style: .stack, days: site.dayOfRecords))
    ])
  }

  static let findings = Component(
    name: "findings", summary: "What the checks have found in the records, by code.", parameters: [], isBlock: true
  ) { _, page in
    let groups = Dictionary(grouping: page.site.findings.filter { $0.severity != .error }, by: \.code)
      .map { (code: $0.key, severity: $0.value.map(\.severity).max()!, findings: $0.value) }
      .sorted { ($1.severity, $1.findings.count, $0.code) < ($0.severity, $0.findings.count, $1.code) }
    guard !groups.isEmpty else { return .blocks([.paragraph([.text("The checks have nothing to say.")])]) }
    let limit = 40
    let rows = groups.map { group -> Table.Row in
      let shown = group.findings.prefix(limit)
      var told: [Inline] = []
      for finding in shown {
        if !told.isEmpty { told.append(.lineBreak) }
        told += page.site.named(finding.headline.withNamedField.capitalisedFirst) + [.text(".")]
        if let place = finding.place { told += [.text(" "), .small([.code(place.spot)])] }
      }
      if group.findings.count > shown.count {
        told += [
          .lineBreak, .muted([.text("and \(group.findings.count - shown.count) more, which parallax check lists")]),
        ]
      }
      return Table.Row(
        id: nil,
        cells: [[.code(group.code)], [.text("\(group.severity)")], [.text(String(group.findings.count))], told])
    }
    let titles = ["Code", "Severity", "Findings", "What was found"]
    return .blocks([
      .table(
        Table(
          caption: "Findings by code",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Findings") }, rows: rows,
          style: .stack, days: page.site.dayOfRecords))
    ])
  }

  static let freshness = Component(
    name: "freshness",
    summary: "How old the newest fact of each source is that is due regularly, and when it is due next.",
    parameters: [], isBlock: true
  ) { _, page in
    let corpus = page.site.corpus
    let promised = corpus.freshness(patience: Check.staleSource.threshold(in: corpus))
      .filter { $0.dueAfter != nil || $0.stopsAfter != nil }
      .sorted { ($0.dueAfter ?? $0.stopsAfter!, $0.source.id) < ($1.dueAfter ?? $1.stopsAfter!, $1.source.id) }
    guard !promised.isEmpty else { return .nothing }
    func day(_ day: Day?) -> [Inline] {
      day.map { [.unbroken([.text(NumberFormat.date($0, isShort: true))])] } ?? [.muted([.text("never")])]
    }
    let rows = promised.map { freshness -> Table.Row in
      let state: [Inline] =
        switch freshness.state {
        case .fresh: [.text("fresh")]
        case .due: [.strong([.text("a newer one is due")])]
        case .tooOld: [.strong([.text("too old to publish")])]
        }
      return Table.Row(
        id: nil,
        cells: [
          [page.site.link("sources", freshness.source.id)],
          [.unbroken([.text(NumberFormat.date(freshness.newest, isShort: true))])],
          day(freshness.dueAfter.map { Day(number: $0.number + 1) }), day(freshness.stopsAfter), state,
        ])
    }
    let titles = ["Source", "Newest fact", "Due again on", "Last day to publish with it", "On the day of this edition"]
    return .blocks([
      .table(
        Table(
          caption: "Sources that are due regularly", columns: titles.map { Table.Column(title: [.text($0)]) },
          rows: rows, style: .stack, days: page.site.dayOfRecords))
    ])
  }

  /// Where kinds keep the days of which their records speak.
  private static let dayFields = [
    "as-of", "date", "observed", "valid-from", "vintage", "released", "announced", "published", "retrieved",
  ]

  static let ages = Component(
    name: "ages", summary: "How old the newest record of each kind is that has dates, and how many there are.",
    parameters: [.named("kinds", .word)], isBlock: true
  ) { arguments, page in
    let site = page.site
    let wanted = (arguments.word("kinds") ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    let known = Corpus.kinds.map(\.name)
    for kind in wanted where !known.contains(kind) {
      page.report(
        Finding(
          .error, "unknown-template-kind", "no kind '\(kind)'", at: arguments.place,
          hint: nearMiss(of: kind, among: known).map { "did you mean '\($0)'?" }, area: .pages))
    }
    let rows = (wanted.isEmpty ? known : wanted).compactMap { kind -> Table.Row? in
      let records = site.corpus.records(of: kind)
      // What is yet to come doesn't make the records newer.
      let dates = records.flatMap { record in
        dayFields.compactMap { if case .date(let date) = record[$0], date.first <= site.asOf { date } else { nil } }
      }
      guard let newest = dates.max() else { return nil }
      return Table.Row(
        id: nil,
        cells: [
          [.text(site.kindTitle(kind))], [.unbroken([.text(NumberFormat.date(newest, isShort: true))])],
          [.text(NumberFormat.number(Double(records.count)))],
        ])
    }
    guard !rows.isEmpty else { return .nothing }
    return .blocks([
      .table(
        Table(
          caption: "Newest record of each kind",
          columns: ["Kind", "Newest", "Records"].map { Table.Column(title: [.text($0)], isNumber: $0 == "Records") },
          rows: rows, days: site.dayOfRecords))
    ])
  }

  static let unresolved = Component(
    name: "unresolved", summary: "Names in sources that no record of ours answers to, source by source.",
    parameters: [], isBlock: true
  ) { _, page in
    let all = page.site.corpus.unresolved.sorted { ($0.source, -$0.rows, $0.name) < ($1.source, -$1.rows, $1.name) }
    guard !all.isEmpty else { return .nothing }
    var csv = CSVWriter(header: ["name", "of", "organisation", "source", "rows", "first-row"])
    for name in all {
      csv.row([
        .text(name.name), .text(name.of.rawValue), .text(name.organisation ?? ""), .text(name.source),
        .number(Double(name.rows)), .text(name.place.spot),
      ])
    }
    page.attach(OutputFile(path: "data/unresolved.csv", bytes: csv.bytes))
    // A page can't carry thousands of names; those that stand in most rows weigh most.
    let names = all.sorted { (-$0.rows, $0.source, $0.name) < (-$1.rows, $1.source, $1.name) }.prefix(shownNames)
    let rows = names.map { name in
      Table.Row(
        id: nil,
        cells: [
          [.text(name.name)], [.text(name.of.rawValue)],
          name.organisation.map { [.text(page.site.corpus.organisation($0)?.name ?? $0)] }
            ?? [.muted([.text("not named")])],
          [page.site.link("sources", name.source)], [.text(NumberFormat.number(Double(name.rows)))],
          [.code(name.place.spot)],
        ])
    }
    let titles = ["Name", "Of a", "Maker", "Source", "Rows", "First row"]
    var table = Table(
      caption: "Names that resolve to no record",
      columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Rows") }, rows: rows, style: .dense)
    let count = NumberFormat.number(Double(all.count))
    table.days = page.site.dayOfRecords
    table.note = [
      .text(names.count < all.count ? "The \(names.count) in most rows, of \(count). All: " : "The same as data: "),
      .link(Link(.file("data/unresolved.csv", fragment: nil), [.text("unresolved.csv")])), .text("."),
    ]
    return .blocks([.table(table)])
  }

  private static let shownNames = 200
}

extension SiteContext {
  /// The words of a finding, with the name of each of our records in place of its id in quotes.
  fileprivate func named(_ headline: String) -> [Inline] {
    let kinds = [
      Source.kind, Model.kind, Organisation.kind, Family.kind, Licence.kind, Benchmark.kind, Chip.kind, Metric.kind,
      Claim.kind, Adoption.kind, Funding.kind,
    ]
    var content: [Inline] = []
    var rest = headline[...]
    while let (before, id, after) = Self.quotation(in: rest) {
      content.append(.text(Typography.curled(String(before).withWrittenNumbers)))
      let names = kinds.lazy.map { self.title(of: Record.Key(kind: $0, id: String(id))) ?? self.name($0, String(id)) }
      content.append(.text(names.first { $0 != id } ?? "‘\(id)’"))
      rest = after
    }
    return content + [.text(Typography.curled(String(rest).withWrittenNumbers))]
  }

  /// The first words in single marks, with what stands before and behind them; an apostrophe is no such mark.
  private static func quotation(in text: Substring) -> (Substring, Substring, Substring)? {
    var start: String.Index?
    for index in text.indices where text[index] == "'" {
      if let start {
        let next = text.index(after: index)
        if next == text.endIndex || !text[next].isLetter && !text[next].isNumber {
          return (text[..<start], text[text.index(after: start)..<index], text[next...])
        }
      } else if index == text.startIndex || !text[text.index(before: index)].isLetter {
        start = index
      }
    }
    return nil
  }
}

extension String {
  /// The words of a check that begin with a field's name as readers know it: `FP16 of …` of `fp16 of …`.
  fileprivate var withNamedField: String {
    let field = prefix { $0 != " " }
    return field.contains { $0.isNumber } ? String(field).wordsInText + dropFirst(field.count) : self
  }

  /// The words of a check with days, large numbers and qualifiers as readers write them: `2 July 2026` of `2026-07-02`,
  /// `400,000,000` of `400000000`, `more than` of `more-than`.
  var withWrittenNumbers: String {
    split(separator: " ", omittingEmptySubsequences: false).map { token in
      if let qualifier = Qualifier(rawValue: String(token)) { return qualifier.rawValue.withoutHyphens }
      let end = token.lastIndex { $0.isNumber }.map { token.index(after: $0) } ?? token.startIndex
      let core = String(token[..<end])
      guard !core.isEmpty, token[end...].allSatisfy({ ",.:;)".contains($0) }) else { return String(token) }
      // Of a range both ends are numbers.
      if core.contains(".."), let range = Quantity(core), let low = range.low, let high = range.high {
        let dash = min(low, high) < 0 ? " to " : NumberFormat.rangeDash
        return [low, high].map { NumberFormat.exact($0, upTo: 6) }.joined(separator: dash) + token[end...]
      }
      if core.contains("-"), let date = PartialDate(core) { return NumberFormat.date(date) + token[end...] }
      // Of four digits it may be a year.
      guard core.utf8.count > 4, core.utf8.allSatisfy({ (48...57).contains($0) }), let number = Double(core) else {
        return String(token)
      }
      return NumberFormat.number(number) + token[end...]
    }.joined(separator: " ")
  }
}

extension Place {
  /// `Input/scores/arena.csv:12`, as a reader finds it.
  var spot: String { "\(file.path):\(line)" }
}
