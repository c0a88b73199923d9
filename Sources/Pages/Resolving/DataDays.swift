import Metrics
import Records

/// Of which days a table's data are and where they come from, gathered from its rows and told in a line under it.
///
/// - Days: those of which the rows' records speak, or the records behind what is shown of them, as the board behind a
///   rating. What is yet to come doesn't count.
/// - Missing: rows of which no day is known are as old as our reading of their sources; where nobody noted that either, as
///   the edition.
struct DataDays {
  private let site: SiteContext
  private var observed: ClosedRange<PartialDate>?
  private var read: ClosedRange<PartialDate>?
  private var sources: [String] = []
  /// The kind of the record looked at last, and where it keeps its days and sources.
  private var kind = ""
  private var fields = DayFields()

  init(_ site: SiteContext) { self.site = site }

  /// - Parameter paths: what is shown of each record.
  init(_ site: SiteContext, of records: some Sequence<Record>, showing paths: [FieldPath] = []) {
    self.init(site)
    for record in records { add(record, showing: paths) }
  }

  mutating func add(_ record: Record, showing paths: [FieldPath] = []) {
    add(own: record)
    guard SiteIndex.follows(from: record.kind) else { return }
    for path in paths {
      // Whether it is the record itself is asked of the records: to name a row is to make its name.
      guard let origin = site.index.origin(of: path, in: record), origin != record else { continue }
      add(own: origin)
    }
  }

  private mutating func add(own record: Record) {
    // A source is told by the day on which it was read, whatever it was published on.
    if record.kind == Source.kind { return add(source: record.id) }
    if record.kind != kind {
      kind = record.kind
      fields = DayFields.ofKinds[kind] ?? DayFields()
    }
    guard let last = fields.last, last < record.fieldCount else { return }
    for field in fields.days {
      guard case .date(let day) = record.value(at: field) else { continue }
      add(day)
      break
    }
    for field in fields.sources {
      switch record.value(at: field) {
      case .reference(Source.kind, let id): add(source: id)
      case .list(let values):
        for case .reference(Source.kind, let id) in values { add(source: id) }
      default: break
      }
    }
  }

  /// A day of which something shown speaks.
  mutating func add(_ day: PartialDate?) {
    guard let day, day.first <= site.asOf, day.first.number > 0 else { return }
    if let observed, observed.contains(day) { return }
    observed = observed.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
  }

  mutating func add(source id: String) {
    guard sources.last != id, !sources.contains(id) else { return }
    sources.append(id)
    guard let day = site.corpus.source(id)?.retrieved else { return }
    read = read.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
  }

  /// `Source: A board. Data as of 8 October 2026.`
  ///
  /// - Parameter namesSources: false where the rows themselves name them.
  func line(namingSources namesSources: Bool = false) -> [Inline] {
    let named = namesSources ? sources : []
    guard !named.isEmpty else { return [.text(words(isBeginning: true).capitalisedFirst + ".")] }
    var content: [Inline] = []
    if named.count > Self.mostNamed {
      content = [.text("\(NumberFormat.count(named.count)) sources, named where the rows lead".capitalisedFirst)]
    } else {
      content = [.text(named.count == 1 ? "Source: " : "Sources: ")]
      for (position, id) in named.enumerated() {
        if position > 0 { content.append(.text("; ")) }
        content.append(site.link(Source.kind, id))
      }
    }
    let isRead = observed == nil && read != nil
    let words = words(isBeginning: !isRead)
    return content + [.text((isRead ? ", \(words)" : ". \(words.capitalisedFirst)") + ".")]
  }

  private static let mostNamed = 2

  /// - Parameter isBeginning: whether no source stands before it.
  private func words(isBeginning: Bool) -> String {
    func told(_ date: PartialDate) -> String {
      (date.precision == .half || date.precision == .quarter ? "the " : "") + NumberFormat.date(date)
    }
    if let observed {
      let last = told(observed.upperBound)
      return observed.lowerBound == observed.upperBound
        ? "data as of \(last)" : "data of \(told(observed.lowerBound)) to \(last)"
    }
    if let read {
      let isOne = read.lowerBound == read.upperBound
      let words = "read \(isOne ? "on" : "up to") \(NumberFormat.date(read.upperBound))"
      return isBeginning ? (sources.count == 1 ? "source " : "sources ") + words : words
    }
    return "as recorded on \(NumberFormat.date(site.asOf))"
  }
}

/// Where a kind keeps the days of which its records speak, the better field first, and the sources: positions in the schema.
private struct DayFields {
  var days: [Int] = []
  var sources: [Int] = []
  /// The last of all.
  var last: Int?

  init() {}

  init(of kind: KindDescription) {
    func positions(_ names: [String]) -> [Int] {
      names.compactMap { name in kind.fields.firstIndex { $0.name == name } }
    }
    days = positions(Self.dayNames(of: kind.name))
    sources = positions(["source", "sources"])
    last = (days + sources).max()
  }

  static let ofKinds = Dictionary(uniqueKeysWithValues: Corpus.kinds.map { ($0.name, DayFields(of: $0)) })

  private static func dayNames(of kind: String) -> [String] {
    switch kind {
    case Score.kind: ["vintage"]
    case Price.kind: ["observed", "valid-from"]
    case Event.kind, "funding", "safety": ["date"]
    case "adoption", "claims", "compute", "derivatives", "disputes", "downloads", "fabs", "openness", "usage": ["as-of"]
    default: []
    }
  }
}

extension SiteContext {
  /// Under a table of figures, or of what rests on them.
  func days(of figures: some Sequence<Figure>) -> [Inline] {
    var days = DataDays(self)
    for figure in figures { days.add(figure.asOf) }
    return days.line()
  }

  /// Under a table of what the records are as a whole, on the day of the edition.
  var dayOfRecords: [Inline] { DataDays(self).line() }

  /// Under a table of words that quote figures; nothing where they quote none.
  func days(quotedIn rows: [Table.Row]) -> [Inline] {
    var days = DataDays(self)
    var isQuoting = false
    for inline in rows.flatMap({ $0.cells.joined() }) {
      inline.forEachQuotation { quotation in
        isQuoting = true
        days.add(quotation.at.flatMap { PartialDate($0) } ?? figures.first { $0.id == quotation.figure }?.asOf)
      }
    }
    return isQuoting ? days.line() : []
  }
}

extension Inline {
  /// Every number of a figure in it.
  fileprivate func forEachQuotation(_ body: (Quotation) -> Void) {
    switch self {
    case .quoted(let quotation, let content):
      body(quotation)
      for inline in content { inline.forEachQuotation(body) }
    case .link(let link):
      if let quotation = link.quotation { body(quotation) }
      for inline in link.content { inline.forEachQuotation(body) }
    case .emphasis(let content), .strong(let content), .struck(let content), .aside(let content), .small(let content),
      .muted(let content), .unbroken(let content), .sentence(let content), .bloc(_, let content, _):
      for inline in content { inline.forEachQuotation(body) }
    case .text, .code, .lineBreak, .bar, .verdict, .absent, .placeholder: break
    }
  }
}
