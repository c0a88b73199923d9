import Testing

@testable import Charts

@Suite struct ReleaseFrontierChartTests {
  @Test(arguments: ChartLayout.allCases) func looksAsExpected(_ layout: ChartLayout) {
    expectGolden(Sample.releases.svg(layout, id: "releases"), "releases-\(layout.rawValue).svg")
    expectLaws(Sample.releases, layout)
  }

  @Test(arguments: 0..<40) func labelsStayApartAndInside(_ seed: Int) {
    var random = RandomCharts(seed + 9000)
    let chart = random.releases()
    for layout in ChartLayout.allCases { expectLaws(chart, layout, "seed \(seed), \(layout)") }
  }

  @Test func recordsAreLargeAndOthersSmall() {
    let drawing = Drawing(Sample.releases.svg(.wide, id: "c"))
    #expect(drawing.all("circle", class: "pt-us").filter { $0.number("r") > 3 }.count == 4)
    #expect(drawing.all("circle", class: "dim").map(\.title) == ["Small: 1440.0"])
  }

  @Test func aReleaseWithoutADayStandsApartHollow() throws {
    let drawing = Drawing(Sample.releases.svg(.wide, id: "c"))
    let apart = try #require(drawing.all("circle", class: "ho-us").first)
    let edge = drawing.strokes(class: "grid").map(\.x2).max() ?? 0
    #expect(apart.title == "Gemini 4 Argon: 1534.0")
    #expect(apart.number("cx") > edge)
  }
}
