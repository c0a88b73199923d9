import Metrics
import Records
import Testing

@Suite struct FrontierTests {
  private let ratings = [
    rating("Second", "us", 1290, 1285...1295, weights: .open), rating("First", "us", 1300, 1290...1310),
    rating("Theirs", "china", 1280, 1270...1290, weights: .open), rating("Elsewhere", "other", 1400),
    rating("Nobody's", nil, 1500), rating("Unsaid", "china", 1285, weights: .unknown),
    rating("Later", "china", 1350, 1340...1360, on: "2024-07-31"),
  ]

  private func best(_ openness: Metric.Openness, _ better: Benchmark.Direction = .higher) -> [String] {
    let boards = Board.boards(of: ratings)
    return Frontier.points(of: boards, blocs: ["us", "china"], openness: openness, better: better).points
      .map { "\($0.at) \($0.part) \($0.labels[0]) \($0.n ?? 0)" }
  }

  @Test func bestOfEachBlocInEachVintage() {
    #expect(best(.all) == ["2024-06-19 us First 2", "2024-06-19 china Unsaid 2", "2024-07-31 china Later 1"])
  }

  @Test func opennessLeavesOutWhatIsNotKnownToBeOpen() {
    #expect(best(.open) == ["2024-06-19 us Second 1", "2024-06-19 china Theirs 1"])
    #expect(best(.closed) == ["2024-06-19 us First 1", "2024-07-31 china Later 1"])
  }

  @Test func lowerCanBeBetter() {
    #expect(best(.all, .lower).first == "2024-06-19 us Second 2")
  }

  @Test func equalRatingsAreToldApartByTheNarrowerInterval() {
    let boards = Board.boards(of: [
      rating("Wide", "us", 1266, 1259...1272), rating("None", "us", 1266), rating("Narrow", "us", 1266, 1262...1270),
    ])
    #expect(Frontier.points(of: boards, blocs: ["us"], openness: .all).points[0].labels == ["Narrow"])
  }

  /// The best by groups of bloc and weights against looking at every row.
  @Test func bestOfEverySideIsTheOneThatNoOtherRowBeats() {
    var generator = SeededGenerator(4)
    let sides = ["us", "china", "open", "us/closed", "china/open", "nobody"]
    for _ in 0..<100 {
      let rows = randomBoard(&generator, rows: Int.random(in: 1...25, using: &generator))
      for better in [Benchmark.Direction.higher, .lower] {
        for openness in Metric.Openness.allCases {
          let points = Frontier.points(of: Board.boards(of: rows), blocs: sides, openness: openness, better: better)
          let found = points.points.map { "\($0.part) \($0.labels[0]) \($0.n ?? 0)" }
          let wanted = sides.compactMap { side -> String? in
            let words = side.split(separator: "/").map(String.init)
            let own = rows.filter { row in
              openness.admits(row.weights)
                && words.allSatisfy { $0 == row.bloc || $0 == row.weights.rawValue }
            }
            func beats(_ one: Rating, _ other: Rating) -> Bool {
              guard one.value == other.value else { return (one.value > other.value) == (better == .higher) }
              func width(_ row: Rating) -> Double { (row.high ?? .infinity) - (row.low ?? 0) }
              return width(one) != width(other) ? width(one) < width(other) : one.publishedName < other.publishedName
            }
            let best = own.filter { row in own.allSatisfy { $0.name == row.name || beats(row, $0) } }
            return best.first.map { "\(side) \($0.name) \(own.count)" }
          }
          #expect(found == wanted)
        }
      }
    }
  }

  @Test func orderOfRowsDoesNotMatter() {
    var generator = SeededGenerator(3)
    for _ in 0..<200 {
      let rows = randomBoard(&generator)
      func answer(_ rows: [Rating]) -> [String] {
        let boards = Board.boards(of: rows)
        let points = Frontier.points(of: boards, blocs: ["us", "china"], openness: .all).points
        let gap = Gap.points(of: boards, leader: "us", follower: "china", openness: .open, benchmark: nil).points
        return (points + gap).map(text(of:))
      }
      #expect(answer(rows) == answer(rows.shuffled(using: &generator)))
    }
  }

  @Test func quickBestAgreesWithSorting() {
    var generator = SeededGenerator(4)
    for _ in 0..<200 {
      let rows = randomBoard(&generator)
      let points = Frontier.points(of: Board.boards(of: rows), blocs: ["us"], openness: .open).points
      let plain = rows.filter { $0.bloc == "us" && $0.weights == .open }.map(\.value).max()
      #expect(points.first?.value == plain)
    }
  }
}
