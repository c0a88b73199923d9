import Metrics
import Records
import Testing

@Suite struct LagTests {
  private func answer(
    _ ratings: Rating..., vintage: String = "2026-10-08", openness: Metric.Openness = .all
  ) throws -> Lag.Answer {
    let board = Board(vintage: PartialDate(vintage)!, ratings: ratings)
    guard case .answer(let answer) = Lag.outcome(on: board, leader: "us", follower: "china", openness: openness) else {
      throw Missing()
    }
    return answer
  }

  private struct Missing: Error {}

  private let mimo = rating("MiMo-V2.6-Pro", "china", 1491.7, 1482.3...1501, released: "2026-09-21")

  /// Listing days of the October board: 21 September less 4 February 2026 are 229 days, seven and a half months.
  @Test func octoberBoardGivesSevenAndAHalfMonths() throws {
    let answer = try answer(
      rating("Gemini 4 Argon", "us", 1533.9, 1525...1542.7),
      rating("Claude Fable 5.1", "us", 1510, 1503.8...1516.2, released: "2026-09-01"),
      rating("Claude Opus 4.6", "us", 1502.9, 1499.5...1506.2, released: "2026-02-04"),
      rating("Claude Opus 4.5", "us", 1451, 1447.9...1454.1, released: "2025-11-24"), mimo,
      rating("Qwen3.8 Max", "china", 1483.3, 1478.2...1488.4, released: "2026-09-03"))
    #expect(answer.leader?.name == "Claude Opus 4.6")
    #expect(agree(answer.months, 229 / 30.4375))
    // At both ends of the difference's interval it is the same model; Argon has no day, so it could be longer.
    #expect(agree(answer.low, 229 / 30.4375) && answer.high == nil)
    #expect(answer.undatedLeaders == 1)
    // MiMo between 1,482 and 1,501: Opus 4.6 is the first above either.
    #expect(agree(answer.atLow, 229 / 30.4375) && agree(answer.atHigh, 229 / 30.4375))
  }

  @Test func endsOfTheIntervalBoundTheLag() throws {
    let answer = try answer(
      mimo, rating("Just above the low end", "us", 1483, released: "2026-01-21"),
      rating("Just above", "us", 1492, released: "2026-03-21"),
      rating("Above the high end", "us", 1502, released: "2026-08-21"))
    #expect(answer.leader?.name == "Just above")
    #expect(agree(answer.low, 31 / 30.4375))
    #expect(agree(answer.months, 184 / 30.4375))
    #expect(agree(answer.high, 243 / 30.4375))
    // The others are taken as they stand, so these are the same ends, the other way round.
    #expect(agree(answer.atLow, 243 / 30.4375) && agree(answer.atHigh, 31 / 30.4375))
  }

  @Test func aRatingWithoutAnIntervalHasNoLagAtItsEnds() throws {
    let exact = rating("Exact", "china", 1491.7, released: "2026-09-21")
    let answer = try answer(exact, rating("Above", "us", 1502, released: "2026-08-21"))
    #expect(answer.months != nil && answer.atLow == nil && answer.atHigh == nil)
  }

  @Test func errorsOfBothRatingsWidenTheBounds() throws {
    // MiMo is 1491.7 ± 9.3. 10 points ahead with ± 8 is surely ahead of neither: √(8² + 9.3²) = 12.3.
    let answer = try answer(
      mimo, rating("Ahead by ten", "us", 1501.7, 1493.7...1509.7, released: "2026-02-21"),
      rating("Surely ahead", "us", 1504.7, 1496.7...1512.7, released: "2026-08-21"),
      rating("Behind by ten", "us", 1481.7, 1473.7...1489.7, released: "2026-01-21"))
    #expect(answer.leader?.name == "Ahead by ten")
    #expect(agree(answer.low, 31 / 30.4375) && agree(answer.months, 212 / 30.4375) && agree(answer.high, 243 / 30.4375))
  }

  @Test func leaderWithoutADateOpensTheLagAbove() throws {
    let dated = rating("Dated", "us", 1510, 1505...1515, released: "2026-08-21")
    let open = try answer(mimo, dated, rating("Undated", "us", 1485, 1480...1490))
    // It may be rated as high within the intervals, so it might have come first.
    #expect(open.undatedLeaders == 1 && open.high == nil && agree(open.low, 31 / 30.4375))
    let far = try answer(mimo, dated, rating("Undated", "us", 1400, 1395...1405))
    #expect(far.undatedLeaders == 0 && agree(far.high, 31 / 30.4375))
    // Where no dated model is rated so high, an undated one leaves it open who led.
    let unknown = try answer(mimo, rating("Undated", "us", 1510, 1505...1515))
    #expect(unknown.leadAtLeast == nil && unknown.high == nil && unknown.months == nil)
  }

  @Test func coarseDatesWidenTheBounds() throws {
    let answer = try answer(
      rating("Ours", "china", 1400, released: "2026-07"), rating("Theirs", "us", 1410, released: "2026-02"))
    // From 28 February to 1 July, from the middle of one to that of the other, from 1 February to 31 July.
    #expect(agree(answer.low, 123 / 30.4375))
    #expect(agree(answer.months, 151.5 / 30.4375))
    #expect(agree(answer.high, 180 / 30.4375))
  }

  @Test func modelOfSomeDayOfTheYearIsNotTheFirst() throws {
    let answer = try answer(
      rating("Ours", "china", 1400, released: "2026-07-31"), rating("Sometime", "us", 1450, released: "2026"),
      rating("Certain", "us", 1410, released: "2026-02-05"))
    #expect(answer.leader?.name == "Certain")
    #expect(agree(answer.low, 176 / 30.4375) && agree(answer.months, 176 / 30.4375))
    #expect(agree(answer.high, 211 / 30.4375))
  }

  @Test func followerThatWasNeverPassedLeadsAtLeastUntilTheVintage() throws {
    let answer = try answer(
      rating("Ours", "china", 1500, released: "2026-09-08"), rating("Theirs", "us", 1400, released: "2025-01-01"))
    #expect(answer.leader == nil && answer.months == nil && answer.low == nil)
    #expect(agree(answer.leadAtLeast, 30 / 30.4375))
    #expect(agree(answer.high, -30 / 30.4375))
  }

  @Test func onlyTheUpperEndWasNeverReached() throws {
    let answer = try answer(mimo, rating("Theirs", "us", 1495, released: "2026-08-21"))
    #expect(agree(answer.months, 31 / 30.4375))
    #expect(answer.low == nil && answer.leadAtLeast == nil)
  }

  /// Six days are a tie, seven aren't.
  @Test(arguments: [
    ("2025-01-20", "2025-01-26", true), ("2025-01-26", "2025-01-20", true), ("2025-01-20", "2025-01-27", false),
  ])
  func lagOfLessThanAWeekIsATie(leader: String, follower: String, isTie: Bool) throws {
    let made = figures(
      metric("lag", "lag", "benchmark: arena", "leader: us", "follower: china"),
      with: [
        "Input/models/m.yaml": """
        - {id: gpt-4o, name: GPT-4o, developer: openai, weights: closed, released: \(leader), source: board}
        - {id: r1, name: DeepSeek R1, developer: deepseek, weights: open, released: \(follower), source: board}
        """,
        "Input/scores/s.csv": """
        model,benchmark,vintage,value,scale,source
        gpt-4o,arena,2025-03-01,"1365 [1360, 1370]",A,board
        r1,arena,2025-03-01,"1358 [1357, 1359]",A,board
        """,
      ])
    let figure = try #require(made.figures["lag"])
    let value = try #require(figure.value)
    #expect(abs(value) > 0.19)
    let holdsZero = (figure.low ?? value) <= 0 && (figure.high ?? value) >= 0
    #expect(holdsZero == isTie)
    if isTie {
      #expect(min(value, 0) == figure.low && max(value, 0) == figure.high)
      #expect(figure.workings?.result("low") == figure.low && figure.workings?.result("high") == figure.high)
    }
  }

  @Test func leaderThatCameLaterGivesANegativeLag() throws {
    let answer = try answer(
      rating("Ours", "china", 1362, released: "2025-01-20"), rating("Theirs", "us", 1380, released: "2025-02-20"))
    #expect(agree(answer.months, -31 / 30.4375))
  }

  @Test func undatedBestModelGivesNoLag() {
    let board = Board(
      vintage: PartialDate("2026-10-08")!,
      ratings: [
        rating("Undated", "china", 1500), rating("Dated", "china", 1400, released: "2026-01-01"),
        rating("Theirs", "us", 1510, released: "2025-01-01"),
      ])
    guard case .undated(let best) = Lag.outcome(on: board, leader: "us", follower: "china", openness: .all) else {
      Issue.record("the best model has no release date")
      return
    }
    #expect(best.name == "Undated")
  }

  @Test func boundsHoldTheLagAndOrderOfRowsDoesNotMatter() {
    var generator = SeededGenerator(5)
    for _ in 0..<300 {
      let rows = randomBoard(&generator)
      func text(_ rows: [Rating]) -> String {
        let board = Board(vintage: PartialDate("2026-10-08")!, ratings: rows)
        let outcome = Lag.outcome(on: board, leader: "us", follower: "china", openness: .all)
        if case .answer(let answer) = outcome, let months = answer.months {
          #expect(answer.low.map { $0 <= months } ?? true)
          #expect(answer.high.map { months <= $0 } ?? (answer.undatedLeaders > 0))
        }
        return "\(outcome)"
      }
      #expect(text(rows) == text(rows.shuffled(using: &generator)))
    }
  }
}
