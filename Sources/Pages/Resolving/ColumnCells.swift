import Records

/// A cell of a table of records, and what the table must know of it.
struct RecordCell: Sendable {
  var content: [Inline]
  /// Whether nothing was ever written there.
  var isAbsent: Bool
  var isNumber: Bool
}

/// The cells of one column of tables of records, where rows of a file say the same again and again: made of each different
/// value once, and the same on every page.
struct ColumnCells: Sendable {
  /// What tells a column from others.
  struct Name: Sendable, Hashable {
    var kind: String
    var path: String
    /// Whether its cells name their rows.
    var isHead: Bool
  }

  /// Where the field stands in the schema.
  private let position: Int
  /// By the number of the sheet, then by different value; empty for a sheet whose values mostly differ.
  private var ofSheets: [[RecordCell]] = []

  /// So many rows of a file say the same at least, taken all together.
  private static let leastRows = 8

  /// - Parameter make: what becomes of a value, whichever record has it.
  init(of kind: String, at position: Int, in corpus: Corpus, _ make: (Value) -> RecordCell) {
    self.position = position
    for stretch in corpus.stretches(of: kind) {
      guard let sheet = stretch.sheetNumber else { continue }
      let count = stretch.valueCount(at: position)
      guard count == 1 || count * Self.leastRows <= stretch.positions.count else { continue }
      while ofSheets.count <= sheet { ofSheets.append([]) }
      if ofSheets[sheet].isEmpty { ofSheets[sheet] = stretch.values(at: position).values.map(make) }
    }
  }

  /// `nil` for a record of which none was made.
  func cell(of record: Record) -> RecordCell? {
    guard let (sheet, value) = record.valueNumber(at: position), sheet < ofSheets.count, !ofSheets[sheet].isEmpty else {
      return nil
    }
    return ofSheets[sheet][value]
  }

  /// Those of all tables that pages of a kind have of what is about their record.
  static func all(of pages: [PageTemplate], in site: SiteContext) -> [Name: ColumnCells] {
    var cells: [Name: ColumnCells] = [:]
    for page in pages where page.kind != nil {
      for case .component(let component, let arguments) in page.placeholders
      where component.name == Component.table.name {
        guard arguments.word("about") != nil, let kind = arguments.word("kind"),
          let columns = arguments.columns("columns")
        else { continue }
        for (number, column) in columns.enumerated() {
          guard let position = column.path.position, site.isAlike(column.path, isHead: number == 0) else { continue }
          let name = Name(kind: kind, path: column.path.text, isHead: number == 0)
          guard cells[name] == nil else { continue }
          cells[name] = ColumnCells(of: kind, at: position, in: site.corpus) { value in
            site.cell(value, column.path, isHead: number == 0)
          }
        }
      }
    }
    return cells
  }
}

extension SiteContext {
  /// Whether what a cell shows hangs on its value alone, and not on the record: it leads nowhere, and tells no place.
  fileprivate func isAlike(_ path: FieldPath, isHead: Bool) -> Bool {
    if isHead { return !routes.leads(toRecordsOf: path.kind) }
    return !path.isSource && !isAnchored(path)
  }

  /// Whether numbers of a field have their own address on the pages of the records.
  private func isAnchored(_ path: FieldPath) -> Bool {
    path.steps.count == 1 && routes.anchors[path.kind]?.contains(path.steps[0]) ?? false
  }

  /// A cell that leads nowhere by itself.
  fileprivate func cell(_ value: Value, _ path: FieldPath, isHead: Bool) -> RecordCell {
    var content = inlines(value, field: path.field)
    if isHead {
      content = value.asRowHead(content)
      if content.count != 1 { content = [.unbroken(content)] }
    }
    return RecordCell(content: content, isAbsent: value.isAbsent, isNumber: value.isNumber)
  }

  /// The cells of a column for some records of its kind, in their order.
  ///
  /// - Parameters:
  ///   - isHead: whether they name their rows, and so lead to the records' pages.
  ///   - own: the record that the page is about, whose numbers lead nowhere.
  func cells(_ path: FieldPath, isHead: Bool, of records: [Record], on own: Record?) -> [RecordCell] {
    let made = columns[ColumnCells.Name(kind: path.kind, path: path.text, isHead: isHead)]
    let isLeading = isHead && routes.leads(toRecordsOf: path.kind)
    let isAnchored = !isHead && isAnchored(path)
    let isSource = !isHead && path.isSource
    return records.map { record in
      if let cell = made?.cell(of: record) { return cell }
      let value = index.value(of: path, in: record)
      if isSource {
        return RecordCell(content: rowSource(of: record), isAbsent: value.isAbsent, isNumber: value.isNumber)
      }
      var cell = cell(value, path, isHead: isHead && !isLeading)
      if isLeading, let target = routes.target(of: record) {
        cell.content = [.link(Link(target, value.asRowHead(cell.content)))]
      } else if isAnchored, value.isNumber, record.key != own?.key,
        let page = routes.pagePath(record.kind, record.id)
      {
        cell.content = [.link(Link(.file(page, fragment: path.field), cell.content, isNumber: true))]
      }
      return cell
    }
  }
}

extension Value {
  /// A choice that names a row begins with a capital, as names do.
  fileprivate func asRowHead(_ content: [Inline]) -> [Inline] {
    guard case .choice = self, case .text(let words)? = content.first else { return content }
    return [.text(words.capitalisedFirst)] + content.dropFirst()
  }

  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}
