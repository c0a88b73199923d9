import Metrics
import Records
import Testing

/// What must hold of the measures whatever the numbers are.
@Suite struct PlainLawTests {
  private func numbers(_ generator: inout SeededGenerator, _ count: ClosedRange<Int>) -> [Double] {
    (0..<Int.random(in: count, using: &generator)).map { _ in
      Double(Int.random(in: 1...10_000, using: &generator)) / 100
    }
  }

  private func expectHeld(_ estimate: Estimate, _ name: String) {
    guard let low = estimate.low, let high = estimate.high else {
      Issue.record("\(name) has no interval")
      return
    }
    #expect(low <= estimate.value && estimate.value <= high, "\(name)")
  }

  @Test func intervalsOfProportionsHoldThemAndNarrowWithTrials() throws {
    var generator = SeededGenerator(1)
    for _ in 0..<300 {
      let n = Double(Int.random(in: 1...200, using: &generator))
      let k = Double(Int.random(in: 0...Int(n), using: &generator))
      let once = try #require(Ratio.proportion(of: .init(successes: k, of: n)))
      let tenfold = try #require(Ratio.proportion(of: .init(successes: 10 * k, of: 10 * n)))
      expectHeld(once, "\(k) of \(n)")
      #expect(tenfold.high! - tenfold.low! < once.high! - once.low!)
    }
  }

  @Test func comparisonsTheOtherWayRoundAreOpposite() throws {
    var generator = SeededGenerator(2)
    for _ in 0..<200 {
      func trials() -> Ratio.Trials {
        let n = Int.random(in: 2...300, using: &generator)
        return Ratio.Trials(successes: Double(Int.random(in: 1...n, using: &generator)), of: Double(n))
      }
      let (a, b) = (trials(), trials())
      let (there, back) = (try #require(Ratio.difference(a, b)), try #require(Ratio.difference(b, a)))
      #expect(agree(there.value, -back.value) && agree(there.low, -back.high!) && agree(there.high, -back.low!))
      let (risk, inverse) = (try #require(Ratio.relativeRisk(a, b)), try #require(Ratio.relativeRisk(b, a)))
      #expect(agree(risk.value * inverse.value, 1) && agree(risk.low! * inverse.high!, 1))
      expectHeld(there, "difference")
      expectHeld(risk, "relative risk")
    }
  }

  @Test func concentrationHangsOnNeitherOrderNorUnit() throws {
    var generator = SeededGenerator(3)
    for _ in 0..<100 {
      let held = numbers(&generator, 1...40)
      let rest = Double(Int.random(in: 0...100, using: &generator))
      let answer = try #require(Concentration.answer(of: held, rest: rest))
      let shuffled = Concentration.answer(of: held.shuffled(using: &generator), rest: rest)
      #expect(answer == shuffled)
      let doubled = try #require(Concentration.answer(of: held.map { 2 * $0 }, rest: 2 * rest))
      #expect(agree(doubled.herfindahl.value, answer.herfindahl.value) && agree(doubled.gini, answer.gini))
      expectHeld(answer.herfindahl, "herfindahl")
      expectHeld(answer.top, "top")
      let wholly = try #require(Concentration.answer(of: held)).herfindahl.value
      #expect(wholly >= 1 / Double(held.count) - 1e-12 && wholly <= 1 + 1e-12 && answer.herfindahl.value <= wholly)
      // Less unknown never widens the bounds.
      let less = try #require(Concentration.answer(of: held, rest: rest / 2))
      #expect(less.top.high! - less.top.low! <= answer.top.high! - answer.top.low! + 1e-12)
      #expect(
        less.herfindahl.high! - less.herfindahl.low! <= answer.herfindahl.high! - answer.herfindahl.low! + 1e-12)
    }
  }

  @Test func trendTurnsItsSignWithTheSeriesAndHangsOnNoOrder() throws {
    var generator = SeededGenerator(4)
    for _ in 0..<100 {
      let values = numbers(&generator, 5...25)
      let observations = values.enumerated().map { Trend.Observation(at: Double($0.offset), value: $0.element) }
      let line = try #require(Trend.line(through: observations))
      let shuffled = try #require(Trend.line(through: observations.shuffled(using: &generator)))
      #expect(line.slope == shuffled.slope && line.p == shuffled.p)
      let turned = try #require(Trend.line(through: observations.map { .init(at: $0.at, value: -$0.value) }))
      #expect(agree(turned.slope.value, -line.slope.value) && turned.score == -line.score)
      expectHeld(line.slope, "slope")
      #expect(line.p >= 0 && line.p <= 1)
    }
  }

  @Test func scoresStayInTheirBoundsAndAnsweringNeverWidensThem() throws {
    var generator = SeededGenerator(5)
    let table = Scoring.Table(fields: [("a", ["yes": 3, "no": 0]), ("b", ["yes": 1, "no": -1])])
    for _ in 0..<100 {
      let answers = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
        ["a", "b"].reduce(into: [String: String]()) {
          $0[$1] = ["yes", "no", "absent"].randomElement(using: &generator)
        }
      }
      func scores(_ answers: [[String: String]]) -> [Scoring.Score] {
        answers.map { answer in Scoring.score(by: table) { answer[$0]! } }
      }
      for score in scores(answers) { #expect(score.low >= 0 && score.high <= 1 && score.low <= score.high) }
      if let mean = Scoring.mean(of: scores(answers)) { expectInBounds(mean) }
      // One answer more, whichever it is, never moves the ends of the mean apart.
      var answering = answers
      for index in answering.indices {
        for field in ["a", "b"] where answering[index][field] == "absent" {
          let before = Scoring.mean(of: scores(answering))
          answering[index][field] = ["yes", "no"].randomElement(using: &generator)
          guard let before, let after = Scoring.mean(of: scores(answering)) else { continue }
          #expect(after.high - after.low <= before.high - before.low + 1e-12)
          expectInBounds(after)
        }
      }
      let answered = answers.map { $0.mapValues { $0 == "absent" ? "yes" : $0 } }
      for (open, closed) in zip(scores(answers), scores(answered)) {
        #expect(closed.high - closed.low <= open.high - open.low)
      }
    }
  }

  private func expectInBounds(_ mean: Scoring.Mean) {
    #expect(mean.low <= mean.high)
    if let value = mean.value { #expect(mean.low - 1e-12 <= value && value <= mean.high + 1e-12) }
  }

  /// On one board one of the two sides has the better best model, and the other is behind it.
  @Test func aLagHasAValueOneWayRoundOnly() throws {
    var generator = SeededGenerator(12)
    var answered = 0
    for round in 0..<200 {
      let rows = randomBoard(&generator, rows: 12).enumerated().map { index, row in
        rating(
          row.name, ["us", "china"][index % 2], row.value + Double(index) / 1_000,
          row.low.map { $0...(row.high ?? $0) },
          released: Day(number: 19_500 + Int.random(in: 0..<900, using: &generator)).description, on: "2026-10-08")
      }
      let board = Board(vintage: PartialDate("2026-10-08")!, ratings: rows)
      let months = [("us", "china"), ("china", "us")].map { leader, follower -> Double? in
        guard case .answer(let answer) = Lag.outcome(on: board, leader: leader, follower: follower, openness: .all)
        else { return nil }
        return answer.months
      }
      #expect(months.count { $0 != nil } == 1, "\(round): \(months)")
      if months.contains(where: { ($0 ?? 0) > 0 }) { answered += 1 }
    }
    #expect(answered > 50)
  }

  @Test func narrowerRowsNeverWidenAFrontier() {
    var generator = SeededGenerator(13)
    for _ in 0..<100 {
      let rows = randomBoard(&generator)
      let narrower = rows.map { row in
        rating(
          row.name, row.bloc, row.value, row.low.map { (row.value + $0) / 2...(row.value + (row.high ?? $0)) / 2 },
          weights: row.weights)
      }
      func points(_ rows: [Rating]) -> [Figure.Point] {
        Frontier.points(of: Board.boards(of: rows), blocs: ["us", "china"], openness: .all).points
      }
      for (wide, narrow) in zip(points(rows), points(narrower)) where wide.labels == narrow.labels {
        #expect(narrow.value == wide.value && (narrow.low == nil) == (wide.low == nil))
        if let low = wide.low, let high = wide.high { #expect(narrow.low! >= low && narrow.high! <= high) }
      }
    }
  }

  @Test func fewerDrawnWeightsNeverWidenADecision() {
    var generator = SeededGenerator(14)
    for _ in 0..<20 {
      let candidates = (0..<Int.random(in: 2...12, using: &generator)).map { index in
        Balance.Candidate(name: "m\(index)", qualities: numbers(&generator, 3...3))
      }
      let (few, many) = (
        Balance.order(of: candidates, weights: [1, 2, 3], draws: 50),
        Balance.order(of: candidates, weights: [1, 2, 3], draws: 500)
      )
      #expect(few.map(\.candidate) == many.map(\.candidate))
      for (narrow, wide) in zip(few, many) {
        expectHeld(wide.score, "score")
        #expect(narrow.score.low! >= wide.score.low! && narrow.score.high! <= wide.score.high!)
      }
      #expect(agree(many.reduce(0) { $0 + $1.first }, 1))
    }
  }

  @Test func tighterIntervalsAndDatesNeverWidenALag() throws {
    var generator = SeededGenerator(8)
    var (answered, narrowed) = (0, 0)
    for _ in 0..<200 {
      func date() -> String {
        let month = Int.random(in: 1...12, using: &generator)
        return "\(Int.random(in: 2023...2025, using: &generator))-\(month < 10 ? "0" : "")\(month)"
      }
      let leaders = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        (value: Double(Int.random(in: 1_200...1_400, using: &generator)), date: date())
      }
      let (value, own) = (Double(Int.random(in: 1_200...1_350, using: &generator)), date())
      /// The lag when every rating is known within so much, and every date to its month or to a day of it.
      func lag(within error: Double, day: String) -> Lag.Answer? {
        let board = Board(
          vintage: PartialDate("2026-01-01")!,
          ratings: leaders.enumerated().map { index, leader in
            rating("m\(index)", "us", leader.value, released: leader.date + day, on: "2026-01-01")
          } + [
            rating("f", "china", value, (value - error)...(value + error), released: own + day, on: "2026-01-01")
          ])
        guard case .answer(let answer) = Lag.outcome(on: board, leader: "us", follower: "china", openness: .all)
        else { return nil }
        return answer
      }
      let (wide, narrow) = (try #require(lag(within: 40, day: "")), try #require(lag(within: 10, day: "-15")))
      guard let low = wide.low, let high = wide.high, wide.months != nil else { continue }
      answered += 1
      #expect(try #require(narrow.low) >= low && #require(narrow.high) <= high)
      if narrow.high! - narrow.low! < high - low { narrowed += 1 }
    }
    #expect(answered > 50 && narrowed > 20)
  }

  @Test func tighterRatingsNeverWidenALowestPrice() {
    var generator = SeededGenerator(9)
    for _ in 0..<200 {
      let offers = (0..<Int.random(in: 1...20, using: &generator)).map { index in
        let rating = Double(Int.random(in: 1_200...1_400, using: &generator))
        return Pricing.Offer(
          model: "m\(index)", bloc: nil, price: Double(Int.random(in: 1...40, using: &generator)), rating: rating,
          low: rating - 30, high: rating + 30)
      }
      let tighter = offers.map { offer in
        Pricing.Offer(
          model: offer.model, bloc: nil, price: offer.price, rating: offer.rating, low: offer.rating - 10,
          high: offer.rating + 10)
      }
      let wide = Pricing.lowestPrice(of: offers, rated: 1_300)
      let narrow = Pricing.lowestPrice(of: tighter, rated: 1_300)
      #expect(narrow.value == wide.value)
      if let low = narrow.low { #expect(low >= wide.low!) }
      if let high = wide.high { #expect(narrow.high! <= high) }
    }
  }

  @Test func boundsOfAShareHoldEveryWayOfPlacingWhatIsUnknown() throws {
    var generator = SeededGenerator(10)
    let axis = Axis(name: "bloc", keys: ["us", "china", "unattributed"])
    let parts = axis.keys.map { Tally.Part(keys: [$0]) }
    for _ in 0..<60 {
      func some(_ most: Int) -> [Int] { axis.keys.map { _ in Int.random(in: 0...most, using: &generator) } }
      let (counts, floating) = (some(6), some(3))
      let shares = Share.shares(
        of: counts.map(Double.init), floating: floating.map(Double.init), parts: parts, axes: [axis])
      guard !shares.isEmpty else { continue }
      // Every floating record in the period or out of it, every unattributed one of one bloc or of the other.
      var ways: [Double] = []
      for us in 0...floating[0] {
        for china in 0...floating[1] {
          for unknown in 0...floating[2] {
            let unattributed = counts[2] + unknown
            let whole = counts[0] + us + counts[1] + china + unattributed
            for given in 0...unattributed { ways.append(Double(counts[0] + us + given) / Double(whole)) }
          }
        }
      }
      let (least, most) = (try #require(ways.min()), try #require(ways.max()))
      #expect(agree(shares[0].low, least) && agree(shares[0].high, most))
      expectHeld(shares[0], "share of \(counts) with \(floating) floating")
    }
  }

  @Test func nothingOnThePriceFrontierIsBeatenAndAllElseIs() {
    var generator = SeededGenerator(6)
    for _ in 0..<100 {
      let offers = (0..<Int.random(in: 1...30, using: &generator)).map { index in
        Pricing.Offer(
          model: "m\(index)", bloc: nil, price: Double(Int.random(in: 1...20, using: &generator)),
          rating: Double(Int.random(in: 1...20, using: &generator)))
      }
      let frontier = Pricing.frontier(of: offers).map { offers[$0] }
      let shuffled = offers.shuffled(using: &generator)
      #expect(frontier.map(\.model) == Pricing.frontier(of: shuffled).map { shuffled[$0].model })
      for offer in offers where !frontier.contains(where: { $0.model == offer.model }) {
        #expect(frontier.contains { $0.price <= offer.price && $0.rating >= offer.rating })
      }
      for (cheaper, dearer) in zip(frontier, frontier.dropFirst()) {
        #expect(cheaper.price < dearer.price && cheaper.rating < dearer.rating)
      }
    }
  }

  @Test func knowingAChipBetterNeverTurnsADecision() {
    var generator = SeededGenerator(7)
    let limits: [[Threshold.Limit]] = [
      [.init(.performance, from: 4_800)], [.init(.performance, from: 1_600), .init(.density, from: 5.92)],
    ]
    for _ in 0..<300 {
      let low = Double(Int.random(in: 500...6_000, using: &generator))
      let wide = Threshold.Extent(low, low * 1.5)
      let narrow = Threshold.Extent(low * 1.1, low * 1.2)
      let area = Threshold.Extent(700, 800)
      func isAbove(_ performance: Threshold.Extent, _ area: Threshold.Extent?) -> Bool? {
        Threshold.isAbove(
          performance: performance, density: Threshold.density(performance, over: area), limits)
      }
      if let decided = isAbove(wide, area) { #expect(isAbove(narrow, area) == decided) }
      if let decided = isAbove(wide, nil) { #expect(isAbove(wide, area) == decided) }
    }
  }

  @Test func bestInEverythingStaysFirstUnderAnyWeights() {
    let places = Balance.order(
      of: [
        .init(name: "b", qualities: [1, nil, 2]), .init(name: "a", qualities: [3, 4, 5]),
        .init(name: "c", qualities: [2, 1, 1]),
      ], weights: [1, 2, 3])
    #expect(places.first?.candidate == 1)
    #expect(places.first?.first == 1 && agree(places.first?.score.value, 1) && agree(places.first?.score.low, 1))
    #expect(places.allSatisfy { $0.score.low! <= $0.score.value && $0.score.value <= $0.score.high! })
  }

  @Test func theSmallestChangeOfOneWeightThatTurnsFirstPlaceIsFound() throws {
    // The first leads by 0.6 − 0.4; both weights at one half make the two level.
    let two = [Balance.Candidate(name: "a", qualities: [1, 0]), .init(name: "b", qualities: [0, 1])]
    let turn = try #require(Balance.turn(of: two, weights: [0.6, 0.4], first: 0))
    #expect(agree(turn.share, 0.5) && turn.rival == 1)
    // The best in everything gives way to nobody.
    let best = [Balance.Candidate(name: "a", qualities: [2, 2]), .init(name: "b", qualities: [1, 1])]
    #expect(Balance.turn(of: best, weights: [1, 1], first: 0) == nil)
  }

  @Test func justBeyondTheTurnAnotherIsFirst() {
    var generator = SeededGenerator(31)
    var turned = 0
    for _ in 0..<200 {
      let candidates = (0..<Int.random(in: 2...9, using: &generator)).map { index in
        Balance.Candidate(name: "m\(index)", qualities: numbers(&generator, 3...3))
      }
      let weights = [5.0, 3, 2]
      let first = Balance.order(of: candidates, weights: weights, draws: 0)[0].candidate
      func leader(_ quality: Int, _ share: Double) -> Int {
        let own = weights[quality] / 10
        let others = weights.indices.map { $0 == quality ? share : weights[$0] / 10 * (1 - share) / (1 - own) }
        return Balance.order(of: candidates, weights: others, draws: 0)[0].candidate
      }
      guard let turn = Balance.turn(of: candidates, weights: weights, first: first) else { continue }
      let own = weights[turn.quality] / 10
      let step = (turn.share - own) * 1e-6
      #expect(leader(turn.quality, turn.share - step) == first)
      if (0...1).contains(turn.share + step) {
        #expect(leader(turn.quality, turn.share + step) == turn.rival)
        turned += 1
      }
    }
    #expect(turned > 50)
  }
}
