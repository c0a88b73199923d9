import Diagnostics
import Foundation
import Metrics
import Pages
import Records
import TestSupport
import Testing

/// What charts and tables of records give as numbers, and what they leave out.
@Suite struct RecordNumbersTests {
  private static let day = Day(year: 2026, month: 11, day: 23)

  private static let files = [
    "Input/sources/s.yaml": """
    - {id: board, title: A board, seen: full-text, redistribution: yes}
    - {id: list, title: A list, seen: full-text, redistribution: yes}
    - {id: other-list, title: Another list, seen: full-text, redistribution: yes}
    - {id: closed-list, title: A list of which nothing may be passed on, seen: full-text, redistribution: no}
    """,
    "Input/models/m.yaml": """
    - {id: r1, name: R1, developer: deepseek, weights: open, licence: mit, source: board}
    - {id: o1, name: o1, developer: openai, weights: closed, licence: proprietary, source: board}
    """,
    "Input/scores/s.csv": """
    model,organisation,benchmark,vintage,value,source
    R1,DeepSeek,arena,2026-01-31,"1400 [1390, 1410]",board
    R1,DeepSeek,arena,2026-02-28,1410,board
    """,
    "Input/licence-clauses/c.csv": """
    licence,clause,says,answer,limit,unit,source,seen
    mit,commercial-use,Everything is allowed,yes,,,board,full-text
    proprietary,commercial-use,By contract,conditional,,,board,full-text
    proprietary,user-limit,Above this ask,,700000000,monthly active users,board,full-text
    proprietary,termination,On breach,,,,board,full-text
    """,
  ]

  private func made(_ template: String, prices: String = "") async -> OnePageSite {
    let header = "model,organisation,provider,input,output,valid-from,observed,source,confidence\n"
    let made = await OnePageSite(
      template, files: Self.files.merging(["Input/prices/p.csv": header + prices]) { $1 }, asOf: Self.day)
    #expect(made.site.findings.filter { $0.area == .pages }.map(\.headline) == [])
    return made
  }

  @Test func aChartsFileHasValuesWhereItsTableHasWords() async {
    let made = await made("{{ chart scores form=lines name=model value=value at=vintage group=model }}")
    #expect(made.page.contains("| R1 | 1,400 (1,390\u{2013}1,410) |"), "\(made.page)")
    let csv = made.text("charts/index/chart-scores.csv").split(separator: "\r\n")
    #expect(csv.first == "record,model,value,value.low,value.high,vintage,model,source", "\(csv)")
    #expect(csv.contains { $0.hasSuffix("R1,1400,1390,1410,2026-01-31,R1,board") }, "\(csv)")
  }

  @Test func rowsThatMayNotBePassedOnAreInNoChartsFile() async {
    let prices = """
      R1,DeepSeek,first-party,2,2,2026-05-01,,list,primary
      R1,DeepSeek,first-party,3,3,2026-06-01,,closed-list,primary
      """
    let made = await made("{{ chart prices form=ranges name=provider value=blended }}", prices: prices)
    let csv = made.text("charts/index/chart-prices.csv")
    #expect(csv.contains(",2,list"), "\(csv)")
    #expect(!csv.contains("closed-list"))
  }

  @Test func aChartWithoutARowToPassOnHasNoFile() async {
    let made = await made(
      "{{ chart prices form=ranges name=provider value=blended }}",
      prices: "R1,DeepSeek,first-party,3,3,2026-06-01,,closed-list,primary\n")
    #expect(made.text("charts/index/chart-prices.csv") == "no charts/index/chart-prices.csv")
    #expect(made.page.contains("SVG") && !made.page.contains("[CSV]"))
  }

  @Test func aSmallChartHasTheFirstRowsOfItsTableAndAllInItsFile() async {
    let prices = (1...12).map { "R1,DeepSeek,host-\($0),\($0),\($0),,2026-05-01,list,primary" }.joined(separator: "\n")
    let made = await made("{{ chart prices form=ranges name=provider value=blended size=mini }}", prices: prices)
    #expect(made.page.contains("Table of the first 8 of 12 rows"), "\(made.page)")
    #expect(made.page.contains("host-8") && made.text("charts/index/chart-prices.csv").contains("host-12"))
  }

  // MARK: Prices over time

  private static let steps =
    "{{ chart prices form=steps name=provider value=blended at=valid-from seen=observed where=\"provider = first-party\" "
    + "others=\"provider != first-party\" unit=\"USD per million tokens\" }}"

  @Test func sellersOfOneDayAndPriceAreOneMark() async {
    let prices = """
      R1,DeepSeek,first-party,1,1,2026-05-01,,list,primary
      R1,DeepSeek,host-a,2,2,,2026-06-01,list,primary
      R1,DeepSeek,host-b,2,2,,2026-06-01,list,primary
      R1,DeepSeek,host-c,3,3,,2026-06-01,list,primary
      """
    let page = await made(Self.steps, prices: prices).text("index.html")
    #expect(page.contains(">2 others $2.00</text>"), "\(page)")
    #expect(page.contains(">host-c $3.00</text>"))
  }

  @Test func aLineOfStepsIsCalledAsThePageCallsIt() async {
    let prices = "R1,DeepSeek,first-party,1,1,2026-05-01,,list,primary\n"
    let steps = Self.steps.replacing("form=steps", with: "form=steps names=\"The maker’s price\"")
    let page = await made(steps, prices: prices).page
    #expect(page.contains("The maker’s price: $1.00, on 1 May 2026."), "\(page)")
  }

  @Test func aPriceOfADayToComeIsNotTheLatest() async {
    let prices = """
      R1,DeepSeek,first-party,1,1,2026-05-01,,list,primary
      R1,DeepSeek,first-party,3,3,2027-01-01,,list,primary
      """
    let page = await made(Self.steps, prices: prices).page
    #expect(page.contains("its maker: $1.00, on 1 May 2026."), "\(page)")
  }

  @Test func whatOneSourceSaysAgainstTwoJoinsNoLine() async {
    let prices = """
      R1,DeepSeek,first-party,2,2,2026-04-24,,list,primary
      R1,DeepSeek,first-party,0.5,0.5,,2026-06-02,other-list,primary
      R1,DeepSeek,first-party,0.5,0.5,,2026-07-02,board,primary
      R1,DeepSeek,first-party,2,2,,2026-08-05,list,primary
      """
    let page = await made(Self.steps, prices: prices).page
    #expect(page.contains("falls from $2.00 in April 2026 to $0.50 in July 2026"), "\(page)")
  }

  @Test func aValueThatMovedInBetweenDoesNotStay() async {
    let prices = """
      R1,DeepSeek,first-party,2,2,2026-04-24,,list,primary
      R1,DeepSeek,first-party,1,1,2026-06-02,,list,primary
      R1,DeepSeek,first-party,2,2,2026-08-05,,list,primary
      """
    let page = await made(Self.steps, prices: prices).page
    #expect(page.contains("its maker is at $2.00 in April 2026 and August 2026"), "\(page)")
  }

  // MARK: Licences

  @Test func aLimitIsToldWithItsUnitAndNeverAsNone() async {
    let page = await made("{{ matrix licence-clauses rows=licence columns-by=clause value=term }}").page
    #expect(page.contains("above 700 million monthly active users"), "\(page)")
    #expect(page.contains("not in a word"))
    #expect(!page.contains("none"))
  }

  @Test func aMatrixPutsThePagesOwnRowFirst() async {
    let front = "---\ntitle: A model\ndescription: A model.\nfor: models\n---\n\n# {{ record.name }}\n\n"
    let matrix =
      "{{ matrix licence-clauses rows=licence columns-by=clause value=term self=record.licence sort=licence }}"
    let made = await OnePageSite(front + matrix, named: "model.md", files: Self.files)
    let rows = made.text("models/o1.html").components(separatedBy: "<tr").dropFirst(2)
    #expect(rows.first?.hasPrefix(" class=\"self\"") ?? false, "\(rows)")
    #expect(rows.count == 2)
  }
}
