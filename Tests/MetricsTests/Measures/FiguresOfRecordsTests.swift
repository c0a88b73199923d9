import Metrics
import Records
import TestSupport
import Testing

/// The way from records to each measure, on rows that can be worked out by hand.
@Suite struct FiguresOfRecordsTests {
  private let shares = "where: measure = 'share of downloads' and population = 'all models'"

  @Test func shareOfPublishedPercentagesKeepsTheRestUnattributed() throws {
    let (found, findings) = counted(
      metric(
        "s", "share", "of: downloads", shares, "value: value", "by: [bloc]", "whole: 100", "every: whole",
        "leader: china"))
    let figure = try #require(found)
    #expect(findings == [])
    // Nobody's 10 and the 40 that no row holds: half belongs to nobody we know.
    #expect(figure.series.map(\.part) == ["us", "china", "unattributed"])
    #expect(figure.series.map(\.value) == [0.2, 0.3, 0.5])
    #expect(figure.value == 0.3 && figure.low == 0.3 && figure.high == 0.8)
    #expect(figure.denominator == "100 value, 2025-03")
    #expect(figure.interval.hasPrefix("Bounds, not a confidence interval"))
  }

  @Test func distinctCountsEachMakerOnceOnEachBoard() throws {
    let (found, findings) = counted(
      metric(
        "l", "tally", "of: scores", "where: value >= 1240", "by: [bloc, maker]", "every: day", "statistic: distinct",
        "leader: us"))
    let figure = try #require(found)
    #expect(findings == [])
    // R1 and V3 are one lab's, GPT-4o and o1 another's; 01 AI and Nobody are nobody we know. No day between has a board.
    #expect(
      figure.series.map { "\($0.at) \($0.part) \(Int($0.value!)) of \($0.rows.count)" } == [
        "2024-06-19 us 1 of 1", "2024-06-19 unattributed 0 of 1", "2025-01-29 us 1 of 2", "2025-01-29 china 1 of 2",
        "2025-01-29 unattributed 0 of 1",
      ])
    #expect(figure.value == 1 && figure.asOf?.description == "2025-01-29" && figure.low == nil)
    #expect(figure.workings?.result("value") == 1)
  }

  @Test func distinctNeedsSomethingToTellApart() {
    #expect(
      counted(metric("l", "tally", "of: scores", "every: whole", "statistic: distinct")).findings.first?.contains(
        "the measure 'tally' reads 'by', which 'l' lacks") == true)
  }

  @Test func aBoardCanBeAskedForOneClassOfLicence() throws {
    let gap = metric(
      "g", "gap", "benchmark: arena", "where: licence-class = permissive", "leader: us", "follower: china")
    // The only permissive models are Chinese: there is nobody to compare them with.
    #expect(try #require(counted(gap).figure).series.isEmpty)
    let frontier = metric("f", "frontier", "benchmark: arena", "where: licence-class = permissive")
    let figure = try #require(counted(frontier).figure)
    #expect(figure.series.map { "\($0.part) \($0.value!) \($0.labels)" } == ["china 1358.0 [\"DeepSeek R1\"]"])
  }

  @Test func periodsBetweenThatNobodyCountedHaveNoPointsThoughTheirWholeIsKnown() throws {
    let rows = """
      subject,subject-kind,country,platform,measure,value,unit,as-of,window,population,source
      China,country,CN,Hub,tokens,30,percent,2025-03,month,all models,board
      China,country,CN,Hub,tokens,40,percent,2025-06,month,all models,board
      """
    let (found, _) = counted(
      metric(
        "s", "share", "of: usage", "value: value", "by: [bloc]", "whole: 100", "every: month", "leader: china"),
      with: ["Input/usage/u.csv": rows])
    let figure = try #require(found)
    #expect(
      figure.series.filter { $0.part == "china" }.map { "\($0.at) \($0.value!)" } == ["2025-03 0.3", "2025-06 0.4"])
    #expect(figure.partNames.contains("unattributed") && figure.series.allSatisfy { $0.at.description != "2025-04" })
  }

  @Test(arguments: [("left-out", 0.6), ("to-leader", 0.4 / 0.6), ("to-follower", 0.3 / 0.6)])
  func rowsOfUnknownMakersGoWhereTheMetricPutsThem(_ choice: String, _ expected: Double) throws {
    let (found, _) = counted(
      metric(
        "s", "share", "of: downloads", shares, "value: value", "by: [bloc]", "every: whole", "leader: china",
        "follower: us", "unknown-makers: \(choice)"))
    #expect(agree(try #require(found).value, expected))
  }

  @Test func rowsOfTwoPopulationsInOneFigureAreAnErrorInTheMetric() {
    let text = metric(
      "s", "share", "of: downloads", "where: measure = 'share of downloads'", "value: value", "by: [bloc]")
    #expect(
      counted(text).findings == [
        """
        Input/metrics/m.yaml:9:8: error: 's' joins downloads whose 'population' differ, 'all models' and 'new models'; \
        choose one with 'where', or split by 'population'
        """
      ])
    let apart = metric(
      "s", "tally", "of: downloads", "where: measure = 'share of downloads'", "value: value", "by: [population, bloc]")
    #expect(counted(apart).findings == [])
  }

  @Test func sumAddsBothEndsOfIntervals() throws {
    let (found, _) = counted(
      metric("t", "tally", "of: downloads", "where: measure = downloads", "value: value", "by: [bloc]", "every: year"))
    let figure = try #require(found)
    #expect(figure.series.map(\.value) == [47, 47])
    #expect(figure.series.map(\.low) == [nil, 46])
    #expect(figure.series.map(\.high) == [nil, 50])
  }

  @Test func crossingLiesBetweenTheLastDateBehindAndTheNext() throws {
    let (found, _) = counted(
      metric(
        "c", "crossing", "of: downloads", "where: measure = downloads", "value: value", "by: [bloc]", "leader: us",
        "follower: china"))
    let figure = try #require(found)
    // Ahead in February, behind again in March, ahead in April: from 1 March through 30 April 2025.
    #expect(figure.words["after"] == "2025-03" && figure.words["by"] == "2025-04")
    #expect(agree(figure.low, 2025 + 59.0 / 365))
    #expect(agree(figure.high, 2025 + 120.0 / 365))
    #expect(figure.n == 4)
  }

  @Test func reportedCrossingsKeepTheirPrecision() throws {
    let (found, findings) = counted(
      metric("c", "crossing", "of: downloads", "where: measure = 'passes Llama'", "value: value-date"))
    let figure = try #require(found)
    #expect(findings == [])
    #expect(figure.series.map(\.at.description) == ["2025-09", "2025-Q4"])
    #expect(agree(figure.low, 2025 + 243.0 / 365) && agree(figure.high, 2026))
  }

  @Test func concentrationIsOfTheWholeAndItsUpperBoundHasTheRest() throws {
    let (found, _) = counted(
      metric(
        "c", "concentration", "of: downloads", shares, "value: value", "by: [bloc]", "whole: 100", "every: whole",
        "statistic: top", "top: 1"))
    let figure = try #require(found)
    #expect(agree(figure.value, 0.3) && agree(figure.low, 0.3) && agree(figure.high, 0.8))
    #expect(figure.series.map(\.part) == ["herfindahl", "gini", "top"])
    #expect(figure.series.last?.labels == ["china"])
  }

  private let attack = [
    "of: safety", "by: [subject]", "value: rate", "successes: successes", "trials: n", "leader: R1", "follower: o1",
    "where: evaluation = HarmBench",
  ]

  private func ratio(_ statistic: String) throws -> Figure {
    let lines = attack + ["statistic: \(statistic)"]
    let text = metric("r", "ratio") + lines.joined(separator: "\n") + "\n"
    return try #require(counted(text).figure)
  }

  @Test func ratioGivesProportionsDifferenceAndRelativeRiskWithN() throws {
    let figure = try ratio("relative-risk")
    #expect(figure.series.map(\.part).sorted() == ["Claude", "R1", "difference", "o1", "relative-risk"])
    #expect(agree(figure.value, 50 / 13.0))
    #expect(figure.level == 0.95 && figure.n == 100)
    #expect(try agree(ratio("difference").value, 74))
    #expect(try ratio("proportion").n == 50)
    // All of R1's trials succeeded, of which Katz's interval would know nothing: the score interval is 2.52 to 6.32.
    #expect(agree(figure.low, 2.51, within: 0.01) && agree(figure.high, 6.30, within: 0.01))
    #expect(figure.interval.contains("(Wilson)"))
    #expect(try agree(figure.workings?.result("low"), #require(figure.low)))
    // The third model's successes are a range: Wilson's interval of 13 begins at 0.159, that of 18 ends at 0.499.
    let claude = try #require(figure.series.first { $0.part == "Claude" })
    #expect(claude.value == nil && agree(claude.low, 0.159, within: 5e-4) && agree(claude.high, 0.499, within: 5e-4))
    #expect(figure.coverage.note.contains("1 gives successes as a range, so bounds and no value"))
  }

  @Test func rowsThatARatioCannotUseAreLeftOutInNumberAndWords() throws {
    let rows = """
      subject,subject-kind,evaluation,evaluator,measure,successes,n,rate,date,source,confidence
      R1,model,HarmBench,Cisco,attack,5,10,50,2025-01-31,board,primary
      R1,model,HarmBench,Cisco,attack,,,60,2025-01-31,board,primary
      o1,model,HarmBench,Cisco,attack,1,1,100,2025-01-31,board,primary
      o1,model,HarmBench,Cisco,attack,,5,,2025-01-31,board,primary
      """
    let (found, _) = counted(
      metric("r", "ratio") + attack.joined(separator: "\n") + "\n", with: ["Input/safety/s.csv": rows])
    let figure = try #require(found)
    #expect(figure.coverage.used == 2 && figure.coverage.leftOut == 2)
    #expect(figure.coverage.evidence.used.count == 2)
    #expect(
      figure.coverage.note == """
        2 of 4 results of safety tests counted. 1 row with neither a rate nor trials, or more successes than trials. \
        1 row with a rate alone, beside rows of the same with trials.
        """)
    // One trial alone says little: Wilson's interval of 1 of 1 begins at 0.207.
    let o1 = try #require(figure.series.first { $0.part == "o1" })
    #expect(o1.value == 1 && agree(o1.low, 0.2065, within: 5e-4) && o1.high == 1)
  }

  @Test func allAgainstAllIsOnceTheRiskWithAnInterval() throws {
    let all = Ratio.Trials(successes: 50, of: 50)
    let risk = try #require(Ratio.relativeRisk(all, all))
    #expect(risk.value == 1 && risk.low! < 1 && risk.high! > 1 && agree(risk.low! * risk.high!, 1))
    let difference = try #require(Ratio.difference(all, all))
    #expect(difference.value == 0 && agree(difference.low, -difference.high!))
  }

  @Test func comparingPartsThatDifferByWhatMakesRowsUnlikeIsAnError() throws {
    func text(_ further: String...) -> String {
      let lines = [
        "of: safety", "by: [measure]", "value: rate", "trials: n", "leader: attack", "follower: answer",
        "statistic: difference",
      ]
      return metric("r", "ratio") + (lines + further).joined(separator: "\n") + "\n"
    }
    #expect(
      counted(text()).findings.contains(
        """
        Input/metrics/m.yaml:1:1: error: 'r' compares two parts of safety whose 'measure' differ; \
        split by another field, or answer for it: name in 'alike' the fields that must be equal
        """))
    #expect(!counted(text("alike: [source]")).findings.contains { $0.contains("compares two parts") })
  }

  @Test func narrowerRatingsNeverWidenAPriceRatio() throws {
    func ratio(_ spread: Int) throws -> Figure {
      func row(_ name: String, _ organisation: String, _ value: Int) -> String {
        "\(name),\(organisation),,arena,2025-01-29,\"\(value) [\(value - spread), \(value + spread)]\",A,board\n"
      }
      let scores =
        "model,organisation,licence-label,benchmark,vintage,value,scale,source\n" + row("gpt-4o", "OpenAI", 1_360)
        + row("o1", "OpenAI", 1_390) + row("r1", "DeepSeek", 1_355) + row("v3", "DeepSeek", 1_340)
      let models =
        boardInput["Input/models/m.yaml"]!
        + "\n- {id: o1, name: o1, developer: openai, weights: closed, released: 2024-12-05, source: board}"
      return try #require(
        counted(
          metric(
            "p", "price", "of: prices", "benchmark: arena", "rating: 1350", "statistic: price-ratio", "leader: us",
            "follower: china"),
          with: ["Input/scores/s.csv": scores, "Input/models/m.yaml": models]
        ).figure)
    }
    let (wide, narrow) = (try ratio(30), try ratio(3))
    #expect(wide.value == narrow.value && wide.value != nil)
    // With 30 points more or less V3 may be rated so high, and none of the others surely is but o1.
    let low = try #require(wide.low)
    #expect(low < wide.value! && (narrow.low ?? narrow.value!) >= low)
    #expect(narrow.high.map { high in wide.high.map { high <= $0 } ?? true } ?? true)
  }

  @Test func rateWithoutTrialsHasNoIntervalAndSaysSo() throws {
    let text = metric(
      "r", "ratio", "of: safety", "by: [subject]", "value: rate", "trials: n", "leader: V3", "follower: GPT",
      "where: evaluation = Other", "statistic: relative-risk")
    let figure = try #require(counted(text).figure)
    #expect(agree(figure.value, 94 / 8.0) && figure.low == nil && figure.level == nil)
    #expect(figure.interval == "None: the sources give no numbers of trials, or no success to compare with.")
  }

  @Test func rubricScoresTheRecordsThatOthersReferTo() throws {
    let more =
      "{id: a, name: A, developer: openai, weights: open, licence: unknown, released: 2024-10-01, source: board}"
    let (found, _) = counted(
      metric("r", "rubric", "of: models", "rubric: terms", "by: [bloc]", "every: whole", "leader: us"),
      with: termsRubric.merging(["Input/models/n.yaml": more]) { _, new in new })
    let figure = try #require(found)
    // GPT-4o has the least, A an unknown licence: worst 0 and 0, best 0 and 1.
    #expect(figure.value == 0 && figure.low == 0 && figure.high == 0.5)
    #expect(figure.series.map(\.value) == [0, 1])
    #expect(figure.coverage.note.contains("1 record with an open question"))
  }

  @Test func priceRatioComparesTheCheapestAtOneRating() throws {
    let o1 = "{id: o1, name: o1, developer: openai, weights: closed, released: 2024-12-05, source: board}"
    let text = metric(
      "p", "price", "of: prices", "benchmark: arena", "rating: 1350", "statistic: price-ratio", "leader: us",
      "follower: china")
    let (found, _) = counted(text, with: ["Input/models/n.yaml": o1])
    let figure = try #require(found)
    // R1 (0.96) over GPT-4o since October (4.375); V3 is rated 1315 and doesn't count.
    #expect(agree(figure.value, (3 * 0.55 + 2.19) / 4 / 4.375))
    #expect(figure.series.last?.labels == ["GPT-4o", "DeepSeek R1"])
    // R1's interval begins at 1349, so no Chinese model is surely there.
    #expect(figure.high == nil)
  }

  @Test func ofTwoCountsTheOneThatRanksFirstCounts() throws {
    let text = metric(
      "d", "tally", "of: downloads", "where: population = twice", "value: value", "statistic: sum", "every: month")
    let header =
      "subject,subject-kind,country,platform,measure,value,unit,as-of,window,population,source\n"
    let files = [
      "Input/sources/more.yaml": "{id: digest, title: A digest, seen: excerpt}",
      "Input/downloads/more.csv": header + """
        China,country,CN,Hub,share,17,percent,2025-03,month,twice,board
        China,country,CN,Hub,share,41,percent,2025-03,month,twice,digest
        """,
    ]
    let figure = try #require(counted(text, with: files).figure)
    #expect(agree(figure.value, 17))
    #expect(figure.coverage.note.contains("1 left out because a source that ranks higher says otherwise"))
  }

  @Test func priceOfAnEarlierPeriodIsTheOneThatHeldThen() throws {
    let text = metric(
      "p", "price", "of: prices", "benchmark: arena", "rating: 1360", "statistic: cheapest", "every: half",
      "leader: us")
    let figure = try #require(counted(text).figure)
    let american = figure.series.filter { $0.part == "us" }.map { "\($0.at) \($0.value ?? 0)" }
    #expect(american == ["2024-H1 7.5", "2024-H2 4.375", "2025-H1 4.375", "2025-H2 4.375"])
  }

  /// Of one model at one maker: an old list, a newer one in two grades, a free endpoint, a night's discount, faster
  /// serving; and a router's price.
  private let lists = [
    "Input/prices/q.csv": """
    model,provider,input,output,observed,tier,source
    r1,router,0.1,0.3,2025-06-01,,board
    v3,first-party,0,0,2025-06-01,free,board
    v3,first-party,0.1,0.2,2025-06-01,at night,board
    v3,first-party,2,4,2025-06-01,up to 200k,board
    v3,first-party,4,8,2025-06-01,above 200k,board
    v3,first-party,9,18,2025-06-01,faster serving,board
    """
  ]

  @Test func priceIsTheOrdinaryOneOfTheNewestList() throws {
    let text = metric(
      "p", "price", "of: prices", "where: provider = first-party", "statistic: blended", "leader: china")
    let figure = try #require(counted(text, with: lists).figure)
    // R1 of January (0.96) and V3 up to 200k (2.5); the older V3 at 0.4775 is superseded.
    #expect(agree(figure.value, (0.96 + 2.5) / 2) && figure.n == 2)
    #expect(figure.coverage.note.hasPrefix("4 prices of makers’ own lists for 4 models. "))
    #expect(figure.coverage.used == 4)
  }

  @Test func readersOfDecisionsPayWhatIsAskedNotWhatATrialCosts() throws {
    let text = metric("b", "balance", "profile: lab", "benchmark: arena", "offers: hosts")
    let figure = try #require(counted(text, with: profile.merging(lists) { _, new in new }).figure)
    let prices = Dictionary(uniqueKeysWithValues: figure.series.map { ($0.part, $0.extras["price"] ?? -1) })
    #expect(agree(prices["v3"], 2.5) && agree(prices["r1"], 0.15))
  }

  private let limits = "limits: [tpp, small-tpp + density]"

  @Test func chipsAreAboveOnlyWhileTheRuleIsInForce() throws {
    let figure = try #require(counted(metric("t", "threshold", limits, "every: year")).figure)
    let above = figure.series.filter { $0.part == "above" }.map { "\($0.at) \($0.value!) \($0.high ?? 0)" }
    // No limit in 2022. H100 from the end of 2023 on; 910B at 4,480 to 5,120 is above by its density either way; Secret
    // can't be told.
    #expect(above == ["2023 2.0 0.0", "2024 2.0 3.0", "2025 2.0 3.0"])
  }

  @Test func aSystemOfAChipIsNotCountedBesideIt() throws {
    let more = """
      {id: gh100, name: GH100, organisation: OpenAI, released: 2023, repeats: h100, fp16: 989.5, fp8: 1979,
       die-area: 814, source: board, confidence: primary}
      """
    let figure = try #require(
      counted(metric("t", "threshold", limits, "every: year"), with: ["Input/chips/more.yaml": more]).figure)
    #expect(figure.series.filter { $0.part == "above" }.map(\.value) == [2, 2, 2])
    #expect(figure.coverage.note.contains("1 left out because another form of it is counted"))
  }

  @Test func limitOnSomethingElseIsAnErrorThatNamesTheRule() {
    #expect(
      counted(metric("t", "threshold", "limits: [links]")).findings == [
        """
        Input/metrics/m.yaml:1:1: error: 't' takes a limit from 'links', which is set on 'transfer rate'; limits on TPP \
        and on performance density can be compared with chips
        """
      ])
  }

  @Test func standingRulesAreCountedAtEachPeriodsEnd() throws {
    let figure = try #require(
      counted(metric("r", "tally", "of: rules", "date: in-force", "ended: withdrawn", "every: year")).figure)
    #expect(figure.series.map { "\($0.at) \($0.value!)" } == ["2022 1.0", "2023 3.0", "2024 3.0", "2025 3.0"])
  }

  private let profile = [
    "Input/profiles/p.yaml": """
    id: lab
    name: Lab
    who: A lab
    limits:
      - {field: weights, op: equals, values: [open], reason: own machines}
      - {field: moon-phase, op: equals, values: [full], reason: nobody knows}
    weights:
      - {dimension: capability, weight: 60, reason: r}
      - {dimension: cost, weight: 40, reason: r}
    """
  ]

  @Test func balanceAppliesLimitsOrdersAndTellsWhatItCouldNot() throws {
    let text = metric("b", "balance", "profile: lab", "benchmark: arena")
    let figure = try #require(counted(text, with: profile).figure)
    // R1 is the better rated of two, V3 the cheaper: 0.6 against 0.4.
    #expect(figure.series.map(\.part) == ["r1", "v3"])
    #expect(agree(figure.value, 0.6) && figure.words["first"] == "DeepSeek R1")
    let first = try #require(figure.extras["first"])
    #expect(first > 0.5 && first < 1)
    #expect(figure.coverage.note.contains("No record decides these limits, which the reader must look at: moon-phase"))
    #expect(FiguresJSON.text(of: [figure]) == FiguresJSON.text(of: [try #require(counted(text, with: profile).figure)]))
  }

  @Test func frontierAndGapCompareOpenWithClosed() throws {
    let gap = try #require(
      counted(metric("g", "gap", "benchmark: arena", "leader: closed", "follower: open", "margin: 20")).figure)
    #expect(gap.value == 7 && gap.words["equivalent"] == "yes" && gap.words["verdict"] == "tie")
    let frontier = try #require(counted(metric("f", "frontier", "benchmark: arena", "by: [weights]")).figure)
    #expect(frontier.series.map(\.part) == ["closed", "open", "closed"])
  }

  @Test(
    arguments: [
      ([["open"], ["open"]], Agreement.Outcome.agree), ([["open"], ["closed"]], .disagree),
      ([["open", "partial"], ["open"]], .undecided), ([["open", "partial"], ["closed"]], .disagree),
      ([["open"], ["closed"], ["open", "closed"]], .disagree), ([["open"], []], nil), ([["open"]], nil), ([], nil),
    ] as [([Set<String>], Agreement.Outcome?)])
  func judgesAgreeWhenAllGiveOneAnswer(_ answers: [Set<String>], _ outcome: Agreement.Outcome?) {
    #expect(Agreement.outcome(of: answers) == outcome)
    #expect(Agreement.outcome(of: answers.reversed()) == outcome)
  }

  @Test func agreementCountsModelsThatTwoJudgesSpeakOf() throws {
    let rows = """
      model,scale,criterion,judgement,as-of,source
      r1,one,weights,open,2025-03-01,board
      r1,two,weights,partial,2025-04-01,board
      v3,one,weights,open,2025-03-01,board
      v3,two,weights,open,2025-04-01,board
      gpt-4o,one,weights,closed,2025-03-01,board
      gpt-4o,two,weights,unknown,2025-04-01,board
      Nobody 1,one,weights,open,2025-03-01,board
      nobody-1,two,weights,open,2025-03-01,board
      alone,two,weights,open,2025-03-01,board
      """
    let (found, findings) = counted(
      metric("a", "agreement", "of: openness", "by: [scale, judgement]"), with: ["Input/openness/o.csv": rows])
    let figure = try #require(found)
    #expect(findings == [])
    #expect(figure.value == 1 && figure.n == 3 && agree(figure.extras["share"], 1 / 3.0) && figure.high == nil)
    #expect(
      figure.series.map { "\($0.part) \($0.labels)" } == [
        "agree [\"nobody 1\", \"DeepSeek V3\"]", "disagree [\"DeepSeek R1\"]",
      ])
    #expect(figure.coverage.used == 6 && figure.coverage.note.contains("3 models that two judges speak of"))
  }

  @Test func boundsThatNothingMovesAreNone() throws {
    let text = metric("s", "share", "of: models", "by: [weights]", "every: whole", "leader: open")
    let figure = try #require(counted(text).figure)
    #expect(figure.value != nil && figure.low == nil && figure.high == nil)
    #expect(figure.interval == "None: nothing is unattributed, and the rows are a choice, not a sample.")
    #expect(figure.series.allSatisfy { $0.low == nil && $0.high == nil })
  }

  @Test func partThatAnswersDatesWhatIsToldAllAtOnce() throws {
    // The closed round is of January, the talks beside it of May.
    let rounds = """
      id,date,organisation,country,event,valuation,status,source
      a,2025-01-10,OpenAI,US,round,300,closed,board
      b,2025-05-02,OpenAI,US,talks,900,talks,board
      """
    let (found, findings) = counted(
      metric(
        "v", "tally", "of: funding", "value: valuation", "statistic: maximum", "by: [status]", "every: whole",
        "leader: closed"), with: ["Input/funding/f.csv": rounds])
    let figure = try #require(found)
    #expect(findings == [])
    #expect(figure.value == 300 && figure.asOf?.description == "2025-01-10")
    let share = try #require(
      counted(
        metric("s", "share", "of: funding", "by: [status]", "every: whole", "leader: closed"),
        with: ["Input/funding/f.csv": rounds]
      ).figure)
    #expect(share.value == 0.5 && share.asOf?.description == "2025-05-02")
  }

  @Test func eachPeriodWithTooFewRowsHasNoNumber() throws {
    // One American and one Chinese model in 2024, another Chinese one in 2025.
    let text = metric("s", "share", "of: models", "by: [bloc]", "every: year", "leader: china", "min-rows: 2")
    let figure = try #require(counted(text).figure)
    #expect(
      figure.series.filter { $0.part == "china" }.map { "\($0.at) \($0.value ?? -1)" } == ["2024 0.5", "2025 -1.0"])
    #expect(figure.value == nil && figure.words["too-few"] == "1 of at least 2")
  }

  @Test func tooFewRowsGiveWordsInPlaceOfANumber() throws {
    let figure = try #require(
      counted(metric("t", "tally", "of: chips", "value: die-area", "statistic: median", "every: whole", "min-rows: 4"))
        .figure)
    #expect(figure.value == nil)
    #expect(figure.words["too-few"] == "3 of at least 4")
    #expect(figure.coverage.note.hasPrefix("Too few rows for a number: 3, where 4 are asked for. "))
  }
}
