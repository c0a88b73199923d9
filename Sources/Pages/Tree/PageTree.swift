/// A page as a reader meets it: its opening, then its sections.
struct PageTree {
  struct Section {
    var heading: Heading
    /// As the page asks for, or else by what the section holds.
    var layout: Layout
    var blocks: [Block]
  }

  var kicker: [Inline]
  /// The way from the home page, without the page itself.
  var crumbs: [Link]
  var heading: Heading
  /// What stands before the first second-level heading.
  var opening: [Block]
  var sections: [Section]

  /// Groups blocks by their second-level headings. What stands in front of the first heading of all is opening.
  init(kicker: [Inline], crumbs: [Link] = [], blocks: [Block], title: String) {
    self.kicker = kicker
    self.crumbs = crumbs
    heading = Heading(level: 1, id: "top", content: [.text(title)])
    opening = []
    sections = []
    for block in blocks {
      switch block {
      case .heading(let found) where found.level == 1: heading = found
      case .heading(let found) where found.level == 2:
        sections.append(Section(heading: found, layout: .wide, blocks: []))
      default:
        if sections.isEmpty { opening.append(block) } else { sections[sections.count - 1].blocks.append(block) }
      }
    }
    for index in sections.indices {
      sections[index].settleLayout()
      sections[index].showCaptions()
      sections[index].sayDaysOnce()
    }
  }
}

extension PageTree.Section {
  /// Several tables under one heading are told apart by their captions, but for those right under a heading of their own.
  fileprivate mutating func showCaptions() {
    let tables = blocks.indices.filter { if case .table = blocks[$0] { true } else { false } }
    guard tables.count > 1 else { return }
    for index in tables {
      if index > 0, case .heading = blocks[index - 1] { continue }
      if case .table(var table) = blocks[index] {
        table.showsCaption = true
        blocks[index] = .table(table)
      }
    }
  }

  /// What a chart of the section says of its data isn't said again under a table of the same.
  fileprivate mutating func sayDaysOnce() {
    var said: [[Inline]] = []
    for index in blocks.indices {
      switch blocks[index] {
      case .chart(let chart): said.append(chart.footer)
      case .table(var table) where said.contains(table.days):
        table.days = []
        blocks[index] = .table(table)
      default: break
      }
    }
  }

  fileprivate mutating func settleLayout() {
    var asked: Layout?
    blocks.removeAll { block in
      if case .layout(let layout) = block { asked = layout }
      if case .layout = block { return true } else { return false }
    }
    layout = asked ?? (blocks.contains { $0.isBesideText } ? .scene : .wide)
  }
}

extension Block {
  /// True for what a section is about: figures and tables, not words.
  var isEvidence: Bool {
    switch self {
    case .table, .chart, .facts, .rail, .trail, .tally, .verdictKey, .tools, .entries, .cards, .weights, .needs,
      .folded:
      true
    default: false
    }
  }

  /// True for evidence with text beside it. A table takes the whole width instead.
  var isBesideText: Bool {
    switch self {
    case .chart, .trail: true
    default: false
    }
  }
}
