/// Blocks as HTML. Which of them stand beside each other is `HTMLLayout`'s business.
extension HTMLWriter {
  mutating func blocks(_ blocks: [Block], headingLevel: Int = 3) {
    for block in blocks { self.block(block, headingLevel: headingLevel) }
  }

  /// - Parameter headingLevel: the level of titles that the block brings along.
  mutating func block(_ block: Block, headingLevel: Int = 3) {
    switch block {
    case .heading(let heading): self.heading(heading)
    case .paragraph(let content): paragraph(content)
    case .list(let list): self.list(list)
    case .quote(let content):
      raw("<blockquote>")
      blocks(content)
      raw("</blockquote>\n")
    case .code(let text):
      raw("<pre tabindex=\"0\"><code>")
      code(text)
      raw("</code></pre>\n")
    case .rule: raw("<hr/>\n")
    case .table(let table): self.table(table)
    case .chart(let chart): self.chart(chart, headingLevel: headingLevel)
    case .facts(let facts): self.facts(facts)
    case .rail(let title, let quotes): rail(title, quotes)
    case .trail(let terms): trail(terms)
    case .tally(let lines): tally(lines)
    case .verdictKey(let note): verdictKey(note)
    case .tools(let names): tools(names)
    case .entries(let entries): for entry in entries { self.entry(entry) }
    case .cards(let cards): self.cards(cards)
    case .weights(let weights): self.weights(weights)
    case .needs(let form): needs(form)
    case .folded(let id, let title, let content):
      raw("<details")
      attribute("id", id)
      raw("><summary>")
      text(title)
      raw("</summary>\n")
      blocks(content)
      raw("</details>\n")
    case .layout: break
    case .placeholder: preconditionFailure("a placeholder is resolved before it's written")
    }
  }

  mutating func heading(_ heading: Heading, level: Int? = nil) {
    let digit = String(level ?? heading.level)
    raw("<h")
    raw(made: digit)
    attribute("id", heading.id)
    raw(">")
    inlines(heading.content)
    raw("</h")
    raw(made: digit)
    raw(">\n")
  }

  private mutating func paragraph(_ content: [Inline]) {
    raw("<p>")
    inlines(content)
    raw("</p>\n")
  }

  private mutating func list(_ list: List) {
    raw(list.start == nil ? "<ul>\n" : "<ol")
    if let start = list.start {
      if start != 1 { attribute("start", String(start)) }
      raw(">\n")
    }
    for item in list.items {
      raw("<li>")
      for block in item {
        if list.isTight, case .paragraph(let content) = block { inlines(content) } else { self.block(block) }
      }
      raw("</li>\n")
    }
    raw(list.start == nil ? "</ul>\n" : "</ol>\n")
  }

  // MARK: Tables

  mutating func table(_ table: Table) {
    // A table of many columns may be wider than its place, and a small one of many rows higher than a screen; then it
    // scrolls there, and not the page.
    let isRegion = table.columns.count > 3 || table.style == .dense && table.rows.count > Self.mostRowsInSight
    if isRegion {
      raw(table.style == .dense ? "<div class=\"tscroll\"" : "<div class=\"tfit\"")
      raw(" tabindex=\"0\" role=\"region\"")
      attribute("aria-label", table.caption)
      raw(">")
    }
    raw("<table")
    if let name = table.name { attribute("data-table", name) }
    let style: StaticString =
      switch table.style {
      case .plain: ""
      case .stack: "stack"
      case .ledger: "stack ledger"
      case .flow: "stack flow"
      case .order: "order"
      case .dense: "dense"
      }
    if table.isSortable {
      raw(" class=\"")
      raw(style)
      raw(" sortable\"")
    } else if table.style != .plain {
      raw(" class=\"")
      raw(style)
      raw("\"")
    }
    raw(">")
    if !table.caption.isEmpty {
      raw(table.showsCaption ? "<caption>" : "<caption class=\"vh\">")
      text(table.caption)
      raw("</caption>")
    }
    raw("<thead><tr>")
    for column in table.columns {
      raw("<th scope=\"col\"")
      cellClass(column)
      raw(">")
      inlines(column.title)
      raw("</th>")
    }
    raw("</tr></thead><tbody>\n")
    let isStack = ![.plain, .dense, .order].contains(table.style)
    let cells = table.columns.enumerated().map { position, column in
      CellOpening(of: column, isHead: position == table.headColumn, label: isStack ? column.title.plainText : nil)
    }
    for row in table.rows { self.row(row, of: table, cells) }
    raw("</tbody></table>")
    if isRegion { raw("</div>") }
    raw("\n")
    let footer = table.footer
    if !footer.isEmpty {
      raw("<p class=\"small gap-s\">")
      inlines(footer)
      raw("</p>\n")
    }
  }

  /// The rows of a small table that stand in sight whole.
  private static let mostRowsInSight = 12

  private mutating func row(_ row: Table.Row, of table: Table, _ openings: [CellOpening]) {
    raw("<tr")
    if let id = row.id { attribute("id", id) }
    if row.isOwn { raw(" class=\"self\"") }
    for filter in row.filters {
      raw(" data-")
      text(filter.name)
      raw("=\"")
      text(filter.value)
      raw("\"")
    }
    raw(">")
    for (cell, opening) in zip(row.cells, openings) {
      if opening.isHead {
        raw(opening.usual)
        inlines(cell)
        raw("</th>")
      } else if cell.count == 1, case .unbroken(let inner) = cell[0] {
        // What must not break is told of the whole cell.
        raw(opening.unbroken)
        inlines(inner)
        raw("</td>")
      } else {
        raw(cell.isEmpty ? opening.empty : opening.usual)
        inlines(cell)
        raw("</td>")
      }
    }
    raw("</tr>\n")
  }

  /// The tags that open the cells of a column, written once for all rows.
  private struct CellOpening {
    /// Whether the cells name their rows.
    let isHead: Bool
    let usual: [UInt8]
    /// Of what must not break; a number's cell doesn't anyway.
    let unbroken: [UInt8]
    /// Of a cell with nothing in it, which needs no name before it.
    let empty: [UInt8]

    /// - Parameter label: the column's name, where it stands before each value on a phone.
    init(of column: Table.Column, isHead: Bool, label: String?) {
      func tag(isUnbroken: Bool = false, isEmpty: Bool = false) -> [UInt8] {
        var writer = HTMLWriter(path: "", reserving: 64)
        writer.raw(isHead ? "<th scope=\"row\"" : "<td")
        if let label, !isHead, !isEmpty { writer.attribute("data-label", label) }
        writer.cellClass(column, isUnbroken: isUnbroken)
        writer.raw(">")
        return writer.bytes
      }
      self.isHead = isHead
      usual = tag()
      unbroken = isHead || column.isNumber ? usual : tag(isUnbroken: true)
      empty = isHead || label == nil ? usual : tag(isEmpty: true)
    }
  }

  private mutating func cellClass(_ column: Table.Column, isUnbroken: Bool = false) {
    switch (column.isNumber, column.isOptional) {
    case (false, false): if isUnbroken { raw(" class=\"nw\"") }
    case (true, false): raw(" class=\"r\"")
    case (false, true): raw(isUnbroken ? " class=\"nw opt\"" : " class=\"opt\"")
    case (true, true): raw(" class=\"r opt\"")
    }
  }

  // MARK: Charts

  mutating func chart(_ chart: ChartBlock, headingLevel: Int) {
    let level = String(headingLevel)
    raw("<figure class=\"fig\"")
    attribute("id", chart.id)
    raw(" aria-labelledby=\"")
    text(chart.id)
    raw("-h\">\n<div class=\"fig-head\"><h")
    raw(made: level)
    raw(" id=\"")
    text(chart.id)
    raw("-h\">")
    if chart.number > 0 {
      raw("<span class=\"fig-no\">Figure ")
      text(String(chart.number))
      raw("</span> ")
    }
    inlines(chart.title)
    raw("</h")
    raw(made: level)
    raw(">")
    if !chart.subtitle.isEmpty {
      raw("<p>")
      inlines(chart.subtitle)
      raw("</p>")
    }
    raw("</div>\n")
    drawing(chart) { writer in
      writer.raw(made: chart.wide)
      writer.raw("\n")
      writer.raw(made: chart.narrow)
    }
    raw("\n<figcaption class=\"fig-foot\"><p>")
    inlines(chart.footer)
    raw("</p>")
    if !chart.caveat.isEmpty {
      raw("<p class=\"dont\"><b>Do not conclude.</b> ")
      inlines(chart.caveat)
      raw("</p>")
    }
    if !chart.downloads.isEmpty {
      raw("<ul>")
      for link in chart.downloads {
        raw("<li>")
        self.link(link)
        raw("</li>")
      }
      raw("</ul>")
    }
    details(chart)
    raw("</figcaption>\n</figure>\n")
  }

  /// A chart among many: its drawing, then source and table.
  mutating func miniChart(_ chart: ChartBlock) {
    drawing(chart) { $0.raw(made: chart.narrow) }
    raw("<div class=\"src\"><p>")
    inlines(chart.footer)
    for link in chart.downloads {
      raw(" ")
      self.link(link)
    }
    raw("</p>")
    details(chart)
    raw("</div>")
  }

  /// The drawing leads to the figure's trail: one click on any of its labels.
  private mutating func drawing(_ chart: ChartBlock, _ write: (inout HTMLWriter) -> Void) {
    guard let target = chart.trail else { return write(&self) }
    open(Link(target, []), class: "pic")
    write(&self)
    raw("</a>")
  }

  private mutating func details(_ chart: ChartBlock) {
    guard let table = chart.table else { return }
    raw("<details><summary>")
    text(chart.tableTitle)
    raw("</summary>")
    self.table(table)
    raw("</details>")
  }

  // MARK: Parts of pages

  private mutating func facts(_ facts: [Fact]) {
    raw("<dl class=\"facts\">")
    for fact in facts {
      raw("<div class=\"fact\"")
      if let id = fact.id { attribute("id", id) }
      raw("><dt>")
      text(fact.name)
      raw("</dt><dd>")
      inlines(fact.value)
      raw("</dd>")
      if !fact.note.isEmpty {
        raw("<dd class=\"small\">")
        inlines(fact.note)
        raw("</dd>")
      }
      raw("</div>")
    }
    raw("</dl>\n")
  }

  private mutating func rail(_ title: String, _ quotes: [Quote]) {
    raw("<aside class=\"rail\" aria-labelledby=\"rail-h\"><h2 id=\"rail-h\">")
    text(title)
    raw("</h2><dl>")
    for quote in quotes {
      raw("<div class=\"quote\"><dt>")
      text(quote.label)
      raw("</dt><dd class=\"big\">")
      inlines(quote.value)
      raw("</dd><dd>")
      inlines(quote.note)
      raw("</dd></div>")
    }
    raw("</dl></aside>\n")
  }

  private mutating func trail(_ terms: [Term]) {
    raw("<dl class=\"trail\">\n")
    for term in terms {
      raw("<div><dt>")
      text(term.name)
      raw("</dt><dd>")
      for (index, line) in term.content.enumerated() {
        if index > 0 { raw("<br/>") }
        inlines(line)
      }
      raw("</dd></div>\n")
    }
    raw("</dl>\n")
  }

  private mutating func tally(_ lines: [TallyLine]) {
    raw("<ul class=\"tally\">")
    for line in lines {
      raw("<li><b>")
      text(String(line.count))
      raw("</b><span class=\"verdict\"><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">")
      raw(line.group.example.shape)
      raw("</svg> <span>")
      text(line.group.title)
      raw("</span></span></li>")
    }
    raw("</ul>\n")
  }

  private mutating func verdictKey(_ note: String) {
    raw("<ul class=\"legend\">")
    for group in VerdictWord.Group.allCases {
      raw("<li><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\">")
      raw(group.example.shape)
      raw("</svg><span><b>")
      text(group.keyTitle)
      raw("</b></span></li>")
    }
    raw("</ul>\n")
    guard !note.isEmpty else { return }
    raw("<p>")
    text(note)
    raw("</p>\n")
  }

  private mutating func tools(_ names: [String]) {
    raw("<div class=\"tools\" hidden=\"hidden\">")
    for name in names {
      raw("<label>")
      text(name.prefix(1).uppercased() + name.dropFirst())
      raw(" <select data-filter=\"")
      text(name)
      raw("\"><option value=\"\">all</option></select></label>")
    }
    raw("<span role=\"status\" class=\"count\"></span></div>\n")
  }

  private mutating func cards(_ cards: [Card]) {
    raw("<ul class=\"cards\">\n")
    for card in cards {
      raw("<li><p class=\"name\">")
      inlines(card.name)
      raw("</p>")
      if !card.terms.isEmpty {
        raw("<dl>")
        for term in card.terms {
          raw("<div><dt>")
          text(term.name)
          raw("</dt><dd>")
          for line in term.content { inlines(line) }
          raw("</dd></div>")
        }
        raw("</dl>")
      }
      raw("</li>\n")
    }
    raw("</ul>\n")
  }

  private mutating func weights(_ weights: WeightBlock) {
    raw("<div class=\"weights\" data-weights=\"\">\n")
    for (index, line) in weights.lines.enumerated() {
      let id = "weight-\(index + 1)"
      raw("<div><span")
      attribute("id", id)
      raw(">")
      text(line.name)
      raw("</span><meter min=\"0\" max=\"100\"")
      attribute("value", String(line.percent))
      attribute("aria-labelledby", id)
      raw(">")
      text("\(line.percent)%")
      raw("</meter><output>")
      text("\(line.percent)%")
      raw("</output><p class=\"small\">")
      inlines(line.reason)
      raw("</p></div>\n")
    }
    if !weights.note.isEmpty {
      raw("<p class=\"small\">")
      inlines(weights.note)
      raw("</p>\n")
    }
    raw("</div>\n")
  }

  private mutating func entry(_ entry: Entry) {
    guard !entry.isAlone else { return facts(of: entry) }
    raw("<article class=\"entry\"")
    attribute("id", entry.id)
    attribute("data-verdict", entry.verdict.title)
    attribute("data-theme", entry.theme)
    raw(">\n<div><p class=\"label\">")
    text(entry.label)
    raw("</p><h3>")
    inlines(entry.statement)
    raw("</h3><p class=\"gap-s\">")
    inline(.verdict(entry.verdict))
    raw("</p></div>\n")
    facts(of: entry)
    raw("</article>\n")
  }

  private mutating func facts(of entry: Entry) {
    raw(entry.isAlone ? "<div class=\"entry alone\">" : "<div>")
    raw("<dl>")
    for term in entry.terms {
      raw("<dt>")
      text(term.name)
      raw("</dt>")
      for line in term.content {
        raw("<dd>")
        inlines(line)
        raw("</dd>")
      }
    }
    raw("</dl>")
    if let chart = entry.chart { self.chart(chart, headingLevel: entry.isAlone ? 3 : 4) }
    raw("</div>\n")
  }
}
