import Records

extension Component {
  static let names = Component(
    name: "names", summary: "What sources call the page's record, and how often.", parameters: [], isBlock: true
  ) { _, page in
    guard let record = page.record else { return .nothing }
    let site = page.site
    struct Use: Hashable {
      var name: String
      var source: String?
    }
    var order: [Use] = []
    var rows: [Use: Int] = [:]
    func note(_ name: String, _ source: String?, rows count: Int) {
      let use = Use(name: name, source: source)
      if rows[use] == nil { order.append(use) }
      rows[use, default: 0] += count
    }
    for (kind, field) in namingFields {
      for row in site.index.records(of: kind, about: record.key) {
        let meaning = site.corpus.meaning(of: row)
        let isNamed =
          switch field {
          case "organisation": record.kind == "organisations" && meaning?.namedOrganisation == record.id
          default: record.kind == "models" ? meaning?.model == record.id : meaning?.family == record.id
          }
        guard isNamed, case .text(let name) = row[field], case .reference(_, let source) = row["source"] else {
          continue
        }
        note(name, source, rows: 1)
      }
    }
    var evidence: [String: String] = [:]
    for alias in site.index.records(of: "aliases", about: record.key) {
      guard case .text(let name) = alias["name"] else { continue }
      if case .text(let words) = alias["evidence"] { evidence[name] = words }
      if !order.contains(where: { $0.name == name }) {
        if case .reference(_, let source) = alias["source"] {
          note(name, source, rows: 0)
        } else {
          note(name, nil, rows: 0)
        }
      }
    }
    guard !order.isEmpty else { return .nothing }
    let own = site.name(record.kind, record.id)
    let cells = order.sorted { ($0.name, $0.source ?? "") < ($1.name, $1.source ?? "") }.map { use -> [[Inline]] in
      let same = use.name == own ? "our name" : use.name == record.id ? "our id" : nil
      return [
        [.text(use.name)], use.source.map { [site.link("sources", $0)] } ?? [.text("any")],
        [.text(NumberFormat.number(Double(rows[use]!)))],
        [.text(Typography.curled(evidence[use.name] ?? same ?? "same maker, family and variant"))],
      ]
    }
    let titles = ["Name", "Source", "Rows", "Why it is this one"]
    var days = DataDays(site)
    for use in order { if let source = use.source { days.add(source: source) } }
    return .blocks([
      .table(
        Table(
          caption: "Names of \(own) in sources",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Rows") },
          rows: cells.map { Table.Row(id: nil, cells: $0) }, style: .dense, days: days.line()))
    ])
  }

  /// The kinds that name models, series or organisations as their source does, with the field.
  private static let namingFields = [
    ("scores", "model"), ("prices", "model"), ("downloads", "subject"), ("derivatives", "subject"),
    ("usage", "subject"), ("safety", "subject"), ("openness", "model"), ("scores", "organisation"),
    ("prices", "organisation"), ("adoption", "organisation"), ("chips", "organisation"), ("fabs", "organisation"),
    ("compute", "organisation"), ("funding", "organisation"),
  ]

  static let mentions = Component(
    name: "mentions", summary: "The claims that name the page's record.", parameters: [], isBlock: true
  ) { _, page in
    guard let record = page.record else { return .nothing }
    let site = page.site
    let claims = site.index.records(of: "claims", about: record.key)
    guard !claims.isEmpty else { return .nothing }
    let rows = claims.map { claim -> Table.Row in
      let statement = site.inlines(claim["statement"]).withoutLinks
      let isReachable = site.routes.kindsWithPages.contains("claims") || claim["seed"] == .yesNo(true)
      var value = site.inlines(claim["published"])
      if case .missing = claim["published"] { value = [.muted([.text("no number")])] }
      if case .text(let unit) = claim["unit"], case .number = claim["published"] {
        value.append(.text(SiteContext.suffixed(unit)))
      }
      return Table.Row(
        id: nil,
        cells: [
          isReachable ? [site.link("claims", claim.id, statement)] : statement, value,
          site.inlines(claim["as-of"]), site.inlines(claim["source"]), site.inlines(claim["confidence"]),
        ])
    }
    let titles = ["Claim", "Published", "As of", "Source", "Evidence"]
    return .blocks([
      .table(
        Table(
          caption: "Claims that name it", columns: titles.map { Table.Column(title: [.text($0)]) }, rows: rows,
          style: .stack, days: DataDays(site, of: claims).line()))
    ])
  }

  static let unknowns = Component(
    name: "unknowns",
    summary: "What we don't know of the page's record: its empty fields, and kinds without a row about it.",
    parameters: [.named("fields", .word), .named("kinds", .word)], isBlock: true
  ) { arguments, page in
    guard let record = page.record else { return .nothing }
    func items(_ name: String) -> [String] {
      (arguments.word(name) ?? "").split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init)
    }
    var lines: [[Inline]] = []
    for field in items("fields") {
      guard case .missing(let reason) = record[field] else { continue }
      lines.append([.text("\(field.words): "), .muted([.text(SiteContext.word(for: reason, field: field))])])
    }
    for kind in items("kinds") where page.site.index.records(of: kind, about: record.key).isEmpty {
      lines.append([.text("\(kind.words): "), .muted([.text("none recorded")])])
    }
    guard !lines.isEmpty else { return .nothing }
    return .blocks([.list(List(start: nil, items: lines.map { [.paragraph($0)] }, isTight: true))])
  }
}
