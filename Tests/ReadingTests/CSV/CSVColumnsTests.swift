import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct CSVColumnsTests {
  private static func read(_ text: String) -> (columns: CSVColumns?, findings: [Finding]) {
    CSVColumns.read(SourceFile(path: "Input/downloads/test.csv", text: text)) { name in
      ["value", "x"].contains(name) ? .number : name == "note" ? .text : .name
    }
  }

  /// A row as text, whatever the forms of its columns; `nan` for what is no number.
  private static func rows(_ table: CSVColumns) -> [[String]] {
    (0..<table.rowCount).map { row in
      table.columns.map { column in
        switch column {
        case .numbers(let numbers): "\(numbers[row])"
        case .names(let indices, let names): names[Int(indices[row])]
        case .texts(let texts): texts[row]
        }
      }
    }
  }

  @Test func columnsHoldWhatTheRowsSay() throws {
    let table = try #require(
      Self.read("model,value,note\nr1,1.5,\"a, b\"\no1,-2,\n\"r1\",,\"say \"\"so\"\"\"\n").columns)
    #expect(Self.rows(table) == [["r1", "1.5", "a, b"], ["o1", "-2.0", ""], ["r1", "nan", "say \"so\""]])
    guard case .names(let indices, let names) = table.columns[0] else { return #expect(Bool(false)) }
    #expect(indices == [0, 1, 0])
    #expect(names == ["r1", "o1"])
    #expect(table.wrongCells.isEmpty)
  }

  @Test func cellsThatAreNoNumbersAreNamedWithTheirPlaces() throws {
    let (table, findings) = Self.read("model,value\na,1\nb,\"1,5\"\nc,n/a\nd,0x10\ne,inf\n")
    #expect(findings.isEmpty)
    let wrong = try #require(table).wrongCells
    #expect(wrong.map(\.cell.text) == ["1,5", "n/a", "0x10", "inf"])
    #expect(wrong.map(\.row) == [1, 2, 3, 4])
    #expect(wrong.first?.cell.place.lineAndColumn.line == 3)
  }

  @Test func wrongRowsAreTheFindingsOfTheTable() {
    let text = "model,value\na,1\nb\nc,2,3\n\"d,4\n"
    let file = SourceFile(path: "Input/downloads/test.csv", text: text)
    #expect(Self.read(text).findings == CSVTable.read(file).findings)
    #expect(Self.read(text).columns?.rowCount == 1)
  }

  /// The plain way: cells of the table, numbers by the standard library, names in a dictionary.
  @Test(arguments: 0..<20)
  func randomTablesReadAsThePlainWayReadsThem(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var text = "model,value,note,x\n"
    for _ in 0..<400 {
      let model = random.oneIn(3) ? "m" : "model-\(random.below(300))-\(random.pick(["a", "bb", "é中"]))"
      text += random.oneIn(5) ? "\"\(model)\"" : model
      text += ",\(Self.number(&random)),\(random.pick(["", "a", "\"b, c\"", "\"\"\"\"", "\"d\r\ne\""])),"
      text += Self.number(&random) + random.pick(["\n", "\r\n", "\n\n"])
    }
    let file = SourceFile(path: "Input/downloads/test.csv", text: text)
    let table = try #require(CSVTable.read(file).table)
    let columns = try #require(Self.read(text).columns)
    let plain = (0..<table.rowCount).map { row in
      (0..<4).map { column in
        let cell = table.cell(row: row, column: column).text
        return column % 2 == 0 ? cell : "\(Double(cell) ?? .nan)"
      }
    }
    #expect(Self.rows(columns) == plain)
  }

  /// Numbers of every length, with and without a point and an exponent.
  private static func number(_ random: inout SeededGenerator) -> String {
    let digits = String(random.next() % (random.oneIn(3) ? 100 : .max))
    let sign = random.oneIn(4) ? "-" : ""
    switch random.below(5) {
    case 0: return sign + digits
    case 1: return sign + digits + "." + String(random.below(1000))
    case 2: return sign + "0.000\(random.below(100_000))"
    case 3: return sign + String(digits.prefix(6)) + "e\(random.below(40) - 20)"
    default: return sign + String(digits.prefix(4)) + "." + String(digits.suffix(5))
    }
  }

  /// Names that are the same in their first eight, sixteen and twenty-four bytes, and numbers as short and as long as there are.
  @Test func namesDifferByTheirLastByteWhateverTheirLength() throws {
    let names = (0..<60).flatMap { length in
      ["a", "b"].map { String(repeating: "x", count: length) + $0 } + [String(repeating: "x", count: length + 1)]
    }
    let text = "model\n" + (names + names.reversed()).map { "\($0)\n" }.joined()
    let table = try #require(Self.read(text).columns)
    #expect(Self.rows(table).map { $0[0] } == names + names.reversed())
  }

  @Test(arguments: [
    "1e-400", "-0.0e-999x", "9e999", "-", ".", "-.", "1.2.3", "1-2", "+", "12345678:", "1/2", ":", "0x1",
  ])
  func textThatIsNoNumberIsWrong(text: String) throws {
    #expect(try #require(Self.read("value\n\(text)\n").columns).wrongCells.map(\.cell.text) == [text])
  }

  @Test(arguments: [
    "0", "-0", "7", "-1.5", "0.25", "12345678", "1234567.8", "-123456.7", "0e-400", "123456789012345", "1e3",
  ])
  func numbersOfAnyLengthReadAsTheStandardLibraryReadsThem(text: String) throws {
    #expect(Self.rows(try #require(Self.read("value\n\(text)\n").columns)) == [["\(Double(text)!)"]])
  }

  /// More names than one table of slots holds.
  @Test func hundredThousandNamesKeepTheirOrder() throws {
    let text = "model\n" + (0..<100_000).map { "m\($0 * 7919 % 50_000)\n" }.joined()
    let table = try #require(Self.read(text).columns)
    guard case .names(let indices, let names) = table.columns[0] else { return #expect(Bool(false)) }
    #expect(names.count == 50_000)
    #expect(names[Int(indices[99_999])] == "m\(99_999 * 7919 % 50_000)")
    #expect(indices.prefix(3) == [0, 1, 2])
  }
}
