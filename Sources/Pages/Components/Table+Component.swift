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
    let index = site.index
    let (records, found) = page.rows(of: kind, arguments)
    guard !records.isEmpty else { return .nothing }
    let values = columns.map { column in records.map { index.value(of: column.path, in: $0) } }
    // A column in which nothing was ever written says nothing; the first one names the rows.
    let shown = columns.indices.filter { $0 == 0 || values[$0].contains { !$0.isAbsent } }
    // A row that has no page says where it stands: behind its source, or in a column of its own.
    let hasPlaces =
      !shown.contains { columns[$0].path.text == "source" } && records.contains { site.fileTarget(of: $0) != nil }
    let hasAnchors = arguments.word("anchors") == "yes"
    let rows = records.indices.map { row in
      let record = records[row]
      return Table.Row(
        id: hasAnchors ? page.anchors.unique(record.id) : nil,
        cells: shown.map { position in
          let path = columns[position].path
          let value = values[position][row]
          let field = path.steps.last ?? ""
          if position > 0, path.text == "source" { return site.rowSource(of: record) }
          let content = site.inlines(value, field: field)
          guard position > 0 else { return [site.link(toRecord: record, value.asRowHead(content))] }
          return site.isNumberElsewhere(value, path, of: record, than: page.record)
            ? site.linked(content, field, of: record) : content
        } + (hasPlaces ? [site.rowPlace(of: record) ?? []] : []))
    }
    let caption = arguments.sentence("caption").flatMap { page.inlines($0)?.plainText } ?? kind.capitalisedFirst
    var table = Table(
      caption: caption,
      columns: shown.map { position in
        let isNumber = values[position].contains { if case .number = $0 { true } else { false } }
        return Table.Column(title: [.text(columns[position].heading)], isNumber: isNumber)
      } + (hasPlaces ? [Table.Column(title: [.text("Row")])] : []),
      rows: rows, style: rows.count > Self.mostStacked && shown.count > 3 ? .flow : .stack, isSortable: rows.count > 5)
    table.note =
      found > records.count
      ? [.text("The first \(records.count) of \(NumberFormat.number(Double(found))).")] : Table.count(of: found)
    // On the page of a source all is from there.
    let namesSources =
      !hasPlaces && page.record?.kind != Source.kind && !shown.contains { columns[$0].path.text == "source" }
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
    let disputed = Set(page.site.index.disagreements.filter { $0.about == record.key }.map(\.question))
    var facts: [Fact] = []
    for column in columns {
      let field = column.path.steps.last ?? ""
      let value = page.site.index.value(of: column.path, in: record)
      if hidesAbsent, value.isAbsent { continue }
      var content = page.site.inlines(value, field: field)
      if case .number = value, page.hasPlaces, column.path.steps.count == 1 {
        content = [.link(Link(.here(RecordTrail.anchor(field)), content, isNumber: true))]
      }
      var notes = arguments.notes("notes").filter { $0.path.steps == column.path.steps }.compactMap {
        page.inlines($0.sentence)?.withoutLinks.capitalisedFirst
      }
      if disputed.contains(field.withoutHyphens) { notes.append([.text("Disputed")]) }
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

extension SiteContext {
  /// A row's first cell, leading to the page of its record where it has one.
  fileprivate func link(toRecord record: Record, _ content: [Inline]) -> Inline {
    guard let target = routes.target(of: record) else { return content.count == 1 ? content[0] : .unbroken(content) }
    return .link(Link(target, content))
  }

  /// Whether a number of a table has its own address on the record's page, which isn't the one at hand.
  fileprivate func isNumberElsewhere(
    _ value: Value, _ path: FieldPath, of record: Record, than own: Record?
  ) -> Bool {
    guard case .number = value, path.steps.count == 1, let anchors = routes.anchors[record.kind],
      anchors.contains(path.steps[0])
    else { return false }
    return record.key != own?.key
  }

  fileprivate func linked(_ content: [Inline], _ field: String, of record: Record) -> [Inline] {
    guard let page = routes.pagePath(record.kind, record.id) else { return content }
    return [.link(Link(.file(page, fragment: field), content, isNumber: true))]
  }
}

extension Value {
  /// A choice that names a row begins with a capital, as names do.
  fileprivate func asRowHead(_ content: [Inline]) -> [Inline] {
    guard case .choice = self, case .text(let words)? = content.first else { return content }
    return [.text(words.capitalisedFirst)] + content.dropFirst()
  }

  /// Whether nothing was written: nobody said that it isn't known either.
  var isAbsent: Bool {
    switch self {
    case .missing(.absent): true
    case .list(let values): values.isEmpty
    default: false
    }
  }
}
