import Metrics
import Records
import Testing

@Suite struct TallyTests {
  private let blocs = Axis(name: "bloc", keys: ["us", "china", "unattributed"])
  private let classes = Axis(name: "licence-class", keys: ["permissive", "closed", "unknown"], unattributed: "unknown")

  private func lines(_ result: Tally.Result) -> [String] {
    result.periods.map { period in
      "\(period.at): " + period.items.map { String($0.count) }.joined(separator: " ")
    }
  }

  @Test func countsByPeriodAndPartKeepTheirZeros() {
    let result = Tally.result(
      of: [
        item("2025-07-01", "china"), item("2024-02-29", "us"), item("2024-06-30", "us"),
        item("2025-12", "unattributed"),
      ], axes: [blocs], every: .half)
    #expect(lines(result) == ["2024-H1: 2 0 0", "2024-H2: 0 0 0", "2025-H1: 0 0 0", "2025-H2: 0 1 1"])
    #expect(result.parts.map(\.id) == ["us", "china", "unattributed"])
  }

  @Test func twoFieldsGiveEveryCombination() {
    let result = Tally.result(
      of: [
        item("2025-07-01", "china", "permissive"), item("2025-08", "us", "closed"), item("2025-H2", "us", "closed"),
      ],
      axes: [blocs, classes], every: .half)
    #expect(result.parts.map(\.id).prefix(4) == ["us/permissive", "us/closed", "us/unknown", "china/permissive"])
    #expect(lines(result) == ["2025-H2: 0 2 0 1 0 0 0 0 0"])
  }

  @Test func undatedAndCoarselyDatedItemsAreInNoPeriod() {
    let result = Tally.result(
      of: [item(nil, "us"), item("2024", "us"), item("2024-H1", "us"), item("2024-Q1", "us")], axes: [blocs],
      every: .quarter)
    #expect(result.undated == [0])
    #expect(result.coarse == [1, 2])
    #expect(lines(result) == ["2024-Q1: 1 0 0"])
  }

  @Test func nothingCountedGivesNoPeriods() {
    #expect(Tally.result(of: [], axes: [blocs], every: .year).periods.isEmpty)
  }

  @Test func everyItemIsCountedOnceWhateverTheOrder() {
    var generator = SeededGenerator(6)
    for _ in 0..<100 {
      let items = randomItems(&generator)
      let result = Tally.result(of: items, axes: [blocs, classes], every: .month)
      let counted = result.periods.flatMap { $0.items.flatMap(\.self) } + result.undated + result.coarse
      #expect(counted.sorted() == Array(items.indices))
      let shuffled = items.shuffled(using: &generator)
      #expect(lines(result) == lines(Tally.result(of: shuffled, axes: [blocs, classes], every: .month)))
    }
  }

  @Test func sharesOfAPeriodAddUpToOneAndStayInTheirBounds() {
    var generator = SeededGenerator(7)
    for _ in 0..<100 {
      let result = Tally.result(of: randomItems(&generator), axes: [blocs, classes], every: .half)
      for period in result.periods {
        let counts = period.items.map(\.count)
        let shares = Share.shares(of: counts.map(Double.init), parts: result.parts, axes: [blocs, classes])
        #expect(shares.isEmpty == (counts.allSatisfy { $0 == 0 }))
        #expect(shares.isEmpty || agree(shares.reduce(0) { $0 + $1.value }, 1))
        for share in shares {
          #expect(share.low.map { $0 <= share.value } ?? true)
          #expect(share.high.map { share.value <= $0 && $0 <= 1 } ?? true)
        }
      }
    }
  }

  private func randomItems(_ generator: inout SeededGenerator) -> [Counted] {
    (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      item(
        ["2024-03-05", "2024-11", "2025-01-31", "2025-H1", "2026", nil].randomElement(using: &generator)!,
        blocs.keys.randomElement(using: &generator)!, classes.keys.randomElement(using: &generator)!)
    }
  }
}

@Suite struct ShareTests {
  /// Six American, three Chinese, one that nobody could place.
  @Test func boundsGiveTheUnattributedWhollyAwayAndWhollyIn() {
    let axis = Axis(name: "bloc", keys: ["us", "china", "unattributed"])
    let parts = axis.keys.map { Tally.Part(keys: [$0]) }
    #expect(
      Share.shares(of: [6, 3, 1], parts: parts, axes: [axis]) == [
        .init(value: 0.6, low: 0.6, high: 0.7), .init(value: 0.3, low: 0.3, high: 0.4), .init(value: 0.1),
      ])
  }

  @Test func periodWithoutACountHasNoShares() {
    let axis = Axis(name: "bloc", keys: ["us"])
    #expect(Share.shares(of: [0], parts: [Tally.Part(keys: ["us"])], axes: [axis]).isEmpty)
  }
}
