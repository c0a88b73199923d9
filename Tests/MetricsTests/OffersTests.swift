import Metrics
import Records
import TestSupport
import Testing

/// Which prices count as what a model is sold for, and that all who speak of prices take the same.
@Suite struct OffersTests {
  private static let columns = "model,provider,input,output,valid-from,valid-to,observed,tier,source"

  private static let sources = """
    - {id: board, title: A board, seen: full-text, retrieved: 2025-12-31}
    - {id: book, title: A book, seen: full-text, published: 2025-02-10, retrieved: 2025-12-31}
    - {id: third, title: A third, seen: full-text, retrieved: 2025-12-31}
    """

  private func price(_ rows: [String], _ further: String...) throws -> (figure: Figure, findings: [String]) {
    func key(_ line: String) -> Substring { line.prefix { $0 != ":" } }
    let usual = ["rating: 1340", "leader: china"].filter { line in !further.contains { key($0) == key(line) } }
    let lines = ["of: prices", "benchmark: arena"] + usual + further
    let text = metric("p", "price") + lines.joined(separator: "\n") + "\n"
    let (figure, findings) = counted(
      text,
      with: [
        "Input/prices/p.csv": ([Self.columns] + rows).joined(separator: "\n") + "\n",
        "Input/sources/s.yaml": Self.sources,
      ])
    return (try #require(figure), findings)
  }

  /// Input and output cost the same, so that a price is its own blend.
  private let list = "r1,first-party,4,4,2025-01-20,,,,board"

  @Test func hostsCountOnlyWhereTheMetricAsksForThem() throws {
    let rows = [list, "r1,a host,1,1,,,2025-02-01,,board"]
    #expect(try price(rows).figure.value == 4)
    #expect(try price(rows, "offers: list").figure.value == 4)
    #expect(try price(rows, "offers: hosts").figure.value == 1)
    #expect(try price(rows).findings == [] && price(rows, "offers: hosts").findings == [])
  }

  @Test func pricesOfSeveralProvidersAreNeverAddedUp() {
    let rows = [Self.columns, list, "r1,a host,1,1,,,2025-02-01,,board"].joined(separator: "\n") + "\n"
    func findings(_ further: String) -> [String] {
      counted(
        metric("t", "tally", "of: prices", "value: input", "statistic: median", "every: whole", further),
        with: ["Input/prices/p.csv": rows]
      ).findings
    }
    #expect(
      findings("question: which") == [
        """
        Input/metrics/m.yaml:1:1: error: 't' joins prices whose 'provider' differ, 'first-party' and 'a host'; choose one \
        with 'where', or split by 'provider'
        """
      ])
    #expect(findings("where: provider = first-party") == [])
    #expect(findings("by: [provider]") == [])
    #expect(findings("offers: hosts") == [])
  }

  @Test(
    arguments: [
      // Trials that cost nothing, and prices in one direction.
      (["r1,first-party,0,0,,,2025-03-01,free,board"], 4.0),
      (["r1,first-party,1,0,,,2025-03-01,,board"], 4),
      (["r1,first-party,1..2,1,,,2025-03-01,,board"], 4),
      // The latest sighting counts, whichever source it is of; what ended, or is still to come, doesn't.
      (["r1,first-party,5,5,,,2025-03-01,,book"], 5),
      (["r1,first-party,3,3,,,2025-01-10,,book"], 4),
      (["r1,first-party,1,1,2025-01-25,2025-02-01,,,board"], 4),
      (["r1,first-party,1,1,2030,,,,board"], 4),
      // What two sources give outweighs a third that saw another price later, unless that is a change with a day.
      (["r1,first-party,9,9,,,2025-03-01,,book", "r1,first-party,4.01,4.01,,,2025-02-01,,third"], 4.01),
      (["r1,first-party,9,9,2025-03-01,,,,book", "r1,first-party,4,4,,,2025-02-01,,third"], 9),
      (["r1,first-party,9,9,2025-01-30,,2025-03-01,,book", "r1,first-party,4,4,,,2025-02-01,,third"], 4),
      (["r1,first-party,9,9,,,2025-03-01,,book", "r1,first-party,5,5,,,2025-02-01,,third"], 9),
      // A later list replaces the tiers of an earlier one.
      (["r1,first-party,1,1,,,2025-01-10,up to 128k,book"], 4),
      (["r1,first-party,6,6,,,2025-03-01,up to 128k,book", "r1,first-party,9,9,,,2025-03-01,above 128k,book"], 6),
      // By hours of the day the dearest, whatever its hours; of lengths of prompt the cheapest.
      (
        [
          "r1,first-party,2,2,,,2025-03-01,00:30 UTC to 16:30 UTC,book",
          "r1,first-party,1,1,,,2025-03-01,outside 00:30 UTC to 16:30 UTC,book",
        ], 2
      ),
      (
        [
          "r1,first-party,2,2,,,2025-03-01,\"up to 128k, 00:30 UTC to 16:30 UTC\",book",
          "r1,first-party,1,1,,,2025-03-01,\"up to 128k, outside 00:30 UTC to 16:30 UTC\",book",
          "r1,first-party,7,7,,,2025-03-01,\"above 128k, 00:30 UTC to 16:30 UTC\",book",
        ], 2
      ),
      // Faster serving is another product.
      (["r1,first-party,1,1,,,2025-03-01,faster serving,board", "r1,first-party,3,3,,,2025-03-01,,board"], 3),
      (["r1,first-party,8,8,,,2025-03-01,faster serving,book"], 8),
    ] as [([String], Double)])
  func listPriceIsTheOneThatHeldLastForEverybody(_ rows: [String], _ expected: Double) throws {
    #expect(try price([list] + rows).figure.value == expected)
    // Whatever the order of rows.
    #expect(try price(rows.reversed() + [list]).figure.value == expected)
  }

  @Test func introductoryPriceGivesWayToTheOneThatIsToFollow() throws {
    let announced = ["r1,first-party,1,1,,2030-01-01,2025-02-01,,book", "r1,first-party,2,2,2030-01-01,,,,book"]
    let (figure, _) = try price(announced)
    #expect(figure.value == 2)
    #expect(figure.coverage.note.contains("In place of 1 introductory price the one that follows it counts"))
    #expect(try price(announced, "offers: introductory").figure.value == 1)
    #expect(try price(announced, "offers: hosts").figure.value == 2)
  }

  @Test func priceBeforeARiseThatNobodyAnnouncedStands() throws {
    // The source is of February 2025 and tells of the rise in January.
    let risen = ["r1,first-party,1,1,2025-01-20,2025-01-25,,,book", "r1,first-party,2,2,2025-01-25,,,,book"]
    #expect(try price(risen, "until: 2025-01-24").figure.value == 1)
    #expect(try price(risen).figure.value == 2)
    // A fall to come is no discount now.
    let falling = ["r1,first-party,3,3,,2030-01-01,2025-02-01,,book", "r1,first-party,2,2,2030-01-01,,,,book"]
    #expect(try price(falling).figure.value == 3)
  }

  @Test func boardAndDayOfPricesAreChosenApart() throws {
    let rows = ["gpt-4o,first-party,4,4,2024-05-13,,,,board", "gpt-4o,first-party,2,2,2025-06-01,,,,board"]
    // Rated 1287 in June 2024 and 1365 in January 2025; the price fell later than either.
    let low = try price(rows, "leader: us", "rating: 1280", "board-until: 2024-12-31").figure
    #expect(low.value == 2 && low.words["vintage"] == "2024-06-19" && low.extras["own-rating"] == 1287)
    let early = try price(rows, "leader: us", "rating: 1280", "until: 2025-05-31").figure
    #expect(early.value == 4 && early.words["vintage"] == "2025-01-29" && early.asOf?.description == "2024-05-13")
    let recent = try price(rows, "leader: us", "rating: 1280", "since: 2025-06-02").figure
    #expect(recent.value == nil)
  }

  @Test func coverageSaysWhoseRatedWhereAndSeenWhen() throws {
    let rows = [
      list, "r1,a host,1,1,,,2025-02-01,,board", "r1,first-party,9,9,,,2025-01-10,,board",
      "gpt-4o,first-party,4,4,,,2025-02-03,,board", "unheard-of,first-party,1,1,,,2025-02-03,,board",
    ]
    let (figure, _) = try price(rows)
    #expect(
      figure.coverage.note == """
        2 prices of makers’ own lists for 2 models, rated on the board of 29 January 2025. Last seen between 20 January \
        2025 and 3 February 2025. 1 other model with such a price isn’t rated on the board of 29 January 2025. 2 prices of \
        the same sellers aren’t used: free, superseded, contradicted by more sources, for another part of a graded list or for a model \
        without a rating. 1 other isn’t asked for (hosts’ and resellers’).
        """)
    #expect(figure.coverage.used == 2 && figure.coverage.leftOut == 3)
  }

  // MARK: Bounds

  private let three = [
    "gpt-4o,first-party,8,8,2024-05-13,,,,board", "r1,first-party,4,4,2025-01-20,,,,board",
    "v3,first-party,1,1,2024-12-26,,,,board",
  ]

  /// R1 is rated 1358 (1349 to 1366), V3 1315 (1303 to 1327).
  @Test(
    arguments: [
      (1340.0, 4.0, nil as Double?, nil as Double?),  // R1 alone, and surely: nothing moves it.
      (1320, 4, 1, 4),  // V3's interval reaches it.
      (1303, 1, 1, 1), (1310, 1, 1, 4), (1350, 4, 4, nil),
    ] as [(Double, Double, Double?, Double?)])
  func boundsComeFromTheIntervalsOfRatings(_ rating: Double, _ value: Double, _ low: Double?, _ high: Double?) throws {
    let figure = try price(three, "rating: \(rating)").figure
    #expect(figure.value == value)
    // Bounds that are the value itself would look like certainty.
    let isIdle = low == value && high == value
    #expect(figure.low == (isIdle ? nil : low) && figure.high == (isIdle ? nil : high))
    #expect(figure.interval.hasPrefix(figure.low == nil && figure.high == nil ? "None" : "Bounds"))
  }

  @Test func ratioHasTheBoundsOfBothPrices() throws {
    let figure = try price(
      three, "leader: us", "follower: china", "statistic: price-ratio", "rating: 1320"
    ).figure
    // V3's interval reaches the rating: it may be the one to compare.
    #expect(figure.value == 0.5 && figure.low == 0.125 && figure.high == 0.5)
    #expect(figure.extras["rating"] == 1320)
  }

  @Test func withoutARatingTheHighestThatBothReachCompares() throws {
    let text = metric(
      "p", "price", "of: prices", "benchmark: arena", "leader: us", "follower: china", "statistic: price-ratio")
    let rows = ([Self.columns] + three).joined(separator: "\n") + "\n"
    let figure = try #require(counted(text, with: ["Input/prices/p.csv": rows]).figure)
    #expect(figure.extras["rating"] == 1358 && figure.value == 0.5)
    // R1 sells nothing here, so V3 is the best that can be bought.
    let two = [Self.columns, three[0], three[2]].joined(separator: "\n") + "\n"
    let other = try #require(counted(text, with: ["Input/prices/p.csv": two]).figure)
    #expect(other.extras["rating"] == 1315 && other.value == 0.125)
    let one = [Self.columns, three[0]].joined(separator: "\n") + "\n"
    #expect(try #require(counted(text, with: ["Input/prices/p.csv": one]).figure).value == nil)
  }

  @Test func frontierIsAListAndNoNumber() throws {
    let figure = try price(three, "statistic: pareto").figure
    #expect(figure.value == nil && figure.n == 3 && figure.words["headline"] == "none")
    #expect(figure.series.map(\.labels) == [["DeepSeek V3"], ["DeepSeek R1"], ["GPT-4o"]])
    #expect(figure.interval == "None: the answer is a list of models, not a number.")
  }

  // MARK: Decisions

  private let profile = [
    "Input/profiles/p.yaml": """
    id: lab
    name: Lab
    who: A lab
    limits:
      - {field: hosts, op: at-least, values: [2], reason: another must be there}
    weights:
      - {dimension: cost, weight: 60, reason: r}
      - {dimension: safety, weight: 40, reason: r}
    """
  ]

  private func decision(_ rows: [String], _ further: String...) throws -> Figure {
    let lines = ["profile: lab", "benchmark: arena"] + further
    let text = metric("b", "balance") + lines.joined(separator: "\n") + "\n"
    let prices = ["Input/prices/p.csv": ([Self.columns] + rows).joined(separator: "\n") + "\n"]
    return try #require(counted(text, with: profile.merging(prices) { _, new in new }).figure)
  }

  @Test func readersPayWhatTheMeasureOfPricesFinds() throws {
    let rows = [
      "gpt-4o,first-party,8,8,,,2025-02-01,,board", "gpt-4o,a host,6,6,,,2025-02-01,,board",
      "r1,first-party,4,4,,,2025-02-01,,board", "r1,a host,7,7,,,2025-02-01,,board",
      "r1,a trial,0,0,,,2025-02-01,free,board", "v3,first-party,1,1,,,2025-02-01,,board",
      "v3,a trial,0,0,,,2025-02-01,free,board",
    ]
    let figure = try decision(rows, "offers: hosts")
    // V3 has one seller and a trial, which is no host.
    #expect(figure.series.map(\.part) == ["r1", "gpt-4o"])
    #expect(figure.series.map { $0.extras["price"] } == [4, 6])
    #expect(try decision(rows).series.map { $0.extras["price"] } == [4, 8])
  }

  @Test func safetyIsNamedAndNotWeighed() throws {
    let rows = [
      "gpt-4o,first-party,8,8,,,2025-02-01,,board", "gpt-4o,a host,6,6,,,2025-02-01,,board",
      "r1,first-party,4,4,,,2025-02-01,,board", "r1,a host,7,7,,,2025-02-01,,board",
    ]
    let figure = try decision(rows)
    #expect(figure.value == 1)
    #expect(figure.series.map(\.value) == [1, 0])
    #expect(figure.coverage.note.contains("No record measures this for all models alike, so it isn’t weighed: safety"))
  }
}
