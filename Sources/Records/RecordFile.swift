import Diagnostics
import Reading

/// What one file holds of a kind, whatever other files hold.
struct RecordFile<Kind: RecordKind>: Sendable {
  /// A record, or one that was left out.
  struct Item: Sendable {
    var findings = FindingList()
    /// `nil` for one that was left out.
    var record: Record?
    /// The same as its type; `nil` for one that was left out.
    var kind: Kind?
    /// Whether no other record may have its id.
    var hasID: Bool
  }

  /// What is wrong with the file, before its records are looked at.
  private(set) var findings: [Finding]
  private(set) var items: [Item] = []
  /// Rows of the sheet that are made when somebody asks for them, without those that were left out.
  private(set) var plainRows: [Int] = []
  /// The columns of a CSV file, typed; `nil` for other files, and when it can't be read by its header.
  private(set) var sheet: RecordSheet?
  private(set) var references: [WrittenReferences] = []
  /// Every id that was written, those of broken records too.
  private(set) var ids: [String] = []
  /// Whether there may be records whose ids couldn't be read: whoever names one of them names it by that id.
  private(set) var hidesIDs = false

  /// - Parameters:
  ///   - number: which sheet it is among all of a run.
  ///   - hasIDs: whether records have ids of their own.
  ///   - makesRows: whether rows are made, as their type, of which nothing is to be said.
  init(_ file: ParsedFile, number: Int, _ description: KindDescription, hasIDs: Bool, makesRows: Bool) {
    findings = file.findings
    if case .table(let table) = file.content {
      readSheet(of: table, in: file, number: number, description)
      if let sheet {
        readRows(of: sheet, hasIDs: hasIDs, makesRows: makesRows)
      } else {
        hidesIDs = !findings.isEmpty
      }
      return
    }
    let readers = readers(of: file, for: description)
    if readers.isEmpty, !findings.isEmpty { hidesIDs = true }
    for var reader in readers {
      let kind = Kind(reading: &reader)
      reader.finish()
      ids.append(kind.id)
      note(reader)
      let record =
        reader.isBroken ? nil : Record(kind: Kind.kind, id: kind.id, place: kind.place, fields: reader.fields)
      items.append(Item(findings: reader.findings, record: record, kind: kind, hasID: true))
    }
  }

  /// Reads the rows of the sheet. Where there is something to say of a cell every row is looked at for it.
  private mutating func readRows(of sheet: RecordSheet, hasIDs: Bool, makesRows: Bool) {
    references.append(.sheet(sheet))
    // References that only a row itself tells are known when it has been read.
    let looksAtRows = !sheet.isClean || Kind.refersByRow
    guard looksAtRows || makesRows else {
      plainRows = sheet.writtenRows
      return
    }
    guard makesRows else { return readUnmadeRows(of: sheet) }
    let make = Kind.maker(of: sheet)
    for row in sheet.writtenRows {
      var item = Item(hasID: hasIDs)
      var isBroken = false
      var kind: Kind?
      if looksAtRows {
        var reader = FieldReader(row: row, of: sheet)
        kind = Kind(reading: &reader)
        note(reader)
        item.findings = reader.findings
        isBroken = reader.isBroken
      }
      if !isBroken {
        item.record = Record(row: row, of: sheet)
        kind = kind ?? make(row)
        item.kind = kind
      }
      if hasIDs, let kind { ids.append(kind.id) }
      items.append(item)
    }
  }

  /// Looks at rows that are many, and of which only what is wrong is kept.
  private mutating func readUnmadeRows(of sheet: RecordSheet) {
    var found = FindingList()
    for row in sheet.writtenRows {
      var reader = FieldReader(row: row, of: sheet)
      _ = Kind(reading: &reader)
      note(reader)
      found.append(contentsOf: reader.findings)
      if !reader.isBroken { plainRows.append(row) }
    }
    findings += found.all
  }

  private mutating func note(_ reader: FieldReader) {
    references += reader.references.map { .one($0) }
    if !reader.findings.isEmpty, reader.findings.all.contains(where: { $0.code == "bad-id" }) { hidesIDs = true }
  }

  private mutating func readSheet(
    of table: CSVSheet?, in file: ParsedFile, number: Int, _ description: KindDescription
  ) {
    guard let table, let columns = columns(of: table, for: description) else { return }
    if file.findings.contains(where: { $0.severity == .error }) { hidesIDs = true }
    for row in table.emptyRows {
      findings.append(
        Finding(
          .warning, "empty-row", "row without anything in it", at: table.place(ofRow: row), hint: "delete the line"))
    }
    var reader = FieldReader(columnsOf: table, at: columns)
    _ = Kind(reading: &reader)
    sheet = RecordSheet(Kind.kind, number: number, rows: table, columns: reader.columns)
  }

  /// One reader for each record of a file, whatever its notation.
  private mutating func readers(of parsed: ParsedFile, for kind: KindDescription) -> [FieldReader] {
    let file = parsed.file
    switch parsed.content {
    case .documents(let documents):
      if documents.isEmpty, parsed.findings.isEmpty {
        findings.append(
          Finding(
            .error, "empty-file", "file without a record", at: Place(file), hint: "write one, or delete the file"))
      }
      if documents.contains(where: \.hidesRecords) { hidesIDs = true }
      return documents.flatMap { $0.items ?? [$0] }.compactMap { node in
        if node.entries != nil { return FieldReader(mapping: node) }
        if node.isUnreadable { return nil }
        findings.append(
          Finding(
            .error, "not-a-record", "a record is a mapping of field names to values", at: node.place,
            hint: "write 'id: …' on a line of its own"))
        return nil
      }
    // Read column by column.
    case .table: return []
    case .note(let note):
      guard let note else { return [] }
      if let front = note.front {
        return [FieldReader(note: front, body: note.body, bodyPlace: note.bodyPlace)]
      }
      findings.append(
        Finding(.error, "missing-front-matter", "the note has no front matter", at: Place(file), hint: "start with ---")
      )
      return []
    case .unknown:
      findings.append(
        Finding(
          .error, "unknown-notation", "records are written in .yaml, .csv or .md, not as '\(file.path)'",
          at: Place(file), hint: "convert or rename the file"))
      return []
    }
  }

  /// For each field of the kind the column that holds it; `nil` when the header is wrong.
  private mutating func columns(of table: CSVSheet, for kind: KindDescription) -> [Int?]? {
    let fields = kind.fields.map(\.name)
    var columns = [Int?](repeating: nil, count: fields.count)
    var isRight = true
    for (column, cell) in table.header.enumerated() {
      guard let field = fields.firstIndex(of: cell.text) else {
        // A column without a name has its finding already.
        if cell.text.isEmpty { continue }
        findings.append(.unknownField(cell.text, known: fields, at: cell.place))
        isRight = false
        continue
      }
      // A column that stands twice has its finding already.
      if columns[field] != nil { isRight = false }
      columns[field] = column
    }
    for (field, description) in kind.fields.enumerated() where description.isRequired && columns[field] == nil {
      findings.append(
        Finding(
          .error, "missing-column", "the header lacks '\(description.name)'",
          at: table.header.first?.place,
          hint: "add the column: every record of '\(kind.name)' has it"))
      isRight = false
    }
    return isRight ? columns : nil
  }
}

/// Places that name other records.
enum WrittenReferences {
  case one(FieldReader.Reference)
  /// Those in the columns of a file, for its rows.
  case sheet(RecordSheet)
}

extension Node {
  /// True where records may stand that can't be read, so that nobody knows their ids.
  fileprivate var hidesRecords: Bool {
    if isUnreadable || isCutShort { return true }
    return items?.contains { item in
      item.isUnreadable || item.entries?.contains { $0.key.text == "id" } == false && item.isCutShort
    } ?? false
  }
}
