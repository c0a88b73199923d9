import TestSupport
import Testing

/// Cells that are made once for rows that say the same, against those of records that are written one by one.
@Suite struct ColumnCellsTests {
  private func texts(_ files: [String: String], columns: String) async -> [String] {
    let site = await OnePageSite.ofModelR1(
      showing: #"{{ table scores about=record columns="\#(columns)" sort="-vintage" top=9 }}"#, files: files)
    return ["models/r1.html", "models/r1.md"].map { site.text($0) }
  }

  @Test(arguments: [
    "benchmark, vintage, value, votes", "run-by, votes, source", "value, run-by", "votes, value", "source, benchmark",
    "vintage, run-by, our-model",
  ])
  func rowsOfAFileShowWhatRecordsWrittenFieldByFieldShow(columns: String) async {
    // Most fields say the same in all rows; votes are of two kinds, and some are missing or not told.
    let rows = (10...27).map { day in
      ["R1", "arena", "2025-02-\(day)", "\(1290 + day)", ["5", "undisclosed"][day / 19], "independent", "board"]
    }
    let names = ["model", "benchmark", "vintage", "value", "votes", "run-by", "source"]
    let csv = ([names] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
    let yaml = rows.map { row in
      "- {\(zip(names, row).map { "\($0): \($1)" }.joined(separator: ", "))}\n"
    }.joined()
    let made = await texts(["Input/scores/s.csv": csv], columns: columns)
    let plain = await texts(["Input/scores/s.yaml": yaml], columns: columns)
    #expect(made == plain)
    #expect(made[1].contains("The first 9 of 18."))
  }
}
