import Diagnostics
import Metrics
import Records

extension Rendering {
  /// The records of a kind, or with `about` those that name the page's own record.
  func records(of kind: String, _ arguments: Arguments) -> [Record] {
    guard arguments.word("about") != nil else { return site.corpus.records(of: kind) }
    return record.map { site.index.records(of: kind, about: $0.key) } ?? []
  }
}

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
    var records = page.records(of: kind, arguments)
    if let filter = arguments.filter("where") { records = records.filter { page.passes(filter, $0) } }
    if let order = arguments.sort("sort") { records = page.sorted(records, by: order) }
    let found = records.count
    if let top = arguments.whole("top") { records = Array(records.prefix(top)) }
    guard !records.isEmpty else { return .nothing }
    // A column in which nothing was ever written says nothing; the first one names the rows.
    let shown = columns.enumerated().filter { position, column in
      position == 0 || records.contains { !page.site.index.value(of: column.path, in: $0).isAbsent }
    }.map(\.element)
    // A row that has no page says where it stands: behind its source, or in a column of its own.
    let hasPlaces =
      !shown.contains { $0.path.text == "source" } && records.contains { page.site.fileTarget(of: $0) != nil }
    let hasAnchors = arguments.word("anchors") == "yes"
    let rows = records.map { record in
      Table.Row(
        id: hasAnchors ? page.anchors.unique(record.id) : nil,
        cells: shown.enumerated().map { position, column in
          let value = page.site.index.value(of: column.path, in: record)
          let field = column.path.steps.last ?? ""
          if column.path.text == "source", position > 0 { return page.site.rowSource(of: record) }
          let content = page.site.inlines(value, field: field)
          guard position > 0 else { return [page.site.link(kind, record.id, value.asRowHead(content))] }
          return page.isNumberElsewhere(value, column.path, of: record)
            ? page.linked(content, field, of: record) : content
        } + (hasPlaces ? [page.site.rowPlace(of: record) ?? []] : []))
    }
    let caption = arguments.sentence("caption").flatMap { page.inlines($0)?.plainText } ?? kind.capitalisedFirst
    var table = Table(
      caption: caption,
      columns: shown.map { column in
        let field = column.path.steps.last ?? ""
        let isNumber = records.contains {
          if case .number = page.site.index.value(of: column.path, in: $0) { true } else { false }
        }
        let words = column.title ?? field.split(separator: "-").joined(separator: " ").capitalisedFirst
        return Table.Column(title: [.text(words)], isNumber: isNumber)
      } + (hasPlaces ? [Table.Column(title: [.text("Row")])] : []),
      rows: rows, style: rows.count > Self.mostStacked && shown.count > 3 ? .flow : .stack, isSortable: rows.count > 5)
    table.note =
      found > records.count
      ? [.text("The first \(records.count) of \(NumberFormat.number(Double(found))).")] : Table.count(of: found)
    return .blocks([.table(table)])
  }

  /// The most rows whose cells have a line each on a phone; longer tables are as long as they must be anyway.
  private static let mostStacked = 12

  static let facts = Component(
    name: "facts", summary: "The record's own fields in a grid.",
    parameters: [.named("columns", .columns, isRequired: true), .named("absent", .choice(["hidden"]))], isBlock: true
  ) { arguments, page in
    guard let record = page.record, let columns = arguments.columns("columns") else { return .nothing }
    let hidesAbsent = arguments.word("absent") == "hidden"
    let disputed = Set(page.site.index.disagreements.filter { $0.about == record.key }.map(\.question))
    let facts = columns.compactMap { column -> Fact? in
      let field = column.path.steps.last ?? ""
      let value = page.site.index.value(of: column.path, in: record)
      if hidesAbsent, value.isAbsent { return nil }
      var content = page.site.inlines(value, field: field)
      if case .number = value, page.hasPlaces, column.path.steps.count == 1 {
        content = [.link(Link(.here(RecordTrail.anchor(field)), content, isNumber: true))]
      }
      return Fact(
        id: column.path.steps.count == 1 ? page.anchors.unique(field) : nil,
        name: column.title ?? field.split(separator: "-").joined(separator: " ").capitalisedFirst,
        value: content,
        note: disputed.contains(field.split(separator: "-").joined(separator: " ")) ? [.text("Disputed")] : [])
    }
    return .blocks([.facts(facts)])
  }

  static let places = Component(
    name: "places", summary: "Where each value of the page's record stands: file, line, source, how far it was read.",
    parameters: [], isBlock: true
  ) { _, page in
    guard let record = page.record, let table = RecordTrail(record, page.site).table else { return .nothing }
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

extension Rendering {
  /// Whether a number of a table has its own address on the record's page.
  fileprivate func isNumberElsewhere(_ value: Value, _ path: FieldPath, of record: Record) -> Bool {
    guard case .number = value, path.steps.count == 1, record.key != self.record?.key else { return false }
    return site.routes.anchors[record.kind]?.contains(path.steps[0]) ?? false
  }

  fileprivate func linked(_ content: [Inline], _ field: String, of record: Record) -> [Inline] {
    guard let page = site.routes.pagePath(record.kind, record.id) else { return content }
    return [.link(Link(.file(page, fragment: field), content, isNumber: true))]
  }
}

extension Rendering {
  /// Stable: records that compare alike keep their order. What is missing comes last, whichever way it is sorted.
  func sorted(_ records: [Record], by order: [BoundSort]) -> [Record] {
    let keys = records.map { record in order.map { site.index.operand(site.index.value(of: $0.path, in: record)) } }
    // Positions are sorted, not the records: to move a record is to count many references.
    return records.indices.sorted { left, right in
      for (position, sort) in order.enumerated() {
        let (a, b) = (keys[left][position], keys[right][position])
        if a == b { continue }
        if a == .missing || b == .missing { return b == .missing }
        return sort.isDescending ? b.isBefore(a) : a.isBefore(b)
      }
      return left < right
    }.map { records[$0] }
  }
}

extension Operand {
  fileprivate func isBefore(_ other: Operand) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.word(let a), .word(let b)): (a.lowercased(), a) < (b.lowercased(), b)
    case (.number, _): true
    case (.date, .word), (.date, .words): true
    case (.word, .words): true
    default: false
    }
  }
}

extension Value {
  /// A choice that names a row begins with a capital, as names do.
  fileprivate func asRowHead(_ content: [Inline]) -> [Inline] {
    guard case .choice = self, case .text(let words)? = content.first else { return content }
    return [.text(words.capitalisedFirst)] + content.dropFirst()
  }

  /// Whether nothing was written: nobody said that it isn't known either.
  var isAbsent: Bool { self == .missing(.absent) || self == .list([]) }
}
