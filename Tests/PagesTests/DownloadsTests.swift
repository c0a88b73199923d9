import Diagnostics
import Foundation
import Metrics
import Pages
import Reading
import Records
import TestSupport
import Testing

@Suite struct DownloadsTests {
  private static let files = [
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, redistribution: yes}
    - {id: closed, title: A closed list, seen: full-text, redistribution: no, url: "https://example.org/list"}
    - {id: silent, title: A silent list, seen: full-text, redistribution: unknown}
    - {id: article, title: An article, seen: full-text}
    """,
    "Input/prices/p.csv": """
    model,provider,input,output,observed,source
    A,first-party,1,2,2026-07-01,board
    B,first-party,1,2,2026-07-01,closed
    C,first-party,1,2,2026-07-01,silent
    D,first-party,0.003625,2,2026-07-01,article
    """,
    "Input/downloads/d.csv": """
    subject,subject-kind,platform,measure,value,as-of,source
    Q,group,Hub,downloads,5,2026,closed
    """,
    "Input/rivals/r.yaml": """
    {id: r, question: How far?, why: They differ., answers: [{value: "7 [4, 14]", unit: months, as-of: 2026, source: board}]}
    """,
  ]

  @Test func rowsThatMayNotBePassedOnStayOutOfEveryKind() async throws {
    let made = await OnePageSite("x", files: Self.files)
    #expect(try rows(of: "prices", in: made).map { $0["model"] } == ["A", "D"])
    #expect(try rows(of: "downloads", in: made).isEmpty)
    let json = try parsed(made.text("data/prices.json"))
    #expect((json["records"] as? [[String: Any]])?.map { $0["model"] as? String } == ["A", "D"])
    let withheld = try #require(json["withheld"] as? [[String: Any]])
    #expect(withheld.map { $0["source"] as? String } == ["closed", "silent"])
    #expect(withheld.map { $0["rows"] as? Int } == [1, 1])
    #expect(withheld[0]["url"] as? String == "https://example.org/list")
    #expect(!made.text("data/prices.json").contains("\"B\""))
  }

  @Test func theDataPageTellsWhatIsHeldBackAndWhereToFindIt() async {
    let made = await OnePageSite("{{ downloads }}\n\n{{ withheld }}", files: Self.files)
    #expect(made.page.contains("| [prices.csv](data/prices.csv), [prices.json](data/prices.json) |"))
    #expect(made.page.contains("| 2 | 2 |"))
    #expect(
      made.page.contains("| Prices | A closed list | 1 | forbidden | [example.org](https://example.org/list) |"))
    #expect(made.page.contains("| Prices | A silent list | 1 | not established | no address |"))
  }

  @Test func numbersAreWrittenAsTheyWerePublishedAndEntriesStayWhole() async throws {
    let made = await OnePageSite("x", files: Self.files)
    #expect(try rows(of: "prices", in: made)[1]["input"] == "0.003625")
    #expect(!made.text("data/rivals.csv").contains("answers"))
    let rivals = try #require(try parsed(made.text("data/rivals.json"))["records"] as? [[String: Any]])
    let value = (rivals[0]["answers"] as? [[String: Any]])?[0]["value"] as? [String: Double]
    #expect(value == ["value": 7, "low": 4, "high": 14])
  }

  /// On the committed records: what the Data page says of each kind is what its files hold.
  @Test func countsOnTheDataPageAreThoseOfTheFiles() async throws {
    let corpus = Committed.corpus
    let site = await Site.make(
      figures: Committed.figures, corpus: corpus, verdicts: [],
      templates: Committed.templates.filter { $0.path.hasSuffix("site.html") || $0.path.hasSuffix("pages/data.md") },
      findings: [], asOf: corpus.asOf)
    func text(_ path: String) throws -> String {
      String(decoding: try #require(site.files.first { $0.path == path }, "\(path)").bytes, as: UTF8.self)
    }
    let page = try text("data.md")
    var kinds = 0
    for kind in Corpus.kinds where !["report", "notes"].contains(kind.name) {
      let records = corpus.records(of: kind.name).count
      guard records > 0 else { continue }
      kinds += 1
      let line = try #require(
        page.split(separator: "\n").first { $0.contains("(data/\(kind.name).csv)") }, "\(kind.name)")
      let cells = line.split(separator: "|").map { $0.split(separator: " ").joined() }
      let shown = cells.suffix(2).map { Int($0.split(separator: ",").joined()) }
      let file = SourceFile(path: "x.csv", text: try text("data/\(kind.name).csv"))
      let rows = try #require(CSVTable.read(file).table).rowCount
      let json = try parsed(try text("data/\(kind.name).json"))
      #expect(shown == [rows, records - rows], "\(kind.name)")
      #expect((json["records"] as? [Any])?.count == rows, "\(kind.name)")
      let withheld = (json["withheld"] as? [[String: Any]])?.reduce(0) { $0 + ($1["rows"] as? Int ?? 0) }
      #expect(withheld == records - rows, "\(kind.name)")
    }
    #expect(kinds > 20)
  }

  private func rows(of kind: String, in made: OnePageSite) throws -> [[String: String]] {
    let table = try #require(
      CSVTable.read(SourceFile(path: "\(kind).csv", text: made.text("data/\(kind).csv"))).table)
    return (0..<table.rowCount).map { row in
      Dictionary(
        table.header.enumerated().map { ($1.text, table.cell(row: row, column: $0).text) }
      ) { first, _ in first }
    }
  }

  private func parsed(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
