import Metrics
import Records
import TestSupport
import Testing

/// What each part of a figure is in, and of which day it tells.
@Suite struct PartsOfFiguresTests {
  private func ratio(_ statistic: String, unit: String, _ safety: String? = nil) throws -> Figure {
    let text = metric(
      "r", "ratio", "of: safety", "by: [subject]", "value: rate", "successes: successes", "trials: n", "leader: R1",
      "follower: o1", "where: evaluation = HarmBench", "statistic: \(statistic)"
    ).replacing("unit: points", with: "unit: \(unit)")
    return try #require(counted(text, with: safety.map { ["Input/safety/s.csv": $0] } ?? [:]).figure)
  }

  @Test func differenceOfProportionsIsInPercentagePointsAndItsPartsAreFractions() throws {
    let figure = try ratio("difference", unit: "percentage points")
    #expect(agree(figure.value, 74) && agree(figure.workings?.result("value"), 74))
    #expect(agree(figure.workings?.result("low"), try #require(figure.low)))
    #expect(agree(figure.workings?.result("high"), try #require(figure.high)))
    #expect(
      figure.series.map { "\($0.part): \(figure.unit(of: $0.part))" }.sorted() == [
        "Claude: fraction", "R1: fraction", "difference: percentage points", "o1: fraction", "relative-risk: times",
      ])
    #expect(figure.series.first { $0.part == "o1" }?.value == 0.26)
    #expect(FiguresJSON.text(of: [figure]).contains(#""part": "R1", "value": 1, "low""#))
    #expect(FiguresJSON.text(of: [figure]).contains(#""unit": "fraction", "n": 50"#))
  }

  @Test func comparisonOfTwoDaysSaysBoth() throws {
    let rows = """
      subject,subject-kind,evaluation,evaluator,measure,successes,n,rate,date,source,confidence
      R1,model,HarmBench,Cisco,attack,50,50,100,2025-01-31,board,primary
      o1,model,HarmBench,Cisco,attack,13,50,26,2025-03-02,board,primary
      """
    let figure = try ratio("difference", unit: "percentage points", rows)
    let difference = try #require(figure.series.first { $0.part == "difference" })
    #expect(difference.words["dated"] == "2025-01-31 against 2025-03-02" && difference.at.description == "2025-03-02")
    #expect(figure.series.first { $0.part == "R1" }?.at.description == "2025-01-31")
    let sameDay = try ratio("difference", unit: "percentage points")
    #expect(sameDay.series.allSatisfy { $0.words["dated"] == nil })
  }

  @Test func gapOfPercentagesIsInPercentagePointsAndItsSidesInPercent() throws {
    let text = metric("g", "gap", "benchmark: arena", "leader: us", "follower: china")
      .replacing("unit: points", with: "unit: percentage points")
    let figure = try #require(figures(text).figures["g"])
    #expect(figure.unit(of: "difference") == "percentage points" && figure.unit(of: "us") == "percent")
  }

  @Test func partOfAWholeIsDatedByItsOwnLatestRow() throws {
    let rounds = """
      id,date,organisation,country,event,valuation,status,source
      a,2025-01-10,OpenAI,US,round,300,closed,board
      b,2025-05-02,OpenAI,US,talks,900,talks,board
      """
    let figure = try #require(
      counted(
        metric(
          "v", "tally", "of: funding", "value: valuation", "statistic: maximum", "by: [status]", "every: whole",
          "leader: closed"), with: ["Input/funding/f.csv": rounds]
      ).figure)
    #expect(figure.asOf?.description == "2025-01-10")
    let talks = try #require(figure.series.first { $0.part == "talks" })
    #expect(talks.dated.description == "2025-05-02" && talks.at.description == "2025-01-10")
    #expect(figure.series.first { $0.part == "closed" }?.words["dated"] == nil)
  }

  @Test func whatStandsInAPeriodThatGoesOnIsOfTheLastDay() throws {
    let figure = try #require(
      counted(metric("r", "tally", "of: rules", "date: in-force", "ended: withdrawn", "every: year")).figure)
    // The records know of nothing after 31 December 2025, when the year is over.
    #expect(figure.asOf?.description == "2025" && figure.series.allSatisfy { $0.words["dated"] == nil })
    let half = try #require(
      counted(
        metric("r", "tally", "of: rules", "date: in-force", "ended: withdrawn", "every: year"),
        with: ["Input/sources/s.yaml": "{id: board, title: A board, seen: full-text, retrieved: 2026-02-03}"]
      ).figure)
    #expect(half.asOf?.description == "2026-02-03" && half.value == 3)
    #expect(half.headlineDate?.description == "2026" && half.words["dated"] == nil)
    #expect(half.series.filter { $0.words["dated"] != nil }.map(\.at.description) == ["2026"])
  }

  @Test func onePartOfAWholeAloneHasNoBounds() throws {
    let text = metric(
      "s", "share", "of: downloads", "where: population = 'new models'", "value: value", "by: [bloc]", "whole: 100",
      "every: whole", "leader: china")
    let figure = try #require(counted(text).figure)
    // 60 percent are China's; whether the rest is American nobody says.
    #expect(agree(figure.value, 0.6) && figure.low == nil && figure.high == nil)
    #expect(figure.interval == "None: the rows tell one part of the whole alone, and nothing of the rest.")
    #expect(figure.workings?.result("high") == nil)
  }

  @Test func countsOfOneAreInTheSingular() throws {
    let figure = try #require(
      counted(metric("r", "tally", "of: rules", "where: id = tpp", "every: whole")).figure)
    #expect(figure.coverage.note.hasPrefix("1 of 1 rule counted. 3 other rules aren't asked for"))
    #expect(rows(of: "families", count: 1) == "family" && rows(of: "compute", count: 1) == "stock of compute")
  }
}
