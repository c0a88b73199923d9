import Diagnostics
import Records

extension Component {
  static let ratings = Component(
    name: "ratings", summary: "Every score of the page's model, with its source.", parameters: [], isBlock: true
  ) { _, page in
    guard let record = page.record else { return .nothing }
    let index = page.site.index
    // The scale that the headlines are about first, then the others by name, each from the newest board back.
    let scores = index.scores(of: record.id).enumerated().map { offset, score in
      let benchmark = score["benchmark"]
      let place = benchmark == index.mainBenchmark ? 0 : 1
      return (key: (place, page.site.inlines(benchmark).plainText, -index.date(score), offset), score: score)
    }.sorted { $0.key < $1.key }.map(\.score)
    guard !scores.isEmpty else { return .nothing }
    let shown = scores.prefix(Component.mostRatings)
    var last: [Inline] = []
    let rows = shown.map { score in
      let source = page.site.rowSource(of: score)
      // Rows of one file follow each other; its name once is enough.
      let isSame = source.count == 2 && source.first == last.first
      last = source
      return Table.Row(
        id: nil,
        cells: ["vintage", "benchmark", "value", "votes", "model"].map {
          page.site.inlines(score[$0], field: $0)
        } + [isSame ? [.text("the same")] + source.dropFirst() : source])
    }
    let titles = ["Board of", "Benchmark", "Rating", "Votes", "Name on the board", "Source"]
    var table = Table(
      caption: "Ratings of \(page.site.name("models", record.id))",
      columns: titles.map {
        Table.Column(
          title: [.text($0)], isNumber: ["Rating", "Votes"].contains($0),
          isOptional: ["Votes", "Name on the board", "Source"].contains($0))
      },
      rows: rows, style: .dense)
    table.days = DataDays(page.site, of: shown).line()
    if shown.count < scores.count {
      table.note = [.text("The first \(shown.count) of \(scores.count); the others are in the download of scores.")]
    }
    return .blocks([.table(table)])
  }

  /// More would make pages that nobody reads to their end.
  private static let mostRatings = 120

  static let recordSources = Component(
    name: "sources",
    summary: "The sources of the page's record, or of all charts and tables above, and how far each was read.",
    parameters: [], isBlock: true
  ) { _, page in
    var ids = page.cited
    func add(_ value: Value) {
      if case .reference("sources", let id) = value, !ids.contains(id) { ids.append(id) }
      if case .list(let values) = value { for value in values { add(value) } }
    }
    if let record = page.record {
      for field in record.fields { add(field.value) }
      // Models have sources of their own; what an organisation's or a licence's page needs is its own.
      for kind in Corpus.kinds where kind.name != "models" && record.kind != "sources" {
        for row in page.site.index.records(of: kind.name, about: record.key) { add(row["source"]) }
      }
    }
    guard !ids.isEmpty else { return .nothing }
    let items = ids.compactMap { id -> [Block]? in
      guard let source = page.site.corpus.source(id) else { return nil }
      var title = page.site.link("sources", id, [.emphasis([.text(Typography.curled(source.title))])])
      if case .link(var link) = title {
        link.address = source.url
        title = .link(link)
      }
      var words: [Inline] = [title]
      if let publisher = source.publisher { words.append(.text(", \(Typography.curled(publisher))")) }
      if let published = source.published { words.append(.text(", \(NumberFormat.date(published))")) }
      words.append(.text(". Read: \(source.seen.rawValue.withoutHyphens)"))
      if let retrieved = source.retrieved { words.append(.text(", \(NumberFormat.date(retrieved))")) }
      words.append(.text("."))
      return [.paragraph(words)]
    }
    return .blocks([.list(List(start: 1, items: items, isTight: true))])
  }

  static let dictionary = Component(
    name: "dictionary", summary: "Every field of every kind, as the schema declares it.", parameters: [], isBlock: true
  ) { _, page in
    .blocks(
      Corpus.kinds.flatMap { kind -> [Block] in
        let count = page.site.corpus.records(of: kind.name).count
        let rows = kind.fields.map { field in
          Table.Row(
            id: nil,
            cells: [
              [.code(field.name)], [.text(field.type)], [.text(field.isRequired ? "yes" : "no")],
              [.text(Typography.curled(field.explanation))],
            ])
        }
        let titles = ["Field", "Type", "Required", "What it says"]
        let records = "\(NumberFormat.number(Double(count))) \(count == 1 ? "record" : "records")"
        return [
          .folded(
            id: page.anchors.unique("kind-\(kind.name)"),
            title: "\(kind.name): \(Typography.curled(kind.summary)); \(records)",
            blocks: [
              .table(
                Table(
                  caption: "Fields of \(kind.name)", columns: titles.map { Table.Column(title: [.text($0)]) },
                  rows: rows, style: .stack))
            ])
        ]
      })
  }

  static let downloads = Component(
    name: "downloads", summary: "The files to download, with the number of records in each.", parameters: [],
    isBlock: true
  ) { _, page in
    let site = page.site
    func count(_ number: Int) -> [Inline] { [.text(NumberFormat.number(Double(number)))] }
    var rows = [
      Table.Row(
        id: nil,
        cells: [
          [.link(Link(.file("data/figures.json", fragment: nil), [.text("figures.json")]))],
          [.text("Every figure with its interval, series and rows")], count(site.figures.count), count(0),
        ])
    ]
    for holding in site.holdings {
      let files = ["csv", "json"].map { ending -> Inline in
        .link(
          Link(.file("data/\(holding.kind.name).\(ending)", fragment: nil), [.text("\(holding.kind.name).\(ending)")]))
      }
      rows.append(
        Table.Row(
          id: nil,
          cells: [
            [files[0], .text(", "), files[1]], [.text(Typography.curled(holding.kind.summary).capitalisedFirst)],
            count(holding.records.count), count(holding.withheld.reduce(0) { $0 + $1.rows }),
          ]))
    }
    let titles = ["Files", "What a record is", "Records", "Held back"]
    return .blocks([
      .table(
        Table(
          caption: "Files to download",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: ["Records", "Held back"].contains($0)) },
          rows: rows, days: site.dayOfRecords))
    ])
  }

  static let withheld = Component(
    name: "withheld", summary: "Rows that downloads leave out since their source forbids it, and where to find them.",
    parameters: [], isBlock: true
  ) { _, page in
    let site = page.site
    let rows = site.holdings.flatMap { holding in
      holding.withheld.map { withheld -> Table.Row in
        let source = withheld.source
        let terms = source.redistribution == .no ? "forbidden" : "not established"
        return Table.Row(
          id: nil,
          cells: [
            [.text(site.kindTitle(holding.kind.name))], [site.link("sources", source.id)],
            [.text(NumberFormat.number(Double(withheld.rows)))], [.text(terms)],
            source.url.map { site.inlines(.url($0)) } ?? [.muted([.text("no address")])],
          ])
      }
    }
    guard !rows.isEmpty else { return .nothing }
    let titles = ["Kind", "Source", "Rows", "Passing them on", "To be found at"]
    return .blocks([
      .table(
        Table(
          caption: "Rows that downloads leave out",
          columns: titles.map { Table.Column(title: [.text($0)], isNumber: $0 == "Rows") }, rows: rows, style: .stack,
          days: site.dayOfRecords))
    ])
  }
}
