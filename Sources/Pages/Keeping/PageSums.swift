import Diagnostics
import Metrics
import Records

/// Sums up what each page is made from, where its template tells what that is.
///
/// Everything that such a page shows goes in: the text of its record with every field, the sums of the rows about it in
/// their order, what all records of the kinds are called that it may name, all sources, on what sources disagree about it,
/// the site's own words, day and navigation, the templates and the program. Pages of equal sums are equal.
struct PageSums: Sendable {
  private let site: SiteContext
  private let former: FormerPages
  /// Of the rows of each kind that pages show, in the order of their kind; `nil` for kinds that aren't all rows of files.
  private let rowSums: [String: [UInt64]?]
  /// On what sources disagree, by the record that it is about.
  private let disputes: [Record.Key: [String]]
  /// For each template by its file what its pages show, and what they all share.
  private let templates: [String: (inputs: PageInputs, head: PageSum)]

  init(_ site: SiteContext, _ pages: [PageTemplate], _ former: FormerPages) async {
    self.site = site
    self.former = former
    var inputs: [String: PageInputs] = [:]
    // Where rows tell in which line of which file they stand, what their fields say isn't all.
    for page in pages where !site.routes.listsFiles { inputs[page.file.path] = PageInputs(of: page) }
    let corpus = site.corpus
    let index = inputs.values.contains { !$0.rows.isEmpty } ? await former.records() : RecordIndex()
    var rowSums: [String: [UInt64]?] = [:]
    for kind in Set(inputs.values.flatMap(\.rows)) {
      let sums = index.sums(of: kind)
      let areRows = corpus.stretches(of: kind).allSatisfy { $0.written == nil }
      rowSums[kind] = areRows && sums.count == corpus.records(of: kind).count ? .some(sums) : .some(nil)
    }
    self.rowSums = rowSums
    disputes = Dictionary(grouping: site.index.disagreements.filter { $0.about != nil }) { $0.about! }
      .mapValues { $0.map(\.question) }
    var templates: [String: (inputs: PageInputs, head: PageSum)] = [:]
    for page in pages {
      guard let own = inputs[page.file.path] else { continue }
      var head = former.base
      head.append(ended: page.file.path)
      head.append(ended: site.asOf.description)
      for link in page.links { head.append(ended: site.routes.pages.contains(link.path) ? link.path : "") }
      // Under tables stands when their sources were read.
      for kind in [Report.kind, Source.kind] {
        for record in corpus.records(of: kind) { head.append(fieldsOf: record) }
      }
      for kind in own.named.sorted() {
        head.append(ended: kind)
        for record in corpus.records(of: kind) {
          head.append(ended: record.id)
          head.append(ended: site.name(kind, record.id))
        }
      }
      templates[page.file.path] = (own, former.sum(head))
    }
    self.templates = templates
  }

  /// `nil` for a page of which that can't be told.
  func sum(of job: Press.Job) -> PageSum? {
    guard let (inputs, head) = templates[job.page.file.path], let record = job.record else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4096)
    bytes.append(number: head.high)
    bytes.append(number: head.low)
    bytes.append(fieldsOf: record)
    for question in disputes[record.key] ?? [] { bytes.append(ended: question) }
    for kind in inputs.rows.sorted() {
      let positions = site.index.positions(of: kind, about: record.key)
      bytes.append(ended: kind)
      bytes.append(number: UInt64(positions.count))
      if let sums = rowSums[kind] ?? nil {
        for position in positions { bytes.append(number: sums[Int(position)]) }
      } else {
        let all = site.corpus.records(of: kind)
        for position in positions { bytes.append(fieldsOf: all[Int(position)]) }
      }
    }
    return former.sum(bytes)
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: UInt64) {
    for place in stride(from: UInt64(56), through: 0, by: -8) { append(UInt8(truncatingIfNeeded: number >> place)) }
  }

  /// Appends a text and a byte that no text holds, so that no two run together.
  fileprivate mutating func append(ended text: String) {
    append(contentsOf: text.utf8)
    append(0xFF)
  }

  /// Appends everything that a record says, also what nobody wrote and its kind fills in.
  fileprivate mutating func append(fieldsOf record: Record) {
    append(ended: record.id)
    for field in record.fields { append(field: field) }
    append(0xFC)
  }

  private mutating func append(field: Record.Field) {
    append(ended: field.name)
    append(value: field.value)
    for entry in field.entries {
      for inner in entry { append(field: inner) }
      append(0xFE)
    }
    append(0xFD)
  }

  private mutating func append(value: Value) {
    switch value {
    case .list(let values):
      append(ended: "list")
      for value in values { append(value: value) }
      append(0xFE)
    case .missing(let reason): append(ended: "missing \(reason.rawValue)")
    case .reference(let kind, let id): append(ended: "reference \(kind) \(id)")
    default:
      value.appendText(to: &self)
      append(0xFF)
    }
  }
}
