import Diagnostics
import Reading
import TestSupport
import Testing

@Suite struct RealTablesTests {
  /// The suite's JSON is the list of rows, each an object from the header's names to the cells. One of its files has
  /// quotes inside a cell that doesn't begin with one, which RFC 4180 doesn't allow.
  @Test(.enabled(if: Shared.has("conformance/csv-spectrum/csvs"), "\(Shared.absence)"))
  func csvSpectrumReadsAsItSays() throws {
    let paths = Shared.files(in: "conformance/csv-spectrum/csvs", endingIn: ".csv")
    for path in paths {
      let (table, findings) = CSVTable.read(SourceFile(path: path, bytes: try Shared.bytes(of: path)))
      if path.hasSuffix("location_coordinates.csv") {
        #expect(findings.map(\.code) == ["stray-quote"])
        continue
      }
      #expect(findings == [], "\(path)")
      let header = table?.header.map(\.text) ?? []
      let rows = (table?.texts ?? []).map { row in
        JSON.object(zip(header, row).map { JSON.Member(name: $0, value: .text($1)) })
      }
      let json = path.replacing("csvs", with: "json").replacing(".csv", with: ".json")
      let expected = try JSON.all(in: String(decoding: Shared.bytes(of: json), as: UTF8.self))
      #expect([JSON.list(rows)] == expected, "\(path)")
    }
    print("csv-spectrum: \(paths.count - 1) files read as it says, 1 refused for a stray quote.")
    #expect(paths.count == 12)
  }

  /// Every published table gives rows, or findings that the list shows; none of its lines goes missing unsaid.
  @Test(.enabled(if: Shared.has("data"), "\(Shared.absence)"))
  func publishedTablesGiveRowsOrFindings() throws {
    var list = ""
    var whole = 0
    let paths = Shared.files(in: "data", endingIn: ".csv")
    for path in paths {
      let bytes = try Shared.bytes(of: path)
      let (table, findings) = CSVTable.read(SourceFile(path: path, bytes: bytes))
      // The plain reader is slow; files of every origin are among the small ones.
      if bytes.count < 100_000 {
        #expect((table?.texts ?? []) == PlainCSV(bytes).rows, "\(path) reads differently from the plain reader")
      }
      if findings.allSatisfy({ $0.severity < .error }) { whole += 1 }
      let size = table.map { "\($0.rowCount) rows of \($0.header.count)" } ?? "no table"
      list += "\(path): \(size)\n"
      for finding in findings.sorted(by: Finding.isShownBefore).prefix(3) {
        let place = finding.place.map { "\($0.lineAndColumn.line):\($0.lineAndColumn.column): " } ?? ""
        list += "  \(place)\(finding.summary)\(finding.hint.map { "; \($0)" } ?? "")\n"
      }
      if findings.count > 3 { list += "  and \(findings.count - 3) more\n" }
    }
    print("Published tables: \(whole) of \(paths.count) read whole.")
    expectGolden(list, "real-csv.txt")
  }
}
