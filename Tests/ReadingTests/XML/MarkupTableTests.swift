import Diagnostics
import Reading
import Testing

private func tables(_ html: String, at path: XPath = "//table") throws -> [MarkupTable] {
  try Markup(html: SourceFile(path: "page.html", text: html)).tables(at: path)
}

/// Rows as `a | b`.
private func grid(_ table: MarkupTable) -> [String] {
  table.rows.map { $0.map(\.text).joined(separator: " | ") }
}

@Suite struct MarkupTableTests {
  @Test func tableBecomesRowsWithPlaces() throws {
    let table = try tables(
      """
      <p>Scores</p>
      <table><caption>Board of <b>July</b></caption>
      <thead><tr><th>Model<th>Score</thead>
      <tbody>
      <tr><td><a href="/q">Qwen
         3</a><br>open<td>1,432&nbsp;±&nbsp;6
      <tr><td>GPT&#8209;5<script>x()</script></td><td>1440</td></tr>
      </table>
      """)[0]
    #expect(table.caption == "Board of July")
    #expect(table.columnNames == ["Model", "Score"])
    #expect(table.body.map { $0.map(\.text) } == [["Qwen 3 open", "1,432\u{A0}±\u{A0}6"], ["GPT‑5", "1440"]])
    #expect(table.place.line == 2)
    #expect(table.body.map { $0[0].place.line } == [5, 7])
  }

  @Test func spansAreWrittenOut() throws {
    let table = try tables(
      """
      <table>
      <tr><th rowspan=2>Model<th colspan=2>Score
      <tr><th>Text<th>Code
      <tr><td rowspan="2">A<td>1<td>2
      <tr><td>3<td>4
      <tr><td>B<td colspan=2>5
      </table>
      """)[0]
    #expect(table.headRowCount == 2)
    #expect(table.columnNames == ["Model", "Score Text", "Score Code"])
    #expect(
      grid(table) == [
        "Model | Score | Score", "Model | Text | Code", "A | 1 | 2", "A | 3 | 4", "B | 5 | 5",
      ])
  }

  @Test func rowSpanEndsWithItsGroup() throws {
    let table = try tables(
      """
      <table><tbody><tr><td rowspan=9>a<td>1</tbody><tbody><tr><td>b<td>2</tbody>
      <tbody><tr><td rowspan=0>c<td>3<tr><td>4<tr><td>5</tbody></table>
      """)[0]
    #expect(grid(table) == ["a | 1", "b | 2", "c | 3", "c | 4", "c | 5"])
  }

  @Test func footComesLast() throws {
    let table = try tables("<table><tfoot><tr><td>sum</tfoot><tbody><tr><td>1<tr><td>2</tbody></table>")[0]
    #expect(grid(table) == ["1", "2", "sum"])
  }

  @Test func cellCoveredFromAboveKeepsItsColumnInAShortRow() throws {
    let table = try tables("<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d</table>")[0]
    #expect(grid(table) == ["a | b | c", "d |  | c"])
  }

  @Test func rowsStayAsLongAsTheyAre() throws {
    let table = try tables("<table><tr><td>a<td>b<tr><td>c<tr></table>")[0]
    #expect(table.rows.map(\.count) == [2, 1, 0])
  }

  @Test func tableInsideACellIsATableOfItsOwn() throws {
    let all = try tables("<table><tr><td>x<table><tr><td>inner</table></table>")
    #expect(all.map(grid) == [["x inner"], ["inner"]])
  }

  @Test func expressionPicksTheTable() throws {
    let html = "<table id=a><tr><td>1</table><table id=b><tr><td>2</table><p id=c>"
    #expect(try tables(html, at: "//table[@id='b']").map(grid) == [["2"]])
    #expect(try tables(html, at: "//p").isEmpty)
  }

  @Test(arguments: ["x", "-1", "", "0"])
  func spanThatMakesNoSenseIsOne(span: String) throws {
    #expect(try grid(tables("<table><tr><td colspan='\(span)'>a<td>b</table>")[0]) == ["a | b"])
  }

  @Test func spansCannotFillTheMemory() throws {
    let row = "<tr>" + String(repeating: "<td colspan=1000000>a", count: 20)
    let html = "<table>" + String(repeating: row, count: 60) + "</table>"
    do {
      _ = try tables(html)
      Issue.record("more than a million cells were read")
    } catch let error as MarkupProblem {
      #expect(error.finding.headline == "table of more than 1000000 cells, spans written out")
    }
  }
}
