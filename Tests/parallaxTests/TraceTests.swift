import Foundation
import TestSupport
import Testing

/// Numbers of the built site, followed by links alone to rows that give them, by a program that shares no code with ours.
@Suite struct TraceTests {
  let place: Workplace

  /// With a page of numbers of every sort: in text, in a chart's table, of records.
  init() throws {
    place = try Workplace()
    try place.folder.write(
      """
      ---
      title: Numbers
      description: Numbers of every sort.
      navigation: records
      ---

      {{ gap }} {{ gap.lead-value }} {{ gap@2026-02-01 }}

      ## Drawn

      {{ chart gap }}

      ## Listed

      {{ table models columns="name, rating" }}

      """, to: "Templates/pages/numbers.md")
    try place.folder.write(
      try place.folder.text(of: "Input/metrics/gap.yaml") + """

        variants:
          - {name: only the first board, until: 2026-02-15}
          - {name: open weights alone, openness: open}
          - {name: without the second Panda, where: model != panda-2}

        """, to: "Input/metrics/gap.yaml")
    let model = try place.folder.text(of: "Templates/pages/model.md")
    try place.folder.write(model + "\n## Places\n\n{{ places }}\n", to: "Templates/pages/model.md")
  }

  private static let python = Command.path(of: "python3")
  private static let script = "\(Shared.packageRoot)/Checks/trace_numbers.py"

  private func trace() throws -> CommandResult {
    try Command.run(
      try #require(Self.python),
      ["-B", Self.script, "Output", "--count", "40", "--seed", "20261123", "--records", "Input"], in: place.path)
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func numbersFollowFromTheRowsThatTheyLeadTo() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let result = try trace()
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains(" 0 wrong"))
    let count = try #require(result.output.firstMatch(of: /(\d+) of \d+ numbers followed/)).output.1
    #expect(Int(count) ?? 0 >= 10, "\(result.output)")
    #expect(result.output.contains("1 figures, 3 choices, "), "\(result.output)")
    let choice = "figures/gap.html: '24 points' -> #choice-without-the-second-panda"
    #expect(result.output.contains(choice), "a number of another choice is among them: \(result.output)")
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func aChoiceThatItsRowsDoNotGiveIsFound() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let path = "Output/data/figures/gap.choices.csv"
    let rows = try place.folder.text(of: path)
    #expect(rows.contains(",1405,"))
    try place.folder.write(rows.replacing(",1405,", with: ",1406,"), to: path)
    let result = try trace()
    #expect(result.exitCode == 1)
    #expect(result.output.contains("wrong: figures/gap.html#choice-"), "\(result.output)")
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func anObservationThatItsRowsDoNotGiveIsFound() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let path = "Output/data/gap.csv"
    let series = try place.folder.text(of: path)
    let line = try #require(series.firstMatch(of: /2026-02-01,difference,(\d+),/)).output
    try place.folder.write(
      series.replacing(line.0, with: "2026-02-01,difference,\((Int(line.1) ?? 0) + 1),"), to: path)
    let result = try trace()
    #expect(result.exitCode == 1)
    #expect(result.output.contains("wrong: figures/gap.html: 2026-02-01, difference: "), "\(result.output)")
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func aNumberThatItsRowsDoNotGiveIsFound() throws {
    #expect(try place.parallax("build").exitCode == 0)
    let path = "Output/data/figures/gap.rows.csv"
    let rows = try place.folder.text(of: path)
    #expect(rows.contains(",1405,"))
    try place.folder.write(rows.replacing(",1405,", with: ",1406,"), to: path)
    let result = try trace()
    #expect(result.exitCode == 1)
    #expect(result.output.contains("wrong: figures/gap.html: value"), "\(result.output)")
  }
}
