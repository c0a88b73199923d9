import Testing

@testable import Charts

@Suite struct TimelineChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.rules.svg(layout, id: "rules"), "rules-\(layout.rawValue).svg")
    expectLaws(Sample.rules, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 6000)
    let chart = random.timeline()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func anOpenSpanReachesNowAndAnnouncedOnesAreOutlined() throws {
    let drawing = Drawing(Sample.rules.svg(.wide, id: "c"))
    let open = try #require(drawing.all("rect", class: "f-us").first)
    #expect((open.number("x") + open.number("width") - (736 - 14)).magnitude < 0.2)
    #expect(drawing.all("rect", class: "o-us").map(\.title) == ["issued, withdrawn"])
  }

  @Test func whatIsTooShortToSeeIsAMark() throws {
    let span = TimelineChart.Span(
      from: Sample.day(2026, 6, 12), to: Sample.day(2026, 6, 14), isInForce: true, title: "two days")
    var chart = Sample.rules
    chart.rows.append(.init(name: "Letter", mark: .us, spans: [span]))
    let own = Drawing(chart.svg(.wide, id: "c")).elements.filter { $0.title == "two days" }
    #expect(own.map(\.name) == ["circle"])
    #expect(own.first?.classes == ["pt-us"])
    // It begins where a span of the same beginning does.
    chart.rows[chart.rows.count - 1].spans[0].to = nil
    let long = try #require(Drawing(chart.svg(.wide, id: "c")).all("rect").first { $0.title == "two days" })
    #expect(own.first?.number("cx") == long.number("x"))
  }

  @Test func aSliverBeforeASpanIsLeftToTheDescription() {
    let spans = [
      TimelineChart.Span(
        from: Sample.day(2025, 4, 10), to: Sample.day(2025, 4, 14), isInForce: false, title: "announced"),
      TimelineChart.Span(from: Sample.day(2025, 4, 14), to: nil, isInForce: true, title: "in force"),
    ]
    var chart = Sample.rules
    chart.rows = [chart.rows[0], .init(name: "H20", mark: .us, spans: spans)]
    let drawing = Drawing(chart.svg(.narrow, id: "c"))
    #expect(drawing.all("rect").map(\.title) == ["issued, withdrawn", "in force"])
    #expect(chart.summary.contains("H20: announced from 10 April 2025 to 14 April 2025, in force since 14 April 2025."))
    #expect(drawing.all("circle").isEmpty)
  }

  @Test(arguments: ChartLayout.allCases) func namesAreNeverCut(_ layout: ChartLayout) {
    let name = "Berlin data authority reports the DeepSeek app to the stores as unlawful content under the act"
    var chart = Sample.rules
    chart.rows[0].name = name
    expectLaws(chart, layout)
    let texts = Drawing(chart.svg(layout, id: "c")).all("text").map(\.text)
    #expect(texts.joined(separator: " ").contains(name))
    #expect(!texts.contains { $0.hasSuffix("…") })
  }

  @Test(arguments: ChartLayout.allCases) func nowIsNamedWhereOpenSpansEnd(_ layout: ChartLayout) throws {
    var chart = Sample.rules
    let later = TimelineChart.Span(from: Sample.day(2027, 1, 1), to: nil, isInForce: true, title: "later")
    chart.rows.append(.init(name: "To come", mark: .us, spans: [later]))
    expectLaws(chart, layout)
    let drawing = Drawing(chart.svg(layout, id: "c"))
    let open = try #require(drawing.all("rect", class: "f-us").first)
    let now = try #require(drawing.strokes(class: "axis").first)
    #expect((now.x1 - open.number("x") - open.number("width")).magnitude < 0.2)
    #expect(drawing.all("text").contains { $0.text == "now" })
  }

  @Test func whatARowStandsForIsNamedWhereThereIsRoom() throws {
    var chart = Sample.rules
    chart.rows[0].name = "3 rules of 13 January 2025"
    chart.rows[0].note = "tiers; a cap on orders; closed weights"
    for layout in ChartLayout.allCases {
      expectLaws(chart, layout)
      let texts = Drawing(chart.svg(layout, id: "c")).all("text").map(\.text).joined(separator: " ")
      #expect(texts.contains("tiers; a cap on orders; closed weights") == (layout == .wide))
    }
    #expect(chart.summary.hasPrefix("3 rules of 13 January 2025 (tiers; a cap on orders; closed weights): announced"))
  }

  @Test(arguments: ChartLayout.allCases) func theRowOfThePageIsBoldAndTinted(_ layout: ChartLayout) throws {
    var chart = Sample.rules
    chart.rows[1].isOwn = true
    let drawing = Drawing(chart.svg(layout, id: "c"))
    let tint = try #require(drawing.all("rect", class: "hole").first)
    let name = try #require(drawing.all("text").first { $0.text == "H20 licence duty" })
    #expect(name.classes.contains("b"))
    #expect((tint.number("y")...tint.number("y") + tint.number("height")).contains(name.number("y")))
    #expect(drawing.all("rect", class: "hole").count == 1)
  }

  @Test func describesEachRule() {
    #expect(
      Sample.rules.summary
        == "AI Diffusion rule: announced from 13 January 2025 to 13 May 2025. H20 licence duty: in force since 14 April "
        + "2025. Draft rule: no date.")
  }
}
