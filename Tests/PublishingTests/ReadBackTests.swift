import Diagnostics
import Publishing
import TestSupport
import Testing

/// What the gate reads back from pages, pictures and data, beside figures written down here.
@Suite struct ReadBackTests {
  private typealias Reading = PublishedFigure.Reading

  /// 42.2 from 29.3 to 55.1 on 1 March 2026, after −7 from −9.5 to −4.5 on 1 February; 3 days of 2026 are 20513 and on.
  static let gap = PublishedFigure(
    id: "gap", title: "The gap", unit: "points", version: 2,
    reading: .init(value: 42.2, low: 29.325, high: 55.074), level: 0.95, n: 12, extras: ["win-rate": 0.5604],
    part: "difference", asOf: "2026-03-01", isDifference: true,
    series: [
      .init(at: "2026-02-01", day: 20485, part: "difference", reading: .init(value: -7, low: -9.5, high: -4.5)),
      .init(
        at: "2026-03-01", day: 20513, part: "difference", reading: .init(value: 42.2, low: 29.325, high: 55.074),
        n: 12, extras: ["win-rate": 0.5604]),
    ],
    choices: [
      .init(id: "", reading: .init(value: 42.2, low: 29.325, high: 55.074)),
      .init(id: "choice-other", reading: .init(value: 8.1, low: -3.5, high: 19.7)),
    ])

  /// Four of six models of the first half, three of them Chinese; nobody knows whose one is.
  static let share = PublishedFigure(
    id: "share", title: "The share", unit: "fraction", reading: .init(value: 0.5, low: 0.5, high: 0.6667), n: 6,
    part: "china", asOf: "2026-H1",
    series: [
      .init(at: "2026-H1", day: 20454, part: "us", reading: .init(value: 1.0 / 3)),
      .init(at: "2026-H1", day: 20454, part: "china", reading: .init(value: 0.5, low: 0.5, high: 0.6667)),
      .init(at: "2026-H1", day: 20454, part: "unattributed", reading: .init(value: 1.0 / 6)),
    ])

  static let crossing = PublishedFigure(
    id: "crossing", title: "The crossing", unit: "year", reading: .init(value: 2025.8, low: 2025.7, high: 2025.9),
    after: "2025-09", by: "2025-12-08")

  static let users = PublishedFigure(
    id: "users", title: "Users", unit: "users", reading: .init(value: 19_737_835, low: 16_950_469, high: 22_707_469))

  static let money = PublishedFigure(
    id: "money", title: "Money", unit: "millions of US dollars", reading: .init(value: 852_000))

  static let size = PublishedFigure(
    id: "size", title: "Size", unit: "billions of parameters", reading: .init(value: 310))
  static let figures = [gap, share, crossing, users, money, size]

  private func found(_ files: [String: String]) async -> [String] {
    await Gate.findings(in: edition(files), figures: Self.figures).filter {
      ["figure-disagrees", "too-many-digits"].contains($0.code)
    }.map(GateTests.shown)
  }

  private func found(inPage body: String) async -> [String] {
    await found(["index.html": GateTests.page(body)])
  }

  // MARK: Text

  static let agreeing = [
    #"<a class="n" href="figures/gap.html">42 points</a> <span class="i">(29 to 55)</span>"#,
    #"<a class="n" href="figures/gap.html">42</a>"#,
    #"<a class="n" data-number="lead" href="figures/gap.html#at-2026-02-01">7.0 points</a> <span class="i">4.5–9.5</span>"#,
    #"<a class="n" href="figures/gap.html#at-2026-02-01">−7.0</a> <span class="i">(−9.5 to −4.5)</span>"#,
    #"<span data-figure="gap" data-number="leaders-win-rate">56 times in 100</span>"#,
    #"<span data-figure="gap" data-number="level">95%</span>"#,
    #"<span data-figure="gap" data-number="choice-1">8</span>"#,
    #"<span data-figure="gap" data-number="choice-1-interval">−4 to 20</span>"#,
    #"<span data-figure="gap" data-number="version">2</span>"#,
    #"<a class="n" data-part="us" href="figures/share.html#at-2026-H1">33.3%</a>"#,
    #"<a class="n" href="figures/share.html">50% (50% to 67%)</a>"#,
    #"<a class="n" data-number="between" href="figures/crossing.html">between September 2025 and 8 December 2025</a>"#,
    #"<a class="n" href="figures/users.html">19,700,000 users</a> <span class="i">(17,000,000 to 22,700,000)</span>"#,
    #"<a class="n" href="figures/money.html">o3-mini: $852 billion</a>"#,
    #"<a class="n" href="figures/size.html">310 billion parameters</a>"#,
    #"<a class="n" href="figures/size.html">310</a>"#,
  ]

  @Test(arguments: agreeing)
  func numberOfAFigurePasses(_ body: String) async {
    #expect(await found(inPage: "<p>\(body)</p>") == [])
  }

  static let disagreeing = [
    (
      #"<a class="n" href="figures/gap.html">43 points</a> <span class="i">(29 to 55)</span>"#,
      "'43 points (29 to 55)' where figure 'gap' has 42.2 (29.325 to 55.074) [43 points]"
    ),
    (
      #"<a class="n" href="figures/gap.html">42 points</a> <span class="i">(29 to 56)</span>"#,
      "'42 points (29 to 56)' where figure 'gap' has 42.2 (29.325 to 55.074) [42 points]"
    ),
    (
      #"<a class="n" href="figures/gap.html">−42</a>"#, "'−42' where figure 'gap' has 42.2 (29.325 to 55.074) [−42]"
    ),
    (
      #"<a class="n" href="figures/gap.html#at-2026-02-01">7.0</a>"#,
      "'7.0' where figure 'gap' has -7 (-9.5 to -4.5) [7.0]"
    ),
    (
      #"<a class="n" href="figures/gap.html#at-2026-02-02">−7.0</a>"#,
      "'−7.0' where figure 'gap' has no number 'value' at 2026-02-02 [−7.0]"
    ),
    (
      #"<span data-figure="gap" data-number="leaders-win-rate">57 times in 100</span>"#,
      "'57 times in 100' where figure 'gap' has 0.5604 [57 times in 100]"
    ),
    (#"<a class="n" href="figures/gpa.html">42</a>"#, "'42' where figure 'gpa' has no figure of ours [42]"),
    (
      #"<a class="n" data-number="between" href="figures/crossing.html">between September 2025 and 9 December 2025</a>"#,
      "'between September 2025 and 9 December 2025' where figure 'crossing' has between 2025-09 and 2025-12-08 [between September 2025 and 9 December 2025]"
    ),
    (
      #"<a class="n" href="figures/users.html">19,737,835 users</a> <span class="i">(16,950,469 to 22,707,469)</span>"#,
      "'19,737,835 users (16,950,469 to 22,707,469)' of figure 'users' has more digits than its interval supports [19,737,835 users]"
    ),
    (
      #"<a class="n" href="figures/gap.html">42.2</a> <span class="i">(29.3–55.1)</span>"#,
      "'42.2 (29.3–55.1)' of figure 'gap' has more digits than its interval supports [42.2]"
    ),
  ]

  @Test(arguments: disagreeing.indices)
  func anotherNumberIsFound(_ index: Int) async {
    let (body, message) = Self.disagreeing[index]
    #expect(await found(inPage: "<p>\(body)</p>").map { $0.split(separator: " ", maxSplits: 1)[1] } == [message[...]])
  }

  // MARK: Pictures

  /// Days 20485 and 20513 at 10 and 290 across; −50 at 200 and 50 at 0 down, so two units down are one point.
  private func picture(_ shapes: String) -> [String: String] {
    [
      "charts/gap.svg": """
      <svg xmlns="http://www.w3.org/2000/svg" data-figure="gap" data-scale="points 20485 10 20513 290 -50 200 50 0">\
      <text class="tick e" x="5" y="204">−50</text>\(shapes)</svg>
      """
    ]
  }

  static let drawnRightly = [
    #"<circle class="pt-us" cx="290" cy="15.6" r="4"><title>1 Mar 2026: A against B, 42 (29–55)</title></circle>"#,
    #"<path class="pt-cn" d="M10 108.9L15.1 114L10 119.1L4.9 114Z"/>"#,
    #"<path class="iv iv-us" d="M290 41.4V-10.1"/>"#,
    #"<path class="thread" d="M10 114L290 15.6"/>"#, #"<text x="200" y="20">US ahead by 42 (29–55)</text>"#,
    #"<a href="../figures/gap.html#at-2026-03-01"><text x="200" y="20">US ahead by 42 (29–55)</text></a>"#,
    ##"<a href="#at-2026-03-01"><text x="200" y="20">US ahead by 42 (29–55)</text></a>"##,
    ##"<a href="#choice-other"><text x="200" y="20">8 (−4 to 20)</text></a>"##,
    #"<a href="../figures/gap.html#choice-other"><text x="200" y="20">8 (−4 to 20)</text></a>"#,
    #"<path class="grid" d="M0 77H300"/>"#, "<desc>Latest: 42, interval 29 to 55, on 1 March 2026.</desc>",
    "<desc>Latest: 42, interval 29 to 55, in 2026 H1.</desc>",
  ]

  @Test(arguments: drawnRightly)
  func markAtItsValuePasses(_ shapes: String) async {
    #expect(await found(picture(shapes)) == [])
  }

  static let drawnWrongly = [
    (
      #"<circle class="pt-us" cx="290" cy="17.6" r="4"/>"#,
      "'a mark at 41.2' where figure 'gap' has 42.2 (29.325 to 55.074) at 2026-03-01"
    ),
    (
      #"<circle class="pt-us" cx="280" cy="15.6" r="4"/>"#,
      "'a mark at 42.2' where figure 'gap' has 42.2 (29.325 to 55.074) at 2026-03-01"
    ),
    (
      #"<circle class="pt-us" cx="290" cy="15.6" r="4"><title>1 Mar 2026: A against B, 43 (29–55)</title></circle>"#,
      "'1 Mar 2026: A against B, 43 (29–55)' where figure 'gap' has 42.2 (29.325 to 55.074)"
    ),
    (
      #"<path class="iv iv-us" d="M290 41.4V-10.9"/>"#,
      "'a bound at 55.45' where figure 'gap' has 42.2 (29.325 to 55.074) at 2026-03-01"
    ),
    (
      #"<path class="thread" d="M10 114L290 25.6"/>"#,
      "'a line at 37.2' where figure 'gap' has 42.2 (29.325 to 55.074) at 2026-03-01"
    ),
    (
      #"<text x="200" y="20">US ahead by 42 (29–56)</text>"#,
      "'US ahead by 42 (29–56)' where figure 'gap' has 42.2 (29.325 to 55.074), and nothing like it"
    ),
    (
      #"<a href="../figures/gap.html#at-2026-02-01"><text x="200" y="20">US ahead by 42 (29–55)</text></a>"#,
      "'US ahead by 42 (29–55)' where figure 'gap' has -7 (-9.5 to -4.5), and nothing like it"
    ),
    (
      #"<a href="../figures/gap.html#at-2025-01-01"><text x="200" y="20">US ahead by 42 (29–55)</text></a>"#,
      "'US ahead by 42 (29–55)' where figure 'gap' has an observation of 'gap' at 2025-01-01"
    ),
    (
      ##"<a href="#choice-other"><text x="200" y="20">42 (29 to 55)</text></a>"##,
      "'42 (29 to 55)' where figure 'gap' has 8.1 (-3.5 to 19.7), and nothing like it"
    ),
    (
      ##"<a href="#choice-none"><text x="200" y="20">42 (29 to 55)</text></a>"##,
      "'42 (29 to 55)' where figure 'gap' has a choice of 'gap' at choice-none"
    ),
    (#"<text class="tick e" x="5" y="104">5</text>"#, "'5 on the axis' where figure 'gap' has 0 there"),
    (
      "<desc>Latest: 41, interval 29 to 55, in 2026 H1.</desc>",
      "'41 (29 to 55)' where figure 'gap' has 42.2 (29.325 to 55.074), and nothing like it"
    ),
    (
      "<desc>Latest: 41, interval 29 to 55, on 1 March 2026.</desc>",
      "'41 (29 to 55)' where figure 'gap' has 42.2 (29.325 to 55.074), and nothing like it"
    ),
  ]

  @Test(arguments: drawnWrongly.indices)
  func markAtAnotherValueIsFound(_ index: Int) async {
    let (shapes, message) = Self.drawnWrongly[index]
    #expect(await found(picture(shapes)) == ["charts/gap.svg:1:1: \(message) [<svg]"])
  }

  static let otherForms: [(scale: String, figure: String, shape: String, damaged: String)] = [
    ("rows -50 0 50 200", "gap", #"<path class="iv2 iv-ink" d="M93 9L139.4 9"/>"#, #"M94 9L139.4 9"#),
    ("rows -50 0 50 200", "gap", #"<circle class="pt-ink" cx="116.2" cy="9" r="4"/>"#, #"cx="117.2""#),
    ("bars 0 0 100 735", "share", #"<rect class="f-cn" x="0" y="0" width="367.5" height="16"/>"#, #"width="367.9""#),
    ("bars 0 0 100 735", "share", #"<rect class="f-none" x="0" y="0" width="122.5" height="16"/>"#, #"width="132.5""#),
    ("slope 0 200 100 0", "share", #"<circle class="pt-cn" cx="1" cy="100" r="4"/>"#, #"cy="101""#),
    (
      "stack 20454 10 20635 290 0 200 100 0", "share", #"<path class="f-cn q3" d="M10 33.3L10 133.3Z"/>"#,
      "M10 34.3L10 133.3Z"
    ),
    (
      "columns 0 0 100 200", "share",
      #"<rect class="f-cn" x="4" y="0" width="9" height="100"/><path class="axis" d="M0 100H200"/>"#, #"height="101""#
    ),
  ]

  @Test(arguments: otherForms.indices)
  func everyFormIsTakenBackToItsValues(_ index: Int) async {
    let (scale, figure, shape, damaged) = Self.otherForms[index]
    func picture(_ shape: String) -> [String: String] {
      [
        "charts/x.svg":
          "<svg xmlns=\"http://www.w3.org/2000/svg\" data-figure=\"\(figure)\" data-scale=\"\(scale)\">\(shape)</svg>"
      ]
    }
    #expect(await found(picture(shape)) == [])
    let old = damaged.contains("=") ? damaged.prefix { $0 != "=" } : "d"
    let spoiled = shape.replacing(try! Regex("\(old)=\"[^\"]*\""), maxReplacements: 1) { _ in
      damaged.contains("=") ? damaged : "d=\"\(damaged)\""
    }
    #expect(spoiled != shape)
    #expect(await found(picture(spoiled)).count == 1)
  }

  // MARK: Markdown

  private let page = #"""
    <p><a class="n" href="figures/gap.html">42 points</a> <span class="i">(29 to 55)</span></p>
    <table><caption>C</caption><tr><th scope="row">1 Feb 2026</th>
    <td><a class="n" href="figures/gap.html#at-2026-02-01">−7.0</a> <span class="i">(−9.5 to −4.5)</span></td></tr></table>
    """#
  private let twin = """
    [42 points][gap] (29 to 55)

    | Date | Value |
    | --- | --- |
    | 1 Feb 2026 | [−7.0](figures/gap.md#at-2026-02-01) (−9.5 to −4.5) |

    [gap]: figures/gap.md "The gap"
    """

  @Test func markdownWithTheNumbersOfItsPagePasses() async {
    #expect(await found(["index.html": GateTests.page(page), "index.md": twin]) == [])
  }

  @Test(arguments: [("42 points", "43 points"), ("(29 to", "(28 to"), ("[−7.0]", "[−8.0]"), ("−4.5)", "−4.6)")])
  func markdownWithAnotherNumberIsFound(_ old: String, _ new: String) async {
    let found = await found(["index.html": GateTests.page(page), "index.md": twin.replacing(old, with: new)])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("index.md:") ?? false, "\(found)")
    #expect(found.first?.contains("figure 'gap'") ?? false, "\(found)")
    #expect(found.first?.contains(new) ?? false, "\(found)")
  }

  // MARK: Data and feed

  private static let csv = """
    at,part,value,low,high,n
    2026-02-01,difference,-7,-9.5,-4.5,
    2026-03-01,difference,42.2,29.325,55.074,12

    """
  private static let feed = """
    <?xml version="1.0"?>
    <feed><entry><content type="text">Against the edition of 1 February 2026: 1 figure moved.
    The gap: 40 points (30 to 50), now 42 points (29 to 55) (new data).
    </content></entry><entry><content type="text">The gap: 40 points (30 to 50).
    </content></entry></feed>
    """

  static let files: [(path: String, text: String, damage: (String, String), message: String)] = [
    ("data/gap.csv", csv, ("42.2", "42.3"), "'2026-03-01 difference 42.3 (29.325 to 55.074)' where figure 'gap' has"),
    ("data/gap.csv", csv, ("-9.5", "-9.4"), "'2026-02-01 difference -7 (-9.4 to -4.5)' where figure 'gap' has"),
    ("data/gap.csv", csv, ("2026-02-01,", "2026-02-02,"), "where figure 'gap' has 2026-02-01 difference -7"),
    ("feed.xml", feed, ("now 42", "now 41"), "'41 points (29 to 55)' where figure 'gap' has 42.2"),
    ("feed.xml", feed, ("to 55)", "to 54)"), "'42 points (29 to 54)' where figure 'gap' has 42.2"),
  ]

  @Test(arguments: files.indices)
  func dataAreComparedToTheLastDigit(_ index: Int) async {
    let (path, text, damage, message) = Self.files[index]
    #expect(await found([path: text]) == [])
    #expect(text.contains(damage.0))
    let found = await found([path: text.replacing(damage.0, with: damage.1)])
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix(path) ?? false && found.first?.contains(message) ?? false, "\(found)")
  }

  @Test func jsonIsComparedFigureByFigure() async {
    func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "null" }
    func members(_ reading: PublishedFigure.Reading) -> String {
      "\"value\": \(number(reading.value)), \"low\": \(number(reading.low)), \"high\": \(number(reading.high))"
    }
    let items = Self.figures.map { figure in
      let series = figure.series.map { "{\($0.at == "" ? "" : "")\(members($0.reading))}" }.joined(separator: ", ")
      let others = figure.choices.dropFirst().map { "{\"id\": \"\($0.id)\", \(members($0.reading))}" }
        .joined(separator: ", ")
      let choices = figure.choices.isEmpty ? "null" : "{\"others\": [\(others)]}"
      return
        "{\"id\": \"\(figure.id)\", \(members(figure.reading)), \"choices\": \(choices), \"series\": [\(series)]}"
    }
    let text = "[\(items.joined(separator: ",\n"))]"
    #expect(await found(["data/figures.json": text]) == [])
    #expect(
      await found(["data/figures.json": text.replacing("852000.0", with: "852001.0")]) == [
        "data/figures.json:5:2: '852001' where figure 'money' has 852000 [\"id\": \"money\"]"
      ])
    #expect(await found(["data/figures.json": text.replacing("-9.5", with: "-9")]).count == 1)
    #expect(
      await found(["data/figures.json": text.replacing("8.1", with: "8.2")]).first?.contains(
        "'choice-other: 8.2 (-3.5 to 19.7)' where figure 'gap' has 8.1 (-3.5 to 19.7)") ?? false)
    #expect(await found(["data/figures.json": text.replacing("\"money\"", with: "\"mony\"")]).count == 1)
  }
}
