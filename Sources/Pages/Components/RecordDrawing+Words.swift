import Metrics
import Records

extension RecordDrawing {
  /// Every record that is drawn with what is drawn of it, and its source.
  var table: Table {
    // A field that plays two parts, as a day on which something was seen or began, has one column.
    var fields: Set<String> = [roles[.name]?.text ?? ""]
    let shown = ChartRole.allCases.filter { role in
      role != .name && roles[role].map { fields.insert($0.text).inserted } ?? false
    }
    let all = records + others
    var columns = [Table.Column(title: [.text(heading(of: roles[.name], else: kind))])]
    columns += shown.map { role in
      let isNumber = all.contains { if case .number = value(role, $0) { true } else { false } }
      return Table.Column(title: [.text(heading(of: role))], isNumber: isNumber)
    }
    let hasSources = all.contains { !sources(of: $0).isEmpty }
    if hasSources { columns.append(Table.Column(title: [.text("Source")])) }
    let rows = all.map { record -> Table.Row in
      var cells: [[Inline]] = [[site.link(kind, record.id, [.text(name(record))])]]
      cells += shown.map { role in
        let value = value(role, record)
        // As the axis has it, where that isn't how the record counts.
        if role == .value, unit.factor != 1, let number = value.quantity?.value {
          return [.unbroken([.text(unit.text(number, isTable: true))])]
        }
        return site.inlines(value, field: roles[role]?.steps.last ?? "")
      }
      if hasSources {
        let ids = sources(of: record)
        let isOwn = ids.count == 1 && record["source"] == .reference(kind: Source.kind, id: ids[0])
        cells.append(
          isOwn
            ? site.rowSource(of: record)
            : ids.enumerated().flatMap { ($0 > 0 ? [.text("; ")] : []) + [site.link(Source.kind, $1)] })
      }
      return Table.Row(id: nil, cells: cells)
    }
    return Table(caption: title, columns: columns, rows: rows, style: .dense)
  }

  /// The values that are drawn, as numbers, days and ids: what a table writes in words.
  ///
  /// - Missing: `nil` when no row may be passed on.
  var data: CSVWriter? {
    let shown = ChartRole.allCases.filter { roles[$0] != nil }
    // Rows whose source doesn't let them be passed on are in no download.
    let all = (records + others).filter { record in
      !sources(of: record).contains { site.corpus.source($0)?.withholdsRows ?? false }
    }
    let bounded = Set(shown.filter { role in all.contains { quantity(role, $0)?.low != nil } })
    guard !all.isEmpty else { return nil }
    var header = ["record"]
    for role in shown {
      let field = roles[role]?.text ?? role.rawValue
      header += bounded.contains(role) ? [field, field + ".low", field + ".high"] : [field]
    }
    var csv = CSVWriter(header: header + ["source"])
    for record in all {
      var cells: [CSVWriter.Cell] = [.text(record.id)]
      for role in shown {
        if let quantity = quantity(role, record) {
          cells.append(.number(quantity.value))
          if bounded.contains(role) { cells += [.number(quantity.low), .number(quantity.high)] }
        } else {
          let value = value(role, record)
          cells.append(.text(value.isAbsent ? "" : value.text))
          if bounded.contains(role) { cells += [.number(nil), .number(nil)] }
        }
      }
      cells.append(.text(sources(of: record).joined(separator: "; ")))
      csv.row(cells)
    }
    return csv
  }

  /// The sources of what is drawn of a record, each once: of its own fields, or of the rows that they follow from.
  func sources(of record: Record) -> [String] {
    var ids: [String] = []
    for role in ChartRole.allCases where role != .name && role != .group {
      guard let path = roles[role], !value(role, record).isAbsent else { continue }
      guard case .reference("sources", let id) = site.index.source(of: path, in: record) else { continue }
      if !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  /// What the page calls the axis that shows it, else the field's name.
  private func heading(of role: ChartRole) -> String {
    switch role {
    case .value where !axisTitle.isEmpty: axisTitle
    case .x: xAxis ?? heading(of: roles[role], else: role.rawValue)
    default: heading(of: roles[role], else: role.rawValue)
    }
  }

  private func heading(of path: FieldPath?, else word: String) -> String {
    (path?.steps.last ?? word).words
  }

  /// Where the numbers come from, of which days they are, and how many there are.
  ///
  /// - Parameter isShort: more than two sources are only counted; the table names them.
  func footer(isShort: Bool = false) -> [Inline] {
    let all = records + others
    var ids: [String] = []
    for record in all { for id in sources(of: record) where !ids.contains(id) { ids.append(id) } }
    var content: [Inline] = []
    if ids.isEmpty || ids.count > 6 {
      let noun = kind.withoutHyphens
      content.append(
        .text("Source: \(NumberFormat.number(Double(all.count))) of our records of \(noun), each with its own source. ")
      )
    } else if isShort, ids.count > 2 {
      content.append(.text("Sources: \(NumberFormat.count(ids.count)), in the table. "))
    } else {
      content.append(.text(ids.count == 1 ? "Source: " : "Sources: "))
      for (position, id) in ids.enumerated() {
        if position > 0 { content.append(.text("; ")) }
        content.append(site.link("sources", id))
      }
      content.append(.text(". "))
    }
    let dates = all.flatMap { site.dates(of: $0) }
    if let first = dates.min(), let last = dates.max() {
      let span =
        first == last ? "As of \(NumberFormat.date(last))" : "\(NumberFormat.date(first)) to \(NumberFormat.date(last))"
      content.append(.text(span.capitalisedFirst + "."))
    } else {
      content.append(.text("As recorded on \(NumberFormat.date(site.asOf))."))
    }
    return content
  }
}

extension SiteContext {
  /// The days of which a record speaks.
  func dates(of record: Record) -> [PartialDate] {
    ["as-of", "date", "observed", "valid-from", "vintage", "rated"].compactMap { field in
      if case .date(let date) = index.value(of: FieldPath(kind: record.kind, steps: [field]), in: record) {
        date
      } else {
        nil
      }
    }
  }
}
