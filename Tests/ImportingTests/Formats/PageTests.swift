import Diagnostics
import Importing
import Testing

@Suite struct HTMLTableTests {
  private let page = """
    <html><body><table><tr><th>Year</th></tr><tr><td>2026</td></tr></table>
    <table id="board"><thead><tr><th rowspan="2">Model</th><th colspan="2">Arena</th><th>Seen</th></tr>
    <tr><th>Elo</th><th>Votes</th><th></th></tr></thead>
    <tr><td>Qwen &amp; more</td><td>1,287.5</td><td>42 046</td><td>Feb 11, 2026</td></tr>
    <tr><td>A</td><td>1300</td><td></td><td>Feb 12, 2026</td></tr><tr><td></td><td></td><td></td><td></td></tr></table>
    </body></html>
    """

  private func run(
    _ page: String, at path: String = "//table", kind: String = "scores",
    columns: [String: String] = ["model": "Model", "value": "Arena Elo", "votes": "Arena Votes", "vintage": "Seen"],
    into records: [String: String] = [:]
  ) -> Import {
    importing(
      ["table.html": page], as: "html-table", into: boards("arena-text").merging(records) { $1 },
      options: ImportOptions(
        fields: ["benchmark": "arena-text", "run-by": "independent"],
        table: TableMapping(path: path, kind: kind, columns: columns)))
  }

  private let path = "Input/scores/board/table.csv"
  private let written = """
    model,benchmark,vintage,value,votes,run-by,source
    A,arena-text,2026-02-12,1300,,independent,board
    Qwen & more,arena-text,2026-02-11,1287.5,42046,independent,board

    """

  @Test func columnsFillTheFieldsThatTheyAreNamedFor() {
    let result = run(page)
    #expect(result.complaints == [])
    #expect(result.files == [path: written])
  }

  @Test func sameTableFoundByItsIdTwiceChangesNothing() {
    #expect(run(page, at: "//table[@id='board']").files == [path: written])
    #expect(run(page, at: "//table[@id='board']", into: [path: written]).changes.isEmpty)
  }

  @Test func tableThatIsNotThereIsToldWithWhatItLacks() {
    #expect(
      run(page, at: "//table[1]").complaints == [
        """
        table.html:1:1: error: of the tables at //table[1] there is none with a column 'Arena Elo'; name the format \
        that the file has; if upstream has changed it, the importer has to learn it
        """
      ])
    #expect(
      run("<html><p>none</p></html>").findings.first?.headline == "of the tables at //table there is no table at all")
  }

  @Test func twoTablesWithTheColumnsAreNotGuessedAt() {
    #expect(
      run(page + page).findings.map(\.headline) == [
        "2 tables have the columns 'Arena Elo', 'Arena Votes', 'Model', 'Seen'"
      ])
  }

  @Test func mappingThatFitsNoKindIsRefused() {
    #expect(run(page, kind: "score").complaints == ["error: there is no kind 'score'; did you mean 'scores'?"])
    #expect(
      run(page, columns: ["modell": "Model"]).complaints == [
        "error: scores has no field 'modell' that a cell can hold; did you mean 'model'?"
      ])
    #expect(run(page, at: "//table[").findings.map(\.code) == ["bad-xpath"])
  }

  @Test func pageCutOffInATableIsRefused() {
    let result = run(String(page.prefix(page.count - 80)), into: [path: written])
    #expect(result.changes.isEmpty)
    #expect(result.findings.map(\.headline) == ["the page ends in the middle of a table"])
  }
}

@Suite struct FeedTests {
  private let atom = """
    <?xml version="1.0"?>
    <feed xmlns="http://www.w3.org/2005/Atom"><title>News of a lab</title>
    <entry><id>tag:lab,2026:1</id><title>V4 &amp; its weights</title><published>2026-04-24T08:00:00Z</published>
    <updated>2026-05-01T00:00:00Z</updated><author><name>The lab</name></author>
    <link rel="alternate" href="https://lab.example/v4"/></entry>
    <entry><id>tag:lab,2026:2</id><title>Talk</title><updated>2026-05-02T00:00:00Z</updated></entry>
    <entry><id>tag:lab,2026:3</id><title>No day</title></entry></feed>
    """

  private let path = "Input/events/board/news.csv"
  private let written = """
    id,date,title,kind,actor,url,source,confidence
    board-a750a9ff256cc0e4,2026-05-02,Talk,report,News of a lab,,board,unconfirmed
    board-a750acff256cc5fd,2026-04-24,V4 & its weights,report,The lab,https://lab.example/v4,board,unconfirmed

    """

  private func run(_ text: String, into records: [String: String] = [:]) -> Import {
    importing(["news.xml": text], as: "feed", into: records)
  }

  @Test func entriesBecomeEventsThatSayNoMoreThanTheyDo() {
    let result = run(atom)
    #expect(result.files == [path: written])
    #expect(
      result.complaints == [
        "news.xml:7:1: warning: the entry 'No day' lacks a day, a title or an id of its own; it is left out"
      ])
    #expect(run(atom, into: [path: written]).changes.isEmpty)
  }

  @Test func whatAnAnalystMadeOfAnEntryStaysAndSoDoEntriesThatAreGone() {
    let judged = written.replacing("weights,report", with: "weights,model-release").replacing(
      "v4,board,unconfirmed", with: "v4,board,primary")
    let later = """
      <feed xmlns="http://www.w3.org/2005/Atom"><title>News of a lab</title>
      <entry><id>tag:lab,2026:1</id><title>V4, renamed</title><published>2026-04-24T08:00:00Z</published>
      <author><name>The lab</name></author><link href="https://lab.example/v4"/></entry></feed>
      """
    #expect(
      run(later, into: [path: judged]).files == [
        path: judged.replacing("V4 & its weights", with: "\"V4, renamed\"")
      ])
  }

  @Test func bothSortsOfRSSAreReadToo() {
    let second = """
      <rss version="2.0"><channel><title>Notices</title><item><title>Rule</title><link>https://a.example/r</link>
      <pubDate>Wed, 25 Nov 2026 15:02:37 GMT</pubDate></item></channel></rss>
      """
    let first = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
       xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Notices</title></channel>
      <item rdf:about="https://a.example/r"><title>Rule</title><link>https://a.example/r</link>
      <dc:date>2026-11-25T15:02:37Z</dc:date></item></rdf:RDF>
      """
    let files = run(second).files
    #expect(files[path]?.contains(",2026-11-25,Rule,report,Notices,https://a.example/r,board,unconfirmed\n") == true)
    #expect(run(first).files == files)
  }

  @Test func feedThatIsCutOffOrEmptyIsRefused() {
    for text in [String(atom.prefix(400)), "", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", "<html></html>"] {
      let result = run(text, into: [path: written])
      #expect(result.isRefused && result.changes.isEmpty, "\(text.prefix(40))")
    }
  }
}
