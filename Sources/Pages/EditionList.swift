package import Diagnostics

/// The table of editions, by itself: what is true of them may change when pages don't, after a rollback.
package enum EditionList {
  static func table(_ editions: [EditionLine]) -> Table? {
    guard !editions.isEmpty else { return nil }
    let rows = editions.map { edition -> Table.Row in
      func file(_ path: String, _ words: String) -> Inline {
        .link(Link(.file(EditionLine.folder + path, fragment: nil), [.text(words)]))
      }
      let pages: [Inline] =
        edition.isFrozen ? [file("\(edition.id)/index.html", "pages")] : [.muted([.text("no longer kept")])]
      let state = edition.isLive ? "shown now" : edition.isWithdrawn ? "withdrawn" : "superseded"
      return Table.Row(
        id: edition.id,
        cells: [
          [.code(edition.id)], [.text(Words.day(edition.day))], [.text(state)], pages,
          [
            file("\(edition.id).json", "figures and verdicts"), .text(", "),
            file("\(edition.id).sha256", "sums"),
          ],
        ])
    }
    let titles = ["Edition", "Speaks of", "State", "Frozen pages", "Kept for ever"]
    return Table(
      caption: "Editions, the latest first", columns: titles.map { Table.Column(title: [.text($0)]) }, rows: rows,
      style: .stack)
  }

  /// A page that lists editions, HTML or Markdown, with this list in place of its own; the same page when it has none.
  package static func renewed(_ page: OutputFile, with editions: [EditionLine]) -> OutputFile {
    guard let table = table(editions) else { return page }
    let isMarkdown = page.path.hasSuffix(".md")
    let new = bytes(of: table, in: page.path, isMarkdown)
    // What stands before and after the rows is the same in every such list.
    let (top, bottom) = isMarkdown ? ("| --- |\n", "\n\n") : ("<tbody>\n", "</tbody>")
    guard let newTop = new.end(of: top, from: 0), let newBottom = new.start(of: bottom, from: newTop - 1),
      let start = page.bytes.end(of: new[..<newTop], from: 0),
      let end = page.bytes.start(of: bottom, from: start - 1)
    else { return page }
    var bytes = Array(page.bytes[..<start])
    bytes += new[newTop..<newBottom]
    bytes += page.bytes[end...]
    return OutputFile(path: page.path, bytes: bytes)
  }

  private static func bytes(of table: Table, in path: String, _ isMarkdown: Bool) -> [UInt8] {
    if isMarkdown {
      var writer = MarkdownWriter(path: path)
      writer.block(.table(table))
      return writer.bytes
    }
    var writer = HTMLWriter(path: path)
    writer.block(.table(table))
    return writer.bytes
  }
}

extension [UInt8] {
  /// Where the text begins, at `from` or later.
  fileprivate func start(of text: String, from: Int) -> Int? { start(of: Array(text.utf8)[...], from: from) }

  fileprivate func end(of text: String, from: Int) -> Int? { end(of: Array(text.utf8)[...], from: from) }

  fileprivate func end(of text: ArraySlice<UInt8>, from: Int) -> Int? {
    start(of: text, from: from).map { $0 + text.count }
  }

  private func start(of text: ArraySlice<UInt8>, from: Int) -> Int? {
    guard let first = text.first, count - from >= text.count else { return nil }
    return (from...count - text.count).first { self[$0] == first && self[$0..<$0 + text.count] == text }
  }
}
