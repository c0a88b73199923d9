import Diagnostics
import Metrics
import Records

extension Component {
  static let list = Component(
    name: "list", summary: "Records of a kind as a list: each a line, its first field leading to its page.",
    parameters: [
      .positional("kind", .kind), .named("where", .filter), .named("columns", .columns, isRequired: true),
      .named("sort", .sort), .named("top", .whole),
    ], isBlock: true
  ) { arguments, page in
    guard let kind = arguments.word("kind"), let columns = arguments.columns("columns") else { return .nothing }
    let items = page.chosen(kind, arguments).map { record -> [Block] in
      var words: [Inline] = []
      for (position, column) in columns.enumerated() {
        let value = page.site.index.value(of: column.path, in: record)
        if position > 0, value.isMissing { continue }
        let content = page.site.inlines(value, field: column.path.field)
        if position > 0 { words.append(.text(", ")) }
        words += position == 0 ? [page.site.link(kind, record.id, content)] : content
      }
      return [.paragraph(words)]
    }
    return items.isEmpty ? .nothing : .blocks([.list(List(start: nil, items: items, isTight: true))])
  }

  static let cards = Component(
    name: "cards", summary: "Records of a kind side by side, each with its name and some of its fields.",
    parameters: [
      .positional("kind", .kind), .named("where", .filter), .named("columns", .columns, isRequired: true),
      .named("sort", .sort), .named("top", .whole),
    ], isBlock: true
  ) { arguments, page in
    guard let kind = arguments.word("kind"), let columns = arguments.columns("columns"), let first = columns.first
    else {
      return .nothing
    }
    let cards = page.chosen(kind, arguments).map { record -> Card in
      let name = page.site.inlines(
        page.site.index.value(of: first.path, in: record), field: first.path.field)
      let terms = columns.dropFirst().compactMap { column -> Term? in
        let value = page.site.index.value(of: column.path, in: record)
        guard !value.isMissing else { return nil }
        let field = column.path.field
        return Term(
          name: column.heading,
          content: [page.site.inlines(value, field: field)])
      }
      return Card(name: [page.site.link(kind, record.id, name)], terms: terms)
    }
    return cards.isEmpty ? .nothing : .blocks([.cards(cards)])
  }

  static let events = Component(
    name: "events", summary: "What happened, the latest first, with who did it and the source.",
    parameters: [.named("where", .filter), .named("top", .whole)], isBlock: true, kind: Event.kind
  ) { arguments, page in
    var records = page.site.corpus.records(of: Event.kind)
    if let filter = arguments.filter("where") { records = records.filter { page.passes(filter, $0) } }
    let dated = records.compactMap { record -> (PartialDate, Record)? in
      if case .date(let date) = record["date"] { (date, record) } else { nil }
    }.sorted { ($1.0.first, $0.1.id) < ($0.0.first, $1.1.id) }
    let shown = dated.prefix(arguments.whole("top") ?? dated.count)
    guard !shown.isEmpty else { return .nothing }
    var last: PartialDate?
    let rows = shown.map { date, record in
      // Several on one day are told as such: a column of equal dates hides where the next one begins.
      let isRepeated = date == last
      last = date
      return Table.Row(
        id: nil,
        cells: [
          isRepeated
            ? [.muted([.text(date.precision == .day ? "the same day" : "as above")])]
            : [.unbroken([.text(NumberFormat.date(date, isShort: true))])],
          [page.site.link(Event.kind, record.id, page.site.inlines(record["title"]))],
          page.site.inlines(record["actor"]), page.site.inlines(record["source"]),
        ])
    }
    var table = Table(
      caption: "Events", columns: ["Day", "What happened", "Who", "Source"].map { Table.Column(title: [.text($0)]) },
      rows: rows, headColumn: 1, style: .stack)
    table.days = DataDays(page.site, of: shown.map(\.1)).line()
    if shown.count < dated.count { table.note = [.text("The latest \(shown.count) of \(dated.count).")] }
    return .blocks([.table(table)])
  }

  static let download = Component(
    name: "download", summary: "A link to the data of a figure or a kind, with the number of its rows.",
    parameters: [.positional("of", .subject)], isBlock: false
  ) { arguments, page in
    if let index = arguments.figure("of") {
      let figure = page.figure(index)
      let link = Inline.link(Link(.file("data/\(figure.id).csv", fragment: nil), [.text("\(figure.id).csv")]))
      return .inlines([link, .text(" (\(NumberFormat.number(Double(figure.series.count))) rows)")])
    }
    let kind = arguments.word("of") ?? ""
    let count = page.site.corpus.records(of: kind).count
    guard count > 0 else { return .nothing }
    let link = Inline.link(Link(.file("data/\(kind).csv", fragment: nil), [.text("\(kind).csv")]))
    return .inlines([link, .text(" (\(NumberFormat.number(Double(count))) records)")])
  }
}

extension Rendering {
  /// The records that a component's `where`, `sort` and `top` choose.
  func chosen(_ kind: String, _ arguments: Arguments) -> [Record] {
    var records = site.corpus.records(of: kind)
    if let filter = arguments.filter("where") { records = records.filter { passes(filter, $0) } }
    if let order = arguments.sort("sort") { records = sorted(records, by: order) }
    return Array(records.prefix(arguments.whole("top") ?? records.count))
  }
}
