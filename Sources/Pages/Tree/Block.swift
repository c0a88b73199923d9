/// A part of a page. A page is a list of blocks in reading order, headings among them; layout is the HTML writer's.
indirect enum Block: Sendable {
  case heading(Heading)
  case paragraph([Inline])
  case list(List)
  case quote([Block])
  case code(String)
  case rule
  case table(Table)
  case chart(ChartBlock)
  /// One record's facts in a grid.
  case facts([Fact])
  /// Figures to quote.
  case rail(title: String, [Quote])
  /// How a figure came about, one row for each step.
  case trail([Term])
  /// How many claims have each kind of verdict.
  case tally([TallyLine])
  /// The key to the shapes of verdicts, and how far the sources were read.
  case verdictKey(note: String)
  /// Filters that script fills and shows.
  case tools([String])
  /// Claims one by one.
  case entries([Entry])
  /// Records side by side.
  case cards([Card])
  /// What counts how much; script makes sliders of it that move the table behind it.
  case weights(WeightBlock)
  /// Hard limits as controls that script shows.
  case needs(NeedsForm)
  /// Blocks that open under their title; Markdown has them under a heading.
  case folded(id: String, title: String, blocks: [Block])
  /// How the HTML writer lays out the section it stands in.
  case layout(Layout)
  /// Stands in a parsed template for a placeholder with a paragraph of its own; never reaches a writer.
  case placeholder(Int)
}

struct Heading: Sendable {
  var level: Int
  var id: String
  var content: [Inline]

  init(level: Int, id: String, content: [Inline]) {
    self.level = level
    self.id = id
    self.content = content
  }
}

struct List: Sendable {
  /// The first number of a numbered list.
  var start: Int?
  var items: [[Block]]
  /// True when items are lines, not paragraphs.
  var isTight: Bool
}

struct Table: Sendable {
  struct Column: Sendable {
    var title: [Inline]
    var isNumber = false
    /// Left out on narrow screens.
    var isOptional = false
  }

  struct Row: Sendable {
    var id: String?
    var cells: [[Inline]]
    /// The words that filters choose by, such as `verdict`: their names are ours, their values are data.
    var filters: [(name: String, value: String)] = []
    /// The page's own row, which is tinted.
    var isOwn = false
  }

  enum Style: Sendable {
    case plain
    /// On a phone, a list of records with the column's name before each value.
    case stack
    case ledger
    /// As `stack`, with a record's cells in one flow.
    case flow
    /// An order under weights that script can move.
    case order
    /// Small, in a region that scrolls.
    case dense
  }

  var caption: String
  var columns: [Column]
  var rows: [Row]
  /// The column whose cells name their rows.
  var headColumn = 0
  var style = Style.plain
  var isSortable = false
  /// True where its caption tells it from others of the section.
  var showsCaption = false
  /// What script that fills it again knows it by.
  var name: String?
  /// Shown under the table.
  var note: [Inline] = []
  /// Of which days its data are, and where they come from: stands behind the note. Empty where nothing in it comes from
  /// records or figures, and in a chart, whose footer says it.
  var days: [Inline] = []

  mutating func removeColumn(_ index: Int) {
    columns.remove(at: index)
    for row in rows.indices { rows[row].cells.remove(at: index) }
  }

  /// All that stands under it.
  var footer: [Inline] { note.isEmpty || days.isEmpty ? note + days : note + [.text(" ")] + days }
}

/// A chart with its words: what it shows, both drawings, source, downloads and the same data as a table.
struct ChartBlock: Sendable {
  var id: String
  /// `Figure 2`, counted on the page; 0 for none.
  var number = 0
  var title: [Inline]
  var subtitle: [Inline]
  var wide: String
  var narrow: String
  /// What the drawing says, for those who don't see it.
  var summary: String
  var footer: [Inline]
  /// The sources behind it, by id, where the footer only counts them.
  var sources: [String] = []
  /// What not to conclude from it.
  var caveat: [Inline] = []
  var downloads: [Link]
  var table: Table?
  /// The summary of the table's `details`.
  var tableTitle: String
  /// Where the numbers in the drawing lead.
  var trail: Link.Target?
  /// Small, for a page of many.
  var isMini = false
}

struct Fact: Sendable {
  /// Its address on the page.
  var id: String?
  var name: String
  var value: [Inline]
  var note: [Inline]
}

struct Quote: Sendable {
  var label: String
  var value: [Inline]
  var note: [Inline]
}

struct Term: Sendable {
  var name: String
  var content: [[Inline]]
}

struct Card: Sendable {
  var name: [Inline]
  var terms: [Term]
}

/// Weights, and what is weighed but can't be scored.
struct WeightBlock: Sendable {
  var lines: [WeightLine]
  var note: [Inline]
}

struct WeightLine: Sendable {
  var name: String
  var percent: Int
  var reason: [Inline]
}

struct TallyLine: Sendable {
  var count: Int
  var group: VerdictWord.Group
}

/// A claim in full.
struct Entry: Sendable {
  var id: String
  var label: String
  var statement: [Inline]
  var verdict: VerdictWord
  var theme: String
  var terms: [Term]
  /// What its test reads, over time.
  var chart: ChartBlock?
  /// On a page of its own, whose head has statement and verdict.
  var isAlone = false
}

enum Layout: String, Sendable, CaseIterable {
  /// Evidence left, argument and notes right: the form of a section that has a chart.
  case scene
  /// Everything over the full width.
  case wide
  /// Text left, table right.
  case split
  /// A column for each sub-heading.
  case thirds
  /// A small chart with its sentence for each sub-heading.
  case themes
}
