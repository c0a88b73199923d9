import Diagnostics
import Metrics
import Records

extension Component {
  static let table = Component(
    name: "table", summary: "Records of a kind, filtered, sorted and cut.",
    parameters: [
      .positional("kind", .kind), .named("about", .choice(["record"])), .named("where", .filter),
      .named("columns", .columns, isRequired: true),
      .named("sort", .sort), .named("top", .whole), .named("caption", .sentence), .named("anchors", .choice(["yes"])),
    ], isBlock: true
  ) { arguments, page in
    guard let kind = arguments.word("kind"), let columns = arguments.columns("columns") else { return .nothing }
    // Held here, so that no cell counts references to all that pages share.
    let site = page.site
    let (records, found) = page.rows(of: kind, arguments)
    guard !records.isEmpty else { return .nothing }
    let cells = columns.indices.map { position in
      site.cells(columns[position].path, isHead: position == 0, of: records, on: page.record)
    }
    // A column in which nothing was ever written says nothing; the first one names the rows.
    let shown = columns.indices.filter { $0 == 0 || cells[$0].contains { !$0.isAbsent } }
    let showsSources = shown.contains { columns[$0].path.isSource }
    // A row that has no page says where it stands: behind its source, or in a column of its own.
    let hasPlaces = !showsSources && records.contains { site.fileTarget(of: $0) != nil }
    let hasAnchors = arguments.word("anchors") == "yes"
    let rows = records.indices.map { position in
      let record = records[position]
      var row = Table.Row(
        id: hasAnchors ? page.anchors.unique(record.id) : nil, cells: shown.map { cells[$0][position].content })
      if hasPlaces { row.cells.append(site.rowPlace(of: record) ?? []) }
      return row
    }
    let caption = arguments.sentence("caption").flatMap { page.inlines($0)?.plainText } ?? kind.capitalisedFirst
    var table = Table(
      caption: caption,
      columns: shown.map { position in
        Table.Column(
          title: [.text(columns[position].heading)], isNumber: cells[position].contains { $0.isNumber })
      } + (hasPlaces ? [Table.Column(title: [.text("Row")])] : []),
      rows: rows, style: rows.count > Self.mostStacked && shown.count > 3 ? .flow : .stack, isSortable: rows.count > 5)
    table.note =
      found > records.count
      ? [.text("The first \(records.count) of \(NumberFormat.number(Double(found))).")] : Table.count(of: found)
    // On the page of a source all is from there.
    let namesSources = !hasPlaces && page.record?.kind != Source.kind && !showsSources
    table.days = DataDays(site, of: records, showing: shown.map { columns[$0].path }).line(namingSources: namesSources)
    return .blocks([.table(table)])
  }

  /// The most rows whose cells have a line each on a phone; longer tables are as long as they must be anyway.
  private static let mostStacked = 12

  static let facts = Component(
    name: "facts", summary: "The record's own fields in a grid.",
    parameters: [
      .named("columns", .columns, isRequired: true), .named("absent", .choice(["hidden"])), .named("notes", .notes),
    ], isBlock: true
  ) { arguments, page in
    guard let record = page.record, let columns = arguments.columns("columns") else { return .nothing }
    let hidesAbsent = arguments.word("absent") == "hidden"
    let disputed = page.site.index.disputed(of: record.key)
    var facts: [Fact] = []
    for column in columns {
      let field = column.path.field
      let value = page.site.index.value(of: column.path, in: record)
      if hidesAbsent, value.isAbsent { continue }
      var content = page.site.inlines(value, field: field)
      if case .number = value, page.hasPlaces, column.path.steps.count == 1 {
        content = [.link(Link(.here(RecordTrail.anchor(field)), content, isNumber: true))]
      }
      var notes = arguments.notes("notes").filter { $0.path.steps == column.path.steps }.compactMap {
        page.inlines($0.sentence)?.withoutLinks.capitalisedFirst
      }
      if !disputed.isEmpty, disputed.contains(field.withoutHyphens) { notes.append([.text("Disputed")]) }
      facts.append(
        Fact(
          id: column.path.steps.count == 1 ? page.anchors.unique(field) : nil,
          name: column.heading, value: content, note: SiteContext.joined(notes, by: ". ")))
    }
    return .blocks([.facts(facts)])
  }

  static let places = Component(
    name: "places", summary: "Where each value of the page's record stands: file, line, source, how far it was read.",
    parameters: [], isBlock: true
  ) { _, page in
    guard let record = page.record, var table = RecordTrail(record, page.site).table else { return .nothing }
    table.days = DataDays(page.site, of: [record]).line()
    return .blocks([.table(table)])
  }
}

extension Table {
  /// How many rows a long table has, to stand under it.
  static func count(of rows: Int) -> [Inline] {
    rows > mostUncounted ? [.text("\(NumberFormat.number(Double(rows))) rows.")] : []
  }

  /// So many can be seen at a glance.
  private static let mostUncounted = 12
}

extension Value {
  /// Whether nothing was written: nobody said that it isn't known either.
  var isAbsent: Bool {
    switch self {
    case .missing(.absent): true
    case .list(let values): values.isEmpty
    default: false
    }
  }
}
