/// The same page for people in a terminal and for language models: GitHub's Markdown.
struct MarkdownWriter {
  private(set) var bytes: [UInt8] = []
  private let root: String
  private var notes: PaperNotes

  init(path: String, notes: PaperNotes = PaperNotes()) {
    self.notes = notes
    root = PagePath.prefix(toRootFrom: path)
    bytes.reserveCapacity(8192)
  }

  init(_ page: PageTree, path: String, notes: PaperNotes = PaperNotes()) {
    self.init(path: path, notes: notes)
    let way = page.crumbs.map { Inline.link($0) } + (page.kicker.isEmpty ? [] : [.text(page.kicker.plainText)])
    if !way.isEmpty { paragraph(Array(way.flatMap { [$0, .text(" \u{203A} ")] }.dropLast())) }
    heading(page.heading)
    for block in page.opening { self.block(block) }
    for section in page.sections {
      heading(section.heading)
      for block in section.blocks { self.block(block) }
    }
    writeNotes()
  }

  /// What the numbers' links refer to.
  private mutating func writeNotes() {
    guard !notes.paths.isEmpty else { return }
    heading(Heading(level: 2, id: "", content: [.text("Where the numbers come from")]))
    for note in notes.all {
      raw(made: "[\(PaperNotes.name(of: note.path))]: ")
      address(root + PagePath.twin(of: note.path))
      raw(" \"")
      raw(made: note.words.plainText.replacing("\"", with: "'").replacing("\\", with: "/"))
      raw("\"\n")
    }
    raw("\n")
  }

  /// Markdown of ours.
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
  }

  /// Markdown that is made of other texts.
  mutating func raw(made text: String) { bytes.append(contentsOf: text.utf8) }

  // MARK: Blocks

  mutating func block(_ block: Block) {
    switch block {
    case .heading(let heading): self.heading(heading)
    case .paragraph(let content): paragraph(content)
    case .list(let list): self.list(list, indent: "")
    case .quote(let content):
      var inner = MarkdownWriter(root: root, notes: notes)
      for block in content { inner.block(block) }
      notes = inner.notes
      let lines = String(decoding: inner.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      raw(made: lines.dropLast(2).map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n") + "\n\n")
    case .code(let text):
      let fence = text.contains("```") ? "~~~~" : "```"
      raw(made: "\(fence)\n\(text.hasSuffix("\n") ? text : text + "\n")\(fence)\n\n")
    case .rule: raw("---\n\n")
    case .table(let table): self.table(table)
    case .chart(let chart): self.chart(chart)
    case .facts(let facts):
      lines(facts.map { [.strong([.text($0.name)]), .text(": ")] + $0.value + Self.noted($0.note) })
    case .rail(let title, let quotes):
      heading(Heading(level: 2, id: "", content: [.text(title)]))
      lines(quotes.map { [.strong([.text($0.label)]), .text(": ")] + $0.value + [.text(". ")] + $0.note })
    case .trail(let terms):
      for term in terms { lines(of: term) }
      raw("\n")
    case .tally(let tally): lines(tally.map { [.text("\($0.count): \($0.group.example.sign) \($0.group.title)")] })
    case .verdictKey(let note):
      lines(VerdictWord.Group.allCases.map { [.text("\($0.example.sign) \($0.keyTitle)")] })
      if !note.isEmpty { self.block(.paragraph([.text(note)])) }
    case .entries(let entries): for entry in entries { self.entry(entry) }
    case .cards(let cards):
      lines(
        cards.map { card in
          [.strong(card.name)] + card.terms.flatMap { [.text("; \($0.name): ")] + $0.content.flatMap(\.self) }
        })
    case .weights(let weights):
      lines(weights.lines.map { [.strong([.text($0.name)]), .text(": \($0.percent)%. ")] + $0.reason })
      if !weights.note.isEmpty { paragraph(weights.note) }
    case .needs(let form): needs(form)
    case .folded(_, let title, let content):
      heading(Heading(level: 3, id: "", content: [.text(title)]))
      for block in content { self.block(block) }
    case .tools, .layout: break
    case .placeholder: preconditionFailure("a placeholder is resolved before it's written")
    }
  }

  private init(root: String, notes: PaperNotes) { (self.root, self.notes) = (root, notes) }

  private static func noted(_ note: [Inline]) -> [Inline] { note.isEmpty ? [] : [.text(" (")] + note + [.text(")")] }

  mutating func heading(_ heading: Heading) {
    raw(made: String(repeating: "#", count: heading.level) + " ")
    inlines(heading.content)
    raw("\n\n")
  }

  private mutating func paragraph(_ content: [Inline]) {
    let start = bytes.count
    inlines(content)
    escapeLineStart(at: start)
    raw("\n\n")
  }

  private mutating func lines(_ lines: [[Inline]]) {
    for line in lines {
      raw("- ")
      inlines(line)
      raw("\n")
    }
    raw("\n")
  }

  private mutating func lines(of term: Term) {
    raw("- **")
    text(term.name)
    raw("**: ")
    for (index, line) in term.content.enumerated() {
      // A sentence is over with its full stop; what isn't one goes on.
      if index > 0 { raw(term.content[index - 1].plainText.hasSuffix(".") ? " " : "; ") }
      inlines(line)
    }
    raw("\n")
  }

  private mutating func list(_ list: List, indent: String) {
    for (index, item) in list.items.enumerated() {
      let mark = list.start.map { "\($0 + index). " } ?? "- "
      raw(made: indent + mark)
      let deeper = indent + String(repeating: " ", count: mark.utf8.count)
      for (position, block) in item.enumerated() {
        switch block {
        case .paragraph(let content):
          if position > 0 { raw(made: deeper) }
          let start = bytes.count
          inlines(content)
          escapeLineStart(at: start)
          raw(list.isTight ? "\n" : "\n\n")
        case .list(let inner): self.list(inner, indent: deeper)
        default: self.block(block)
        }
      }
    }
    if indent.isEmpty, list.isTight { raw("\n") }
  }

  private mutating func table(_ table: Table) {
    guard !table.columns.isEmpty else { return }
    if !table.caption.isEmpty {
      raw("**")
      text(table.caption)
      raw("**\n\n")
    }
    raw("|")
    for column in table.columns {
      raw(" ")
      inlines(column.title)
      raw(" |")
    }
    raw("\n|")
    for column in table.columns { raw(column.isNumber ? " ---: |" : " --- |") }
    raw("\n")
    for row in table.rows {
      raw("|")
      for cell in row.cells {
        raw(" ")
        // A row is one line: what stands on lines of its own is told apart by a dot.
        for inline in cell {
          if case .lineBreak = inline { self.inline(.text(" \u{B7} ")) } else { self.inline(inline) }
        }
        raw(" |")
      }
      raw("\n")
    }
    raw("\n")
    let footer = table.footer
    if !footer.isEmpty { paragraph(footer) }
  }

  private mutating func chart(_ chart: ChartBlock) {
    let label = chart.number > 0 ? "Figure \(chart.number). " : ""
    paragraph([.strong([.text(label)] + chart.title)] + (chart.subtitle.isEmpty ? [] : [.text(" ")] + chart.subtitle))
    paragraph([.text(chart.summary)])
    if let table = chart.table {
      paragraph([.text(chart.tableTitle)])
      self.table(table)
    }
    var footer = chart.footer
    for link in chart.downloads { footer += [.text(" "), .link(link)] }
    paragraph(footer)
    if !chart.caveat.isEmpty { paragraph([.strong([.text("Do not conclude.")]), .text(" ")] + chart.caveat) }
  }

  /// Controls are the page's alone; what they can be set to is told here too.
  private mutating func needs(_ form: NeedsForm) {
    paragraph(form.plain + [.text(" " + NeedsForm.invitation)])
    lines(
      form.groups.map { group in
        let words =
          group.numbers.map { [$0.frame.before, "…", $0.frame.after].filter { !$0.isEmpty }.joined(separator: " ") }
          + group.terms.map(\.words)
        return [.strong([.text(group.title)]), .text(": " + words.joined(separator: "; "))]
      })
  }

  private mutating func entry(_ entry: Entry) {
    if !entry.isAlone {
      heading(Heading(level: 3, id: entry.id, content: entry.statement))
      lines(of: Term(name: "Verdict", content: [[.verdict(entry.verdict)]]))
      lines(of: Term(name: "No.", content: [[.text(entry.label)]]))
    }
    for term in entry.terms { lines(of: term) }
    raw("\n")
    if let chart = entry.chart { self.chart(chart) }
  }

  // MARK: Running text

  mutating func inlines(_ content: [Inline]) {
    for inline in content { self.inline(inline) }
  }

  private mutating func inline(_ inline: Inline) {
    switch inline {
    case .text(let words), .absent(let words): text(words)
    case .emphasis(let content): wrapped("*", content)
    case .strong(let content): wrapped("**", content)
    case .struck(let content): wrapped("~~", content)
    case .code(let words): code(words)
    case .link(let link): self.link(link)
    case .lineBreak: raw(" ")
    case .aside(let content), .small(let content), .muted(let content), .unbroken(let content),
      .bloc(_, let content, _),
      .sentence(let content), .quoted(_, let content):
      inlines(content)
    case .verdict(let word): text("\(word.sign) \(word.title)")
    case .bar: break
    case .placeholder: preconditionFailure("a placeholder is resolved before it's written")
    }
  }

  private mutating func wrapped(_ mark: StaticString, _ content: [Inline]) {
    guard !content.plainText.isEmpty else { return }
    raw(mark)
    inlines(content)
    raw(mark)
  }

  private mutating func code(_ words: String) {
    guard !Self.specialInCode.isDisjoint(with: words) else {
      raw("`")
      raw(made: words)
      return raw("`")
    }
    let fence = words.contains("`") ? "``" : "`"
    let pad = words.contains("`") ? " " : ""
    let line = words.split { $0.isNewline }.joined(separator: " ").replacing("|", with: "\\|")
    raw(made: fence + pad + line + pad + fence)
  }

  private mutating func link(_ link: Link) {
    raw("[")
    inlines(link.content)
    if notes.number(of: link) != nil, case .file(let path, _) = link.target {
      raw(made: "][\(PaperNotes.name(of: path))]")
      return
    }
    raw("](")
    switch link.target {
    case .file(let path, let fragment):
      address(root)
      address(PagePath.twin(of: path))
      if let fragment {
        raw("#")
        address(fragment)
      }
    case .here(let fragment):
      raw("#")
      address(fragment)
    case .address(let address): self.address(address)
    }
    raw(")")
  }

  private mutating func address(_ address: String) {
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "("): raw("%28")
      case UInt8(ascii: ")"): raw("%29")
      case UInt8(ascii: "<"): raw("%3C")
      case UInt8(ascii: ">"): raw("%3E")
      case UInt8(ascii: "\\"): raw("%5C")
      case UInt8(ascii: "|"): raw("%7C")
      case ...0x20, 0x7F: raw("%20")
      default: bytes.append(byte)
      }
    }
  }

  /// Text whose every special character is escaped: a record can't become a heading, a link or HTML.
  mutating func text(_ text: String) {
    guard !Self.special.isDisjoint(with: text) else { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "_"),
        UInt8(ascii: "&"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case ..<0x20, 0x7F: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
  }

  /// Bytes that code may not have as they are, or that may be part of what ends a line.
  private static let specialInCode = ByteSet(Array(0..<0x20) + Array("`|".utf8) + Array(0x7F...0xFF))

  /// The bytes of a text that mean something in Markdown.
  private static let special = ByteSet(Array(0..<0x20) + Array("\\`*[]<>|~_&".utf8) + [0x7F])

  /// `#`, `+`, `-`, `=` and `1.` begin other things than paragraphs.
  private mutating func escapeLineStart(at start: Int) {
    guard start < bytes.count else { return }
    let first = bytes[start]
    if [UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "=")].contains(first) {
      bytes.insert(UInt8(ascii: "\\"), at: start)
      return
    }
    let digits = bytes[start...].prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.endIndex < bytes.count else { return }
    if bytes[digits.endIndex] == UInt8(ascii: ".") || bytes[digits.endIndex] == UInt8(ascii: ")") {
      bytes.insert(UInt8(ascii: "\\"), at: digits.endIndex)
    }
  }
}
