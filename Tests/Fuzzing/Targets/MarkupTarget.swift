import Diagnostics
import Reading

extension FuzzTarget {
  /// The same bytes as XML and as HTML: places lie inside the file, and no text is longer than what was written.
  static func markup(_ seeds: SeedFiles) -> FuzzTarget {
    let written = [
      """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom"><title>News &amp; notes</title>
      <entry><title>First &#x2014; model</title><link href="https://example.org/1"/></entry><!-- end --></feed>

      """,
      """
      <!DOCTYPE html>
      <title>T</title><table><caption>C</caption><thead><tr><th colspan=2>a<th>b</thead>
      <tr><td rowspan="2">1<td>2<td>&nbsp;<tr><td><p>3<br>4<tfoot><tr><td>5</table><script>x < y</script>

      """,
    ]
    return FuzzTarget(
      name: "markup", seeds: written.map { Array($0.utf8) } + seeds.ending(in: ".html", ".xml"),
      words: [
        "<", ">", "/>", "</", "<a>", "<a ", "<b><b><b>", "</a>", "<tr>", "<td>", "<th>", "<table>", "</table>",
        " rowspan=0 ", " rowspan=65534 ", " colspan=1000 ", "=\"", "&", "&amp;", "&#0;", "&#x110000;", "&lol;",
        "<!--", "-->", "<![CDATA[", "]]>", "<?xml encoding=\"utf-16\"?>", "<?p", "?>", "<!DOCTYPE a [", "]>",
        "<!DOCTYPE html SYSTEM \"a\">", "<!ENTITY lol \"lol\">", " xmlns=\"\"", " xmlns:a=\"b\"", "a:b", "<script>",
        "<style>", "<plaintext>", "<meta charset=utf-16>",
      ], weight: 12
    ) { bytes in
      complaint(reading: bytes) { file throws(MarkupProblem) in try Markup(xml: file) }
        ?? complaint(reading: bytes) { file throws(MarkupProblem) in try Markup(html: file) }
    }
  }

  private static func complaint(
    reading bytes: [UInt8], _ read: (SourceFile) throws(MarkupProblem) -> Markup
  ) -> String? {
    do throws(MarkupProblem) {
      let markup = try read(SourceFile(path: "page.html", bytes: bytes))
      let texts = try markup.texts(at: "//text() | //@*")
      let rows = try markup.rows(at: "//*", columns: ["name()", "@*"])
      let cells = try markup.tables(at: "//table").flatMap { $0.rows.joined() }
      for place in texts.map(\.place) + rows.map(\.place) + cells.map(\.place) {
        if let wrong = Fuzzing.complaint(about: place) { return wrong }
      }
      // Were entities substituted, a few bytes would become many.
      let length = texts.reduce(0) { $0 + $1.text.utf8.count }
      return length > bytes.count ? "\(length) bytes of text come from a file of \(bytes.count)" : nil
    } catch {
      return Fuzzing.complaint(about: [error.finding])
    }
  }
}
