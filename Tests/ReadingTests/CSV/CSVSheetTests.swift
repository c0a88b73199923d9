import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct CSVSheetTests {
  private static func read(_ text: String) -> (sheet: CSVSheet?, findings: [Finding]) {
    CSVSheet.read(SourceFile(path: "Input/downloads/test.csv", text: text))
  }

  private static func rows(_ sheet: CSVSheet) -> [[String]] {
    (0..<sheet.rowCount).map { row in
      sheet.header.indices.map { sheet.text(sheet.indices(ofColumn: $0)[row], ofColumn: $0).text }
    }
  }

  @Test func eachTextOfAColumnIsKeptOnce() throws {
    let sheet = try #require(Self.read("model,value\nr1,1\no1,1\nr1,1\n").sheet)
    #expect(Self.rows(sheet) == [["r1", "1"], ["o1", "1"], ["r1", "1"]])
    #expect((0..<2).map { sheet.textCount(ofColumn: $0) } == [2, 1])
  }

  @Test func textInQuotesDiffersFromTheSameTextWithout() throws {
    let sheet = try #require(Self.read("model,value\nunknown,1\n\"unknown\",2\n\"a\"\"b\",3\n").sheet)
    #expect((0..<3).map { sheet.text($0, ofColumn: 0).isQuoted } == [false, true, true])
    #expect((0..<3).map { sheet.text($0, ofColumn: 0).text } == ["unknown", "unknown", "a\"b"])
    #expect((0..<3).map { sheet.plainBytes($0, ofColumn: 0) } == [12..<19, 23..<30, nil])
  }

  @Test func rowsWithNothingInThemAreNamed() throws {
    let sheet = try #require(Self.read("model,value\nr1,1\n,\n\"\",\n").sheet)
    #expect(sheet.emptyRows == [1])
  }

  @Test func wrongRowsAreTheFindingsOfTheTable() {
    let text = "model,value\na,1\nb\nc,2,3\n\"d,4\n"
    let file = SourceFile(path: "Input/downloads/test.csv", text: text)
    #expect(Self.read(text).findings == CSVTable.read(file).findings)
    #expect(Self.read(text).sheet?.rowCount == 1)
  }

  @Test(arguments: [(-1, nil), (0, nil), (11, nil), (12, 0), (16, 0), (17, 1), (100, 1)])
  func offsetsBelongToTheRowThatBeginsBeforeThem(offset: Int, row: Int?) throws {
    let sheet = try #require(Self.read("model,value\nr1,1\no1,1\n").sheet)
    #expect(sheet.row(at: offset) == row)
  }

  /// Names that are the same in their first eight, sixteen and twenty-four bytes.
  @Test func textsDifferByTheirLastByteWhateverTheirLength() throws {
    let names = (0..<60).flatMap { length in
      ["a", "b"].map { String(repeating: "x", count: length) + $0 } + [String(repeating: "x", count: length + 1)]
    }
    let text = "model\n" + (names + names.reversed()).map { "\($0)\n" }.joined()
    let sheet = try #require(Self.read(text).sheet)
    #expect(Self.rows(sheet).map { $0[0] } == names + names.reversed())
  }

  /// More texts than the nearer memory holds, each of which some rows have.
  @Test func textsThatRepeatAreKeptOnceHoweverManyThereAre() throws {
    var random = SeededGenerator(seed: 5)
    let names = (0..<200_000).map { _ in "m\(random.below(20_000))" }
    let sheet = try #require(Self.read("model\n" + names.map { "\($0)\n" }.joined()).sheet)
    var first: [String: Int] = [:]
    let expected = names.map { name in
      let index = first[name] ?? first.count
      first[name] = index
      return index
    }
    let indices = sheet.indices(ofColumn: 0)
    #expect(names.indices.map { indices[$0] } == expected)
    #expect(sheet.textCount(ofColumn: 0) == first.count)
    #expect(Self.rows(sheet).map { $0[0] } == names)
  }

  @Test func aLongColumnOfIDsKeepsATextForEachRow() throws {
    // What comes twice is kept twice, be it in the rows that were looked at or behind them.
    let ids = (0..<30_000).map { "id-\([5: 4, 29_999: 4][$0] ?? $0)" }
    let sheet = try #require(Self.read("id,kind\n" + ids.map { "\($0),\"a\"\n" }.joined()).sheet)
    #expect((0..<2).map { sheet.textCount(ofColumn: $0) } == [30_000, 1])
    #expect(Self.rows(sheet) == ids.map { [$0, "a"] })
    #expect(sheet.place(row: 29_999, column: 0).start == sheet.place(ofRow: 29_999).start)
    #expect(sheet.row(at: try #require(sheet.plainBytes(29_999, ofColumn: 0)).lowerBound) == 29_999)
  }

  @Test func aShortColumnOfIDsKeepsEachTextOnce() throws {
    let ids = (0..<2000).map { "id-\($0 == 1999 ? 0 : $0)" }
    let sheet = try #require(Self.read("id\n" + ids.joined(separator: "\n")).sheet)
    #expect(sheet.textCount(ofColumn: 0) == 1999)
  }

  /// The plain way is the table, which keeps the place of every cell.
  @Test(arguments: 0..<20)
  func randomSheetsSayWhatTheTableSays(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // Few, some and very many different texts, so that indices of each width are there, and some for each row.
    let counts = [1, 20, 300, 2000, 80_000]
    let count = random.pick(counts)
    var text = "model,value,note\n"
    for _ in 0..<(count > 1000 ? 70_000 : 400) {
      let model = "model-\(random.below(count))-\(random.pick(["a", "é中", "a much longer name than the others"]))"
      text += random.oneIn(5) ? "\"\(model)\"" : model
      text += ",\(random.below(3)),\(random.pick(["", "a", "\"b, c\"", "\"\"\"\"", "\"d\r\ne\""]))"
      text += random.pick(["\n", "\r\n", "\n\n"])
    }
    let file = SourceFile(path: "Input/downloads/test.csv", text: text)
    let table = try #require(CSVTable.read(file).table)
    let sheet = try #require(CSVSheet.read(file).sheet)
    #expect(sheet.rowCount == table.rowCount)
    #expect(
      Self.rows(sheet) == (0..<table.rowCount).map { row in (0..<3).map { table.cell(row: row, column: $0).text } })
    for row in stride(from: 0, to: table.rowCount, by: count > 1000 ? 997 : 1) {
      #expect(sheet.place(ofRow: row) == table.place(ofRow: row))
      for column in 0..<3 {
        #expect(sheet.place(row: row, column: column) == table.cell(row: row, column: column).place)
      }
    }
  }
}
