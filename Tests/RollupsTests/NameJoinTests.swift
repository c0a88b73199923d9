import Rollups
import Testing

/// What the names of a history come to.
@Suite struct NameJoinTests {
  private let january = [
    "hub/a.csv": """
    model,day,downloads
    deepseek-ai/R1,2025-01-01,5
    mistralai/Tuned,2025-01-02,7
    somebody/Else,2025-01-31,11

    """
  ]

  private func result(_ fields: [String: String]) throws -> [String] {
    let gap = "gaps: [{from: 2025-01-03, to: 2025-01-30, reason: a test}]\n"
    return try rolledUp(spec(fields, more: gap), january).rows.map {
      $0.split(separator: " ").prefix(3).joined(separator: " ")
    }
  }

  @Test func countsGoToWhoPublishedTheRepository() throws {
    #expect(
      try result([:]) == ["deepseek organisation 5", "mistral organisation 7", "unattributed group 11"])
  }

  @Test func countsGoToWhoMadeTheFirstModelInTheLine() throws {
    #expect(
      try result(["attribution": "base-model"]) == ["deepseek organisation 12", "unattributed group 11"])
  }

  @Test func namesWithoutARecordAreLeftOutWhereTheSpecSaysSo() throws {
    #expect(try result(["unknown": "left-out"]) == ["deepseek organisation 5", "mistral organisation 7"])
  }

  @Test(arguments: [
    ("name", ["deepseek-ai/R1 model 5", "mistralai/Tuned model 7", "somebody/Else model 11"]),
    ("model", ["r1 model 5", "tuned model 7", "unattributed group 11"]),
    ("family", ["r family 5", "unattributed group 18"]),
    ("country", ["China country 5", "France country 7", "unattributed group 11"]),
    ("bloc", ["China group 5", "other countries", "unattributed group 11"]),
  ])
  func resultIsSplitBy(split: String, expected: [String]) throws {
    #expect(try result(["by": split]).map { $0.hasPrefix("other") ? "other countries" : $0 } == expected)
  }

  @Test func aNameThatWasHandedOverCountsForEachOwnerInHisTime() throws {
    let history = [
      "hub/a.csv": """
      model,day,downloads
      handed/X,2025-01-15,1
      handed/X,2025-01-16,10
      handed/X,2025-01-31,100

      """
    ]
    let gaps =
      "from: 2025-01-01\ngaps: [{from: 2025-01-01, to: 2025-01-14, reason: t}, {from: 2025-01-17, to: 2025-01-30, reason: t}]\n"
    let rows = try rolledUp(spec(more: gaps), history).rows
    #expect(
      rows.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
        == ["deepseek organisation 110", "openai organisation 1"])
  }
}
