/// A page's `main`, laid out as the visual language has it.
struct HTMLLayout {
  let page: PageTree
  private(set) var writer: HTMLWriter

  init(_ page: PageTree, path: String, root: String? = nil, notes: PaperNotes = PaperNotes()) {
    self.page = page
    writer = HTMLWriter(path: path, root: root, notes: notes)
    writeOpening()
    for section in page.sections { write(section) }
    writeNotes()
  }

  /// The style sheet shows them on paper alone.
  private mutating func writeNotes() {
    let notes = writer.notes.all
    guard !notes.isEmpty else { return }
    writer.raw("<aside class=\"paper-notes\" aria-labelledby=\"paper-notes\"><h2 id=\"paper-notes\">")
    writer.raw("Where the numbers come from</h2><ol>\n")
    for note in notes {
      writer.raw("<li>")
      writer.link(Link(.file(note.path, fragment: nil), note.words))
      writer.raw("</li>\n")
    }
    writer.raw("</ol></aside>\n")
  }

  var bytes: [UInt8] { writer.bytes }
  var linked: Set<String> { writer.linked }

  // MARK: Opening

  private mutating func writeOpening() {
    let isLead = page.opening.contains { if case .rail = $0 { true } else { false } }
    if isLead { writeLead() } else { writeHead() }
  }

  /// The finding, its figure, and figures to quote beside it.
  private mutating func writeLead() {
    writer.raw("<div class=\"lead\">\n")
    writeTitle()
    writer.raw("<div>\n")
    var rail: [Block] = []
    for block in page.opening {
      switch block {
      case .rail: rail.append(block)
      case .paragraph(let content): writeStandfirst(content)
      default: writer.block(block, headingLevel: 2)
      }
    }
    writer.raw("</div>\n")
    writer.blocks(rail)
    writer.raw("</div>\n")
  }

  private mutating func writeHead() {
    let words = page.opening.prefix { !$0.isEvidence }
    let rest = page.opening.dropFirst(words.count)
    let key: Block? = rest.first.flatMap { if case .verdictKey = $0 { $0 } else { nil } }
    writer.raw("<header class=\"open\">\n")
    writeCrumbs()
    writeTitle()
    writer.raw("<div>\n")
    for (index, block) in words.enumerated() {
      if index == 0, case .paragraph(let content) = block {
        writeStandfirst(content)
      } else {
        writer.raw("<div class=\"prose gap-s\">")
        writer.block(block)
        writer.raw("</div>\n")
      }
    }
    writer.raw("</div>\n")
    if let key {
      writer.raw("<aside class=\"toc\" aria-labelledby=\"key-h\"><h2 id=\"key-h\">How a verdict is reached</h2>")
      writer.raw(
        "<p>A claim with a test is computed. For the rest an analyst says what changed between the first source ")
      writer.raw("and the page.</p>")
      writer.block(key)
      writer.raw("</aside>\n")
    } else if page.sections.count > 1 {
      writeContents()
    }
    writer.raw("</header>\n")
    let body = Array(rest.dropFirst(key == nil ? 0 : 1))
    guard !body.isEmpty else { return }
    if case .facts = body[0] {
      writer.raw("<section aria-labelledby=\"facts-h\"><h2 id=\"facts-h\" class=\"vh\">Facts</h2>")
      writer.blocks(body, headingLevel: 2)
      writer.raw("</section>\n")
    } else {
      writer.raw("<div class=\"band plain\">\n")
      for block in body {
        if block.isEvidence { writer.block(block, headingLevel: 2) } else { writeSmall([block]) }
      }
      writer.raw("</div>\n")
    }
  }

  /// The way from the home page; the kicker ends it.
  private mutating func writeCrumbs() {
    guard !page.crumbs.isEmpty || !page.kicker.isEmpty else { return }
    writer.raw("<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol>")
    for link in page.crumbs {
      writer.raw("<li>")
      writer.link(link)
      writer.raw("</li>")
    }
    let isRepeated = page.crumbs.last?.content.plainText == page.kicker.plainText
    if !page.kicker.isEmpty, !isRepeated {
      writer.raw("<li>")
      writer.inlines(page.kicker)
      writer.raw("</li>")
    }
    writer.raw("</ol></nav>\n")
  }

  private mutating func writeTitle() {
    writer.raw("<h1")
    if page.heading.id != "top" { writer.attribute("id", page.heading.id) }
    writer.raw(">")
    for inline in page.heading.content {
      if case .sentence(let content) = inline {
        writer.raw("<span>")
        writer.inlines(content)
        writer.raw("</span>")
      } else {
        writer.inline(inline)
      }
    }
    writer.raw("</h1>\n")
  }

  private mutating func writeStandfirst(_ content: [Inline]) {
    writer.raw("<p class=\"standfirst\">")
    writer.inlines(content)
    writer.raw("</p>\n")
  }

  private mutating func writeContents() {
    writer.raw("<nav class=\"toc\" aria-labelledby=\"toc-h\"><h2 id=\"toc-h\">On this page</h2><ol>")
    for section in page.sections {
      writer.raw("<li>")
      writer.link(Link(.here(section.heading.id), [.text(section.heading.content.plainText)]))
      writer.raw("</li>")
    }
    writer.raw("</ol></nav>\n")
  }

  // MARK: Sections

  private mutating func write(_ section: PageTree.Section) {
    switch section.layout {
    case .scene: writeScene(section)
    case .wide: writeBand(section)
    case .split: writeSplit(section)
    case .thirds: writeThirds(section)
    case .themes: writeThemes(section)
    }
  }

  private mutating func open(_ section: PageTree.Section, _ name: StaticString) {
    writer.raw("<section class=\"")
    writer.raw(name)
    writer.raw("\"")
    writer.attribute("aria-labelledby", section.heading.id)
    writer.raw(">\n")
  }

  private mutating func writeScene(_ section: PageTree.Section) {
    let parts = SceneParts(section.blocks)
    open(section, "scene")
    writer.heading(section.heading)
    if !parts.argument.isEmpty {
      writer.raw("<div class=\"prose\">")
      writer.blocks(parts.argument)
      writer.raw("</div>\n")
    }
    writer.raw("<div class=\"figs\">\n")
    writer.blocks(parts.evidence)
    writer.raw("</div>\n")
    if !parts.notes.isEmpty {
      writer.raw("<aside class=\"side\"")
      writer.attribute("aria-label", "Notes: \(section.heading.content.plainText)")
      writer.raw(">")
      writer.blocks(parts.notes)
      writer.raw("</aside>\n")
    }
    writer.raw("</section>\n")
  }

  /// Everything in its order, words in a column's width.
  private mutating func writeBand(_ section: PageTree.Section) {
    open(section, "band")
    writer.heading(section.heading)
    writeInOrder(section.blocks)
    writer.raw("</section>\n")
  }

  private mutating func writeInOrder(_ blocks: [Block]) {
    var words: [Block] = []
    for block in blocks {
      guard block.isEvidence else {
        words.append(block)
        continue
      }
      writeProse(words)
      words = []
      writer.raw("<div class=\"gap-top\">")
      writer.block(block)
      writer.raw("</div>\n")
    }
    writeProse(words)
  }

  private mutating func writeProse(_ blocks: [Block]) {
    guard !blocks.isEmpty else { return }
    writer.raw("<div class=\"prose gap-top\">")
    writer.blocks(blocks)
    writer.raw("</div>\n")
  }

  private mutating func writeSmall(_ blocks: [Block]) {
    writer.raw("<div class=\"side gap-top\">")
    writer.blocks(blocks)
    writer.raw("</div>\n")
  }

  /// Words left, from the first table on right.
  private mutating func writeSplit(_ section: PageTree.Section) {
    let table = section.blocks.firstIndex { if case .table = $0 { true } else { false } } ?? section.blocks.count
    open(section, "band")
    writer.raw("<div class=\"split\">\n<div>\n")
    writer.heading(section.heading)
    for block in section.blocks[..<table] {
      if block.isEvidence { writer.block(block) } else { writeSplitWords(block) }
    }
    writer.raw("</div>\n<div>\n")
    for block in section.blocks[table...] {
      if block.isEvidence { writer.block(block) } else { writeSplitWords(block) }
    }
    writer.raw("</div>\n</div>\n</section>\n")
  }

  private mutating func writeSplitWords(_ block: Block) {
    writer.raw("<div class=\"small gap-s\">")
    writer.block(block)
    writer.raw("</div>\n")
  }

  private mutating func writeThirds(_ section: PageTree.Section) {
    open(section, "thirds-b")
    writer.raw("<h2 class=\"vh\"")
    writer.attribute("id", section.heading.id)
    writer.raw(">")
    writer.inlines(section.heading.content)
    writer.raw("</h2>\n<div class=\"thirds\">\n")
    for part in section.blocks.splitByHeading() {
      writer.raw("<div>")
      if let heading = part.heading { writer.heading(heading) }
      writer.blocks(part.blocks)
      writer.raw("</div>\n")
    }
    writer.raw("</div>\n</section>\n")
  }

  private mutating func writeThemes(_ section: PageTree.Section) {
    open(section, "band")
    writer.heading(section.heading)
    let parts = section.blocks.splitByHeading()
    for part in parts where part.heading == nil { writeProse(part.blocks) }
    writer.raw("<div class=\"themes\">\n")
    for part in parts {
      guard let heading = part.heading else { continue }
      writer.raw("<article class=\"theme\">")
      writer.heading(heading)
      for block in part.blocks {
        switch block {
        case .paragraph(let content):
          writer.raw("<p class=\"says\">")
          writer.inlines(content)
          writer.raw("</p>")
        case .chart(let chart): writer.miniChart(chart)
        default: writer.block(block, headingLevel: 4)
        }
      }
      writer.raw("</article>\n")
    }
    writer.raw("</div>\n</section>\n")
  }
}

/// What goes where in a scene.
struct SceneParts {
  /// Two or three sentences.
  var argument: [Block] = []
  var evidence: [Block] = []
  /// From the first sub-heading on: how to read it, what it leaves out, how sure.
  var notes: [Block] = []

  /// A sub-heading right before evidence goes with it.
  init(_ blocks: [Block]) {
    var isNoted = false
    var index = 0
    while index < blocks.count {
      let block = blocks[index]
      index += 1
      if block.isEvidence {
        evidence.append(block)
      } else if case .heading = block {
        if index < blocks.count, blocks[index].isEvidence {
          evidence.append(block)
        } else {
          isNoted = true
          notes.append(block)
        }
      } else if isNoted {
        notes.append(block)
      } else {
        argument.append(block)
      }
    }
  }
}

extension [Block] {
  /// Parts that begin with a heading; the first may have none.
  func splitByHeading() -> [(heading: Heading?, blocks: [Block])] {
    var parts: [(heading: Heading?, blocks: [Block])] = []
    for block in self {
      if case .heading(let heading) = block {
        parts.append((heading, []))
      } else if parts.isEmpty {
        parts.append((nil, [block]))
      } else {
        parts[parts.count - 1].blocks.append(block)
      }
    }
    return parts
  }
}
