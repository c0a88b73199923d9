import Diagnostics
import Metrics
import Records

/// What is known of a record, value by value: its page prints these facts, and so does `explain`.
struct RecordTrail {
  /// One value: what it is and where it stands.
  struct Line {
    var field: String
    var value: [Inline]
    /// Where it is written; of a value that follows from other records, where these are, of many the first.
    var spots: [String]
    /// How many further records a count is of.
    var more = 0
    /// Of a value that follows from other records: how, and from which.
    var explanation = ""
    var source: Source?
    var seen: String
  }

  let record: Record
  let site: SiteContext

  init(_ record: Record, _ site: SiteContext) {
    (self.record, self.site) = (record, site)
  }

  /// Every value that somebody wrote, in the order of the schema, then those that follow from other records.
  var lines: [Line] {
    let source = source(of: record)
    var lines: [Line] = []
    for field in record.fields where field.name != "id" {
      guard let place = field.place, !field.value.isAbsent || !field.entries.isEmpty else { continue }
      let value: [Inline] =
        field.entries.isEmpty
        ? site.inlines(field.value, field: field.name)
        : [.text("\(field.entries.count) \(field.entries.count == 1 ? "entry" : "entries")")]
      lines.append(
        Line(field: field.name, value: value, spots: [place.spot], source: source, seen: seen(record, source)))
    }
    for derived in FieldCatalogue.derived(of: record.kind)
    where !record.fields.contains(where: { $0.name == derived.name }) {
      let value = derived.value(record, site.index)
      guard !value.isAbsent else { continue }
      let origins = derived.origins(record, site.index)
      let source = derived.isCount ? nil : origins.first.flatMap { self.source(of: $0) }
      var line = Line(
        field: derived.name, value: site.inlines(value, field: derived.name),
        spots: (derived.places?(record, site.index) ?? origins.map(\.place)).map(\.spot),
        explanation: derived.explanation, source: source,
        seen: source == nil ? "" : origins.first.map { seen($0, source) } ?? "")
      if derived.isCount, let count = value.quantity?.value { line.more = max(0, Int(count) - origins.count) }
      lines.append(line)
    }
    return lines
  }

  private func source(of record: Record) -> Source? {
    switch record["source"] {
    case .reference(_, let id): site.corpus.source(id)
    default:
      if case .list(let values) = record["sources"], case .reference(_, let id)? = values.first {
        site.corpus.source(id)
      } else {
        nil
      }
    }
  }

  private func seen(_ record: Record, _ source: Source?) -> String {
    for field in ["seen", "confidence"] {
      if case .choice(let word) = record[field] { return word }
    }
    return source?.seen.rawValue ?? ""
  }

  /// Where an anchor of its page leads to the value's line.
  static func anchor(_ field: String) -> String { "at-\(field)" }

  var table: Table? {
    let lines = lines
    guard !lines.isEmpty else { return nil }
    let rows = lines.map { line -> Table.Row in
      var spots: [Inline] = []
      for spot in line.spots.prefix(3) { spots += (spots.isEmpty ? [] : [.lineBreak]) + [.code(spot)] }
      if line.more > 0 { spots += [.lineBreak, .text("and \(NumberFormat.number(Double(line.more))) more")] }
      if spots.isEmpty { spots = [.muted([.text("no record says so")])] }
      return Table.Row(
        id: RecordTrail.anchor(line.field),
        cells: [
          [.text(line.field.words)]
            + (line.explanation.isEmpty
              ? [] : [.lineBreak, .small([.text(Typography.curled(line.explanation) + ".")])]),
          line.value.withoutLinks, spots, line.source.map { [site.link(Source.kind, $0.id)] } ?? [],
          line.source?.retrieved.map { [.unbroken([.text(NumberFormat.date($0, isShort: true))])] } ?? [],
          [.text(line.seen.replacing("-", with: " "))],
        ])
    }
    let titles = ["Value", "As we have it", "File and line", "Source", "Read on", "Seen"]
    var table = Table(
      caption: "Where each value stands", columns: titles.map { Table.Column(title: [.text($0)]) }, rows: rows,
      style: .dense)
    for column in titles.indices.reversed() where rows.allSatisfy({ $0.cells[column].plainText.isEmpty }) {
      table.removeColumn(column)
    }
    return table
  }

  // MARK: For explain

  var facts: [Term] {
    var terms = Terms()
    terms.add("Record", [.text("\(record.kind)/\(record.id)")])
    terms.add("File and line", [.code(record.place.spot)])
    for line in lines {
      let more = line.more > 0 ? ["and \(NumberFormat.number(Double(line.more))) more"] : []
      let spots = (line.spots.prefix(3).compactMap(shortened) + more).joined(separator: ", ")
      let entries = record.fields.first { $0.name == line.field }?.entries ?? []
      guard entries.isEmpty else {
        for entry in entries {
          let words = entry.filter { !$0.value.isAbsent }.map { field in
            "\(field.name.replacing("-", with: " ")) \(site.inlines(field.value, field: field.name).plainText)"
          }
          terms.add(line.field.words, [.text(words.joined(separator: ", "))])
        }
        continue
      }
      let behind = line.spots.isEmpty ? line.explanation.lowercasedFirst : spots
      terms.add(line.field.words, line.value.withoutLinks + (behind.isEmpty ? [] : [.text(" (\(behind))")]))
    }
    return terms.all
  }

  /// Where a value stands, as seen from its record: `line 41` in the same file, nothing on the same line.
  private func shortened(_ spot: String) -> String? {
    if spot == record.place.spot { return nil }
    let file = record.place.file.path + ":"
    return spot.hasPrefix(file) ? "line \(spot.dropFirst(file.count))" : spot
  }

  /// One value with all that is known of it; `nil` for a field that the record doesn't have.
  func value(of field: String) -> [Term]? {
    guard let line = lines.first(where: { $0.field == field }) else { return nil }
    var terms = Terms()
    terms.add("Value", line.value.withoutLinks)
    let declared = Corpus.kinds.first { $0.name == record.kind }?.fields.first { $0.name == field }
    if let declared { terms.add("Which is", [.text("\(declared.explanation), \(declared.type)")]) }
    if !line.explanation.isEmpty { terms.add("Follows from", [.text(line.explanation)]) }
    if !line.spots.isEmpty { terms.add("File and line", [.code(line.spots.joined(separator: ", "))]) }
    if let source = line.source {
      terms.add("Source", [site.link(Source.kind, source.id), .text(" (\(source.id))")])
      terms.add("Read on", [.text(source.retrieved.map { NumberFormat.date($0) } ?? "not recorded")])
    }
    if !line.seen.isEmpty { terms.add("How far seen", [.text(line.seen)]) }
    let words = field.replacing("-", with: " ")
    for conflict in disputes where conflict.question == field || conflict.question.contains(words) {
      terms.add("Disputed", [.text(told(conflict))])
    }
    if let page = site.routes.pagePath(record.kind, record.id) {
      terms.add("Address", [.link(Link(.file(page, fragment: field), [.text("\(page)#\(field)")]))])
    }
    terms.add("Of the record", [.text("\(record.kind)/\(record.id)")])
    return terms.all
  }

  /// One of several mappings under a field, such as an answer of a question: the one that a line is in; `nil` for a field
  /// without any.
  func entry(of field: String, at line: Int) -> (number: Int, terms: [Term])? {
    let entries = record.fields.first { $0.name == field }?.entries ?? []
    let begins = entries.map { $0.compactMap { $0.place?.line }.min() ?? .max }
    guard let index = begins.lastIndex(where: { $0 <= line }) else { return nil }
    var terms = Terms()
    for part in entries[index] where !part.value.isAbsent {
      let spot = part.place.map { [Inline.text(" ("), .code($0.spot), .text(")")] } ?? []
      terms.add(part.name.words, site.inlines(part.value, field: part.name) + spot)
      guard case .reference(Source.kind, let id) = part.value, let source = site.corpus.source(id) else { continue }
      terms.add("Read on", [.text(source.retrieved.map { NumberFormat.date($0) } ?? "not recorded")])
      terms.add("How far seen", [.text(source.seen.words)])
    }
    terms.add("Of the record", [.text("\(record.kind)/\(record.id)")])
    return (index + 1, terms.all)
  }

  /// Where sources give other answers than the record, or than each other of what it is about.
  private var disputes: [Disagreement] {
    site.index.disagreements.filter { conflict in
      conflict.about == record.key
        || conflict.answers.contains { $0.witnesses.contains { $0.place.spot == record.place.spot } }
    }
  }

  private func told(_ conflict: Disagreement) -> String {
    "\(conflict.question): \(conflict.answers.map(\.text).joined(separator: " or "))"
  }

  var sources: [Term] {
    var terms = Terms()
    for key in references {
      if key.kind == Source.kind, let source = site.corpus.source(key.id) {
        let retrieved = source.retrieved.map { "read on \(NumberFormat.date($0))" } ?? "day of reading not recorded"
        terms.add(
          "Source", [site.link(Source.kind, key.id), .text(" (\(key.id)), \(retrieved), seen: \(source.seen.words)")])
      } else {
        terms.add(key.kind.words, [site.link(key.kind, key.id), .text(" (\(key.id))")])
      }
    }
    for conflict in disputes { terms.add("Disputed", [.text(told(conflict))]) }
    return terms.all
  }

  private var references: [Record.Key] {
    var keys: [Record.Key] = []
    func add(_ value: Value) {
      switch value {
      case .reference(let kind, let id):
        let key = Record.Key(kind: kind, id: id)
        if !keys.contains(key) { keys.append(key) }
      case .list(let values): for value in values { add(value) }
      default: break
      }
    }
    func add(_ fields: [Record.Field]) {
      for field in fields {
        add(field.value)
        for entry in field.entries { add(entry) }
      }
    }
    add(record.fields)
    if let meaning = site.corpus.meaning(of: record) {
      if let id = meaning.model { add(.reference(kind: Model.kind, id: id)) }
      if let id = meaning.organisation { add(.reference(kind: Organisation.kind, id: id)) }
    }
    return keys
  }

  /// What names it, what is computed from it or from rows about it, and where it is read.
  var uses: [Term] {
    var terms = Terms()
    var own: Set<Record.Key> = [record.key]
    for kind in Corpus.kinds {
      let records = site.index.records(of: kind.name, about: record.key)
      guard !records.isEmpty else { continue }
      own.formUnion(records.map(\.key))
      let names = records.prefix(3).map { site.name($0.kind, $0.id) }.joined(separator: ", ")
      let more = records.count > 3 ? " and \(records.count - 3) more" : ""
      terms.add(kind.name.words, [.text("\(records.count): \(names)\(more)")])
    }
    for figure in site.figures {
      func isOwn(_ row: Figure.Row) -> Bool { own.contains(Record.Key(kind: row.kind, id: row.id)) }
      let groups = (figure.workings?.groups ?? []).filter { group in
        group.entries.contains { $0.row.map(isOwn) ?? false }
      }
      let count = figure.coverage.evidence.used.count(where: isOwn)
      guard !groups.isEmpty || count > 0 else { continue }
      let names = groups.map(\.name).joined(separator: ", ")
      terms.add(
        "Figure",
        [
          site.link("figures", figure.id, [.text(figure.id)]),
          .text(groups.isEmpty ? ": \(count) of the rows used" : ": its number hangs on it, as \(names)"),
        ])
    }
    for (reason, ids) in reasonsOut { terms.add("Left out", [.text("\(reason): of \(ids.joined(separator: ", "))")]) }
    if let model = site.corpus.subject(of: record.kind, record.id)?.model, model != record.id,
      let page = site.routes.pagePath(Model.kind, model)
    {
      terms.add("Shown on", [.link(Link(.file(page, fragment: nil), [.text(page)]))])
    }
    if let page = site.routes.pagePath(record.kind, record.id) {
      terms.add("Its page", [.link(Link(.file(page, fragment: nil), [.text(page)]))])
      for other in site.pagesLinking(to: page) {
        terms.add("Page", [.link(Link(.file(other.path, fragment: nil), [.text("\(other.title) (\(other.path))")]))])
      }
    }
    if site.holdings.contains(where: { $0.kind.name == record.kind && $0.records.contains { $0.id == record.id } }) {
      terms.add("Download", [.text("data/\(record.kind).csv, data/\(record.kind).json")])
    }
    return terms.all
  }
}

extension RecordTrail {
  /// Why figures left the row out that looked at it, each reason with theirs.
  private var reasonsOut: [(reason: String, figures: [String])] {
    var reasons: [(reason: String, figures: [String])] = []
    for figure in site.figures {
      for group in figure.coverage.evidence.leftOut
      where group.rows.contains(where: { $0.kind == record.kind && $0.id == record.id }) {
        if let known = reasons.firstIndex(where: { $0.reason == group.reason }) {
          reasons[known].figures.append(figure.id)
        } else {
          reasons.append((group.reason, [figure.id]))
        }
      }
    }
    return reasons
  }
}

extension Routes {
  /// The page of a record's own; `nil` for kinds that stand on one page or none.
  func pagePath(_ kind: String, _ id: String) -> String? {
    if case .file(let path, nil)? = target(kind, id) { path } else { nil }
  }
}
