import Diagnostics
import Metrics
import Records

extension Component {
  static let claims = Component(
    name: "claims", summary: "Published statements with their verdicts, as a ledger or one by one.",
    parameters: [
      .named("form", .choice(["ledger", "entries", "findings"])), .named("of", .choice(["article", "all", "record"])),
      .named("theme", .choice(Claim.Theme.allCases.map(\.rawValue))), .named("top", .whole),
    ], isBlock: true
  ) { arguments, page in
    let site = page.site
    // The article's own come first.
    var claims = site.corpus.claims.sorted { ($0.order ?? .infinity, $0.id) < ($1.order ?? .infinity, $1.id) }
    switch arguments.word("of") {
    case "record": claims = claims.filter { $0.id == page.record?.id && page.record?.kind == Claim.kind }
    case "all": break
    default: claims = claims.filter(\.isSeed)
    }
    if let theme = arguments.word("theme") { claims = claims.filter { $0.theme.rawValue == theme } }
    let numbered = claims.enumerated().map { ($0 + 1, $1) }.prefix(arguments.whole("top") ?? claims.count)
    guard !numbered.isEmpty else { return .nothing }
    if arguments.word("form") == "entries" {
      let isOne = arguments.word("of") == "record"
      let entries = numbered.map { number, claim -> Entry in
        var entry = site.entry(claim, number: number, id: page.anchors.unique(claim.id), isAlone: isOne)
        entry.chart = page.chart(of: claim, isAlone: isOne)
        return entry
      }
      return .blocks([.entries(entries)])
    }
    if arguments.word("form") == "findings" {
      let rows = numbered.map { _, claim in site.findingRow(claim) }
      return .blocks([
        .table(
          Table(
            caption: "Claims with the verdict and what we find",
            columns: ["Claim", "Verdict", "What we find"].map { Table.Column(title: [.text($0)]) }, rows: rows,
            style: .ledger, days: site.days(of: numbered.map(\.1))))
      ])
    }
    let isWhole = arguments.whole("top") == nil && arguments.word("theme") == nil && claims.count > 5
    var table = Table(
      caption: "Claims with the published value, our value and the verdict",
      columns: ["Claim", "Published", "Ours", "Verdict"].map { Table.Column(title: [.text($0)]) },
      rows: numbered.map { _, claim in site.ledgerRow(claim) }, style: .ledger, isSortable: isWhole,
      days: site.days(of: numbered.map(\.1)))
    if isWhole {
      table.columns.insert(Table.Column(title: [.text("No.")], isNumber: true, isOptional: true), at: 0)
      for (row, claim) in numbered.enumerated() { table.rows[row].cells.insert([.text(String(claim.0))], at: 0) }
      table.headColumn = 1
    }
    return .blocks((isWhole ? [.tools(["verdict", "theme"])] : []) + [.table(table)])
  }

  static let tally = Component(
    name: "tally", summary: "How many claims have each kind of verdict.", parameters: [], isBlock: true
  ) {
    _, page in
    let groups = page.site.corpus.claims.filter(\.isSeed).map { page.site.verdict(of: $0).group }
    let lines = VerdictWord.Group.allCases.compactMap { group in
      let count = groups.count { $0 == group }
      return count == 0 ? nil : TallyLine(count: count, group: group)
    }
    return lines.isEmpty ? .nothing : .blocks([.tally(lines)])
  }

  static let verdicts = Component(
    name: "verdicts", summary: "How many of the article’s claims have each kind of verdict, in a sentence.",
    parameters: [], isBlock: false
  ) { _, page in
    let groups = page.site.corpus.claims.filter(\.isSeed).map { page.site.verdict(of: $0).group }
    guard !groups.isEmpty else { return .nothing }
    let parts = VerdictWord.Group.allCases.compactMap { group -> String? in
      let count = groups.count { $0 == group }
      return count == 0 && group != .holds ? nil : group.words(of: count)
    }
    let listed =
      parts.count == 1 ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
    return .inlines([.text("Of \(groups.count) claims \(listed).")])
  }

  static let verdict = Component(
    name: "verdict", summary: "The verdict on one claim, by its id.", parameters: [.positional("claim", .word)],
    isBlock: false
  ) { arguments, page in
    var id = arguments.word("claim") ?? ""
    if id == "record", let record = page.record, record.kind == Claim.kind { id = record.id }
    guard let claim = page.site.corpus.claims.first(where: { $0.id == id }) else {
      page.report(
        Finding(
          .error, "unknown-claim", "no claim '\(id)'", at: arguments.place,
          hint: nearMiss(of: id, among: page.site.corpus.claims.map(\.id)).map { "did you mean '\($0)'?" }, area: .pages
        ))
      return .nothing
    }
    return .inlines([.verdict(page.site.verdict(of: claim))])
  }

  static let key = Component(
    name: "key", summary: "The key to the shapes of verdicts, and how far the sources were read.", parameters: [],
    isBlock: true
  ) { _, page in
    .blocks([.verdictKey(note: page.site.readingOfSources)])
  }
}

extension SiteContext {
  /// Under a table of claims: of which days what was published is, and what stands beside it.
  fileprivate func days(of claims: [Claim]) -> [Inline] {
    var days = DataDays(self)
    for claim in claims {
      days.add(claim.asOf)
      for reading in verdicts[claim.id]?.readings ?? [] { days.add(reading.at) }
      days.add(source: claim.source)
    }
    return days.line()
  }

  /// `Of our 384 sources 61 were read in full, 290 in excerpts, 32 through others; 1 is unconfirmed.`
  fileprivate var readingOfSources: String {
    let seen = Dictionary(grouping: corpus.sources, by: \.seen).mapValues(\.count)
    func words(_ level: Source.Seen, _ text: (String) -> String) -> String? {
      seen[level].map { text(NumberFormat.number(Double($0))) }
    }
    let read = [
      words(.fullText) { "\($0) were read in full" }, words(.excerpt) { "\($0) in excerpts" },
      words(.secondaryMention) { "\($0) through others" },
    ].compactMap(\.self)
    guard !read.isEmpty else { return "" }
    let rest = words(.unconfirmed) { "; \($0) \($0 == "1" ? "is" : "are") unconfirmed" } ?? ""
    return "Of our \(NumberFormat.number(Double(corpus.sources.count))) sources " + read.joined(separator: ", ") + rest
      + "."
  }

  func verdict(of claim: Claim) -> VerdictWord {
    verdicts[claim.id]?.verdict ?? .cannotBeTested
  }

  /// Under how many of its choices a claim holds that hangs on them, and whether it does under our own.
  func choicesBeside(_ claim: Claim) -> [Inline] {
    guard let verdict = verdicts[claim.id], verdict.verdict == .holdsUnderSomeChoices, verdict.isComputed,
      let holds = verdict.holds, verdict.deciding > 1
    else { return [] }
    let count = holds ? verdict.deciding - verdict.turning.count : verdict.turning.count
    return [
      .lineBreak, .small([.text("\(count) of \(verdict.deciding), \(holds ? "ours among them" : "not under ours")")]),
    ]
  }

  /// The claim, its verdict, and in a sentence what lies behind it: the beginning of the reason, and our number.
  fileprivate func findingRow(_ claim: Claim) -> Table.Row {
    let ledger = ledgerRow(claim)
    let number = ours(claim, withTitles: true, isShort: true)
    let isNumber = !(verdicts[claim.id]?.readings ?? []).isEmpty
    let reason = claim.reason.map { Markdown.inlines(ofProse: $0.sentences(1)) } ?? []
    let found =
      reason + (isNumber || reason.isEmpty ? (reason.isEmpty ? [] : [.text(" ")]) + number + [.text(".")] : [])
    return Table.Row(id: nil, cells: [ledger.cells[0], ledger.cells[3], found])
  }

  func ledgerRow(_ claim: Claim) -> Table.Row {
    let verdict = verdict(of: claim)
    let words = Markdown.inlines(ofProse: claim.statement).withoutLinks
    let target = claim.isSeed ? routes.pageHolding["claims"].map { Link.Target.file($0, fragment: claim.id) } : nil
    let statement =
      (target ?? routes.target(Claim.kind, claim.id)).map { Inline.link(Link($0, words)) } ?? .unbroken(words)
    return Table.Row(
      id: nil,
      cells: [
        [statement], leadingPublished(claim), ours(claim, isShort: true), [.verdict(verdict)] + choicesBeside(claim),
      ],
      filters: [("verdict", verdict.title), ("theme", claim.theme.rawValue.capitalisedFirst)])
  }
}

extension String {
  /// Its first sentences: up to a full stop that a capital follows, which no name's or number's is.
  func sentences(_ count: Int) -> String {
    let words = split(separator: " ")
    var left = count
    for (index, word) in words.enumerated().dropLast() where word.hasSuffix(".") && word.count > 3 {
      guard words[index + 1].first?.isUppercase ?? false else { continue }
      left -= 1
      if left == 0 { return words[...index].joined(separator: " ") }
    }
    return self
  }
}
