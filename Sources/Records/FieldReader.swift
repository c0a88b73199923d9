package import Diagnostics
import Reading

/// Hands a kind the fields of one record, typed, and notes everything that is wrong on the way.
///
/// One reader serves both notations and the data dictionary: it reads a mapping of record text, a row of CSV, all rows of
/// a CSV file at once, or nothing at all and only describes.
package struct FieldReader {
  /// Where the fields come from.
  private enum Origin {
    case nothing
    case mapping(Node)
    /// A row whose columns have been read.
    case row(RecordSheet, Int)
    /// All rows, and for each field in the kind's order the column that holds it: columns are read, and no record is.
    case columns(CSVSheet, [Int?])
    /// All rows, whose columns have been read: they are only handed out.
    case sheet(RecordSheet)
    /// A mapping whose body text is a field of its own.
    case note(Node, body: String, bodyPlace: Place)
  }

  /// One written value, before its type is known.
  private enum Raw {
    /// Not written; the place is where it would stand: the empty cell, or the record.
    case absent(Place)
    case unreadable(Place)
    case text(String, Place, mayBeMissing: Bool)
    case sequence([Node], Place)
    case mapping(Node)
  }

  /// A place in a record that names another record.
  struct Reference {
    var kind: String
    var id: String
    var place: Place
  }

  /// The fields of a kind as columns, in the order of the schema.
  struct Columns {
    fileprivate(set) var general: [FieldColumn] = []
    fileprivate(set) var typed: [any AnyObject & Sendable] = []
  }

  private let origin: Origin
  private let ownPlace: Place?
  /// What a mapping holds, and its keys as text: both are made anew each time that a node is asked for them.
  private let entries: [Node.Entry]
  private let keys: [String?]
  /// How many fields have been asked for.
  private var position = 0
  /// Of a record that is written field by field; empty for a row.
  private(set) var fields: [Record.Field] = []
  /// The columns that have been read, where all rows are read at once.
  private(set) var columns = Columns()
  private(set) var descriptions: [FieldDescription] = []
  private(set) var findings = FindingList()
  private(set) var references: [Reference] = []
  /// True once a required field was missing or a value couldn't be read.
  private(set) var isBroken = false

  private init(_ origin: Origin, at place: Place?) {
    self.origin = origin
    ownPlace = place
    switch origin {
    case .mapping(let node), .note(let node, _, _): entries = node.entries ?? []
    case .nothing, .row, .columns, .sheet: entries = []
    }
    keys = entries.map(\.key.text)
  }

  /// Where the record begins.
  package var place: Place {
    switch origin {
    case .row(let sheet, let row): sheet.rows.place(ofRow: row)
    default: ownPlace!
    }
  }

  static func takingNotes() -> FieldReader {
    FieldReader(.nothing, at: Place(SourceFile(path: "", bytes: [])))
  }

  init(mapping node: Node) {
    self.init(.mapping(node), at: node.entries?.first?.key.place ?? node.place)
  }

  init(row: Int, of sheet: RecordSheet) { self.init(.row(sheet, row), at: nil) }

  init(columnsOf sheet: CSVSheet, at columns: [Int?]) { self.init(.columns(sheet, columns), at: Place(sheet.file)) }

  init(_ sheet: RecordSheet) { self.init(.sheet(sheet), at: Place(sheet.rows.file)) }

  init(note front: Node, body: String, bodyPlace: Place) {
    self.init(.note(front, body: body, bodyPlace: bodyPlace), at: front.entries?.first?.key.place ?? front.place)
  }
}

// MARK: - What kinds call

extension FieldReader {
  /// A field that may be left out. `nil` when it is missing in any way, or wrong.
  package mutating func optional<Parsed>(
    _ name: String, _ type: @autoclosure () -> FieldType<Parsed>, _ explanation: String
  ) -> Parsed? {
    read(name, type, explanation, isRequired: false)
  }

  /// A field that every record has; `stand-in` is only used for records that are kept out.
  package mutating func required<Parsed>(
    _ name: String, _ type: @autoclosure () -> FieldType<Parsed>, _ explanation: String,
    else standIn: @autoclosure () -> Parsed
  ) -> Parsed {
    read(name, type, explanation, isRequired: true) ?? standIn()
  }

  package mutating func required(
    _ name: String, _ type: @autoclosure () -> FieldType<String>, _ explanation: String
  ) -> String {
    read(name, type, explanation, isRequired: true) ?? ""
  }

  /// A field of a kind whose values stay in the columns of their file: of all rows, or of the one record that is read.
  mutating func column<Parsed>(
    _ name: String, _ type: @autoclosure () -> FieldType<Parsed>, _ explanation: String, isRequired: Bool = false
  ) -> TypedColumn<Parsed> {
    switch origin {
    case .columns:
      _ = read(name, type, explanation, isRequired: isRequired)
      guard let column = columns.typed.last as? TypedColumn<Parsed> else { preconditionFailure("it was read just now") }
      return column
    case .sheet(let sheet):
      position += 1
      return sheet.field(position - 1, as: Parsed.self)
    default: return TypedColumn(name, type(), only: read(name, type, explanation, isRequired: isRequired))
    }
  }

  /// The record's id: letters, digits, dots, hyphens and underscores, so that it can name a file.
  package mutating func id() -> String {
    let words = "id: lower-case letters, digits, full stops, hyphens"
    let type = FieldType<String>(words: words, shape: .id, general: { .text($0) }) { text in
      if let missing = Missing(rawValue: text), missing != .absent {
        return .failure(
          FieldComplaint(
            code: "bad-id", headline: "id '\(text)' would mean that there is none",
            hint: "give the record a name of its own"))
      }
      guard isSafeID(text) else {
        return .failure(
          FieldComplaint(
            code: "bad-id", headline: "id '\(text)' can't name a file",
            hint: "use lower-case letters, digits, full stops and hyphens; start with a letter or digit"))
      }
      return .success(text)
    }
    return required("id", type, "The record's name within its kind, for ever")
  }

  /// Says that a field read already holds the id of a record, of a kind that only this record tells.
  package mutating func refer(_ name: String, to kind: String) {
    if case .row(let sheet, let row) = origin {
      guard let field = sheet.fields.last(where: { $0.name == name }), case .text(let id) = field.value(in: row),
        let place = sheet.place(of: field, row: row)
      else { return }
      references.append(Reference(kind: kind, id: id, place: place))
      return
    }
    guard let field = fields.last(where: { $0.name == name }), let place = field.place, case .text(let id) = field.value
    else { return }
    note(.reference(kind: kind, id: id), at: place)
  }

  /// The id of a row in a kind whose records have no names of their own: where it stands.
  package func idFromPlace() -> String {
    switch origin {
    case .row(let sheet, let row): RecordSheet.id(ofRow: row, in: sheet.rows.file.path)
    case .columns, .sheet: ""
    default: "\(place.file.path):\(place.line)"
    }
  }

  /// A field with several values: a sequence, or text split at semicolons in CSV.
  package mutating func list<Parsed>(
    _ name: String, of type: @autoclosure () -> FieldType<Parsed>, _ explanation: String, isRequired: Bool = false
  ) -> [Parsed] {
    if let known: [Parsed]? = valueInColumn() { return known ?? [] }
    let type = type()
    if isReadingColumns {
      addColumn(name, type.list, isRequired: isRequired)
      return []
    }
    let raw = next(name) {
      FieldDescription(
        name: name, type: "list of: \(type.words)", explanation: explanation, isRequired: isRequired,
        shape: .list(type.shape))
    }
    var parsed: [Parsed] = []
    var values: [Value] = []
    var whole: Place?
    func pieces() -> [(String, Place)] {
      switch raw {
      case .absent, .unreadable, .mapping: []
      case .text(let text, let place, _):
        listedTexts(in: text).map { ($0, place) }
      case .sequence(let items, _): items.compactMap { item in item.text.map { ($0, item.place) } }
      }
    }
    switch raw {
    case .absent(let place):
      if isRequired, !isTakingNotes { complainOfAbsence(name, at: place) }
      append(name, .missing(.absent), at: nil)
      return []
    case .unreadable(let place):
      append(name, .missing(.absent), at: place)
      return []
    case .text(let text, let place, let mayBeMissing):
      if mayBeMissing, let missing = Missing(written: text) {
        append(name, .missing(missing), at: place)
        return []
      }
      whole = place
    case .sequence(let items, let place):
      whole = place
      for item in items where item.text == nil {
        complain(
          .init(
            code: "not-a-value", headline: "an item of '\(name)' takes a single value",
            hint: "quote text that begins with a bracket"), at: item.place)
      }
    case .mapping(let node):
      complain(notScalar(name), at: node.place)
    }
    for (text, place) in pieces() {
      switch type.parse(text) {
      case .success(let value):
        let general = type.general(value)
        parsed.append(value)
        values.append(general)
        note(general, at: place)
      case .failure(let complaint): complain(complaint, at: place)
      }
    }
    append(name, .list(values), at: whole)
    return parsed
  }

  /// A field that holds mappings, each read by the closure; record text only.
  package mutating func mappings<Parsed>(
    _ name: String, _ explanation: String, isRequired: Bool = false, each: (inout FieldReader) -> Parsed
  ) -> [Parsed] {
    // No cell can hold them: one with anything in it is wrong.
    if case .row(let sheet, _) = origin, sheet.isClean {
      position += 1
      return []
    }
    if isReadingColumns {
      addColumn(name, FieldType<Bool>.nothing, isRequired: isRequired)
      return []
    }
    let raw = next(name) {
      var notes = FieldReader.takingNotes()
      _ = each(&notes)
      return FieldDescription(
        name: name, type: "list of mappings", explanation: explanation, isRequired: isRequired,
        shape: .mappings(notes.descriptions))
    }
    let items: [Node]
    let place: Place
    switch raw {
    case .sequence(let written, let writtenPlace): (items, place) = (written, writtenPlace)
    case .absent, .unreadable:
      if isRequired, !isTakingNotes, case .absent(let place) = raw { complainOfAbsence(name, at: place) }
      append(name, .missing(.absent), at: nil)
      return []
    case .text(_, let place, _):
      complain(notSequence(name), at: place)
      append(name, .missing(.absent), at: place)
      return []
    case .mapping(let node):
      complain(notSequence(name), at: node.place)
      append(name, .missing(.absent), at: node.place)
      return []
    }
    var entries: [[Record.Field]] = []
    let parsed: [Parsed] = items.compactMap { item in
      guard item.entries != nil else {
        complain(
          .init(code: "not-a-mapping", headline: "each entry of '\(name)' is a mapping", hint: nil), at: item.place)
        return nil
      }
      var inner = FieldReader(mapping: item)
      let parsed = each(&inner)
      inner.finish()
      findings.append(contentsOf: inner.findings)
      references += inner.references
      isBroken = isBroken || inner.isBroken
      entries.append(inner.fields)
      return parsed
    }
    position += 1
    fields.append(Record.Field(name: name, value: .list([]), place: place, entries: entries))
    return parsed
  }

  /// Where the field read last was written; `nil` when it wasn't.
  package var lastPlace: Place? {
    guard case .row(let sheet, let row) = origin else { return fields.last?.place }
    return sheet.place(of: sheet.fields[position - 1], row: row)
  }

  /// The Markdown behind the front matter of a note.
  package mutating func body(_ explanation: String) -> String {
    descriptions.append(
      FieldDescription(name: "body", type: "Markdown", explanation: explanation, isRequired: true, shape: .markdown))
    guard case .note(_, let body, let place) = origin else { return "" }
    append("body", .prose(body), at: place)
    return body
  }
}

// MARK: - Reading one field

extension FieldReader {
  private mutating func read<Parsed>(
    _ name: String, _ type: () -> FieldType<Parsed>, _ explanation: String, isRequired: Bool
  ) -> Parsed? {
    if let known: Parsed? = valueInColumn() { return known }
    let type = type()
    if isReadingColumns {
      addColumn(name, type, isRequired: isRequired)
      return nil
    }
    let raw = next(name) {
      FieldDescription(
        name: name, type: type.words, explanation: explanation, isRequired: isRequired, shape: type.shape)
    }
    switch raw {
    case .absent(let place):
      if isRequired, !isTakingNotes { complainOfAbsence(name, at: place) }
      append(name, .missing(.absent), at: nil)
      return nil
    case .unreadable(let place):
      append(name, .missing(.absent), at: place)
      return nil
    case .sequence(_, let place):
      complain(notScalar(name), at: place)
      append(name, .missing(.absent), at: place)
      return nil
    case .mapping(let node):
      complain(notScalar(name), at: node.place)
      append(name, .missing(.absent), at: node.place)
      return nil
    case .text(let text, let place, let mayBeMissing):
      if mayBeMissing, isInTypographicQuotes(text) { findings.append(.typographicQuotes(of: text, at: place)) }
      let missing = Missing(written: text)
      if mayBeMissing, !type.isID, !type.choices.contains(text), let missing {
        append(name, .missing(missing), at: place)
        return nil
      }
      switch type.parse(text) {
      case .success(let parsed):
        let general = type.general(parsed)
        note(general, at: place)
        append(name, general, at: place)
        return parsed
      case .failure(var complaint):
        if missing != nil, !mayBeMissing, !type.isID { complaint.hint = "write \(text) without quotes" }
        complain(complaint, at: place)
        append(name, .missing(.absent), at: place)
        return nil
      }
    }
  }

  private var isTakingNotes: Bool {
    if case .nothing = origin { true } else { false }
  }

  private var isReadingColumns: Bool {
    if case .columns = origin { true } else { false }
  }

  /// The next field of a row of which nothing is to be said; `nil` where the record has to be looked at.
  private mutating func valueInColumn<Parsed: Sendable>() -> Parsed?? {
    guard case .row(let sheet, let row) = origin, sheet.isClean else { return nil }
    position += 1
    return .some(sheet.field(position - 1, as: Parsed.self)[row])
  }

  /// Reads the next field of all rows.
  private mutating func addColumn<Parsed>(_ name: String, _ type: FieldType<Parsed>, isRequired: Bool) {
    guard case .columns(let sheet, let columns) = origin else { return }
    let column = TypedColumn(
      name, type, isRequired: isRequired, of: sheet, column: position < columns.count ? columns[position] : nil)
    self.columns.general.append(column.general)
    self.columns.typed.append(column)
    position += 1
  }

  /// Describes the next field and finds what was written for it.
  private mutating func next(_ name: String, description: () -> FieldDescription) -> Raw {
    switch origin {
    case .nothing:
      descriptions.append(description())
      return .absent(place)
    case .columns, .sheet: return .absent(place)
    case .mapping, .note:
      guard let position = keys.firstIndex(of: name) else { return .absent(place) }
      let entry = entries[position]
      let value = entry.value
      // What can't be read has its finding already; the record is kept out all the same.
      if value.isUnreadable {
        isBroken = true
        return .unreadable(value.place)
      }
      switch value.content {
      case .scalar(let text):
        return text.isEmpty && value.isPlain
          ? .absent(entry.key.place) : .text(text, value.place, mayBeMissing: value.isPlain)
      case .sequence(let items): return .sequence(items, value.place)
      case .mapping: return .mapping(value)
      }
    case .row(let sheet, let row):
      let field = sheet.fields[position]
      guard let column = field.column else { return .absent(place) }
      let cell = sheet.rows.place(row: row, column: column)
      let (text, isQuoted) = sheet.rows.text(field.index(in: row), ofColumn: column)
      return text.isEmpty ? .absent(cell) : .text(text, cell, mayBeMissing: !isQuoted)
    }
  }

  private mutating func append(_ name: String, _ value: Value, at place: Place?) {
    position += 1
    // The values of a row stay in its columns.
    if case .row = origin { return }
    fields.append(Record.Field(name: name, value: value, place: place))
  }

  /// Keeps a reference; those of rows are looked for in their columns.
  private mutating func note(_ value: Value, at place: Place) {
    if case .row = origin { return }
    if case .reference(let kind, let id) = value { references.append(Reference(kind: kind, id: id, place: place)) }
  }

  private mutating func complain(_ complaint: FieldComplaint, at place: Place) {
    isBroken = true
    findings.append(Finding(.error, complaint.code, complaint.headline, at: place, hint: complaint.hint))
  }

  /// What a record lacks may stand in lines of it that couldn't be read; those have their finding.
  private mutating func complainOfAbsence(_ name: String, at place: Place) {
    if case .mapping(let node) = origin, node.isCutShort { isBroken = true } else { complain(absent(name), at: place) }
  }

  private func absent(_ name: String) -> FieldComplaint {
    .init(
      code: "missing-field", headline: "the record lacks '\(name)'",
      hint: name == "id" ? "give the record a name of its own" : "add it, or write unknown if nobody knows")
  }

  private func notScalar(_ name: String) -> FieldComplaint {
    .init(code: "not-a-value", headline: "'\(name)' takes a single value", hint: nil)
  }

  private func notSequence(_ name: String) -> FieldComplaint {
    .init(
      code: "not-a-sequence", headline: "'\(name)' takes a list of mappings",
      hint: "start each entry with '- ' on a line of its own; CSV can't hold them")
  }

  /// Notes every key that the kind doesn't know. Called when all fields have been read.
  mutating func finish() {
    let known = fields.map(\.name)
    for (entry, key) in zip(entries, keys) {
      guard let key, !known.contains(key) else { continue }
      isBroken = true
      findings.append(.unknownField(key, known: known, at: entry.key.place))
    }
  }
}

extension Finding {
  static func unknownField(_ name: String, known: [String], at place: Place) -> Finding {
    let meant = nearMiss(of: name, among: known).map { "did you mean '\($0)'?" }
    return Finding(
      .error, "unknown-field", "field '\(name)' isn't one of this kind's", at: place,
      hint: meant ?? "the fields are \(known.joined(separator: ", "))")
  }
}
