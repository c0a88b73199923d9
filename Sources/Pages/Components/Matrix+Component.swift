import Diagnostics
import Metrics
import Records

extension Component {
  static let matrix = Component(
    name: "matrix",
    summary: "Records as a table of words: a row and a column for each value of two fields, a third in the cells.",
    parameters: [
      .positional("kind", .kind), .named("rows", .field, isRequired: true),
      .named("columns-by", .field, isRequired: true),
      .named("value", .field, isRequired: true), .named("where", .filter), .named("sort", .sort), .named("top", .whole),
      .named("self", .reference), .named("caption", .sentence),
    ], isBlock: true
  ) { arguments, page in
    guard let kind = arguments.word("kind"), let rows = arguments.field("rows"),
      let columns = arguments.field("columns-by"), let value = arguments.field("value")
    else { return .nothing }
    var records = page.site.corpus.records(of: kind)
    if let filter = arguments.filter("where") { records = records.filter { page.passes(filter, $0) } }
    if let order = arguments.sort("sort") { records = page.sorted(records, by: order) }
    var matrix = Matrix(records, rows: rows, columns: columns, value: value, site: page.site)
    guard !matrix.rows.isEmpty, !matrix.columns.isEmpty else { return .nothing }
    if let reference = arguments.reference("self") {
      guard let own = page.value(reference), matrix.puts(first: own) else { return .nothing }
    }
    let caption = arguments.sentence("caption").flatMap { page.inlines($0)?.plainText } ?? page.site.kindTitle(kind)
    return .blocks([.table(matrix.table(caption, top: arguments.whole("top"), own: page.record))])
  }
}

/// A pivot of records. Yes, **no**, a number, *none* and *not read* are different words; a record that gives no answer in
/// a word says neither of them.
struct Matrix {
  private let site: SiteContext
  private let value: FieldPath
  private let columnField: String
  private(set) var rows: [Value] = []
  private(set) var columns: [Value] = []
  /// The row that the page is about.
  private var own: Value?
  private var cells: [String: [String: [Record]]] = [:]
  private let heading: String

  init(_ records: [Record], rows: FieldPath, columns: FieldPath, value: FieldPath, site: SiteContext) {
    self.site = site
    self.value = value
    columnField = columns.steps.last ?? ""
    heading = (rows.steps.last ?? "").words
    for record in records {
      let row = site.index.value(of: rows, in: record)
      let column = site.index.value(of: columns, in: record)
      guard !row.isMissing, !column.isMissing else { continue }
      let (rowKey, columnKey) = (Self.key(row), Self.key(column))
      if cells[rowKey] == nil { self.rows.append(row) }
      if !self.columns.contains(column) { self.columns.append(column) }
      cells[rowKey, default: [:]][columnKey, default: []].append(record)
    }
  }

  private static func key(_ value: Value) -> String {
    switch value {
    case .reference(let kind, let id): "\(kind)/\(id)"
    case .text(let text), .prose(let text), .choice(let text), .country(let text), .url(let text): text
    case .date(let date): date.description
    case .yesNo(let answer): answer ? "yes" : "no"
    default: "\(value)"
    }
  }

  /// Puts the row that the page is about before all others; false when there is none.
  mutating func puts(first row: Value) -> Bool {
    guard let position = rows.firstIndex(of: row) else { return false }
    rows.insert(rows.remove(at: position), at: 0)
    own = row
    return true
  }

  func table(_ caption: String, top: Int?, own: Record?) -> Table {
    let shown = top.map { Array(rows.prefix($0)) } ?? rows
    let body = shown.map { row -> Table.Row in
      let found = cells[Self.key(row)] ?? [:]
      let isOwn = row == self.own ?? own.map { .reference(kind: $0.kind, id: $0.id) }
      var made = Table.Row(
        id: nil,
        cells: [site.inlines(row)]
          + columns.map { column in
            guard let records = found[Self.key(column)] else { return [.muted([.text("not read")])] }
            return words(of: records)
          })
      made.isOwn = isOwn
      return made
    }
    var table = Table(
      caption: caption,
      columns: [Table.Column(title: [.text(heading)])]
        + columns.map { column in
          let words = site.inlines(column, field: columnField).plainText
          return Table.Column(title: [.text(words.capitalisedFirst)])
        },
      rows: body, style: .stack)
    let records = shown.flatMap { row in columns.flatMap { cells[Self.key(row)]?[Self.key($0)] ?? [] } }
    table.days = DataDays(site, of: records).line(namingSources: true)
    if shown.count < rows.count {
      table.note = [.text("The first \(shown.count) of \(NumberFormat.number(Double(rows.count))).")]
    }
    return table
  }

  /// What all records of a cell say, each once.
  private func words(of records: [Record]) -> [Inline] {
    var said: [[Inline]] = []
    for record in records {
      let value = site.index.value(of: value, in: record)
      let words =
        value.isMissing
        ? [Inline.muted([.text("not in a word")])] : site.inlines(value, field: self.value.steps.last ?? "")
      if !said.contains(words) { said.append(words) }
    }
    return said.enumerated().flatMap { $0.offset == 0 ? $0.element : [.text("; ")] + $0.element }
  }
}

extension Value {
  var isMissing: Bool { if case .missing(.absent) = self { true } else { false } }
}
