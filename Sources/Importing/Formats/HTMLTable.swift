import Diagnostics
import Reading
import Records

extension Importer {
  /// A table of an HTML page. What it means is said with the call: the table by an XPath expression, the kind of its
  /// records, and for each field the heading of the column.
  ///
  /// - Gives: one file of the kind for each page, named as the page's file is.
  /// - Reads: cells as a browser shows them, spans written out; numbers without signs of thousands, currency and
  ///   percent; days in the ways of upstream files. A row with nothing in the columns asked for is passed over.
  /// - The fields that are no numbers tell the rows apart.
  /// - Left out: columns that nobody asked for.
  package static let htmlTable = Importer(
    "html-table", "a table of a page, found by XPath (HTML) to records of any kind", endings: ["html", "htm"]
  ) { intake in
    guard let mapping = intake.options.table, let kind = intake.kind(of: mapping) else { return [] }
    do throws(MarkupProblem) {
      let path = try XPath(mapping.path)
      return intake.files.compactMap { intake.records(of: kind, in: $0, at: path, mapping) }
    } catch {
      intake.findings.append(error.finding)
      return []
    }
  }
}

extension Intake {
  /// The kind that is asked for, if it has all the fields.
  fileprivate mutating func kind(of mapping: TableMapping) -> KindDescription? {
    guard let kind = Corpus.kinds.first(where: { $0.name == mapping.kind }) else {
      findings.append(.unfit("there is no kind '\(mapping.kind)'", mapping.kind, among: Corpus.kinds.map(\.name)))
      return nil
    }
    let names = kind.fieldsInCells.map(\.name)
    let strange = Set(mapping.columns.keys).union(options.fields.keys).subtracting(names).sorted()
    findings += strange.map { .unfit("\(kind.name) has no field '\($0)' that a cell can hold", $0, among: names) }
    return strange.isEmpty ? kind : nil
  }

  fileprivate mutating func records(
    of kind: KindDescription, in file: SourceFile, at path: XPath, _ mapping: TableMapping
  ) -> RecordTable? {
    guard !isCutOff(file) else {
      findings.append(
        Finding(
          .error, "cut-export", "the page ends in the middle of a table", at: Place(file), hint: "fetch it again"))
      return nil
    }
    let tables: [MarkupTable]
    do throws(MarkupProblem) {
      let page = try Markup(html: file)
      tables = try page.tables(at: path)
    } catch {
      findings.append(error.finding)
      return nil
    }
    guard let found = only(tables, with: mapping, at: path, in: file), isSafeID(file.stem) else { return nil }
    let fields = kind.fields.filter { mapping.columns[$0.name] != nil }
    let columns = fields.map { field in (field, found.columnNames.firstIndex(of: mapping.columns[field.name] ?? "")) }
    let texts = fields.filter { if case .number = $0.shape { false } else { true } }
    var table = RecordTable(
      kind: kind.name, name: file.stem,
      series: kind.name == Score.kind ? options.fields["benchmark"] ?? file.stem : file.stem,
      key: texts.map(\.name), rows: [])
    for cells in found.body {
      var row: RecordTable.Row = [:]
      for case (let field, let column?) in columns where cells.indices.contains(column) {
        row[field.name] = written(cells[column].text, as: field.shape)
      }
      if row.values.contains(where: { !$0.isEmpty }) { table.rows.append(row) }
    }
    return table
  }

  /// The one table that has all the columns.
  private mutating func only(
    _ tables: [MarkupTable], with mapping: TableMapping, at path: XPath, in file: SourceFile
  ) -> MarkupTable? {
    let wanted = mapping.columns.values.sorted()
    let fitting = tables.filter { table in wanted.allSatisfy(table.columnNames.contains) }
    if fitting.count == 1 { return fitting[0] }
    let headings = wanted.map { "'\($0)'" }.joined(separator: ", ")
    if fitting.isEmpty {
      let missing = tables.first.flatMap { table in wanted.first { !table.columnNames.contains($0) } }
      let found = tables.isEmpty ? "no table at all" : "none with \(missing.map { "a column '\($0)'" } ?? headings)"
      findings.append(
        .unlikeFormat("of the tables at \(path) there is \(found)", at: tables.first?.place ?? Place(file)))
    } else {
      findings.append(
        Finding(
          .error, "unfit-mapping", "\(fitting.count) tables have the columns \(headings)", at: fitting[1].place,
          hint: "name one of them, as --xpath \"(//table)[2]\""))
    }
    return nil
  }

  private func written(_ text: String, as shape: FieldShape) -> String {
    switch shape {
    case .number:
      let plain = text.filter { ![",", "$", "€", "¥", "%", " ", "\u{A0}", "\u{202F}"].contains($0) }
      return Double(plain) == nil ? text : plain
    case .date: return day(in: text)?.description ?? text
    default: return text
    }
  }

  /// Browsers, and so the reader, close what a page leaves open: a page with a table without its end was cut off.
  private func isCutOff(_ file: SourceFile) -> Bool {
    let text = String(decoding: file.bytes, as: UTF8.self).lowercased()
    return text.split(separator: "<table", omittingEmptySubsequences: false).count
      > text.split(separator: "</table", omittingEmptySubsequences: false).count
  }
}

extension Finding {
  fileprivate static func unfit(_ headline: String, _ name: String, among names: [String]) -> Finding {
    let meant = nearMiss(of: name, among: names).map { "did you mean '\($0)'?" }
    return Finding(.error, "unfit-mapping", headline, at: nil, hint: meant ?? "`parallax schema` lists all of them")
  }
}
