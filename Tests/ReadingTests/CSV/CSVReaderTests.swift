import Diagnostics
import Reading
import TestSupport
import Testing

extension CSVTable {
  /// All rows as texts.
  var texts: [[String]] {
    (0..<rowCount).map { row in header.indices.map { cell(row: row, column: $0).text } }
  }
}

private func read(_ text: String) -> (table: CSVTable?, findings: [Finding]) {
  CSVTable.read(SourceFile(path: "Input/test.csv", text: text))
}

@Suite struct CSVReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n3,4\n", [["1", "2"], ["3", "4"]]),
    ("a,b\n1,2", [["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["1", "2"]]),
    ("a,b\r1,2\r3,4", [["1", "2"], ["3", "4"]]),
    ("\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
    ("a,b\n,\n", [["", ""]]),
    ("a,b\n\"\",\"\"\n", [["", ""]]),
    ("a\n\"x\"\"y\"\n\"\"\"\"\n", [["x\"y"], ["\""]]),
    ("a,b\n\"1,\n2\r\n3\",4\n", [["1,\n2\r\n3", "4"]]),
    ("a,b\n\n1,2\r\n\r\n\n3,4\n\n", [["1", "2"], ["3", "4"]]),
    ("a,b\n 1 ,\t2\n", [[" 1 ", "\t2"]]),
    ("a,b\nZürich,北京\n", [["Zürich", "北京"]]),
    ("a,b\n#1,2\n", [["#1", "2"]]),
    ("a,b\n", []),
  ])
  func textReadsAsRows(text: String, rows: [[String]]) throws {
    let (table, findings) = read(text)
    #expect(findings == [])
    #expect(try #require(table).texts == rows)
  }

  @Test func cellKnowsItsPlaceAndWhetherItWasQuoted() throws {
    let file = SourceFile(path: "a.csv", text: "a,b\r\n\"x\ny\",é\r\n")
    let table = try #require(CSVTable.read(file).table)
    let (first, second) = (table.cell(row: 0, column: 0), table.cell(row: 0, column: 1))
    #expect(first.place == Place(file, 5..<10))
    #expect(second.place == Place(file, 11..<13))
    #expect([first.isQuoted, second.isQuoted] == [true, false])
    #expect(second.place.lineAndColumn == (3, 4))
    #expect(table.header.map(\.text) == ["a", "b"])
  }

  @Test func rowIsShownByItsFirstCellWithText() throws {
    let table = try #require(read("a,b,c\n,,3\n1,2,3\n,,\n").table)
    #expect((0..<3).map { table.place(ofRow: $0).start } == [8, 10, 16])
  }
}

@Suite struct CSVFindingTests {
  /// Every finding about CSV in full: place (`«…»`), headline and hint.
  @Test(arguments: [
    ("", "empty file where a header should name the columns; write the header, or delete the file"),
    ("\n\n", "empty file where a header should name the columns; write the header, or delete the file"),
    (
      "«# from the web\n# 2026»\n\na,b\n1,2\n",
      "comment in front of the header: CSV has none; delete the lines that begin with '#'"
    ),
    (
      "a,b,c,d,e\n1,«2»\n",
      "row of 2 cells where the header has 5; no cells for 'c', 'd', 'e'; write an empty cell as ',,'"
    ),
    (
      "a,b,c,d,e\n«1»\n",
      "row of 1 cell where the header has 5; no cells for 'b', 'c', 'd' …; write an empty cell as ',,'"
    ),
    ("a,b\n1,2,«3,4»\n", "row of 4 cells where the header has 2; put a cell with a comma in it in quotes"),
    (
      "a,b\n1,5«\"» disk,6\" disk\n2,3\n",
      "quote inside a cell that doesn't begin with one; put the whole cell in quotes and double each one inside: \"5\"\" disk\""
    ),
    (
      "a,b\n1,the «\"»same, or so\" name (\"ü, x\"),3\n",
      "quote inside a cell that doesn't begin with one; put the whole cell in quotes and double each one inside: \"the \"\"same, or so\"\" name (\"\"ü, x\"\")\""
    ),
    (
      "a,b\n1,北京北京北京北京北京北京 «\"»x\n2,3\n",
      "quote inside a cell that doesn't begin with one; put the whole cell in quotes and double each one inside: \"…北京北京北京北京北京 \"\"x\""
    ),
    (
      "a,b\n1,\"5\"«i»nch\n2,3\n",
      "text behind the closing quote of a cell; double each quote inside the cell: \"5\"\"inch\", or end it with a comma behind the quote"
    ),
    (
      "a,b\n1,\"say \"\"x\"\" \"«h»i, you\" now\"\n2,3\n",
      "text behind the closing quote of a cell; double each quote inside the cell: \"say \"\"x\"\" \"\"hi, you\"\" now\", or end it with a comma behind the quote"
    ),
    (
      "a,b\n1,«\"»open\n",
      "quote that isn't closed before the file ends; close it; double a quote that belongs to the text"
    ),
    (
      "a,b\n1,«\"»open\n2,\"x\"\n3,4\n",
      "quote that isn't closed where its cell ends; close it; double a quote that belongs to the text"
    ),
    (
      "a,b\n1, «\"»x\"\n",
      "quote inside a cell that doesn't begin with one; delete the blanks in front of the quote"
    ),
    (
      "a«;»b\n1;\"2\"3\n",
      "cells separated by ';', where commas belong; export the table anew with commas, or replace them"
    ),
    (
      "a«\t»b\n1\t2\n",
      "cells separated by tabs, where commas belong; export the table anew with commas, or replace them"
    ),
    (
      "a,b\n1,2\n«<<<<<<<» HEAD\n3,4\n=======\n",
      "mark of a merge that isn't finished; choose between the two versions and delete the lines '<<<<<<<', '=======' and '>>>>>>>'"
    ),
    ("a,b,«»\n1,2,3\n", "column without a name; name or delete it"),
    ("a,b,«a»\n1,2,3\n", "column 'a' stands twice in the header; delete or rename one"),
    ("a,b\n1,x«\u{1B}»y\n", "control character U+001B; delete it, or write a space or line break instead"),
  ])
  func findingPointsAtTheTellingCell(text: String, expected: String) {
    let marked = Marked(text)
    let findings = CSVTable.read(marked.file).findings
    #expect(findings.map { $0.headline + ($0.hint.map { "; \($0)" } ?? "") } == [expected])
    #expect(
      findings.compactMap { $0.place.map { $0.start..<$0.end } } == (marked.marks.isEmpty ? [0..<0] : marked.marks))
  }

  @Test func lineIsTheOneAnEditorShows() {
    let (_, findings) = read("a,b\r\n\"one\r\ntwo\nthree\",2\r\n1,2,3\r\n")
    #expect(
      findings.map(line) == [
        "Input/test.csv:5:5: error: row of 3 cells where the header has 2; put a cell with a comma in it in quotes"
      ])
  }

  @Test func rowsBehindABrokenOneAreRead() throws {
    let (table, findings) = read("a,b\n1,2\nx\n3,\"4\"5\n6,7\n")
    #expect(findings.map(\.code) == ["missing-cell", "stray-quote"])
    #expect(try #require(table).texts == [["1", "2"], ["6", "7"]])
  }

  @Test func openQuoteCostsItsOwnLineAlone() throws {
    let (table, findings) = read("a,b\n1,\"2\n3,4\n5,6\n")
    #expect(findings.map(\.code) == ["unclosed-quote"])
    #expect(try #require(table).texts == [["3", "4"], ["5", "6"]])
  }

  @Test func rowsBehindAQuoteThatIsNotClosedAreRead() throws {
    let (table, findings) = read("a,b\n1,\"2\n3,\"4\"\n5\n6,7\n")
    #expect(
      findings.map(line) == [
        "Input/test.csv:2:3: error: quote that isn't closed where its cell ends; close it; double a quote that belongs to the text",
        "Input/test.csv:4:1: error: row of 1 cell where the header has 2; no cells for 'b'; write an empty cell as ',,'",
      ])
    #expect(findings.first?.related.map(\.note) == ["the next quote has text behind it"])
    #expect(findings.first?.related.map(\.place.start) == [11])
    #expect(try #require(table).texts == [["3", "4"], ["6", "7"]])
  }

  @Test(arguments: [
    ([0x61, 0x0A, 0xE9, 0x0A], "byte 0xE9 isn't UTF-8"), ([0xFF, 0xFE, 0x61, 0x00], "file is UTF-16, not UTF-8"),
    ([0x61, 0x0A, 0x00, 0x0A], "control character U+0000"),
  ])
  func bytesThatAreNotTextGiveNoTable(bytes: [UInt8], headline: String) {
    let (table, findings) = CSVTable.read(SourceFile(path: "a.csv", bytes: bytes))
    #expect(table == nil)
    #expect(findings.map(\.headline) == [headline])
  }
}
