import Diagnostics
import Reading
import Records

extension Importer {
  /// An Atom feed, or RSS 2.0 or 1.0.
  ///
  /// - Gives: `events`, a file for each feed: the entry's day, title, author and address, no more than it says.
  /// - The id is the source's with a digest of the entry's own id, so that a title may change and the record stays one.
  /// - What a feed can't say stands as `report` and `unconfirmed` until an analyst changes it, or `--set kind=…` does.
  ///   Entries that a feed no longer shows stay.
  /// - Left out: summaries and texts, which belong to their writers, and entries without a day or a title.
  static let feed = Importer(
    "feed", "an Atom or RSS feed (XML) to events", endings: ["xml", "atom", "rss"]
  ) { intake in
    intake.files.compactMap { intake.entries(in: $0) }
  }
}

/// Where a sort of feed keeps what we ask for, in the order of `FeedColumn`.
private struct FeedDialect {
  var entries: XPath
  var feedTitle: XPath
  var columns: [XPath]
}

private enum FeedColumn: Int {
  case id, title, day, author, address
}

private let dialects = [
  FeedDialect(
    entries: "/atom:feed/atom:entry", feedTitle: "string(/atom:feed/atom:title)",
    columns: [
      "atom:id", "atom:title", "(atom:published | atom:updated[not(../atom:published)])[1]",
      "(atom:author/atom:name | /atom:feed/atom:author/atom:name)[last()]",
      "atom:link[@rel='alternate' or not(@rel)]/@href",
    ]),
  FeedDialect(
    entries: "/rss/channel/item", feedTitle: "string(/rss/channel/title)",
    columns: ["(guid | link[not(../guid)])[1]", "title", "(pubDate | dc:date)[1]", "(dc:creator | author)[1]", "link"]),
  FeedDialect(
    entries: "/rdf:RDF/rss:item", feedTitle: "string(/rdf:RDF/rss:channel/rss:title)",
    columns: ["@rdf:about", "rss:title", "dc:date", "dc:creator", "rss:link"]),
]

extension Intake {
  fileprivate mutating func entries(in file: SourceFile) -> RecordTable? {
    guard isSafeID(file.stem) else { return nil }
    var table = RecordTable(
      kind: Event.kind, name: file.stem, series: file.stem, growth: .newest, key: ["id"], rank: nil,
      defaults: ["kind": Event.Kind.report.rawValue, "confidence": Confidence.unconfirmed.rawValue], rows: [])
    do throws(MarkupProblem) {
      let feed = try Markup(xml: file)
      for dialect in dialects {
        let title = try feed.texts(at: dialect.feedTitle).first?.words ?? ""
        for entry in try feed.rows(at: dialect.entries, columns: dialect.columns) {
          if let row = row(of: entry, in: title) { table.rows.append(row) }
        }
      }
    } catch {
      findings.append(error.finding)
      return nil
    }
    return table
  }

  private mutating func row(of entry: MarkupRow, in feed: String) -> RecordTable.Row? {
    func text(_ column: FeedColumn) -> String { entry[column.rawValue]?.words ?? "" }
    guard let day = day(in: text(.day)), !text(.title).isEmpty, !text(.id).isEmpty else {
      findings.append(.undatedEntry(text(.title), at: entry.place))
      return nil
    }
    let address = text(.address)
    let isAddress = address.hasPrefix("https://") || address.hasPrefix("http://")
    return [
      "id": "\(source)-\(digest(of: text(.id)))", "date": day.description, "title": text(.title),
      "actor": text(.author).isEmpty ? feed : text(.author), "url": isAddress ? address : "",
    ]
  }

  /// FNV-1a of 64 bits in hexadecimal: short, and the same on every machine.
  private func digest(of text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Finding {
  fileprivate static func undatedEntry(_ title: String, at place: Place) -> Finding {
    Finding(
      .warning, "undated-entry", "the entry '\(title)' lacks a day, a title or an id of its own", at: place,
      hint: "it is left out")
  }
}
