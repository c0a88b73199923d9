import Diagnostics
import Publishing
import TestSupport
import Testing

@Suite struct GateTests {
  /// A page with nothing wrong around the given body.
  static func page(_ body: String, head: String = "<title>T</title>") -> String {
    """
    <!DOCTYPE html>
    <html lang="en-GB" xmlns="http://www.w3.org/1999/xhtml">
    <head><meta charset="utf-8"/>\(head)</head>
    <body><main><h1>Heading</h1>
    \(body)
    </main></body>
    </html>
    """
  }

  static func findings(_ files: [String: String]) async -> [Finding] {
    await Gate.findings(in: edition(files))
  }

  /// `path:line:column: headline`, and the text that is pointed at.
  static func shown(_ finding: Finding) -> String {
    guard let place = finding.place else { return finding.headline }
    let (line, column) = place.lineAndColumn
    let text = String(decoding: place.file.bytes[place.start..<place.end], as: UTF8.self)
    return "\(place.file.path):\(line):\(column): \(finding.headline)\(text.isEmpty ? "" : " [\(text)]")"
  }

  /// It stands in for any address, so it leads on from the server's root; whatever folder the site is published in.
  @Test func thePageForAddressesThatLeadNowhereMayLinkFromTheRoot() async {
    let link = "<p><a href=\"/site/m/x.html\">there</a> <a href=\"/index.html#a\">start</a></p>"
    let known = ["m/x.html": Self.page("<p>X</p>"), "index.html": Self.page("<h2 id=\"a\">A</h2>")]
    let found = await Self.findings(known.merging(["404.html": Self.page(link)]) { $1 })
    #expect(found.map(Self.shown) == [])
    // What isn't in the site isn't reached from there either, and no other page may do so.
    let lost = await Self.findings(
      known.merging(["404.html": Self.page("<p><a href=\"/site/gone.html\">gone</a></p>")]) { $1 })
    #expect(lost.map(\.code) == ["page-rooted-link"])
    let other = await Self.findings(known.merging(["m/y.html": Self.page(link)]) { $1 })
    #expect(other.map(\.code) == ["page-rooted-link", "page-rooted-link"])
  }

  @Test func pageWithNothingWrongPasses() async {
    let body = """
      <h2 id="a">A</h2><p><a href="#a">here</a> <a href="m/x.html#p">there</a> <a href="https://example.org/x#y">out</a>
      <a href="mailto:a@example.org">mail</a> <a href="m/x.html?sort=1">sorted</a> <a href="m/%78.html">coded</a></p>
      <svg role="img" aria-labelledby="t"><title id="t">Trend</title></svg><svg aria-hidden="true"></svg>
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Mark"><svg/></svg>
      <table><caption>C</caption><tr><th scope="col">X</th></tr></table><img src="i.svg" alt=""/>
      <label>Name <input type="text"/></label><label for="s">Sort</label><select id="s"/><button>Go</button>
      """
    let head = """
      <title>T</title><link rel="stylesheet" href="style.css"/><link rel="canonical" href="https://example.org/"/>
      <script src="s.js"></script><script type="application/ld+json">{}</script>
      """
    let found = await Self.findings([
      "index.html": Self.page(body, head: head),
      "m/x.html": Self.page("<h2 id='p'>P</h2><a href='../index.html#a'>up</a><a href=\".././m/x.html\">self</a>"),
      "style.css": "a { background: url(\"i.svg\"); }", "s.js": "",
      "i.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ])
    #expect(found.map(Self.shown) == [])
  }

  @Test(arguments: [
    ("<p><b>bold</p>", "5:15: not well-formed: Opening and ending tag mismatch: b line 5 and p"),
    ("<p>a&nbsp;b</p>", "5:11: not well-formed: Entity 'nbsp' not defined"),
    ("<h1>Again</h1>", "2:1: 'h1' missing or repeated [<html]"),
    ("<h3>Deep</h3>", "5:1: 'h3' follows 'h1' [<h3]"),
    ("<p id='x'>1</p><p id='x'>2</p>", "5:8: id 'x' stands in the page twice [x]"),
    ("<p aria-describedby='gone'>1</p>", "5:22: id 'gone' isn't in the page [gone]"),
    ("<img src='i.svg'/>", "5:1: alternative text missing from 'img' [<img]"),
    ("<svg role='img'><path/></svg>", "5:1: alternative text missing from 'svg' [<svg]"),
    ("<svg aria-label='x'><path/></svg>", "5:1: alternative text missing from 'svg' [<svg]"),
    ("<table><tr><th scope='row'>x</th></tr></table>", "5:1: 'caption' missing from 'table' [<table]"),
    (
      "<table><caption>c</caption><tr><th>x</th></tr></table>",
      "5:1: 'th' with 'scope' missing from 'table' [<table]"
    ),
    (
      "<table><caption>c</caption><tr><td>x</td></tr></table>",
      "5:1: 'th' with 'scope' missing from 'table' [<table]"
    ),
    ("<p style='color: red'>x</p>", "5:4: attribute 'style' in a page [style]"),
    ("<p onclick='x()'>x</p>", "5:4: attribute 'onclick' in a page [onclick]"),
    ("<script>x()</script>", "5:1: script inside a page [<script]"),
    ("<style>p {}</style>", "5:1: 'style' element in a page [<style]"),
    (
      "<img alt='' src='https://example.org/i.png'/>",
      "5:18: 'https://example.org/i.png' would be loaded from elsewhere"
    ),
    ("<img alt='' src='//example.org/i.png'/>", "5:18: '//example.org/i.png' would be loaded from elsewhere"),
    (
      "<img alt='' src='i.svg' srcset='i.svg 1x, https://e.org/i 2x'/>",
      "5:43: 'https://e.org/i' would be loaded from elsewhere"
    ),
    (
      "<svg aria-hidden='true'><use href='https://e.org/#a'/></svg>",
      "5:36: 'https://e.org/#a' would be loaded from elsewhere"
    ),
    ("<a href='gone.html'>x</a>", "5:10: address 'gone.html' leads to no file of the site [gone.html]"),
    ("<a href='m/'>x</a>", "5:10: address 'm/' leads to no file of the site [m/]"),
    ("<a href='../x.html'>x</a>", "5:10: address '../x.html' leaves the site [../x.html]"),
    ("<a href='/index.html'>x</a>", "5:10: address '/index.html' starts at the server's root [/index.html]"),
    ("<a href='javascript:x()'>x</a>", "5:10: address of scheme 'javascript' [javascript:x()]"),
    ("<a href='#gone'>x</a>", "5:10: anchor 'gone' isn't in 'index.html' [#gone]"),
    ("<a href='m/index.html#gone'>x</a>", "5:10: anchor 'gone' isn't in 'm/index.html' [m/index.html#gone]"),
    ("<button></button>", "5:1: name missing from 'button' [<button]"),
    ("<input type='text'/>", "5:1: label missing from 'input' [<input]"),
  ])
  func faultInABodyIsFoundAtItsPlace(body: String, expected: String) async {
    let found = await Self.findings([
      "index.html": Self.page(body), "m/index.html": Self.page(""),
      "i.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ])
    #expect(found.count == 1)
    #expect(found.first.map(Self.shown)?.hasPrefix("index.html:" + expected) == true, "\(found.map(Self.shown))")
    #expect(found.allSatisfy { $0.area == .output && $0.effect == .fatal })
  }

  @Test(arguments: [
    ("", "'title' missing or empty"), ("<title> </title>", "'title' missing or empty"),
    ("<title>T</title><base href='index.html'/>", "'base' would redirect every link"),
    (
      "<title>T</title><link rel='stylesheet' href='https://e.org/s.css'/>",
      "'https://e.org/s.css' would be loaded from elsewhere"
    ),
    ("<title>T</title><script src='http://e.org/s.js'></script>", "'http://e.org/s.js' would be loaded from elsewhere"),
    ("<title>T</title><meta http-equiv='refresh' content='1'/>", "'meta' that reloads the page"),
  ])
  func faultInAHeadIsFound(head: String, expected: String) async {
    let found = await Self.findings(["index.html": Self.page("", head: head)])
    #expect(found.map(\.headline) == [expected])
  }

  @Test func everyFaultOfEveryFileIsListedInOrder() async {
    let found = await Self.findings([
      "b.html": Self.page("<img src='x'/>"), "a.html": Self.page("<a href='#x'>x</a>\n<a href='y'>y</a>"),
      "c.xml": "<feed>", "d.svg": "<svg xmlns='http://www.w3.org/2000/svg'><image href='https://e.org/x.png'/></svg>",
      "e.css": "@import 'x';\na { background: url(https://e.org/y.png) }",
    ])
    #expect(
      found.map(Self.shown) == [
        "a.html:5:10: anchor 'x' isn't in 'a.html' [#x]",
        "a.html:6:10: address 'y' leads to no file of the site [y]",
        "b.html:5:1: alternative text missing from 'img' [<img]",
        "b.html:5:11: address 'x' leads to no file of the site [x]",
        "c.xml:1:7: not well-formed: Premature end of data in tag feed line 1",
        "d.svg:1:54: 'https://e.org/x.png' would be loaded from elsewhere [https://e.org/x.png]",
        "e.css:1:1: '@import' would be loaded from elsewhere [@import]",
        "e.css:2:21: 'https://e.org/y.png' would be loaded from elsewhere [https://e.org/y.png]",
      ])
  }

  @Test func doctypeWithASubsetOrNoneIsRefused() async {
    let entity = Self.page("").replacing(
      "<!DOCTYPE html>", with: "<!DOCTYPE html [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
    let none = Self.page("").replacing("<!DOCTYPE html>", with: "")
    for text in [entity, none] {
      let found = await Self.findings(["index.html": text])
      #expect(found.map(\.headline) == ["'<!DOCTYPE html>' missing or with more in it"])
    }
  }

  @Test func brokenLinkNamesTheNearestPage() async {
    let found = await Self.findings([
      "index.html": Self.page("<a href='modles.html'>x</a>"), "models.html": Self.page(""),
    ])
    #expect(found.map(\.hint) == ["did you mean 'models.html'?"])
  }

  @Test func lineBeyondSixteenBitsIsRight() async {
    let filler = String(repeating: "<br/>\n", count: 70_000)
    let found = await Self.findings(["index.html": Self.page(filler + "<img src='index.html'/>")])
    #expect(found.map { $0.place?.line } == [70_005])
  }

  @Test func bytesThatAreNotUTF8AreFoundInAnyText() async {
    let found = await Gate.findings(in: [OutputFile(path: "data/x.csv", bytes: [0x61, 0xFF])])
    #expect(found.map(Self.shown) == ["data/x.csv:1:1: bytes that aren't UTF-8"])
  }

  @Test(arguments: ["/etc/x", "a/../../x", "a//b", "./a", "a\nb", "a\\b", ".parallax-staging/x", ""])
  func pathThatLeavesItsFolderIsRefused(path: String) async {
    let found = await Gate.findings(in: [OutputFile(path: path, bytes: [])])
    #expect(found.map(\.code) == ["output-path"])
  }

  @Test func pathsThatDifferOnlyInCaseOrNotAtAllAreRefused() async {
    let found = await Gate.findings(
      in: ["a/Qwen.txt", "a/qwen.txt", "b.txt", "b.txt"].map { OutputFile(path: $0, bytes: []) })
    #expect(
      found.map(\.headline) == [
        "path 'a/qwen.txt' differs from 'a/Qwen.txt' only in case", "path 'b.txt' is made twice",
      ])
  }

  @Test func fileIsFoundTheSameWayHoweverManyThereAre() async {
    var files: [String: String] = [:]
    for number in 0..<300 { files["p\(number).html"] = Self.page("<a href='p\((number + 1) % 300).html#x'>next</a>") }
    let found = await Self.findings(files)
    #expect(found.count == 300)
    #expect(found.map { $0.place?.file.path } == files.keys.sorted())
  }
}
