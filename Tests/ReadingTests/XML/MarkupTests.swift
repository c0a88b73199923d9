import Diagnostics
import Reading
import TestSupport
import Testing

private let feed = """
  <?xml version="1.0" encoding="utf-8"?>
  <feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/">
    <title>News &amp; notes</title>
    <entry>
      <title>First &#x2014; model</title><m:title>Picture</m:title>
      <link rel="alternate" href="https://example.org/1"/><category term="a"/><category term="b"/>
      <updated>2026-07-21T10:00:00Z</updated>
    </entry>
    <entry>
      <title type="html">Second
        one</title>
      <link href="https://example.org/2"/>
    </entry>
  </feed>
  """

/// `line: text`.
private func shown(_ text: MarkupText) -> String { "\(text.place.line): \(text.text)" }

private func finding(reading file: SourceFile, asHTML: Bool = false) -> Finding? {
  do throws(MarkupProblem) {
    _ = try asHTML ? Markup(html: file) : Markup(xml: file)
    return nil
  } catch {
    return error.finding
  }
}

@Suite struct MarkupTests {
  @Test func textsComeInTheDocumentsOrderWithTheirLines() throws {
    let markup = try Markup(xml: SourceFile(path: "feed.xml", text: feed))
    #expect(
      try markup.texts(at: "//atom:title").map(shown) == [
        "3: News & notes", "5: First — model", "10: Second\n      one",
      ])
    #expect(
      try markup.texts(at: "//atom:link/@href").map(\.text) == ["https://example.org/1", "https://example.org/2"])
    #expect(try markup.texts(at: "//atom:entry[2]/atom:title/text()").map(\.words) == ["Second one"])
    #expect(try markup.texts(at: "//atom:nothing").isEmpty)
  }

  @Test func placeIsTheLineWithoutItsIndentation() throws {
    let file = SourceFile(path: "feed.xml", text: feed)
    let place = try Markup(xml: file).texts(at: "//atom:updated")[0].place
    #expect(
      String(decoding: file.bytes[place.start..<place.end], as: UTF8.self)
        == "<updated>2026-07-21T10:00:00Z</updated>")
  }

  @Test(arguments: [
    ("count(//atom:entry)", "2"), ("string(//atom:entry[1]/atom:updated)", "2026-07-21T10:00:00Z"),
    ("count(//atom:entry) > 5", "false"), ("concat('a', 'b')", "ab"),
  ])
  func expressionThatMakesNoNodesGivesOneText(path: String, text: String) throws {
    let markup = try Markup(xml: SourceFile(path: "feed.xml", text: feed))
    #expect(try markup.texts(at: XPath(path)).map(\.text) == [text])
  }

  @Test func rowsAskEachNodeTheSameQuestions() throws {
    let markup = try Markup(xml: SourceFile(path: "feed.xml", text: feed))
    let rows = try markup.rows(
      at: "//atom:entry", columns: ["atom:title", "atom:link/@href", "atom:updated", "atom:category/@term"])
    #expect(rows.map(\.place.line) == [4, 9])
    #expect(rows.map { $0[0]?.words } == ["First — model", "Second one"])
    #expect(rows.map { $0[2]?.text } == ["2026-07-21T10:00:00Z", nil])
    #expect(rows.map { $0.columns[3].map(\.text) } == [["a", "b"], []])
  }

  @Test func htmlIsReadHoweverItIsWritten() throws {
    let file = SourceFile(
      path: "page.html",
      text: "<!DOCTYPE html>\n<title>T</title>\n<p>One<p class=x>Two &amp; <b>three</b>\n<ul><li>a<li>b</ul>&nbsp;<br>")
    let markup = try Markup(html: file)
    #expect(try markup.texts(at: "//p").map { $0.words } == ["One", "Two & three"])
    #expect(try markup.texts(at: "//li").map(shown) == ["4: a", "4: b"])
    #expect(try markup.texts(at: "//p/@class").map(shown) == ["3: x"])
  }

  /// libxml2 gives an element 16 bits for its line.
  @Test(arguments: [true, false])
  func linesAreRightBehindThe65535th(isHTML: Bool) throws {
    let count = 70_000
    let text = "<table>\n" + (2...count).map { "<tr id='\($0)'/>\n" }.joined() + "</table>\n"
    let file = SourceFile(path: "long", text: text)
    let markup = try isHTML ? Markup(html: file) : Markup(xml: file)
    let texts = try markup.texts(at: "//tr/@id")
    #expect(texts.count == count - 1)
    for index in [0, 65_000, 65_533, 65_534, 69_998] {
      #expect(texts[index].text == "\(texts[index].place.line)")
    }
  }

  @Test func byteOrderMarkAndAnyLineEndAreRead() throws {
    let file = SourceFile(path: "a.xml", text: "\u{FEFF}<a>\r\n<b>x</b>\r\n</a>\r\n")
    #expect(try Markup(xml: file).texts(at: "//b").map(shown) == ["2: x"])
  }

  @Test func namespacesKeepNamesApart() throws {
    let markup = try Markup(xml: SourceFile(path: "feed.xml", text: feed))
    #expect(try markup.texts(at: "//media:title").map(\.text) == ["Picture"])
    #expect(try markup.texts(at: "//title").isEmpty)
    #expect(try markup.texts(at: "//namespace::*").isEmpty)
  }
}

@Suite struct MarkupRefusalTests {
  /// What is written, and the finding in full; `«…»` marks what it points at.
  @Test(arguments: [
    (
      "<a>\n<b></a>«»",
      "2:8: error: not well-formed: Opening and ending tag mismatch: b line 2 and a;"
        + " mend the file, or read it as HTML"
    ),
    (
      "<a>x &nbsp;«» y</a>",
      "1:12: error: not well-formed: Entity 'nbsp' not defined; mend the file, or read it as HTML"
    ),
    ("", "1:1: error: not well-formed: Document is empty; mend the file, or read it as HTML"),
    (
      "<?xml version='1.0'?>\n<!-- [ > --><!DOCTYPE a «[»<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
      "2:25: error: document type with declarations of its own; delete what stands between '[' and ']': it can make a"
        + " reader load other files, and none of it is read"
    ),
    (
      "<!DOCTYPE a PUBLIC '[' \">\" «[»]><a/>",
      "1:28: error: document type with declarations of its own; delete what stands between '[' and ']': it can make a"
        + " reader load other files, and none of it is read"
    ),
    ("<a>\u{0}</a>", "1:4: error: control character U+0000; is this a text file?"),
  ])
  func xmlIsRefusedWithItsPlace(text: String, expected: String) throws {
    let marked = Marked(text, path: "a.xml")
    let found = try #require(finding(reading: marked.file))
    #expect(line(of: found) == "a.xml:" + expected)
    if let mark = marked.marks.first { #expect(found.place.map { $0.start } == mark.lowerBound) }
  }

  @Test(arguments: ["<!doctype html [ <!ENTITY e 'x'> ]><p>a", "<!DOCTYPE html SYSTEM 'x' [\n]><p>a"])
  func htmlWithAnInternalSubsetIsRefusedToo(text: String) {
    #expect(finding(reading: SourceFile(path: "a.html", text: text), asHTML: true)?.code == "internal-subset")
  }

  @Test func externalDefinitionIsNotLoaded() throws {
    let folder = try TemporaryFolder()
    try folder.write("<!ENTITY e 'leaked'><!ATTLIST a x CDATA 'leaked'>", to: "a.dtd")
    let text = "<!DOCTYPE a SYSTEM 'file://\(folder.path)/a.dtd'><a>quiet</a>"
    let markup = try Markup(xml: SourceFile(path: "a.xml", text: text))
    #expect(try markup.texts(at: "//a | //a/@x").map(\.text) == ["quiet"])
    let asking = text.replacing("quiet", with: "&e;")
    do {
      let texts = try Markup(xml: SourceFile(path: "a.xml", text: asking)).texts(at: "//a").map(\.text)
      #expect(!texts.joined().contains("leaked"))
    } catch {
      #expect(error.finding.code == "not-well-formed")
    }
  }

  @Test(arguments: [true, false])
  func nestingWithoutEndIsAFinding(isHTML: Bool) throws {
    let text = String(repeating: "<div>", count: 100_000) + "x" + String(repeating: "</div>", count: 100_000)
    let found = try #require(finding(reading: SourceFile(path: "deep", text: text), asHTML: isHTML))
    #expect(found.headline.contains("Excessive depth in document"))
    #expect(found.code == (isHTML ? "too-large" : "not-well-formed"))
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    let file = SourceFile(path: "a.html", bytes: Array("<p>caf".utf8) + [0xE9] + Array("</p>".utf8))
    #expect(
      finding(reading: file, asHTML: true).map(line)
        == "a.html:1:7: error: byte 0xE9 isn't UTF-8; save the file as UTF-8")
  }

  @Test(arguments: [("//a[", ""), ("", ""), ("]", ""), ("a b", ""), ("'open", "")])
  func textThatIsNoXPathIsRefused(text: String, reason: String) {
    do throws(MarkupProblem) {
      _ = try XPath(text)
      Issue.record("'\(text)' was taken for XPath")
    } catch {
      #expect(error.finding.code == "bad-xpath")
      #expect(error.finding.headline == "'\(text)' isn't an XPath expression\(reason)")
    }
  }

  @Test(arguments: ["//nowhere:a", "unknown-function(1)", "$variable"])
  func expressionThatCannotBeAnsweredIsRefused(path: String) throws {
    let markup = try Markup(xml: SourceFile(path: "a.xml", text: "<a/>"))
    expectRefusal(of: try XPath(path), by: markup)
  }

  @Test func expressionThatTakesForEverIsStopped() throws {
    let text = "<a>" + String(repeating: "<b/>", count: 2000) + "</a>"
    let markup = try Markup(xml: SourceFile(path: "a.xml", text: text))
    expectRefusal(of: "count(//b[count(//b[count(//b[count(//b) > 0]) > 0]) > 0])", by: markup)
  }

  private func expectRefusal(of path: XPath, by markup: borrowing Markup) {
    do throws(MarkupProblem) {
      _ = try markup.texts(at: path)
      Issue.record("'\(path)' was answered")
    } catch {
      #expect(error.finding.code == "bad-xpath")
    }
  }
}
