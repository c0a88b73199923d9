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

  @Test func describesEachRule() {
    #expect(
      Sample.rules.summary
        == "AI Diffusion rule: announced from 13 January 2025 to 13 May 2025. H20 licence duty: in force since 14 April "
        + "2025. Draft rule: no date.")
  }
}
