import Metrics
import Records
import TestSupport
import Testing

/// The measures against SciPy, statsmodels and plain loops; `Tests/Oracle/oracle.py` has the other side.
@Suite struct OracleTests {
  @Test func trendAgreesWithSciPy() throws {
    for one in try OracleCase.all(of: "trend") {
      let at = one.input["at"]?.doubles ?? []
      let value = one.input["value"]?.doubles ?? []
      guard let line = Trend.line(through: zip(at, value).map { Trend.Observation(at: $0, value: $1) }) else {
        // SciPy gives all slopes as its interval, which is none of 95%.
        let slopes = at.indices.flatMap { later in
          at.indices.filter { at[$0] < at[later] }.map { (value[later] - value[$0]) / (at[later] - at[$0]) }
        }
        #expect(at.count < Trend.fewest || slopes.min() == one.answer["low"]?.double, "\(one.name)")
        #expect(at.count < Trend.fewest || slopes.max() == one.answer["high"]?.double, "\(one.name)")
        continue
      }
      expectSame(line.slope.value, one.answer["slope"], "\(one.name) slope")
      expectSame(line.slope.low, one.answer["low"], "\(one.name) low")
      expectSame(line.slope.high, one.answer["high"], "\(one.name) high")
      expectSame(Double(line.score), one.answer["score"], "\(one.name) score")
      expectSame(line.p, one.answer["p"], "\(one.name) p")
      guard line.score != 0 else { continue }
      let withoutContinuity = Normal.twoSided(Double(line.score) / line.variance.squareRoot())
      expectSame(withoutContinuity, one.answer["p_without_continuity"], "\(one.name) p of Kendall's tau")
    }
  }

  @Test func trendWithinScalesAgreesWithSciPyScaleByScale() throws {
    var told = 0
    for one in try OracleCase.all(of: "trend_within") {
      let (at, value) = (one.input["at"]?.doubles ?? [], one.input["value"]?.doubles ?? [])
      let scale = one.input["scale"]?.items.compactMap(\.text) ?? []
      let line = Trend.line(through: at.indices.map { .init(at: at[$0], value: value[$0], scale: scale[$0]) })
      guard one.answer["none"] == nil else {
        #expect(line == nil, "\(one.name)")
        continue
      }
      told += 1
      expectSame(line?.slope.value, one.answer["slope"], "\(one.name) slope")
      expectSame(line?.slope.low, one.answer["low"], "\(one.name) low")
      expectSame(line?.slope.high, one.answer["high"], "\(one.name) high")
      expectSame(line.map { Double($0.score) }, one.answer["score"], "\(one.name) score")
      expectSame(line.map { Double($0.pairs) }, one.answer["pairs"], "\(one.name) pairs")
      expectSame(line?.p, one.answer["p"], "\(one.name) p")
    }
    #expect(told > 8)
  }

  @Test func growthAndMeanAgreeWithSciPyAndNumPy() throws {
    for one in try OracleCase.all(of: "growth") {
      let (at, value) = (one.input["at"]?.doubles ?? [], one.input["value"]?.doubles ?? [])
      let line = Trend.growth(through: zip(at, value).map { .init(at: $0, value: $1) })
      expectSame(line?.slope.value, one.answer["growth"], "\(one.name) growth")
      expectSame(line?.slope.low, one.answer["low"], "\(one.name) low")
      expectSame(line?.slope.high, one.answer["high"], "\(one.name) high")
      let mean = Trend.mean(of: value.map { Estimate(value: $0) })
      expectSame(mean?.value, one.answer["mean"], "\(one.name) mean")
    }
  }

  @Test func ratioAgreesWithStatsmodels() throws {
    for one in try OracleCase.all(of: "ratio") {
      func trials(_ name: String) -> Ratio.Trials {
        let numbers = one.input[name]?.doubles ?? []
        return Ratio.Trials(successes: numbers[0], of: numbers[1])
      }
      let (first, second) = (trials("first"), trials("second"))
      expectSame(Ratio.proportion(of: first), one.answer["first"], "\(one.name) first")
      expectSame(Ratio.proportion(of: second), one.answer["second"], "\(one.name) second")
      expectSame(Ratio.difference(first, second), one.answer["difference"], "\(one.name) difference")
      expectSame(Ratio.relativeRisk(first, second), one.answer["relative_risk"], "\(one.name) relative risk")
    }
  }

  @Test func concentrationAgreesWithNumPy() throws {
    for one in try OracleCase.all(of: "concentration") {
      let top = try #require(one.input["top"]?.double)
      let rest = try #require(one.input["rest"]?.double)
      let answer = try #require(
        Concentration.answer(of: one.input["held"]?.doubles ?? [], rest: rest, top: Int(top)))
      expectSame(answer.herfindahl.high, one.answer["herfindahl_high"], "\(one.name) herfindahl, high")
      // A million pieces are nearly, not wholly, infinitely many.
      #expect(abs(answer.herfindahl.value - (one.answer["herfindahl_about"]?.double ?? 0)) < 2e-6, "\(one.name)")
      #expect(answer.herfindahl.low == answer.herfindahl.value && answer.top.low == answer.top.value)
      expectSame(answer.gini, one.answer["gini"], "\(one.name) gini")
      expectSame(answer.top.value, one.answer["top"], "\(one.name) top")
      expectSame(answer.top.high, one.answer["top_high"], "\(one.name) top, high")
    }
  }

  @Test func statisticsAgreeWithNumPy() throws {
    for one in try OracleCase.all(of: "statistics") {
      let values = one.input["values"]?.doubles ?? []
      for member in one.answer.members where member.name != "fences" {
        let statistic = try #require(Metric.Statistic(rawValue: member.name))
        expectSame(statistic.value(of: values), member.value, "\(one.name) \(member.name)")
      }
      let fences = try #require(Outliers.fences(of: values))
      expectSame(fences.lowerBound, one.answer["fences"]?.items.first, "\(one.name) lower fence")
      expectSame(fences.upperBound, one.answer["fences"]?.items.last, "\(one.name) upper fence")
    }
  }

  @Test func gapAndEquivalenceAgreeWithStatsmodels() throws {
    for one in try OracleCase.all(of: "gap") {
      func side(_ name: String) throws -> Rating {
        let numbers = try ["value", "low", "high"].map { try #require(one.input[name]?[$0]?.double) }
        return rating(name, "us", numbers[0], numbers[1]...numbers[2])
      }
      let difference = Gap.difference(leader: try side("leader"), follower: try side("follower"))
      expectSame(difference.value, one.answer["value"], "\(one.name) value")
      expectSame(difference.standardError, one.answer["error"], "\(one.name) error")
      expectSame(difference.low, one.answer["low"], "\(one.name) low")
      expectSame(difference.high, one.answer["high"], "\(one.name) high")
      expectSame(Gap.winRate(of: difference.value), one.answer["win_rate"], "\(one.name) win rate")
      let margin = try #require(one.input["margin"]?.double)
      #expect(difference.isEquivalent(within: margin) == one.answer["equivalent"]?.isTrue, "\(one.name)")
    }
  }

  @Test func lagAgreesWithAPlainLoop() throws {
    for one in try OracleCase.all(of: "lag") {
      let vintage = try #require(one.input["vintage"]?.text)
      let ratings = try (one.input["rows"]?.items ?? []).enumerated().map { index, row in
        rating(
          "model-\(index)", row["bloc"]?.text, try #require(row["value"]?.double), released: row["released"]?.text,
          on: vintage)
      }
      let board = Board(vintage: try #require(PartialDate(vintage)), ratings: ratings)
      guard case .answer(let answer) = Lag.outcome(on: board, leader: "us", follower: "china", openness: .all) else {
        Issue.record("\(one.name) has no answer")
        continue
      }
      expectSame(answer.months, one.answer["months"], "\(one.name) months")
      expectSame(answer.leadAtLeast, one.answer["lead_at_least"], "\(one.name) lead")
    }
  }

  @Test(arguments: ["lag_bounds", "lag_intervals"])
  func boundsOfALagAgreeWithEveryDayAndBothEndsOfTheDifference(_ name: String) throws {
    for one in try OracleCase.all(of: name) {
      let vintage = try #require(one.input["vintage"]?.text)
      let follower = try #require(one.input["follower"])
      let ends = try ["value", "low", "high"].map { try #require(follower[$0]?.double) }
      let best = rating(
        "follower", "china", ends[0], ends[1]...ends[2], released: follower["released"]?.text, on: vintage)
      let leaders = try (one.input["leaders"]?.items ?? []).enumerated().map { index, row in
        let ends = row["low"]?.double.flatMap { low in row["high"]?.double.map { low...$0 } }
        return rating(
          "model-\(index)", "us", try #require(row["value"]?.double), ends, released: row["released"]?.text, on: vintage
        )
      }
      let board = Board(vintage: try #require(PartialDate(vintage)), ratings: [best] + leaders)
      guard case .answer(let answer) = Lag.outcome(on: board, leader: "us", follower: "china", openness: .all) else {
        Issue.record("\(one.name) has no answer")
        continue
      }
      // Without a leader's model the lag is one-sided, which `lagAgreesWithAPlainLoop` looks at.
      guard answer.months != nil else { continue }
      expectSame(answer.low, one.answer["low"], "\(one.name) low")
      expectSame(answer.high, one.answer["high"], "\(one.name) high")
    }
  }

  @Test func boundsOfALowestPriceAgreeWithBothEndsOfEveryRating() throws {
    for one in try OracleCase.all(of: "price_bounds") {
      let offers = try (one.input["offers"]?.items ?? []).map { offer in
        Pricing.Offer(
          model: try #require(offer["model"]?.text), bloc: nil, price: try #require(offer["price"]?.double),
          rating: try #require(offer["value"]?.double), low: offer["low"]?.double, high: offer["high"]?.double)
      }
      let price = Pricing.lowestPrice(of: offers, rated: try #require(one.input["rating"]?.double))
      expectSame(price.low, one.answer["low"], "\(one.name) low")
      expectSame(price.high, one.answer["high"], "\(one.name) high")
    }
  }

  @Test func shareAgreesWithAPlainLoop() throws {
    for one in try OracleCase.all(of: "share") {
      let counts = (one.input["counts"]?.members ?? []).map { ($0.name, $0.value.double ?? 0) }
      let axis = Axis(name: "bloc", keys: counts.map(\.0))
      let parts = counts.map { Tally.Part(keys: [$0.0]) }
      for (part, share) in zip(parts, Share.shares(of: counts.map(\.1), parts: parts, axes: [axis])) {
        guard part.id != "unattributed" else { continue }
        expectSame(share, one.answer[part.id], "\(one.name) \(part.id)")
      }
    }
  }

  @Test func crossingAgreesWithAPlainLoop() throws {
    for one in try OracleCase.all(of: "crossing") {
      let observations = try (one.input["rows"]?.items ?? []).map { row in
        Crossing.Observation(
          at: try #require(row.items[0].text.flatMap { PartialDate($0) }), leader: try #require(row.items[1].double),
          follower: try #require(row.items[2].double))
      }
      let (after, by): (String?, String?) =
        switch Crossing.outcome(of: observations) {
        case .between(let after, let by): (after.description, by.description)
        case .before(let date): (nil, date.description)
        case .notYet, nil: (nil, nil)
        }
      #expect(after == one.answer["after"]?.text, "\(one.name)")
      #expect(by == one.answer["by"]?.text, "\(one.name)")
    }
  }

  @Test func rubricAgreesWithEveryWayOfFillingItIn() throws {
    for one in try OracleCase.all(of: "rubric") {
      let fields = (one.input["table"]?.members ?? []).map { field in
        let points = field.value.members.map { ($0.name, $0.value.double ?? 0) }
        return (name: field.name, points: Dictionary(points) { first, _ in first })
      }
      let table = Scoring.Table(fields: fields)
      let scores = try (one.input["records"]?.items ?? []).map { record in
        Scoring.score(by: table, weight: try #require(record["weight"]?.double)) {
          record["answers"]?[$0]?.text ?? "absent"
        }
      }
      let mean = Scoring.mean(of: scores)
      #expect((mean != nil) == one.answer["scored"]?.isTrue, "\(one.name)")
      guard let mean else { continue }
      expectSame(mean.value, one.answer["value"], one.name)
      expectSame(mean.low, one.answer["low"], "\(one.name), low")
      expectSame(mean.high, one.answer["high"], "\(one.name), high")
    }
  }

  @Test func boundsOfWhatFloatsAgreeWithEveryWayOfPlacingIt() throws {
    func score(_ json: JSON) throws -> Scoring.Score {
      Scoring.Score(
        value: json["value"]?.double, low: try #require(json["low"]?.double), high: try #require(json["high"]?.double),
        weight: try #require(json["weight"]?.double))
    }
    func holder(_ json: JSON?) throws -> Concentration.Holder {
      let numbers = json?.doubles ?? []
      try #require(numbers.count == 2)
      return Concentration.Holder(count: Int(numbers[0]), floating: Int(numbers[1]))
    }
    var kinds: Set<String> = []
    for one in try OracleCase.all(of: "floating") {
      let kind = try #require(one.input["kind"]?.text)
      kinds.insert(kind)
      switch kind {
      case "statistic":
        let statistic = try #require(Metric.Statistic(rawValue: one.input["statistic"]?.text ?? ""))
        let (values, floating) = (one.input["values"]?.doubles ?? [], one.input["floating"]?.doubles ?? [])
        expectSame(statistic.extreme(of: values, adding: floating), one.answer["low"], "\(one.name), low")
        expectSame(statistic.extreme(of: values, adding: floating, sign: -1), one.answer["high"], "\(one.name), high")
      case "rubric":
        let scores = try (one.input["scores"]?.items ?? []).map(score)
        let mean = Scoring.mean(of: scores, floating: try (one.input["floating"]?.items ?? []).map(score))
        expectSame(mean?.value, one.answer["value"], one.name)
        expectSame(mean?.low, one.answer["low"], "\(one.name), low")
        expectSame(mean?.high, one.answer["high"], "\(one.name), high")
      default:
        let holders = try (one.input["holders"]?.items ?? []).map(holder)
        let (rest, top) = (try holder(one.input["rest"]), Int(one.input["top"]?.double ?? 0))
        let squares = try #require(Concentration.herfindahlBounds(of: holders, rest: rest))
        let leading = try #require(Concentration.topBounds(of: holders, rest: rest, top: top))
        expectSame(squares.low, one.answer["herfindahl_low"], "\(one.name) herfindahl, low")
        expectSame(squares.high, one.answer["herfindahl_high"], "\(one.name) herfindahl, high")
        expectSame(leading.low, one.answer["top_low"], "\(one.name) top, low")
        expectSame(leading.high, one.answer["top_high"], "\(one.name) top, high")
      }
    }
    #expect(kinds == ["statistic", "rubric", "concentration"])
  }

  @Test func priceAgreesWithComparingEveryPair() throws {
    for one in try OracleCase.all(of: "price") {
      let offers = try (one.input["offers"]?.items ?? []).map { offer in
        Pricing.Offer(
          model: try #require(offer["model"]?.text), bloc: offer["bloc"]?.text,
          price: Offers.blended(
            input: try #require(offer["input"]?.double), output: try #require(offer["output"]?.double)),
          rating: try #require(offer["rating"]?.double))
      }
      let frontier = Pricing.frontier(of: offers).map { offers[$0].model }
      #expect(frontier == one.answer["frontier"]?.items.compactMap(\.text), "\(one.name)")
      let rating = try #require(one.input["rating"]?.double)
      let lowest = ["us", "china"].map { bloc in
        Pricing.lowestPrice(of: offers.filter { $0.bloc == bloc }, rated: rating).value
      }
      expectSame(lowest[0], one.answer["us"], "\(one.name) us")
      expectSame(lowest[1], one.answer["china"], "\(one.name) china")
      if let us = lowest[0], let china = lowest[1] { expectSame(china / us, one.answer["ratio"], "\(one.name) ratio") }
    }
  }

  @Test func thresholdAgreesWithTryingEveryCorner() throws {
    for one in try OracleCase.all(of: "threshold") {
      func extent(_ json: JSON?) -> Threshold.Extent? {
        let ends = json?.doubles ?? []
        return ends.count == 2 ? Threshold.Extent(ends[0], ends[1]) : nil
      }
      let rates = try (one.input["rates"]?.items ?? []).map { rate in
        (rate: try #require(extent(rate["extent"])), bits: try #require(rate["bits"]?.double))
      }
      let limits = try (one.input["limits"]?.items ?? []).map { limb in
        try limb.items.map { limit in
          Threshold.Limit(
            limit["quality"]?.text == "performance" ? .performance : .density,
            from: try #require(limit["from"]?.double), below: limit["below"]?.double)
        }
      }
      let performance = Threshold.performance(of: rates)
      #expect(performance == extent(one.answer["performance"]), "\(one.name)")
      let density = Threshold.density(performance, over: extent(one.input["area"]))
      let isAbove = Threshold.isAbove(performance: performance, density: density, limits)
      #expect(isAbove == one.answer["above"]?.isTrue, "\(one.name)")
    }
  }

  @Test func balanceAgreesWithTheSameDrawsInPython() throws {
    for one in try OracleCase.all(of: "balance") {
      let candidates = try (one.input["candidates"]?.items ?? []).map { candidate in
        Balance.Candidate(
          name: try #require(candidate["name"]?.text), qualities: (candidate["qualities"]?.items ?? []).map(\.double))
      }
      let places = Balance.order(
        of: candidates, weights: one.input["weights"]?.doubles ?? [],
        draws: Int(try #require(one.input["draws"]?.double)), seed: UInt64(try #require(one.input["seed"]?.double)))
      #expect(
        places.map { candidates[$0.candidate].name } == one.answer["order"]?.items.compactMap(\.text), "\(one.name)")
      for (place, score) in zip(places, one.answer["scores"]?.items ?? []) {
        expectSame(place.score.value, score, "\(one.name) \(candidates[place.candidate].name)")
      }
      expectSame(places.first?.first, one.answer["first"], "\(one.name) first")
    }
  }
}
