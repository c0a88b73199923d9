import Metrics
import Records
import TestSupport
import Testing

@Suite struct SensitivityTests {
  private let gap = metric(
    "gap", "gap", "benchmark: arena", "leader: us", "follower: china", "variants:",
    "  - {name: the first model alone, until: 2024-12-31}",
    "  - {name: unknown makers given to China, unknown-makers: to-follower}",
    "  - {name: open weights alone, openness: open}")
  private let darkHorse = [
    "Input/scores/t.csv": """
    model,organisation,benchmark,vintage,value,scale,source
    Dark horse,Nobody,arena,2025-01-29,"1500 [1495, 1505]",A,board
    gpt-oss,OpenAI,arena,2024-06-19,"1200 [1190, 1210]",A,board
    Yi,DeepSeek,arena,2024-06-19,"1250 [1240, 1260]",A,board
    """
  ]

  @Test func variantsTellRangeShareAndWhatTurnsTheVerdict() throws {
    let (figures, _, corpus) = figures(gap, with: darkHorse)
    let figure = try #require(figures["gap"])
    let sensitivity = try #require(figure.sensitivity)
    // 1365 − 1358 is a tie; on the first board 1287 − 1250 leads; given to China 1365 − 1500 trails.
    #expect(sensitivity.verdict == "tie")
    #expect(sensitivity.choices.map(\.verdict) == ["leads", "trails", nil])
    #expect(
      sensitivity.choices.prefix(2).map { $0.figure.inWords($0.verdict ?? "", naming: corpus.name(ofSide:)) } == [
        "United States leads", "China leads",
      ])
    #expect(sensitivity.choices.map(\.value) == [37, -135, nil])
    #expect(sensitivity.range == -135...37)
    #expect(sensitivity.holding == 1 && sensitivity.deciding == 3)
    #expect(sensitivity.turning == ["the first model alone", "unknown makers given to China"])
    // Open weights alone are another question: it counts in nothing.
    #expect(sensitivity.choices.map(\.isComparison) == [false, false, true])
    #expect(
      sensitivity.text == """
        Over 3 choices the value runs from −135 to 37. ‘a tie’ in 1 of 3. Turned by: the first model alone; unknown makers \
        given to China. For comparison, other questions: open weights alone.
        """)
    #expect(figure.extras["choices"] == 3)
    #expect(figure.extras["choices-holding"] == 1 / 3.0)
    #expect(figure.extras["choices-low"] == -135 && figure.extras["choices-high"] == 37)
  }

  @Test func orderOfChoicesMovesNothing() throws {
    let lines = gap.split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "variants:")) + 1
    let turned = (lines[..<start] + lines[start...].reversed()).joined(separator: "\n") + "\n"
    let (one, other) = (
      try #require(figures(gap, with: darkHorse).figures["gap"]),
      try #require(figures(turned, with: darkHorse).figures["gap"])
    )
    #expect(one.extras == other.extras && one.sensitivity?.verdict == other.sensitivity?.verdict)
    #expect(one.sensitivity?.turning.sorted() == other.sensitivity?.turning.sorted())
    #expect(one.sensitivity?.choices.map(\.name) != other.sensitivity?.choices.map(\.name))
  }

  @Test func testInTheRecordIsItsVerdict() throws {
    let text = metric(
      "gap", "gap", "benchmark: arena", "leader: us", "follower: china", "verdict: gap > 0", "variants:",
      "  - {name: turned round, leader: china, follower: us}",
      "  - {name: the first model alone, until: 2024}")
    let sensitivity = try #require(figures(text, with: darkHorse).figures["gap"]?.sensitivity)
    // The interval of 1365 − 1358 holds zero, that of 1287 − 1250 doesn't.
    #expect(sensitivity.verdict == "can’t be told")
    #expect(sensitivity.choices.map(\.name) == ["the first model alone", "turned round"])
    #expect(sensitivity.choices.map(\.verdict) == ["holds", "can’t be told"])
    #expect(sensitivity.turning == ["the first model alone"])
  }

  @Test func recordMaySayWhetherAChoiceIsAnotherQuestion() throws {
    let text = metric(
      "gap", "gap", "benchmark: arena", "leader: us", "follower: china", "variants:",
      "  - {name: the first board, until: 2024, comparison: yes}",
      "  - {name: open weights alone, openness: open, comparison: no}")
    let sensitivity = try #require(figures(text, with: darkHorse).figures["gap"]?.sensitivity)
    #expect(sensitivity.counted.map(\.name) == ["open weights alone"])
    #expect(
      sensitivity.deciding == 1 && sensitivity.text.hasSuffix("For comparison, other questions: the first board."))
  }

  @Test func otherFormOfABenchmarkAsksTheSameQuestion() throws {
    let plain = """
      - {id: plain, name: Plain, unit: points, better: higher, form-of: arena, vintages-comparable: no, source: board}
      - {id: code, name: Code, unit: points, better: higher, vintages-comparable: no, source: board}
      """
    let text = metric(
      "gap", "gap", "benchmark: arena", "leader: us", "follower: china", "variants:",
      "  - {name: counted plainly, benchmark: plain}", "  - {name: on code, benchmark: code}")
    let sensitivity = try #require(figures(text, with: ["Input/benchmarks/n.yaml": plain]).figures["gap"]?.sensitivity)
    #expect(sensitivity.counted.map(\.name) == ["counted plainly"])
  }

  @Test func boundsOfAChoiceWithoutValueAreInTheRange() throws {
    let text = metric(
      "t", "tally", "of: funding", "value: valuation", "statistic: sum", "every: whole", "where: country = US",
      "variants:",
      "  - {name: the other, where: country = CN}")
    let rounds = """
      id,date,organisation,country,event,valuation,status,source
      a,2025-01-10,OpenAI,US,round,300,closed,board
      b,2025-05-02,DeepSeek,CN,talks,100..900,talks,board
      """
    let figure = try #require(figures(text, with: ["Input/funding/f.csv": rounds]).figures["t"])
    #expect(figure.sensitivity?.range == 100...900)
    #expect(figure.sensitivity?.text == "Over 2 choices the value runs from 100 to 900.")
  }

  @Test func wrongTestAndWrongVariantAreFindings() {
    let text = metric(
      "gap", "gap", "benchmark: arena", "leader: us", "follower: china", "verdict: gap.hihg > 0", "variants:",
      "  - {name: odd, where: wieghts = open}")
    let found = figures(text).findings
    #expect(found.count == 2)
    #expect(found.contains { $0.contains("'gap' has no part 'hihg'; did you mean 'high'?") })
    #expect(found.contains { $0.contains("scores have no field 'wieghts'") })
  }

  @Test func jsonCarriesEveryChoice() throws {
    let figure = try #require(figures(gap, with: darkHorse).figures["gap"])
    let parsed = try JSON.all(in: FiguresJSON.text(of: [figure]))
    let choices = try #require(parsed.first?.items.first?["choices"])
    #expect(choices["holding"] == .number("1") && choices["deciding"] == .number("3"))
    #expect(
      choices["others"]?.items.map { $0["name"]?.text } == [
        "the first model alone", "unknown makers given to China", "open weights alone",
      ])
  }
}
