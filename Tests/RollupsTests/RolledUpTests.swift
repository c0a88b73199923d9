import Diagnostics
import Records
import Rollups
import TestSupport
import Testing

/// From counts to records: periods, filters, days that are missing, rows that are too many.
@Suite struct RolledUpTests {
  private func days(_ range: ClosedRange<Int>, _ row: (String) -> String) -> [String: String] {
    ["hub/a.csv": "model,day,downloads\n" + range.map { row(Day(number: $0).description) + "\n" }.joined()]
  }

  /// From 2025-01-01, a Wednesday.
  private let newYear = 20_089

  @Test func everyRowOfTheResultIsARecordOfItsKind() throws {
    let folder = try TemporaryFolder()
    for (path, text) in days(newYear...newYear + 30, { "openai/x,\($0),2" }) { try folder.write(text, to: path) }
    let plan = try plan(spec(["population": "all, really", "caveat": "no \"real\" users"]))
    let result = RolledUp(try #require(try counting(plan, in: folder).tally), plan)
    let records = corpus(
      with: people.merging(["Input/downloads/rollups/hub.csv": result.text, "Input/rollups/hub.yaml": spec()]) { $1 })
    #expect(records.findings.filter { $0.severity == .error }.map(line(of:)) == [])
    let download = try #require(records.corpus.downloads.first)
    #expect(download.subject == "openai" && download.organisation == "openai" && download.value?.value == 62)
    #expect(download.asOf.description == "2025-01" && download.window == .month)
    #expect(download.from?.description == "2025-01-01" && download.to?.description == "2025-01-31")
    #expect(
      download.population == "all, really" && download.caveat == "no \"real\" users" && download.source == "board")
  }

  @Test(arguments: [
    ("day", ["openai organisation 1 2025-01-01 day"]),
    ("week", ["openai organisation 7 2025-01-12 week"]),
    ("month", ["openai organisation 31 2025-01 month"]),
    ("quarter", ["openai organisation 90 2025-Q1 quarter"]),
    ("half", ["openai organisation 181 2025-H1 half"]),
    ("year", ["openai organisation 365 2025 year"]),
  ])
  func periodsAreNamedAsDatesAre(period: String, expected: [String]) throws {
    let result = try rolledUp(spec(["period": period]), days(newYear...newYear + 364) { "openai/x,\($0),1" })
    #expect(result.rows.prefix(1) == expected[...])
  }

  @Test func weeksThatTheHistoryReachesOnlyPartOfAreLeftOut() throws {
    let result = try rolledUp(spec(["period": "week"]), days(newYear...newYear + 12) { "openai/x,\($0),1" })
    #expect(result.rows == ["openai organisation 7 2025-01-12 week"])
    #expect(
      result.findings == [
        "Input/rollups/hub.yaml:1:1: warning: the week of 2024-12-30 has 5 of its 7 days, and is left out; begin and end the history, or 'from' and 'to', with whole periods",
        "Input/rollups/hub.yaml:1:1: warning: the week of 2025-01-13 has 1 of its 7 days, and is left out; begin and end the history, or 'from' and 'to', with whole periods",
      ])
  }

  @Test func latestTakesTheLastDaysCountAndNoSum() throws {
    let history = [
      "hub/b.csv": "model,day,downloads\nopenai/x,2025-01-03,30\nopenai/y,2025-01-03,5\n",
      "hub/a.csv": "model,day,downloads\nopenai/x,2025-01-01,10\nopenai/x,2025-01-02,20\nmistralai/z,2025-01-02,9\n",
    ]
    let result = try rolledUp(spec(["take": "latest", "window": "trailing-30-days"]), history)
    #expect(
      result.rows == [
        "mistral organisation 9 2025-01-02 trailing-30-days", "openai organisation 35 2025-01-03 trailing-30-days",
      ])
    #expect(result.findings == [])
  }

  @Test func aDayThatIsMissingStopsItUnlessTheSpecKnowsWhy() throws {
    var history = days(newYear...newYear + 30) { "openai/x,\($0),1" }
    history["hub/a.csv"] = history["hub/a.csv"]!.split(separator: "\n").filter {
      !$0.contains("-11,") && !$0.contains("-12,") && !$0.contains("-20,")
    }.joined(separator: "\n")
    let known = "gaps: [{from: 2025-01-20, to: 2025-01-20, reason: the counter stood still}]\n"
    #expect(
      try rolledUp(spec(more: known), history).findings == [
        "Input/rollups/hub.yaml:1:1: error: the history has no rows of 2025-01-11 to 2025-01-12; find the file; a gap that nobody can close stands under 'gaps' with its reason"
      ])
    let all = "gaps: [{from: 2025-01-10, to: 2025-01-20, reason: the counter stood still}]\n"
    #expect(
      try rolledUp(spec(more: all), history).rows == [
        "openai organisation 28 2025-01 month 28 of 31 days counted: the others are missing in the history"
      ])
  }

  @Test func aHistoryThatEndsBeforeItsLastDayIsMissingDays() throws {
    let result = try rolledUp(
      spec(["from": "2025-01-01", "to": "2025-01-31"]), days(newYear...newYear + 28) { "openai/x,\($0),1" })
    #expect(result.findings.map { $0.contains("no rows of 2025-01-30 to 2025-01-31") } == [true])
  }

  @Test func moreOrFewerRowsThanExpectedStopIt() throws {
    let history = days(newYear...newYear + 30) { "openai/x,\($0),1" }
    #expect(
      try rolledUp(spec(["rows-expected": "40..50"]), history).findings.first?.contains(
        "error: the history has 31 rows where the spec expects 40..50; is a file missing, or there twice?") == true)
    #expect(
      try rolledUp(spec(["rows-a-day": "2"]), history).findings.first?.contains(
        "error: 2025-01-01 has 1 rows where the spec expects 2") == true)
    #expect(try rolledUp(spec(["rows-a-day": "1", "rows-expected": "31"]), history).findings == [])
  }

  @Test(arguments: [
    ("{column: model, op: is, values: [openai/x]}", 31), ("{column: model, op: is-not, values: [openai/x]}", 62),
    ("{column: downloads, op: at-least, values: [2]}", 62), ("{column: downloads, op: is, values: [1, 5]}", 31),
    ("{column: downloads, op: at-most, values: [1]}", 31),
  ])
  func onlyRowsThatPassTheFiltersCount(filter: String, expected: Int) throws {
    let history = days(newYear...newYear + 30) { "openai/x,\($0),1\nopenai/y,\($0),2" }
    let rows = try rolledUp(spec(more: "filters: [\(filter)]\n"), history).rows
    #expect(rows == ["openai organisation \(expected) 2025-01 month"])
  }

  @Test func anEmptyCountIsUnknownAndNotZero() throws {
    let columns =
      "[{name: model, type: text}, {name: day, type: day}, {name: downloads, type: count, may-be-empty: yes}]"
    let result = try rolledUp(
      spec(["period": "day"], columns: columns),
      ["hub/a.csv": "model,day,downloads\nopenai/x,2025-01-01,\nmistralai/y,2025-01-01,0\n"])
    #expect(result.rows == ["mistral organisation 0 2025-01-01 day"])
  }

  @Test func namesThatAreWordsForMissingValuesStandInQuotes() throws {
    let folder = try TemporaryFolder()
    try folder.write("model,day,downloads\nunknown,2025-01-01,4\n", to: "hub/a.csv")
    let plan = try plan(spec(["by": "name", "period": "day"]))
    let text = RolledUp(try #require(try counting(plan, in: folder).tally), plan).text
    #expect(text.contains("\n\"unknown\",model,"))
  }
}
