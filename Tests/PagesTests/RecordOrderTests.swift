import TestSupport
import Testing

/// Tables of what is about a record, sorted by numbers that stand for their fields.
@Suite struct RecordOrderTests {
  private func votes(sortedBy order: String, _ rows: String) async throws -> [String] {
    let page = await OnePageSite.ofModelR1(
      showing: #"{{ table scores about=record columns="value, votes, vintage" sort="\#(order)" top=4 }}"#,
      files: ["Input/scores/s.csv": "model,benchmark,vintage,value,votes,source\n\(rows)"]
    ).text("models/r1.md")
    return page.split(separator: "\n").filter { $0.hasPrefix("| 1") }.map { line in
      line.split(separator: "|").map { $0.filter { $0 != " " } }.prefix(2).joined(separator: "/")
    }
  }

  private let rows = """
    R1,arena,2025-01-29,1300,5,board
    R1,arena,2025-02-28,1301,,board
    R1,arena,2025-03-28,1302,10,board
    R1,arena,2025-04-28,1303,9,board
    R1,arena,2025-05-28,1304,10,board

    """

  @Test func numbersAreSortedAsNumbersAndWhatIsMissingComesLast() async throws {
    #expect(try await votes(sortedBy: "votes", rows) == ["1,300/5", "1,303/9", "1,302/10", "1,304/10"])
    #expect(try await votes(sortedBy: "-votes", rows) == ["1,302/10", "1,304/10", "1,303/9", "1,300/5"])
  }

  @Test func aSecondFieldTellsApartWhatTheFirstDoesNot() async throws {
    #expect(try await votes(sortedBy: "-votes, -vintage", rows) == ["1,304/10", "1,302/10", "1,303/9", "1,300/5"])
    #expect(try await votes(sortedBy: "benchmark, -value", rows).first == "1,304/10")
  }
}
