import Records

extension RecordDrawing {
  /// Every record that is drawn with what is drawn of it, and its source.
  var table: Table {
    let shown = ChartRole.allCases.filter { roles[$0] != nil && $0 != .name && roles[$0]?.text != roles[.name]?.text }
    let all = records + others
    var columns = [Table.Column(title: [.text(heading(of: roles[.name], else: kind.capitalisedFirst))])]
    columns += shown.map { role in
      let isNumber = all.contains { if case .number = value(role, $0) { true } else { false } }
      return Table.Column(title: [.text(heading(of: roles[role], else: role.rawValue))], isNumber: isNumber)
    }
    let hasSources = all.contains { if case .reference("sources", _) = $0["source"] { true } else { false } }
    if hasSources { columns.append(Table.Column(title: [.text("Source")])) }
    let rows = all.map { record -> Table.Row in
      var cells: [[Inline]] = [[site.link(kind, record.id, [.text(name(record))])]]
      cells += shown.map { site.inlines(value($0, record), field: roles[$0]?.steps.last ?? "") }
      if hasSources { cells.append(site.inlines(record["source"])) }
      return Table.Row(id: nil, cells: cells)
    }
    return Table(caption: title, columns: columns, rows: rows, style: .dense)
  }

  private func heading(of path: FieldPath?, else word: String) -> String {
    (path?.steps.last ?? word).split(separator: "-").joined(separator: " ").capitalisedFirst
  }

  /// Where the numbers come from, of which days they are, and how many there are.
  ///
  /// - Parameter isShort: more than two sources are only counted; the table names them.
  func footer(isShort: Bool = false) -> [Inline] {
    let all = records + others
    var ids: [String] = []
    for record in all {
      if case .reference("sources", let id) = record["source"], !ids.contains(id) { ids.append(id) }
    }
    var content: [Inline] = []
    if ids.isEmpty || ids.count > 6 {
      let noun = kind.split(separator: "-").joined(separator: " ")
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
