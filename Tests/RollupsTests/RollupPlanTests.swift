import Records
import Rollups
import TestSupport
import Testing

/// Specs that can't be carried out.
@Suite struct RollupPlanTests {
  @Test(arguments: [
    (
      ["count-column": "download"],
      "Input/rollups/hub.yaml:3:15: error: 'download' is none of the columns; did you mean 'downloads'?"
    ),
    (
      ["count-column": "day"],
      "Input/rollups/hub.yaml:3:15: error: column 'day' holds a day, not a count; name another column, or give it the type count"
    ),
    (
      ["inputs": "[../*.csv]"],
      "Input/rollups/hub.yaml:5:9: error: '../*.csv' could leave the folder of histories; write a path below it without '..', '\\' and '{', as hub/*.csv"
    ),
    (
      ["from": "2025-02", "to": "2025-01"],
      "Input/rollups/hub.yaml:1:1: error: 'from' 2025-02 comes after 'to' 2025-01; exchange them"
    ),
    (
      ["filters": "[{column: model, op: at-least, values: [a]}]"],
      "Input/rollups/hub.yaml:5:12: error: 'at-least' compares counts and days, and 'model' holds text; use is or is-not"
    ),
    (
      ["filters": "[{column: downloads, op: at-least, values: [a]}]"],
      "Input/rollups/hub.yaml:5:12: error: 'a' isn't a count, as 'downloads' holds; write digits only"
    ),
  ])
  func aSpecThatMeansNothingIsRefused(fields: [String: String], expected: String) throws {
    let corpus = corpus(with: people.merging(["Input/rollups/hub.yaml": spec(fields)]) { $1 }).corpus
    let (plan, findings) = RollupPlan.make(try #require(corpus.rollups.first), corpus)
    #expect(plan == nil)
    #expect(findings.map(line(of:)) == [expected])
  }

  @Test(arguments: [
    ("hub/*.csv", ["hub/a.csv", "hub/b.csv"]), ("hub/?.csv", ["hub/a.csv", "hub/b.csv"]), ("*/b.csv", ["hub/b.csv"]),
    ("*/*/*", ["hub/2025/c.csv"]), ("none/*.csv", []),
  ])
  func patternsMeanFilesBelowTheFolder(pattern: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    for name in ["hub/a.csv", "hub/b.csv", "hub/_SUCCESS", "hub/.hidden.csv", "hub/2025/c.csv"] {
      try folder.write("x", to: name)
    }
    try folder.write("x", to: "none/x.txt")
    #expect(try HistoryPath.files(matching: [pattern], below: folder.path).map(\.path) == expected)
  }
}
