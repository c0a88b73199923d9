import Diagnostics
import Metrics
import Records

/// `feed.xml`: an Atom entry for each edition that changed something.
///
/// An entry's id and time come from what it says and the day of its edition, so it stays the same for as long as it
/// says the same.
struct Feed {
  static let path = "feed.xml"
  /// Entries of the newest editions.
  private static let limit = 30

  private let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  /// Ids of a feed need an address of our own.
  static func isThere(_ context: SiteContext) -> Bool { context.corpus.report.baseAddress != nil }

  var files: [OutputFile] {
    guard let address = context.corpus.report.baseAddress else { return [] }
    let base = address.hasSuffix("/") ? address : address + "/"
    let host = SiteContext.host(of: address)
    let entries = context.history.entries.suffix(Self.limit).reversed()
    var writer = HTMLWriter(path: Self.path)
    writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    element("id", base, &writer)
    element("title", "\(context.corpus.report.title): changes", &writer)
    element("updated", entries.first.map(moment) ?? moment(context.asOf.description, 1), &writer)
    writer.raw("<author>")
    writer.raw("<name>")
    writer.text(context.corpus.report.title)
    writer.raw("</name></author>\n")
    link("self", base + Self.path, &writer)
    link("alternate", base + page, &writer)
    for entry in entries {
      writer.raw("<entry>\n")
      element("id", "tag:\(host),\(entry.day):\(entry.name)", &writer)
      element("title", title(entry), &writer)
      element("updated", moment(entry), &writer)
      link("alternate", "\(base)\(page)#\(entry.name)", &writer)
      writer.raw("<content type=\"text\">")
      for line in lines(entry) {
        writer.text(line)
        writer.raw("\n")
      }
      writer.raw("</content>\n</entry>\n")
    }
    writer.raw("</feed>\n")
    return [OutputFile(path: Self.path, bytes: writer.bytes)]
  }

  /// The page that tells of changes, or else the front page.
  private var page: String { context.routes.pages.contains("changes.html") ? "changes.html" : "index.html" }

  private func element(_ name: StaticString, _ text: String, _ writer: inout HTMLWriter) {
    writer.raw("<")
    writer.raw(name)
    writer.raw(">")
    writer.text(text)
    writer.raw("</")
    writer.raw(name)
    writer.raw(">\n")
  }

  private func link(_ relation: String, _ address: String, _ writer: inout HTMLWriter) {
    writer.raw("<link")
    writer.attribute("rel", relation)
    writer.attribute("href", address)
    writer.raw("/>\n")
  }

  private func moment(_ entry: History.Entry) -> String { moment(entry.day, entry.ofDay) }

  /// The day's first minute for its first edition, and so on: readers of feeds sort by it.
  private func moment(_ day: String, _ number: Int) -> String {
    let (hours, minutes) = min(number - 1, 1439).quotientAndRemainder(dividingBy: 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(hours)):\(two(minutes)):00Z"
  }

  private func title(_ entry: History.Entry) -> String {
    "\(Words.title(entry))\(entry.changes == nil ? ", the first" : "")"
  }

  private func lines(_ entry: History.Entry) -> [String] {
    guard let changes = entry.changes else {
      return entry.figures.map { "\($0.title): \(Words.value($0).plainText)." }
    }
    let figures = changes.figures.map { move in
      let before = move.before.map { Words.value($0).plainText } ?? "not there"
      let after = move.after.map { Words.value($0).plainText } ?? "gone"
      let values = before == after ? after : "\(before), now \(after)"
      return "\(move.title): \(values) (\(Words.causes(move.reasons)))."
    }
    let verdicts = changes.verdicts.map { move in
      func word(_ claim: EditionFacts.Claim?) -> String {
        claim.map { VerdictWord(rawValue: $0.verdict)?.title ?? $0.verdict } ?? "not there"
      }
      return "Claim \(move.id): \(word(move.before)), now \(word(move.after)) (\(Words.causes(move.reasons)))."
    }
    return [Words.summary(changes, since: entry.previousDay)] + figures + verdicts
  }
}
